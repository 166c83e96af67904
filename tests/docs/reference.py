"""The parts of the reference pages that are made from the code.

python tests/docs/reference.py       rewrites them in docs/plan.md and docs/spreadsheets.md
"""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from pages import DOCS, english, generated

from inspectors import messages as roster_messages
from inspectors import templates as roster
from inventories import messages as inventory_messages
from inventories import templates as inventory
from inventories.columns import Column
from inventories.problems import Message
from inventories.values import day, entity, folded, identifier, label, text, valid_until
from scheduler import messages as office_messages
from scheduler.plan import messages as plan_messages
from scheduler.results import importing as results

COMMAND = "python tests/docs/reference.py"

OF_FILES = (
    "COLUMN_CHOICE CREDIT_CODE CATCH_ALL DUPLICATES EXPIRED GONE_UNKNOWN IDENTIFIER_DECIMAL "
    "LABEL_SLASH PERSONAL_MASKED RECORD_TWICE ROWS_MISSING "
    "ROW_TWICE SWALLOWED UNKNOWN_TARGET"
)
OF_PLANS = (
    "AS_OF_LATE CERTIFICATE ITEM_KIND ITEM_UNKNOWN KEY_LIMIT NO_CHOICE ONE_OFFICER RATE_FALLS SOURCES_AMBER SPARE "
    "TEAM_TOGETHER TOO_FEW_PLACES TOTAL_EXCEEDED UNREACHED"
)
OF_IMPORTS = ("MANY_GONE", "GONE_UNKNOWN", "DUPLICATES")
WARNINGS = frozenset((*OF_FILES.split(), *OF_PLANS.split()))
"""Messages that are given as warnings, by the names they bear in the code; all others are errors."""

TABLES: dict[str, tuple[Column, ...]] = {
    "targets": inventory.TARGETS,
    "items": inventory.ITEMS,
    "inspectors": roster.INSPECTORS,
    "leave": roster.LEAVE,
    "conflicts": roster.CONFLICTS,
    "signals": inventory.SIGNALS,
    "history": inventory.HISTORY,
    "exclusions": inventory.EXCLUSIONS,
    "results": results.COLUMNS,
}
FORMS = {
    identifier: "identifier",
    label: "label",
    text: "text",
    day: "day",
    valid_until: "day, or long-term",
    entity: "credit code, or text",
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
        lines.append(f"| `{column.field}` | {column.header} | {'、'.join(column.names)} | {form} | {blank} |")
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
    """By value: the words of a column of fixed words, as they are listed; nothing for any other column."""
    closure = dict(zip(column.parse.__code__.co_freevars, column.parse.__closure__ or (), strict=True))
    if "shown" not in closure:
        return {}
    values = closure["values"].cell_contents
    found: dict[Any, list[str]] = {}
    for word in closure["shown"].cell_contents.split(", "):
        found.setdefault(values[folded(word)], []).append(word)
    return found


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


def messages_table(messages: Iterable[tuple[str, Message]]) -> str:
    """A table of messages: how grave, code, sentence, advice."""
    order = ("error", "warning", "note")
    rows = sorted(((grade(name), message) for name, message in messages), key=lambda row: order.index(row[0]))
    lines = ["| | code | what is said | advice |", "|---|---|---|---|"]
    lines += [f"| {how} | `{m.code}` | {_cell(m.text)} | {_cell(m.advice)} |" for how, m in rows]
    return "\n".join(lines)


def _cell(sentence: str) -> str:
    return sentence.replace("{", "*").replace("}", "*").replace("!r", "").replace("|", "\\|")


def plan_parts() -> dict[str, str]:
    """The generated parts of docs/plan.md."""
    return {"plan-messages": messages_table(told(plan_messages).items())}


def spreadsheet_parts() -> dict[str, str]:
    """The generated parts of docs/spreadsheets.md."""
    references = {
        name: message
        for name, message in told(office_messages).items()
        if name in OF_IMPORTS or name.startswith("UNKNOWN_")
    }
    said = {**told(inventory_messages), **told(roster_messages), **references}
    said |= {f"RESULT_{code}": message for code, message in office_messages.RESULT_FAULTS.items()}
    parts = {f"columns-{name}": columns_of(name) for name in TABLES}
    parts |= {f"words-{name}": words_of(name) for name in TABLES if words_of(name)}
    return parts | {"import-messages": messages_table(said.items())}


PARTS = {"plan.md": plan_parts, "spreadsheets.md": spreadsheet_parts}


def current(name: str) -> str:
    """The text of a page with its generated parts made anew."""
    with english():
        return generated((DOCS / name).read_text("utf-8"), PARTS[name]())


if __name__ == "__main__":
    for page in PARTS:
        (DOCS / page).write_text(current(page), "utf-8", newline="\n")
