"""Visits without a result after their deadline: the only visits whose targets are named before they are done. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from scheduler.facts import Facts
from scheduler.journal import Draw, place_of, standing
from scheduler.plan.model import PublicationRules
from scheduler.publish.masks import Shown, shown
from scheduler.publish.view import OverdueView
from scheduler.results.check import Owed, owed

UNNAMED = Shown("", "", "")


def overdue(drawn: Iterable[tuple[Draw, Facts]], today: date, rules: PublicationRules) -> tuple[OverdueView, ...]:
    """The visits of draws that owe a result ``today`` after the day on which results are due, and after the last day on which
    they may be done, which an extension can make the later; the longest overdue first."""
    found = [view for draw, facts in drawn for view in _of(draw, facts, today, rules)]
    return tuple(sorted(found, key=lambda view: (view.due, view.target.encode(), view.draw)))


def _of(draw: Draw, facts: Facts, today: date, rules: PublicationRules) -> Iterable[OverdueView]:
    visits, asked = standing(draw), owed(draw, facts.plan)
    promised = date.fromisoformat(draw.record["results_due"])
    known = {place_of(row) for row in draw.results()}
    names = {task.id: task for task in facts.plan.tasks}
    for visit, departments in asked.items.items():
        due = max(promised, asked.days[visit].ends)
        late = {d for d, items in departments.items() if any((visit, d, item) not in known for item in items)}
        if due < today and late:
            named = shown(facts.targets[visits[visit].target], rules.sole_traders) if rules.overdue_names else UNNAMED
            tasks = [name for name in visits[visit].tasks if late & set(names[name].departments)]
            told = _told(tasks, late, asked, visit)
            yield OverdueView(draw.ref, named.name, named.entity, named.address, *told, due)


def _told(tasks: Sequence[str], late: set[str], asked: Owed, visit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(tasks), tuple(name for name in asked.items[visit] if name in late)
