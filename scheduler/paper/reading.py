"""``plan read``: an annual table in a spreadsheet becomes the text of a plan."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from inspectors.eligibility import Span
from inventories.mapping import EMPTY, Unpivot
from inventories.mapping import Mapping as HeaderMapping
from inventories.problems import Exit, Place, Problem, Refused
from inventories.reading import Rows, TableInfo, opened, rows
from inventories.values import Invalid, day, identifier
from scheduler.paper import messages
from scheduler.paper.allocation import allocated
from scheduler.paper.cells import periods
from scheduler.paper.columns import COLUMNS
from scheduler.paper.known import Known, known
from scheduler.paper.placing import placed
from scheduler.paper.tasks import Draft, Reader
from scheduler.paper.times import elementary, joined, name_of
from scheduler.paper.write import Say, written
from scheduler.plan.read import read_plan
from scheduler.tables import Tables

_YEAR = re.compile(r"(20[0-9]{2}) ?(?:年|[.-])?")


@dataclass(frozen=True)
class Read:
    """A plan's text as read from a table, its tasks' identifiers, everything that was not plain, and how the file was read."""

    text: bytes
    tasks: tuple[str, ...]
    problems: tuple[Problem, ...]
    table: TableInfo


def read(
    path: Path,
    base: bytes | None,
    tables: Tables | None,
    say: Say,
    mapping: HeaderMapping = EMPTY,
    sheet: str | None = None,
) -> Read:
    """The plan that the table at ``path`` writes. What it does not say comes from ``base``, or from the example's defaults.

    ``tables`` are the office's records, with whose words its words are matched; ``say`` tells a problem in a comment.
    Refused: exit 3 for a file in which a cell cannot be read or that holds no task, exit 4 for a base that is no plan.
    """
    before = base.decode("utf-8-sig") if base is not None else _example()
    if base is not None and any(not p.warning for p in read_plan(base, "base")[1]):
        raise Refused([p for p in read_plan(base, "base")[1] if not p.warning], Exit.PLAN)
    plan = tomllib.loads(before, parse_float=str)
    departments = [i.department for i in tables.inspectors if i.active] if tables else []
    words = known(tables.targets if tables else (), tables.items if tables else (), departments, plan)
    found = _rows(path, mapping, sheet, words)
    titles = _titles(path, found, mapping, sheet)
    year, unsaid = _year(titles, found, plan, path.name)
    moved = _moved(plan, year)
    reader = Reader(found.table.file, found.table.bound, words, {"task": [], **moved}, year)
    least = any(values["district"] for _, values in found.rows)
    drafts, unplaced = allocated(reader, found.rows) if least else (reader.drafts(found.rows), [])
    head = _head(moved, [] if least else titles, found, year, named=base is not None)
    if base is None:
        head |= _days(drafts, moved, year)
    for draft in drafts:
        placed(draft, periods({**moved, **head}), found.table.file, found.table.bound)
    text = written(before, head, drafts, say).encode()
    read_again, problems = read_plan(text, "plan.toml")
    if read_again is None:
        raise Refused(problems, Exit.PLAN)
    told = [p for draft in drafts for p in draft.doubts]
    left = [] if least or base is None else list(_left(plan, drafts, found.table.file))
    doubts = sorted([*told, *unplaced], key=lambda p: p.place.row or 0)
    listed = (*found.problems, *unsaid, *doubts, *left)
    return Read(text, tuple(str(draft.members["id"]) for draft in drafts), listed, found.table)


def _example() -> str:
    """The example plan without its tasks, and without the comments that speak of them or of its county."""
    text = (files("scheduler.sample") / "plan.toml").read_text("utf-8").split("[[task]]")[0].split("\n\n", 1)[1]
    before, after = text.split("[[period]]", 1)
    return _uncommented(before) + "\n[[period]]" + _uncommented(after)


def _uncommented(text: str) -> str:
    """``text`` without the last lines of comment, but for the heading of a part."""
    lines = text.rstrip().split("\n")
    while lines[-1].startswith("#") and not lines[-1].startswith("# ----"):
        lines.pop()
    return "\n".join(lines).rstrip() + "\n"


def _rows(path: Path, mapping: HeaderMapping, sheet: str | None, words: Known) -> Rows:
    """The table's rows; where districts are columns, a row for each. Refused (exit 3) with an error or without any row."""
    if not mapping.unpivot and words.districts:
        wide = tuple(Unpivot({"number": name}, {"district": name}) for name in words.districts)
        headers = opened(path, COLUMNS, replace(mapping, unpivot=wide), sheet).headers
        mapping = replace(mapping, unpivot=tuple(block for block in wide if block.columns["number"] in headers))
    found = rows(path, COLUMNS, mapping, sheet)
    errors = [problem for problem in found.problems if not problem.warning]
    if errors:
        raise Refused(errors, Exit.INPUT)
    told = [(n, v) for n, v in found.rows if any(v[name] for name in ("name", "items", "scope", "id"))]
    if not told:
        raise Refused(Problem(messages.NO_TASKS, {}, Place(found.table.file)), Exit.INPUT)
    return found._replace(rows=told)


def _titles(path: Path, found: Rows, mapping: HeaderMapping, sheet: str | None) -> list[str]:
    """What the table is called: in its own column, and above its header."""
    own = [values["title"] for _, values in found.rows if values["title"]]
    above = [
        cell.strip()
        for number, cells in opened(path, COLUMNS, mapping, sheet).raw.rows
        if number < found.table.header_row
        for cell in cells
        if len(cell.strip()) > 5
    ]
    return list(dict.fromkeys((*own, *(" ".join(cell.split()) for cell in above))))


def _year(titles: Sequence[str], found: Rows, plan: Mapping[str, Any], file: str) -> tuple[int, list[Problem]]:
    """The plan's year, from titles, times or the file's name; else the base's, and that this is so."""
    times = [v[name] for _, v in found.rows for name in ("time", "begins", "plan")]
    for text in (*titles, *times, file):
        if match := _YEAR.search(text):
            return int(match[1]), []
    year = _day(plan["period"][0]["from"]).year
    return year, [Problem(messages.YEAR_UNSAID, {"year": year}, Place(file), warning=True)]


def _moved(plan: Mapping[str, Any], year: int) -> dict[str, Any]:
    """The plan with all its days moved to the year."""
    by = year - _day(plan["period"][0]["from"]).year

    def day_of(value: Any) -> date:
        given = _day(value)
        leap = given.month == 2 and given.day == 29
        return (given - timedelta(days=1) if leap else given).replace(year=given.year + by)

    def table(rows: Sequence[Mapping[str, Any]], *days: str) -> list[dict[str, Any]]:
        return [{k: day_of(v) if k in days else v for k, v in row.items()} for row in rows]

    moved = {**plan, "period": table(plan["period"], "from", "to")} if by else dict(plan)
    for name in ("as_of", "results_due"):
        if by and name in plan:
            moved[name] = day_of(plan[name])
    if by and "batch" in plan and isinstance(plan["batch"], list):
        moved["batch"] = table(plan["batch"], "as_of", "results_due")
    return moved


def _head(plan: Mapping[str, Any], titles: Sequence[str], found: Rows, year: int, named: bool) -> dict[str, Any]:
    """The members of the new plan besides its tasks that the table decides."""
    same = named and str(year) in str(plan["id"])
    head = {name: plan[name] for name in ("as_of", "results_due", "period", "batch") if name in plan}
    numbers = (_identifier(values["plan"]) for _, values in found.rows if values["plan"])
    head["id"] = next((n for n in numbers if n), str(plan["id"]) if same else str(year))
    offices = [values["lead"] for _, values in found.rows if values["lead"]]
    head["title"] = titles[0] if titles else plan["title"] if same else f"{year}年度双随机抽查计划"
    head["office"] = plan["office"] if named else offices[0] if offices else head["title"]
    return head


def _identifier(text: str) -> str:
    try:
        found = identifier(text)
    except Invalid:
        return ""
    return found if isinstance(found, str) else ""


def _days(drafts: Sequence[Draft], plan: Mapping[str, Any], year: int) -> dict[str, Any]:
    """The periods that the table's times make up, by the days that they have; nothing if it tells no time."""
    told = [span for draft in drafts for span in joined(draft.days or ())]
    if not told:
        return {}
    parts = elementary(told)
    made = [{"id": name_of(p, year), "from": p.begins, "to": p.ends, "weight": _length(p)} for p in parts]
    return {
        "period": made,
        "as_of": min(_day(plan["as_of"]), parts[0].begins),
        "results_due": max(_day(plan["results_due"]), parts[-1].ends),
    }


def _length(span: Span) -> int:
    return (span.ends - span.begins).days + 1


def _left(plan: Mapping[str, Any], drafts: Sequence[Draft], file: str) -> Iterator[Problem]:
    kept = {str(draft.base["id"]) for draft in drafts if draft.base}
    for task in plan.get("task", []):
        if str(task["id"]) not in kept:
            yield Problem(messages.TASK_LEFT, {"task": task["id"]}, Place(file), warning=True)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else day(value)
