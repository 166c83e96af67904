"""Whether the roster can staff every rounding of the plan, proved before anything is frozen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from inspectors.eligibility import Asked
from inventories.problems import Message
from scheduler.facts import Facts
from scheduler.plan import messages
from scheduler.plan.attack import worst
from scheduler.plan.count import Count, Short, count
from scheduler.plan.demand import GROUPS, Demand, VisitType, asked_of, demand
from scheduler.plan.model import TaskPlan
from scheduler.plan.roster import Crew, crews

SECONDS = 20
"""How long the solver may think."""


@dataclass(frozen=True)
class Places:
    """Slots of one kind in a shortage: what they ask, where and when, and how many (with expected numbers a fraction)."""

    task: str
    asked: Asked
    districts: tuple[str, ...]
    periods: tuple[str, ...]
    number: Fraction


@dataclass(frozen=True)
class Shortage:
    """A set of slots that cannot all be filled (specification §9): need − capacity of them stay open.

    ``inspectors`` are those who can take any of them; ``capacity`` is what they can take together.
    """

    places: tuple[Places, ...]
    need: Fraction
    capacity: Fraction
    inspectors: tuple[str, ...]


@dataclass(frozen=True)
class Staffing:
    """Whether every slot can be filled in every rounding.

    *proven*: in every rounding, none stays open. *short*: some rounding leaves ``open`` slots open, shown by ``worst``,
    and none more than ``at_most``. *undecided*: none was found that leaves slots open, but up to ``at_most`` might.
    ``by`` says how it was decided: by a count that even the most visits of every kind pass, or by the solver.
    ``average`` is how many stay open with the expected numbers, exactly, shown by ``on_average``.
    ``not_modelled`` are the reservations that apply to this plan. ``numbers`` are the visits of each share of the demand
    in the worst rounding, if it is short.
    """

    status: Literal["proven", "short", "undecided"]
    by: Literal["count", "solver"]
    open: int
    at_most: int
    worst: Shortage | None
    average: Fraction
    on_average: Shortage | None
    not_modelled: tuple[Message, ...]
    numbers: tuple[int, ...] = ()


def worst_case(facts: Facts, seconds: int = SECONDS, groups: int = GROUPS) -> Staffing:
    """The proof, or the worst rounding that was found.

    First by counting: if even the most visits of every type can be staffed, every rounding can, since fewer visits never
    need more inspectors. Only otherwise a solver looks for the worst rounding; the count then confirms its answer.
    Raises AssertionError if solver and count disagree.
    """
    wanted = demand(facts, groups)
    staff = crews(facts, wanted)
    expected = count(wanted, staff, wanted.of_types(share.expected for share in wanted.shares))
    found = decided(wanted, staff, seconds)
    return Staffing(
        status=found.status,
        by=found.by,
        open=int(found.count.open),
        at_most=found.at_most,
        worst=_shortage(wanted, found.count.short),
        average=expected.open,
        on_average=_shortage(wanted, expected.short),
        not_modelled=_not_modelled(facts, wanted),
        numbers=found.numbers,
    )


@dataclass(frozen=True)
class Decided:
    """What ``Staffing`` says of the worst rounding, with its count and its numbers."""

    status: Literal["proven", "short", "undecided"]
    by: Literal["count", "solver"]
    count: Count
    at_most: int = 0
    numbers: tuple[int, ...] = ()


def decided(wanted: Demand, staff: Sequence[Crew], seconds: int, any_will_do: bool = False) -> Decided:
    """Whether ``staff`` can fill every rounding of the demand: by counting, or by the solver, whose answer is counted.

    ``any_will_do``: what is short need not be the worst.
    """
    nothing = Count(Fraction(0), None)
    if count(wanted, staff, wanted.of_types(share.most for share in wanted.shares)).open == 0:
        return Decided("proven", "count", nothing)
    attack = worst(wanted, staff, seconds, any_will_do)
    if not attack.numbers:
        return Decided("undecided", "solver", nothing, attack.at_most)
    found = count(wanted, staff, wanted.of_types(attack.numbers))
    if not attack.open <= found.open <= attack.at_most:
        raise AssertionError(f"the solver counts {attack.open} open slots, the validator {found.open}")
    if attack.at_most == 0:
        return Decided("proven", "solver", nothing)
    if found.open == 0 or wanted.pooled:  # pooled groups are narrower than they are: a shortage is no proof
        return Decided("undecided", "solver", nothing, attack.at_most)
    return Decided("short", "solver", found, attack.at_most, attack.numbers)


def _shortage(wanted: Demand, short: Short | None) -> Shortage | None:
    if short is None:
        return None
    return Shortage(
        tuple(_places(wanted.types[v], k, number) for (v, k), number in zip(short.slots, short.numbers, strict=True)),
        short.need,
        short.capacity,
        short.inspectors,
    )


def _places(kind: VisitType, k: int, number: Fraction) -> Places:
    return Places(kind.task, kind.asked[k][0], kind.districts, kind.periods, number)


def _not_modelled(facts: Facts, wanted: Demand) -> tuple[Message, ...]:
    result = []
    if len({kind.periods for kind in wanted.types}) > 1:
        result.append(messages.STAFFING_BUNCHING)
    if not merging_covered(facts):
        result.append(messages.STAFFING_MERGED)
    if wanted.pooled:
        result.append(messages.STAFFING_POOLED)
    return tuple(result)


def merging_covered(facts: Facts) -> bool:
    """Whether counting a merged visit as one of each of its tasks is on the safe side.

    It is if, for each department, one of the tasks asks all that the merged visit asks, in the same periods: its team
    then serves both. Otherwise a merged visit can ask for something that none of them asks alone.
    """
    tasks = {task.id: task for task in facts.plan.tasks}
    by_target: dict[str, list[str]] = {}
    for row in facts.frame.rows:
        by_target.setdefault(row.target, []).append(row.task)
    for together in {tuple(names) for names in by_target.values()}:
        for k, one in enumerate(together):
            for other in together[:k]:
                pair = [tasks[other], tasks[one]]
                if not set(pair[0].periods).isdisjoint(pair[1].periods) and not _covered(pair):
                    return False
    return True


def _covered(pair: Sequence[TaskPlan]) -> bool:
    """Whether, for each department, one of the two asks all that both together ask."""
    alone = [_by_department([task]) for task in pair]
    same_periods = set(pair[0].periods) == set(pair[1].periods)
    return same_periods and all(
        slots in [asked.get(department) for asked in alone] for department, slots in _by_department(pair).items()
    )


def _by_department(tasks: Sequence[TaskPlan]) -> dict[str, Counter[Asked]]:
    result: dict[str, Counter[Asked]] = {}
    for asked, number in asked_of(tasks):
        result.setdefault(asked.department, Counter())[asked] += number
    return result
