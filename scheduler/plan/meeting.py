"""How many slots are asked of each department where tasks meet at the same targets, so that one visit serves several."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from scheduler.draw.model import Period, Task
from scheduler.draw.visits import open_visits, slots
from scheduler.facts import Facts


def meeting(facts: Facts) -> dict[str, Fraction] | None:
    """Expected slots by department in the whole draw, exactly, if tasks meet as often as their rates allow.

    That is, if a target is drawn by a task of a lower rate only where it is drawn by those of higher rates too. One
    ticket for all tasks (specification §5) makes tasks meet; how often, hangs on the cells: this is the most they can.
    None where each task has tickets of its own.
    """
    if facts.plan.coordination != "shared":
        return None
    rates = {(task, cell.path): cell.rate for task, cells in facts.cells.items() for cell in cells}
    standing: dict[str, tuple[tuple[str, Fraction], ...]] = {}
    for row in facts.frame.rows:
        if (row.task, row.path) in rates:
            standing[row.target] = (*standing.get(row.target, ()), (row.task, rates[row.task, row.path]))
    tasks = [task.as_drawn() for task in facts.plan.tasks]
    periods = [Period(period.id, period.weight) for period in facts.plan.periods]
    result: dict[str, Fraction] = {rule.department: Fraction(0) for task in tasks for rule in task.team}
    asked: dict[tuple[str, ...], Counter[str]] = {}
    for alike, number in Counter(standing.values()).items():
        for together, chance in nested(alike):
            if together not in asked:
                asked[together] = _asked(together, tasks, periods)
            for department, count in asked[together].items():
                result[department] += number * chance * count
    return result


def nested(rates: Iterable[tuple[str, Fraction]]) -> list[tuple[tuple[str, ...], Fraction]]:
    """The sets of tasks that draw a target together, each with its chance, where lower rates are nested in higher."""
    falling = sorted(rates, key=lambda pair: -pair[1])
    names = tuple(name for name, _ in falling)
    steps = [rate for _, rate in falling] + [Fraction(0)]
    return [(names[: k + 1], steps[k] - steps[k + 1]) for k in range(len(names)) if steps[k] > steps[k + 1]]


def _asked(together: Iterable[str], tasks: Sequence[Task], periods: Sequence[Period]) -> Counter[str]:
    """Slots by department of the visits that serve these tasks at one target (§6, §7)."""
    known = {task.id: task for task in tasks}
    visits = open_visits([(name, "x") for name in together], tasks, periods)
    return Counter(slot.department for visit in visits for slot in slots(visit, known))
