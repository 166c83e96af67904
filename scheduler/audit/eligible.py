"""Whether the rules of eligibility hold (§7, §8): each one's checker, over the frozen tables put together anew.

The draw takes from ``Facts`` who is barred, last and absent; here none of that is believed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from inspectors.eligibility import Asked, At, Known, Since
from inspectors.model import Conflict, Inspector, Leave
from inspectors.rules import of
from inspectors.rules.rule import EligibilityRule, LaterRule, PeriodRule, SlotRule, TargetRule
from inventories.model import PastVisit, Target
from inventories.problems import N_, Reason
from scheduler.audit.finding import GREEN, Check, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.audit.validate import asked_of
from scheduler.draw.model import Case, Visit
from scheduler.journal import ACTS, Draw, target_of
from scheduler.log import Event
from scheduler.plan.model import Plan, PlanPeriod
from scheduler.tables import Tables

Rows = Iterable[tuple[str, str]]
"""Task and target of each row of the frame."""


class Anew:
    """What the checkers look at, and what they say, from the frozen plan and tables alone."""

    def __init__(self, plan: Plan, tables: Tables, rows: Rows) -> None:
        self.plan, self.inspectors = plan, {inspector.id: inspector for inspector in tables.inspectors}
        self._standing = {target.id: target.merged_into for target in tables.targets}
        self._tasks: defaultdict[str, list[str]] = defaultdict(list)
        self._alike: defaultdict[str, list[Target]] = defaultdict(list)
        self._history: defaultdict[str, list[PastVisit]] = defaultdict(list)
        self._named: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._leave: defaultdict[str, list[Leave]] = defaultdict(list)
        self._conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
        self._targets = {target.id: target for target in tables.targets}
        for task, target in rows:
            self._tasks[target].append(task)
        for one in tables.targets:
            self._alike[self._stands(one.id)].append(one)
        for past in tables.history:
            self._history[self._stands(past.target)].append(past)
        for entry in tables.assigned:
            if not entry.gone:
                self._named[entry.task, self._stands(entry.target)] |= set(entry.inspectors)
        for away in tables.leave:
            self._leave[away.inspector].append(away)
        for declared in tables.conflicts:
            self._conflicts[declared.inspector].append(declared)
        span, rotation = plan.span, plan.inspectors.rotation
        self._known = {
            who.id: Known((who,), self._conflicts[who.id], span, rotation, plan.as_of) for who in tables.inspectors
        }
        self._absent: dict[tuple[str, str], EligibilityRule | None] = {}
        self._rules = {last: [rule for rule in of(TargetRule) if rule.last is last] for last in (False, True)}

    def _stands(self, target: str) -> str:
        for _ in self._standing:
            if not self._standing.get(target):
                break
            target = self._standing[target]
        return target

    def at(self, target: str) -> At:
        """The target as the rules see it."""
        tasks = [task for task in self.plan.tasks if task.id in self._tasks[target]]
        named = {name for task in tasks if task.from_above for name in self._named[task.id, target]}
        by_department: defaultdict[str, set[str]] = defaultdict(set)
        for name in named & self.inspectors.keys():
            by_department[self.inspectors[name].department].add(name)
        return At(
            self._targets[target],
            self._alike[target],
            tuple((rule.department, rule.area) for task in tasks for rule in task.team),
            {department: frozenset(names) for department, names in by_department.items()},
            self._history[target],
        )

    def barred(self, inspector: Inspector, at: At, last: bool = False) -> EligibilityRule | None:
        """The first rule that bars the inspector from the target, or by which they come ``last`` there."""
        known = self._known[inspector.id]
        return next((rule for rule in self._rules[last] if rule.check(inspector, at, known)), None)

    def absent(self, inspector: Inspector, period: PlanPeriod) -> EligibilityRule | None:
        """The first rule by which the inspector is absent in the period."""
        key = inspector.id, period.id
        if key not in self._absent:
            mine = self._leave[inspector.id]
            rules = (rule for rule in of(PeriodRule) if rule.check(inspector, period.span, mine))
            self._absent[key] = next(rules, None)
        return self._absent[key]

    def out(self, inspector: str, asked: Asked, target: str, period: str, since: Since) -> EligibilityRule | None:
        """The first rule that speaks against an inspector in a slot."""
        who = self.inspectors[inspector]
        when = {one.id: one for one in self.plan.periods}[period]
        slot = next((rule for rule in of(SlotRule) if rule.check(who, asked)), None)
        later = next((rule for rule in of(LaterRule) if rule.check(inspector, since)), None)
        return slot or self.barred(who, self.at(target)) or self.absent(who, when) or later


def set_faults(anew: Anew, case: Case, targets: Iterable[str]) -> Iterator[str]:
    """Where the draw was told otherwise who is barred from these targets or last there, or absent in a period."""
    for target in targets:
        at = anew.at(target)
        for who in anew.inspectors.values():
            for last, told in ((False, case.barred), (True, case.last)):
                rule = anew.barred(who, at, last)
                if bool(rule) != (who.id in told.get(target, ())):
                    yield _differs(rule, Reason(N_("{id} at {target}"), id=who.id, target=target))
    for period in anew.plan.periods:
        for who in anew.inspectors.values():
            rule = anew.absent(who, period)
            if bool(rule) != ((who.id, period.id) in case.absent):
                yield _differs(rule, Reason(N_("{id} in {period}"), id=who.id, period=period.id))


def _differs(rule: EligibilityRule | None, where: str) -> str:
    if rule:
        return Reason(N_("{where}: {code} was overlooked"), where=where, code=rule.code)
    return Reason(N_("{where}: no rule speaks against them"), where=where)


def seat_faults(anew: Anew, case: Case, draw: Draw) -> Iterator[str]:
    """Whoever was drawn into a slot, in the draw or by what happened later, though a rule spoke against them."""
    tasks = {task.id: task for task in case.tasks}
    visits: dict[str, Visit] = {}
    for k, event in enumerate(_drawn(draw)):
        outcome = event.body["outcome"]
        for row in outcome["visits"]:
            target = target_of(row["visit"])
            visits[row["visit"]] = Visit(row["visit"], target, tuple(row["tasks"]), (), row["period"])
        for row in outcome["teams"]:
            visit, who = visits[row["visit"]], row["inspector"]
            asked = Asked(*asked_of(visit, tasks)[row["slot"] - 1])
            since = _since(_drawn(draw)[1 : k + 1], visit)
            if who is not None and (rule := anew.out(who, asked, visit.target, visit.period, since)):
                yield Reason(
                    N_("{name} slot {slot}: {code} speaks against {who}"),
                    name=visit.name,
                    slot=row["slot"],
                    code=rule.code,
                    who=who,
                )


def _drawn(draw: Draw) -> Sequence[Event]:
    """The draw, and the acts that drew after it."""
    assert draw.draw is not None
    return [draw.draw, *(event for event in draw.after if event.kind in ACTS)]


def _since(acts: Sequence[Event], visit: Visit) -> Since:
    out: dict[str, set[str]] = {"recusal": set(), "absence": set()}
    for act in acts:
        if act.kind == "recusal" and act.body["target"] == visit.target:
            out["recusal"].add(act.body["inspector"])
        if act.kind == "absence" and visit.period in act.body["periods"]:
            out["absence"].add(act.body["inspector"])
    return Since(frozenset(out["recusal"]), frozenset(out["absence"]))


def _eligible(replay: Replay) -> Finding:
    if replay.draw.draw is None:
        return GREEN
    anew = Anew(replay.plan, replay.tables, ((row.task, row.target) for row in replay.facts.frame.rows))
    targets = dict.fromkeys(target_of(row["visit"]) for e in _drawn(replay.draw) for row in e.body["outcome"]["visits"])
    return verdict([*set_faults(anew, replay.case, targets), *seat_faults(anew, replay.case, replay.draw)])


CHECKS = (
    Check(
        "1.21",
        "§7, §8",
        N_("whoever is in a team, and whoever could be, is so by every rule of eligibility, each looked up anew"),
        _eligible,
    ),
)
