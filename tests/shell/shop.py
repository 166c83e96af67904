"""The command line as somebody would type it, in this process or in one of its own."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from unittest.mock import patch

from inventories.problems import Message
from scheduler.cli import days, importing
from scheduler.cli.main import run
from scheduler.store.office import Office

NOW = datetime(2001, 5, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """An exit code and what was written to standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Both."""
        return self.out + self.err


def words_of(message: Message) -> str:
    """The longest part of a message's English that has no parameter in it."""
    return max(re.split(r"\{\w+\}", message.text), key=len).strip()


@contextmanager
def stopped(now: datetime = NOW) -> Iterator[None]:
    """The store's clock, and today for all verbs, at ``now``."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return now

    with (
        patch.object(Office.__init__, "__defaults__", (lambda: now,)),
        patch.object(importing, "datetime", Stopped),
        patch.object(days, "datetime", Stopped),
    ):
        yield


def tell(office: Path | None, *words: object, lang: str = "en", now: datetime = NOW) -> Said:
    """Run a command in this process at the time ``now``."""
    before = [] if office is None else ["--office", str(office)]
    out, err = io.BytesIO(), io.BytesIO()
    texts = [io.TextIOWrapper(stream, "utf-8", write_through=True) for stream in (out, err)]
    with stopped(now), redirect_stdout(texts[0]), redirect_stderr(texts[1]):
        code = run([*before, "--actor", "clerk", "--lang", lang, *map(str, words)])
    return Said(code, out.getvalue().decode(), err.getvalue().decode())


def start(script: str, *words: object) -> "subprocess.Popen[str]":
    """Start Python on ``script`` with its arguments; it is spoken to through pipes, one for both outputs."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=environment,
    )
