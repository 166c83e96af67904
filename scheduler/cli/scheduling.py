"""``schedule``: visits on days, made and repaired."""

from datetime import date, timedelta
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Problem, Refused, refuse
from scheduler.cli import days, say, whynot
from scheduler.cli.kit import Command, Context, Group, draw_option, ground_option, json_option, option, pass_context

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.schedule.acts import Asked, Done
    from scheduler.schedule.case import Away, Placement
    from scheduler.store.office import Office

SECONDS = 10
HEADERS = (N_("day"), N_("time"), N_("visit"), N_("name"), N_("district"), N_("team"))


@click.group(
    "schedule",
    cls=Group,
    help=N_("Put the visits of a draw on working days; repair that after sickness, leave, closure."),
)
def schedule_command() -> None:
    pass


def _shut(ctx: click.Context, param: click.Parameter, values: tuple[tuple[str, str, str], ...]) -> "tuple[Away, ...]":
    from inspectors.eligibility import Span
    from scheduler.schedule.case import Away

    found = [
        Away(target, Span(days.day(ctx, param, first), days.day(ctx, param, last))) for target, first, last in values
    ]
    for one in found:
        if one.span.ends < one.span.begins:
            raise click.BadParameter(_("it ends before it begins."), ctx, param)
    return tuple(found)


closed_option = option(
    "--closed",
    "shut",
    nargs=3,
    metavar="TARGET FROM TO",
    multiple=True,
    callback=_shut,
    help=N_("Days on which a target is closed, both included. May be repeated; it stays known for later schedules."),
)
from_option = option(
    "--from",
    "begins",
    callback=days.iso_day,
    help=N_("The first day that can be given (2026-01-31). Default: tomorrow."),
)
seconds_option = option(
    "--seconds", type=click.IntRange(1), default=SECONDS, show_default=True, help=N_("How long the solver may think.")
)


@schedule_command.command(
    "make",
    cls=Command,
    help=N_(
        "Put the visits that are not done on working days: nobody in two places, none on leave, whole teams together, nearest "
        "last days first, neighbouring targets of a team on one day. Earlier days of these visits are given up. Exit code 4, "
        "with the reason and what would mend it, if there is no schedule."
    ),
)
@option("--period", help=N_("Only the visits of this period of the plan; the others stay where they are."))
@from_option
@closed_option
@seconds_option
@draw_option
@json_option
@pass_context
def make_command(
    context: Context,
    period: str | None,
    begins: date | None,
    shut: "tuple[Away, ...]",
    seconds: int,
    ref: str | None,
    as_json: bool,
) -> None:
    from scheduler.schedule import acts

    office = context.office
    given = acts.asked(office, ref, begins or _tomorrow(), shut, period)
    with say.progress(_("Looking for days …")):
        done = acts.make(office, given, seconds)
    _tell(given, done, as_json)


@schedule_command.command(
    "repair",
    cls=Command,
    help=N_(
        "After sickness, leave, closure, a recusal or a replacement: give days to visits that cannot stay where they are or "
        "have none, move as few others as possible, and list what moved. Exit code 4 as for make."
    ),
)
@ground_option
@from_option
@closed_option
@seconds_option
@draw_option
@json_option
@pass_context
def repair_command(
    context: Context,
    ground: str,
    begins: date | None,
    shut: "tuple[Away, ...]",
    seconds: int,
    ref: str | None,
    as_json: bool,
) -> None:
    from scheduler.schedule import acts

    office = context.office
    given = acts.asked(office, ref, begins or _tomorrow(), shut)
    with say.progress(_("Looking for days …")):
        done = acts.repair(office, given, ground, seconds)
    _tell(given, done, as_json)


def _tomorrow() -> date:
    return days.today() + timedelta(1)


def _tell(given: "Asked", done: "Done | None", as_json: bool) -> None:
    if done is None:
        _why_not(given, as_json)
    assert done is not None
    found, wrong, name = (
        done.schedule,
        done.wrong,
        {v.name: given.facts.targets[v.target].name for v in given.case.visits},
    )
    if as_json:
        say.data(
            {
                "event": done.event,
                "visits": len(found.placements),
                "waiting": given.waiting,
                "status": found.status,
                "cost": found.cost,
                "bound": found.bound,
                "moved": [
                    {
                        "visit": m.visit,
                        "from": _when(m.before),
                        "to": _when(m.now),
                        "ground": (wrong or {}).get(m.visit, ""),
                    }
                    for m in done.moves
                ],
            }
        )
        return
    say.line(
        _("{n} visits of {ref} have their days (event {seq}).").format(
            n=len(found.placements), ref=given.draw.ref, seq=done.event
        )
    )
    if wrong is not None:
        headers = [_("visit"), _("name"), _("before"), _("now"), _("because")]
        rows = [
            (m.visit, name[m.visit], _when(m.before), _when(m.now), _because(m.visit, m.before, wrong))
            for m in done.moves
        ]
        say.table(headers, rows, _("What moved"))
    _quality(found.status, found.cost, found.bound, wrong is not None)
    if given.waiting:
        text = _("{n} visits wait for their team and have no day: {visits}")
        say.note(text.format(n=len(given.waiting), visits=", ".join(given.waiting[:10])))
    say.note(_("See them with: double-random schedule list"))


def _quality(status: str, cost: int, bound: int, repaired: bool) -> None:
    if repaired:
        say.line(_("No schedule moves fewer.") if status == "optimal" else _("Fewer moves may be possible: --seconds"))
    elif status == "optimal":
        say.line(_("Cost {cost}, in days of waiting: the least possible.").format(cost=cost))
    else:
        gap = 100 * (cost - bound) / max(1, cost)
        say.line(
            _("Cost {cost}, in days of waiting; no schedule is below {bound} ({gap:.1f} % less).").format(
                cost=cost, bound=bound, gap=gap
            )
        )


def _because(visit: str, before: "Placement | None", wrong: "Mapping[str, str]") -> str:
    from scheduler.schedule.rules import RULES

    if before is None:
        return _("had no day yet")
    names = {rule.code: rule.name for rule in RULES}
    return _(names[wrong[visit]]) if visit in wrong else _("makes room")


def _why_not(given: "Asked", as_json: bool) -> None:
    from scheduler.schedule import messages
    from scheduler.schedule.question import question
    from scheduler.whynot.core import by_least, explain

    with say.progress(_("Looking for the reason, and for what would mend it …")):
        asked = question(given.case)
        found = explain(asked, by_least(asked))
    if as_json:
        say.data({"why_not": [whynot.as_data(found)]})
    else:
        whynot.show(found)
    raise Refused(Problem(messages.NOT_FOUND), Exit.PLAN)


def _when(placement: "Placement | None") -> str:
    return "" if placement is None else f"{placement.day.isoformat()} {clock(placement.start)}"


def clock(minutes: int) -> str:
    """Minutes since midnight as a time of day: 09:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


@schedule_command.command("list", cls=Command, help=N_("List the schedule by day: who goes where, and when."))
@option("--inspector", help=N_("Only the visits of this inspector, by identifier."))
@option("--to", "file", type=click.Path(path_type=Path), help=N_("Also write it to FILE (.xlsx or .csv)."))
@draw_option
@json_option
@pass_context
def list_command(context: Context, inspector: str | None, file: Path | None, ref: str | None, as_json: bool) -> None:
    from scheduler.cli.files import write_table

    rows = rows_of(context.office, ref, inspector)
    shown = [
        [row["day"], row["time"], row["visit"], row["name"], row["district"], ", ".join(row["team"])] for row in rows
    ]
    if file is not None:
        write_table(file, [_(header) for header in HEADERS], shown)
        say.note(_("{file} written, {n} rows").format(file=file, n=len(shown)))
    if as_json:
        say.data(rows)
    else:
        say.table([_(header) for header in HEADERS], shown)


def rows_of(office: "Office", ref: str | None, inspector: str | None = None) -> list[dict[str, Any]]:
    """The schedule of a draw as rows, by day. Refused (exit 1) if there is none."""
    from scheduler import acts
    from scheduler.journal import standing
    from scheduler.schedule import logged, messages

    draw = acts.find(office, ref)
    event = logged.last(office.events(), draw.hash)
    if event is None:
        raise refuse(messages.NO_SCHEDULE, Exit.FAILED, ref=draw.ref)
    tables, visits = acts.chain_of(office).tables(draw), standing(draw)
    targets = {target.id: target for target in tables.targets}
    placed = [p for p in logged.placements(event).values() if p.visit in visits]
    names = {i.id: i.name for i in tables.inspectors} | {w: name for w, (name, _d) in draw.appointed().items()}
    return [
        {
            "day": p.day.isoformat(),
            "time": f"{clock(p.start)}–{clock(p.ends)}",
            "visit": p.visit,
            "name": targets[visits[p.visit].target].name,
            "district": targets[visits[p.visit].target].district,
            "team": [f"{names[who]} ({who})" for who in visits[p.visit].team.values() if who],
        }
        for p in sorted(placed, key=lambda p: (p.day, p.start, p.visit))
        if inspector is None or inspector in visits[p.visit].team.values()
    ]


def counted(office: "Office") -> list[dict[str, Any]]:
    """For each draw that stands: how many visits that could be made have a day, and how many have none."""
    from scheduler import acts
    from scheduler.journal import draws
    from scheduler.results.check import owed, owing_of
    from scheduler.schedule import logged

    events, chain, found = office.events(), acts.chain_of(office), []
    for draw in draws(events):
        if draw.state == "drawn" and draw.year_closed is None:
            asked, placed = owed(draw, chain.plan(draw)), logged.placements(logged.last(events, draw.hash))
            ready = [name for name in owing_of(draw, asked) if name not in asked.waiting]
            dated = sum(name in placed for name in ready)
            found.append({"ref": draw.ref, "dated": dated, "undated": len(ready) - dated})
    return found


def tell(found: list[dict[str, Any]]) -> None:
    """The same in words, where visits have no day yet."""
    for draw in found:
        if draw["undated"]:
            text = _(
                "{undated} visits of {ref} have no day yet: double-random schedule make, then double-random papers "
                "visits FOLDER"
            )
            say.line(text.format(**draw))
