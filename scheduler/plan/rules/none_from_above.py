"""A task whose targets another agency draws has its list."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each task without."""
    with_rows = {row.task for row in facts.frame.rows}
    yield from ({"task": task.id} for task in facts.plan.tasks if task.from_above and task.id not in with_rows)


RULE = FactRule(
    code="none-from-above",
    name=N_("a list for each task from above"),
    basis=N_(
        "National random inspection plan of the health sector (2018): its tasks and matched inspectors are not changed"
    ),
    says=Message(
        "none-from-above",
        N_("there are no targets from above for task “{task}” now"),
        N_("Import the list before the commitment: double-random import assigned FILE. Else the batch goes without."),
    ),
    warning=True,
    check=check,
)
