"""Conflicts of interest that a department declared to itself and handed in: they count here, and nobody reads them. Pure."""

from collections.abc import Iterable, Sequence

from inspectors.model import Conflict, Inspector
from scheduler.exchange.trust import handed_in
from scheduler.imported import standing
from scheduler.log import Event


def departments(events: Iterable[Event]) -> frozenset[str]:
    """The departments that have handed in their roster, leave and conflicts."""
    return frozenset(handed_in(standing(events)))


def apart(
    conflicts: Iterable[Conflict], roster: Iterable[Inspector], handed: Iterable[str]
) -> tuple[Sequence[Conflict], dict[str, int]]:
    """The conflicts that this office has to see, and by department ``handed`` in the number of the others."""
    department = {inspector.id: inspector.department for inspector in roster}
    numbers = dict.fromkeys(sorted(handed), 0)
    seen = []
    for conflict in conflicts:
        if department.get(conflict.inspector) in numbers:
            numbers[department[conflict.inspector]] += 1
        else:
            seen.append(conflict)
    return seen, numbers
