"""``plan solve``: rates found by a solver before anything is drawn, as a table to be read and signed."""

from fractions import Fraction
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, refuse
from scheduler.cli import say, whynot
from scheduler.cli.files import must_be_new, must_be_workbook, read_bytes
from scheduler.cli.kit import Context, command, json_option, option, pass_context

if TYPE_CHECKING:
    from scheduler.plan.model import GoalMark
    from scheduler.publish.tables_out import Sheet
    from scheduler.solve.finding import Finding
    from scheduler.solve.table import Row, Use

CAPACITY = {
    "proven": N_("Proved: no seed leaves a slot open, and no seed breaks a least number that is not named here."),
    "undecided": N_("Whether every rounding can be staffed was not decided in time; plan check says more."),
}
SIGNED = (N_("Drawn up by:"), N_("Reviewed by:"), N_("Approved by:"), N_("Date:"))


@command(
    "solve",
    help=N_(
        "Find the rates of the tasks of PLAN that say solve = true, or have a table [task.solve], from least numbers, limits, "
        "bounds and what the inspectors can carry, and write them into a new plan. In this order, each kept before the next: "
        "no least number missed; most risk covered; districts and categories even; fewest visits. Where rules cannot hold "
        "together it says why; exit code 4 if there are no such rates."
    ),
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=N_("The new plan. Default: PLAN with .solved before its suffix."),
)
@option(
    "--table",
    type=click.Path(path_type=Path),
    help=N_("Write the table to be signed into this workbook (.xlsx) as well."),
)
@option(
    "--seconds",
    type=click.IntRange(1, 86400),
    help=N_("How long the solver may think. Default: as the plan says, or 60."),
)
@json_option
@pass_context
def solve_command(
    context: Context, plan: Path, output: Path | None, table: Path | None, seconds: int | None, as_json: bool
) -> None:
    from scheduler.solve import messages
    from scheduler.solve.finding import find
    from scheduler.year.acts import calendar

    target = output or plan.with_name(f"{plan.stem}.solved{plan.suffix}")
    office, text = context.office, read_bytes(plan)
    for file in (target, *([table] if table else [])):
        must_be_new(file)
    if table:
        must_be_workbook(table)
    with say.progress(_("Finding rates …")):
        found = find(
            text, plan.name, office.tables(), calendar(office), seconds, lambda goal: say.note(f"  {_(goal)} …")
        )
    if found.text is not None:
        target.write_bytes(found.text)
        if table:
            _write(table, found)
    if as_json:
        say.data(_data(found, target))
    else:
        say.problems(found.problems)
        _print(found, target)
    if found.text is None:
        message = messages.IMPOSSIBLE if found.outcome.status == "impossible" else messages.UNDECIDED
        raise refuse(message, Exit.PLAN, seconds=seconds or "")


COMMANDS = (solve_command,)


def _print(found: "Finding", target: Path) -> None:
    if found.text is not None:
        for sheet in _sheets(found, every_period=False):
            say.table(sheet.headers, sheet.rows, sheet.name)
        _print_missed(found)
        say.line(_(CAPACITY[found.outcome.capacity]))
        for reservation in found.notes:
            say.note(_("Note: ") + _(reservation.text))
    if found.why is not None:
        whynot.show(found.why)
    if found.text is not None:
        say.note(_("Written into {file}.").format(file=target))
        say.note(_("Next: {command}").format(command=f"double-random plan check {target}"))


def _print_missed(found: "Finding") -> None:
    from scheduler.solve.table import missed

    assert found.case is not None
    assert found.answer is not None
    for asked, number in missed(found.case, found.answer):
        text = _("Missed: {task}, {node}: {reached} of the {least} asked.")
        node = "/".join(asked.node) or _("all")
        say.line(text.format(task=asked.task, node=node, reached=asked.least - number, least=asked.least))


def _write(file: Path, found: "Finding") -> None:
    from scheduler.publish.tables_out import Sheet, write_sheets

    lines = [[_(name), "", ""] for name in SIGNED]
    plan = found.facts.plan if found.facts else None
    title = [[plan.title if plan else "", plan.id if plan else "", plan.office if plan else ""]]
    signed = Sheet(
        _("Signatures"), [_("plan"), "", ""], [*title, [_(CAPACITY[found.outcome.capacity]), "", ""], *lines]
    )
    write_sheets(file, [*_sheets(found), signed])


def _sheets(found: "Finding", every_period: bool = True) -> list["Sheet"]:
    from scheduler.publish.tables_out import Sheet
    from scheduler.solve.table import rows, uses

    assert found.case is not None
    assert found.answer is not None
    headers = [_("task"), _("node"), _("targets"), _("rates"), _("expected"), _("least"), _("most"), _("asked")]
    return [
        Sheet(_("Rates and numbers"), headers, [_row(row) for row in rows(found.case, found.answer)]),
        Sheet(
            _("What inspectors have left"),
            [_("slots"), _("periods"), _("inspectors"), _("most slots"), _("places"), _("hours asked"), _("hours")],
            [_use(use) for use in uses(found.case, found.answer) if every_period or not use.slots.periods],
        ),
        Sheet(
            _("Goals, each kept before the next"),
            [_("goal"), _("reached"), _("proved bound"), _("proof")],
            [_goal(mark) for mark in found.outcome.goals],
        ),
    ]


def _row(row: "Row") -> list[Any]:
    from scheduler.cli.planning import decimal

    rates = "  ".join(f"{band} {_span(low, high)}".strip() for band, low, high in row.rates)
    node = "/".join(row.node) or _("all")
    return [row.task, node, row.pool, rates, decimal(row.expected), row.least, row.most, row.asked]


def _span(low: Fraction, high: Fraction) -> str:
    from scheduler.solve.words import said

    return said(low) if low == high else f"{said(low)}–{said(high)}"


def _use(use: "Use") -> list[Any]:
    from scheduler.solve.words import asked_words

    asks = " ".join(_(part) for part in asked_words(use.slots.asks))
    periods = ", ".join(use.slots.periods) or _("all")
    people = len(use.slots.inspectors)
    return [asks, periods, people, use.need, use.slots.capacity, -(-use.minutes // 60), use.free // 60]


def _goal(mark: "GoalMark") -> list[Any]:
    from scheduler.solve.goals import GOALS

    name = next(goal.name for goal in GOALS if goal.code == mark.goal)
    proof = _("best possible") if mark.optimal else _("best found")
    return [
        _(name),
        _amount(mark.goal, mark.value),
        "" if mark.bound is None else _amount(mark.goal, mark.bound),
        proof,
    ]


def _amount(goal: str, value: Fraction) -> str:
    """A goal's value: numbers as they are, shares and spreads in per cent."""
    from scheduler.cli.planning import decimal

    return decimal(value * 100) + "%" if goal in ("risk", "even") else decimal(value)


def _data(found: "Finding", target: Path) -> dict[str, Any]:
    from scheduler.solve.table import rows, uses
    from scheduler.solve.words import asked_words

    outcome = found.outcome
    data: dict[str, Any] = {
        "status": outcome.status,
        "plan": str(target) if found.text is not None else None,
        "capacity": outcome.capacity,
        "not_modelled": [message.code for message in found.notes],
        "goals": [
            {**vars(m), "value": str(m.value), "bound": None if m.bound is None else str(m.bound)}
            for m in outcome.goals
        ],
        "missed": _missed_data(found),
        "why_not": found.why and whynot.as_data(found.why),
        "problems": [say.as_data(p) for p in found.problems],
    }
    if found.case is None or found.answer is None:
        return data
    cells = ((cell, found.answer.rate(cell)) for cell in found.case.cells)
    return data | {
        "cells": [{"task": c.task, "path": list(c.path), "pool": c.pool, "rate": str(rate)} for c, rate in cells],
        "nodes": [_row_data(row) for row in rows(found.case, found.answer)],
        "uses": [
            {
                "asks": [str(part) for part in asked_words(use.slots.asks)],
                "periods": list(use.slots.periods),
                "inspectors": len(use.slots.inspectors),
                "slots": use.need,
                "places": use.slots.capacity,
                "minutes": use.minutes,
                "minutes_free": use.free,
            }
            for use in uses(found.case, found.answer)
        ],
    }


def _missed_data(found: "Finding") -> list[dict[str, Any]]:
    from scheduler.solve.table import missed

    if found.case is None or found.answer is None:
        return []
    return [
        {"task": asked.task, "node": list(asked.node), "least": asked.least, "short": number}
        for asked, number in missed(found.case, found.answer)
    ]


def _row_data(row: "Row") -> dict[str, Any]:
    rates = [{"band": band, "lowest": str(low), "highest": str(high)} for band, low, high in row.rates]
    return {**vars(row), "node": list(row.node), "rates": rates, "expected": str(row.expected)}
