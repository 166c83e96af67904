"""Visits as rows for people: lists of visits with their teams, and the form in which results come back."""

from collections.abc import Iterator

from inventories.problems import N_
from scheduler.facts import Facts
from scheduler.journal import Draw, standing
from scheduler.results.check import owed, owing

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
FORM = ("检查编号", "被检查单位", "地址", "部门", "抽查事项", "检查日期", "抽查结果", "存在的主要问题", "是否整改")


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
    known = {(row["visit"], row["department"], row["item"]) for row in draw.results()}
    asked_of = owed(draw, facts.plan)
    for visit, departments in asked_of.items.items():
        if visit in asked_of.waiting:
            continue
        target = facts.targets[visit.rsplit("/", 1)[0]]
        for department, asked in departments.items():
            for item in sorted(asked):
                if (visit, department, item) not in known:
                    yield (visit, target.name, target.address, department, items.get(item, item), "", "", "", "")
