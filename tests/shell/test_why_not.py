"""plan check as somebody types it where a plan cannot be: what it says, and the same as data."""

import json
from pathlib import Path
from typing import Any

import pytest
import small_office
from shop import tell

from inventories.problems import Exit
from scheduler.store.office import Office

SHORT = small_office.PLAN.replace("limit = 9", "limit = 1")
MANY = small_office.PLAN.replace("least = 2,", "least = 2000,")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The small office, whose plan can be staffed."""
    office = Office.create(tmp_path / "office", small_office.ACTOR, small_office.ticking())
    small_office.fill(office)
    office.close()
    return tmp_path / "office"


def put(folder: Path, text: str) -> Path:
    path = folder.parent / "plan.toml"
    path.write_text(text, "utf-8")
    return path


def row(text: str, member: str) -> int:
    return next(k for k, line in enumerate(text.splitlines(), 1) if line.startswith(member))


def why(folder: Path, plan: Path) -> list[dict[str, Any]]:
    said = tell(folder, "plan", "check", plan, "--json")
    assert said.code == Exit.PLAN
    found: list[dict[str, Any]] = json.loads(said.out)["why_not"]
    return found


def test_a_roster_that_is_too_small(filled: Path) -> None:
    plan = put(filled, SHORT)
    found = why(filled, plan)
    assert "limit" in {statement["rule"] for one in found for statement in one["statements"]}
    for one in found:
        rules = [statement["rule"] for statement in one["statements"]]
        assert (one["verdict"], one["doubt"]) == ("no", None)
        assert {"rate", "roster"} <= set(rules)
        (limit,) = [s for s in one["statements"] if s["rule"] == "limit"] or [None]
        assert limit is None or (limit["file"], limit["row"]) == ("plan.toml", row(SHORT, "limit"))
        assert [r["price"] for r in one["repairs"]] == sorted(r["price"] for r in one["repairs"])
    said = tell(filled, "plan", "check", plan).out
    assert "These cannot hold together" in said
    assert f"plan.toml, row {row(SHORT, 'limit')}: an inspector of" in said


def test_a_mandate_that_there_are_no_targets_for(filled: Path) -> None:
    plan = put(filled, MANY)
    (one,) = why(filled, plan)
    (mandate,) = one["statements"]
    assert (mandate["rule"], mandate["file"], mandate["row"]) == ("mandate", "plan.toml", row(MANY, "mandates"))
    (less,) = one["repairs"]
    assert less["code"] == "mend-least"
    assert "This cannot hold:" in tell(filled, "plan", "check", plan).out
    pool = less["text"].rsplit(" ", 1)[1]
    fewer = put(filled, MANY.replace("least = 2000,", f"least = {pool},"))
    told = json.loads(tell(filled, "plan", "check", fewer, "--json").out)
    assert "least-above-pool" not in [problem["code"] for problem in told["problems"]]
