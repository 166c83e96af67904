"""Law: nothing decided is undone, by a later slot of the draw (§7) or by an event that does not concern it (§8)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import random_cases
import twin
from instances import quick_case

from scheduler.draw import draw as drawing
from scheduler.draw.assignment import OPEN, Assignment
from scheduler.draw.case import read_case
from scheduler.draw.draw import draw
from scheduler.draw.events import State, happen
from scheduler.draw.model import (
    Absence,
    After,
    Appointment,
    Case,
    Done,
    Event,
    Recusal,
    Reinforcement,
    Replacement,
    Seat,
)


def a_case(number: int) -> Case:
    """A case without events."""
    return read_case(json.dumps(quick_case(number)))


# -------------------------------------------------------------------------------------------------------- in the draw


class Watched(Assignment):
    """Looks, after every decision, whether all earlier ones stand and the witness is a best assignment."""

    looks = 0

    def __init__(self, *facts: object) -> None:
        super().__init__(*facts)  # type: ignore[arg-type]
        self.said: dict[int, int] = {}
        self.fewest: int | None = None

    def accept_open(self) -> None:
        super().accept_open()
        self.fewest = self.open

    def seat(self, slot: int, inspector: int) -> bool:
        taken = super().seat(slot, inspector)
        if taken:
            assert slot not in self.said
            self.said[slot] = inspector
        self.look()
        return taken

    def leave_open(self, slot: int) -> None:
        super().leave_open(slot)
        assert slot not in self.said
        self.said[slot] = OPEN
        self.look()

    def look(self) -> None:
        Watched.looks += 1
        assert all(self.holder[slot] == holder for slot, holder in self.said.items())
        held = [(i, s) for s, i in enumerate(self.holder) if i != OPEN]
        assert len(self.holder) - len(held) == self.open == self.fewest
        assert len({(i, self.visit[s]) for i, s in held}) == len(held)
        assert all(i in self.eligible[s] for i, s in held)
        for i, limit in enumerate(self.limits):
            periods = [self.period[s] for holder, s in held if holder == i]
            assert len(periods) == self.load[i] <= limit
            assert all(periods.count(p) <= self._place_limits[i * self._periods + p] for p in periods)


@pytest.mark.parametrize("first", range(0, 200, 100))
def test_a_decision_stands_to_the_end(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Watched, "looks", 0)
    for number in range(first, first + 100):
        draw(a_case(number), Watched)
    assert Watched.looks > 300


@pytest.mark.parametrize("first", range(0, 40, 20))
def test_a_decision_stands_to_the_end_where_it_is_tight(first: int) -> None:
    for number in range(first, first + 20):
        draw(read_case(json.dumps(random_cases.random_case(number))), Watched)


@pytest.mark.parametrize("first", range(0, 40, 20))
def test_every_beginning_of_the_decisions_belongs_to_a_best_assignment(first: int) -> None:
    """Stop anywhere: what is decided until then can still be completed with no more than d open slots."""
    for number in range(first, first + 20):
        document = quick_case(number)
        problem = random_cases.open_problem(document)
        outcome = draw(read_case(json.dumps(document)))
        if outcome.even_load is not None:
            level = {i: cap + document["even_load_slack"] for i, cap in outcome.even_load.items()}
            problem = replace(problem, limits={i: min(limit, level[i]) for i, limit in problem.limits.items()})
        slot_at = {(slot.visit, slot.number): slot for slot in problem.slots}
        decided = {slot_at[seat]: holder for seat, holder in outcome.filling.teams}
        assert len(decided) == len(problem.slots)
        for length in range(0, len(decided) + 1, 3):
            beginning = dict(list(decided.items())[:length])
            assert twin.fewest_open(replace(problem, decided=beginning)) == outcome.open, number


# -------------------------------------------------------------------------------------------------------- after events


def concerned(state: State, event: Event) -> set[Seat]:
    """The standing seats that the event empties or that it fills, told from what stands before it."""
    held = {seat for seat, holder in state.seats.items() if holder == getattr(event, "inspector", "")}
    held = {seat for seat in held if seat[0] not in state.done}
    match event:
        case Recusal():
            return {seat for seat in held if state.visits[seat[0]].target == event.target}
        case Absence():
            return {seat for seat in held if state.visits[seat[0]].period in event.periods}
        case Reinforcement():
            return {seat for seat, holder in state.seats.items() if holder is None}
        case Replacement():
            return {seat for seat in state.seats if seat[0] == event.visit}
        case Appointment():
            return {(event.visit, event.slot)}
        case Done():
            return set()


def watch(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """From now on every event is looked at; returns the list of those that were."""
    seen: list[Event] = []

    def watched(state: State, event: Event) -> After:
        seats, visits, may_change = dict(state.seats), dict(state.visits), concerned(state, event)
        after = happen(state, event)
        new = {visit.name for visit in after.visits}
        drawn = [seat for seat, _ in after.filling.teams]
        assert len(set(drawn)) == len(drawn)
        assert all(state.seats[seat] == holder for seat, holder in after.filling.teams)
        if isinstance(event, Replacement):
            assert {seat[0] for seat in drawn} <= new
            assert not new & visits.keys()
            del visits[event.visit]
        elif not isinstance(event, Appointment):
            assert set(drawn) == may_change
        assert visits == {name: visit for name, visit in state.visits.items() if name not in new}
        assert {seat: holder for seat, holder in seats.items() if seat not in may_change} == {
            seat: holder for seat, holder in state.seats.items() if seat not in may_change and seat[0] not in new
        }
        assert after.open == list(state.seats.values()).count(None)
        seen.append(event)
        return after

    monkeypatch.setattr(drawing, "happen", watched)
    return seen


@pytest.mark.parametrize("first", range(0, 100, 25))
def test_an_event_leaves_all_other_seats_as_they_stand(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watch(monkeypatch)
    for number in range(first, first + 25):
        draw(read_case(json.dumps(random_cases.random_case(number))))
    assert {type(event) for event in seen} == {Recusal, Absence, Reinforcement, Replacement}


def test_visits_that_are_done_keep_their_teams(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = 0
    seen = watch(monkeypatch)
    for number in range(60):
        case = a_case(number)
        outcome = draw(case)
        holders = {(seat[0], holder) for seat, holder in outcome.filling.teams if holder is not None}
        target_of = {visit.name: visit.target for visit in outcome.visits}
        recusals = tuple(Recusal(holder, target_of[visit]) for visit, holder in sorted(holders))
        absences = tuple(Absence(i.id, tuple(p.id for p in case.periods)) for i in case.inspectors)
        done = tuple(Done(visit.name) for visit in outcome.visits)
        for after in draw(replace(case, events=(*done, *recusals, *absences))).after:
            assert after.filling.teams == ()
            assert after.open == outcome.open
            drawn += 1
    assert drawn == len(seen) > 300


def test_an_appointment_stands_through_all_that_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even of somebody who is barred or over the limit: later events that do not concern the seat leave it."""
    watch(monkeypatch)
    appointed = 0
    for number in range(120):
        case = a_case(number)
        outcome = draw(case)
        empty = [seat for seat, holder in outcome.filling.teams if holder is None]
        if not empty:
            continue
        (visit, slot), who = empty[0], case.inspectors[0].id if case.inspectors else None
        if who is None or ((visit, who) in {(seat[0], holder) for seat, holder in outcome.filling.teams}):
            continue
        others = case.inspectors[1:]
        everywhere = tuple(period.id for period in case.periods)
        events: list[Event] = [Appointment(visit, slot, who)]
        events += [Absence(i.id, everywhere) for i in others]
        events += [Reinforcement(i.id, i.limit + 1) for i in others if i.limit < 100]
        after = draw(replace(case, events=tuple(events))).after
        assert after[0].open == outcome.open - 1
        appointed += 1
    assert appointed > 10
