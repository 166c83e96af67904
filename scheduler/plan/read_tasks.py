"""The tasks of a plan from their tables: scope, strata, rates, mandates, periods and team."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from inspectors.eligibility import AreaRule
from inventories.frame import COLUMNS, Scope
from inventories.problems import N_, Words
from inventories.values import Invalid
from scheduler.plan import messages
from scheduler.plan.conditions import Known, check_band, conditions
from scheduler.plan.members import choice, flag, identifier, label, least, multiplier, rate, text, whole
from scheduler.plan.model import Mandate, RateRule, TaskPlan, TeamRule
from scheduler.plan.read_solver import read_solve
from scheduler.plan.rules import key_limit, one_officer
from scheduler.plan.section import Parse, Section

RATES, WEIGHTS = ("rate", "rates", "rate_for"), ("multiplier", "multipliers", "multiplier_for")


def read_tasks(sections: tuple[Section, ...], known: Known) -> tuple[TaskPlan, ...]:
    """The tasks in the plan's order."""
    tasks: list[TaskPlan] = []
    for section in sections:
        for task in _visits(section, _task(section, known), known):
            if task.id and task.id in [other.id for other in tasks]:
                section.note(messages.TWICE, "id", name=task.id)
            tasks.append(task)
        section.done()
    return tuple(tasks)


def _visits(section: Section, task: TaskPlan, known: Known) -> tuple[TaskPlan, ...]:
    """The task itself; or, of one that is asked for several times a year (每年几次), a task for each visit."""
    if "visits" not in section:
        return (task,)
    if "periods" in section:
        section.note(messages.VISITS_AND_PERIODS, "visits")
    lists = section.take("visits", _lists, [])
    named = {f"visits[{k}]": part for k, part in enumerate(lists, 1)}
    found = [_periods(Section(named, section.where, section.notes), known, name) for name in named]
    for k, periods in enumerate(found):
        for period in periods:
            if any(period in before for before in found[:k]):
                section.note(messages.PERIOD_OF_TWO_VISITS, "visits", period=period)
    return tuple(
        replace(
            task,
            id=f"{task.id}.{k}",
            name=f"{task.name}（第{k}次）",
            periods=periods,
            follows=f"{task.id}.1" if k > 1 else "",
            visit_of=task.id,
        )
        for k, periods in enumerate(found, 1)
    )


def _lists(value: Any) -> list[list[Any]]:
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(part, list) and part for part in value):
        raise Invalid(messages.KIND, wanted=Words(N_("two or more lists of periods")), example='[["q1"], ["q3", "q4"]]')
    return value


def _task(section: Section, known: Known) -> TaskPlan:
    from_above = section.take("from_above", flag, False)
    if from_above:
        for member in ("scope", "strata", "total", "at_most", "mandates", "solve", *RATES, *WEIGHTS):
            if member in section:
                section.note(messages.FROM_ABOVE_HAS, member, name=member)
    strata = section.each("strata", text, empty=True) if "strata" in section else () if from_above else COLUMNS
    total = section.take("total", whole(1), None)
    team = tuple(_team(rule) for rule in section.sections("team", 'team = [ { department = "…" } ]'))
    lead = section.take("lead", label, team[0].department if team else "")  # 排在第一位的部门为牵头部门
    result = TaskPlan(
        id=section.take("id", identifier, "", 'id = "clinics"'),
        name=section.take("name", text, "", 'name = "…"'),
        items=section.each("items", text, 'items = ["…"]'),
        kind=section.take("kind", choice("general", "key"), "general", 'kind = "general"'),
        lead=lead,
        scope=Scope(conditions(section.section("scope"), known, None)),
        strata=strata,
        rates=(RateRule((), Fraction(1)),)
        if from_above
        else _numbers(section, "total" in section.value, strata, known),
        solve=None if from_above else read_solve(section, strata, known),
        total=total,
        at_most=section.take("at_most", rate, None),
        mandates=_mandates(section, strata, known),
        team=team,
        periods=_periods(section, known),
        from_above=from_above,
    )
    _consistent(section, result)
    return result


def _consistent(section: Section, task: TaskPlan) -> None:
    departments = [rule.department for rule in task.team]
    for k, department in enumerate(departments):
        if department in departments[:k]:
            section.note(messages.TWICE, "team", name=department)
    if task.team and task.lead not in departments:
        section.note(messages.LEAD_OUTSIDE, "lead", lead=task.lead, departments=", ".join(departments))
    key_limit.RULE.check(section, task)


def _periods(section: Section, known: Known, name: str = "periods") -> tuple[str, ...]:
    named = section.each(name, identifier)
    for period in named:
        if period not in known.periods:
            section.note(messages.PERIOD_UNKNOWN, name, period=period, periods=", ".join(known.periods))
    return tuple(period for period in known.periods if period in named or name not in section)


def _numbers(section: Section, by_total: bool, strata: tuple[str, ...], known: Known) -> tuple[RateRule, ...]:
    """The rules of rates, or of multipliers beside a total, from the general one to the particular ones."""
    rates = _rules(section, RATES, rate, strata, known)
    weights = _rules(section, WEIGHTS, multiplier, strata, known)
    if by_total:
        if rates:
            section.note(messages.RATE_AND_TOTAL)
        return weights or (RateRule((), Fraction(1)),)
    if weights:
        section.note(messages.MULTIPLIER_ALONE)
    elif not rates and not any(name in section for name in (*RATES, "solve")):
        section.note(messages.RATE_MISSING)
    return rates


def _rules(
    section: Section, names: tuple[str, str, str], parse: Parse, strata: tuple[str, ...], known: Known
) -> tuple[RateRule, ...]:
    one, by_band, particular = names
    result = [RateRule((), section.take(one, parse, Fraction(1)))] if one in section else []
    if table := section.section(by_band):
        if "band" not in strata:
            table.note(messages.COLUMN_UNKNOWN, column="band", strata=", ".join(strata))
        for band in table.others():
            check_band(table, band, band, known)
            result.append(RateRule((("band", (band,)),), table.take(band, parse, Fraction(1))))
    for rule in section.sections(particular) if particular in section else []:
        number = rule.take(one, parse, Fraction(1), f'{one} = "1/10"')
        result.append(RateRule(conditions(rule, known, strata), number))
    return tuple(result)


def _mandates(section: Section, strata: tuple[str, ...], known: Known) -> tuple[Mandate, ...]:
    result: list[Mandate] = []
    for mandate in section.sections("mandates") if "mandates" in section else ():
        number = mandate.take("least", least, 1, "least = 39")
        node = mandate.listed("node", label, empty=True)
        short, weight = mandate.take("short", whole(0), 0), mandate.take("weight", whole(1, 10**6), 1)
        mandate.done()
        if isinstance(number, int) and short > number:
            mandate.note(messages.SHORT_ABOVE, "short", least=number)
        if len(node) > len(strata):
            shown = ", ".join(strata)
            mandate.note(messages.NODE_DEPTH, "node", depth=len(node), most=len(strata), strata=shown)
        for column, value in zip(strata, node, strict=False):
            if column == "band":
                check_band(mandate, "node", value, known)
        result.append(Mandate(node, number, short, weight))
    return tuple(result)


def _team(section: Section) -> TeamRule:
    result = TeamRule(
        department=section.take("department", label, "", 'department = "…"'),
        officers=section.take("officers", whole(1, 1000), 2),
        qualifications=tuple(sorted(section.each("qualifications", label), key=str.encode)),
        lead=section.take("lead", flag, False),
        area=_area(section),
    )
    section.done()
    one_officer.RULE.check(section, result)
    return result


def _area(section: Section) -> AreaRule:
    if isinstance(section.value.get("area"), dict) and (table := section.section("area")):
        return AreaRule("pairs", tuple((name, table.each(name, label)) for name in table.others()))
    return AreaRule(section.take("area", choice("any", "own", "not own"), "any"))
