"""A superior's table of least numbers by category and district (任务分配表) as mandates of tasks. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from inventories.problems import Message, Place, Problem
from scheduler.paper import known, messages, numbers
from scheduler.paper.cells import listed
from scheduler.paper.tasks import Draft, Reader, Values

STRATA = ("district", "category", "band")
Row = tuple[int, Values]


def allocated(reader: Reader, rows: Sequence[Row]) -> tuple[list[Draft], list[Problem]]:
    """The base plan's tasks with the least numbers as mandates, and those that have no place; without a base a task for each
    scope, with their sum as total."""
    tasks: Sequence[Mapping[str, Any]] = reader.base.get("task", [])
    drafts = [Draft([], dict(task), base=task) for task in tasks] or reader.drafts(_summed(rows))
    problems = [problem for number, values in rows if (problem := _place(reader, drafts, number, values))]
    return drafts, problems


def _summed(rows: Sequence[Row]) -> list[Row]:
    """One row for each task or scope, with the sum of its numbers and without a district."""
    found: dict[str, Row] = {}
    for number, values in rows:
        key = values["id"] or values["name"] or values["scope"]
        first, before = found.get(key, (number, {**values, "number": "", "district": ""}))
        total = (numbers.whole(before["number"]) or 0) + (numbers.whole(values["number"]) or 0)
        found[key] = first, {**before, "number": str(total or "")}
    return list(found.values())


def _place(reader: Reader, drafts: Sequence[Draft], number: int, values: Values) -> Problem | None:
    """Make the least number of a row a mandate; a problem if it has no place."""

    def problem(name: str, message: Message, **params: object) -> Problem:
        place = Place(reader.file, number, reader.headers.get(name, ""), values[name])
        return Problem(message, params, place, warning=True)

    conditions, _doubts = known.scope(values["scope"], reader.words)
    categories = conditions.get("category", [])
    label, least, found = values["scope"] or "—", numbers.whole(values["number"]), _meant(drafts, values, categories)
    if least is None:
        return problem("number", messages.NUMBER_UNCLEAR)
    if len(found) > 1:
        several = ", ".join(str(draft.members["id"]) for draft in found)
        return problem("scope", messages.ALLOCATION_SEVERAL, label=label, tasks=several)
    node = _node(found[0].members, categories, values["district"]) if found else None
    if node is None:
        return problem("scope", messages.ALLOCATION_UNPLACED, label=label, district=values["district"] or "—")
    others = [m for m in found[0].members.get("mandates", ()) if listed(m.get("node", ())) != node]
    found[0].members["mandates"] = [*others, {"least": least, "node": node}]
    return None


def _meant(drafts: Sequence[Draft], values: Values, categories: Sequence[str]) -> list[Draft]:
    """The task that a row names; else those whose scope has its categories."""
    named = [d for d in drafts if values["id"] == str(d.members["id"]) or values["name"] == d.members["name"]]
    if named or values["id"] or values["name"]:
        return named
    scopes = [set(listed(d.members.get("scope", {}).get("category", ()))) for d in drafts]
    return [draft for draft, scope in zip(drafts, scopes, strict=True) if categories and set(categories) <= scope]


def _node(task: Mapping[str, Any], categories: Sequence[str], district: str) -> list[str] | None:
    """The node of the task's tree for one district, and for one category if the task has others; None if there is none."""
    asked = {"district": district} if district else {}
    if sorted(categories) != sorted(listed(task.get("scope", {}).get("category", ()))):
        if len(categories) > 1:
            return None
        asked |= {"category": categories[0]} if categories else {}
    node = []
    for column in listed(task.get("strata", STRATA)):
        if column not in asked:
            break
        node.append(asked.pop(column))
    return None if asked else node
