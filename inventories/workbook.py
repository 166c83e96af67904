"""Workbooks: bytes to rows of text, read by a process of their own that may fail, take too long or be too greedy."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

from inventories import limits, messages
from inventories.columns import listed
from inventories.pages import Page, Paged, from_document
from inventories.problems import Place, Problem, Words
from inventories.raw import Area, Lines, Raw, Unreadable

Recognised = Callable[[Lines], bool]
"""Whether a header stands among the first rows of a sheet."""


def read(data: bytes, file: str, recognised: Recognised, sheet: str | None = None) -> Raw:
    """The rows of one sheet: the one named, or else the only one whose header is recognised. Errors: Unreadable."""
    with _Reader(data, sheet) as reader:
        found = reader.line()
        title = _chosen(found, recognised) if sheet is None else next(iter(found["heads"]))
        reader.say(title)
        pages: list[Page] = []
        while isinstance(said := reader.line(), list):
            pages.append(from_document(said))
    return Raw(
        Paged(pages),
        sheet=title,
        problems=(*_unread(file, found["hidden"], sheet), *_hidden(file, pages, said["hidden"])),
        long_numbers=frozenset(map(tuple, said["long"])),
        uncalculated=frozenset(map(tuple, said["uncalculated"])),
        merged=tuple(_area(*area) for area in said["merged"]),
    )


class _Reader:
    """The other process, for as long as it is asked."""

    def __init__(self, data: bytes, sheet: str | None) -> None:
        self._late = False
        command = [sys.executable, "-P", "-m", "inventories.sheet_reader"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        self._timer = threading.Timer(limits.SECONDS, self._stop)
        self._timer.daemon = True
        self._request = json.dumps([len(data), sheet]).encode() + b"\n" + data

    def __enter__(self) -> "_Reader":
        self._timer.start()
        self._write(self._request)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._process.kill()
        self._process.communicate()

    def say(self, title: str) -> None:
        self._write(json.dumps(title).encode() + b"\n")

    def line(self) -> Any:
        """The next line, decoded. Errors: Unreadable for what the other process says or how it ends."""
        assert self._process.stdout
        try:
            said = json.loads(self._process.stdout.readline())
        except ValueError:
            if self._late:
                raise Unreadable(messages.READER_SLOW, seconds=limits.SECONDS) from None
            raise Unreadable(messages.READER_STOPPED) from None
        if isinstance(said, dict) and "error" in said:
            params = {key: Words(value) if key in said["words"] else value for key, value in said["params"].items()}
            raise Unreadable(getattr(messages, said["error"]), said["row"], **params)
        return said

    def _write(self, content: bytes) -> None:
        assert self._process.stdin
        with suppress(OSError):  # it has ended, and what it said last tells why
            self._process.stdin.write(content)
            self._process.stdin.flush()

    def _stop(self) -> None:
        self._late = True
        self._process.kill()


def _chosen(found: dict[str, Any], recognised: Recognised) -> str:
    heads = {title: [(n, tuple(cells)) for n, cells in rows] for title, rows in found["heads"].items() if rows}
    if not heads and not found["hidden"]:
        raise Unreadable(messages.FILE_EMPTY)
    plausible: list[str] = (
        [title for title, rows in heads.items() if recognised(rows)] or [*heads] or [*found["hidden"]]
    )
    if not heads:
        raise Unreadable(messages.SHEETS_ALL_HIDDEN, sheets=listed(plausible))
    if len(plausible) > 1:
        raise Unreadable(messages.SHEET_CHOICE, sheets=listed(plausible))
    return plausible[0]


def _unread(file: str, hidden: list[str], named: str | None) -> Iterator[Problem]:
    """Hidden sheets; nothing where the clerk has named one."""
    if hidden and named is None:
        yield Problem(messages.SHEETS_HIDDEN, {"sheets": listed(hidden)}, Place(file), warning=True)


def _hidden(file: str, pages: Iterable[Page], hidden: list[int]) -> Iterator[Problem]:
    if found := sorted({*hidden}.intersection(chain.from_iterable(page.numbers for page in pages))):
        yield Problem(messages.ROWS_HIDDEN, {"rows": len(found)}, Place(file, found[0]), warning=True)


def _area(left: int, right: int, top: int, bottom: int) -> Area:
    return Area(f"{_letters(left)}{top}:{_letters(right)}{bottom}", (left, right), (top, bottom))


def _letters(column: int) -> str:
    """The letters of a column, which counts from 0."""
    above, own = divmod(column, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + own)
