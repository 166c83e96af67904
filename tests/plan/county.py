"""Counties of any size to try plans on, the same every time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from inspectors.eligibility import AreaRule, Span
from inspectors.model import Conflict, Inspector, Leave
from inventories.frame import Scope
from inventories.model import Target
from inventories.points import Band, PointRules
from scheduler.facts import Facts, derive
from scheduler.plan.model import InspectorRules, Plan, PlanBatch, PlanPeriod, RateRule, TaskPlan, TeamRule
from scheduler.randomness.dice import Dice
from scheduler.tables import Tables

FIRST = date(2026, 1, 1)
ANY = AreaRule()
OWN = AreaRule("own")


def periods(weights: Sequence[int]) -> tuple[PlanPeriod, ...]:
    """Periods p1, p2, … of thirty days each."""
    days = [FIRST + timedelta(30 * k) for k in range(len(weights))]
    return tuple(
        PlanPeriod(f"p{k}", Span(d, d + timedelta(29)), w)
        for k, (d, w) in enumerate(zip(days, weights, strict=True), 1)
    )


def task(name: str, team: tuple[TeamRule, ...], rate: str = "1/10", **changes: object) -> TaskPlan:
    """A task over all targets, by district, in period p1."""
    plain = TaskPlan(
        name,
        name,
        ("item",),
        "general",
        team[0].department,
        Scope(),
        ("district",),
        (RateRule((), Fraction(rate)),),
        None,
        None,
        (),
        team,
        ("p1",),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def team(
    department: str = "health", officers: int = 2, *qualifications: str, lead: bool = False, area: AreaRule = ANY
) -> TeamRule:
    """What a task asks of a department."""
    return TeamRule(department, officers, qualifications, lead, area)


def plan(tasks: Sequence[TaskPlan], weights: Sequence[int] = (1,), limit: int = 40) -> Plan:
    """A plan of ``tasks`` with as many periods as weights."""
    return Plan(
        "2026",
        "title",
        "office",
        FIRST,
        date(2026, 12, 31),
        True,
        "shared",
        ((Dice(10, 20),),),
        periods(weights),
        PointRules((), None, (Band("A", 0),)),
        InspectorRules(limit, 1, None),
        tuple(tasks),
        (PlanBatch("", tuple(p.id for p in periods(weights)), FIRST, date(2026, 12, 31)),),
    )


def target(name: str, district: str = "d1", category: str = "c1", **more: str) -> Target:
    """A target."""
    return Target(name, name, district, category, **more)  # type: ignore[arg-type]


def targets(numbers: dict[str, int]) -> tuple[Target, ...]:
    """So many targets in each district."""
    return tuple(target(f"{d}-{k:05}", d) for d, n in numbers.items() for k in range(n))


def inspector(name: str, department: str = "health", *qualifications: str, **more: object) -> Inspector:
    """An inspector."""
    return Inspector(name, name, department, tuple(sorted(qualifications)), **more)  # type: ignore[arg-type]


def facts(plan: Plan, **tables: object) -> Facts:
    """The facts of a plan over some tables."""
    return derive(plan, Tables(**tables))  # type: ignore[arg-type]


def county(
    places: int = 1500,
    districts: int = 13,
    quarters: int = 4,
    tasks: int = 3,
    people: int = 60,
    limit: int = 40,
    conflicts: int = 40,
    leave: int = 12,
    own: bool = True,
    seed: int = 1,
    rates: Sequence[str] = ("1/10", "1/20", "1/15"),
) -> Facts:
    """A county with ``places`` targets and ``people`` inspectors in two departments."""
    random = Random(seed)
    names = [f"d{k}" for k in range(districts)]
    area = OWN if own else ANY
    weights = [1] * quarters
    everywhere = tuple(f"p{k + 1}" for k in range(quarters))
    teams = [
        (team("health", 2, "radiation", lead=True, area=area),),
        (team("health", 2, area=area), team("insurance", 2)),
        (team("health", 2, lead=True, area=area),),
    ]
    wanted = [task(f"t{k}", teams[k % 3], rates[k % len(rates)], periods=everywhere) for k in range(tasks)]
    rows = tuple(
        Target(f"x{k:05}", "n", names[int(len(names) * random.random() ** 1.5)], random.choice("abc"), owner=f"o{k}")
        for k in range(places)
    )
    roster = tuple(
        Inspector(
            f"i{k:03}",
            "n",
            "insurance" if k % 5 == 4 else "health",
            ("radiation",) if k % 3 == 0 else (),
            k % 2 == 0,
            tuple({names[k % districts], random.choice(names), random.choice(names)}),
        )
        for k in range(people)
    )
    declared = tuple(
        Conflict(f"c{k}", random.choice(roster).id, "owner", f"o{random.randrange(places)}") for k in range(conflicts)
    )
    away = []
    for k in range(leave):
        first = FIRST + timedelta(30 * random.randrange(quarters))
        away.append(Leave(f"l{k}", random.choice(roster).id, first, first + timedelta(20)))
    return facts(plan(wanted, weights, limit), targets=rows, inspectors=roster, conflicts=declared, leave=tuple(away))
