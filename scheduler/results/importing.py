"""Results as they come back in a spreadsheet, or one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from inspectors.model import Inspector
from inventories.cells import outcome, shown
from inventories.columns import Column, words
from inventories.importing import rows
from inventories.interpreting import Values
from inventories.mapping import EMPTY
from inventories.mapping import Mapping as HeaderMapping
from inventories.messages import VALUE_MISSING
from inventories.problems import Place, Problem
from inventories.reading import TableInfo
from inventories.records import plain
from inventories.values import day, label, text
from scheduler.facts import Facts
from scheduler.journal import Draw, place_of
from scheduler.results import messages
from scheduler.results import model as results
from scheduler.results.check import Fault, Owed, fault, misplaced, owed
from scheduler.results.model import FINDINGS, Result
from scheduler.results.words import FINDING, FOLLOW_UP, finding

COLUMNS = (
    Column(
        "visit",
        "visit",
        words("检查编号 检查任务 访问编号 检查任务/访问编号"),
        text,
        required=True,
        key=True,
        codes="register",
    ),
    Column("department", "department", words("部门 检查部门 检查单位 检查机关"), label, required=True),
    Column("item", "item", words("抽查事项 检查事项 检查内容"), text, required=True, codes="register"),
    Column("date", "date", words("检查日期 检查完成日期"), day, required=True),
    Column(
        "inspectors",
        "inspectors",
        words("检查人员 执法人员 检查人员签名 检查组成员"),
        text,
        multi=True,
        codes="certificate",
    ),
    Column("finding", "result", words("抽查结果 检查结果"), FINDING, required=True, fixed=True),
    Column("problems", "problems found", words("存在的主要问题 存在问题 主要问题"), text),
    Column("rectification", "rectification", words("是否整改 整改情况"), text),
    Column(
        "case",
        "penalty case",
        words("案件编号 立案编号 立案号 案号 行政处罚决定书文号 处罚文号"),
        text,
        codes="register",
    ),
    Column("follow_up", "follow-up", words("后续处置措施 后续处理措施 后续处置 处理措施"), FOLLOW_UP, fixed=True),
    Column("recheck_due", "re-check due", words("复查日期 复查期限 整改期限 整改复查日期"), day, default=None),
)


@dataclass(frozen=True)
class Against:
    """What results are judged against: what the draw ``ref`` owes, the (visit, department, item) that have a result
    already, and today. ``names`` maps an item's name to its identifier, ``people`` an inspector's to the record:
    either may be given."""

    owed: Owed
    known: frozenset[results.Place]
    ref: str
    today: date
    names: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, Inspector] = field(default_factory=dict)

    @cached_property
    def _items(self) -> frozenset[str]:
        return frozenset(item for asked in self.owed.items.values() for items in asked.values() for item in items)

    def item(self, written: str) -> str:
        """The identifier of an item that is written by identifier or by name."""
        return written if written in self._items else self.names.get(written, written)

    def inspector(self, visit: str, department: str, written: str) -> str:
        """The identifier of an inspector written by it, by name or by certificate number; of namesakes the one in the team."""
        if written in self.people:
            return written
        alike = [who for who, person in self.people.items() if written in (person.name, person.certificate)]
        team = self.owed.teams.get((visit, department), ())
        return next((who for who in alike if who in team), alike[0] if len(alike) == 1 else written)

    def result(self, values: Values) -> Result:
        """The result that the values of a row make, by the columns' fields."""
        visit, department = values["visit"], values["department"]
        return Result(
            **{
                **values,
                "item": self.item(values["item"]),
                "finding": finding(values["finding"], self.owed.rules.vocabulary_of(department)),
                "inspectors": tuple(self.inspector(visit, department, who) for who in values["inspectors"]),
            }
        )

    def fault(self, result: Result) -> Fault | None:
        """What is wrong with a result, or None."""
        return fault(result, self.owed, self.known, self.today)

    def problems(self, result: Result) -> list[Problem]:
        """What is wrong with one result that was typed in, in words."""
        wrong = self.fault(result)
        found = []
        if wrong:
            found = [problem(wrong, self.ref, Place(column=_COLUMNS.get(wrong.code, wrong.code), value=wrong.value))]
        return found + ([Problem(messages.PROBLEMS_BLANK, {}, warning=True)] if unsaid(result) else [])


def against(draw: Draw, facts: Facts, today: date) -> Against:
    """What results of a draw are judged against now."""
    known = frozenset(place_of(row) for row in draw.results())
    names = {item.name: item.id for item in facts.tables.items}
    return Against(owed(draw, facts.plan), known, draw.ref, today, names, facts.inspectors)


_COLUMNS = {"twice": "item", "repeated": "item", "open": "visit", "cancelled": "visit", "period": "date"}
"""The field in which a fault shows, where the fault is not called after it."""


def problem(wrong: Fault, ref: str, place: Place, **params: object) -> Problem:
    """A fault in words, at a place."""
    return Problem(
        messages.RESULT_FAULTS[wrong.code], {"value": wrong.value, "ref": ref, **wrong.params, **params}, place
    )


def unsaid(result: Result) -> bool:
    """Whether a result is a problem and names none."""
    return FINDINGS[result.finding].kind == "problem" and not result.problems


def typed(given: Mapping[str, str]) -> tuple[Values, list[Problem]]:
    """The values of one result typed in by field, read as a row of a file is, and everything that is wrong with them."""
    values: Values = {}
    noted: list[Problem] = []
    for column in COLUMNS:
        written = given.get(column.field, "")
        read = outcome(column, written, None)
        place = Place(column=column.field, value=shown(column, written))
        noted += [Problem(message, params, place) for message, params in read.errors]
        noted += [Problem(message, params, place, warning=True) for message, params in read.warnings]
        values[column.field] = read.value
    return values, noted


def changed_from(now: Result, changed: Mapping[str, str], known: Against) -> tuple[Result | None, list[Problem]]:
    """The result ``now`` with the fields that were typed in in place of what they say, and everything that is wrong with
    how they are written; None with an error."""
    told = plain(now) | {"finding": FINDINGS[now.finding].text, "inspectors": "、".join(now.inspectors)}
    values, problems = typed({name: text or "" for name, text in told.items()} | dict(changed))
    if any(not p.warning for p in problems):
        return None, problems
    result = known.result(values)
    return result, problems + ([Problem(messages.PROBLEMS_BLANK, {}, warning=True)] if unsaid(result) else [])


def read(
    path: Path, known: Against, mapping: HeaderMapping = EMPTY, sheet: str | None = None
) -> tuple[list[Result], list[Problem], TableInfo]:
    """The results in the file at ``path`` and everything that is wrong with them.

    Rows without a finding (a form not yet filled in) are left for later.
    """
    found, problems, table, unread = rows(path, COLUMNS, mapping, sheet)
    later = _not_filled_in(problems, table)
    judged = [(row, values["item"], known.result(values)) for row, values in found]
    noted = [p for p in problems if not (p.message == VALUE_MISSING and p.place.row in later)]
    if later and not found and not any(not p.warning for p in noted):
        noted.append(Problem(messages.NO_RESULTS, place=Place(table.file)))
    rows_of: dict[results.Place, int] = {}

    def say(row: int, wrong: Fault, item: str | None, **params: object) -> None:
        value = item if item and wrong.code in ("item", "twice", "repeated") else wrong.value
        column = _COLUMNS.get(wrong.code, wrong.code)
        place = Place(table.file, row, table.bound.get(column, column), value)
        noted.append(problem(Fault(wrong.code, value, wrong.params), known.ref, place, **params))

    for row, written, result in judged:
        if rows_of.setdefault(result.place, row) != row:
            say(row, Fault("repeated", written), written, first=rows_of[result.place])
        elif wrong := known.fault(result):
            say(row, wrong, written)
        if unsaid(result):
            place = Place(table.file, row, table.bound.get("problems", "problems"))
            noted.append(Problem(messages.PROBLEMS_BLANK, {}, place, warning=True))
    for row, values in unread:
        item = values.get("item")
        named = known.item(item) if item else None
        if row not in later and (wrong := misplaced(values.get("visit"), values.get("department"), named, known.owed)):
            say(row, wrong, item)
    return [result for _, _, result in judged], sorted(noted, key=lambda problem: problem.place.row or 0), table


def _not_filled_in(problems: Iterable[Problem], table: TableInfo) -> set[int | None]:
    """The rows in which nothing is missing but the date and the finding, and those both."""
    missing: dict[int | None, list[str]] = {}
    for problem in problems:
        if problem.message == VALUE_MISSING:
            missing.setdefault(problem.place.row, []).append(problem.place.column)
    asked = sorted(table.bound.get(field, "") for field in ("date", "finding"))
    return {row for row, columns in missing.items() if sorted(columns) == asked}
