"""The commitments of a log, each with what it froze: its plan, its facts, and what earlier draws left to it. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from inventories.model import PastVisit
from scheduler import journal
from scheduler.facts import Facts, derive
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.plan import batches
from scheduler.plan.model import Plan
from scheduler.plan.rates import writable
from scheduler.plan.read import read_plan
from scheduler.plan.year import Pair, Year, YearVisit
from scheduler.results.past import past_visits
from scheduler.tables import KINDS, Tables, thaw


class Chain:
    """``frozen`` gives what was frozen under a digest. Everything is derived when first asked for, and then known."""

    def __init__(self, events: Iterable[Event], frozen: Callable[[str], bytes]) -> None:
        self._events, self._frozen = list(events), frozen
        self._whole: dict[str, Plan] = {}
        self._plans: dict[str, Plan] = {}
        self._facts: dict[str, Facts] = {}
        self._past: dict[tuple[str, str, int], Mapping[tuple[str, str], PastVisit]] = {}

    def whole_plan(self, draw: Draw) -> Plan:
        """The plan that a commitment froze, with all its batches. Errors: ValueError if it cannot be read."""
        digest = draw.record["plan"]["digest"]
        if digest not in self._whole:
            plan, problems = read_plan(self._frozen(digest), "plan.toml")
            if plan is None:
                raise ValueError(f"the plan cannot be read: {problems[0].message.code}")
            self._whole[digest] = plan
        return self._whole[digest]

    def plan(self, draw: Draw) -> Plan:
        """What of its plan a commitment draws."""
        if draw.hash not in self._plans:
            drawn = planned_batches(self.counting(draw.record["plan"]["id"], draw.commitment.seq))
            self._plans[draw.hash] = batches.at(self.whole_plan(draw), draw.record["plan"]["planned"], drawn)
        return self._plans[draw.hash]

    def past(self, draw: Draw) -> Mapping[tuple[str, str], PastVisit]:
        """The past visits that a draw's results so far make, by visit and department."""
        as_of = draw.hash, draw.state, len(draw.after)
        if as_of not in self._past:
            self._past[as_of] = past_visits(draw, self.plan(draw))
        return self._past[as_of]

    def tables(self, draw: Draw) -> Tables:
        """The tables that a commitment froze."""
        stated = draw.record["tables"]
        return thaw({name: self._frozen(stated[name]["root"]) for name in KINDS})

    def facts(self, draw: Draw) -> Facts:
        """The facts of a commitment, derived again."""
        if draw.hash not in self._facts:
            plan = self.plan(draw)
            self._facts[draw.hash] = derive(plan, self.tables(draw), self.year(plan, draw.commitment.seq))
        return self._facts[draw.hash]

    def counting(self, plan: str | None, before: int | None = None) -> list[Draw]:
        """The draws that count, of one plan or of all (None), as the log stood before its event ``before`` (None: now)."""
        known = journal.draws(event for event in self._events if before is None or event.seq < before)
        return [d for d in known if d.state == "drawn" and plan in (None, d.record["plan"]["id"])]

    def year(self, plan: Plan, before: int | None = None) -> Year:
        """What the draws before leave to a commitment of ``plan``."""
        mine = self.counting(plan.id, before)
        unlikely: defaultdict[Pair, Fraction] = defaultdict(lambda: Fraction(1))
        for draw in mine:
            facts = self.facts(draw)
            rates = {(task, cell.path): cell.rate for task, cells in facts.cells.items() for cell in cells}
            for row in facts.frame.rows:
                unlikely[row.task, row.target] *= 1 - rates[row.task, row.path]
        standing = [] if plan.caps is None else self.counting(None, before)
        return Year(
            planned_batches(mine),
            {pair: writable(1 - chance) for pair, chance in unlikely.items()},
            frozenset(pair for draw in mine for pair in drawn_pairs(draw)),
            tuple(visit for draw in standing for visit in self._visits(draw, plan.year)),
        )

    def _visits(self, draw: Draw, year: int) -> Iterable[YearVisit]:
        plan = self.whole_plan(draw)
        if batches.year(plan, draw.record["plan"]["planned"]) != year:
            return ()
        acting = {task.id: task.departments for task in plan.tasks}
        cancelled = draw.cancelled_visits()
        days, done = last_days(draw), {(row["visit"], row["department"]) for row in draw.results()}
        found = [
            (v, frozenset(d for task in v.tasks for d in acting[task] if (v.name, d) not in done))
            for v in journal.standing(draw).values()
            if v.name not in cancelled
        ]
        return [YearVisit(v.target, f"{draw.ref} {v.name}", left, days.get(v.name)) for v, left in found if left]


def planned_batches(draws: Iterable[Draw]) -> frozenset[str]:
    """The planned batches that these draws have drawn."""
    return frozenset(draw.record["plan"]["planned"] for draw in draws)


def drawn_pairs(draw: Draw) -> Iterable[Pair]:
    """Each task with each target drawn for it, first or as a reserve."""
    yield from ((row["task"], row["target"]) for row in draw.outcome["targets"])
    for event in draw.after:
        for visit in event.body.get("outcome", {}).get("visits", ()):
            yield from ((task, journal.target_of(visit["visit"])) for task in visit["tasks"])


def last_days(draw: Draw) -> Mapping[str, date]:
    """By visit: the day of its last result so far."""
    days: dict[str, date] = {}
    for row in draw.results():
        day = date.fromisoformat(row["date"])
        days[row["visit"]] = max(day, days.get(row["visit"], day))
    return days
