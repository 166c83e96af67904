"""The validator finds every kind of fault, each under its section, and none in what the draw does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import random_cases
from instances import quick_case

from scheduler.audit.validate import faults
from scheduler.draw.case import read_case
from scheduler.draw.draw import draw
from scheduler.draw.model import Case, Outcome, Seat, Shortage

ABLE = ["ann", "bob", "cem", "dan", "eve"]


def an_inspector(name: str, **different: object) -> random_cases.Json:
    return {"id": name, "department": "health", "qualifications": ["放射"], "lead": True, "limit": 5, **different}


def a_case(**different: object) -> Case:
    """Five visits of two slots, the first for a qualification, the second for the lead; q3 is no period of the task."""
    targets = {"d1": ["a", "b", "c", "d", "e", "f"], "d2": ["g", "h", "i", "j"]}
    inspectors = [an_inspector(name) for name in ABLE] + [
        an_inspector("other", department="market"),
        an_inspector("unqualified", qualifications=["X ray"]),
        an_inspector("junior", lead=False),
        an_inspector("barred"),
        an_inspector("absent"),
        an_inspector("busy", limit=1),
        an_inspector("part-time", period_limits={"q1": 0}),
    ]
    document = {
        "format": "double-random/case@1",
        "commitment": "0" * 64,
        "randomness": "dice:10:123456789",
        "secret": "",
        "coordination": "shared",
        "periods": [{"id": "q1", "weight": 1}, {"id": "q2", "weight": 1}, {"id": "q3", "weight": 1}],
        "tasks": [
            {
                "id": "t1",
                "periods": ["q1", "q2"],
                "cells": [{"path": [district], "rate": "1/2"} for district in targets],
                "team": [{"department": "health", "officers": 2, "qualifications": ["放射"], "lead": True}],
            }
        ],
        "frame": [{"task": "t1", "target": t, "path": [d]} for d, names in targets.items() for t in names],
        "inspectors": inspectors,
        "barred": [[target, "barred"] for names in targets.values() for target in names],
        "last": [],
        "absent": [["absent", "q1"], ["absent", "q2"]],
        "even_load_slack": None,
        **different,
    }
    return read_case(json.dumps(document))


def a_short_case() -> Case:
    """The same with two inspectors for three visits each: four of ten slots stay open."""
    return a_case(inspectors=[an_inspector("ann", limit=3), an_inspector("bob", limit=3)], barred=[], absent=[])


def test_the_cases_to_break_are_sound() -> None:
    for case, left in ((a_case(), 0), (a_case(even_load_slack=0), 0), (a_short_case(), 4)):
        outcome = draw(case)
        assert faults(case, outcome) == []
        assert outcome.open == left
        assert {visit.period for visit in outcome.visits} == {"q1", "q2"}


# ------------------------------------------------------------------------------------------------- ways to be wrong


def seated(outcome: Outcome, changes: dict[Seat, str | None]) -> Outcome:
    """The outcome with others in these seats."""
    assert changes
    teams = tuple((seat, changes.get(seat, holder)) for seat, holder in outcome.filling.teams)
    return replace(outcome, filling=replace(outcome.filling, teams=teams))


def in_slot(number: int, name: str) -> Callable[[Outcome], Outcome]:
    """Put the inspector into this slot of one visit."""
    return lambda outcome: seated(outcome, {(outcome.visits[0].name, number): name})


def everywhere(name: str, period: str = "") -> Callable[[Outcome], Outcome]:
    """Put the inspector into the first slot of every visit, or of those in one period, and somebody else into the second."""

    def change(outcome: Outcome) -> Outcome:
        seats = [(visit.name, k) for visit in outcome.visits if period in ("", visit.period) for k in (1, 2)]
        return seated(outcome, {seat: name if seat[1] == 1 else ABLE[-1] for seat in seats})

    return change


def twice(outcome: Outcome) -> Outcome:
    visit = outcome.visits[0].name
    return seated(outcome, {(visit, 1): "ann", (visit, 2): "ann"})


def a_number(by: int) -> Callable[[Outcome], Outcome]:
    def change(outcome: Outcome) -> Outcome:
        first, *rest = outcome.allocation
        return replace(outcome, allocation=(replace(first, drawn=first.drawn + by), *rest))

    return change


def another_target(outcome: Outcome) -> Outcome:
    """A reserve, visited in place of a drawn one of the same cell."""
    gone = next(s.target for s in outcome.targets if s.target in "abcdef")
    reserve = next(t for t in "abcdef" if t not in {s.target for s in outcome.targets})
    return replace(
        outcome,
        targets=tuple(replace(s, target=reserve) if s.target == gone else s for s in outcome.targets),
        visits=tuple(replace(v, target=reserve) if v.target == gone else v for v in outcome.visits),
    )


def a_target_outside(outcome: Outcome) -> Outcome:
    first, *rest = outcome.targets
    return replace(outcome, targets=(replace(first, target="nowhere"), *rest))


def without_a_target(outcome: Outcome) -> Outcome:
    return replace(outcome, targets=outcome.targets[1:])


def in_q3(outcome: Outcome) -> Outcome:
    return replace(outcome, visits=(replace(outcome.visits[0], period="q3"), *outcome.visits[1:]))


def without_a_visit(outcome: Outcome) -> Outcome:
    return replace(outcome, visits=outcome.visits[1:])


def a_visit_again(outcome: Outcome) -> Outcome:
    return replace(outcome, visits=(*outcome.visits, replace(outcome.visits[0], name=f"{outcome.visits[0].target}/2")))


def without_a_slot(outcome: Outcome) -> Outcome:
    return replace(outcome, filling=replace(outcome.filling, teams=outcome.filling.teams[1:]))


def a_slot_again(outcome: Outcome) -> Outcome:
    teams = outcome.filling.teams
    return replace(outcome, filling=replace(outcome.filling, teams=(*teams, teams[0])))


def emptied(outcome: Outcome) -> Outcome:
    seat = next(seat for seat, holder in outcome.filling.teams if holder is not None)
    return seated(outcome, {seat: None})


def another_open(outcome: Outcome) -> Outcome:
    return replace(outcome, open=outcome.open + 1)


def emptied_and_counted(outcome: Outcome) -> Outcome:
    """One slot more stays open than must, and the outcome says so."""
    return another_open(emptied(outcome))


def a_shortage(change: Callable[[Shortage], Shortage | None]) -> Callable[[Outcome], Outcome]:
    def changed(outcome: Outcome) -> Outcome:
        assert outcome.shortage is not None
        return replace(outcome, shortage=change(outcome.shortage))

    return changed


Change = Callable[[Outcome], Outcome]

WRONG: dict[str, tuple[str, str, Change]] = {  # what: section, part of the text, how
    "a number too large": ("§4", "drawn", a_number(+1)),
    "a number too small": ("§4", "drawn", a_number(-1)),
    "another target": ("§5", "smallest tickets", another_target),
    "a target outside the frame": ("§5", "no cell", a_target_outside),
    "a target missing": ("§5", "smallest tickets", without_a_target),
    "a period not allowed": ("§6", "not allowed", in_q3),
    "a visit missing": ("§6", "serve", without_a_visit),
    "a target visited twice": ("§6", "serve", a_visit_again),
    "another department": ("§7", "not eligible", in_slot(1, "other")),
    "without the qualification": ("§7", "not eligible", in_slot(1, "unqualified")),
    "without the lead": ("§7", "not eligible", in_slot(2, "junior")),
    "barred": ("§7", "not eligible", in_slot(1, "barred")),
    "absent": ("§7", "not eligible", in_slot(1, "absent")),
    "twice in a visit": ("§7", "twice", twice),
    "over the limit": ("§7", "at most 1", everywhere("busy")),
    "over the period limit": ("§7", "in q1, at most 0", everywhere("part-time", "q1")),
    "a slot missing": ("§7", "not those the visits have", without_a_slot),
    "a slot decided twice": ("§7", "not those the visits have", a_slot_again),
    "a slot emptied": ("§7", "1 slots are open, d is said to be 0", emptied),
    "another number of open slots": ("§7", "d is said to be 1", another_open),
    "more open than must be": ("§9", "no shortage is shown", emptied_and_counted),
}

WRONG_SHORTAGE: dict[str, Change] = {
    "none": a_shortage(lambda _: None),
    "a slot fewer": a_shortage(lambda s: replace(s, slots=s.slots[1:])),
    "a slot fewer, and counted so": a_shortage(lambda s: replace(s, slots=s.slots[1:], need=s.need - 1)),
    "another need": a_shortage(lambda s: replace(s, need=s.need + 1)),
    "another capacity": a_shortage(lambda s: replace(s, capacity=s.capacity - 1)),
    "more open than must be": emptied_and_counted,
}


@pytest.mark.parametrize(("section", "text", "change"), WRONG.values(), ids=WRONG)
def test_every_kind_of_fault_is_found(section: str, text: str, change: Change) -> None:
    case = a_case()
    found = faults(case, change(draw(case)))
    assert any(where == section and text in what for where, what in found), found


@pytest.mark.parametrize("change", WRONG_SHORTAGE.values(), ids=WRONG_SHORTAGE)
def test_every_wrong_shortage_is_found(change: Change) -> None:
    case = a_short_case()
    assert {section for section, _ in faults(case, change(draw(case)))} == {"§9"}


def test_a_load_over_the_cap_is_found() -> None:
    """The limit would allow it, the even-load rule does not."""
    case = a_case(even_load_slack=0)
    outcome = draw(case)
    assert outcome.even_load is not None
    assert outcome.even_load["ann"] < 5
    found = faults(case, everywhere("ann")(outcome))
    assert any(section == "§7" and what.startswith("ann: 5 visits") for section, what in found), found


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_no_fault_in_what_the_draw_does(first: int) -> None:
    for number in range(first, first + 100):
        case = read_case(json.dumps(quick_case(number)))
        assert faults(case, draw(case)) == [], number
