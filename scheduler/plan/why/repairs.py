"""What would mend a shortage: each change is made to plan or tables, and shown only if every rounding can then be staffed.

The price of a change is how many places it adds for inspectors, or how many slots it moves or gives up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from inspectors.eligibility import Asked
from inspectors.model import Inspector
from inventories.rules import Statement
from scheduler.facts import Facts
from scheduler.plan.count import Short
from scheduler.plan.demand import VisitType
from scheduler.plan.model import Mandate, Plan, TaskPlan
from scheduler.plan.rates import CellRate, Path, expected, least_number
from scheduler.plan.rules.found import described
from scheduler.plan.why import messages, rules
from scheduler.plan.why.asks import Ask, number, percent, under, where
from scheduler.plan.why.stating import listed
from scheduler.plan.why.supply import Alike
from scheduler.plan.why.trial import Trial
from scheduler.whynot.core import Repair

GRIDS = (Fraction(1, 100), Fraction(1, 1000))
"""Rates are lowered to whole per cents, or where they are small to tenths of one."""
PEOPLE = 4
"""How many inspectors are tried one by one."""
TASKS = 3
"""How many tasks are offered another period, and how many rates are tried."""


@dataclass(frozen=True)
class Mending:
    """The smallest set, all that is asked of the department beyond its inspectors, and the set that shows how much."""

    trial: Trial
    core: tuple[Statement, ...]
    asks: tuple[Ask, ...]
    staff: tuple[Alike, ...]
    short: Short

    def repairs(self) -> Iterator[Repair]:
        """All that were found to mend it."""
        for statement in self.core:
            match statement.rule.code:
                case "limit" | "period-limit":
                    yield from self._raise(statement)
                case "roster":
                    yield from self._engage(statement)
                case "qualification" | "lead":
                    yield from self._qualify(statement)
                case "area":
                    yield from self._borrow(statement)
        for key in [statement.key for statement in self.core if statement.rule is rules.ASK][:TASKS]:
            yield from self._lower(key)
        for task in list(dict.fromkeys(ask.task for ask in self.asks))[:TASKS]:
            yield from self._move(task)

    @property
    def _facts(self) -> Facts:
        return self.trial.facts

    @property
    def _missing(self) -> int:
        return int(self.short.need - self.short.capacity)

    def _raise(self, statement: Statement) -> Iterator[Repair]:
        """Higher limits of those who can take the slots."""
        fit = self.short.inspectors

        def change(n: int) -> Facts:
            return _people(self._facts, lambda i: _raised(i, self._facts.plan, n) if i.id in fit else i)

        if fit and (n := self.trial.least(change, self._missing)):
            params: dict[str, object] = {"number": len(fit), "n": n, "names": listed(self._facts, fit)}
            yield Repair(statement.key, messages.RAISE, params, n * len(fit))

    def _engage(self, statement: Statement) -> Iterator[Repair]:
        """More inspectors who have all that the slots ask, and may go everywhere."""
        asked = [self._type(s).asked[k][0] for ask in self.asks for s, k in ask.slots]
        qualifications = tuple(sorted({one.qualification for one in asked if one.qualification}))
        lead = any(one.lead for one in asked)
        districts = tuple(sorted({target.district for target in self._facts.tables.targets}))
        new = Inspector("", "", self.trial.department, qualifications, lead, districts)

        def change(n: int) -> Facts:
            more = tuple(replace(new, id=f"new-{k}") for k in range(n))
            return _with(self._facts, (*self._facts.tables.inspectors, *more))

        if n := self.trial.least(change, self._missing):
            what = described(Asked(new.department, " + ".join(qualifications) or None, lead))
            limit = self._facts.plan.inspectors.limit
            params: dict[str, object] = {"n": n, "department": new.department, "asked": what, "limit": limit}
            yield Repair(statement.key, messages.ENGAGE, params, self._places(n))

    def _qualify(self, statement: Statement) -> Iterator[Repair]:
        """A qualification, or the lead, for those who lack it alone."""
        candidates = self._without(statement.key)
        qualification = str(statement.params.get("qualification", ""))

        def change(n: int) -> Facts:
            return _people(self._facts, lambda i: _fitter(i, qualification) if i.id in candidates[:n] else i)

        if n := self.trial.least(change, len(candidates)):
            params = {**statement.params, "n": n, "names": listed(self._facts, candidates[:n])}
            yield Repair(statement.key, messages.QUALIFY if qualification else messages.LEADS, params, self._places(n))

    def _borrow(self, statement: Statement) -> Iterator[Repair]:
        """Inspectors whom the area rule alone keeps away: one who suffices, else the first few."""
        candidates = self._without(statement.key)
        districts = tuple(dict.fromkeys(d for ask in self.asks for s, _ in ask.slots for d in self._type(s).districts))

        def change(names: Sequence[str]) -> Facts:
            return _people(self._facts, lambda i: self._wider(i, districts) if i.id in names else i)

        alone = next(((name,) for name in candidates[:PEOPLE] if self.trial.mends(change((name,)))), None)
        together = alone or candidates[: self.trial.least(lambda n: change(candidates[:n]), len(candidates)) or 0]
        if together:
            params: dict[str, object] = {"names": listed(self._facts, together), "districts": ", ".join(districts)}
            yield Repair(statement.key, messages.BORROW, params, self._places(len(together)))

    def _lower(self, key: str) -> Iterator[Repair]:
        """The largest rate on a readable grid that fits, at the node; where that does not help, in the whole task."""
        ask = next(ask for ask in self.asks if ask.key == key)
        for node in dict.fromkeys((ask.node, ())):
            for grid in GRIDS:
                if lowered := self._on_grid(ask, node, grid):
                    yield lowered
                    return

    def _on_grid(self, ask: Ask, node: Path, grid: Fraction) -> Repair | None:
        cells = under(self._facts.cells[ask.task], node)
        steps = ceil(max(cell.rate for cell in cells) / grid) - 1
        n = self.trial.least(lambda n: _capped(self._facts, ask.task, node, (steps + 1 - n) * grid), steps)
        return None if n is None else self._lowered(ask, node, (steps + 1 - n) * grid)

    def _lowered(self, ask: Ask, node: Path, rate: Fraction) -> Repair:
        task = next(task for task in self._facts.plan.tasks if task.id == ask.task)
        lower = _capped(self._facts, ask.task, node, rate).cells[ask.task]
        lost = expected(self._facts.cells[ask.task]) - expected(lower)
        slots = ceil(lost * sum(m for _, m in self._type(ask.slots[0][0]).asked))
        params: dict[str, object] = {"task": task.name, "node": where(node), "rate": percent(rate), "n": slots}
        mandate = next((one for one in task.mandates if _missed(one, lower)), None)
        if mandate is None:
            return Repair(ask.key, messages.LOWER, params, slots)
        params |= {"mandated": where(mandate.node), "least": number(mandate.least)}
        return Repair(ask.key, messages.LOWER_MANDATE, params, slots)

    def _move(self, name: str) -> Iterator[Repair]:
        """One more period for a task that may not use all of them."""
        plan = self._facts.plan
        task = next(task for task in plan.tasks if task.id == name)
        key = next(ask.key for ask in self.asks if ask.task == name)
        for period in plan.periods:
            if period.id not in task.periods:
                periods = tuple(p.id for p in plan.periods if p.id in (*task.periods, period.id))
                if self.trial.mends(replace(self._facts, plan=_planned(plan, replace(task, periods=periods)))):
                    part = Fraction(period.weight, sum(p.weight for p in plan.periods if p.id in periods))
                    n = ceil(expected(self._facts.cells[name]) * part)
                    yield Repair(key, messages.MOVE, {"task": task.name, "period": period.id, "n": n}, n)

    def _places(self, people: int) -> int:
        """Places that so many more inspectors bring for what is missing."""
        return people * min(self._facts.plan.inspectors.limit, self._missing)

    def _without(self, key: str) -> tuple[str, ...]:
        """The inspectors against whom only this speaks at some slot of the set."""
        alone = (
            alike for alike in self.staff if any({one.key for one in against} == {key} for _, against in alike.seats)
        )
        return tuple(name for alike in alone for name in alike.inspectors)

    def _type(self, s: int) -> VisitType:
        return self.trial.wanted.types[self.trial.wanted.shares[s].type]

    def _wider(self, inspector: Inspector, districts: Iterable[str]) -> Inspector:
        """The inspector with all areas that the districts' rules let in."""
        areas = set(districts)
        for task in self._facts.plan.tasks:
            for rule in task.team:
                areas.update(area for d in districts for area in dict(rule.area.pairs).get(d, ())[:1])
        return replace(inspector, areas=tuple(sorted({*inspector.areas, *areas})))


def _people(facts: Facts, change: Callable[[Inspector], Inspector]) -> Facts:
    return _with(facts, tuple(change(inspector) for inspector in facts.tables.inspectors))


def _with(facts: Facts, inspectors: tuple[Inspector, ...]) -> Facts:
    return replace(facts, tables=replace(facts.tables, inspectors=inspectors))


def _raised(inspector: Inspector, plan: Plan, n: int) -> Inspector:
    limit = plan.inspectors.limit if inspector.limit is None else inspector.limit
    return replace(
        inspector, limit=limit + n, period_limits=tuple((period, most + n) for period, most in inspector.period_limits)
    )


def _fitter(inspector: Inspector, qualification: str) -> Inspector:
    """The inspector with a qualification; with "", lead-qualified."""
    if not qualification:
        return replace(inspector, lead=True)
    return replace(inspector, qualifications=tuple(sorted({*inspector.qualifications, qualification})))


def _capped(facts: Facts, task: str, node: Path, rate: Fraction) -> Facts:
    """No cell of the node has more than ``rate``."""
    cells = (c if c.path[: len(node)] != node else replace(c, rate=min(c.rate, rate)) for c in facts.cells[task])
    return replace(facts, cells={**facts.cells, task: tuple(cells)})


def _missed(mandate: Mandate, cells: Iterable[CellRate]) -> bool:
    mine = under(cells, mandate.node)
    return floor(expected(mine)) < least_number(mandate, sum(cell.pool for cell in mine))


def _planned(plan: Plan, changed: TaskPlan) -> Plan:
    return replace(plan, tasks=tuple(changed if task.id == changed.id else task for task in plan.tasks))
