"""``import``: spreadsheets into the store, whole or not at all."""

from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from inventories.problems import N_, Exit, Problem, Refused
from scheduler.cli import joining, say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Context, command, draw_option, json_option, option, pass_context

KINDS = (
    *("targets", "items", "inspectors", "signals", "repairs", "classes", "conflicts", "leave", "history", "exclusions"),
    "results",
)


@command(
    "import",
    help=N_(
        "Read FILE (XLSX or CSV) as KIND into the office: targets, items, inspectors, signals, repairs (of credit), classes "
        "(of credit), conflicts, leave, history, exclusions, or results of visits. Headers in Chinese or English are "
        "recognised; for any other give a mapping file with --map. With errors, nothing is imported and every one is listed "
        "(exit 3)."
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
    "--review",
    type=click.Path(path_type=Path),
    help=N_(
        "For signals, repairs and classes: a list (.xlsx or .csv) of the lines that name a target by name and address alone. "
        "Written if it is not there; read, with your decisions, if it is."
    ),
)
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
    review: Path | None,
    ref: str | None,
    as_json: bool,
) -> None:
    from inventories.mapping import EMPTY, load

    if review is not None and kind not in joining.KINDS:
        raise click.UsageError(_("--review goes with {kinds} alone.").format(kinds=", ".join(joining.KINDS)))
    office = context.office
    read_bytes(file)
    headers = EMPTY
    problems: tuple[Problem, ...] = ()
    if mapping is not None:
        read_bytes(mapping)
        headers, problems = load(mapping)
        if any(not p.warning for p in problems):
            raise Refused(problems, Exit.INPUT)
    with say.progress(_("Reading {file} …").format(file=file.name)):
        if kind == "results":
            report = _results(office, file, headers, sheet, ref)
        else:
            columns = tuple(part.strip() for part in (id_from or "").split(",") if part.strip())
            report = _records(office, kind, file, headers, columns, sheet, review)
    found: list[Problem] = [*problems, *report.pop("problems")]
    if as_json:
        say.data({**report, "warnings": [say.as_data(p) for p in found]})
        return
    say.problems(found)
    if kind == "results":
        say.line(_("{n} results entered for {ref}.").format(n=report["results"], ref=report["ref"]))
    else:
        summary = _("{kind}: {rows} rows read, {records} records: {new} new, {changed} changed, {same} unchanged.")
        say.line(summary.format(**{**report, "kind": _(kind)}))
        if "joined" in report:
            joining.tell(report, review)
    if report.get("ignored"):
        say.note(_("Columns not used: {columns}").format(columns=", ".join(report["ignored"])))


def _records(
    office: Any, kind: str, file: Path, headers: Any, id_from: tuple[str, ...], sheet: str | None, review: Path | None
) -> dict[str, Any]:
    from inspectors.importing import KINDS as ROSTER
    from inventories.importing import KINDS as INVENTORY
    from inventories.importing import read
    from scheduler import references
    from scheduler.acts import store_records

    imported = read({**INVENTORY, **ROSTER}[kind], file, headers, id_from, sheet, datetime.now(UTC).date())
    if kind in joining.KINDS:
        return joining.import_lines(office, kind, imported, _name(file), review)
    records = imported.records
    if kind in ("leave", "conflicts"):
        records = tuple(references.by_certificate(records, office.records("inspectors")))
    known = {name: frozenset(r.id for r in office.records(name)) for name in ("targets", "inspectors")}
    found = [*imported.problems, *references.problems(kind, records, imported.origins, known.__getitem__)]
    if any(not p.warning for p in found):
        raise Refused(found, Exit.INPUT)
    source = {
        "file": _name(file),
        "sha256": imported.digest,
        "rows": imported.rows,
        "records": len(imported.records),
        "warnings": len(found),
    }
    changes = store_records(office, kind, records, source)
    return {"kind": kind, **source, **changes.__dict__, "problems": found, "ignored": list(imported.ignored_headers)}


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
