"""What ``status`` says is next, in every state that a year can be in."""

from collections import Counter
from typing import Any

import pytest

from scheduler.cli.next_step import next_step

TABLES = {"targets": 3, "inspectors": 3}


def draw(ref: str, state: str = "drawn", **more: Any) -> dict[str, Any]:
    """A draw of ten visits, all done and published."""
    usual = {"ref": ref, "state": state, "results": Counter(), "visits": 10, "done": 10, "cancelled": 0}
    usual["enter"] = "double-random draw --randomness …"
    return {**usual, "understaffed": 0, "unpublished": 0, "year": 2026, **more}


@pytest.mark.parametrize(
    ("draws", "said"),
    [
        ([], "plan check plan.toml"),
        ([draw("a-1", "void")], "plan check plan.toml"),
        ([draw("a-1", "committed")], "double-random draw --randomness …"),
        ([draw("a-1", "randomness known")], "finishes with the logged randomness"),
        ([draw("a-1", done=4)], "results-form results.xlsx, then"),
        ([draw("a-1", done=4, cancelled=6)], "year close 2026"),
        ([draw("a-1", done=4, understaffed=5)], "results-form results.xlsx, then"),
        ([draw("a-1", done=4, understaffed=6)], "6 visits of a-1 wait for their team"),
        ([draw("a-1", results=Counter(entered=1, checked=1))], "result check, then double-random result release"),
        ([draw("a-1", results=Counter(checked=1))], "Next: double-random result release"),
        ([draw("a-1", unpublished=1)], "publish site/"),
        ([draw("a-1")], "year close 2026"),
        ([draw("a-1", results=Counter(entered=1)), draw("a-2")], "result check --draw a-1"),
        ([draw("a-1"), draw("a-2", done=1)], "results-form results.xlsx, then"),
        ([draw("a-1", "year closed"), draw("a-2", "year closed")], "year open YEAR"),
        ([draw("a-1", "year closed"), draw("b-1", "committed")], "double-random draw"),
    ],
)
def test_the_first_thing_that_nobody_has_done(draws: list[dict[str, Any]], said: str) -> None:
    assert said in next_step(TABLES, draws, {}, {"opened_years": []})


def test_tables_first() -> None:
    assert "import targets" in next_step({"targets": 0, "inspectors": 0}, [], {}, {"opened_years": []})
    assert "import inspectors" in next_step({"targets": 1, "inspectors": 0}, [], {}, {"opened_years": []})


def test_the_next_batch_before_the_year_is_closed() -> None:
    to_come = {"a": [{"id": "autumn", "as_of": "2026-06-25"}]}
    told = next_step(TABLES, [draw("a-1")], to_come, {"opened_years": []})
    assert "batch autumn of plan a" in told
    assert "2026-06-25" in told


def test_a_year_that_was_opened_needs_its_plan() -> None:
    assert "plan check" in next_step(TABLES, [draw("a-1", "year closed")], {}, {"opened_years": [2027]})
