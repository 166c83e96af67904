"""The draw specification `double-random/1` read a second time, as literally and naively as possible.

Tests compare the scheduler with this module, so it shares nothing with it. Every fact about teams is answered by a
maximum flow built from nothing for that one question; no answer is kept or repaired. It is slow, and meant to be.

`outcome(case)` takes a parsed `double-random/case@1` document and returns the parsed `double-random/outcome@1` one.
Section numbers (§) are those of the specification.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Path = tuple[str, ...]


class Invalid(Exception):
    """The case is not a valid case; the text says why."""


# -------------------------------------------------------------------------------------------------------- §1 Notation


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def H(*arguments: str) -> str:
    return sha256("\n".join(arguments))


def T(key: str, name: str) -> str:
    return sha256(key + name)


def unit(h: str) -> Fraction:
    return Fraction(int(h, 16), 2**256)


def utf8(text: str) -> bytes:
    """What texts are sorted by."""
    return text.encode("utf-8")


def utf8_list(labels: Path) -> list[bytes]:
    """What lists of labels are sorted by."""
    return [utf8(label) for label in labels]


# ----------------------------------------------------------------------------------------------- What a valid case is


def require(condition: bool, reason: str) -> None:
    if not condition:
        raise Invalid(reason)


def member(where: Json, name: str) -> Any:
    require(name in where, f"{name} is missing")
    return where[name]


def an_object(value: Any) -> Json:
    require(isinstance(value, dict), f"not an object: {value!r}")
    return value  # type: ignore[no-any-return]


def a_list(value: Any) -> list[Any]:
    require(isinstance(value, list), f"not a list: {value!r}")
    return value  # type: ignore[no-any-return]


def a_text(value: Any) -> str:
    require(isinstance(value, str), f"not a text: {value!r}")
    return value  # type: ignore[no-any-return]


def a_boolean(value: Any) -> bool:
    require(isinstance(value, bool), f"neither true nor false: {value!r}")
    return value  # type: ignore[no-any-return]


def a_whole_number(value: Any, least: int) -> int:
    require(type(value) is int, f"not a whole number: {value!r}")
    require(least <= value < 2**53, f"not from {least} to below 2^53: {value!r}")
    return value  # type: ignore[no-any-return]


def an_identifier(value: Any) -> str:
    text = a_text(value)
    require(re.fullmatch("[0-9A-Za-z][0-9A-Za-z._-]{0,63}", text) is not None, f"not an identifier: {text!r}")
    return text


def a_label(value: Any) -> str:
    text = a_text(value)
    categories = {unicodedata.category(character) for character in text}
    require(1 <= len(text) <= 64, f"a label of {len(text)} code points: {text!r}")
    require("Cs" not in categories, f"a label that is not Unicode text: {text!r}")
    require("Cc" not in categories and "Cf" not in categories, f"a label with a control or format character: {text!r}")
    require("/" not in text, f"a label with /: {text!r}")
    require(not text[0].isspace() and not text[-1].isspace(), f"a label with white space at an end: {text!r}")
    require(unicodedata.normalize("NFC", text) == text, f"a label not in NFC: {text!r}")
    return text


def a_fraction(value: Any) -> Fraction:
    text = a_text(value)
    parts = re.fullmatch("(0|[1-9][0-9]{0,15})(/([1-9][0-9]{0,15}))?", text)
    require(parts is not None, f"not a fraction: {text!r}")
    assert parts is not None
    numerator, denominator = int(parts[1]), int(parts[3] or "1")
    require(numerator < 2**53 and denominator < 2**53, f"a fraction of numbers not below 2^53: {text!r}")
    require(text == str(Fraction(numerator, denominator)), f"a fraction not in lowest terms: {text!r}")
    return Fraction(numerator, denominator)


def no_two_the_same(names: list[Any], what: str) -> None:
    require(len(names) == len(set(names)), f"named twice: {what}")


def one_of(value: Any, there: set[str], what: str) -> str:
    text = a_text(value)
    require(text in there, f"no such {what}: {text!r}")
    return text


def a_path(value: Any) -> Path:
    return tuple(a_label(label) for label in a_list(value))


def check(case: Any) -> None:
    """Raise `Invalid` for everything that can be told without drawing."""
    case = an_object(case)
    require(member(case, "format") == "double-random/case@1", "another format")
    hex64 = "[0-9a-f]{64}"
    require(re.fullmatch(hex64, a_text(member(case, "commitment"))) is not None, "commitment is not 64 hex digits")
    require(re.fullmatch(f"({hex64})?", a_text(member(case, "secret"))) is not None, "secret is not 64 hex digits")
    require(re.fullmatch("[ -~]+", a_text(member(case, "randomness"))) is not None, "randomness: empty, or not ASCII")
    require(a_text(member(case, "coordination")) in ("shared", "independent"), "another coordination")

    for period in a_list(member(case, "periods")):
        an_identifier(member(an_object(period), "id"))
        a_whole_number(member(period, "weight"), least=1)
    no_two_the_same([period["id"] for period in case["periods"]], "a period of the plan")
    periods = {period["id"] for period in case["periods"]}

    for task in a_list(member(case, "tasks")):
        check_task(an_object(task), periods)
    no_two_the_same([task["id"] for task in case["tasks"]], "a task")

    cells = {task["id"]: {tuple(cell["path"]) for cell in task["cells"]} for task in case["tasks"]}
    for row in a_list(member(case, "frame")):
        one_of(member(an_object(row), "task"), set(cells), "task")
        an_identifier(member(row, "target"))
        require(a_path(member(row, "path")) in cells[row["task"]], f"a row without a cell: {row!r}")
    no_two_the_same([(row["task"], row["target"]) for row in case["frame"]], "a row of the frame")
    for task in case["tasks"]:
        if "total" in task:
            rows = len([row for row in case["frame"] if row["task"] == task["id"]])
            require(1 <= task["total"] <= rows, f"a total outside 1…{rows}: {task['total']}")

    for inspector in a_list(member(case, "inspectors")):
        check_inspector(an_object(inspector), periods)
    no_two_the_same([inspector["id"] for inspector in case["inspectors"]], "an inspector")
    inspectors = {inspector["id"] for inspector in case["inspectors"]}

    for pair in a_list(member(case, "barred")) + a_list(member(case, "last")):
        require(len(a_list(pair)) == 2, f"not a pair: {pair!r}")
        an_identifier(pair[0])
        one_of(pair[1], inspectors, "inspector")
    for pair in a_list(member(case, "absent")):
        require(len(a_list(pair)) == 2, f"not a pair: {pair!r}")
        one_of(pair[0], inspectors, "inspector")
        one_of(pair[1], periods, "period")

    if member(case, "even_load_slack") is not None:
        a_whole_number(case["even_load_slack"], least=0)
    for event in a_list(case.get("events", [])):
        check_event(an_object(event), inspectors, periods)


def check_task(task: Json, periods: set[str]) -> None:
    an_identifier(member(task, "id"))
    require(len(a_list(member(task, "periods"))) >= 1, "a task without a period")
    for period in task["periods"]:
        one_of(period, periods, "period")
    no_two_the_same(task["periods"], "a period of a task")

    if "total" in task:
        a_whole_number(task["total"], least=1)
    paths = []
    for cell in a_list(member(task, "cells")):
        paths.append(a_path(member(an_object(cell), "path")))
        if "total" in task:
            require("rate" not in cell, "both a rate and a total")
            require(a_fraction(member(cell, "multiplier")) > 0, "a multiplier not above 0")
        else:
            require("multiplier" not in cell, "a multiplier without a total")
            require(0 < a_fraction(member(cell, "rate")) <= 1, "a rate not in (0, 1]")
    no_two_the_same(paths, "a cell")
    require(len({len(path) for path in paths}) <= 1, "paths of two lengths in a task")

    for rule in a_list(member(task, "team")):
        a_label(member(an_object(rule), "department"))
        a_whole_number(member(rule, "officers"), least=0)
        for qualification in a_list(member(rule, "qualifications")):
            a_label(qualification)
        a_boolean(member(rule, "lead"))
    no_two_the_same([rule["department"] for rule in task["team"]], "a department of a team")


def check_inspector(inspector: Json, periods: set[str]) -> None:
    an_identifier(member(inspector, "id"))
    a_label(member(inspector, "department"))
    for qualification in a_list(member(inspector, "qualifications")):
        a_label(qualification)
    a_boolean(member(inspector, "lead"))
    a_whole_number(member(inspector, "limit"), least=0)
    for period, limit in an_object(inspector.get("period_limits", {})).items():
        one_of(period, periods, "period")
        a_whole_number(limit, least=0)


def check_event(event: Json, inspectors: set[str], periods: set[str]) -> None:
    kind = a_text(member(event, "kind"))
    require(kind in ("recusal", "absence", "reinforcement", "replacement"), f"an event of another kind: {kind!r}")
    if kind != "replacement":
        one_of(member(event, "inspector"), inspectors, "inspector")
    if kind == "recusal":
        an_identifier(member(event, "target"))
    if kind == "absence":
        for period in a_list(member(event, "periods")):
            one_of(period, periods, "period")
        no_two_the_same(event["periods"], "a period of an event")
    if kind == "reinforcement":
        a_whole_number(member(event, "limit"), least=0)
    if kind == "replacement":
        a_text(member(event, "visit"))
        one_of(member(event, "period"), periods, "period")


# ----------------------------------------------------------------------------------- §7 Assignments, as maximum flows


@dataclass(frozen=True)
class Slot:
    visit: str
    number: int
    target: str
    period: str
    department: str
    qualification: str | None
    lead: bool


@dataclass(frozen=True)
class Problem:
    """All slots, whom each may have, the limits; and what is decided: an inspector, or None for staying open."""

    slots: list[Slot]
    eligible: dict[Slot, list[str]]
    limits: dict[str, int]
    period_limits: dict[tuple[str, str], int]
    decided: dict[Slot, str | None] = field(default_factory=dict)

    def undecided(self) -> list[Slot]:
        return [slot for slot in self.slots if slot not in self.decided]

    def decided_open(self) -> int:
        return len([inspector for inspector in self.decided.values() if inspector is None])


Node = tuple[Any, ...]
Network = dict[Node, dict[Node, int]]
SOURCE: Node = ("source",)
SINK: Node = ("sink",)


def left_over(problem: Problem) -> tuple[dict[Node, int], bool]:
    """What the decided slots leave of every limit, and whether they keep all of them."""
    inspectors = list(problem.limits)
    visits = {(slot.visit, slot.period) for slot in problem.slots}
    left: dict[Node, int] = {}
    for inspector in inspectors:
        left["inspector", inspector] = problem.limits[inspector]
        for _, period in visits:
            left["period", inspector, period] = problem.period_limits.get((inspector, period), len(problem.slots))
        for visit, _ in visits:
            left["visit", inspector, visit] = 1
    for slot, decided in problem.decided.items():
        if decided is not None:
            left["inspector", decided] -= 1
            left["period", decided, slot.period] -= 1
            left["visit", decided, slot.visit] -= 1
    return left, all(number >= 0 for number in left.values())


def network(problem: Problem, left: dict[Node, int]) -> Network:
    """source → undecided slot → (inspector, visit) → (inspector, period) → inspector → sink."""
    capacity: Network = {SOURCE: {}, SINK: {}}

    def edge(start: Node, end: Node, amount: int) -> None:
        capacity.setdefault(start, {})[end] = amount
        capacity.setdefault(end, {}).setdefault(start, 0)

    for slot in problem.undecided():
        here = ("slot", slot.visit, slot.number)
        edge(SOURCE, here, 1)
        for inspector in problem.eligible[slot]:
            in_visit = ("visit", inspector, slot.visit)
            in_period = ("period", inspector, slot.period)
            altogether = ("inspector", inspector)
            edge(here, in_visit, 1)
            edge(in_visit, in_period, left[in_visit])
            edge(in_period, altogether, left[in_period])
            edge(altogether, SINK, left[altogether])
    return capacity


def search(capacity: Network) -> dict[Node, Node]:
    """Every node that the source still reaches, with the node it was reached from; ends early at the sink."""
    reached_from = {SOURCE: SOURCE}
    waiting = [SOURCE]
    while waiting and SINK not in reached_from:
        node = waiting.pop()
        for neighbour, amount in capacity[node].items():
            if amount > 0 and neighbour not in reached_from:
                reached_from[neighbour] = node
                waiting.append(neighbour)
    return reached_from


def maximum_flow(capacity: Network) -> tuple[int, Network]:
    """The largest flow from source to sink, one augmenting path of one unit after another; and what is left."""
    residual = {node: dict(neighbours) for node, neighbours in capacity.items()}
    flow = 0
    while True:
        reached_from = search(residual)
        if SINK not in reached_from:
            return flow, residual
        flow += 1
        node = SINK
        while node != SOURCE:
            before = reached_from[node]
            residual[before][node] -= 1
            residual[node][before] += 1
            node = before


def fewest_open(problem: Problem) -> int | None:
    """The least possible number of open slots with everything decided as it is; None if that alone breaks a limit."""
    left, kept = left_over(problem)
    if not kept:
        return None
    flow, _ = maximum_flow(network(problem, left))
    return problem.decided_open() + len(problem.undecided()) - flow


def brute_open(problem: Problem) -> int | None:
    """The same as `fewest_open`, by looking at every assignment there is. For a handful of slots only."""
    choices: list[list[str | None]] = []
    for slot in problem.slots:
        choices.append([problem.decided[slot]] if slot in problem.decided else [None, *problem.eligible[slot]])
    numbers_open = [
        assignment.count(None) for assignment in itertools.product(*choices) if breaks_no_limit(problem, assignment)
    ]
    return min(numbers_open) if numbers_open else None


def breaks_no_limit(problem: Problem, assignment: tuple[str | None, ...]) -> bool:
    taken = [(inspector, slot) for inspector, slot in zip(assignment, problem.slots, strict=True) if inspector]
    per_inspector = Counter(inspector for inspector, _ in taken)
    per_period = Counter((inspector, slot.period) for inspector, slot in taken)
    per_visit = Counter((inspector, slot.visit) for inspector, slot in taken)
    return (
        all(number <= problem.limits[inspector] for inspector, number in per_inspector.items())
        and all(number <= problem.period_limits.get(key, number) for key, number in per_period.items())
        and all(number == 1 for number in per_visit.values())
    )


# --------------------------------------------------------------------------------------- §9 Shortages, §7 Even load


def shortage(problem: Problem) -> tuple[list[Slot], int, int]:
    """The smallest set of slots that shows the shortage, its need and its capacity, with nothing decided."""
    assert not problem.decided
    left, _ = left_over(problem)
    flow, residual = maximum_flow(network(problem, left))
    reached = search(residual)
    the_set = [slot for slot in problem.slots if ("slot", slot.visit, slot.number) in reached]
    need, capacity = need_and_capacity(problem, the_set)
    assert need - capacity == len(problem.slots) - flow
    return the_set, need, capacity


def need_and_capacity(problem: Problem, the_set: list[Slot]) -> tuple[int, int]:
    need = len(the_set)
    capacity = 0
    for inspector, limit in problem.limits.items():
        theirs = [slot for slot in the_set if inspector in problem.eligible[slot]]
        in_periods = 0
        for period in {slot.period for slot in theirs}:
            visits = len({slot.visit for slot in theirs if slot.period == period})
            in_periods += min(problem.period_limits.get((inspector, period), visits), visits)
        capacity += min(limit, in_periods)
    return need, capacity


def even_load_caps(problem: Problem) -> dict[str, int]:
    """The caps of the even-load rule, before the slack (§7)."""
    d = fewest_open(problem)
    cap: dict[str, int] = {}
    while len(cap) < len(problem.limits):
        u = 0
        while fewest_open(with_caps(problem, cap, u)) != d:
            u += 1
        unsettled = [inspector for inspector in problem.limits if inspector not in cap]
        if u == 0:
            for inspector in unsettled:
                cap[inspector] = 0
        else:
            the_set, _, _ = shortage(with_caps(problem, cap, u - 1))
            settled_now = [i for i in unsettled if any(i in problem.eligible[slot] for slot in the_set)]
            assert settled_now
            for inspector in settled_now:
                cap[inspector] = min(problem.limits[inspector], u)
    return cap


def with_caps(problem: Problem, cap: dict[str, int], u: int) -> Problem:
    """Settled inspectors have their cap, unsettled ones min(limit, U)."""
    return replace(problem, limits={i: cap[i] if i in cap else min(limit, u) for i, limit in problem.limits.items()})


# ---------------------------------------------------------------------------------------------------------- §3 Rates


def rates(task: Json, pool: dict[Path, int]) -> dict[Path, Fraction]:
    """The rate of each cell of a task; `pool` holds each cell's number of targets."""
    if "total" not in task:
        return {tuple(cell["path"]): Fraction(cell["rate"]) for cell in task["cells"]}
    multiplier = {tuple(cell["path"]): Fraction(cell["multiplier"]) for cell in task["cells"]}
    fixed_at_1: set[Path] = set()
    while True:
        others = [path for path in multiplier if path not in fixed_at_1]
        rest = task["total"] - sum(pool[path] for path in fixed_at_1)
        x = Fraction(rest) / sum(pool[path] * multiplier[path] for path in others)
        lifted = {path for path in others if x * multiplier[path] > 1}
        if not lifted:
            break
        fixed_at_1 |= lifted
    rate = {path: min(Fraction(1), x * multiplier[path]) for path in multiplier}
    assert sum(pool[path] * rate[path] for path in rate) == task["total"]
    return rate


# ------------------------------------------------------------------------------------------------------------- A draw


@dataclass(frozen=True)
class Visit:
    name: str
    target: str
    tasks: list[str]
    allowed: list[str]
    period: str


class Draw:
    """One draw: the facts of the case, and what has been decided up to now."""

    def __init__(self, case: Json) -> None:
        self.case = case
        self.seed = H("double-random/1/seed", case["commitment"], case["randomness"], case["secret"])
        self.periods: list[str] = [period["id"] for period in case["periods"]]
        self.weight: dict[str, int] = {period["id"]: period["weight"] for period in case["periods"]}
        self.tasks: list[str] = [task["id"] for task in case["tasks"]]
        self.task: dict[str, Json] = {task["id"]: task for task in case["tasks"]}
        self.inspector: dict[str, Json] = {inspector["id"]: inspector for inspector in case["inspectors"]}
        self.limits: dict[str, int] = {inspector["id"]: inspector["limit"] for inspector in case["inspectors"]}
        self.period_limits: dict[tuple[str, str], int] = {
            (inspector["id"], period): limit
            for inspector in case["inspectors"]
            for period, limit in inspector.get("period_limits", {}).items()
        }
        self.barred = {(target, inspector) for target, inspector in case["barred"]}
        self.last = {(target, inspector) for target, inspector in case["last"]}
        self.absent = {(inspector, period) for inspector, period in case["absent"]}

        self.cell_of: dict[tuple[str, str], Path] = {}
        self.members: dict[tuple[str, Path], list[str]] = {}
        for task in case["tasks"]:
            for cell in task["cells"]:
                self.members[task["id"], tuple(cell["path"])] = []
        for row in case["frame"]:
            self.cell_of[row["task"], row["target"]] = tuple(row["path"])
            self.members[row["task"], tuple(row["path"])].append(row["target"])

        self.drawn: dict[tuple[str, Path], list[str]] = {}
        self.reserves: dict[tuple[str, Path], list[str]] = {}
        self.standing: dict[str, Visit] = {}
        self.visited: set[str] = set()  # targets that have or had a visit
        self.holds: dict[Slot, str | None] = {}  # every standing slot that is decided

    def K(self, label: str) -> str:
        return H("double-random/1/" + label, self.seed)[:32]

    def first(self) -> Json:
        """The draw before any event, §4 to §7: all members of the outcome but `after`."""
        allocation = self.allocate()
        targets = self.drawn_targets()
        self.open_visits()
        visits = [as_json(self.standing[name]) for name in sorted(self.standing, key=self.team_order)]

        problem = self.problem(self.limits)
        even_load = None
        if self.case["even_load_slack"] is not None:
            cap = even_load_caps(problem)
            even_load = [{"inspector": name, "cap": cap[name]} for name in sorted(cap, key=utf8)]
            slack = self.case["even_load_slack"]
            problem = replace(problem, limits={i: min(limit, cap[i] + slack) for i, limit in self.limits.items()})
        teams = self.draw_slots(problem.slots, problem.limits)

        shown = None
        if teams["open"] > 0:
            the_set, need, capacity = shortage(problem)
            slots = [[slot.visit, slot.number] for slot in the_set]
            shown = {"slots": slots, "need": need, "capacity": capacity}
        return {
            "seed": self.seed,
            "allocation": allocation,
            "targets": targets,
            "visits": visits,
            "even_load": even_load,
            **teams,
            "shortage": shown,
        }

    # ---------------------------------------------------------------------------------------- §4 How many in each cell

    def allocate(self) -> list[Json]:
        allocation = []
        for task in self.tasks:
            paths: list[Path] = [tuple(cell["path"]) for cell in self.task[task]["cells"]]
            pool = {path: len(self.members[task, path]) for path in paths}
            rate = rates(self.task[task], pool)
            count = self.counts(task, pool, rate)
            for path in sorted(paths, key=utf8_list):
                in_order = sorted(self.members[task, path], key=lambda target: self.ticket(task, target))
                self.drawn[task, path] = in_order[: count[path]]
                self.reserves[task, path] = in_order[count[path] :]
                allocation.append(
                    {
                        "task": task,
                        "path": list(path),
                        "pool": pool[path],
                        "rate": str(rate[path]),
                        "expected": str(pool[path] * rate[path]),
                        "drawn": count[path],
                    }
                )
        return allocation

    def counts(self, task: str, pool: dict[Path, int], rate: dict[Path, Fraction]) -> dict[Path, int]:
        k = self.K("cell/" + task)
        u = unit(T(self.K("start/" + task), ""))

        def place(path: Path) -> list[str]:
            return [T(k, "/".join(path[: length + 1])) for length in range(len(path))]

        count = {}
        running = Fraction(0)
        for path in sorted(pool, key=place):
            after = running + pool[path] * rate[path]
            count[path] = math.floor(after + u) - math.floor(running + u)
            running = after
        return count

    # ------------------------------------------------------------------------------------------------ §5 Which targets

    def ticket(self, task: str, target: str) -> str:
        if self.case["coordination"] == "independent":
            return T(self.K("target/" + task), target)
        return T(self.K("target"), target)

    def drawn_targets(self) -> list[Json]:
        targets = []
        for task in self.tasks:
            for path in sorted((path for of_task, path in self.members if of_task == task), key=utf8_list):
                for rank, target in enumerate(self.drawn[task, path], start=1):
                    ticket = self.ticket(task, target)
                    targets.append({"task": task, "target": target, "ticket": ticket, "rank": rank})
        return targets

    # ------------------------------------------------------------------------------------------- §6 Visits and periods

    def open_visits(self) -> None:
        tasks_of: dict[str, list[str]] = {}
        for task in self.tasks:
            for of_task, path in self.members:
                if of_task == task:
                    for target in self.drawn[task, path]:
                        tasks_of.setdefault(target, []).append(task)

        visits: list[Visit] = []
        for target, tasks in tasks_of.items():
            visits += self.visits_of_target(target, tasks)

        for allowed in dict.fromkeys(tuple(visit.allowed) for visit in visits):
            group = [visit for visit in visits if tuple(visit.allowed) == allowed]
            for visit in self.with_periods(group, list(allowed)):
                self.standing[visit.name] = visit
                self.visited.add(visit.target)

    def visits_of_target(self, target: str, tasks: list[str]) -> list[Visit]:
        """The target's visits, still without a period."""
        visits: list[Visit] = []
        for task in tasks:
            own = self.task[task]["periods"]
            for at, visit in enumerate(visits):
                common = [period for period in visit.allowed if period in own]
                if common:
                    visits[at] = replace(visit, tasks=[*visit.tasks, task], allowed=common)
                    break
            else:
                name = f"{target}/{len(visits) + 1}"
                in_order = [period for period in self.periods if period in own]
                visits.append(Visit(name, target, tasks=[task], allowed=in_order, period=""))
        return visits

    def with_periods(self, group: list[Visit], allowed: list[str]) -> list[Visit]:
        in_order = sorted(group, key=lambda visit: T(self.K("visit"), visit.name))
        u = unit(T(self.K("period"), "/".join(allowed)))
        whole = sum(self.weight[period] for period in allowed)
        cumulated = 0
        boundary = 0
        result = []
        for period in allowed:
            cumulated += self.weight[period]
            next_boundary = math.floor(Fraction(len(group) * cumulated, whole) + u)
            for position in range(boundary, next_boundary):
                result.append(replace(in_order[position], period=period))
            boundary = next_boundary
        assert len(result) == len(group)
        return result

    def team_order(self, visit: str) -> str:
        return T(self.K("team-order"), visit)

    # -------------------------------------------------------------------------------------------------------- §7 Teams

    def slots_of(self, visit: Visit) -> list[Slot]:
        rules = [rule for task in visit.tasks for rule in self.task[task]["team"]]
        departments = list(dict.fromkeys(rule["department"] for rule in rules))
        slots: list[Slot] = []
        for department in departments:
            of_department = [rule for rule in rules if rule["department"] == department]
            officers = max(rule["officers"] for rule in of_department)
            qualifications = sorted({name for rule in of_department for name in rule["qualifications"]}, key=utf8)
            asked: list[str | None] = [*qualifications]
            while len(asked) < officers:
                asked.append(None)
            lead_at = None
            if asked and any(rule["lead"] for rule in of_department):
                lead_at = asked.index(None) if None in asked else 0
            for at, qualification in enumerate(asked):
                number = len(slots) + 1
                lead = at == lead_at
                slots.append(Slot(visit.name, number, visit.target, visit.period, department, qualification, lead))
        return slots

    def standing_slots(self) -> list[Slot]:
        """All slots of all standing visits, in draw order."""
        visits = [self.standing[name] for name in sorted(self.standing, key=self.team_order)]
        return [slot for visit in visits for slot in self.slots_of(visit)]

    def is_eligible(self, inspector: str, slot: Slot) -> bool:
        who = self.inspector[inspector]
        return (
            who["department"] == slot.department
            and (slot.qualification is None or slot.qualification in who["qualifications"])
            and (who["lead"] or not slot.lead)
            and (slot.target, inspector) not in self.barred
            and (inspector, slot.period) not in self.absent
        )

    def problem(self, limits: dict[str, int]) -> Problem:
        """All standing slots and the facts as they are now; nothing decided."""
        slots = self.standing_slots()
        eligible = {slot: [name for name in self.inspector if self.is_eligible(name, slot)] for slot in slots}
        return Problem(slots, eligible, limits, self.period_limits)

    def candidates(self, slot: Slot) -> list[str]:
        in_team = {who for other, who in self.holds.items() if other.visit == slot.visit}
        names = [name for name in self.inspector if self.is_eligible(name, slot) and name not in in_team]
        names.sort(key=lambda name: T(self.K("team"), f"{slot.visit}/{name}"))
        first = [name for name in names if (slot.target, name) not in self.last]
        last = [name for name in names if (slot.target, name) in self.last]
        return first + last

    def draw_slots(self, to_draw: list[Slot], limits: dict[str, int]) -> Json:
        """Draw these slots in this order; all other standing slots are decided. Returns d, teams and refused."""
        problem = self.problem(limits)
        assert {*problem.slots} == {*self.holds, *to_draw}
        assert not {*self.holds} & {*to_draw}
        d = fewest_open(replace(problem, decided=self.holds))
        assert d is not None
        teams = []
        refused = []
        for slot in to_draw:
            taken = None
            for candidate in self.candidates(slot):
                if fewest_open(replace(problem, decided={**self.holds, slot: candidate})) == d:
                    taken = candidate
                    break
                refused.append({"visit": slot.visit, "slot": slot.number, "inspector": candidate})
            self.holds[slot] = taken
            teams.append({"visit": slot.visit, "slot": slot.number, "inspector": taken})
        assert len([slot for slot, inspector in self.holds.items() if inspector is None]) == d
        return {"open": d, "teams": teams, "refused": refused}

    # --------------------------------------------------------------------------------------------------- §8 Afterwards

    def after(self, number: int, event: Json) -> Json:
        """Apply one event and draw its slots."""
        visits: list[Visit] = []
        ended: list[str] = []
        to_draw: list[Slot] = []
        if event["kind"] == "recusal":
            inspector = event["inspector"]
            self.barred.add((event["target"], inspector))
            to_draw = [s for s, who in self.holds.items() if who == inspector and s.target == event["target"]]
        elif event["kind"] == "absence":
            inspector = event["inspector"]
            self.absent |= {(inspector, period) for period in event["periods"]}
            to_draw = [s for s, who in self.holds.items() if who == inspector and s.period in event["periods"]]
        elif event["kind"] == "reinforcement":
            require(event["limit"] > self.limits[event["inspector"]], "a limit that is not higher than before")
            self.limits[event["inspector"]] = event["limit"]
            to_draw = [slot for slot, who in self.holds.items() if who is None]
        elif event["kind"] == "replacement":
            visits, ended = self.replace_visit(event)
            to_draw = [slot for visit in visits for slot in self.slots_of(visit)]

        for slot in to_draw:
            self.holds.pop(slot, None)
        to_draw.sort(key=lambda slot: (self.team_order(slot.visit), slot.number))
        drawn = self.draw_slots(to_draw, self.limits)
        return {"event": number, "visits": [as_json(visit) for visit in visits], "ended": ended, **drawn}

    def replace_visit(self, event: Json) -> tuple[list[Visit], list[str]]:
        """End the visit; the new visits in the order of opening, and the tasks without a reserve."""
        require(event["visit"] in self.standing, f"a visit that does not stand: {event['visit']!r}")
        old = self.standing.pop(event["visit"])
        require(event["period"] in old.allowed, f"a period that {old.name} was not allowed: {event['period']!r}")
        self.holds = {slot: who for slot, who in self.holds.items() if slot.visit != old.name}

        tasks_of: dict[str, list[str]] = {}
        ended = []
        for task in old.tasks:
            reserves = self.reserves[task, self.cell_of[task, old.target]]
            free = [target for target in reserves if target not in self.visited]
            if free:
                tasks_of.setdefault(free[0], []).append(task)
            else:
                ended.append(task)

        visits = [Visit(f"{t}/1", t, tasks, old.allowed, event["period"]) for t, tasks in tasks_of.items()]
        for visit in visits:
            self.standing[visit.name] = visit
            self.visited.add(visit.target)
        return visits, ended


def as_json(visit: Visit) -> Json:
    return {"visit": visit.name, "tasks": visit.tasks, "period": visit.period}


def outcome(case: Any) -> Json:
    """The parsed outcome document of a parsed case; raises `Invalid`."""
    check(case)
    draw = Draw(case)
    first = draw.first()
    after = [draw.after(number, event) for number, event in enumerate(case.get("events", []))]
    return {"format": "double-random/outcome@1", "specification": "double-random/1", **first, "after": after}
