"""The command line as somebody would type it, in this process or in one of its own."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pandas  # noqa: F401  (before any clock is frozen)
from freezegun import freeze_time

from scheduler.cli.main import run

NOW = "2001-02-01T00:00:00Z"


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


def tell(office: Path | None, *words: object, lang: str = "en", now: str = NOW) -> Said:
    """Run a command in this process at the time ``now``."""
    before = [] if office is None else ["--office", str(office)]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with freeze_time(now), redirect_stdout(out), redirect_stderr(err):
        code = run([*before, "--actor", "clerk", "--lang", lang, *map(str, words)])
    return Said(code, *(stream.buffer.getvalue().decode() for stream in (_flushed(out), _flushed(err))))


def _flushed(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    stream.flush()
    return stream


def start(script: str, *words: object) -> "subprocess.Popen[str]":
    """Start Python on ``script`` with its arguments; its standard streams are pipes."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )
