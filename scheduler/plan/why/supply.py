"""What holds inspectors back from the slots of a shortage, as statements that can be lifted one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inspectors.eligibility import Asked
from inspectors.model import Inspector
from scheduler.facts import Facts
from scheduler.plan.barred import Barred
from scheduler.plan.demand import Demand, Share
from scheduler.plan.groups import Group, nodes_of
from scheduler.plan.roster import SlotType, limits

Keys = frozenset[str]


def key(rule: str, *about: str) -> str:
    """The key of what a rule says about a department, and a qualification or a task."""
    return " ".join((rule, *about))


@dataclass(frozen=True)
class Alike:
    """Inspectors whom nobody can tell apart here. ``seats``: the slots (share, kind) of their department, each with the
    keys of all that speaks against them there (none: they can take it as things are)."""

    inspectors: tuple[str, ...]
    department: str
    limit: int
    period_limits: tuple[tuple[str, int], ...]
    seats: tuple[tuple[SlotType, Keys], ...]


def staff(facts: Facts, wanted: Demand, slots: Iterable[SlotType]) -> tuple[Alike, ...]:
    """The inspectors of the departments that ``slots`` ask, in the roster's order."""
    chosen = tuple(slots)
    bars = _bars(facts, wanted, {s for s, _ in chosen})
    found: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for inspector in facts.tables.inspectors:
        seats = []
        for s, k in chosen:
            kind = wanted.types[wanted.shares[s].type]
            asked = kind.asked[k][0]
            if asked.department == inspector.department:
                away = (inspector.id, kind.periods[0]) in facts.absent
                against = {*lacking(inspector, asked), *bars[s].get(inspector.id, ())}
                against |= {key("absence", inspector.department)} if away else set()
                seats.append(((s, k), frozenset(against)))
        if seats:
            found[(inspector.department, *limits(facts, inspector), tuple(seats))].append(inspector.id)
    return tuple(Alike(tuple(names), *what) for what, names in found.items())  # type: ignore[arg-type]  # built above


def lacking(inspector: Inspector, asked: Asked) -> Iterator[str]:
    """The keys of what the inspector lacks of what a slot of their department asks."""
    if asked.qualification is not None and asked.qualification not in inspector.qualifications:
        yield key("qualification", asked.department, asked.qualification)
    if asked.lead and not inspector.lead:
        yield key("lead", asked.department)


def _bars(facts: Facts, wanted: Demand, shares: Iterable[int]) -> Mapping[int, Mapping[str, set[str]]]:
    """By share and inspector: what bars them from any of its targets."""
    barred, nodes = Barred(facts), nodes_of(facts)
    known: dict[int, dict[str, set[str]]] = {}
    result = {}
    for s in shares:
        share: Share = wanted.shares[s]
        kind = wanted.types[share.type]
        group = nodes[kind.task][share.node][kind.barred]
        if id(group) not in known:
            known[id(group)] = _of_group(facts, barred, group)
        result[s] = known[id(group)]
    return result


def _of_group(facts: Facts, barred: Barred, group: Group) -> dict[str, set[str]]:
    result: defaultdict[str, set[str]] = defaultdict(set)
    targets = [facts.targets[name] for name in group.targets] if group.barred else []
    for target in targets:
        for rule, names in (("conflict", barred.in_conflict(target)), ("assigned", barred.unnamed(target.id))):
            for name in names:
                result[name].add(key(rule, facts.inspectors[name].department))
    for district, tasks in {(target.district, barred.tasks(target.id)) for target in targets}:
        for task in tasks:
            for team in barred.team[task]:
                for name in barred.kept_out(team, district):
                    result[name].add(key("area", task, team.department))
    return result
