"""The list of targets drawn (抽取名单), for an office whose rules publish it. Pure."""

from collections.abc import Iterable

from scheduler.facts import Facts
from scheduler.journal import Draw, standing
from scheduler.plan.model import PublicationRules
from scheduler.publish import masks
from scheduler.publish.view import DrawnView


def drawn_list(counting: Iterable[tuple[Draw, Facts]], rules: PublicationRules) -> tuple[DrawnView, ...]:
    """Every target that the draws have drawn and that is to be visited or was, by draw and name: neither period nor team,
    nothing in the order of the draw. Empty unless the plan's ``[publication]`` has ``drawn_list``."""
    if not rules.drawn_list:
        return ()
    rows = [row for draw, facts in counting for row in _of(draw, facts, rules)]
    return tuple(
        sorted(rows, key=lambda row: (row.draw, row.target.encode(), row.entity, row.address.encode(), row.tasks))
    )


def _of(draw: Draw, facts: Facts, rules: PublicationRules) -> Iterable[DrawnView]:
    cancelled, tasks = draw.cancelled_tasks(), [task.id for task in facts.plan.tasks]
    served: dict[str, set[str]] = {}
    for visit in standing(draw).values():
        served.setdefault(visit.target, set()).update(set(visit.tasks) - cancelled)
    for target, mine in served.items():
        if mine:
            shown = masks.shown(facts.targets[target], rules.sole_traders)
            yield DrawnView(draw.ref, shown.name, shown.entity, shown.address, tuple(t for t in tasks if t in mine))
