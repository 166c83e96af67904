"""Files that a verb is given, or is to write."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inventories.problems import Exit, Refused, refuse, why
from scheduler import messages

if TYPE_CHECKING:
    from inventories.mapping import Mapping
    from scheduler.publish.tables_out import Cell


def read_bytes(path: Path) -> bytes:
    """The bytes of ``path``. Refused (exit 3) if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(messages.NO_FILE, Exit.INPUT, file=str(path), error=why(error)) from None


def read_mapping(path: Path | None) -> "Mapping":
    """The mapping in a file; an empty one without. Refused (exit 3) with all that is wrong in it."""
    from inventories.mapping import EMPTY, load

    if path is None:
        return EMPTY
    read_bytes(path)
    mapping, problems = load(path)
    if problems:
        raise Refused(problems, Exit.INPUT)
    return mapping


def must_be_new(path: Path) -> None:
    """Refuse (exit 6) to write over a file."""
    if path.exists():
        raise refuse(messages.FILE_EXISTS, Exit.CONFLICT, file=str(path))


def must_be_workbook(path: Path) -> None:
    """Refuse (exit 2) a file that is to be a workbook and is not called one."""
    if path.suffix.lower() != ".xlsx":
        raise refuse(messages.WORKBOOK_SUFFIX, Exit.USAGE, file=str(path))


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence["Cell"]], name: str = "Sheet1") -> None:
    """Write a table (.xlsx or .csv) into a folder that is made if it is not there. Errors: Refused, OSError."""
    from scheduler.publish import tables_out

    path.parent.mkdir(parents=True, exist_ok=True)
    tables_out.write_table(path, headers, rows, name)
