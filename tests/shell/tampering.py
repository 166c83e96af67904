"""Tampered bundles: one for each member of each record of a bundle, made to fit by somebody who can write the whole store.

Everything is chained and digested anew, so that only the substance can give it away. A member of the commitment is tried
twice: with the hash that the outside knows left as it was, and hashed anew and named anew wherever it stands.
"""

import copy
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from forger import Path, leaves, other, with_events, with_rows, without

from scheduler.bundle import Bundle
from scheduler.commitment import commitment_hash

SIGNED = ("checkpoint", "countersignature", "person", "second")
"""Whoever changes what came before signs anew with the keys that they hold, so elsewhere the bundle goes without them."""
LITERAL = re.compile(r'"[^"\n]*"|\d{4}-\d\d-\d\d|\b\d+\b|\btrue\b|\bfalse\b')


class Tampered(NamedTuple):
    """A bundle that lies, and the member that it lies about: the record's kind and the path in it."""

    record: str
    member: str
    bundle: Bundle


def all_of(bundle: Bundle) -> Iterator[Tampered]:
    """Every tampered bundle, in an order that is always the same."""
    signed = [k for k, event in enumerate(bundle.events) if event.kind in SIGNED]
    acts = [k for k in signed if bundle.events[k].signatures]
    for k in acts:
        yield from _of_event(bundle, k)
        yield from _of_signatures(bundle, k)
    for k in (k for k in signed if k not in acts):
        yield from _of_event(without(bundle, *acts), k)
    bundle = without(bundle, *signed)
    for k in _one_of_each_sort(bundle):
        yield from _of_event(bundle, k)
    yield from _of_commitment(bundle)
    yield from _of_tables(bundle)
    yield from _of_secrets(bundle)
    yield from _of_plan(bundle)


def _one_of_each_sort(bundle: Bundle) -> list[int]:
    """Where the last event of each kind, step and decision stands; of imports also the last one with rows left out."""
    last = {
        (event.kind, event.body.get("step"), event.body.get("decision"), bool(event.body.get("left_out"))): k
        for k, event in enumerate(bundle.events)
    }
    return sorted(last.values())


def _named(path: Iterable[object]) -> str:
    return ".".join(str(part) for part in path)


def _changed(document: Any, path: Path) -> Any:
    made = inner = copy.deepcopy(document)
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = other(inner[path[-1]])
    return made


def _of_event(bundle: Bundle, k: int) -> Iterator[Tampered]:
    event, before, after = bundle.events[k], bundle.events[:k], bundle.events[k + 1 :]
    for path in leaves(event.body):
        body = _changed(event.body, path)
        yield Tampered(event.kind, _named(path), with_events(bundle, (*before, replace(event, body=body), *after)))
    for name, value in (("actor", "nobody"), ("time", event.time[:-3] + "59Z"), ("kind", event.kind.title())):
        yield Tampered(event.kind, f"({name})", with_events(bundle, (*before, replace(event, **{name: value}), *after)))  # type: ignore[arg-type]


def _of_signatures(bundle: Bundle, k: int) -> Iterator[Tampered]:
    """None, one in another's name, one of another event, and one with another byte."""
    event, before, after = bundle.events[k], bundle.events[:k], bundle.events[k + 1 :]
    (line, *rest), name = event.signatures, event.actor
    elsewhere = next(e.signatures for e in bundle.events if e.signatures not in ((), event.signatures))
    byte = line[:-8] + ("A" if line[-8] != "A" else "B") + line[-7:]
    for what, lines in (
        ("none", ()),
        ("name", (line.replace(name, f"{name}x"), *rest)),
        ("of another event", elsewhere),
        ("byte", (byte, *rest)),
        ("twice", (line, *event.signatures)),
    ):
        forged = with_events(bundle, (*before, replace(event, signatures=lines), *after))
        yield Tampered(event.kind, f"(signature: {what})", forged)


def _hashed_anew(bundle: Bundle, old: str, record: dict[str, Any]) -> Bundle:
    """The bundle with another record, and its hash in every event that names the commitment."""
    new = commitment_hash(record)
    bodies = json.loads(json.dumps([event.body for event in bundle.events]).replace(old, new))
    events = [replace(event, body=body) for event, body in zip(bundle.events, bodies, strict=True)]
    events = [replace(e, body=e.body | {"record": record}) if e.body.get("hash") == new else e for e in events]
    secrets = {new if name == old else name: secret for name, secret in bundle.secrets.items()}
    return replace(with_events(bundle, events), secrets=secrets)


def committed(bundle: Bundle) -> dict[str, Any]:
    """The body of the last commitment."""
    return next(event.body for event in reversed(bundle.events) if event.kind == "commitment")


def _of_commitment(bundle: Bundle) -> Iterator[Tampered]:
    body = committed(bundle)
    for path in leaves(body["record"]):
        record = _changed(body["record"], path)
        yield Tampered("commitment hashed anew", _named(path), _hashed_anew(bundle, body["hash"], record))


def _of_tables(bundle: Bundle) -> Iterator[Tampered]:
    for table, stated in committed(bundle)["record"]["tables"].items():
        for k in (0, -1):

            def change(rows: list[Any], k: int = k, name: str = "") -> list[Any]:
                rows[k] = {**rows[k], name: other(rows[k][name])}
                return rows

            first = json.loads(bundle.frozen[stated["root"]].splitlines()[k])
            for name in first:
                forged = with_rows(bundle, stated["root"], lambda rows, k=k, name=name: change(rows, k, name))  # type: ignore[misc]
                yield Tampered(f"table {table}", f"{'first' if k == 0 else 'last'}.{name}", forged)


def _of_secrets(bundle: Bundle) -> Iterator[Tampered]:
    for commitment, secrets in bundle.secrets.items():
        for name in ("draw", "tables"):
            forged = replace(secrets, **{name: other(getattr(secrets, name))})
            yield Tampered("secrets", name, replace(bundle, secrets={**bundle.secrets, commitment: forged}))


def _of_plan(bundle: Bundle) -> Iterator[Tampered]:
    """Every literal of the plan's text, under its new digest in a commitment that is hashed anew."""
    body = committed(bundle)
    old = body["record"]["plan"]["digest"]
    text = bundle.frozen[old].decode()
    for found in LITERAL.finditer(text):
        data = (text[: found.start()] + _literal(found[0]) + text[found.end() :]).encode()
        new = hashlib.sha256(data).hexdigest()
        record = json.loads(json.dumps(body["record"]).replace(old, new))
        forged = _hashed_anew(bundle, body["hash"], record)
        frozen = {name: value for name, value in bundle.frozen.items() if name != old} | {new: data}
        row = text.count("\n", 0, found.start()) + 1
        yield Tampered("plan text", f"row {row}: {found[0]}", replace(forged, frozen=frozen))


def _literal(text: str) -> str:
    match text:
        case "true" | "false":
            return "false" if text == "true" else "true"
        case str() if text[0] == '"':
            return f'"{text[1:-1]}x"'
        case str() if len(text) == 10:
            return f"{int(text[:4]) - 1}{text[4:]}"
    return str(int(text) + 1)
