"""``import``: spreadsheets into the store, whole or not at all."""

from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from inventories.problems import N_, Exit, Problem, Refused
from scheduler.cli import say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Context, command, draw_option, json_option, option, pass_context, words

KINDS = ("targets", "items", "inspectors", "signals", "conflicts", "leave", "history", "exclusions", "results")


@command(
    "import",
    help=N_(
        "Read FILE (XLSX or CSV) as KIND into the office: targets, items, inspectors, signals, conflicts, leave, history, "
        "exclusions, or results of visits. Headers in Chinese or English are recognised; for any other give a mapping "
        "file with --map. With errors, nothing is imported and every one is listed (exit 3). What changes is shown; nothing "
        "is gone but by a file that says what it covers."
    ),
)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    help=N_("A mapping file (TOML) for other headers and synonyms."),
)
@option(
    "--id-from", help=N_("Columns to make identifiers from, joined by commas, where there is no identifier column.")
)
@option("--sheet", help=N_("The sheet of a workbook that has several."))
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
@option("--by", callback=words, metavar="NAME", help=N_("Who imports, for the log. Default: as for --actor."))
@draw_option
@json_option
@pass_context
def import_command(
    context: Context,
    kind: str,
    file: Path,
    mapping: Path | None,
    id_from: str | None,
    sheet: str | None,
    covers: tuple[str, ...],
    complete: bool,
    accept_good: bool,
    yes: bool,
    by: str | None,
    ref: str | None,
    as_json: bool,
) -> None:
    from inventories.mapping import EMPTY, load
    from scheduler.cli import reimporting

    context.actor = by or context.actor
    office = context.office
    read_bytes(file)
    headers = EMPTY
    problems: tuple[Problem, ...] = ()
    if mapping is not None:
        read_bytes(mapping)
        headers, problems = load(mapping)
        if any(not p.warning for p in problems):
            raise Refused(problems, Exit.INPUT)
    said = reimporting.said(kind, covers, complete, headers, accept_good, yes)
    with say.progress(_("Reading {file} …").format(file=file.name)):
        if kind == "results":
            report = _results(office, file, headers, sheet, ref)
        else:
            columns = tuple(part.strip() for part in (id_from or "").split(",") if part.strip())
            report = _records(office, kind, file, headers, columns, sheet, said)
    found: list[Problem] = [*problems, *report.pop("problems")]
    changes = report.pop("comparison", None)
    if as_json:
        listed = {} if changes is None else {"changes": reimporting.as_data(changes)}
        say.data({**report, **listed, "warnings": [say.as_data(p) for p in found]})
        return
    say.problems(found)
    if kind == "results":
        say.line(_("{n} results entered for {ref}.").format(n=report["results"], ref=report["ref"]))
    else:
        reimporting.show(changes)
        summary = _("{kind}: {rows} rows read, {records} records: {new} new, {changed} changed, {same} unchanged.")
        say.line(summary.format(**{**report, "kind": _(kind)}))
        reimporting.more(report)
    if report.get("ignored"):
        say.note(_("Columns not used: {columns}").format(columns=", ".join(report["ignored"])))


def _records(
    office: Any, kind: str, file: Path, headers: Any, id_from: tuple[str, ...], sheet: str | None, said: Any
) -> dict[str, Any]:
    from inventories.importing import read
    from scheduler import references
    from scheduler.imports import KINDS as OF_RECORDS

    imported = read(OF_RECORDS[kind], file, headers, id_from, sheet, datetime.now(UTC).date())
    records = imported.records
    if kind in ("leave", "conflicts"):
        records = tuple(references.by_certificate(records, office.records("inspectors")))
    known = {name: frozenset(r.id for r in office.records(name)) for name in ("targets", "inspectors")}
    found = [*imported.problems, *references.problems(kind, records, imported.origins, known.__getitem__)]
    return said.store(office, kind, _name(file), imported, records, found)  # type: ignore[no-any-return]


def _name(file: Path) -> str:
    """The file's name as text; bytes that are none in this computer's encoding are shown as question marks."""
    return file.name.encode(errors="replace").decode()


def _results(office: Any, file: Path, headers: Any, sheet: str | None, ref: str | None) -> dict[str, Any]:
    from scheduler import acts
    from scheduler.results.check import LATEST, owed
    from scheduler.results.importing import read

    draw = acts.find(office, ref)
    acts.must_stand(draw)
    facts = acts.frozen_facts(office, draw)
    names = {item.name: item.id for item in facts.tables.items}
    known = {(row["visit"], row["department"], row["item"]) for row in draw.results()}
    today = (datetime.now(UTC) + LATEST).date()
    results, found, table = read(file, owed(draw, facts.plan), names, known, draw.ref, today, headers, sheet)
    if any(not p.warning for p in found):
        raise Refused(found, Exit.INPUT)
    acts.enter_results(office, draw, results, {"file": _name(file), "sha256": table.digest})
    return {"kind": "results", "ref": draw.ref, "results": len(results), "problems": found}
