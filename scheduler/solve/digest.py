"""What a solution rests on, and what it is, as digests: the facts it was made from, and the rates of each task."""

from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from typing import Any

import rfc8785

from scheduler.plan.groups import nodes_of
from scheduler.plan.model import RateRule
from scheduler.solve.case import Answer, Case


def facts_digest(case: Case) -> str:
    """The digest of pools, bars and conflicts by node, inspectors and their absences: 64 hex digits."""
    nodes = nodes_of(case.with_rates(Answer(dict.fromkeys(case.keys, Fraction(1)))))
    groups = [
        [task, list(node), sorted([sorted(barred), sum(group.cells.values())] for barred, group in found.items())]
        for task, of_task in nodes.items()
        for node, found in sorted(of_task.items())
    ]
    roster = [
        [i.id, i.department, list(i.qualifications), i.lead, list(i.areas), i.limit, [list(p) for p in i.period_limits]]
        for i in case.facts.tables.inspectors
        if i.active
    ]
    pools = [[cell.task, list(cell.path), cell.pool] for cell in case.cells]
    return _digest({"pools": pools, "groups": groups, "roster": roster, "absent": sorted(map(list, case.facts.absent))})


def rates_digest(rules: Iterable[RateRule]) -> str:
    """The digest of a task's rates as the plan writes them: 64 hex digits."""
    return _digest([[[[c, list(values)] for c, values in rule.conditions], str(rule.number)] for rule in rules])


def _digest(value: Any) -> str:
    return sha256(rfc8785.dumps(value)).hexdigest()
