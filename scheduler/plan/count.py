"""The validator of the staffing proof, which knows no solver: given numbers of visits, how many slots stay open, and why.

Slots of a visit type → (inspector, visit type), at most the number of its visits, since nobody sits twice in one visit
→ (inspector, period limit) → inspector's limit. Visits of one type are alike, so counting them together is exact: a whole
flow gives a bipartite multigraph between slots and inspectors whose degrees are at most n, and by König's theorem its
edges can be coloured with n colours, the n visits. Inspectors of one crew are alike, so a flow can be shared out evenly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from scheduler.plan.demand import Demand
from scheduler.plan.flow import Network
from scheduler.plan.roster import Crew, SlotType


@dataclass(frozen=True)
class Short:
    """Slots that cannot all be filled (specification §9): how many of each type, all in all, and how many can be taken."""

    slots: tuple[SlotType, ...]
    numbers: tuple[Fraction, ...]
    need: Fraction
    capacity: Fraction
    inspectors: tuple[str, ...]


@dataclass(frozen=True)
class Count:
    """The least number of open slots, and the smallest set that shows why (None if all can be filled)."""

    open: Fraction
    short: Short | None


def count(demand: Demand, crews: Sequence[Crew], numbers: Sequence[int | Fraction]) -> Count:
    """What stays open if each visit type has its number of visits. Raises AssertionError if flow and set disagree."""
    scale = lcm(*(Fraction(number).denominator for number in numbers))
    visits = [int(number * scale) for number in numbers]
    wanted = {(v, k): visits[v] * m for v, kind in enumerate(demand.types) for k, (_, m) in enumerate(kind.asked)}
    network = Network()
    source, sink = network.node(), network.node()
    slots = {slot: network.node() for slot in wanted}
    for slot, number in wanted.items():
        network.edge(source, slots[slot], number)
    for crew in crews:
        _join(network, crew, demand, visits, slots, sink, scale)
    open_slots = sum(wanted.values()) - network.largest(source, sink)
    if open_slots == 0:
        return Count(Fraction(0), None)
    reached = network.reached(source)
    chosen = tuple(slot for slot, node in slots.items() if node in reached and wanted[slot])
    short = short_set(demand, crews, numbers, chosen)
    if short.need - short.capacity != Fraction(open_slots, scale):
        raise AssertionError("the set does not show the shortage of the flow")
    return Count(Fraction(open_slots, scale), short)


def short_set(
    demand: Demand, crews: Sequence[Crew], numbers: Sequence[int | Fraction], slots: Iterable[SlotType]
) -> Short:
    """Need and capacity of a set of slot types, by the formula of specification §9."""
    chosen = tuple(slots)
    by_type: dict[int, set[int]] = {}
    for v, k in chosen:
        by_type.setdefault(v, set()).add(k)
    asked = tuple(Fraction(numbers[v] * demand.types[v].asked[k][1]) for v, k in chosen)
    capacity = Fraction(0)
    who: list[str] = []
    for crew in crews:
        mine = [v for v, kinds in crew.eligible if not by_type.get(v, set()).isdisjoint(kinds) and numbers[v]]
        if mine:
            capacity += crew.size * one_capacity(crew, demand, numbers, mine)
            who += crew.inspectors
    return Short(chosen, asked, sum(asked, Fraction(0)), capacity, tuple(who))


def one_capacity(crew: Crew, demand: Demand, numbers: Sequence[int | Fraction], types: Iterable[int]) -> Fraction:
    """How many visits of these types one inspector of the crew can take at most."""
    limits = dict(crew.period_limits)
    by_period: dict[str, Fraction] = {}
    for v in types:
        period = demand.types[v].periods[0]
        by_period[period] = by_period.get(period, Fraction(0)) + numbers[v]
    sums = (min(number, Fraction(limits[p])) if p in limits else number for p, number in by_period.items())
    return min(Fraction(crew.limit), sum(sums, Fraction(0)))


def _join(
    network: Network,
    crew: Crew,
    demand: Demand,
    visits: Sequence[int],
    slots: dict[SlotType, int],
    sink: int,
    scale: int,
) -> None:
    """The crew's part of the network."""
    home = network.node()
    network.edge(home, sink, crew.limit * crew.size * scale)
    places = {}
    for period, limit in crew.period_limits:
        places[period] = network.node()
        network.edge(places[period], home, limit * crew.size * scale)
    for v, kinds in crew.eligible:
        if visits[v]:
            seat = network.node()
            network.edge(seat, places.get(demand.types[v].periods[0], home), visits[v] * crew.size)
            for k in kinds:
                network.edge(slots[v, k], seat, visits[v] * demand.types[v].asked[k][1] + 1)  # never cut
