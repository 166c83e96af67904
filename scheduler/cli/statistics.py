"""``report statistics``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.days import iso_day, today
from scheduler.cli.files import write_table
from scheduler.cli.kit import Command, Context, draw_option, json_option, option, pass_context
from scheduler.publish.numbers import percent

if TYPE_CHECKING:
    from scheduler.publish.tables_out import Cell
    from scheduler.year.statistics import Figures, Participation

HEADERS = (
    *(N_("number of tasks"), N_("visits"), N_("finished"), N_("completion"), N_("closed places"), N_("conclusion")),
    *(N_("published"), N_("publication rate"), N_("with problems"), N_("share of problems"), N_("cases")),
)
GROUPS = {"whole": N_("all"), "task": N_("by task"), "district": N_("by district"), "month": N_("to the end of")}
PEOPLE = (N_("department"), N_("active inspectors"), N_("took part"), N_("share"))
DEFINITIONS = N_(
    "Tasks: drawn targets, once for each task. Finished: every result is in, and the place was not closed. Completion: "
    "finished of all. Conclusion: finished and closed of all. Publication: results public, of those finished or closed. "
    "Problems: of those finished. Months: as it stood at their end."
)
year_option = option(
    "--year",
    type=click.IntRange(1, 9999),
    help=N_("The year, that of the plans' first days. Default: the last drawn for."),
)


@click.command(
    "statistics",
    cls=Command,
    help=N_(
        "Count tasks, completion (完成率), conclusion (完结率), publication (公开率), problems and penalty cases of a year or "
        "a draw: in all, by task, district and month; and the share of inspectors who took part."
    ),
)
@year_option
@draw_option
@option("--until", callback=iso_day, metavar="DAY", help=N_("As it stood at the end of this day. Default: today."))
@option("--to", "file", type=click.Path(path_type=Path), help=N_("Also write it to FILE (.xlsx or .csv)."))
@json_option
@pass_context
def statistics_command(
    context: Context, year: int | None, ref: str | None, until: date | None, file: Path | None, as_json: bool
) -> None:
    from scheduler.year import acts as year_acts
    from scheduler.year import statistics
    from scheduler.year.parts import at

    if year is not None and ref is not None:
        raise click.UsageError(_("Name a year or a draw, not both."))
    office = context.office
    on = until or today()
    with say.progress(_("Counting …")):
        found_year, drawn = year_acts.drawn_in(office, year, ref)
        found = at(year_acts.parts_of(office, drawn), on)
        groups = {
            "whole": {"": statistics.figures(found)},
            "task": statistics.by(found, lambda part: part.task),
            "district": statistics.by(found, lambda part: part.target.district),
            "month": statistics.by_month(found, on),
        }
        people = statistics.participation(drawn, found)
    names = {task.id: task.name for one in drawn for task in one.plan.tasks}
    if file is not None:
        lines: list[Sequence[Cell]] = [
            [_(GROUPS[group]), *row] for group, listed in groups.items() for row in _rows(listed, names)
        ]
        lines += [[], [_(header) for header in PEOPLE], *_people_rows(people)]
        write_table(file, [_("of"), "", *map(_, HEADERS)], lines, _("statistics"))
    if as_json:
        say.data(_data(found_year, [one.draw.ref for one in drawn], on, groups, people))
        return
    title = _("{year}, as of {day}: {draws}")
    say.line(title.format(year=found_year, day=on, draws=", ".join(one.draw.ref for one in drawn)))
    for group, listed in groups.items():
        say.table([_(GROUPS[group]), *map(_, HEADERS)], _rows(listed, names))
    say.table([_(header) for header in PEOPLE], _people_rows(people))
    say.note(_(DEFINITIONS))
    if file is not None:
        say.line(_("{file} written").format(file=file))


def _rows(figures: "Mapping[str, Figures]", names: Mapping[str, str]) -> Iterator[list[str | int]]:
    for name, f in figures.items():
        yield [
            names.get(name, name),
            *(f.tasks, f.visits, f.finished, _percent(f.completion), f.closed, _percent(f.conclusion)),
            *(f.published, _percent(f.publication), f.problems, _percent(f.with_problems), f.cases),
        ]


def _people_rows(people: "Mapping[str, Participation]") -> Iterator[list[str | int]]:
    for name, p in people.items():
        yield [name, p.active, p.took_part, _percent(p.share)]


def _percent(share: Fraction | None) -> str:
    return percent(0, 0) if share is None else percent(share.numerator, share.denominator)


def _data(
    year: int,
    refs: list[str],
    on: date,
    groups: "Mapping[str, Mapping[str, Figures]]",
    people: "Mapping[str, Participation]",
) -> dict[str, Any]:
    def of(f: "Figures") -> dict[str, Any]:
        shares = {"completion": f.completion, "conclusion": f.conclusion, "publication": f.publication}
        return {
            **vars(f),
            **{name: _exact(share) for name, share in shares.items()},
            "problem": _exact(f.with_problems),
        }

    return {
        "year": year,
        "until": on.isoformat(),
        "draws": refs,
        "whole": of(groups["whole"][""]),
        **{
            group: [{group: name, **of(f)} for name, f in groups[group].items()]
            for group in ("task", "district", "month")
        },
        "inspectors": [
            {"department": name, "active": p.active, "took_part": p.took_part, "share": _exact(p.share)}
            for name, p in people.items()
        ],
    }


def _exact(share: Fraction | None) -> str | None:
    return None if share is None else str(share)
