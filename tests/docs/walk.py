"""Runs a page of ``console`` blocks and compares what is printed with what is shown.

    python tests/docs/test_walkthrough.py      names every command that prints something else now, with what it prints

What stands in the page:

- ``$ double-random …`` is run; ``$ cd FOLDER`` changes the folder. The lines below it are what it prints. A first line
  ``(exit code N)`` gives its exit code, which is 0 otherwise.
- A line ``…`` stands for any lines, and ``…`` within a line for any text. Lines of progress (``Reading … …``), rules of
  tables and blank lines are left out on both sides, and runs of blanks count as one.
- Hashes, days and times stand for any other. From the first draw on, so do whole numbers: a draw depends on a secret that
  is new every time.
- ``<!-- names: visit=… target=… inspector=… until=… -->`` gives the names of one visit, its target and the inspector in its
  first slot, and a day to come, as the page shows them; from there on those that ``choose`` finds stand in their place.
- A block ``csv NAME`` or ``toml NAME`` is a file that is written. ``<!-- copy: A B -->``, ``<!-- edit: FILE OLD NEW -->`` and
  ``<!-- fill: FILE -->`` do by program what the page tells the reader to do by hand.
- ``<!-- day: 2026-06-26 -->``: from there on it is that day.
"""

import contextlib
import io
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from unittest.mock import patch

import openpyxl

from scheduler.cli import auditing, days, importing
from scheduler.cli.main import run
from scheduler.store import office

PROGRESS = re.compile(r"(Reading|Checking|Proving|Deriving|Freezing|Drawing|Replaying|Writing)\b.* …")
RULE = re.compile(r"[\s─━]*")
MASKS = ((r"\b[0-9a-f]{12,}\b", "#hash"), (r"\b\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", "#day"))
REAL = datetime
NUMBER = (r"\d+", "#")

FINDINGS = (
    ("未发现问题", "", ""),
    ("未发现问题", "", ""),
    ("责令改正", "消毒记录不完整", "已整改"),
    ("无法联系", "", ""),
)
"""In words that every department understands."""


@dataclass(frozen=True)
class Step:
    """A command or an instruction of the page: its row, its words, and for a command the lines shown below it."""

    row: int
    kind: str
    words: list[str]
    shown: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """The exit code that the page shows."""
        found = re.fullmatch(r"\(exit code ([0-9])\)", self.shown[0]) if self.shown else None
        return int(found[1]) if found else 0


def steps(text: str) -> Iterator[Step]:
    """The steps of a page in order."""
    lines = text.splitlines()
    row = 0
    while row < len(lines):
        line = lines[row]
        row += 1
        if found := re.fullmatch(r"<!-- (names|copy|edit|fill|day): (.*) -->", line):
            yield Step(row, found[1], shlex.split(found[2]))
        elif found := re.fullmatch(r"```(?:(console)|(?:csv|toml) (.*))", line):
            first = row
            while lines[row] != "```":
                row += 1
            body = lines[first:row]
            row += 1
            if found[1]:
                yield from _commands(first + 1, body)
            else:
                yield Step(first, "file", [found[2].strip()], tuple(body))


def _commands(first: int, body: list[str]) -> Iterator[Step]:
    starts = [k for k, line in enumerate(body) if line.startswith("$ ")]
    for k, end in zip(starts, [*starts[1:], len(body)], strict=True):
        yield Step(first + k, "command", shlex.split(body[k][2:]), tuple(body[k + 1 : end]))


@contextlib.contextmanager
def on(day: str) -> Iterator[None]:
    """Every clock of the program, and that of ``fill``, at one in the morning (UTC) of ``day``."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return REAL.fromisoformat(f"{day}T01:00:00+00:00").astimezone(tz)

    with contextlib.ExitStack() as clocks:
        for module in (auditing, days, importing, office, sys.modules[__name__]):
            clocks.enter_context(patch.object(module, "datetime", Stopped))
        yield


class Walk:
    """Takes the steps in ``folder``. ``choose`` gives the names of a visit from the office's folder."""

    def __init__(self, folder: Path, choose: Callable[[Path], dict[str, str]]) -> None:
        self.folder, self.choose = folder, choose
        self.names: dict[str, str] = {}
        self.drawn = False
        self.day = ""
        self.left: list[str] = []

    def take(self, step: Step) -> None:
        """Take one step; AssertionError with the row if something else is printed than shown."""
        with on(self.day) if self.day else contextlib.nullcontext():
            self._take(step)

    def _take(self, step: Step) -> None:
        match step.kind, step.words:
            case "command", ["cd", to]:
                self.folder = (self.folder / to).resolve()
            case "command", ["double-random", *words]:
                self._run(step, [self._named(word) for word in words])
            case "file", [name]:
                (self.folder / name).write_text("\n".join(step.shown) + "\n", "utf-8")
            case "copy", [old, new]:
                shutil.copyfile(self.folder / old, self.folder / new)
            case "edit", [name, old, new]:
                text = (self.folder / name).read_text("utf-8")
                assert text.count(old) == 1, f"row {step.row}: {old!r} stands {text.count(old)} times in {name}"
                (self.folder / name).write_text(text.replace(old, new), "utf-8")
            case "day", [day]:
                self.day = day
            case "fill", [name]:
                fill(self.folder / name)
            case "names", pairs:
                shown = dict(pair.split("=") for pair in pairs)
                found = self.choose(self.folder)
                self.names = {shown[role]: found[role] for role in shown}
            case _:
                raise AssertionError(f"row {step.row}: {step.words[0]!r} is not a command of this page")

    def _named(self, text: str) -> str:
        for shown in sorted(self.names, key=len, reverse=True):
            text = text.replace(shown, f"\0{self.names[shown]}\0")
        return text.replace("\0", "")

    def _run(self, step: Step, words: list[str]) -> None:
        stream = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            code = run(words)
        printed = stream.getvalue()
        assert code == step.exit_code, f"row {step.row}: exit code {code}\n{printed}"
        self.drawn = self.drawn or words[0] == "draw"
        shown = [self._named(line) for line in step.shown if not line.startswith("(exit code")]
        self._compare(step.row, self._lines(shown), self._lines(printed.splitlines()))

    def _lines(self, lines: list[str]) -> list[str]:
        masks = (*MASKS, NUMBER) if self.drawn else MASKS
        result = []
        for line in lines:
            if PROGRESS.fullmatch(line.strip()) or RULE.fullmatch(line):
                continue
            for pattern, mask in masks:
                line = re.sub(pattern, mask, line)
            result.append(" ".join(line.split()))
        return result

    def _compare(self, row: int, shown: list[str], printed: list[str]) -> None:
        at, skip = 0, False
        for line in shown:
            if line == "…":
                skip = True
                continue
            pattern = re.compile(".*".join(re.escape(part) for part in line.split("…")))
            limit = len(printed) if skip else min(at + 1, len(printed))
            found = next((k for k in range(at, limit) if pattern.fullmatch(printed[k])), None)
            assert found is not None, f"row {row}: {line!r} is not printed; printed is\n" + "\n".join(printed[at:])
            at, skip = found + 1, False
        assert skip or at == len(printed), f"row {row}: more is printed than shown\n" + "\n".join(printed[at:])


def fill(form: Path) -> None:
    """Fill in the form of results, dated today."""
    book = openpyxl.load_workbook(form)
    sheet = book.active
    assert sheet is not None
    headers = [cell.value for cell in sheet[1]]
    today = datetime.now(UTC).date().isoformat()
    for number, row in enumerate(sheet.iter_rows(min_row=2)):  # every row, so that no visit is left for later
        finding, problems, rectification = FINDINGS[number % len(FINDINGS)]
        values = {"检查日期": today, "抽查结果": finding, "存在的主要问题": problems, "是否整改": rectification}
        for header, value in values.items():
            row[headers.index(header)].value = value
    book.save(form)
    book.close()
