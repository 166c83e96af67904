"""``export summary`` and ``export rechecks``."""

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.cli import days, duties, say
from scheduler.cli.files import must_be_workbook

if TYPE_CHECKING:
    from scheduler.store.office import Office


def _summary(office: "Office", file: Path, year: int | None) -> None:
    """The annual summary as a workbook. Refused (exit 2) for a file of another kind."""
    from scheduler.publish.tables_out import xlsx_bytes
    from scheduler.year import acts as year_acts
    from scheduler.year.summary import BY_HAND, summary

    must_be_workbook(file)
    found_year, drawn = year_acts.drawn_in(office, year)
    sheets = summary(drawn, year_acts.parts_of(office, drawn))
    file.write_bytes(xlsx_bytes(sheets))
    text = _("{file} written: the annual summary of {year}, {n} sheets")
    say.line(text.format(file=file, year=found_year, n=len(sheets)))
    say.note(_("To be filled in by hand, since no result tells: {columns}").format(columns="、".join(BY_HAND)))


def _rechecks(office: "Office", file: Path, _year: int | None) -> None:
    from scheduler.publish.tables_out import write_table

    rows = list(duties.rechecks(office, days.today()))
    headers = duties.HEADERS["rechecks"]
    lines = [[duties.shown(header, row) for header in headers] for row in rows]
    write_table(file, [_(header) for header in headers], lines, _("rechecks"))
    say.line(_("{file} written, {n} rows").format(file=file, n=len(rows)))


EXPORTS: dict[str, Callable[["Office", Path, int | None], None]] = {"summary": _summary, "rechecks": _rechecks}
