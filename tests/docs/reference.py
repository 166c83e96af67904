"""The parts of the reference pages that are made from the code.

python tests/docs/reference.py       rewrites them in the pages of docs that PARTS names
"""

from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

from pages import DOCS, english, generated

from inspectors import messages as roster_messages
from inspectors import templates as roster
from inventories import messages as inventory_messages
from inventories import templates as inventory
from inventories.columns import Column
from inventories.frequency import frequency_text, rate_text
from inventories.problems import Message
from inventories.values import day, entity, first_day, identifier, label, last_day, severity, text, valid_until
from scheduler import messages as office_messages
from scheduler.forms import messages as form_messages
from scheduler.forms.papers import PAPERS
from scheduler.i18n import translator
from scheduler.intake import calendar
from scheduler.paper import columns as paper
from scheduler.paper import messages as paper_messages
from scheduler.persons.messages import ACTS
from scheduler.persons.roles import LEAST, ROLES, TWICE, may
from scheduler.plan import life_messages
from scheduler.plan import messages as plan_messages
from scheduler.plan.rules import RULES as plan_rules
from scheduler.plan.rules.rule import PlanRule
from scheduler.publish.files import BOOKS
from scheduler.publish.files import TABLES as TABLES_OUT
from scheduler.publish.tables.table import Table
from scheduler.results import importing as results
from scheduler.results import messages as result_messages
from scheduler.rooms import ROOMS, said
from scheduler.year import messages as year_messages

COMMAND = "python tests/docs/reference.py"

OF_FILES = (
    "COLUMN_CHOICE CREDIT_CODE CATCH_ALL DUPLICATES EXAMPLE_ROW EXPIRED FIELDS_UNSAID FREQUENCY_UNCLEAR GONE_UNKNOWN "
    "IDENTIFIER_DECIMAL INVISIBLE LABEL_SLASH MONTH_FIRST MONTH_LAST NOTE_ROW PERSONAL_MASKED RECORD_TWICE "
    "ROWS_HIDDEN ROWS_MISSING ROW_TWICE PROBLEMS_BLANK SHEETS_HIDDEN SWALLOWED TOTAL_ROW UNKNOWN_TARGET UNDECIDED "
    "UNJOINED RED_LIST REVIEW_STRANGE REPAIR_NOTHING"
)
OF_IMPORTS = ("MANY_GONE", "FIELDS_UNSAID", "GONE_UNKNOWN", "DUPLICATES")
OF_YEARS = "CALENDAR_THIN YEAR_NOT_CLOSED YEAR_PROVISIONAL"
OF_PAPER = "NEVER_APPROVED TASK_LEFT YEAR_UNSAID"
WARNINGS = frozenset((*OF_FILES.split(), *OF_YEARS.split(), *OF_PAPER.split()))
"""Messages that are given as warnings, by the names they bear in the code; all others are errors."""

TABLES: dict[str, tuple[Column, ...]] = {
    "targets": inventory.TARGETS,
    "items": inventory.ITEMS,
    "inspectors": roster.INSPECTORS,
    "leave": roster.LEAVE,
    "conflicts": roster.CONFLICTS,
    "signals": inventory.SIGNALS,
    "repairs": inventory.REPAIRS,
    "classes": inventory.CLASSES,
    "history": inventory.HISTORY,
    "exclusions": inventory.EXCLUSIONS,
    "assigned": inventory.ASSIGNED,
    "calendar": calendar.COLUMNS,
    "results": results.COLUMNS,
    "registry": inventory.REGISTRY,
}
"""The columns of every kind that is imported, and of the registry's extract, which is compared."""
FORMS = {
    identifier: "identifier",
    label: "label",
    text: "text",
    day: "day",
    first_day: "day, or month",
    last_day: "day, or month (its last day)",
    valid_until: "day, month (its last day), or long-term",
    calendar.day_text: "day",
    rate_text: "text, or share",
    frequency_text: "text, or frequency",
    entity: "credit code, or text",
    severity: "whole number, or a grade",
    roster.period_limit: "period=number",
}


def columns_of(name: str) -> str:
    """The table of columns of one kind of file."""
    lines = [
        "| field | English header | Chinese headers, the preferred first | value | blank |",
        "|---|---|---|---|---|",
    ]
    for column in TABLES[name]:
        made = column.field == "id" and not column.required
        blank = "error" if column.required else "made from the row's values" if made else _shown(column.empty)
        if column.fallback:
            blank += f"; without the column, `{column.fallback}` serves"
        form = _form(column) + (", several" if column.multi else "")
        names = "、".join(column.names) + (f"; without these {'、'.join(column.last)}" if column.last else "")
        lines.append(f"| `{column.field}` | {column.header} | {names} | {form} | {blank} |")
    return "\n".join(lines)


def words_of(name: str) -> str:
    """The words of every column of fixed words of one kind of file."""
    lines = []
    for column in TABLES[name]:
        if groups := _words(column):
            listed = "; ".join(f"`{_shown(value)}`: {'、'.join(found)}" for value, found in groups.items())
            lines.append(f"- `{column.field}`: {listed}")
    return "\n".join(lines)


def _form(column: Column) -> str:
    if column.parse in FORMS:
        return FORMS[column.parse]
    return "one of the words below" if _words(column) else "whole number"


def _words(column: Column) -> dict[Any, list[str]]:
    """By value: the words of a column of fixed words; nothing for any other column."""
    return {value: list(words) for value, words in column.choices.items()}


def _shown(value: Any) -> str:
    match value:
        case None | () | "":
            return "stays blank"
        case bool():
            return "yes" if value else "no"
    return str(value)


def told(module: ModuleType) -> dict[str, Message]:
    """The messages of a module by the name they bear in it."""
    return {name: value for name, value in vars(module).items() if isinstance(value, Message)}


def grade(name: str) -> str:
    """Whether the message of that name is an error, a warning or a note."""
    return "note" if name.startswith("STAFFING_") else "warning" if name in WARNINGS else "error"


def messages_table(messages: Iterable[tuple[str, Message]], of_rules: Iterable[PlanRule] = ()) -> str:
    """A table of messages: how grave, code, sentence, advice."""
    order = ("error", "warning", "note")
    graded = [(grade(name), message) for name, message in messages]
    graded += [("warning" if rule.warning else "error", rule.says) for rule in of_rules]
    rows = sorted(graded, key=lambda row: order.index(row[0]))
    lines = ["| | code | what is said | advice |", "|---|---|---|---|"]
    lines += [f"| {how} | `{m.code}` | {_cell(m.text)} | {_cell(m.advice)} |" for how, m in rows]
    return "\n".join(lines)


def _cell(sentence: str) -> str:
    return sentence.replace("{", "*").replace("}", "*").replace("!r", "").replace("|", "\\|")


def plan_parts() -> dict[str, str]:
    """The generated parts of docs/plan.md."""
    return {"plan-messages": messages_table(told(plan_messages).items(), plan_rules)}


def rules_parts() -> dict[str, str]:
    """The generated parts of docs/rules.md: the rules of each room."""
    parts = {}
    for room in ROOMS:
        lines = ["| code | rule | basis | said where it is not kept |", "|---|---|---|---|"]
        for rule in room.rules:
            message = said(rule)
            lines.append(f"| `{rule.code}` | {rule.name} | {rule.basis} | {_cell(message.text) if message else ''} |")
        parts[room.code] = "\n".join([f"Checked by `{room.checked}`.", "", *lines])
    return parts


def spreadsheet_parts() -> dict[str, str]:
    """The generated parts of docs/spreadsheets.md."""
    begins = ("UNKNOWN_", "UNDECIDED", "UNJOINED", "RED_LIST", "REVIEW_", "REPAIR_", "CLASS_")
    references = {
        name: message
        for name, message in told(office_messages).items()
        if name in OF_IMPORTS or name.startswith(begins)
    }
    said = {**told(inventory_messages), **told(roster_messages), **references}
    said |= {f"PERSONAL_{kind}": message for kind, message in inventory_messages.PERSONAL_KEYS.items()}
    said |= {f"RESULT_{code}": message for code, message in result_messages.RESULT_FAULTS.items()}
    said["PROBLEMS_BLANK"] = result_messages.PROBLEMS_BLANK
    said["CALENDAR_THIN"] = year_messages.CALENDAR_THIN
    parts = {f"columns-{name}": columns_of(name) for name in TABLES}
    parts |= {f"words-{name}": words_of(name) for name in TABLES if words_of(name)}
    return parts | {"import-messages": messages_table(said.items())}


def paper_parts() -> dict[str, str]:
    """The generated parts of docs/paper.md."""
    columns = [c for c in paper.COLUMNS if c.field not in paper.ASIDE]
    warnings = told(paper_messages)
    errors = {name: warnings.pop(name) for name in ("NO_TASKS", "NOTHING_BELOW")} | told(life_messages)
    warnings["NEVER_APPROVED"] = errors.pop("NEVER_APPROVED")
    rows = [*(("error", m) for m in errors.values()), *(("warning", m) for m in warnings.values())]
    lines = ["| | code | what is said | advice |", "|---|---|---|---|"]
    lines += [f"| {how} | `{m.code}` | {_cell(m.text)} | {_cell(m.advice)} |" for how, m in rows]
    forms = {name: "、".join(paper.HEADERS[f] for f in fields) for name, fields in paper.FORMS.items()}
    return {
        "annual-columns": "\n".join(f"| `{c.field}` | {'、'.join((*c.names, c.header))} |" for c in columns),
        "annual-asides": "、".join(name for c in paper.COLUMNS if c.field in paper.ASIDE for name in c.names) + ".",
        "annual-forms": "\n".join(f"| `{name}` | {shown} |" for name, shown in forms.items()),
        "annual-messages": "\n".join(lines),
    }


def papers_parts() -> dict[str, str]:
    """The generated parts of docs/papers.md."""
    classes: dict[type, list[str]] = {}
    for one in PAPERS:
        classes.setdefault(one.fields, []).append(one.title)
    lines = [part for kind, titles in classes.items() for part in _fields(kind, "、".join(titles))]
    seen = set(classes)
    for inner in (i for kind in classes for i in _inner(kind)):
        if inner not in seen:
            lines += _fields(inner, f"`{inner.__name__}`: {str(inner.__doc__).rstrip('.')}")
            seen.add(inner)
    return {"paper-fields": "\n".join(lines), "paper-messages": messages_table(told(form_messages).items())}


def _fields(kind: type, title: str) -> Iterator[str]:
    """A heading and the table of the fields of one class."""
    yield from (f"### {title}", "", "| field | value | |", "|---|---|---|")
    for name, hint in get_type_hints(kind, include_extras=True).items():
        form, says = get_args(hint)
        yield f"| `{name}` | {_kind(form)} | {says} |"
    yield ""


def _kind(form: Any) -> str:
    several = get_origin(form) is tuple
    one = get_args(form)[0] if several else form
    shown = "text" if one is str else f"`{one.__name__}`"
    return f"list of {shown}" if several else shown


def _inner(kind: type) -> Iterator[type]:
    """The classes of a class's fields, and theirs."""
    for hint in get_type_hints(kind).values():
        inner = next(iter(get_args(hint)), hint)
        if is_dataclass(inner) and isinstance(inner, type):
            yield inner
            yield from _inner(inner)


def trust_parts() -> dict[str, str]:
    """The generated parts of docs/trust.md."""
    shown = ROLES[1:]
    lines = [f"| act | event | {' | '.join(shown)} | second person |", "|---|---|" + "---|" * (len(shown) + 1)]
    for kind in LEAST:
        marks = ["✓" if yes else "" for yes in (*(may(role, kind) for role in shown), kind in TWICE)]
        lines.append(f"| {ACTS[kind]} | `{kind}` | {' | '.join(marks)} |")
    return {"roles": "\n".join(lines)}


def open_data_parts() -> dict[str, str]:
    """The generated parts of docs/open-data.md."""
    zh = translator("zh_CN")
    files = ["| subject | for people | tables | for programs |", "|---|---|---|---|"]
    for book in BOOKS:
        tables = " ".join(f"`{table.name}.csv`" for table in book.tables)
        files.append(f"| {book.title} ({zh(book.title)}) | `{book.name}.xlsx` | {tables} | `{book.name}.json` |")
    return {"files": "\n".join(files), "columns": "\n".join(line for table in TABLES_OUT for line in _table(table))}


def _table(table: Table) -> Iterator[str]:
    """A heading, what the table is, its key, and its columns."""
    zh = translator("zh_CN")
    yield from (f"### {table.name}.csv", "", f"{table.says}{_keys(table)}", "")
    yield from ("| header | in English | type | what stands there |", "|---|---|---|---|")
    for column in table.columns:
        names = (column.header, column.title) if column.title else (zh(column.header), column.header)
        form = column.type + ("" if column.required else ", or blank")
        yield f"| {names[0]} | {names[1]} | {form} | {column.says} |"
    yield ""


def _keys(table: Table) -> str:
    zh = translator("zh_CN")
    key = f" Key: {'、'.join(map(zh, table.key))}." if table.key else ""
    return key + "".join(f" {zh(own)} leads to `{other}.csv`." for own, (other, _) in table.refers.items())


PARTS = {
    "open-data.md": open_data_parts,
    "papers.md": papers_parts,
    "plan.md": plan_parts,
    "rules.md": rules_parts,
    "spreadsheets.md": spreadsheet_parts,
    "paper.md": paper_parts,
    "trust.md": trust_parts,
}


def current(name: str) -> str:
    """The text of a page with its generated parts made anew."""
    with english():
        return generated((DOCS / name).read_text("utf-8"), PARTS[name]())


if __name__ == "__main__":
    for page in PARTS:
        (DOCS / page).write_text(current(page), "utf-8", newline="\n")
