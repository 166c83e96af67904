"""``import``: spreadsheets into the store, whole or not at all."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from gettext import gettext as _
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.personal import name_of
from inventories.problems import N_, Exit, Problem, Refused
from scheduler.cli import answers, handing, joining, say
from scheduler.cli.days import latest_today
from scheduler.cli.files import must_be_new, must_be_workbook, read_bytes, read_mapping
from scheduler.cli.kit import (
    Context,
    command,
    draw_option,
    json_option,
    map_option,
    option,
    pass_context,
    sheet_option,
    words,
)

if TYPE_CHECKING:
    from inventories.mapping import Mapping
    from scheduler.cli.reimporting import Said

KINDS = (
    *("targets", "items", "inspectors", "signals", "repairs", "classes", "conflicts", "leave", "history", "exclusions"),
    *("assigned", "calendar", "results", "handin"),
)


@dataclass(frozen=True)
class Source:
    """The file to be read, and how."""

    kind: str
    file: Path
    mapping: "Mapping"
    sheet: str | None
    id_from: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """How many records the file holds, and how to store them: ``store`` gives what is to be reported, ``first`` so many
    of the first."""

    number: int
    problems: tuple[Problem, ...]
    table: Any
    store: Callable[[], dict[str, Any]]
    first: Callable[[int], Sequence[Any]]


class _Kind(click.Choice[str]):
    """A kind; whoever looks for the undoing here is told where it is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value).casefold() == "undo":
            raise click.UsageError(_("The last import is undone by: double-random undo-import"), ctx)
        return super().convert(value, param, ctx)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the search for cycles among objects: of many rows that are all kept it takes much of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@command(
    "import",
    help=N_(
        "Read FILE (XLSX, XLS or CSV) as KIND into the office: targets, items, inspectors, signals, repairs (of credit), "
        "classes (of credit), conflicts, leave, history, exclusions, assigned (targets drawn by another agency), calendar "
        "(working days), or results of visits; or a signed file, as assigned what another office handed over, as handin the "
        "roster of a partner department. Headers in Chinese or English are recognised; for any other give a mapping file with "
        "--map. With errors, nothing is imported and every one is listed (exit 3). What changes is shown; nothing is gone but "
        "by a file that says what it covers.\n\nThe last import is undone by: double-random undo-import."
    ),
)
@click.argument("kind", type=_Kind(KINDS), metavar="KIND")
@click.argument("file", type=click.Path(path_type=Path))
@map_option
@option(
    "--id-from", help=N_("Columns to make identifiers from, joined by commas, where there is no identifier column.")
)
@sheet_option
@option(
    "--preview",
    is_flag=True,
    help=N_("Store nothing; show what each column becomes, the first ten records, and all problems counted."),
)
@option(
    "--write-map",
    type=click.Path(path_type=Path),
    help=N_("Store nothing; write a mapping file to be corrected, with the columns as bound and the spellings found."),
)
@option(
    "--marked",
    type=click.Path(path_type=Path),
    help=N_("Write a copy of FILE (XLSX) with its problems marked, to be repaired and imported."),
)
@option(
    "--review",
    type=click.Path(path_type=Path),
    help=N_(
        "For signals, repairs and classes: a list (.xlsx or .csv) of the lines that name a target by name and address alone. "
        "Written if it is not there; read, with your decisions, if it is."
    ),
)
@option(
    "--covers",
    multiple=True,
    metavar="COLUMN=VALUE",
    help=N_(
        "The file has all records with this value, such as category=clinic: those that it lacks are gone. May be repeated."
    ),
)
@option("--complete", is_flag=True, help=N_("The file has all records of KIND: those that it lacks are gone."))
@option("--accept-good", is_flag=True, help=N_("Import the rows without errors; the others stay on record."))
@option("--yes", is_flag=True, help=N_("Yes, more than a fifth of what the file covers is gone."))
@handing.assigned_options
@option("--by", callback=words, metavar="NAME", help=N_("Who imports, for the log. Default: as for --actor."))
@draw_option
@json_option
@pass_context
@_undisturbed()
def import_command(
    context: Context,
    kind: str,
    file: Path,
    mapping: Path | None,
    id_from: str | None,
    sheet: str | None,
    preview: bool,
    write_map: Path | None,
    marked: Path | None,
    review: Path | None,
    covers: tuple[str, ...],
    complete: bool,
    accept_good: bool,
    yes: bool,
    by: str | None,
    ref: str | None,
    as_json: bool,
    **constants: str | None,
) -> None:
    from scheduler.cli import reimporting

    if review is not None and kind not in joining.KINDS:
        raise click.UsageError(_("--review goes with {kinds} alone.").format(kinds=", ".join(joining.KINDS)))
    if by and context.key_files:
        raise click.UsageError(_("--by and --key exclude each other: whoever holds the key acts."))
    context.actor = by or context.actor
    office = context.office
    if kind == "handin":
        handing.take_handin(office, file, yes, as_json)
        return
    read_bytes(file)
    for new in (write_map, marked):
        if new is not None:
            must_be_new(new)
    if marked is not None:
        must_be_workbook(marked)
    names = tuple(part.strip() for part in (id_from or "").split(",") if part.strip())
    source = Source(kind, file, handing.with_constants(kind, read_mapping(mapping), constants), sheet, names)
    said = reimporting.said(kind, covers, complete, source.mapping, accept_good, yes)
    with say.progress(_("Reading {file} …").format(file=file.name)):
        found = _results(office, source, ref) if kind == "results" else _records(office, source, review, said)
    if write_map is not None:
        answers.write_map(source, found, write_map)
    if marked is not None:
        answers.write_marked(source, found, marked)
    if preview or write_map is not None:
        answers.preview(source, found, as_json)
        return
    if any(not p.warning for p in found.problems):
        say.refused(Refused(found.problems, Exit.INPUT))
        if marked is None:
            answers.offer_marked(source, found)
        raise click.exceptions.Exit(Exit.INPUT)
    with say.progress(_("Writing {n} records …").format(n=found.number)):
        report = found.store()
    changes = report.pop("comparison", None)
    warnings = [*found.problems, *report.pop("problems", ())]
    if as_json:
        listed = {} if changes is None else {"changes": reimporting.as_data(changes)}
        say.data({**report, **listed, "warnings": [say.as_data(p) for p in warnings]})
        return
    say.problems(warnings)
    if kind == "results":
        say.line(_("{n} results entered for {ref}.").format(n=report["results"], ref=report["ref"]))
        say.note(_("Next: double-random result check, then double-random result release"))
    else:
        reimporting.show(changes, answers.names_of(kind))
        summary = _("{kind}: {rows} rows read, {records} records: {new} new, {changed} changed, {same} unchanged.")
        say.line(summary.format(**{**report, "kind": _(kind)}))
        if "joined" in report:
            joining.tell(report, review)
        reimporting.more(report)
    if report.get("ignored"):
        say.note(_("Columns not used: {columns}").format(columns=", ".join(report["ignored"])))


def _records(office: Any, source: Source, review: Path | None, said: "Said") -> Found:
    from inventories.importing import read
    from scheduler.imports import KINDS as RECORDS
    from scheduler.intake import references

    kind = source.kind
    today = datetime.now(UTC).date()
    if kind == "assigned" and handing.is_handover(source.file):
        name, constants = name_of(source.file), source.mapping.constants
        lines, problems, table, keep = handing.handed_over(office, source.file, name, constants, review)
        return Found(len(lines), problems, table, keep, lambda n: lines[:n])
    imported = read(RECORDS[kind], source.file, source.mapping, source.id_from, source.sheet, today)
    if kind in joining.KINDS:  # their lines are yet to be joined to targets
        joined = joining.prepare(office, kind, imported, name_of(source.file), review)
        return Found(len(imported.records), *joined, lambda n: imported.records[:n])
    records, wrong = imported.records, list(imported.wrong)
    if kind in ("leave", "conflicts"):
        called = references.by_certificate(office.records("inspectors"))
        records = tuple(replace(record, inspector=called(record.inspector)) for record in records)
        wrong = [
            (at, {**row, "inspector": called(row["inspector"])} if "inspector" in row else row) for at, row in wrong
        ]
    rows = ((imported.origins[record.id], vars(record)) for record in records)
    referring = references.problems(
        kind, chain(rows, wrong), lambda name: frozenset(r.id for r in office.records(name))
    )
    problems = [*imported.problems, *referring, *said.strangers(imported, records)]
    screened = said.screened(imported, records, sorted(problems, key=lambda p: p.place.row or 0))

    def store() -> dict[str, Any]:
        return said.store(office, kind, name_of(source.file), imported, screened)

    taken = screened.records
    return Found(len(taken), screened.problems, imported.table, store, lambda n: imported.first(taken, n))


def _results(office: Any, source: Source, ref: str | None) -> Found:
    from scheduler import acts
    from scheduler.results.acts import enter_results
    from scheduler.results.importing import against, read

    draw = acts.find(office, ref)
    acts.must_be_open(draw)
    known = against(draw, acts.frozen_facts(office, draw), latest_today())
    results, problems, table = read(source.file, known, source.mapping, source.sheet)

    def store() -> dict[str, Any]:
        enter_results(office, draw, results, {"file": name_of(source.file), "sha256": table.digest})
        return {"kind": "results", "ref": draw.ref, "results": len(results)}

    return Found(len(results), tuple(problems), table, store, lambda n: tuple(results[:n]))
