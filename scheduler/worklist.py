"""Visits as rows for people: lists of visits with their teams, and the form in which results come back."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from inventories.problems import N_
from inventories.records import plain
from scheduler.facts import Facts
from scheduler.journal import Draw, standing, target_of
from scheduler.plan.model import Plan
from scheduler.publish.tables_out import Choices, Sheet
from scheduler.results.check import owed, owing
from scheduler.results.model import FOLLOW_UPS, Place, Result, wordings
from scheduler.results.states import entries

HEADERS = (
    N_("visit"),
    N_("name"),
    N_("address"),
    N_("district"),
    N_("period"),
    N_("tasks"),
    N_("team"),
    N_("open slots"),
    N_("done"),
)
CANCELLED = "cancelled"
"""In place of a mark, where a visit ended because superiors cancelled its tasks (任务取消)."""
FORM = (
    *(
        "检查编号",
        "被检查单位",
        "地址",
        "部门",
        "抽查事项",
        "检查日期",
        "检查人员",
        "抽查结果",
        "存在的主要问题",
        "是否整改",
    ),
    *("案件编号", "后续处置措施", "复查日期"),
)


def visit_rows(draw: Draw, facts: Facts) -> list[tuple[str, ...]]:
    """One row per standing visit under HEADERS, in team order; inspectors by name and identifier."""
    open_visits = set(owing(draw, facts.plan))
    names = {who: name for who, (name, _department) in draw.appointed().items()}
    names |= {inspector.id: inspector.name for inspector in facts.tables.inspectors}
    cancelled = draw.cancelled_visits()
    rows: list[tuple[str, ...]] = []
    for visit in standing(draw).values():
        target = facts.targets[visit.target]
        team = ", ".join(f"{names[who]} ({who})" for who in visit.team.values() if who is not None)
        left = sum(who is None for who in visit.team.values())
        rows.append(
            (
                visit.name,
                target.name,
                target.address,
                target.district,
                visit.period,
                ", ".join(visit.tasks),
                team,
                str(left),
                CANCELLED if visit.name in cancelled else "" if visit.name in open_visits else "✓",
            )
        )
    return rows


def form_rows(draw: Draw, facts: Facts) -> Iterator[tuple[str, ...]]:
    """One row under FORM for each result that is still owed: visit, department, item, with the rest left blank.

    Visits with an open slot are left out: they wait until it is filled.
    """
    items = {item.id: item.name for item in facts.tables.items}
    for row in result_rows(draw, facts.plan):
        if row["state"] in ("owed", "returned"):
            target = facts.targets[target_of(row["visit"])]
            head = (row["visit"], target.name, target.address, row["department"], items.get(row["item"], row["item"]))
            yield head + ("",) * (len(FORM) - len(head))


def form_sheet(rows: Iterable[tuple[str, ...]], plan: Plan, name: str) -> Sheet:
    """The form as a sheet, with the official words of each row's department to choose from."""
    rows = list(rows)
    chosen: list[Choices] = []
    first = 0
    for vocabulary, run in groupby(plan.results.vocabulary_of(row[FORM.index("部门")]) for row in rows):
        last = first + len(list(run)) - 1
        chosen.append(Choices(FORM.index("抽查结果"), first, last, wordings(vocabulary)))
        first = last + 1
    if rows:
        chosen.append(Choices(FORM.index("后续处置措施"), 0, len(rows) - 1, list(FOLLOW_UPS.values())))
    return Sheet(name, FORM, rows, tuple(chosen))


def result_rows(draw: Draw, plan: Plan) -> list[dict[str, Any]]:
    """Where every result stands, those that are owed included, by visit in team order: what was entered, with ``state``
    (see ``results.states``, or ``owed``, or ``waiting`` for somebody to fill a slot), ``ground`` and ``time``; last what was
    entered before its task was cancelled."""
    found = entries(draw.after)
    asked = owed(draw, plan)
    places: list[Place] = [
        (visit, department, item)
        for visit, departments in asked.items.items()
        for department, items in departments.items()
        for item in sorted(items)
    ]
    owing = frozenset(places)
    places += [place for place, entry in found.items() if place not in owing and entry.state != "returned"]
    blank = dict.fromkeys(Result.__dataclass_fields__, "")
    rows = []
    for place in places:
        entry = found.get(place)
        named = dict(zip(("visit", "department", "item"), place, strict=True))
        told = plain(entry.result) if entry else blank | named
        state = entry.state if entry else "waiting" if place[0] in asked.waiting else "owed"
        since = {"ground": entry.ground, "time": entry.since} if entry else {"ground": "", "time": ""}
        rows.append({**told, "state": state, **since})
    return rows
