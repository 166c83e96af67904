"""``plan print``: a plan as an annual table in an official form; read again, it gives the same tasks."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inventories.problems import Exit, Refused, refuse
from scheduler.facts import derive
from scheduler.paper import messages
from scheduler.paper.cells import cells, listed
from scheduler.paper.columns import FORMS, HEADERS
from scheduler.paper.known import known
from scheduler.plan.check import Report, check
from scheduler.plan.read import read_plan
from scheduler.publish.tables_out import Cell
from scheduler.tables import Tables


def printed(text: bytes, file: str, form: str, tables: Tables | None) -> tuple[list[str], list[list[Cell]]]:
    """Headers and rows of the plan in ``text``. With the office's ``tables`` items have their names, and the annual form has
    each task's targets now, and how many of them the year is expected to draw.

    Refused: exit 4 for a text that is no plan, exit 2 for the form of least numbers where there are none.
    """
    plan, problems = read_plan(text, file)
    if plan is None:
        raise Refused(problems, Exit.PLAN)
    document = tomllib.loads(text.decode("utf-8-sig"), parse_float=str)
    words = known((), tables.items if tables else (), (), document)
    tasks: Sequence[Mapping[str, Any]] = document["task"]
    rows: list[dict[str, Cell]] = [
        {**cells(task, document, words), "plan": plan.id, "title": plan.title} for task in tasks
    ]
    if form == "allocation":
        rows = [row for task, row in zip(tasks, rows, strict=True) for row in _least(task, row)]
        if not rows:
            raise refuse(messages.NOTHING_BELOW, Exit.USAGE, form=form)
    fields = FORMS[form]
    if tables and tables.targets and form == "annual":
        fields, report = (*fields, "pool", "expected"), check(derive(plan, tables))
        rows = [{**row, **_numbers(report, task)} for task, row in zip(tasks, rows, strict=True)]
    table = [[_cell(name, row, k) for name in fields] for k, row in enumerate(rows, 1)]
    return [HEADERS[name] for name in fields], table


def _cell(name: str, row: Mapping[str, Any], k: int) -> Cell:
    if name == "no":
        return k
    value: Cell = row[name]
    return int(value) if name == "number" and isinstance(value, str) and value.isdigit() else value


def _least(task: Mapping[str, Any], row: Mapping[str, Cell]) -> Iterator[dict[str, Cell]]:
    """A row for each least number at a node of district and category."""
    strata = listed(task.get("strata", ("district", "category", "band")))
    for mandate in task.get("mandates", ()):
        node = dict(zip(strata, listed(mandate.get("node", ())), strict=False))
        if type(mandate["least"]) is int and "district" in node and node.keys() <= {"district", "category"}:
            label = node.get("category", row["scope"])
            yield {**row, "scope": label, "district": node["district"], "number": str(mandate["least"])}


def _numbers(report: Report, task: Mapping[str, Any]) -> dict[str, Cell]:
    """Pool and expected number of a task; of one that is visited several times a year, those of its first visit."""
    mine = next((t for t in report.tasks if t.task in (str(task["id"]), f"{task['id']}.1")), None)
    if mine is None:
        return {"pool": None, "expected": None}
    least, most = int(mine.whole.expected), -int(-mine.whole.expected // 1)
    return {"pool": mine.whole.pool, "expected": str(least) if least == most else f"{least}—{most}"}
