"""What ``import`` answers besides storing: the preview, a mapping file to be corrected, a copy with the problems marked."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_, Exit
from scheduler.cli import say
from scheduler.i18n import language_of

FIELDS = (N_("licences"), N_("attributes"))
"""Fields of records that no single column feeds."""

if TYPE_CHECKING:
    from inventories.table import Table
    from scheduler.cli.importing import Found, Source


def preview(source: "Source", found: "Found", as_json: bool) -> None:
    """Show what an import would do. Exits with 3 where it would be refused."""
    from scheduler.intake import preview as seen

    table = found.table
    fields, rows = seen.first_records(found.first(seen.FIRST))
    errors = sum(not p.warning for p in found.problems)
    if as_json:
        say.data(
            {
                "kind": source.kind,
                "file": table.file,
                "encoding": table.encoding,
                "sheet": table.sheet,
                "header_row": table.header_row,
                "rows": table.rows,
                "records": found.number,
                "columns": [use.__dict__ | {"fields": list(use.fields)} for use in seen.uses(table)],
                "fields": fields,
                "first": rows,
                "problems": [say.as_data(p) for p in found.problems],
            }
        )
    else:
        _show(source, found)
    if errors:
        raise click.exceptions.Exit(Exit.INPUT)


def _show(source: "Source", found: "Found") -> None:
    from scheduler.intake import preview as seen

    table = found.table
    how = [(_("file"), table.file), (_("sheet"), table.sheet), (_("encoding"), table.encoding)]
    how += [(_("header in row"), str(table.header_row or "")), (_("rows below it"), str(table.rows))]
    say.pairs([(name, value) for name, value in how if value])
    never, unused = _("never read (personal numbers)"), _("not used")
    names = names_of(source.kind)
    called = {field: f"{name}（{field}）" for field, name in names.items()}
    columns = [
        (u.letter, u.header, ", ".join(called.get(f, f) for f in u.fields), u.personal) for u in seen.uses(table)
    ]
    say.table(
        (_("column"), _("header"), _("becomes")),
        [(letter, header, fields or (never if personal else unused)) for letter, header, fields, personal in columns],
        _("Columns"),
    )
    fields, rows = seen.first_records(found.first(seen.FIRST))
    if rows:
        say.table(
            [names.get(name, _(name)) for name in fields],
            _in_words(source, fields, rows),
            _("The first {n} records as they will be stored").format(n=len(rows)),
        )
    counted = [
        (
            _("warning") if count.first.warning else _("error"),
            count.number,
            say.filled(count.first.message.text, count.first.params),
            ", ".join(map(str, count.rows)) + (" …" if count.more else ""),
        )
        for count in seen.counts(found.problems)
    ]
    if counted:
        say.table((_("gravity"), _("number"), _("what is wrong, the first time"), _("rows")), counted, _("Problems"))
    errors = sum(not p.warning for p in found.problems)
    if errors:
        say.note(_("Nothing was stored. With {n} errors, nothing would be.").format(n=errors))
    else:
        say.note(_("Nothing was stored. Without --preview, {n} records would be.").format(n=found.number))


def _in_words(source: "Source", fields: list[str], rows: list[list[str]]) -> list[list[str]]:
    """``rows`` with a word in place of the stored value in columns of fixed words."""
    from scheduler.intake.kinds import COLUMNS
    from scheduler.intake.template import offered

    chinese = language_of(None) == "zh_CN"
    words = {c.field: dict(zip(map(str, c.choices), offered(c, chinese), strict=True)) for c in COLUMNS[source.kind]}
    return [[words.get(f, {}).get(value, value) for f, value in zip(fields, row, strict=True)] for row in rows]


def names_of(kind: str) -> dict[str, str]:
    """What the fields are called in Chinese, their preferred headers; nothing in English."""
    if language_of(None) != "zh_CN":
        return {}
    from scheduler.intake.kinds import COLUMNS

    return {c.field: c.names[0] for c in COLUMNS[kind]}


def write_map(source: "Source", found: "Found", path: Path) -> None:
    """Write a mapping file for the file at hand."""
    from scheduler.intake import mapping_file
    from scheduler.intake.kinds import COLUMNS

    columns = COLUMNS[source.kind]
    text = mapping_file.text(columns, source.mapping, _opened(source), found.table, source.id_from)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    say.note(_("{file} written: correct it, and give it with --map.").format(file=path))


def write_marked(source: "Source", found: "Found", path: Path) -> None:
    """Write the copy with the problems marked, if there are any and the whole file could be read."""
    from scheduler.intake import marked

    opened = _opened(source)
    if not found.problems:
        say.note(_("There are no problems to be marked: {file} was not written.").format(file=path))
    elif not _whole(opened):
        say.note(_("The file could not be read to its end, so no copy was made: repair it itself."))
    else:
        said = [marked.Said(p, *say.text_and_advice(p)) for p in found.problems]
        content = marked.workbook(opened.raw, found.table, said)
        with path.open("xb") as file:
            file.write(content)
        say.note(_("{file} written: repair the marked cells there, and import it.").format(file=path))


def offer_marked(source: "Source", found: "Found") -> None:
    """Say how to get the copy with the problems marked, where there can be one and it would show something."""
    if source.kind == "assigned" and any(p.message.code == "column-missing" for p in found.problems):
        say.note(_("What is the same for the whole list can be said with: --task, --origin, --document, --level"))
    if any(p.place.row and p.place.file == found.table.file for p in found.problems) and _whole(_opened(source)):
        name = source.file.with_name(source.file.stem + "-marked.xlsx").name
        say.note(_("To see them in the table, and repair them there, add: --marked {file}").format(file=name))


def _opened(source: "Source") -> "Table":
    from inventories.reading import opened
    from scheduler.intake.kinds import COLUMNS

    return opened(source.file, COLUMNS[source.kind], source.mapping, source.sheet, source.id_from)


def _whole(table: "Table") -> bool:
    """True if every row was read, so that a copy would hold them all."""
    return bool(table.headers) and all(problem.warning for problem in table.raw.problems)
