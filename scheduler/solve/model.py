"""The constraint model of a plan to be solved: the one place of this room that knows the solver."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from scheduler.solve.case import Answer, Case, Key, Part

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver, IntVar

Status = Literal["optimal", "found", "none", "unknown"]
Keys = frozenset[str]
GIVEN = "given|"
"""Begins the key of the statement that a task has the rates that the plan gives it."""
Expression = Any
"""A linear expression over the model's whole numbers, or a whole number."""


@dataclass(frozen=True)
class Found:
    """What a solve came to: *optimal*, *found* (not proved best), *none* (there is no answer) or *unknown*.

    ``value`` and ``bound`` are of the goal, in its whole units.
    """

    status: Status
    answer: Answer | None
    value: int = 0
    bound: int = 0


class Model:
    """Rates are counted in steps, from 1 to the rate 1: nobody is exempt. Statements hold if their literal does.

    ``soft``: the keys of statements that may give way by a slack.
    """

    def __init__(self, case: Case, soft: Collection[str] = ()) -> None:
        from ortools.sat.python import cp_model

        self._cp, self.case, self._soft = cp_model, case, frozenset(soft)
        self._model = cp_model.CpModel()
        self._rates = {key: self._model.new_int_var(1, case.top, "") for key in case.keys}
        self._literals: dict[str, IntVar] = {}
        self._slacks: dict[str, IntVar] = {}
        self._parts: dict[Part, Expression] = {}
        self._sums: dict[tuple[int, ...], Expression] = {}

    def rate(self, key: Key) -> Expression:
        """The rate of a cell, in steps."""
        return self._rates[key]

    def literal(self, key: str) -> "IntVar":
        """Whether the statement holds."""
        if key not in self._literals:
            self._literals[key] = self._model.new_bool_var(key)
        return self._literals[key]

    def slack(self, key: str) -> Expression:
        """By how much the statement gives way, from 0; 0 if it may not."""
        if key not in self._soft:
            return 0
        if key not in self._slacks:
            self._slacks[key] = self._model.new_int_var(0, 10**9, "")
        return self._slacks[key]

    def number(self, least: int, most: int) -> "IntVar":
        """A new whole number."""
        return self._model.new_int_var(least, most, "")

    def never_above(self, low: Expression, high: Expression, key: str = "") -> None:
        """``low`` ≤ ``high``, always or where the statement ``key`` holds."""
        constraint = self._model.add(low <= high)
        if key:
            constraint.only_enforce_if(self.literal(key))

    def least_of(self, a: Expression, b: int) -> Expression:
        """The lower one of an expression and a number."""
        found = self.number(0, b)
        self._model.add_min_equality(found, [a, b])
        return found

    def same(self, a: Expression, b: Expression, key: str) -> None:
        """``a`` = ``b`` where the statement ``key`` holds."""
        self._model.add(a == b).only_enforce_if(self.literal(key))

    def most(self, ways: Sequence[Sequence[Part]]) -> Expression:
        """The most visits that rounding can bring, if each way bounds them by the sum of its parts."""
        sums = [sum(self._part(part) for part in way) for way in ways]
        if len(sums) == 1:
            return sums[0]
        found = self.number(0, 10**9)
        chosen = [self._model.new_bool_var("") for _ in sums]
        self._model.add_exactly_one(chosen)
        for literal, expression in zip(chosen, sums, strict=True):
            self._model.add(found >= expression).only_enforce_if(literal)
        return found

    def _part(self, part: Part) -> Expression:
        if part not in self._parts:
            first = self.case.cells[part.cells[0]]
            if first.rate is not None:  # so have all cells of the task
                self._parts[part] = self.case.most(part, Answer({})) * self.literal(GIVEN + first.task)
            else:
                high, pool = self._rounded_up(part.cells), sum(self.case.cells[k].pool for k in part.cells)
                found = sum(self._times(high, weight, pool) for weight in part.weights)
                self._parts[part] = found if part.limit is None else self.least_of(found, part.limit)
        return self._parts[part]

    def _rounded_up(self, cells: tuple[int, ...]) -> Expression:
        if cells not in self._sums:
            here = [self.case.cells[k] for k in cells]
            number = self.number(0, sum(cell.pool for cell in here))
            self._model.add(number * self.case.top >= sum(c.pool * self._rates[c.key] for c in here))
            self._sums[cells] = number
        return self._sums[cells]

    def _times(self, high: Expression, weight: Fraction, pool: int) -> Expression:
        if weight == 1:
            return high
        number = self.number(0, ceil(pool * weight))
        self._model.add(number * weight.denominator >= high * weight.numerator)
        return number

    def solve(
        self,
        goal: Expression | None,
        seconds: float,
        hint: Answer | None = None,
        keys: Keys | None = None,
        second: bool = False,
    ) -> Found:
        """Minimise ``goal``, with all statements or with those of ``keys`` alone; ``second``: without presolve.

        One worker and a fixed seed.
        """
        for name, literal in self._literals.items():
            self._model.add(literal == (keys is None or name in keys))
        if goal is not None:
            self._model.minimize(goal)
        if hint is not None:
            for key, rate in self._rates.items():
                self._model.add_hint(rate, int(hint.rates[key] * self.case.top))
        solver = self._solver(seconds)
        if second:
            solver.parameters.cp_model_presolve = False
            solver.parameters.random_seed = 7
        status = solver.solve(self._model)
        if status == self._cp.INFEASIBLE:
            return Found("none", None)
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return Found("unknown", None)
        known: Status = "optimal" if status == self._cp.OPTIMAL else "found"
        if goal is None:
            return Found(known, self._answer(solver))
        value, bound = round(solver.objective_value), ceil(solver.best_objective_bound - 1e-6)
        return Found(known, self._answer(solver), value, value if known == "optimal" else bound)

    def cannot(self, seconds: float) -> frozenset[str] | None:
        """Statements that cannot hold together, as the solver says, without being believed; None if it does not."""
        self._model.add_assumptions(list(self._literals.values()))
        solver = self._solver(seconds)
        if solver.solve(self._model) != self._cp.INFEASIBLE:
            return None
        named = {literal.index: key for key, literal in self._literals.items()}
        return frozenset(named[k] for k in solver.sufficient_assumptions_for_infeasibility() if k in named)

    def _answer(self, solver: "CpSolver") -> Answer:
        rates = {key: Fraction(solver.value(k), self.case.top) for key, k in self._rates.items()}
        off = (key for key, literal in self._literals.items() if key.startswith(GIVEN) and not solver.value(literal))
        return Answer(rates, frozenset(key.removeprefix(GIVEN) for key in off))

    def _solver(self, seconds: float) -> "CpSolver":
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2  # sums over many cells: the relaxation decides
        solver.parameters.max_time_in_seconds = max(0.5, seconds)
        return solver
