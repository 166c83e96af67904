"""``report unvisited``."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.days import iso_day, today
from scheduler.cli.files import write_table
from scheduler.cli.kit import Command, Context, json_option, option, pass_context

if TYPE_CHECKING:
    from scheduler.year.unvisited import Unvisited


@click.command(
    "unvisited",
    cls=Command,
    help=N_(
        "Tell which active targets nobody has visited for so many full years, or ever, by the history: how "
        "many by district and category; with --to or --json each of them."
    ),
)
@option("--years", required=True, type=click.IntRange(1, 100), help=N_("How many full years."))
@option("--on", callback=iso_day, metavar="DAY", help=N_("Reckoned back from this day. Default: today."))
@option("--to", "file", type=click.Path(path_type=Path), help=N_("Write the targets to FILE (.xlsx or .csv)."))
@json_option
@pass_context
def unvisited_command(context: Context, years: int, on: date | None, file: Path | None, as_json: bool) -> None:
    from scheduler.year.unvisited import unvisited

    office = context.office
    day = on or today()
    with say.progress(_("Counting …")):
        targets = office.records("targets")
        found = unvisited(targets, office.records("history"), years, day)
    active = Counter((t.district, t.category) for t in targets if t.standing == "active")
    if file is not None:
        headers = [_("id"), _("name"), _("address"), _("district"), _("category"), _("last visit")]
        write_table(file, headers, [_target_row(one) for one in found], _("unvisited"))
    if as_json:
        say.data([_target_data(one) for one in found])
        return
    say.table(
        [_("district"), _("category"), _("targets"), _("never visited"), _("last visit too long ago")],
        _places(found, active),
        _("Not visited for {years} full years, as of {day}").format(years=years, day=day),
    )
    if file is not None:
        say.line(_("{file} written, {n} rows").format(file=file, n=len(found)))


def _places(found: "list[Unvisited]", active: Counter[tuple[str, str]]) -> Iterator[list[str | int]]:
    never = Counter((one.target.district, one.target.category) for one in found if one.last is None)
    long = Counter((one.target.district, one.target.category) for one in found if one.last is not None)
    for place in sorted(active, key=lambda names: (names[0].encode(), names[1].encode())):
        if never[place] or long[place]:
            yield [*place, active[place], never[place], long[place]]
    yield [_("all"), _("all"), active.total(), never.total(), long.total()]


def _target_row(one: "Unvisited") -> list[str | date | None]:
    target = one.target
    return [target.id, target.name, target.address, target.district, target.category, one.last]


def _target_data(one: "Unvisited") -> dict[str, str | None]:
    names = ("id", "name", "address", "district", "category")
    last = one.last.isoformat() if one.last else None
    return {**{name: str(getattr(one.target, name)) for name in names}, "last_visit": last}
