"""``rules``: all rules in both languages, one explained, an unknown one, and no office needed."""

import json

import pytest
from shop import tell

from inventories.problems import Exit
from scheduler.rooms import ROOMS

CODES = [rule.code for room in ROOMS for rule in room.rules]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_rules_are_listed(lang: str) -> None:
    said = tell(None, "rules", lang=lang)
    assert said.code == Exit.DONE
    assert [line.split()[0] for line in said.out.splitlines() if line.split() and line.split()[0] in CODES] == CODES


def test_as_data() -> None:
    found = json.loads(tell(None, "rules", "--json").out)
    assert [rule["code"] for rule in found] == CODES
    one = next(rule for rule in found if rule["code"] == "one-officer")
    assert (one["room"], one["checked"], one["warning"]) == ("plan", "plan check", True)
    assert one["basis"] == "Administrative Penalty Law, art. 42"
    assert one["says"] == "one officer alone is to act for “…”"


def test_one_rule_in_chinese() -> None:
    said = tell(None, "rules", "conflict", lang="zh")
    assert "《行政处罚法》第四十三条" in said.out
    assert "audit 1.21" in said.out
    assert "one-officer" not in said.out


@pytest.mark.parametrize("code", CODES)
def test_every_rule_can_be_explained(code: str) -> None:
    assert tell(None, "rules", code).out.startswith(f"{code}: ")


@pytest.mark.parametrize("code", ["nochoice", "", "无", "{task}"])
def test_an_unknown_rule_names_the_nearest(code: str) -> None:
    said = tell(None, "rules", code)
    assert said.code == Exit.USAGE
    assert any(known in said.err for known in CODES)
