"""A whole plan as text, and what the tests change in it."""

from typing import Any

from scheduler.plan.model import Plan
from scheduler.plan.read import read_plan

EXAMPLE = """\
format = "double-random/plan@1"
id = "2026"
title = "夏村县2026年度卫生健康双随机抽查计划"
office = "夏村县卫生健康局"
as_of = 2026-01-05
results_due = 2026-12-31

[[randomness]]
kind = "dice"
faces = 10
throws = 20

[[period]]
id = "q1"
from = 2026-01-12
to = 2026-03-31

[[period]]
id = "q2"
from = 2026-04-01
to = 2026-06-30
weight = 2

[points]
bands = { A = 0, B = 10, C = 25, D = 50 }
credit_floor = { C = "C", D = "D", E = "D" }
[points.complaint]
months = 24
points = 10
cap = 40
[points.recency]
months = 12
points = 5
cap = 20

[inspectors]
limit = 40
rotation = 1
even_load_slack = 1

[[task]]
id = "clinics"
name = "诊所依法执业"
items = ["诊所执业活动"]
kind = "general"
scope = { category = ["诊所"], "经营性质" = ["民营"] }
rate = "5%"
rates = { C = "1/10", D = 1 }
at_most = "100%"
mandates = [ { least = 39 }, { least = "3%", node = ["夏村镇"] } ]
team = [
  { department = "health", qualifications = ["诊疗", "放射"], lead = true, area = "own" },
  { department = "medical insurance", officers = 3, area = { "夏村镇" = ["城关镇"] } },
]
  [[task.rate_for]]
  category = ["诊所"]
  band = ["B"]
  rate = 0.075

[[task]]
id = "schools"
name = "学校卫生"
items = ["学校卫生", "饮用水"]
kind = "key"
strata = ["district"]
scope = { category = "学校" }
total = 20
multiplier = 1
periods = ["q2"]
team = [ { department = "health" } ]
  [[task.multiplier_for]]
  district = "城关镇"
  multiplier = "3/2"
"""


def plan(text: str = EXAMPLE) -> Plan:
    """The plan of ``text``, which has no error."""
    result, problems = read_plan(text.encode(), "plan.toml")
    assert result is not None, problems
    return result


def found(text: str) -> list[tuple[str, str, int | None]]:
    """Code, member and row of every problem of ``text``."""
    _, problems = read_plan(text.encode(), "plan.toml")
    return [(p.message.code, p.place.column, p.place.row) for p in problems]


def changed(*changes: tuple[str, str]) -> str:
    """The example with each first text replaced by the second; it has to be there once."""
    result = EXAMPLE
    for old, new in changes:
        assert result.count(old) == 1, old
        result = result.replace(old, new)
    return result


def params(text: str) -> list[dict[str, Any]]:
    """The parameters of every problem of ``text``."""
    return [dict(p.params) for p in read_plan(text.encode(), "plan.toml")[1]]
