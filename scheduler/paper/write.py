"""A plan's TOML text made from another: its head is kept with its comments, tasks and days are those that were read."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Comment, Item, Table, Whitespace

from inventories.problems import Problem
from scheduler.paper.tasks import Draft

Say = Callable[[Problem], str]
"""How a problem is told in a comment."""
_TABLES = ("team",)
"""Members of a task that are written as tables of their own."""


def written(base: str, head: Mapping[str, Any], drafts: Sequence[Draft], say: Say) -> str:
    """``base`` with the members of ``head`` in place of its own, and the tasks of ``drafts``. Members not named stay."""
    document = tomlkit.parse(base)
    former = {str(task["id"]): task for task in document.get("task", [])}
    document.pop("task", None)
    for name, value in head.items():
        if document.unwrap().get(name) != value:
            document[name] = _tables(value, _tail(document.get(name))) if isinstance(value, list) else value
    tasks = tomlkit.aot()
    for draft in drafts:
        unchanged = draft.base is not None and draft.members == draft.base and not (draft.doubts or draft.asides)
        own = former.get(str(draft.base["id"])) if draft.base else None
        tasks.append(own if unchanged and own else _task(draft, _tail(own.get("team") if own else None), say))
    document["task"] = tasks
    _forget_departments(document)
    return re.sub("\n{3,}", "\n\n", tomlkit.dumps(document))


def _forget_departments(document: tomlkit.TOMLDocument) -> None:
    """Words of their own only for departments that a task still has."""
    acting = {rule["department"] for task in document["task"] for rule in task.get("team", ())}
    words = document.get("results", {}).get("departments", {})
    for name in [name for name in words if name not in acting]:
        words.pop(name)


def _task(draft: Draft, tail: Sequence[Comment | Whitespace], say: Say) -> Table:
    table = tomlkit.table()
    for header, text in draft.asides:
        table.add(tomlkit.comment(_line(f"{header}：{text}")))
    for problem in draft.doubts:
        table.add(tomlkit.comment(_line(say(problem))))
    for name, value in draft.members.items():
        if name not in _TABLES:
            table.add(name, _inline(value))
    for name in _TABLES:
        if name in draft.members:
            table.add(name, _tables(draft.members[name], tail))
    return table


def _tail(former: Any) -> list[Comment | Whitespace]:
    """What stands below the last of some tables: the comments that head what comes next."""
    entries = former[-1].value.body if isinstance(former, AoT) and len(former) else []
    last = max((k for k, (key, _item) in enumerate(entries) if key is not None), default=-1)
    return [item for _key, item in entries[last + 1 :] if isinstance(item, Comment | Whitespace)]


def _tables(rows: Sequence[Mapping[str, Any]], tail: Sequence[Comment | Whitespace]) -> AoT:
    found = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        for name, value in row.items():
            table.add(name, _inline(value))
        for item in tail if row is rows[-1] else ():
            table.add(item)
        found.append(table)
    return found


def _inline(value: Any) -> Item:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        for name, inner in value.items():
            table.add(name, _inline(inner))
        return table
    if isinstance(value, list | tuple):
        found = tomlkit.array()
        for inner in value:
            found.append(_inline(inner))
        found.multiline(len(value) > 3 and any(isinstance(inner, Mapping) for inner in value))
        return found
    single: Item = tomlkit.item(value)
    return single


def _line(text: str) -> str:
    return " ".join(text.split())
