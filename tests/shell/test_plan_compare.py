"""``plan compare``: what differs in rules and in effect, as ``plan check`` has it for each."""

import json
from pathlib import Path
from typing import Any

import pytest
import small_office
from shop import Said, tell
from small_office import open_office

from inventories.problems import Exit
from scheduler.acts import chain_of, check_plan
from scheduler.plan.compare import MOVES


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    """A plan, and one with a higher total, a lower rate, a limit on visits, and fewer visits for each inspector."""
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_bytes(small_office.plan())
    text = small_office.plan(total="9", rates='{ A = "1/4", B = "1/2", C = 1 }', limit="2").decode()
    other.write_text(text + "\n[caps]\nall_levels = 1\n")
    return one, other


def compare(office: Path, *words: object) -> Said:
    return tell(office, "plan", "compare", *words)


def told(office: Path, *plans: Path) -> dict[str, Any]:
    said = compare(office, *plans, "--json")
    assert said.code == Exit.DONE, said.all
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_the_rules_that_differ(filled: Path, plans: tuple[Path, Path]) -> None:
    rules = {rule["member"]: (rule["first"], rule["second"]) for rule in told(filled, *plans)["rules"]}
    assert rules == {
        "inspectors.limit": ("9", "2"),
        "task[clinics].rates.A": ("1/3", "1/4"),
        "task[water].total": ("6", "9"),
        "caps.all_levels": (None, "1"),
    }


def test_each_side_is_what_plan_check_tells(filled: Path, plans: tuple[Path, Path]) -> None:
    found = told(filled, *plans)
    for side, plan in zip(("first", "second"), plans, strict=True):
        check = json.loads(tell(filled, "plan", "check", plan, "--json").out)
        nodes = {(t["task"], *n["node"]): n for t in check["tasks"] for n in t["nodes"]}
        assert {(n["task"], *n["node"]): n[side] for n in found["nodes"] if n[side]} == nodes
        loads = {(x["department"], x["period"]): x for x in check["load"]}
        assert {(x["department"], x["period"]): x[side] for x in found["load"] if x[side]} == loads
        kept = {(x["task"], x["ground"]): x["count"] for x in check["excluded"]}
        assert {(x["task"], x["ground"]): x[side] for x in found["kept_out"] if x[side]} == kept
        assert {name: found["visits"][side][name] for name in check["visits"]} == check["visits"]
        assert found["staffing"][side] == check["staffing"]
        problems = [p["text"] for p in (*found["problems"][side], *found["problems"]["both"])]
        assert sorted(problems) == sorted(p["text"] for p in check["problems"])


def test_what_becomes_of_the_rates(filled: Path, plans: tuple[Path, Path]) -> None:
    office = open_office(filled)
    rates = []
    for plan in plans:
        facts, _, _ = check_plan(plan.read_bytes(), "p", office.tables(), chain_of(office))
        assert facts is not None
        by_cell = {(task, cell.path): cell.rate for task, cells in facts.cells.items() for cell in cells}
        rates.append({(row.task, row.target): by_cell[row.task, row.path] for row in facts.frame.rows})
    one, other = rates
    for row in told(filled, *plans)["rates"]:
        mine = {key for key in (*one, *other) if key[0] == row["task"]}
        both = [key for key in mine if key in one and key in other]
        assert row["new"] == sum(key not in one for key in mine)
        assert row["gone"] == sum(key not in other for key in mine) > 0
        assert row["higher"] == sum(other[key] > one[key] for key in both)
        assert row["lower"] == sum(other[key] < one[key] for key in both)
        assert sum(row[move] for move in MOVES) == len(mine)


def test_in_words(filled: Path, plans: tuple[Path, Path]) -> None:
    said = compare(filled, *plans)
    assert said.code == Exit.DONE
    for text in ("Rules that differ", "6 → 9", "33.33% → 25%", "— → ", "In the worst rounding"):
        assert text in said.out, text
    assert tell(filled, "plan", "compare", *plans, lang="zh").out.count("→") == said.out.count("→")


def test_the_same_plan_twice(filled: Path, plans: tuple[Path, Path]) -> None:
    said = compare(filled, plans[0], plans[0])
    assert said.code == Exit.DONE
    assert "The two plans have the same rules." in said.out
    assert "→" not in said.out
    found = told(filled, plans[0], plans[0])
    assert found["rules"] == []
    assert all(entry["first"] == entry["second"] for entry in (*found["nodes"], *found["load"], *found["kept_out"]))
    assert not found["problems"]["first"] + found["problems"]["second"]


def test_plans_of_one_name_are_told_apart(filled: Path, plans: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / "one.toml"
    other.write_bytes(plans[1].read_bytes())
    assert str(other)[-9:] in compare(filled, plans[0], other).out


def test_errors_are_compared_and_garbage_is_refused(filled: Path, plans: tuple[Path, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_bytes(small_office.plan(total="600"))
    found = told(filled, plans[0], wrong)
    assert found["staffing"]["second"] is None
    assert "total-above-pool" in [p["code"] for p in found["problems"]["second"]]
    assert "was not asked" in compare(filled, plans[0], wrong).out
    garbage = tmp_path / "garbage.toml"
    garbage.write_bytes(b"\xff\x00[[[")
    assert compare(filled, garbage, plans[0]).code == Exit.PLAN
    assert compare(filled, plans[0], tmp_path / "none.toml").code == Exit.INPUT
    assert compare(filled, plans[0]).code == Exit.USAGE


def test_nothing_is_logged(filled: Path, plans: tuple[Path, Path]) -> None:
    before = (filled / "office.db").read_bytes()
    compare(filled, *plans)
    assert (filled / "office.db").read_bytes() == before
