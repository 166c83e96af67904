"""What the solver is to find and how: ``[solver]``, a task's ``solve``, and the ``[solution]`` that it has written."""

from fractions import Fraction
from typing import Any

from inventories.problems import N_, Words
from inventories.values import Invalid
from scheduler.plan import messages
from scheduler.plan.conditions import Known, check_band, conditions
from scheduler.plan.members import flag, multiplier, rate, text, whole
from scheduler.plan.model import CellBounds, GoalMark, Solution, SolverRules, SolveRules
from scheduler.plan.section import Section

OWN = ("total", "multiplier", "multipliers", "multiplier_for")
"""Members that a task whose rates are to be found does not have."""


def read_solver(section: Section | None, bands: tuple[str, ...]) -> SolverRules:
    """``[solver]``; the usual rules where it is silent."""
    usual = SolverRules()
    if section is None:
        return usual
    weights = section.section("weights")
    named = weights.others() if weights else ()
    for name in named:
        if weights and bands and name not in bands:
            weights.note(messages.BAND_UNKNOWN, name, band=name, bands=", ".join(bands))
    result = SolverRules(
        step=section.take("step", _step, usual.step),
        spare=section.take("spare", _spare, usual.spare),
        seconds=section.take("seconds", whole(1, 86400), usual.seconds),
        weights=tuple((name, weights.take(name, multiplier, Fraction(1))) for name in named) if weights else (),
    )
    section.done()
    return result


def read_solve(section: Section, strata: tuple[str, ...], known: Known) -> SolveRules | None:
    """``solve`` of a task: ``true``, or a table with bounds and multipliers; None if its rates are given."""
    if "solve" not in section or section.value["solve"] is False:
        return None
    for name in OWN:
        if name in section:
            section.note(messages.SOLVE_TOTAL, name)
    if not isinstance(section.value["solve"], dict):
        return SolveRules() if section.take("solve", flag, True) else None
    table = section.section("solve")
    assert table is not None  # it is a dict
    bounds = (*_by_band(table, strata, known), *_by_cell(table, strata, known))
    result = SolveRules(bounds, _multipliers(table, strata, known))
    table.done()
    return result


def _by_band(table: Section, strata: tuple[str, ...], known: Known) -> list[CellBounds]:
    bands = table.section("bounds")
    if bands is None:
        return []
    if "band" not in strata:
        bands.note(messages.COLUMN_UNKNOWN, column="band", strata=", ".join(strata))
    result = []
    for name in bands.others():
        check_band(bands, name, name, known)
        least, most = bands.take(name, _pair, (None, None))
        _ordered(bands, name, least, most)
        result.append(CellBounds((("band", (name,)),), least, most, f"solve.bounds.{name}"))
    return result


def _by_cell(table: Section, strata: tuple[str, ...], known: Known) -> list[CellBounds]:
    result = []
    for k, rule in enumerate(table.sections("bounds_for") if "bounds_for" in table else (), 1):
        least, most = rule.take("least", rate, None), rule.take("most", rate, None)
        _ordered(rule, "least", least, most)
        result.append(CellBounds(conditions(rule, known, strata), least, most, f"solve.bounds_for[{k}]"))
    return result


def _ordered(section: Section, name: str, least: Fraction | None, most: Fraction | None) -> None:
    if least is not None and most is not None and least > most:
        section.note(messages.SOLVE_BOUNDS, name, least=least, most=most)


def _multipliers(table: Section, strata: tuple[str, ...], known: Known) -> tuple[tuple[str, Fraction], ...]:
    section = table.section("multipliers")
    if section is None:
        return ()
    if "band" not in strata:
        section.note(messages.COLUMN_UNKNOWN, column="band", strata=", ".join(strata))
    found = {name: section.take(name, multiplier, Fraction(1)) for name in section.others()}
    for name in found:
        check_band(section, name, name, known)
    missing = [band for band in known.bands if band not in found]
    numbers = [found[band] for band in known.bands if band in found]
    if missing or numbers != sorted(numbers):
        section.note(messages.SOLVE_MULTIPLIERS, missing=", ".join(missing) or "—")
    return tuple((band, found[band]) for band in known.bands if band in found)


def read_solution(section: Section | None) -> Solution | None:
    """``[solution]`` as the solver has written it; None in a plan that was not solved."""
    if section is None:
        return None
    rates = section.section("rates")
    goals = section.sections("goals", '[[solution.goals]] goal = "…"')
    result = Solution(
        facts=section.take("facts", text, "", 'facts = "…"'),
        rates=tuple((name, rates.take(name, text, "")) for name in rates.others()) if rates else (),
        goals=tuple(_goal(goal) for goal in goals),
        capacity=section.take("capacity", text, "", 'capacity = "proven"'),
    )
    section.done()
    return result


def _goal(section: Section) -> GoalMark:
    result = GoalMark(
        section.take("goal", text, "", 'goal = "mandates"'),
        section.take("value", _number, Fraction(0), 'value = "0"'),
        section.take("bound", _number, None),
        section.take("optimal", flag, False),
    )
    section.done()
    return result


def _pair(value: Any) -> tuple[Fraction, Fraction]:
    if not isinstance(value, list) or len(value) != 2:
        raise Invalid(messages.KIND, wanted=Words(N_("a list of two rates")), example='["1%", "5%"]')
    return rate(value[0]), rate(value[1])


def _step(value: Any) -> Fraction:
    step = rate(value)
    if step.numerator != 1 or step.denominator > 10**6:
        raise Invalid(messages.STEP)
    return step


def _spare(value: Any) -> Fraction:
    if value in (0, "0", "0%"):
        return Fraction(0)
    share = rate(value)
    if share == 1:
        raise Invalid(messages.SPARE_ALL)
    return share


def _number(value: Any) -> Fraction:
    """An exact number from 0 as the solver writes it."""
    try:
        return Fraction(value) if isinstance(value, str) else Fraction(whole(0)(value))
    except (ValueError, ZeroDivisionError):
        raise Invalid(messages.NUMBER) from None
