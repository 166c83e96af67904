"""``plan check``: what a plan would draw, and what is wrong with it, before anything is frozen."""

from fractions import Fraction
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Refused
from scheduler.cli import capping, paper, plan_life, say, side_by_side, solving, whynot
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Command, Context, Group, json_option, pass_context

if TYPE_CHECKING:
    from scheduler.facts import Facts
    from scheduler.plan.check import NodeReport, Report
    from scheduler.plan.staffing import Shortage, Staffing
    from scheduler.whynot.core import WhyNot

STATUS = {
    "proven": N_("Every slot can be filled in every rounding."),
    "short": N_("In the worst rounding {open} slots would stay open."),
    "undecided": N_("Not decided in time: at most {at_most} slots could stay open in the worst rounding."),
}


@click.group("plan", cls=Group, help=N_("Read, check and print a plan; log its approval, filing and amendments."))
def plan_command() -> None:
    pass


for _command in (*solving.COMMANDS, *paper.COMMANDS, *plan_life.COMMANDS, side_by_side.compare_command):
    plan_command.add_command(_command)


@plan_command.command(
    "check",
    cls=Command,
    help=N_(
        "Tell what PLAN would draw from the tables as they stand: pools, rates, expected and worst-case visits, load, and "
        "whether the worst that rounding can bring is staffable. Every contradiction is listed; exit code 4 if there is one "
        "or if slots would stay open: then also why, and what would mend it."
    ),
)
@click.argument("plan", type=click.Path(path_type=Path))
@json_option
@pass_context
def check_command(context: Context, plan: Path, as_json: bool) -> None:
    from scheduler.acts import chain_of, check_plan
    from scheduler.exchange import assigning
    from scheduler.plan.staffing import worst_case
    from scheduler.plan.why.explaining import explain_shortage
    from scheduler.plan.why.rating import explain_rates
    from scheduler.plan.why.written import written
    from scheduler.solve.check import check_written
    from scheduler.year.acts import calendar

    office = context.office
    with say.progress(_("Deriving points, bands, frame and rates …")):
        text = read_bytes(plan)
        tables = office.tables()
        facts, report, problems = check_plan(text, plan.name, tables, chain_of(office))
    if facts is None or report is None:
        raise Refused(problems, Exit.PLAN)
    if facts.plan.solution is not None:
        with say.progress(_("Checking what the solver has written …")):
            problems += check_written(text, plan.name, tables, calendar(office))
    errors = any(not problem.warning for problem in problems)
    staffing = None
    if not errors:
        with say.progress(_("Proving that the worst rounding can be staffed …")):
            staffing = worst_case(facts)
    why: tuple[WhyNot, ...] = explain_rates(facts, written(text, plan.name)) if errors else ()
    if staffing is not None and staffing.status == "short":
        with say.progress(_("Looking for the reason, and for what would mend it …")):
            why = explain_shortage(facts, staffing, written(text, plan.name))
    from_above = assigning.waiting(office.events())
    if as_json:
        more = {"from_above_new": from_above[1], "problems": [say.as_data(p) for p in problems]}
        say.data(_data(facts, report, staffing) | {"why_not": [whynot.as_data(one) for one in why]} | more)
    else:
        _print_batch(facts)
        _print_from_above(*from_above)
        _print(report)
        _print_left(facts)
        capping.print_uses(facts)
        say.problems(problems)
        if staffing is not None:
            _print_staffing(staffing)
        for one in why:
            whynot.show(one)
    if errors or (staffing is not None and staffing.status == "short"):
        raise click.exceptions.Exit(Exit.PLAN)


def _print_from_above(ref: str, number: int) -> None:
    """How many targets from above have come since the last commitment."""
    if number:
        text = _(
            "{n} targets drawn by other agencies came after the commitment of {ref}: this batch is the first to have them."
        )
        say.line(text.format(n=number, ref=ref))


def _print_batch(facts: "Facts") -> None:
    """Which of the plan's batches this is about."""
    plan = facts.plan
    if plan.planned:
        number = [batch.id for batch in plan.batches].index(plan.planned) + 1
        text = _("Batch {batch}, {number} of {all}: periods {periods}, data of {as_of}.")
        periods = ", ".join(period.id for period in plan.periods)
        say.line(
            text.format(
                batch=plan.planned, number=number, all=len(plan.batches), periods=periods, as_of=plan.as_of.isoformat()
            )
        )


def _print_left(facts: "Facts") -> None:
    """What earlier batches leave: the rates of those not drawn, and who is kept out."""
    from collections import Counter

    from scheduler.cli.records import worded
    from scheduler.commitment import excluded

    rates: Counter[tuple[str, Fraction, Fraction, Fraction]] = Counter()
    for task, cells in facts.cells.items():
        for cell in cells:
            if cell.year is not None:
                rates[task, cell.year, cell.had, cell.rate] += cell.pool
    if rates:
        headers = [_("task"), _("rate over the year"), _("chance had"), _("rate in this batch"), "", _("targets")]
        order = [task.id for task in facts.plan.tasks]
        rows = sorted(rates.items(), key=lambda entry: (order.index(entry[0][0]), entry[0][1:]))
        shown = [[*map(str, key), decimal(key[-1] * 100) + "%", number] for key, number in rows]
        say.table(headers, shown, _("Rates of those not drawn yet"))
    if kept_out := excluded(facts):
        headers = [_("task"), _("ground"), _("targets")]
        say.table(headers, [[e["task"], worded("status", e["ground"]), e["count"]] for e in kept_out], _("Kept out"))


def _print(report: "Report") -> None:
    headers = [
        _("task"),
        _("node"),
        _("pool"),
        _("lowest rate"),
        _("highest rate"),
        _("expected"),
        _("least"),
        _("most"),
    ]
    rows: list[list[object]] = []
    for task in report.tasks:
        rows += [[task.task, "/".join(n.node) or _("all"), *_numbers(n)] for n in (task.whole, *task.nodes)]
    say.table(headers, rows, _("What would be drawn"))
    visits = report.visits
    say.line(
        _("Visits: between {least} and {most} expected, {worst} in the worst case.").format(
            least=decimal(visits.expected_least), most=decimal(visits.expected_most), worst=visits.worst
        )
    )
    headers = [
        _("department"),
        _("period"),
        _("slots expected"),
        _("slots in the worst case"),
        _("inspectors"),
        _("places"),
    ]
    loads = [
        [x.department, x.period or _("whole draw"), decimal(x.expected), x.worst, x.inspectors, x.places]
        for x in report.load
    ]
    say.table(headers, loads, _("Load, each task's visits counted apart"))
    if report.meeting:
        each = [_("{department}: {n} slots").format(department=d, n=decimal(n)) for d, n in report.meeting.items()]
        say.line(
            _("Expected if tasks meet at the same targets as often as their rates allow: {each}").format(
                each=", ".join(each)
            )
        )


def _numbers(node: "NodeReport") -> list[object]:
    rates = [decimal(rate * 100) + "%" for rate in (node.lowest_rate, node.highest_rate)]
    return [node.pool, *rates, decimal(node.expected), node.least, node.worst]


def _print_staffing(staffing: "Staffing") -> None:
    say.line(_(STATUS[staffing.status]).format(open=staffing.open, at_most=staffing.at_most))
    if staffing.average:
        say.line(_("With the expected numbers, {n} slots stay open.").format(n=decimal(staffing.average)))
    shortage = staffing.worst or staffing.on_average
    if shortage:
        say.line(
            _("{need} slots can be filled by {capacity} places of {inspectors} inspectors:").format(
                need=decimal(shortage.need), capacity=decimal(shortage.capacity), inspectors=len(shortage.inspectors)
            )
        )
        headers = [_("task"), _("department"), _("qualification"), _("lead"), _("districts"), _("periods"), _("slots")]
        say.table(headers, _shortage_rows(shortage))
    for reservation in staffing.not_modelled:
        say.note(_("Note: ") + _(reservation.text))


def _shortage_rows(shortage: "Shortage") -> list[list[object]]:
    """The slots of a shortage by what they ask, with all districts and periods in which they are asked."""
    grouped: dict[tuple[str, Any], list[Any]] = {}
    for places in shortage.places:
        grouped.setdefault((places.task, places.asked), []).append(places)
    return [
        [
            task,
            asked.department,
            asked.qualification or "",
            _("yes") if asked.lead else "",
            ", ".join(dict.fromkeys(name for places in group for name in places.districts)),
            ", ".join(dict.fromkeys(name for places in group for name in places.periods)),
            decimal(sum((places.number for places in group), Fraction(0))),
        ]
        for (task, asked), group in grouped.items()
    ]


def decimal(number: Fraction) -> str:
    """A fraction to two decimals, exactly where it ends there, else after "≈"."""
    hundredths = round(number * 100)
    text = f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")
    return text if number * 100 == hundredths else f"≈{text}"


def _data(facts: "Facts", report: "Report", staffing: "Staffing | None") -> dict[str, Any]:
    from scheduler.commitment import excluded

    return {
        "batch": facts.plan.planned,
        "cells": [
            {
                "task": task,
                "path": list(cell.path),
                "pool": cell.pool,
                "rate": str(cell.rate),
                "year": str(cell.rate if cell.year is None else cell.year),
                "had": str(cell.had),
            }
            for task, cells in facts.cells.items()
            for cell in cells
        ],
        "excluded": excluded(facts),
        "caps": capping.uses_data(facts),
        "tasks": [
            {"task": task.task, "nodes": [node_data(node) for node in (task.whole, *task.nodes)]}
            for task in report.tasks
        ],
        "visits": {
            "expected_least": str(report.visits.expected_least),
            "expected_most": str(report.visits.expected_most),
            "worst": report.visits.worst,
        },
        "meeting": report.meeting and {department: str(number) for department, number in report.meeting.items()},
        "load": [{**vars(load), "expected": str(load.expected)} for load in report.load],
        "staffing": staffing_data(staffing),
    }


def staffing_data(staffing: "Staffing | None") -> dict[str, Any] | None:
    """The proof of the staffing as JSON; None if it was not asked."""
    return (
        None
        if staffing is None
        else {
            "status": staffing.status,
            "by": staffing.by,
            "open": staffing.open,
            "at_most": staffing.at_most,
            "average": str(staffing.average),
            "not_modelled": [message.code for message in staffing.not_modelled],
        }
    )


def node_data(node: "NodeReport") -> dict[str, Any]:
    """A node of a report as JSON."""
    fractions = {name: str(getattr(node, name)) for name in ("lowest_rate", "highest_rate", "expected")}
    return {**vars(node), "node": list(node.node), **fractions}
