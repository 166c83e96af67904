"""What an annual table says of a task, cell by cell: as it is printed, and as it changes nothing when it is read. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from inspectors.eligibility import Span
from inventories.values import day
from scheduler.paper.known import Known, items_text, scope_text
from scheduler.paper.numbers import number_text, rate_text
from scheduler.paper.times import joined, text_of

KINDS = {"general": "一般检查事项", "key": "重点检查事项"}
Tables = Mapping[str, Any]
"""A plan, or a part of it, as its TOML text writes it."""


def cells(task: Tables, plan: Tables, words: Known) -> dict[str, str]:
    """The text of each column for the table of ``task``."""
    lead, partners = team(task)
    scope = task.get("scope", {})
    return {
        "id": str(task["id"]),
        "name": task["name"],
        "type": "定向" if scope else "不定向",
        "kind": KINDS[task["kind"]],
        "items": items_text(listed(task.get("items", ())), words),
        "scope": scope_text(scope),
        "rate": rate_text(task),
        "number": number_text(task),
        "extent": "；".join(filter(None, (rate_text(task), f"{task['total']}户" if "total" in task else ""))),
        "frequency": f"{len(task.get('visits', [1]))}次/年",
        "time": time(task, plan),
        "lead": lead,
        "partners": "、".join(partners),
        "remark": KINDS[task["kind"]],
    }


def team(task: Tables) -> tuple[str, list[str]]:
    """The lead department and the others, in the order of the team."""
    departments = [str(rule["department"]) for rule in task["team"]]
    lead = str(task.get("lead", departments[0]))
    return lead, [name for name in departments if name != lead]


def time(task: Tables, plan: Tables) -> str:
    """When the task takes place: 全年 for all periods of a year, else what its periods come to; several visits one by one."""
    known = dict(periods(plan))
    if "visits" in task:
        return "、".join(_time([known[str(name)] for name in part]) for part in task["visits"])
    named = [str(name) for name in listed(task.get("periods", list(known)))]
    spans = [span for name, span in known.items() if name in named]
    whole = len(spans) == len(known) and (spans[0].begins.month, spans[-1].ends.month) == (1, 12)
    return "全年" if whole else _time(spans)


def _time(spans: Sequence[Span]) -> str:
    return "、".join(map(text_of, joined(spans)))


def periods(plan: Tables) -> list[tuple[str, Span]]:
    """The plan's periods by name, in their order."""
    return [(str(p["id"]), Span(_day(p["from"]), _day(p["to"]))) for p in plan["period"]]


def _day(value: Any) -> date:
    return value if isinstance(value, date) else day(value)


def listed(value: Any) -> list[Any]:
    """A list, or a single value as one."""
    return list(value) if isinstance(value, list | tuple) else [value]
