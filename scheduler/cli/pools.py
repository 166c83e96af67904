"""``pool``: the draw of targets from a file too large for spreadsheets, in this process or on a cluster."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Refused, refuse
from scheduler.cli import say
from scheduler.cli.files import must_be_new, read_bytes
from scheduler.cli.kit import Group, json_option, option

if TYPE_CHECKING:
    from scheduler.draw.model import Case
    from scheduler.scale.columns import Columns, Shape
    from scheduler.scale.engine import Engine

EXTRAS = {"duckdb": "pool", "spark": "spark"}


@dataclass(frozen=True)
class Asked:
    """The options that all verbs on a pool share."""

    file: str
    target: str
    task: str
    strata: str | None
    engine: str
    master: str | None

    def columns(self, only: str | None) -> "Columns":
        """The file with its columns; without a column of tasks, its rows are of the task ``only``."""
        from scheduler.scale.columns import Columns

        strata = tuple(part.strip() for part in self.strata.split(",")) if self.strata else ()
        return Columns(self.file, self.target, self.task, strata, only)


def _shared(function: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the file and the options of ``Asked``, as one argument."""

    @wraps(function)
    def with_asked(**given: Any) -> None:
        names = ("file", "target", "task", "strata", "engine", "master")
        asked = Asked(*(given.pop(name) for name in names))
        if asked.master and asked.engine != "spark":
            raise click.UsageError(_("--master goes with --engine spark alone."))
        function(asked, **given)

    for decorate in reversed(
        (
            click.argument("file"),
            option(
                "--target", default="target", metavar="COLUMN", help=N_("The column of the targets. Default: target.")
            ),
            option(
                "--task",
                default="task",
                metavar="COLUMN",
                help=N_("The column of the tasks. Default: task; where there is none, all rows are of the only task."),
            ),
            option(
                "--strata",
                metavar="COLUMNS",
                help=N_(
                    "The columns of the path's labels, in order: district,category,band. Default: path, labels joined by /."
                ),
            ),
            option(
                "--engine",
                type=click.Choice(list(EXTRAS)),
                default="duckdb",
                help=N_("What reads the file: duckdb, in this process, or spark, on a cluster. The draw is the same."),
            ),
            option("--master", metavar="URL", help=N_("The Spark cluster: spark://host:7077. Default: local[*].")),
        )
    ):
        with_asked = decorate(with_asked)
    return with_asked


_case_option = option(
    "--case",
    "case_file",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("The case (JSON) with the cells' rates and the randomness; rows of its own are not looked at."),
)
_out_option = option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("Where to write; a file that is not there yet."),
)


@contextmanager
def _engine(asked: Asked) -> "Iterator[Engine]":
    """The engine asked for. Refused (exit 1) if it cannot be had, (exit 3) if it cannot do it."""
    from scheduler.scale import messages
    from scheduler.scale.engine import EngineError

    try:
        with say.progress(_("Starting {engine} …").format(engine=asked.engine)):
            engine = _started(asked)
    except (ImportError, EngineError) as error:
        extra = EXTRAS[asked.engine]
        raise refuse(messages.NO_ENGINE, Exit.FAILED, engine=asked.engine, error=_short(error), extra=extra) from None
    try:
        yield engine
    except EngineError as error:
        raise refuse(messages.ENGINE, Exit.INPUT, engine=asked.engine, error=_short(error)) from None
    finally:
        engine.close()


def _started(asked: Asked) -> "Engine":
    if asked.engine == "spark":
        from scheduler.scale.spark import Spark

        return Spark(asked.master or "local[*]")
    from scheduler.scale.duck import Duck

    return Duck()


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:400]


def _opened(engine: "Engine", asked: Asked, case: "Case | None") -> "Shape":
    """The view of the file's rows, all of which are valid. Refused (exit 3) with everything that is wrong."""
    from scheduler.scale import check, columns

    only = "" if case is None else case.tasks[0].id if len(case.tasks) == 1 else None
    named = asked.columns(only)
    with say.progress(_("Checking {file} …").format(file=asked.file)):
        shape = columns.view(engine, named)
        if found := check.problems(engine, named, shape, case):
            raise Refused(found, Exit.INPUT)
    return shape


def _read_case(file: Path) -> "Case":
    from scheduler.draw.case import read_case
    from scheduler.draw.model import InvalidCase
    from scheduler.scale import messages

    try:
        return read_case(read_bytes(file), frame_elsewhere=True)
    except InvalidCase as error:
        raise refuse(messages.CASE, Exit.INPUT, file=str(file), error=str(error)) from None


@click.group("pool", cls=Group, help=N_("Draw from a pool in a Parquet or CSV file, however large."))
def pool_command() -> None: ...


@pool_command.command("count", help=N_("Check the rows of FILE, and count the targets of each cell."))
@_shared
@json_option
def count_command(asked: Asked, as_json: bool) -> None:
    from scheduler.draw.frame import path_order
    from scheduler.scale.pool import SqlPool

    with _engine(asked) as engine:
        numbers = SqlPool(engine, _opened(engine, asked, None)).numbers()
    cells = sorted(numbers.items(), key=lambda cell: path_order((cell[0][0], *cell[0][1])))
    if as_json:
        say.data([{"task": task, "path": list(path), "pool": n} for (task, path), n in cells])
        return
    say.table([_("task"), _("path"), _("targets")], [(task, "/".join(path), n) for (task, path), n in cells])
    say.note(_("{n} targets in {cells} cells").format(n=sum(numbers.values()), cells=len(cells)))


@pool_command.command(
    "digest",
    help=N_("Check the rows of FILE, and compute the digest that a commitment would have of them as its frame."),
)
@_shared
@option(
    "--secret",
    "secret_file",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("A file with the secret of the commitment's tables, 64 hex digits."),
)
@json_option
def digest_command(asked: Asked, secret_file: Path, as_json: bool) -> None:
    from scheduler.scale import digest, messages
    from scheduler.tables import table_secret

    secret = read_bytes(secret_file).decode("ascii", "replace").strip()
    if len(secret) != 64 or set(secret) - set("0123456789abcdef"):
        raise refuse(messages.SECRET, Exit.INPUT, file=str(secret_file))
    with _engine(asked) as engine:
        shape = _opened(engine, asked, None)
        with say.progress(_("Hashing the rows …")):
            found = digest.digest(engine, shape, table_secret(secret, "frame"))
    if as_json:
        say.data({"count": found.count, "root": found.root})
        return
    say.pairs([(_("count"), found.count), (_("root"), found.root)])


@pool_command.command(
    "targets",
    help=N_(
        "Draw the targets from FILE, without visits and teams, and write them as a table: task, target, path, ticket, rank in "
        "the cell, and whether it is drawn or a reserve. Parquet, or CSV if OUTPUT ends in .csv."
    ),
)
@_shared
@_case_option
@_out_option
@option(
    "--reserves",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help=N_("So many reserves of each cell too. Default: 0."),
)
@json_option
def targets_command(asked: Asked, case_file: Path, output: Path, reserves: int, as_json: bool) -> None:
    from scheduler.scale.pool import SqlPool, draw_targets

    case = _read_case(case_file)
    must_be_new(output)
    with _engine(asked) as engine:
        pool = SqlPool(engine, _opened(engine, asked, case))
        with say.progress(_("Drawing …")):
            found = draw_targets(pool, case, reserves)
            pool.write(found, str(output))
    cells, drawn = found.allocation, sum(cell.drawn for cell in found.allocation)
    if as_json:
        say.data({"seed": found.seed, "pool": sum(cell.pool for cell in cells), "cells": len(cells), "drawn": drawn})
    say.note(_("{file} written: {n} targets drawn in {cells} cells").format(file=output, n=drawn, cells=len(cells)))


@pool_command.command(
    "draw",
    help=N_(
        "Run the whole draw of CASE with FILE as its frame: targets, visits, periods, teams and events. Writes the outcome as "
        "conformance prints it."
    ),
)
@_shared
@_case_option
@_out_option
def draw_command(asked: Asked, case_file: Path, output: Path) -> None:
    from scheduler.draw.documents import outcome_document
    from scheduler.draw.draw import draw
    from scheduler.draw.model import InvalidCase
    from scheduler.scale import fastest, messages
    from scheduler.scale.pool import SqlPool

    case = _read_case(case_file)
    must_be_new(output)
    with _engine(asked) as engine:
        pool = SqlPool(engine, _opened(engine, asked, case))
        with say.progress(_("Drawing …")):
            try:
                outcome = draw(case, fastest, pool, engine.each)
            except InvalidCase as error:
                raise refuse(messages.CASE, Exit.INPUT, file=str(case_file), error=str(error)) from None
    half = output.with_name(output.name + ".part")
    half.write_text(json.dumps(outcome_document(outcome), indent=1) + "\n", "ascii")
    half.replace(output)
    say.note(
        _("{file} written: {n} visits, {open} open slots").format(file=output, n=len(outcome.visits), open=outcome.open)
    )
