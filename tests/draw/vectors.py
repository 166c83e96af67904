"""The published test vectors: valid draws with their outcomes, invalid cases, and the pieces that a draw is made of.

python tests/draw/vectors.py        writes them anew into docs/vectors/
"""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import random_cases
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from scheduler.draw.allocation import allocate
from scheduler.draw.case import run
from scheduler.draw.frame import Counted, rates_for_total
from scheduler.draw.notation import H, Keys, T, unit
from scheduler.exchange import notes
from scheduler.log import as_document, next_event
from scheduler.persons.register import register
from scheduler.persons.signing import attested
from scheduler.proof import checkpoint, tree
from scheduler.tables import digest, row_hash, salt_of

Json = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "docs" / "vectors"
COMMAND = "python tests/draw/vectors.py"
NUMBERS = range(400)
"""The random cases that are looked through for the smallest ones with each flag."""


def flags(case: Json, outcome: Json) -> set[str]:
    """What a draw shows; a third party finds the vectors for one thing by its flag."""
    found = {case["coordination"], "closed" if case["secret"] else "open"}
    found |= {"total" if "total" in task else "rates" for task in case["tasks"]}
    found |= {f"after: {event['kind']}" for event in case.get("events", [])}
    several = {len(visit["tasks"]) > 1 for visit in outcome["visits"]}
    conditions = {
        "no visits": not outcome["visits"],
        "open slots": outcome["open"] > 0,
        "refused": bool(outcome["refused"]),
        "tasks meet": True in several,
        "second visit": any(not visit["visit"].endswith("/1") for visit in outcome["visits"]),
        "even load": outcome["even_load"] is not None,
        "even load, unequal caps": len({row["cap"] for row in outcome["even_load"] or []}) > 2,
        "rotation": bool(case["last"]),
        "period limits": any(i.get("period_limits") for i in case["inspectors"]),
        "no reserve": any(event["ended"] for event in outcome["after"]),
        "empty path": any(cell["path"] == [] for task in case["tasks"] for cell in task["cells"]),
        "order beyond U+FFFF": any("\U00020bb7" in label for row in case["frame"] for label in row["path"]),
    }
    return found | {name for name, holds in conditions.items() if holds}


def draws() -> Json:
    """For each flag the smallest random case that has it and is not taken yet, with its outcome."""
    tried = []
    for number in NUMBERS:
        case = random_cases.random_case(number)
        outcome = json.loads(json.dumps(run(json.dumps(case))))
        tried.append((len(json.dumps([case, outcome])), number, case, outcome, flags(case, outcome)))
    tried.sort(key=lambda entry: entry[:2])
    chosen: dict[int, Json] = {}
    for flag in sorted(set().union(*(entry[-1] for entry in tried))):
        having = [entry for entry in tried if flag in entry[-1] and entry[1] not in chosen]
        for _size, number, case, outcome, all_flags in having[:2]:
            chosen[number] = {"flags": sorted(all_flags), "case": case, "outcome": outcome}
    return {"format": "double-random/vectors@1", "draws": [chosen[number] for number in sorted(chosen)]}


def invalid() -> Json:
    """One valid case, and what to change in it so that it is invalid for one reason each."""
    base = random_cases.a_valid_case()
    cases = [{"flag": name, "change": list(changes(base, case))} for name, case in random_cases.invalid_cases()]
    return {"format": "double-random/vectors@1", "base": base, "invalid": cases}


def changes(old: Any, new: Any, at: tuple[str | int, ...] = ()) -> Iterator[Json]:
    """What makes ``new`` of ``old``: members to be set or taken out, lists of another length as a whole."""
    if (
        type(old) is not type(new)
        or not isinstance(old, dict | list)
        or (isinstance(old, list) and len(old) != len(new))
    ):
        if json.dumps(old) != json.dumps(new):
            yield {"at": list(at), "value": new}
        return
    names = range(len(old)) if isinstance(old, list) else dict.fromkeys([*old, *new])
    for name in names:
        if isinstance(old, dict) and name not in new:
            yield {"at": [*at, name]}
        elif isinstance(old, dict) and name not in old:
            yield {"at": [*at, name], "value": new[name]}
        else:
            yield from changes(old[name], new[name], (*at, name))


def changed(base: Any, change: list[Json]) -> Any:
    """The document that the changes make of ``base``."""
    document = json.loads(json.dumps(base))
    for one in change:
        if not one["at"]:
            return one["value"]
        *path, last = one["at"]
        inner = document
        for step in path:
            inner = inner[step]
        if "value" in one:
            inner[last] = one["value"]
        else:
            del inner[last]
    return document


def pieces() -> Json:
    """Single steps with what goes in and what comes out."""
    return {
        "format": "double-random/vectors@1",
        "H": [{"arguments": words, "hex": H(*words)} for words in (["a"], ["a", "b"], ["", ""], ["夏村镇", "𠮷"])],
        "T": [
            {"key": key, "name": name, "hex": T(key, name)} for key, name in (("k", "x"), ("", ""), ("0" * 32, "甲/1"))
        ],
        "unit": [{"hex": h, "fraction": str(unit(h))} for h in ("0" * 64, "f" * 64, "8" + "0" * 63, H("a"))],
        "keys": list(_keys()),
        "totals": list(_totals()),
        "numbers": list(_numbers()),
        "tables": list(_tables()),
        "events": list(_events()),
        "tree": list(_tree()),
    }


def _keys() -> Iterator[Json]:
    for commitment, randomness, secret in (
        ("0" * 64, "dice:10:1234", ""),
        ("ab" * 32, "dice:6:16" + "3" * 23, "cd" * 32),
    ):
        keys = Keys(commitment, randomness, secret)
        labels = ("target", "visit", "period", "team-order", "team", "cell/t1", "start/t1", "target/t1")
        told = {"commitment": commitment, "randomness": randomness, "secret": secret}
        yield {**told, "seed": keys.seed, "keys": {label: keys(label) for label in labels}}


def _totals() -> Iterator[Json]:
    for total, pools, weights in (
        (4, [10, 1, 5], ["1", "50", "1/7"]),
        (16, [10, 1, 5], ["1", "3", "9/2"]),
        (1, [7, 0], ["1", "2"]),
    ):
        paths = [(str(k),) for k in range(len(pools))]
        rates = rates_for_total(
            total, dict(zip(paths, pools, strict=True)), {p: Fraction(w) for p, w in zip(paths, weights, strict=True)}
        )
        yield {"total": total, "pools": pools, "multipliers": weights, "rates": [str(rates[path]) for path in paths]}


def _numbers() -> Iterator[Json]:
    cells = [
        (("d1", "A"), 30, "1/20"),
        (("d1", "C"), 7, "1/3"),
        (("d2", "A"), 11, "1/20"),
        (("d2", "C"), 1, "1"),
        (("d3", "A"), 0, "1/2"),
    ]
    for k in range(3):
        keys = Keys(H(str(k)), "dice:10:1234", "")
        found = allocate("t1", [Counted(path, pool, Fraction(rate)) for path, pool, rate in cells], keys)
        yield {
            "commitment": H(str(k)),
            "randomness": "dice:10:1234",
            "secret": "",
            "task": "t1",
            "cells": [
                {"path": list(path), "pool": pool, "rate": rate, "drawn": found[path]} for path, pool, rate in cells
            ],
        }


def _tables() -> Iterator[Json]:
    for secret, rows in (
        ("", []),
        ("0" * 64, [["a", "甲"], ["b", ""]]),
        ("f" * 64, [[f"r{k}", "x", str(k)] for k in range(40)]),
    ):
        found = digest(((row[0], row) for row in rows), secret)
        told = [
            {
                "id": row[0],
                "fields": row,
                "salt": salt_of(secret, row[0]),
                "hash": row_hash(salt_of(secret, row[0]), row),
            }
            for row in rows
        ]
        yield {"secret": secret, "rows": told, "count": found.count, "root": found.root}


def _events() -> Iterator[Json]:
    event = None
    for k, body in enumerate(({}, {"名": "甲", "n": 1, "none": None, "list": [True, "é"]}, {"a": {"b": []}})):
        event = next_event(event, f"2026-01-0{k + 1}T00:00:00Z", "clerk", "test", body)
        yield as_document(event)
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    first = {"name": "甲", "role": "head", "key": str(notes.public("甲", key)), "ground": ""}
    yield as_document(attested(next_event(event, "2026-01-04T00:00:00Z", "", "person", first), register([]), [key]))


def _tree() -> Iterator[Json]:
    events = []
    for k in range(7):
        events.append(
            next_event(events[-1] if events else None, f"2026-01-0{k + 1}T00:00:00Z", "clerk", "test", {"k": k})
        )
        leaves = checkpoint.leaves(events)
        yield {
            "hashes": [event.hash for event in events],
            "root": tree.root(leaves).hex(),
            "inclusion": [[step.hex() for step in tree.inclusion(leaves, at)] for at in range(len(leaves))],
            "consistency": [
                [step.hex() for step in tree.consistency(leaves, old)] for old in range(1, len(leaves) + 1)
            ],
            "checkpoint": str(checkpoint.of("office", events)),
        }


FILES = {"draws.json": draws, "invalid.json": invalid, "pieces.json": pieces}


def text(document: Json) -> str:
    """A document as it is published: in ASCII, a line for each vector."""
    lines = []
    for name, value in document.items():
        if isinstance(value, list):
            inner = ",\n".join(json.dumps(one) for one in value)
            lines.append(f"{json.dumps(name)}: [\n{inner}\n]")
        else:
            lines.append(f"{json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make in FILES.items():
        (FOLDER / name).write_text(text(make()), "utf-8")
