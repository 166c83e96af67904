"""The results as the search of the pages reads them: a script file with nothing but data, since a page that was opened from a
disk can load no other kind.

Columns of numbers that point into lists of the texts, each text once; ``search.js`` puts them into pages as text alone.
"""

import json
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from scheduler.publish.numbers import visible
from scheduler.publish.view import ResultRow

PATH = "files/index.js"
HEAD = "/* double-random/search@1 */\nwindow.results = "
ESCAPES = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def search_data(rows: Iterable[ResultRow], names: dict[str, str]) -> bytes:
    """The file of all ``rows`` in their order. ``names`` are those of the tasks."""
    every = list(rows)
    columns: dict[str, Callable[[ResultRow], Hashable]] = {
        "task": lambda row: (row.task, visible(names.get(row.task, row.task))),
        "department": lambda row: visible(row.department),
        "item": lambda row: visible(row.item),
        "finding": lambda row: row.finding,
        "date": lambda row: row.date.isoformat(),
        "problems": lambda row: visible(row.problems),
        "rectification": lambda row: visible(row.rectification),
        "target": lambda row: tuple(map(visible, (row.place, row.target, row.entity, row.address))),
        "changed": lambda row: row.corrected.isoformat() if row.corrected else "",
        "objected": lambda row: int(bool(row.objections)),
    }
    data = {"reference": [visible(row.reference) for row in every]}
    document = data | {name: _column(every, value) for name, value in columns.items()}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in ESCAPES.items():
        text = text.replace(character, escaped)
    return f"{HEAD}{text};\n".encode()


def _column(rows: list[ResultRow], value: Callable[[ResultRow], Hashable]) -> dict[str, Any]:
    """Its different values in the order of their first appearance, and of each row the number of its own."""
    numbers: dict[Hashable, int] = {}
    at = [numbers.setdefault(value(row), len(numbers)) for row in rows]
    return {"values": list(numbers), "at": at}
