"""A list from above names as many inspectors as the task asks for."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Each target and department for which it names another number."""
    teams = {task.id: task.team for task in facts.plan.tasks if task.from_above}
    for row in facts.frame.rows:
        for rule in teams.get(row.task, ()):
            found = len(facts.named.get(row.target, {}).get(rule.department, ()))
            if found and found != rule.officers:
                told = {"department": rule.department, "found": found, "asked": rule.officers}
                yield {"target": row.target, **told}


RULE = FactRule(
    code="named-otherwise",
    name=N_("as many named as asked"),
    basis=N_(
        "National random inspection plan of the health sector (2018): its tasks and matched inspectors are not changed"
    ),
    says=Message(
        "named-otherwise",
        N_(
            "for target {target} a list from above names {found} inspectors of “{department}”; the task asks for {asked}"
        ),
        N_("Ask the agency that has drawn it: slots that nobody of those named can fill stay open."),
    ),
    warning=True,
    check=check,
)
