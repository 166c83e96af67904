"""``report acts``: how often recusals, absences, replacements … concern one inspector or target, against the rest."""

from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.files import write_table
from scheduler.cli.kit import Command, Context, json_option, option, pass_context
from scheduler.cli.records import worded
from scheduler.publish.numbers import percent

if TYPE_CHECKING:
    from scheduler.after.rates import Ground, Rate
    from scheduler.journal import Draw
    from scheduler.store.office import Office

BY = ("inspector", "target", "ground")
RATE_HEADERS = (
    *(N_("act"), N_("number"), N_("occasions"), N_("rate"), N_("number, the rest"), N_("occasions, the rest")),
    *(N_("rate of the rest"), N_("by chance 1 in"), N_("stands out")),
)
GROUND_HEADERS = (N_("act"), N_("ground"), N_("number"), N_("of all"), N_("share"), N_("inspectors"), N_("targets"))
TITLES = {"inspector": N_("Acts by inspector"), "target": N_("Acts by target"), "ground": N_("Acts by ground")}


@click.command(
    "acts",
    cls=Command,
    help=N_(
        "Tell how often recusals, absences, replacements, refusals in the draw, appointments and open slots concern one "
        "inspector or one target, against all the rest, and on which grounds; over one draw, or all of the year. What "
        "stands out is marked: chance alone would give anybody in the list so many less than once in twenty lists. Not for "
        "publication."
    ),
)
@option("--by", type=click.Choice(BY), help=N_("inspector, target or ground. Default: all three."))
@option("--to", "file", type=click.Path(path_type=Path), help=N_("Write the tables to this file (XLSX or CSV)."))
@option(
    "--draw",
    "ref",
    metavar="REF",
    help=N_("One draw by its name, such as 2026-1. Default: all draws of the last one's year."),
)
@json_option
@pass_context
def acts_command(context: Context, by: str | None, file: Path | None, ref: str | None, as_json: bool) -> None:
    from scheduler.after.rates import grounds, rates

    with say.progress(_("Counting acts …")):
        draws = _draws(context.office, ref)
        wanted = (by,) if by else BY
        found = {one: grounds(draws) if one == "ground" else rates(draws, one) for one in wanted}  # type: ignore[arg-type]
    refs = [draw.ref for draw in draws]
    if file is not None:
        _write(file, found)
        say.note(_("{file} written").format(file=file))
    elif as_json:
        say.data({"draws": refs, **{one: [_data(row) for row in rows] for one, rows in found.items()}})
    else:
        say.line(_("Internal, not for publication. Draws: {refs}").format(refs=", ".join(refs)))
        for one, rows in found.items():
            headers, cells = _table(one, rows)
            say.table([_(header) for header in headers], cells, _(TITLES[one]))


def _draws(office: "Office", ref: str | None) -> list["Draw"]:
    """The draw named, or all of the year of the last: the calendar year in which a plan's periods begin."""
    from scheduler import acts, journal

    last = acts.find(office, ref, void=True)
    if ref:
        return [last]
    chain = acts.chain_of(office)
    year = chain.whole_plan(last).year
    return [draw for draw in journal.draws(office.events()) if draw.draw and chain.whole_plan(draw).year == year]


def _table(by: str, rows: Iterable[Any]) -> tuple[tuple[str, ...], list[list[Any]]]:
    if by == "ground":
        return GROUND_HEADERS, [_ground_row(row) for row in rows]
    return (by, *RATE_HEADERS), [_rate_row(row) for row in rows]


def _rate_row(row: "Rate") -> list[str | int]:
    from scheduler.after.rates import KINDS

    own, rest = (row.hits, row.trials), (row.rest_hits, row.rest_trials)
    chance = row.chance.denominator // row.chance.numerator
    return [
        row.name,
        _(KINDS[row.kind]),
        *own,
        percent(*own),
        *rest,
        percent(*rest),
        chance,
        "★" if row.stands_out else "",
    ]


def _ground_row(row: "Ground") -> list[str | int]:
    from scheduler.after.absences import KINDS
    from scheduler.after.recusal import RELATIONS

    words = {"recusal": RELATIONS, "application": RELATIONS, "absence": KINDS}.get(row.kind, {})
    ground = _(words[row.ground]) if row.ground in words else row.ground
    share = percent(row.number, row.of)
    return [worded("act", row.kind), ground, row.number, row.of, share, row.inspectors, row.targets]


def _data(row: Any) -> dict[str, Any]:
    """A row as it is counted; fractions as text, as the specification writes them."""
    told = {**row.__dict__, **({"stands_out": row.stands_out} if hasattr(row, "stands_out") else {})}
    return {name: str(value) if name == "chance" else value for name, value in told.items()}


def _write(file: Path, found: dict[str, Any]) -> None:
    """A workbook with one sheet for each table, or the tables one below the other as CSV."""
    from scheduler.publish.tables_out import Sheet, xlsx_bytes

    tables = [(one, *_table(one, rows)) for one, rows in found.items()]
    if file.suffix.lower() == ".xlsx":
        sheets = [Sheet(_(TITLES[one]), [_(h) for h in headers], rows) for one, headers, rows in tables]
        file.write_bytes(xlsx_bytes(sheets))
        return
    (_first, headers, rows), *more = tables
    below = [line for _one, heads, lines in more for line in ([], [_(h) for h in heads], *lines)]
    write_table(file, [_(header) for header in headers], [*rows, *below])
