"""The targets of a task in groups of those from whom the same inspectors are barred."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from scheduler.facts import Facts
from scheduler.plan.rates import CellRate, Path


@dataclass
class Group:
    """Targets at a node from whom the same inspectors are barred."""

    barred: frozenset[str]
    districts: set[str]
    cells: defaultdict[Path, int]
    targets: list[str] = field(default_factory=list)

    def limits(self, cells: Mapping[Path, CellRate]) -> tuple[int, int, Fraction]:
        """The least and the most that can be drawn from the group, and the expectation."""
        least = most = 0
        expected = Fraction(0)
        for path, mine in self.cells.items():
            cell = cells[path]
            least += max(0, floor(cell.pool * cell.rate) - (cell.pool - mine))
            most += min(mine, ceil(cell.pool * cell.rate))
            expected += mine * cell.rate
        return least, most, expected


Nodes = defaultdict[Path, dict[frozenset[str], Group]]


def nodes_of(facts: Facts) -> dict[str, Nodes]:
    """By task and node (down to the district if it is a stratum, else the top stratum): the groups of its targets."""
    depth, acting, result = dict[str, int](), dict[str, frozenset[str]](), dict[str, Nodes]()
    for task in facts.plan.tasks:
        departments = {rule.department for rule in task.team}
        acting[task.id] = frozenset(i.id for i in facts.tables.inspectors if i.department in departments)
        depth[task.id] = task.strata.index("district") + 1 if "district" in task.strata else 1
        result[task.id] = defaultdict(dict)
    for row in facts.frame.rows:
        if facts.cells[row.task]:
            target = facts.targets[row.target]
            out = facts.barred[target.id] & acting[row.task]
            node = result[row.task][row.path[: depth[row.task]]]
            group = node.setdefault(out, Group(out, set(), defaultdict(int)))
            group.districts.add(target.district)
            group.targets.append(target.id)
            group.cells[row.path] += 1
    return result


def told_apart(node: Mapping[frozenset[str], Group], pool: bool) -> list[Group]:
    """The groups of a node; if pooled, the largest one and all others together, with all who are barred from any."""
    order = sorted(node.values(), key=lambda group: (-sum(group.cells.values()), sorted(group.barred)))
    if not pool or len(order) < 3:
        return order
    rest = Group(frozenset().union(*(group.barred for group in order[1:])), set(), defaultdict(int))
    for group in order[1:]:
        rest.districts |= group.districts
        for path, number in group.cells.items():
            rest.cells[path] += number
    return [order[0], rest]
