"""Who is barred from a target, for all targets of a large frame: targets of one district and the same tasks share it.

The same rule as ``Facts.barred``, which looks at one target at a time (a test holds the two together).
"""

from collections.abc import Iterable

from inspectors.eligibility import in_force
from inspectors.model import Inspector
from inventories.model import Target
from scheduler.facts import Facts
from scheduler.plan.model import TeamRule

Names = frozenset[str]


class Barred:
    """By conflict of interest on any day of the plan, by the area rules of all tasks with the target in their frame, or
    because a list from above has named others."""

    def __init__(self, facts: Facts) -> None:
        self.team = {task.id: task.team for task in facts.plan.tasks}
        self._inspectors: dict[str, list[Inspector]] = {}
        for inspector in facts.tables.inspectors:
            self._inspectors.setdefault(inspector.department, []).append(inspector)
        self._facts, self._alike = facts, facts.alike
        self._named: dict[str, list[str]] = {}
        for target, department in facts.named:
            self._named.setdefault(target, []).append(department)
        self._conflicts: dict[tuple[str, str], set[str]] = {}
        for declared in facts.tables.conflicts:
            if in_force(declared, facts.plan.span):
                self._conflicts.setdefault((declared.subject, declared.value), set()).add(declared.inspector)
        self._outside: dict[tuple[str, tuple[str, ...]], Names] = {}
        self._tasks: dict[str, tuple[str, ...]] = {}
        for row in facts.frame.rows:
            self._tasks[row.target] = (*self._tasks.get(row.target, ()), row.task)

    def tasks(self, target: str) -> tuple[str, ...]:
        """The tasks that have the target in their frame, in the plan's order."""
        return self._tasks.get(target, ())

    def __call__(self, target: Target) -> Names:
        """The inspectors barred from ``target``."""
        return self.in_conflict(target) | self.outside(target.district, self.tasks(target.id)) | self.unnamed(target.id)

    def unnamed(self, target: str) -> Names:
        """Those of a department of which a list from above has named others for the target."""
        found: set[str] = set()
        for department in self._named.get(target, ()):
            named = self._facts.named[target, department]
            found.update(i.id for i in self._inspectors.get(department, ()) if i.id not in named)
        return frozenset(found)

    def in_conflict(self, target: Target) -> Names:
        """Those with a conflict of interest (回避) with the target, its entity or its owner, or with one merged into it."""
        alike = self._alike[target.id]
        named = [key for t in alike for key in (("target", t.id), ("entity", t.entity), ("owner", t.owner))]
        return frozenset(name for key in named if key[1] for name in self._conflicts.get(key, ()))

    def outside(self, district: str, tasks: tuple[str, ...]) -> Names:
        """Those whom the area rules of ``tasks`` keep out of ``district``."""
        key = (district, tasks)
        if key not in self._outside:
            rules = [rule for task in tasks for rule in self.team[task]]
            self._outside[key] = frozenset(name for rule in rules for name in self.kept_out(rule, district))
        return self._outside[key]

    def kept_out(self, rule: TeamRule, district: str) -> Iterable[str]:
        """Those of the rule's department whom its area rule keeps out of ``district``."""
        mine = self._inspectors.get(rule.department, ())
        return (inspector.id for inspector in mine if not rule.area.allows(inspector, district))
