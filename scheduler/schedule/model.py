"""The constraint model of a schedule: the one place of this room that knows the solver."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from scheduler.schedule.book import open_days
from scheduler.schedule.case import Case, Placement, Placements, Visit
from scheduler.schedule.rules import RULES
from scheduler.schedule.rules.deadline import weights
from scheduler.schedule.rules.neighbours import PRICE, pairs

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver, IntVar

Status = Literal["optimal", "found", "none", "unknown"]
Keys = frozenset[str]
DAY = 24 * 60


@dataclass(frozen=True)
class Found:
    """What a solve came to: *optimal*, *found* (not proved best), *none* (there is no answer) or *unknown*, with its cost
    and the solver's bound on it, both in days."""

    status: Status
    placements: Placements | None = None
    cost: int = 0
    bound: int = 0


class Model:
    """A day and a time for each visit that is not fixed; the rules of ``keys`` (None: all) are built into it."""

    def __init__(self, case: Case, keys: Keys | None = None) -> None:
        from ortools.sat.python import cp_model

        self._cp, self.case, self._model = cp_model, case, cp_model.CpModel()
        self._banned: defaultdict[str, set[int]] = defaultdict(set)
        self._within: set[str] = set()
        self._apart: list[str] = []
        for rule in RULES:
            for ask in rule.state(case):
                if keys is None or ask.key in keys:
                    rule.build(self, case, ask)
        self._days: dict[str, IntVar] = {}
        self._times: dict[str, IntVar] = {}
        self._starts: dict[str, Any] = {}
        self._intervals: dict[str, Any] = {}
        placed = [self._place(visit) for visit in case.visits]
        self.impossible = not all(placed)
        for who in () if self.impossible else self._apart:
            self._never_together(who)

    def never_on(self, visit: Visit, days: Collection[date]) -> None:
        """As ``Building`` says."""
        self._banned[visit.name].update(map(self.case.index, days))

    def apart(self, inspector: str) -> None:
        """As ``Building`` says."""
        self._apart.append(inspector)

    def within_day(self, visit: Visit) -> None:
        """As ``Building`` says."""
        self._within.add(visit.name)

    def _place(self, visit: Visit) -> bool:
        """Whether there is a day for the visit at all."""
        if visit.name in self.case.fixed:
            return True
        allowed = sorted(set(range(self.case.horizon)) - self._banned[visit.name])
        if not allowed:
            return False
        day = self._model.new_int_var_from_domain(self._cp.Domain.from_values(allowed), "")
        most = self.case.hours.per_day if visit.name in self._within else DAY - self.case.hours.travel
        if most < visit.minutes:
            return False
        time = self._model.new_int_var(0, most - visit.minutes, "")
        start = self._model.new_int_var(0, self.case.horizon * DAY, "")
        self._model.add(start == day * DAY + time)
        self._days[visit.name], self._times[visit.name], self._starts[visit.name] = day, time, start
        size = visit.minutes + self.case.hours.travel
        self._intervals[visit.name] = self._model.new_fixed_size_interval_var(start, size, "")
        return True

    def _never_together(self, who: str) -> None:
        mine = [self._intervals[v.name] for v in self.case.of[who] if v.name in self._intervals]
        still = [self.case.fixed[v.name] for v in self.case.of[who] if v.name in self.case.fixed]
        for one in (*still, *self.case.busy.get(who, ())):
            if one.day >= self.case.begins:
                mine.append(self._still(one))
        self._model.add_no_overlap(mine)

    def _still(self, one: Placement) -> Any:
        hours = self.case.hours
        size = hours.worked_by(one.ends) - hours.worked(one.start) + hours.travel
        return self._model.new_fixed_size_interval_var(self._start_of(one), size, "")

    def _start_of(self, one: Placement) -> int:
        return self.case.index(one.day) * DAY + self.case.hours.worked(one.start)

    def earliest(self) -> None:
        """Wish for the goals of a new schedule."""
        price = weights(self.case)
        waiting = sum(price[name] * day for name, day in self._days.items())
        self._model.minimize(waiting + PRICE * sum(self._split(*pair) for pair in pairs(self.case)))

    def _split(self, one: str, other: str) -> Any:
        split = self._model.new_bool_var("")
        a, b = (
            self._days.get(n, self.case.index(self.case.fixed[n].day) if n in self.case.fixed else 0)
            for n in (one, other)
        )
        self._model.add(a == b).only_enforce_if(~split)
        return split

    def nearest(self, before: Placements) -> None:
        """Wish for as few visits as possible on another day or time than before, then for the fewest days between."""
        moved, days = [], []
        for name, day in self._days.items():
            if name not in before:
                days.append(day)
                continue
            elsewhere, far = self._model.new_bool_var(""), self._model.new_int_var(0, DAY, "")
            was = self.case.index(before[name].day)
            self._model.add(self._starts[name] == self._start_of(before[name])).only_enforce_if(~elsewhere)
            self._model.add_abs_equality(far, day - was)
            moved.append(elsewhere)
            days.append(far)
        self._model.minimize(moving(self.case) * sum(moved) + sum(days))

    def solve(self, seconds: float, hint: Placements | None = None, second: bool = False) -> Found:
        """The best placements in so many seconds; ``second`` solves in another way, without presolve."""
        if self.impossible:
            return Found("none")
        for name, one in (hint or {}).items():
            if name in self._days:
                self._model.add_hint(self._days[name], self.case.index(one.day))
                self._model.add_hint(self._times[name], self.case.hours.worked(one.start))
                self._model.add_hint(self._starts[name], self._start_of(one))
        solver = self._solver(seconds)
        if second:
            solver.parameters.cp_model_presolve = False
            solver.parameters.linearization_level = 2
        status = solver.solve(self._model)
        if status == self._cp.INFEASIBLE:
            return Found("none")
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return Found("unknown")
        return Found(
            "optimal" if status == self._cp.OPTIMAL else "found",
            {v.name: self._placement(v, solver) for v in self.case.visits},
            round(solver.objective_value),
            int(solver.best_objective_bound),
        )

    def _placement(self, visit: Visit, solver: "CpSolver") -> Placement:
        if visit.name in self.case.fixed:
            return self.case.fixed[visit.name]
        day = self.case.day(solver.value(self._days[visit.name]))
        return self.case.place(visit, day, solver.value(self._times[visit.name]))

    def _solver(self, seconds: float) -> "CpSolver":
        solver = self._cp.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = WORKERS
        solver.parameters.random_seed = 7
        return solver


WORKERS = 4


def moving(case: Case) -> int:
    """What moving one visit costs beside the days between: more than all days together."""
    return 1 + len(case.visits) * DAY


def relaxed(case: Case, seconds: float) -> int:
    """A bound on the cost of any schedule, in days of waiting: visits may be split over days, and only the hours of each
    inspector on each day are kept. 0 if it was not solved in time."""
    from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

    solver = pywraplp.Solver.CreateSolver("GLOP")
    solver.SetTimeLimit(int(1000 * seconds))
    price, hours, waiting = weights(case), case.hours, []
    used: defaultdict[tuple[str, date], list[Any]] = defaultdict(list)
    open_to = open_days(case)
    for visit in (v for v in case.visits if v.name not in case.fixed):
        shares = [(day, solver.NumVar(0, 1, "")) for day in open_to[visit.name]]
        solver.Add(sum(share for _, share in shares) == 1)
        for day, share in shares:
            waiting.append(price[visit.name] * case.index(day) * share)
            for who in visit.team:
                used[who, day].append((visit.minutes + hours.travel) * share)
    for taken in used.values():
        solver.Add(sum(taken) <= hours.per_day + hours.travel)
    solver.Minimize(sum(waiting))
    return int(solver.Objective().Value() - 1e-6) if solver.Solve() == solver.OPTIMAL else 0
