"""A plan from its TOML file (``double-random/plan@1``), with every problem found at once."""

from inspectors.eligibility import Span
from inventories.model import FACTORS
from inventories.points import Band, FactorRule, PointRules, RecencyRule
from inventories.problems import Problem
from scheduler.plan import messages
from scheduler.plan.conditions import Known
from scheduler.plan.document import document
from scheduler.plan.hours import read_hours
from scheduler.plan.members import choice, day, identifier, label, table_label, whole
from scheduler.plan.members import text as free_text
from scheduler.plan.model import InspectorRules, Plan, PlanPeriod
from scheduler.plan.read_acts import read_acts
from scheduler.plan.read_publication import read_publication
from scheduler.plan.read_results import check_departments, read_results
from scheduler.plan.read_solver import read_solution, read_solver
from scheduler.plan.read_tasks import read_tasks
from scheduler.plan.read_year import read_batches, read_caps
from scheduler.plan.rules import visits_above_cap
from scheduler.plan.section import Section
from scheduler.plan.sources import read_sources

FORMAT = "double-random/plan@1"


def read_plan(text: bytes, file: str) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan that ``text`` writes, and every problem in it; None if one of them is an error.

    A problem's place is the member's path, with tables and list elements numbered from 1 (``task[2].rates.C``), and
    the row where it is known.
    """
    whole_file, notes = document(text, file)
    if whole_file is None:
        return None, tuple(notes.problems)
    plan = _plan(whole_file)
    found = any(not problem.warning for problem in notes.problems)
    return None if found else plan, tuple(notes.problems)


def _plan(top: Section) -> Plan:
    _format(top)
    periods = _periods(top.sections("period", '[[period]] id = "q1", from = …, to = …'))
    batches = read_batches(top, periods)
    points = _points(top)
    known = Known(tuple(period.id for period in periods), tuple(band.name for band in points.bands))
    plan = Plan(
        id=top.take("id", identifier, "?", 'id = "2026"'),
        title=top.take("title", free_text, "", 'title = "…年度双随机抽查计划"'),
        office=top.take("office", free_text, "", 'office = "…局"'),
        as_of=batches[0].as_of,  # None only beside an error
        results_due=batches[-1].results_due,
        closed=top.take("draw", choice("closed", "open"), "closed") == "closed",
        coordination=top.take("coordination", choice("shared", "independent"), "shared"),
        randomness=read_sources(top.sections("randomness", '[[randomness]] kind = "dice", faces = 10, throws = 20')),
        periods=periods,
        points=points,
        inspectors=_inspectors(top),
        tasks=read_tasks(top.sections("task", '[[task]] id = "…", name = "…", rate = "5%"'), known),
        batches=batches,
        caps=read_caps(top.section("caps")),
        results=read_results(top.section("results")),
        publication=read_publication(top.section("publication")),
        acts=read_acts(top),
        hours=read_hours(top.section("hours")),
        solver=read_solver(top.section("solver"), known.bands),
        solution=read_solution(top.section("solution")),
    )
    top.done()
    check_departments(top, plan)
    visits_above_cap.RULE.check(top, plan)
    return plan


def _format(top: Section) -> None:
    if "format" not in top or top.value["format"] != FORMAT:
        top.note(messages.FORMAT, "format", expected=FORMAT)


def _periods(sections: tuple[Section, ...]) -> tuple[PlanPeriod, ...]:
    result: list[PlanPeriod] = []
    for section in sections:
        name = section.take("id", identifier, "", 'id = "q1"')
        weight = section.take("weight", whole(1, 10**6), 1)
        begins = section.take("from", day, None, "from = 2026-01-12")
        ends = section.take("to", day, None, "to = 2026-03-31")
        section.done()
        if name in [period.id for period in result]:
            section.note(messages.TWICE, "id", name=name)
        if begins is None or ends is None:
            continue
        if ends < begins:
            section.note(messages.PERIOD_ENDS, "to", begins=begins, ends=ends)
        elif result and begins <= result[-1].span.ends:
            section.note(messages.PERIOD_OVERLAP, "from", begins=begins, ends=result[-1].span.ends)
        result.append(PlanPeriod(name, Span(begins, ends), weight))
    return tuple(result)


def _points(top: Section) -> PointRules:
    section = top.section("points", "[points] bands = { A = 0, B = 10 }")
    if section is None:
        return PointRules((), None, ())
    bands = _bands(section)
    factors = []
    for factor in FACTORS:
        if rule := section.section(factor):
            factors.append(FactorRule(factor, *_rule(rule)))
    recency = section.section("recency")
    result = PointRules(
        tuple(factors), RecencyRule(*_rule(recency)) if recency else None, bands, _floor(section, bands)
    )
    section.done()
    return result


def _rule(section: Section) -> tuple[int, int, int]:
    months = section.take("months", whole(1, 1200), 1, "months = 24")
    points = section.take("points", whole(0, 10**6), 0, "points = 10")
    cap = section.take("cap", whole(0, 10**9), 0, "cap = 40")
    section.done()
    return months, points, cap


def _bands(section: Section) -> tuple[Band, ...]:
    table = section.section("bands", "bands = { A = 0, B = 10 }")
    if table is None:
        return ()
    before = len(table.notes.problems)
    bands = tuple(Band(table_label(table, name), table.take(name, whole(0), 0)) for name in table.others())
    found = [band.least for band in bands]
    if len(table.notes.problems) == before and (found[:1] != [0] or found != sorted(set(found))):
        table.note(messages.BANDS_RISE, found=", ".join(map(str, found)))
    return bands


def _floor(section: Section, bands: tuple[Band, ...]) -> tuple[tuple[str, str], ...]:
    table = section.section("credit_floor")
    if table is None:
        return ()
    names = [band.name for band in bands]
    result = [(name, table.take(name, label, "")) for name in table.others()]
    for name, band in result:
        if band and bands and band not in names:
            table.note(messages.BAND_UNKNOWN, name, band=band, bands=", ".join(names))
    return tuple(result)


def _inspectors(top: Section) -> InspectorRules:
    section = top.section("inspectors", "[inspectors] limit = 40, rotation = 1")
    if section is None:
        return InspectorRules(0, 1, None)
    limit = section.take("limit", whole(0, 10**6), 0, "limit = 40")
    rotation = section.take("rotation", whole(0, 1000), 1)
    slack = section.take("even_load_slack", whole(0, 10**6), None)
    section.done()
    return InspectorRules(limit, rotation, slack)
