"""Every command of the page on corrections prints what the page shows (the rules stand in ``walk``)."""

from pathlib import Path

import pandas  # noqa: F401  (imported before any test freezes time)
import pytest
from pages import page
from walk import Walk, steps

from scheduler.corrections.acts import standing
from scheduler.corrections.courses import courses, objections
from scheduler.publish.references import reference
from scheduler.results.model import FINDINGS
from scheduler.store.office import Office


def choose(folder: Path) -> dict[str, str]:
    """The first released result with a problem that the words of both authorities can take back, and the last objection."""
    office = Office(folder, "test")
    (draw,) = standing(office)
    found = courses(draw.after)
    place = next(
        p for p, course in found.items() if FINDINGS[course.now.finding].kind == "problem" or course.objections
    )
    secret = office.secrets(draw.hash)[1]
    office.close()
    visit, department, item = place
    told = {"visit": visit, "department": department, "item": item, "reference": reference(secret, place)}
    return told | {"objection": str(seq) for seq in objections(found)}


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("DOUBLE_RANDOM_OFFICE", raising=False)
    walk = Walk(tmp_path, choose)
    taken = list(steps(page("corrections.md")))
    assert sum(step.kind == "command" for step in taken) > 8
    for step in taken:
        walk.take(step)
