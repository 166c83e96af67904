"""Verbs as somebody would type them."""

import contextlib
import io
from pathlib import Path

from scheduler.cli.main import run


def do(folder: Path, *words: object) -> None:
    """Run a verb in English; AssertionError with what it prints if it fails."""
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        code = run(["--office", str(folder), "--lang", "en", *map(str, words)])
    assert code == 0, stream.getvalue()
