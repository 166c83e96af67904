"""Every command of the walk-through, in order, prints what the page shows (the rules stand in ``walk``)."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas  # noqa: F401  (imported before any test freezes time)
import pytest
from pages import page
from walk import Step, Walk, steps

from scheduler import acts, journal
from scheduler.store.office import Office


def choose(folder: Path) -> dict[str, str]:
    """The first visit of task "medical" in team order, its target, who sits in its first slot, and a day to come."""
    office = Office(folder, "test")
    visits = journal.standing(acts.find(office, None)).values()
    office.close()
    visit = next(v for v in visits if v.tasks[0] == "medical")
    inspector = visit.team[1]
    assert inspector is not None
    until = (datetime.now(UTC).date() + timedelta(30)).isoformat()
    return {"visit": visit.name, "target": visit.target, "inspector": inspector, "until": until}


def test_the_walk_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("DOUBLE_RANDOM_OFFICE", raising=False)
    walk = Walk(tmp_path, choose)
    taken = list(steps(page("walkthrough.md")))
    assert sum(step.kind == "command" for step in taken) > 20
    for step in taken:
        walk.take(step)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        (["a"], ["b"]),
        (["a"], ["a", "b"]),
        (["a", "c"], ["a", "b", "c"]),
        (["a", "…", "c"], ["a", "b"]),
        (["a … c"], ["a b"]),
    ],
)
def test_a_wrong_page_is_found(tmp_path: Path, shown: list[str], printed: list[str]) -> None:
    with pytest.raises(AssertionError, match="row 7"):
        Walk(tmp_path, choose)._compare(7, shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [(["…"], []), (["a", "…"], ["a", "b"]), (["…", "c"], ["a", "b", "c"]), (["a … c"], ["a b c"])],
)
def test_a_right_page_is_taken(tmp_path: Path, shown: list[str], printed: list[str]) -> None:
    Walk(tmp_path, choose)._compare(7, shown, printed)


def test_another_command_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="not a command"):
        Walk(tmp_path, choose).take(Step(1, "command", ["rm", "-r", "."]))


if __name__ == "__main__":
    os.environ["LANGUAGE"] = "en"
    with tempfile.TemporaryDirectory() as folder:
        walk_on = Walk(Path(folder), choose)
        for one in steps(page("walkthrough.md")):
            try:
                walk_on.take(one)
            except AssertionError as error:
                print(error, end="\n\n")
