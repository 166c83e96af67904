"""``report bands``: counts, shares and expected numbers, and what a change of rules moves."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import small_office
from shop import tell
from small_office import open_office

from inventories.points import assess
from inventories.problems import Exit
from scheduler.cli.reporting import NOTICE
from scheduler.facts import derive
from scheduler.i18n import translator
from scheduler.plan.read import read_plan


@pytest.fixture
def plans(filled: Path) -> tuple[Path, Path]:
    """A plan, and one that gives twice the points for complaints."""
    now, other = filled.parent / "plan.toml", filled.parent / "other.toml"
    now.write_bytes(small_office.plan())
    other.write_bytes(small_office.plan(complaint="{ months = 24, points = 20, cap = 40 }"))
    return now, other


def told(folder: Path, *words: object) -> dict[str, Any]:
    said = tell(folder, "report", "bands", *words, "--json")
    assert said.code == Exit.DONE, said.all
    report: dict[str, Any] = json.loads(said.out)
    return report


def bands(folder: Path, path: Path) -> dict[str, str]:
    """Active targets with their bands, assessed one by one."""
    plan, _ = read_plan(path.read_bytes(), "p")
    assert plan is not None
    tables = open_office(folder).tables()
    found = {}
    for target in tables.targets:
        signals = [s for s in tables.signals if s.target == target.id]
        history = [v for v in tables.history if v.target == target.id]
        if target.status == "active":
            found[target.id] = assess(target, signals, history, plan.points, plan.as_of).band
    return found


def test_counts_and_shares_add_up(filled: Path, plans: tuple[Path, Path]) -> None:
    report = told(filled, "--plan", plans[0])
    own = bands(filled, plans[0])
    assert (report["whole"]["targets"], report["not_active"]) == (29, 1)
    assert {b: found["targets"] for b, found in report["whole"]["bands"].items()} == {
        b: list(own.values()).count(b) for b in "ABC"
    }
    for place in (report["whole"], *report["places"]):
        assert sum(found["targets"] for found in place["bands"].values()) == place["targets"]
        assert sum(Fraction(found["share"]) for found in place["bands"].values()) == 1
    assert sum(place["targets"] for place in report["places"]) == 29
    targets = {t.id: t for t in open_office(filled).records("targets")}
    for place in report["places"]:
        here = [
            b
            for t, b in own.items()
            if (targets[t].district, targets[t].category) == (place["district"], place["category"])
        ]
        assert {b: found["targets"] for b, found in place["bands"].items()} == {b: here.count(b) for b in "ABC"}


def test_expected_numbers_are_those_of_the_cells(filled: Path, plans: tuple[Path, Path]) -> None:
    report = told(filled, "--plan", plans[0])
    plan, _ = read_plan(plans[0].read_bytes(), "p")
    assert plan is not None
    facts = derive(plan, open_office(filled).tables())
    for task in report["tasks"]:
        cells = facts.cells[task["task"]]
        assert Fraction(task["expected"]) == sum(cell.pool * cell.rate for cell in cells)
        for band, number in task["bands"].items():
            mine = [cell for cell in cells if cell.path[-1] == band]  # the last stratum of both tasks
            assert Fraction(number) == sum((cell.pool * cell.rate for cell in mine), Fraction(0))
    assert Fraction(report["drawn"]["expected"]) == sum(Fraction(task["expected"]) for task in report["tasks"])


def test_before_and_after_a_change_of_rules(filled: Path, plans: tuple[Path, Path]) -> None:
    now, other = plans
    report = told(filled, "--plan", other, "--against", now)
    before, after = bands(filled, now), bands(filled, other)
    moved = {(m["from"], m["to"]): m["targets"] for m in report["moves"]}
    pairs = [(before[t], after[t]) for t in before]
    assert moved == {pair: pairs.count(pair) for pair in set(pairs)}
    assert any(a != b for a, b in moved)
    alone = told(filled, "--plan", now)
    assert {**report["against"], "notice": alone["notice"]} == alone
    changed = sum(n for (a, b), n in moved.items() if a != b)
    said = tell(filled, "report", "bands", "--plan", other, "--against", now)
    assert f"{changed} of 29 targets change their band" in said.out


def test_a_draw_is_reported_on_as_it_is_frozen(committed: Path) -> None:
    report = told(committed)
    plan = committed.parent / "plan.toml"
    plan.write_bytes(small_office.plan())
    assert report == told(committed, "--plan", plan)
    path = committed.parent / "s.csv"
    path.write_text("对象编号,类型,日期,次数\nT02,投诉,2000-12-01,9\n", "utf-8")
    assert tell(committed, "import", "signals", path).code == Exit.DONE
    assert report == told(committed)
    assert report != told(committed, "--plan", plan)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("data", [[], ["--json"]])
def test_it_says_on_top_that_it_is_internal(filled: Path, plans: tuple[Path, Path], lang: str, data: list[str]) -> None:
    said = tell(filled, "report", "bands", "--plan", plans[0], *data, lang=lang)
    notice = translator({"en": "en", "zh": "zh_CN"}[lang])(NOTICE)
    assert (json.loads(said.out)["notice"] if data else said.out.splitlines()[0]) == notice


def test_bands_of_other_names(filled: Path, plans: tuple[Path, Path]) -> None:
    other = filled.parent / "names.toml"
    text = small_office.plan(bands="{ A = 0, D = 20 }", rates='{ A = "1/3", D = 1 }', multipliers="{ A = 1, D = 2 }")
    other.write_bytes(text)
    report = told(filled, "--plan", other, "--against", plans[0])
    assert {m["to"] for m in report["moves"]} <= {"A", "D"}
    assert tell(filled, "report", "bands", "--plan", other, "--against", plans[0]).code == Exit.DONE


def test_a_plan_that_cannot_be_read(filled: Path, plans: tuple[Path, Path]) -> None:
    bad = filled.parent / "bad.toml"
    bad.write_text("x = 1")
    assert tell(filled, "report", "bands", "--plan", bad).code == Exit.PLAN
    assert tell(filled, "report", "bands", "--plan", plans[0], "--against", bad).code == Exit.PLAN
    assert tell(filled, "report", "bands").code == Exit.FAILED  # no draw yet
