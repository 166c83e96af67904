"""Conformance cases: ``double-random/case@1`` read and checked, and run.

A case is checked whole; InvalidCase names everything that was found. Unknown members are ignored.
"""

import json
from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from typing import Any

from scheduler.draw.documents import CASE, outcome_document
from scheduler.draw.draw import draw
from scheduler.draw.model import (
    Absence,
    Case,
    Cell,
    Department,
    Event,
    Inspector,
    InvalidCase,
    Period,
    Recusal,
    Reinforcement,
    Replacement,
    Row,
    Task,
)
from scheduler.draw.notation import MOST, is_identifier, is_label, parse_fraction


def run(text: str | bytes) -> dict[str, Any]:
    """The outcome document of the case document ``text``. Raises InvalidCase."""
    return outcome_document(draw(read_case(text)))


def read_case(text: str | bytes, frame_elsewhere: bool = False) -> Case:
    """The case that the JSON document ``text`` writes. Raises InvalidCase naming every fault found.

    Where the frame is ``frame_elsewhere``, rows of the case's own are not looked at, and no total is held against them.
    """
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidCase(f"not a JSON document: {error}") from None
    return _Reader(frame_elsewhere).case(document)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise InvalidCase("a member is named twice in one object")
    return result


def _no_constant(name: str) -> Any:
    raise InvalidCase(f"{name} is not JSON")


class _Reader:
    """Turns JSON values into facts; notes what is wrong and goes on with a stand-in, to find the rest as well."""

    def __init__(self, frame_elsewhere: bool) -> None:
        self.faults: list[str] = []
        self._frame_elsewhere = frame_elsewhere

    def fault(self, where: str, what: str) -> None:
        self.faults.append(f"{where}: {what}")

    # values

    def get(self, value: Any, name: str, where: str, kind: type, default: Any) -> Any:
        """Member ``name`` of the object ``value`` if it is of ``kind`` (exactly: true is no number)."""
        if not isinstance(value, dict) or name not in value:
            self.fault(where, f"no member {name!r}")
            return default
        if type(value[name]) is not kind:
            self.fault(f"{where}.{name}", f"is not of type {kind.__name__}")
            return default
        return value[name]

    def whole(self, value: Any, where: str, least: int = 0) -> int:
        if type(value) is not int or not least <= value <= MOST:
            self.fault(where, f"{value!r} is not a whole number from {least} to 2^53 - 1")
            return least
        return value

    def identifier(self, value: Any, where: str) -> str:
        if not isinstance(value, str) or not is_identifier(value):
            self.fault(where, f"{value!r} is not an identifier")
            return "?"
        return value

    def label(self, value: Any, where: str) -> str:
        if not isinstance(value, str) or not is_label(value):
            self.fault(where, f"{value!r} is not a label")
            return "?"
        return value

    def fraction(self, value: Any, where: str) -> Fraction:
        try:
            if not isinstance(value, str):
                raise ValueError("a fraction is written as text")
            result = parse_fraction(value)
            if result <= 0:
                raise ValueError(f"{value!r} is not above 0")
            return result
        except ValueError as error:
            self.fault(where, str(error))
            return Fraction(1)

    def objects(self, value: Any, name: str, where: str) -> Iterable[tuple[Any, str]]:
        for i, item in enumerate(self.get(value, name, where, list, [])):
            yield item, f"{where}.{name}[{i}]"

    def labels(self, value: Any, name: str, where: str) -> tuple[str, ...]:
        return tuple(self.label(item, at) for item, at in self.objects(value, name, where))

    def known(self, value: Any, names: set[str], what: str, where: str) -> str:
        name = self.identifier(value, where)
        if name not in names and name != "?":
            self.fault(where, f"there is no {what} {name!r}")
        return name

    def distinct(self, values: Iterable[Hashable], where: str) -> None:
        seen: set[Hashable] = set()
        for value in values:
            if value in seen:
                self.fault(where, f"{value!r} is named twice")
            seen.add(value)

    def hex64(self, value: Any, where: str) -> str:
        if not isinstance(value, str) or len(value) != 64 or set(value) - set("0123456789abcdef"):
            self.fault(where, "is not 64 lower-case hex digits")
            return ""
        return value

    # the document

    def case(self, document: Any) -> Case:
        if not isinstance(document, dict):
            raise InvalidCase("the case is not an object")
        if document.get("format") != CASE:
            self.fault("format", f"is not {CASE!r}")
        commitment = self.hex64(document.get("commitment"), "commitment")
        secret = document.get("secret")
        secret = "" if secret == "" else self.hex64(secret, "secret")
        randomness = self.get(document, "randomness", "case", str, "")
        if not randomness or not all(" " <= c <= "~" for c in randomness):
            self.fault("randomness", "is empty or not printable ASCII")
        coordination = document.get("coordination")
        if coordination not in ("shared", "independent"):
            self.fault("coordination", f"{coordination!r} is neither 'shared' nor 'independent'")
        periods = self.named(document, "periods", self.period)
        known = {period.id for period in periods}
        tasks = self.named(document, "tasks", lambda value, where: self.task(value, where, known))
        frame = self.frame(document, tasks)
        inspectors = self.named(document, "inspectors", lambda value, where: self.inspector(value, where, known))
        names = {inspector.id for inspector in inspectors}
        slack = document.get("even_load_slack")
        if "even_load_slack" not in document:
            self.fault("case", "no member 'even_load_slack'")
        case = Case(
            commitment=commitment,
            randomness=randomness,
            secret=secret,
            coordination="independent" if coordination == "independent" else "shared",
            periods=periods,
            tasks=tasks,
            frame=frame,
            inspectors=inspectors,
            barred=self.pairs(document, "barred", names),
            last=self.pairs(document, "last", names),
            absent=frozenset(
                (self.known(i, names, "inspector", at), self.known(p, known, "period", at))
                for (i, p), at in self.couples(document, "absent")
            ),
            even_load_slack=None if slack is None else self.whole(slack, "even_load_slack"),
            events=self.events(document, names, known),
        )
        if self.faults:
            raise InvalidCase("; ".join(self.faults))
        return case

    def named(self, document: Any, name: str, read: Callable[[Any, str], Any]) -> tuple[Any, ...]:
        result = tuple(read(value, where) for value, where in self.objects(document, name, "case"))
        self.distinct((item.id for item in result if item.id != "?"), name)
        return result

    def period(self, value: Any, where: str) -> Period:
        weight = self.get(value, "weight", where, int, 1)
        return Period(self.identifier(self.get(value, "id", where, str, "?"), where), self.whole(weight, where, 1))

    def task(self, value: Any, where: str, known: set[str]) -> Task:
        name = self.identifier(self.get(value, "id", where, str, ""), f"{where}.id")
        periods = tuple(self.known(p, known, "period", at) for p, at in self.objects(value, "periods", where))
        if not periods:
            self.fault(where, "a task without a period")
        self.distinct(periods, f"{where}.periods")
        planned_by_total = isinstance(value, dict) and "total" in value
        cells = tuple(self.cell(cell, at, planned_by_total) for cell, at in self.objects(value, "cells", where))
        self.distinct((cell.path for cell in cells), f"{where}.cells")
        if len({len(cell.path) for cell in cells}) > 1:
            self.fault(where, "paths of different lengths")
        team = tuple(self.department(rule, at) for rule, at in self.objects(value, "team", where))
        self.distinct((rule.department for rule in team), f"{where}.team")
        total = self.whole(value["total"], f"{where}.total", 1) if planned_by_total else None
        return Task(name, periods, cells, team, total)

    def cell(self, value: Any, where: str, planned_by_total: bool) -> Cell:
        path = self.labels(value, "path", where)
        has = value if isinstance(value, dict) else {}
        wanted, other = ("multiplier", "rate") if planned_by_total else ("rate", "multiplier")
        if other in has:
            self.fault(where, f"a {other} in a task planned by {'a total' if planned_by_total else 'rates'}")
        number = self.fraction(self.get(value, wanted, where, str, "1"), f"{where}.{wanted}")
        if not planned_by_total and number > 1:
            self.fault(f"{where}.rate", f"{number} is above 1")
        return Cell(path, multiplier=number) if planned_by_total else Cell(path, rate=number)

    def department(self, value: Any, where: str) -> Department:
        return Department(
            self.label(self.get(value, "department", where, str, ""), f"{where}.department"),
            self.whole(self.get(value, "officers", where, int, 0), f"{where}.officers"),
            self.labels(value, "qualifications", where),
            self.get(value, "lead", where, bool, False),
        )

    def frame(self, document: Any, tasks: tuple[Task, ...]) -> tuple[Row, ...]:
        if self._frame_elsewhere:
            return ()
        cells = {task.id: {cell.path for cell in task.cells} for task in tasks}
        rows = []
        for value, where in self.objects(document, "frame", "case"):
            name = self.known(self.get(value, "task", where, str, ""), set(cells), "task", f"{where}.task")
            target = self.identifier(self.get(value, "target", where, str, ""), f"{where}.target")
            path = self.labels(value, "path", where)
            if name in cells and path not in cells[name]:
                self.fault(where, f"task {name!r} has no cell {list(path)!r}")
            rows.append(Row(name, target, path))
        self.distinct(((row.task, row.target) for row in rows), "frame")
        pool: dict[str, int] = {}
        for row in rows:
            pool[row.task] = pool.get(row.task, 0) + 1
        for task in tasks:
            if task.total is not None and task.total > pool.get(task.id, 0):
                self.fault(f"task {task.id!r}", f"a total of {task.total} out of {pool.get(task.id, 0)}")
        return tuple(rows)

    def inspector(self, value: Any, where: str, known: set[str]) -> Inspector:
        limits = value.get("period_limits", {}) if isinstance(value, dict) else {}
        if type(limits) is not dict:
            self.fault(f"{where}.period_limits", "is not an object")
            limits = {}
        return Inspector(
            self.identifier(self.get(value, "id", where, str, ""), f"{where}.id"),
            self.label(self.get(value, "department", where, str, ""), f"{where}.department"),
            frozenset(self.labels(value, "qualifications", where)),
            self.get(value, "lead", where, bool, False),
            self.whole(self.get(value, "limit", where, int, 0), f"{where}.limit"),
            {self.known(p, known, "period", where): self.whole(n, where) for p, n in limits.items()},
        )

    def couples(self, document: Any, name: str) -> Iterable[tuple[tuple[Any, Any], str]]:
        for value, where in self.objects(document, name, "case"):
            if isinstance(value, list) and len(value) == 2:
                yield (value[0], value[1]), where
            else:
                self.fault(where, "is not a pair")

    def pairs(self, document: Any, name: str, inspectors: set[str]) -> dict[str, frozenset[str]]:
        result: dict[str, frozenset[str]] = {}
        for (target, inspector), where in self.couples(document, name):
            target = self.identifier(target, where)
            inspector = self.known(inspector, inspectors, "inspector", where)
            result[target] = result.get(target, frozenset()) | {inspector}
        return result

    def events(self, document: Any, inspectors: set[str], periods: set[str]) -> tuple[Event, ...]:
        if "events" not in document:
            return ()
        found = [self.event(v, at, inspectors, periods) for v, at in self.objects(document, "events", "case")]
        return tuple(event for event in found if event is not None)

    def event(self, value: Any, where: str, inspectors: set[str], periods: set[str]) -> Event | None:
        kind = self.get(value, "kind", where, str, "")
        if kind == "replacement":
            period = self.known(self.get(value, "period", where, str, ""), periods, "period", where)
            return Replacement(self.get(value, "visit", where, str, ""), period)
        if kind not in ("recusal", "absence", "reinforcement"):
            self.fault(where, f"an event of another kind: {kind!r}")
            return None
        inspector = self.known(self.get(value, "inspector", where, str, ""), inspectors, "inspector", where)
        if kind == "recusal":
            return Recusal(inspector, self.identifier(self.get(value, "target", where, str, ""), where))
        if kind == "reinforcement":
            return Reinforcement(inspector, self.whole(self.get(value, "limit", where, int, 0), where))
        absent = tuple(self.known(p, periods, "period", at) for p, at in self.objects(value, "periods", where))
        self.distinct(absent, f"{where}.periods")
        return Absence(inspector, absent)
