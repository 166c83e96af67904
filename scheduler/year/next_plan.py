"""Next year's plan, made from last year's text: days, year and name moved, all else as it was. Pure."""

import re
from datetime import date

from inventories.problems import Exit, Refused, refuse
from scheduler.plan.model import Plan
from scheduler.plan.read import read_plan
from scheduler.year import messages

_DAY = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")


def next_plan(text: bytes, file: str, year: int) -> tuple[bytes, Plan]:
    """The text of a plan for ``year`` after the plan in ``text``, and what it says.

    Every day moves by whole years, to the same day of the same month (29 February to 28 February); the year in the plan's
    name, and before 年, is the new one. Refused (exit 4) if ``text`` is no plan or of no earlier
    year, or if what comes of it is no plan of ``year``.
    """
    plan, problems = read_plan(text, file)
    if plan is None:
        raise Refused(problems, Exit.PLAN)
    old = plan.year
    if old >= year:
        raise refuse(messages.NO_NEXT_PLAN, Exit.PLAN, file=file, found=old, year=year)
    moved = _DAY.sub(lambda match: _moved(match, old, year - old), text.decode("utf-8-sig"))
    moved = moved.replace(f"{old}年", f"{year}年")
    moved = _top(moved, "id", f'id = "{_name(plan.id, old, year)}"')
    made, _ = read_plan(moved.encode(), file)
    if made is None or made.year != year or made.id == plan.id:
        raise refuse(messages.PLAN_NOT_MOVED, Exit.PLAN, file=file, year=year)
    return moved.encode(), made


def _moved(match: re.Match[str], old: int, by: int) -> str:
    year, month, day = map(int, match.groups())
    if abs(year - old) > 1:  # no day of the plan: that of a rule or a document
        return match[0]
    try:
        return date(year + by, month, day).isoformat()
    except ValueError:
        leap = (month, day) == (2, 29)
        return f"{year + by:04}-02-28" if leap else match[0]


def _name(name: str, old: int, new: int) -> str:
    return name.replace(str(old), str(new)) if str(old) in name else f"{name}-{new}"[-64:]


def _top(text: str, key: str, line: str) -> str:
    """``text`` with its line of a top-level member replaced, which stands before the first table."""
    head = re.match(r"(?:(?!\[).*\n)*", text)
    end = head.end() if head else len(text)
    return re.sub(rf"^{key}[ \t]*=.*$", lambda _: line, text[:end], count=1, flags=re.MULTILINE) + text[end:]
