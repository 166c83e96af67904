"""Why a task's rates cannot be had: mandates, total, upper limit and pool against each other (draw specification §3)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from inventories.rules import Statement
from scheduler.facts import Facts
from scheduler.plan.model import Mandate, RateRule, TaskPlan
from scheduler.plan.rates import CellRate, Rated, expected, least_number, rate
from scheduler.plan.rules import RULES, least_above_pool, mandate_above_limit, rate_above_limit, total_above_pool
from scheduler.plan.rules.rule import RateRule as Checked
from scheduler.plan.why import messages, rules
from scheduler.plan.why.asks import number, percent, rates, under, where
from scheduler.plan.why.written import Written
from scheduler.whynot.core import Repair, WhyNot, explain
from scheduler.whynot.question import Keys, Verdict

EXPLAINED = frozenset(r.RULE.code for r in (least_above_pool, mandate_above_limit, rate_above_limit, total_above_pool))
ASKED, LIMIT = "asked", "at_most"
NOTHING = (RateRule((), Fraction(1, 10**9)),)
"""Rates of a task that asks for nothing but what its mandates do."""


def explain_rates(facts: Facts, text: Written) -> tuple[WhyNot, ...]:
    """For each task with such a contradiction: the smallest set of what the plan says, and numbers that would do."""
    questions = (Rates(rated, text) for rated in facts.rated if _broken(rated))
    return tuple(explain(question, question.repairs) for question in questions)


def _broken(rated: Rated) -> bool:
    """Whether one of the contradictions is there, and nothing else that leaves the task without rates."""
    found = {rule.code for rule in RULES if isinstance(rule, Checked) and not rule.warning and any(rule.check(rated))}
    return bool(found) and found <= EXPLAINED


@dataclass(frozen=True)
class Rates:
    """A ``Question`` in exact numbers. ``second`` asks the rules of the plan instead of counting the cells."""

    rated: Rated
    text: Written

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The mandates, what is asked besides (rates or a total), and the upper limit."""
        task = self.rated.task
        found = [self._mandate(k, mandate) for k, mandate in enumerate(task.mandates)]
        found.append(self._asked())
        if task.at_most is not None:
            params: dict[str, object] = {"task": task.name, "at_most": percent(task.at_most)}
            place = self.text.of_task(task, "at_most")
            found.append(Statement(rate_above_limit.RULE, LIMIT, messages.AT_MOST, params, place))
        return tuple(found)

    def holds(self, keys: Keys, second: bool = False) -> Verdict:
        """Whether rates can be had that keep the statements of these keys."""
        task = self.rated.task
        asked = {} if ASKED in keys else {"total": None, "rates": NOTHING}
        mandates = tuple(m for k, m in enumerate(task.mandates) if _key(k) in keys)
        at_most = task.at_most if LIMIT in keys else None
        left = replace(task, mandates=mandates, at_most=at_most, **asked)  # type: ignore[arg-type]  # of members' types
        return "yes" if (_unbroken if second else _kept)(rate(left, self.rated.numbers, self.rated.bands)) else "no"

    def suggested(self) -> Keys:
        """All statements: they are few."""
        return frozenset(statement.key for statement in self.statements)

    def least(self, key: str) -> int | None:
        """None: repairs are tried on the task itself."""
        return None

    def repairs(self, core: Sequence[Statement]) -> Iterator[Repair]:
        """For each member the nearest number with which the whole task can be had."""
        task, keys = self.rated.task, {statement.key for statement in core}
        for k, mandate in enumerate(task.mandates):
            if _key(k) in keys:
                yield from self._lower_mandate(k, mandate)
        if ASKED in keys:
            yield from self._lower_asked()
        if LIMIT in keys:
            yield from self._raise_limit()

    def _lower_mandate(self, k: int, mandate: Mandate) -> Iterator[Repair]:
        task = self.rated.task
        pool = sum(n for path, n in self.rated.numbers.items() if path[: len(mandate.node)] == mandate.node)
        asked = least_number(mandate, pool)

        def change(n: int) -> TaskPlan:
            mandates = (*task.mandates[:k], Mandate(mandate.node, n), *task.mandates[k + 1 :])
            return replace(task, mandates=mandates)

        if n := self._largest(change, asked - 1):
            params: dict[str, object] = {"task": task.name, "mandated": where(mandate.node), "asked": asked, "n": n}
            yield Repair(_key(k), messages.LESS_MANDATE, params, asked - n)

    def _lower_asked(self) -> Iterator[Repair]:
        task = self.rated.task
        if task.total is not None:
            if n := self._largest(lambda n: replace(task, total=n), task.total - 1):
                params: dict[str, object] = {"task": task.name, "total": task.total, "n": n}
                yield Repair(ASKED, messages.LESS_TOTAL, params, task.total - n)
        elif task.at_most is not None:
            most = task.at_most
            lower = replace(task, rates=tuple(replace(rule, number=min(rule.number, most)) for rule in task.rates))
            if _kept(found := rate(lower, self.rated.numbers, self.rated.bands)):
                lost = ceil(expected(self.rated.cells) - expected(found.cells))
                yield Repair(ASKED, messages.LESS_RATES, {"task": task.name, "at_most": percent(most)}, max(1, lost))

    def _raise_limit(self) -> Iterator[Repair]:
        """To the highest rate that is asked, in whole per cents."""
        task, cells = self.rated.task, self.rated.cells
        if task.at_most is None or not cells:
            return
        higher = Fraction(ceil(max(cell.rate for cell in cells) * 100), 100)
        if _kept(rate(replace(task, at_most=higher), self.rated.numbers, self.rated.bands)):
            over = sum((c.pool * (c.rate - task.at_most) for c in cells if c.rate > task.at_most), Fraction(0))
            params: dict[str, object] = {"task": task.name, "at_most": percent(task.at_most), "rate": percent(higher)}
            yield Repair(LIMIT, messages.MORE_LIMIT, params, ceil(over))

    def _largest(self, change: Callable[[int], TaskPlan], high: int) -> int:
        """The largest number up to ``high`` with which the task can be had; 0 if there is none."""
        low = 0
        while low < high:
            middle = (low + high + 1) // 2
            fits = _kept(rate(change(middle), self.rated.numbers, self.rated.bands))
            low, high = (middle, high) if fits else (low, middle - 1)
        return low

    def _mandate(self, k: int, mandate: Mandate) -> Statement:
        task = self.rated.task
        pool = sum(n for path, n in self.rated.numbers.items() if path[: len(mandate.node)] == mandate.node)
        params: dict[str, object] = {
            "task": task.name,
            "mandated": where(mandate.node),
            "least": number(mandate.least),
            "asked": least_number(mandate, pool),
            "pool": pool,
        }
        place = self.text.of_task(task, f"mandates[{k + 1}].least")
        return Statement(rules.MANDATE, _key(k), messages.MANDATE, params, place)

    def _asked(self) -> Statement:
        task, pool = self.rated.task, self.rated.pool
        params: dict[str, object] = {"task": task.name, "pool": pool}
        if task.total is not None:
            place = self.text.of_task(task, "total")
            return Statement(rules.ASK, ASKED, messages.TOTAL, params | {"total": task.total}, place)
        plain = [CellRate(c.path, c.pool, c.asked, c.asked) for c in self.rated.cells]
        return Statement(rules.ASK, ASKED, messages.RATES, params | {"rate": rates(plain)}, self.text.of_rates(task))


def _key(k: int) -> str:
    return f"mandate {k + 1}"


def _kept(rated: Rated) -> bool:
    """Whether the task has rates, none above its limit, and every mandate is reached however is rounded."""
    task, cells = rated.task, rated.cells
    return (
        bool(cells)
        and (task.total is None or task.total <= rated.pool)
        and all(task.at_most is None or cell.rate <= task.at_most for cell in cells)
        and all(_reached(mandate, under(cells, mandate.node)) for mandate in task.mandates)
    )


def _reached(mandate: Mandate, cells: Sequence[CellRate]) -> bool:
    return bool(cells) and floor(expected(cells)) >= least_number(mandate, sum(cell.pool for cell in cells))


def _unbroken(rated: Rated) -> bool:
    return not any(not r.warning and any(r.check(rated)) for r in RULES if isinstance(r, Checked))
