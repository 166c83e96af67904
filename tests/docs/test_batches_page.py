"""Every command of the page on a year in batches prints what the page shows, on the days of that year (rules: ``walk``)."""

from pathlib import Path

import pandas  # noqa: F401  (imported before any test freezes time)
import pytest
from pages import page
from walk import Walk, steps


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("DOUBLE_RANDOM_OFFICE", raising=False)
    walk = Walk(tmp_path, lambda folder: {})
    taken = list(steps(page("batches.md")))
    assert sum(step.kind == "command" for step in taken) > 30
    for step in taken:
        walk.take(step)
    assert (tmp_path / "site" / "2026-1" / "results.html").is_file()
