"""``report statistics`` and ``report unvisited``."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.days import today
from scheduler.cli.kit import Command, Context, draw_option, json_option, option, pass_context
from scheduler.publish.numbers import percent

if TYPE_CHECKING:
    from scheduler.publish.tables_out import Cell
    from scheduler.year.statistics import Figures, Participation
    from scheduler.year.unvisited import Unvisited

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


def _day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(_("a day is written 2026-01-05.")) from None


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
@option("--until", callback=_day, metavar="DAY", help=N_("As it stood at the end of this day. Default: today."))
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
        _write(file, [_("of"), "", *map(_, HEADERS)], lines, _("statistics"))
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


def _write(file: Path, headers: list[str], rows: "Sequence[Sequence[Cell]]", name: str) -> None:
    from scheduler.publish.tables_out import write_table

    file.parent.mkdir(parents=True, exist_ok=True)
    write_table(file, headers, rows, name)


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


@click.command(
    "unvisited",
    cls=Command,
    help=N_(
        "Tell which active targets nobody has visited for so many full years, or ever, by the history: how "
        "many by district and category; with --to or --json each of them."
    ),
)
@option("--years", required=True, type=click.IntRange(1, 100), help=N_("How many full years."))
@option("--on", callback=_day, metavar="DAY", help=N_("Reckoned back from this day. Default: today."))
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
        _write(file, headers, [_target_row(one) for one in found], _("unvisited"))
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
