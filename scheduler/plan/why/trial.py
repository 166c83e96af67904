"""A change of plan or tables, tried: the least of it with which every rounding can be staffed."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from scheduler.facts import Facts
from scheduler.plan.count import count
from scheduler.plan.demand import Demand, demand
from scheduler.plan.roster import crews
from scheduler.plan.staffing import decided

Change = Callable[[int], Facts]


@dataclass(frozen=True)
class Trial:
    """``wanted`` is the demand for the department, ``numbers`` the worst rounding that is known, by its shares; the solver
    thinks ``seconds`` at a time."""

    facts: Facts
    department: str
    wanted: Demand
    numbers: tuple[int, ...]
    seconds: int

    def least(self, change: Change, most: int) -> int | None:
        """The least n from 1 to ``most`` with which the changed facts are proven to be staffed; None if none is.

        More of a change has to help at least as much. The solver is asked only between the first n that fills the known
        rounding and the first that a count proves; where it does not decide in time, more is asked for than might do.
        """
        first = _first(lambda n: self._may(change(n)), 1, most)
        if first is None:
            return None
        sure = _first(lambda n: self._surely(change(n)), first, most)
        return _first(lambda n: n == sure or self._proven(change(n)), first, sure or most)

    def mends(self, facts: Facts) -> bool:
        """Whether the changed facts are proven to be staffed."""
        return self._may(facts) and self._proven(facts)

    def _proven(self, facts: Facts) -> bool:
        wanted = self._demand(facts)
        return decided(wanted, crews(facts, wanted), self.seconds, any_will_do=True).status == "proven"

    def _demand(self, facts: Facts) -> Demand:
        """The demand; that of other limits and qualifications is the same."""
        same = facts.plan is self.facts.plan and facts.cells is self.facts.cells
        return (
            self.wanted
            if same and _areas(facts) == _areas(self.facts)
            else demand(facts).of_department(self.department)
        )

    def _may(self, facts: Facts) -> bool:
        """Whether the numbers expected can be staffed, and those of the known rounding where they are still numbers of it."""
        wanted = self._demand(facts)
        staff = crews(facts, wanted)
        rounding: list[list[int] | list[Fraction]] = [[share.expected for share in wanted.shares]]
        if wanted is self.wanted:
            rounding.append(list(self.numbers))
        return all(count(wanted, staff, wanted.of_types(numbers)).open == 0 for numbers in rounding)

    def _surely(self, facts: Facts) -> bool:
        """Whether the most visits of every kind can be staffed."""
        wanted = self._demand(facts)
        return count(wanted, crews(facts, wanted), wanted.of_types(s.most for s in wanted.shares)).open == 0


def _areas(facts: Facts) -> list[tuple[str, tuple[str, ...]]]:
    return [(i.id, i.areas) for i in facts.tables.inspectors]


def _first(good: Callable[[int], bool], low: int, high: int) -> int | None:
    """The first n from ``low`` to ``high`` that is good, if all after a good one are."""
    if low > high or not good(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if good(middle) else (middle + 1, high)
    return low
