"""Every command of the page on a year in batches prints what the page shows, on the days of that year (rules: ``walk``)."""

import json
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
    results = json.loads((tmp_path / "site" / "files" / "results.json").read_bytes())["results"]
    assert {row["date"] for row in results} == {"2026-05-20", "2026-11-10"}
