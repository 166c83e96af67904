"""The goals one after the other, and places of inspectors as they turn out to be short: rates that no seed can break."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from time import monotonic
from typing import Literal

from scheduler.plan.demand import demand
from scheduler.plan.model import GoalMark
from scheduler.plan.staffing import decided
from scheduler.solve.case import Answer, Case, Cut
from scheduler.solve.cuts import Places
from scheduler.solve.goals import GOALS, Goal, alike
from scheduler.solve.minutes import hours_of
from scheduler.solve.model import Expression, Found, Model
from scheduler.solve.rules import RULES, mandates

LEAST_SECONDS = 2.0
Capacity = Literal["proven", "short", "undecided"]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """*solved*: ``answer`` with what each goal came to. *impossible*: the rules cannot hold together (``case`` has the cuts
    that show it). *undecided*: no answer was found in time. ``capacity``: whether no rounding leaves a slot open."""

    status: Literal["solved", "impossible", "undecided"]
    case: Case
    answer: Answer | None = None
    goals: tuple[GoalMark, ...] = ()
    capacity: Capacity = "undecided"

    @property
    def missed(self) -> bool:
        """Whether mandates are missed."""
        return bool(self.goals) and self.goals[0].value > 0


def solve(case: Case, seconds: int, say: Say = lambda _goal: None) -> Outcome:
    """The rates, as good as they were found in ``seconds``; most of these are for the first goals that take long."""
    search = _Search(case, seconds, say)
    return search.run()


def prepared(case: Case) -> tuple[Case, Places]:
    """The case with what its inspectors can carry, as far as it is known in advance and can matter."""
    places = Places(case)
    full = Answer(dict.fromkeys(case.keys, Fraction(1)))

    def mattering(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
        return tuple(cut for cut in cuts if case.need(cut, full) > cut.capacity)

    return replace(case, cuts=mattering(places.known()), hours=mattering(hours_of(case))), places


class _Search:
    """One search. ``kept``: the goals reached so far, with their values in whole units."""

    def __init__(self, case: Case, seconds: int, say: Say) -> None:
        self._until, self._say = monotonic() + seconds, say
        self._case, self._places = prepared(case)
        self._hint: Answer | None = None
        self._begin()

    def _begin(self) -> None:
        self._kept: list[tuple[Goal, int]] = []
        self._bounds: list[Fraction | None] = []
        self._best: Answer | None = None
        self._capacity: Capacity = "undecided"
        self._cuts = len(self._case.cuts)

    def run(self) -> Outcome:
        while len(self._kept) < len(GOALS):
            goal = GOALS[len(self._kept)]
            self._say(goal.name)
            found = self._solved(goal)
            carried = "short" if found.answer is None else self._carried(found.answer)
            if carried == "proven" or (carried == "undecided" and self._capacity != "proven"):
                self._reach(goal, found, carried)
            elif found.answer is not None and carried == "short" and monotonic() < self._until:
                continue  # again, with what the inspectors cannot carry in the case
            elif found.status == "none" and self._kept and len(self._case.cuts) > self._cuts:
                self._begin()  # what joined the case leaves no room for what was reached before
            elif self._best is not None:
                self._as_it_is(goal)
            else:
                return Outcome("impossible" if found.status == "none" else "undecided", self._case)
        assert self._best is not None
        return Outcome("solved", self._case, self._best, tuple(self._marks(self._best)), self._capacity)

    def _solved(self, goal: Goal) -> Found:
        """The goal's least value with all goals before it kept.

        First with the same rate for all cells that are told apart by their places alone: a small problem, whose answer is
        a good one to begin with.
        """
        share = (self._until - monotonic()) / (len(GOALS) - len(self._kept))
        model, expression = self._built(goal)
        for keys in alike(self._case):
            for a, b in pairwise(keys):
                model.never_above(model.rate(a), model.rate(b))
                model.never_above(model.rate(b), model.rate(a))
        first = model.solve(expression, max(LEAST_SECONDS, share / 3), self._hint)
        hints = [answer for answer in (first.answer, self._best) if answer is not None]
        hint = min(hints, key=lambda answer: goal.value(self._case, answer), default=self._hint)
        model, expression = self._built(goal)
        return model.solve(expression, max(LEAST_SECONDS, share), hint)

    def _built(self, goal: Goal) -> tuple[Model, Expression]:
        """The model of the case with the goals kept so far, and what is to be least."""
        model = self._model()
        for rule in RULES:
            for ask in rule.state(self._case):
                rule.build(model, ask)
        for former, value in self._kept:
            model.never_above(former.build(model)[0], value)
        return model, goal.build(model)[0]

    def _model(self) -> Model:
        return Model(self._case, [ask.key for ask in mandates.RULE.state(self._case)])

    def _reach(self, goal: Goal, found: Found, carried: Capacity) -> None:
        self._best = self._hint = found.answer
        self._capacity = carried
        self._kept.append((goal, found.value))
        self._bounds.append(found.bound * goal.build(self._model())[1])

    def _as_it_is(self, goal: Goal) -> None:
        """The goal as the last answer has it: nothing better was found in time."""
        assert self._best is not None
        value, unit = goal.value(self._case, self._best), goal.build(self._model())[1]
        self._kept.append((goal, int(value / unit)))
        self._bounds.append(None)

    def _marks(self, answer: Answer) -> Iterator[GoalMark]:
        for goal, bound in zip(GOALS, self._bounds, strict=True):
            value, sign = goal.value(self._case, answer), -1 if goal.most else 1
            yield GoalMark(goal.code, sign * value, None if bound is None else sign * bound, value == bound)

    def _carried(self, answer: Answer) -> Capacity:
        """Whether the inspectors can carry the answer in every rounding; if it is short, what shows it joins the case."""
        facts = self._case.with_rates(answer)
        wanted, staff = demand(facts), self._places.crews
        found = decided(wanted, staff, max(2, int(self._until - monotonic()) // 4))
        if found.count.short is None:
            return found.status
        cut = self._places.shown_by(found.count.short, wanted.of_types(found.numbers))
        if cut is None or self._case.need(cut, answer) <= cut.capacity:
            raise AssertionError("the cut does not show the shortage of the staffing proof")
        self._case = replace(self._case, cuts=(*self._case.cuts, cut))
        self._hint = answer
        return "short"
