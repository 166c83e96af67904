"""The process that reads workbooks: ``python -m inventories.sheet_reader``, started by ``inventories.workbook``.

Lines of JSON. In: the size of the file and a sheet's name or null, then the file; later the name of the sheet to read.
Out: the sheets, each with its first rows; then pages of rows, and at last what was found beside them. Instead of any
line there may come one with an error, which is the last.
"""

import gc
import json
import sys
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from inventories import limits, messages
from inventories.pages import Paged, document
from inventories.problems import Words
from inventories.raw import Cells, Unreadable
from inventories.sheets import Book, opened


def answer(data: bytes, wanted: str | None, chosen: Iterator[str]) -> Iterator[Any]:
    """Everything that is said of the workbook in ``data``, which may be anything; ``chosen`` gives the sheet to read."""
    try:
        yield from _told(data, wanted, chosen)
    except Unreadable as error:
        name = next(name for name, value in vars(messages).items() if value is error.message)
        words = [key for key, value in error.params.items() if isinstance(value, Words)]
        yield {"error": name, "row": error.row, "params": error.params, "words": words}
    except Exception as error:  # a damaged file fails in many ways within zipfile, the XML parser and the libraries
        yield {"error": "FILE_DAMAGED", "row": None, "params": {"reason": type(error).__name__}, "words": []}


def _told(data: bytes, wanted: str | None, chosen: Iterator[str]) -> Iterator[Any]:
    book = opened(data)
    titles = list(book.titles) if wanted is None else _named(book, wanted)
    visible = [title for title in titles if wanted is not None or not book.titles[title]]
    heads: dict[str, list[tuple[int, Cells]]] = {}
    for title in visible:
        sheet = book.sheet(title)
        pages = iter(sheet.pages)
        first = next(filter(len, pages), None)
        heads[title] = [*Paged([first] if first else [])][: limits.HEADER_ROWS + 1]
    yield {"heads": heads, "hidden": [title for title in titles if title not in visible]}
    title = next(chosen)
    if visible == [title]:
        pages = chain([first] if first else [], pages)
    else:
        sheet = book.sheet(title)
        pages = iter(sheet.pages)
    for page in filter(len, pages):
        yield document(page)
    yield {"long": sheet.long, "uncalculated": sheet.uncalculated, "merged": sheet.merged, "hidden": sheet.hidden}


def _named(book: Book, wanted: str) -> list[str]:
    from inventories.columns import fold, listed

    found = [t for t in book.titles if t == wanted] or [t for t in book.titles if fold(t) == fold(wanted)]
    if not found:
        raise Unreadable(messages.SHEET_UNKNOWN, sheet=wanted, sheets=listed(book.titles))
    return found[:1]


def main(into: BinaryIO, out: BinaryIO) -> None:
    """Answer one request."""
    _limit_memory()
    gc.disable()  # nothing here refers to itself
    size, wanted = json.loads(into.readline())
    data = into.read(size)
    chosen = (json.loads(line) for line in into)
    for said in answer(data, wanted, chosen):
        out.write(json.dumps(said, ensure_ascii=False).encode(errors="surrogatepass") + b"\n")
        out.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: what was declared beforehand is the only limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
