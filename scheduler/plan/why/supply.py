"""What holds inspectors back from the slots of a shortage, as statements that can be lifted one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inspectors.eligibility import Asked, Span
from inspectors.model import Inspector, Leave
from inspectors.rules import of, qualification
from inspectors.rules.rule import EligibilityRule, PeriodRule, SlotRule
from inventories.rules import Rule
from scheduler.facts import Facts
from scheduler.plan.demand import Demand
from scheduler.plan.groups import nodes_of
from scheduler.plan.roster import SlotType, limits

Keys = frozenset[str]


def key(rule: Rule, about: str = "") -> str:
    """The key of what a rule says about a department, or about one of its qualifications."""
    return f"{rule.code} {about}".strip()


@dataclass(frozen=True)
class Against:
    """A rule that speaks against somebody at a slot; ``about`` is the qualification that it is about."""

    rule: EligibilityRule
    about: str = ""

    @property
    def key(self) -> str:
        """The key of its statement."""
        return key(self.rule, self.about)


@dataclass(frozen=True)
class Alike:
    """Inspectors whom nobody can tell apart here. ``seats``: the slots (share, kind) of their department, each with all
    that speaks against them there (nothing: they can take it as things are)."""

    inspectors: tuple[str, ...]
    limit: int
    period_limits: tuple[tuple[str, int], ...]
    seats: tuple[tuple[SlotType, frozenset[Against]], ...]


def staff(facts: Facts, department: str, wanted: Demand, slots: Iterable[SlotType]) -> tuple[Alike, ...]:
    """The inspectors of the department, in the roster's order, at the ``slots`` that are asked of it."""
    chosen = tuple(slots)
    barred, away = _barred(facts, wanted, {s for s, _ in chosen}), _away(facts)
    found: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for inspector in facts.tables.inspectors:
        if inspector.department == department:
            seats = []
            for s, k in chosen:
                kind = wanted.types[wanted.shares[s].type]
                against = {*_unfit(inspector, kind.asked[k][0]), *barred[s].get(inspector.id, ())}
                # the periods of a type have the same absences, so the first stands for all
                seats.append(((s, k), frozenset(against | away[inspector.id, kind.periods[0]])))
            found[(*limits(facts, inspector), tuple(seats))].append(inspector.id)
    return tuple(Alike(tuple(names), *what) for what, names in found.items())  # type: ignore[arg-type]  # built above


def _unfit(inspector: Inspector, asked: Asked) -> Iterator[Against]:
    """What the inspector lacks of what a slot of their department asks."""
    for rule in of(SlotRule):
        if rule.check(inspector, asked):
            yield Against(rule, (asked.qualification or "") if rule is qualification.RULE else "")


def _away(facts: Facts) -> Mapping[tuple[str, str], set[Against]]:
    """By inspector and period: what makes them absent."""
    leave: defaultdict[str, list[Leave]] = defaultdict(list)
    for entry in facts.tables.leave:
        leave[entry.inspector].append(entry)

    def out(inspector: Inspector, span: Span) -> set[Against]:
        return {Against(rule) for rule in of(PeriodRule) if rule.build(inspector, span, leave[inspector.id])}

    return {(i.id, p.id): out(i, p.span) for i in facts.tables.inspectors for p in facts.plan.periods}


def _barred(facts: Facts, wanted: Demand, shares: Iterable[int]) -> Mapping[int, Mapping[str, set[Against]]]:
    """By share and inspector: what bars them from any of its targets."""
    nodes = nodes_of(facts)
    known: dict[int, Mapping[str, set[Against]]] = {}
    result = {}
    for s in shares:
        share = wanted.shares[s]
        kind = wanted.types[share.type]
        group = nodes[kind.task][share.node][kind.barred]
        if id(group) not in known:
            known[id(group)] = _of_targets(facts, group.targets if group.barred else ())
        result[s] = known[id(group)]
    return result


def _of_targets(facts: Facts, targets: Iterable[str]) -> Mapping[str, set[Against]]:
    result: defaultdict[str, set[Against]] = defaultdict(set)
    for target in targets:
        for rule, names in facts.by_rule(target):
            for name in () if rule.last else names:
                result[name].add(Against(rule))
    return result
