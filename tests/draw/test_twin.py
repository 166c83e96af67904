"""The naive reading of the specification against the examples, its worked example, and plain enumeration."""

from __future__ import annotations

import copy
import itertools
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import random_cases
import twin

EXAMPLES = Path(__file__).parent / "examples"
INVALID = random_cases.invalid_cases()


def read(name: str) -> Any:
    return json.loads((EXAMPLES / name).read_text("utf-8"))


# ---------------------------------------------------------------------------------------------------------- examples


@pytest.mark.parametrize("number", [1, 2])
def test_examples(number: int) -> None:
    assert twin.outcome(read(f"case-{number}.json")) == read(f"outcome-{number}.json")


def test_worked_example() -> None:
    """§10."""
    case = random_cases.a_valid_case() | {"commitment": "0" * 64, "randomness": "dice:10:1234", "secret": ""}
    draw = twin.Draw(case)
    assert draw.seed == "5179341eb4539251c61aef00c764f96255eeb1dfd45575f13b799bed5e738dba"
    assert draw.K("target") == "7fa6cb16bc7899ae540c3a5e6520fa05"
    assert draw.K("visit") == "6794dfc65820895a6243e50748d1ebc8"
    assert draw.K("team-order") == "78d4cbc648452488e179e54ec4975c17"
    assert draw.K("team") == "689842834c976000cd4e5bd182770175"
    assert draw.K("cell/t1") == "321828841e0f5cf9eeb75eda6b065906"
    assert draw.K("start/t1") == "f97b30cc4dbe135bb218eb4fa1afc87b"
    assert round(twin.unit(twin.T(draw.K("start/t1"), "")) * 10**12) == 234333431251  # rounded, not cut off
    ticket = "f012894121b2b2300840d7e6970aa446af6d4eb710fce2a4cd95bedaa8ed7e07"
    assert draw.ticket("t1", "91370000000000001A") == ticket


# ------------------------------------------------------------------------------------------------ plain enumeration


def tiny_problems(number: int) -> Iterator[twin.Problem]:
    """Problems of at most 6 slots and 4 inspectors."""
    for seed in range(number):
        rng = random.Random(seed)
        slots = []
        for visit in range(rng.randint(1, 4)):
            period = rng.choice(["q1", "q2"])
            for at in range(rng.randint(0, 3)):
                slots.append(twin.Slot(f"v/{visit}", at + 1, "v", period, "health", None, lead=False))
        slots = slots[:6]
        inspectors = ["i1", "i2", "i3", "i4"][: rng.randint(0, 4)]
        eligible = {slot: [name for name in inspectors if rng.random() < 0.6] for slot in slots}
        limits = {name: rng.randint(0, 4) for name in inspectors}
        period_limits = {(name, "q1"): rng.randint(0, 2) for name in inspectors if rng.random() < 0.4}
        yield twin.Problem(slots, eligible, limits, period_limits)


def with_something_decided(problem: twin.Problem, rng: random.Random) -> twin.Problem:
    choices: dict[twin.Slot, list[str | None]] = {slot: [None, *problem.eligible[slot]] for slot in problem.slots}
    decided = {slot: rng.choice(choices[slot]) for slot in problem.slots if rng.random() < 0.5}
    return replace(problem, decided=decided)


def test_least_number_of_open_slots_by_enumeration() -> None:
    rng = random.Random(0)
    impossible = 0
    for problem in tiny_problems(400):
        assert twin.fewest_open(problem) == twin.brute_open(problem)
        decided = with_something_decided(problem, rng)
        impossible += twin.brute_open(decided) is None
        assert twin.fewest_open(decided) == twin.brute_open(decided)
    assert impossible > 20


def test_shortage_by_enumeration() -> None:
    """Of all sets with need - capacity = d, the one shown is contained in all others."""
    shown = 0
    for problem in tiny_problems(300):
        d = twin.brute_open(problem)
        assert d is not None
        if d == 0:
            continue
        shown += 1
        subsets = [
            list(subset)
            for size in range(len(problem.slots) + 1)
            for subset in itertools.combinations(problem.slots, size)
        ]
        gap = {tuple(s): need - capacity for s in subsets for need, capacity in [twin.need_and_capacity(problem, s)]}
        assert max(gap.values()) == d
        smallest = set.intersection(*(set(subset) for subset, excess in gap.items() if excess == d))
        the_set, need, capacity = twin.shortage(problem)
        assert set(the_set) == smallest
        assert need - capacity == d
    assert shown > 100


def test_even_load_keeps_d_and_has_no_lower_top() -> None:
    """The caps keep d, and no limits below the highest of them do."""
    for problem in tiny_problems(300):
        d = twin.brute_open(problem)
        cap = twin.even_load_caps(problem)
        assert set(cap) == set(problem.limits)
        assert all(cap[name] <= limit for name, limit in problem.limits.items())
        assert twin.brute_open(replace(problem, limits=cap)) == d
        top = max(cap.values(), default=0)
        if top > 0:
            lower = {name: min(limit, top - 1) for name, limit in problem.limits.items()}
            assert twin.brute_open(replace(problem, limits=lower)) != d


def test_drawing_by_enumeration() -> None:
    """Teams and refusals, read off the list of all best assignments."""
    compared = 0
    for number in range(150):
        case = random_cases.random_case(number)
        case["events"] = []
        case["even_load_slack"] = None
        draw = twin.Draw(case)
        result = draw.first()
        problem = draw.problem(draw.limits)
        choices: list[list[str | None]] = [[None, *problem.eligible[slot]] for slot in problem.slots]
        all_there_are = 1
        for choice in choices:
            all_there_are *= len(choice)
        if not 2 < all_there_are <= 20_000:
            continue
        compared += 1
        allowed = [a for a in itertools.product(*choices) if twin.breaks_no_limit(problem, a)]
        fewest = min(a.count(None) for a in allowed)
        best = [a for a in allowed if a.count(None) == fewest]
        teams, refused = [], []
        draw.holds = {}
        for at, slot in enumerate(problem.slots):
            here = {"visit": slot.visit, "slot": slot.number}
            for candidate in draw.candidates(slot):
                if any(a[at] == candidate for a in best):
                    draw.holds[slot] = candidate
                    break
                refused.append({**here, "inspector": candidate})
            best = [a for a in best if a[at] == draw.holds.get(slot)]
            teams.append({**here, "inspector": draw.holds.get(slot)})
        assert (result["open"], result["teams"], result["refused"]) == (fewest, teams, refused)
    assert compared > 20


# ----------------------------------------------------------------------------------------------------------- rates


def test_total_fixes_cells_at_1() -> None:
    """Of 10 targets 6: the cell of 4 is lifted over 1 and fixed, the rest share 2."""
    cells = [
        {"path": ["a"], "multiplier": "50"},
        {"path": ["b"], "multiplier": "1"},
        {"path": ["empty"], "multiplier": "2"},
    ]
    rate = twin.rates({"total": 6, "cells": cells}, {("a",): 4, ("b",): 6, ("empty",): 0})
    assert rate == {("a",): 1, ("b",): Fraction(1, 3), ("empty",): Fraction(2, 3)}
    rate = twin.rates({"total": 10, "cells": cells}, {("a",): 4, ("b",): 6, ("empty",): 0})
    assert rate == {("a",): 1, ("b",): 1, ("empty",): 1}


# ----------------------------------------------------------------------------------------------------------- cases


def test_random_cases_are_the_same_again_and_have_an_outcome() -> None:
    for number in range(60):
        case = random_cases.random_case(number)
        assert case == random_cases.random_case(number)
        before = copy.deepcopy(case)
        result = twin.outcome(json.loads(json.dumps(case)))
        assert case == before
        assert json.loads(json.dumps(result)) == result
        assert len(result["after"]) == len(case.get("events", []))
        open_slots = [team for team in result["teams"] if team["inspector"] is None]
        assert len(open_slots) == result["open"]
        assert (result["shortage"] is None) == (result["open"] == 0)


def test_random_cases_do_not_depend_on_the_order_of_sets() -> None:
    program = "import json, random_cases; print(json.dumps([random_cases.random_case(n) for n in range(30)]))"
    texts = {
        subprocess.run(
            [sys.executable, "-B", "-c", program],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


def test_random_cases_try_what_is_rare() -> None:
    seen: dict[str, int] = {}
    for number in range(150):
        case = random_cases.random_case(number)
        result = twin.outcome(case)
        kinds = {event["kind"] for event in case.get("events", [])}
        here = {
            "slots": bool(result["teams"]),
            "open": result["open"] > 0,
            "refused, none open": result["open"] == 0 and bool(result["refused"]),
            "three caps": len({cap["cap"] for cap in result["even_load"] or []}) >= 3,
            "second visit": any(visit["visit"].endswith("/2") for visit in result["visits"]),
            "ended": any(event["ended"] for event in result["after"]),
            "new visit": any(event["visits"] for event in result["after"]),
            "event refused": any(event["refused"] for event in result["after"]),
            **{kind: kind in kinds for kind in ("recusal", "absence", "reinforcement", "replacement")},
        }
        for what, there in here.items():
            seen[what] = seen.get(what, 0) + there
    assert min(seen.values()) >= 3, seen
    assert 0.2 < seen["open"] / seen["slots"] < 0.5


def test_medium_case() -> None:
    case = random_cases.random_case(0, "medium")
    result = twin.outcome(case)
    assert len(case["inspectors"]) == 12
    assert 40 <= len(result["visits"]) <= 80


# ---------------------------------------------------------------------------------------------------- invalid cases


def test_the_cases_that_invalid_ones_are_made_from_are_valid() -> None:
    result = twin.outcome(random_cases.a_valid_case())
    assert {visit["visit"] for visit in result["visits"]} == {"a/1", "b/1", "c/1"}
    result = twin.outcome(random_cases.a_valid_case_with_a_reserve())
    assert [visit["visit"] for visit in result["visits"]] == ["a/1"]
    assert [visit["visit"] for visit in result["after"][0]["visits"]] == ["b/1"]


@pytest.mark.parametrize(("name", "case"), INVALID, ids=[ascii(name) for name, _ in INVALID])
def test_invalid(name: str, case: dict[str, Any]) -> None:
    with pytest.raises(twin.Invalid):
        twin.outcome(json.loads(json.dumps(case)))


def test_invalid_names_differ() -> None:
    assert len({name for name, _ in INVALID}) == len(INVALID)


@pytest.mark.parametrize("document", [None, [], "case", 1, {}])
def test_not_a_case(document: Any) -> None:
    with pytest.raises(twin.Invalid):
        twin.outcome(document)


def test_at_the_edge_of_validity() -> None:
    """What looks wrong and is not."""
    largest = 2**53 - 1
    case = random_cases.a_valid_case()
    case["periods"][0]["weight"] = largest
    case["inspectors"][0]["limit"] = largest
    case["tasks"][0]["cells"][1] = {"path": ["𠮷" * 64, "a\u00a0\u3000b"], "rate": f"1/{largest}"}
    case["tasks"][1]["cells"][1]["multiplier"] = str(largest)
    case["tasks"][2]["cells"] = []
    case["frame"].append({"task": "t1", "target": "a" * 64, "path": ["d1", "A"]})
    case["barred"].append(["9._-", "i1"])
    case["last"] += [["outside", "i1"], ["outside", "i1"]]
    case["absent"] += [["i1", "q1"], ["i1", "q1"]]
    case["inspectors"][0]["qualifications"] += ["X ray"]
    case["randomness"] = " ~+"
    case["secret"] = ""
    case["even_load_slack"] = None
    case["unknown"] = None
    case["events"] += [
        {"kind": "recusal", "inspector": "i1", "target": "nowhere"},
        {"kind": "absence", "inspector": "i1", "periods": []},
        {"kind": "reinforcement", "inspector": "unused", "limit": largest},
    ]
    twin.outcome(case)
    del case["events"]
    twin.outcome(case)
