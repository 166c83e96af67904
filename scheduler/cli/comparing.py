"""``compare``: is somebody left out? The inventory held against an extract of the registry."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.personal import name_of
from inventories.problems import N_, Exit, Refused, refuse
from scheduler.cli import say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Context, command, json_option, map_option, option, pass_context, sheet_option

if TYPE_CHECKING:
    from scheduler.log import Event
    from scheduler.store.office import Office


@command(
    "compare",
    help=N_(
        "Compare the inventory with FILE (XLSX or CSV), an extract of the registry: which businesses the inventory lacks and "
        "which targets the registry lacks, by district and category. Matched by credit code or identifier; what is left, by "
        "name and address, is shown apart as probably the same, and so are closed businesses. The comparison is logged with "
        "the file's digest and the counts."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@map_option
@sheet_option
@option("--out", type=click.Path(path_type=Path), help=N_("Write numbers and lists into this workbook (.xlsx)."))
@json_option
@pass_context
def compare_command(
    context: Context, file: Path, mapping: Path | None, sheet: str | None, out: Path | None, as_json: bool
) -> None:
    from inventories.mapping import EMPTY, load
    from inventories.registry import compare
    from scheduler import comparing, messages
    from scheduler.publish.tables_out import xlsx_bytes

    office = context.office
    if out is not None and out.suffix.lower() != ".xlsx":
        raise refuse(messages.WORKBOOK_SUFFIX, Exit.USAGE, file=out.name)
    if mapping is not None:
        read_bytes(mapping)
    headers, problems = (EMPTY, ()) if mapping is None else load(mapping)
    if any(not p.warning for p in problems):
        raise Refused(problems, Exit.INPUT)
    with say.progress(_("Reading {file} …").format(file=file.name)):
        businesses, noted, info = comparing.read(file, headers, sheet)
    found = [*problems, *noted]
    if any(not p.warning for p in found):
        raise Refused(found, Exit.INPUT)
    with say.progress(_("Comparing …")):
        targets = office.records("targets")
        compared = compare(businesses, targets)
        table = comparing.table_of(compared, targets)
        event = comparing.log(office, name_of(file), info, table, len(compared.differing))
        if out is not None:
            about = [(_(name), value) for name, value in _about(event)]
            out.write_bytes(xlsx_bytes(comparing.sheets(compared, table, about, _)))
    if as_json:
        say.data(
            {
                "time": event.time,
                **event.body,
                "places": [{"district": d, "category": c, **counts} for (d, c), counts in table.items()],
                "warnings": [say.as_data(p) for p in found],
            }
        )
        return
    say.problems(found)
    say.pairs((_(name), value) for name, value in _about(event))
    numbers: list[list[Any]] = [[*place, *counts.values()] for place, counts in table.items()]
    numbers.append([_("all"), _("all"), *comparing.totals(table).values()])
    say.table([_("district"), _("category"), *map(_, comparing.COUNTS.values())], numbers)
    if compared.differing:
        say.line(_("Active in one of the two and not in the other: {n}.").format(n=len(compared.differing)))
    if out is not None:
        say.note(_("{file} written").format(file=out))
    elif compared.lacking or compared.missing or compared.probable:
        say.note(_("For the lists write them into a workbook: --out FILE.xlsx"))


def _about(event: "Event") -> list[tuple[str, str | int]]:
    """What was compared, when, with which file."""
    body = event.body
    return [
        (N_("compared with"), body["file"]),
        (N_("SHA-256"), body["sha256"]),
        (N_("rows"), body["rows"]),
        (N_("compared at"), event.time),
        (N_("inventory as after log event"), body["after"]),
        (N_("log event"), event.seq),
    ]


def last(office: "Office", before: int | None = None) -> dict[str, Any] | None:
    """The last comparison on record, or the last before the event numbered ``before``."""
    from scheduler import comparing

    found = comparing.last(office.events("comparison"), before)
    return {"time": found.time, **found.body} if found else None


def in_words(told: dict[str, Any]) -> str:
    """A comparison on record in one sentence."""
    text = _(
        "{file} (SHA-256 {sha256}) at {time}: {open} open businesses, of these {found} in the inventory, {probable} "
        "probably, {lacking} not; {missing} active targets not in the registry; {closed} closed businesses counted apart"
    )
    return text.format(**told)
