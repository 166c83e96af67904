"""Everything that is printed: data to standard output, the rest to standard error."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from time import perf_counter
from typing import Any

import click

from inventories.problems import Place, Problem, Reason, Refused, Several, Words, why
from scheduler.i18n import told


def line(text: str = "") -> None:
    """A line of data."""
    click.echo(text)


def note(text: str) -> None:
    """A line that is not data: what was done, what to do next."""
    click.echo(text, err=True)


def data(value: Any) -> None:
    """Data as JSON, in ASCII so that no console can spoil it."""
    click.echo(json.dumps(value, ensure_ascii=True, indent=1))


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table, wide characters aligned; headers are translated already."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for k, header in enumerate(headers):
        shown.add_column(header, overflow="fold", no_wrap=k == 0)  # names in the first column can be copied
    for row in rows:
        shown.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 140, highlight=False, markup=False).print(shown)


def pairs(rows: Iterable[tuple[str, object]]) -> None:
    """Names and values, one pair a line."""
    for name, value in rows:
        click.echo(f"{name}: {value}")


class Timings:
    """How long each step took, where that was asked for."""

    def __init__(self) -> None:
        self.wanted = False
        self.steps: list[tuple[str, float]] = []
        self._running = 0

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Time what is done within."""
        began = perf_counter()
        try:
            yield
        finally:
            self.steps.append((text, perf_counter() - began))

    @contextmanager
    def whole(self) -> Iterator[None]:
        """A run of the program: at its end tell of the steps and of the whole, if that was asked for. A run within a run is
        part of it."""
        began = perf_counter()
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self._tell(perf_counter() - began)

    def _tell(self, whole: float) -> None:
        if self.wanted:
            for text, seconds in [*self.steps, (_("in all"), whole)]:
                note(f"{seconds:9.2f} s  {text}")
        self.wanted, self.steps = False, []


timings = Timings()


@contextmanager
def progress(text: str, brief: bool = False) -> Iterator[None]:
    """A sign of life while something takes long; where it mostly is ``brief``, on a terminal alone."""
    with timings.step(text), _shown(text, brief):
        yield


@contextmanager
def _shown(text: str, brief: bool) -> Iterator[None]:
    if not sys.stderr.isatty():
        if not brief:
            note(text)
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


@contextmanager
def counted(text: str, total: int) -> Iterator[Callable[[int], object]]:
    """A bar on a terminal for something of ``total`` steps; the function given tells how many more are done."""
    with timings.step(text), _bar(text, total) as advance:
        yield advance


@contextmanager
def _bar(text: str, total: int) -> Iterator[Callable[[int], object]]:
    if not sys.stderr.isatty():
        note(text)
        yield lambda _n: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=total)
        yield lambda n: bar.advance(task, n)


def sentence(problem: Problem) -> str:
    """A problem's place and text in the user's language."""
    where = place(problem.place)
    text = filled(problem.message.text, problem.params)
    return f"{where}: {text}" if where else text


def filled(text: str, params: dict[str, object]) -> str:
    """A text of the catalogues in the user's language, with its parameters."""
    return _(text).format(**{name: _worded(value) for name, value in params.items()})


def _worded(value: object) -> object:
    """A parameter as it is shown: words of the catalogues translated, parts joined."""
    if isinstance(value, tuple):
        return (", " if isinstance(value, Several) else " + ").join(str(_worded(part)) for part in value)
    return told(value) if isinstance(value, Reason | Words) else value


def place(at: Place) -> str:
    """Where a problem stands, in words."""
    parts = [at.file] if at.file else []
    if at.row is not None:
        parts.append(_("row {row}").format(row=at.row))
    if at.column:
        parts.append(_("column {column}").format(column=at.column))
    if at.value:
        shown = at.value if len(at.value) <= 60 else at.value[:57] + "…"
        parts.append(_("value “{value}”").format(value=shown))
    return ", ".join(parts)


def problems(found: Sequence[Problem]) -> None:
    """All errors one by one in their order, then the warnings in groups; each kind the first time with what to do."""
    told: set[str] = set()
    for problem in found:
        if not problem.warning:
            note(_("error") + f": {sentence(problem)}")
            if problem.message.code not in told:
                _advise(problem)
            told.add(problem.message.code)
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in found:
        if problem.warning:
            groups.setdefault((problem.message.code, problem.place.column), []).append(problem)
    for group in groups.values():
        _warnings(group)


def _warnings(group: list[Problem]) -> None:
    shown = group[:3] if len(group) > 4 else group
    for problem in shown:
        note(_("warning") + f": {sentence(problem)}")
    if len(shown) < len(group):
        more = len(group) - len(shown)
        rows = ", ".join(str(p.place.row) for p in group[3:13] if p.place.row is not None)
        told = _("… and {more} more like this in rows {rows} …") if rows else _("… and {more} more like this")
        note("  " + told.format(more=more, rows=rows))
    _advise(group[0])


def _advise(problem: Problem) -> None:
    if problem.message.advice:
        note("  → " + filled(problem.message.advice, problem.params))


def text_and_advice(problem: Problem) -> tuple[str, str]:
    """What is wrong and what to do, in the user's language."""
    advice = filled(problem.message.advice, problem.params) if problem.message.advice else ""
    return filled(problem.message.text, problem.params), advice


def refused(error: Refused) -> None:
    """A refusal: every problem."""
    problems(error.problems)
    errors = sum(not p.warning for p in error.problems)
    if errors > 1:
        note(_("{n} errors; nothing was changed.").format(n=errors))


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem as JSON."""
    at = problem.place
    return {
        "code": problem.message.code,
        "warning": problem.warning,
        "text": sentence(problem),
        "advice": text_and_advice(problem)[1],
        "file": at.file,
        "row": at.row,
        "column": at.column,
        "value": at.value,
    }


def aborted() -> None:
    """The user broke off."""
    note(_("Broken off."))


def failed(error: Exception) -> None:
    """The operating system said no."""
    told = _(why(error)) if isinstance(error, OSError) else str(error)
    named = isinstance(error, OSError) and error.filename
    note(_("error") + ": " + (f"{named}: {told}" if named else told))
