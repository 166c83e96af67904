"""A best assignment of slots to inspectors, kept as a witness and repaired by augmenting paths (§7, §9).

The network: a slot → (inspector, visit), one unit → (inspector, period), the period limit → inspector, the limit → sink;
besides, once ``accept_open`` was called, every slot → "open", which has d seats. So "a best assignment has c at this slot"
is a fact about a flow: take the slot's unit back, give it to c, and ask whether one augmenting path leads on to the sink.

A search that fails has reached a closed set, from which no path leads to a free seat, nor will any: deciding only takes
edges away, and an exchange along a path leaves the flow over the set's border as it is. The set gets a label of its own,
and a search enters only what bears the label of the slot it starts from. Nothing is lost by that: a path that succeeds
either ends at a seat that was free before, and touches no closed set, or at the seat that the start gives back; then it
closes a circle, and what lies on one circle is always reached together and bears one label.
Nothing here says *which* best assignment is found, and no answer depends on it.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

OPEN = -1


class Assignment:
    """Slots and inspectors are numbered from 0; ``eligible[s]`` lists who may take slot s, in no particular order.

    ``visit[s]`` and ``period[s]`` number the slot's visit and period; ``limits[i]`` and ``period_limits[i][p]`` cap the
    slots of inspector i, whole numbers from 0.
    """

    def __init__(
        self,
        visit: Sequence[int],
        period: Sequence[int],
        eligible: Sequence[Sequence[int]],
        limits: Sequence[int],
        period_limits: Sequence[Sequence[int]],
    ) -> None:
        self.visit, self.period, self.eligible = visit, period, eligible
        self.limits = list(limits)
        self._periods = len(period_limits[0]) if period_limits else 0
        self._place_limits = list(chain.from_iterable(period_limits))
        self.holder = [OPEN] * len(visit)
        self._decided = [False] * len(visit)
        self.load = [0] * len(limits)
        # a place is an (inspector, period) pair; `_held` are the slots it holds, in a dict for its order
        self._held: list[dict[int, None]] = [{} for _ in self._place_limits]
        self._open: dict[int, None] = dict.fromkeys(range(len(visit)))
        self._open_seats: int | None = None
        self._team: list[dict[int, int]] = [{} for _ in range(max(visit, default=-1) + 1)]
        self._unlabel()

    @property
    def open(self) -> int:
        """How many slots nobody holds."""
        return len(self._open)

    def fill(self) -> int:
        """Seat as many open slots as can be; returns how many stay open, the least possible number under the limits."""
        self._unlabel()
        for slot in list(self._open):
            self._augment(slot, self.eligible[slot], OPEN)
        self._unlabel()
        return self.open

    def lower(self, inspector: int, limit: int) -> None:
        """Set an inspector's limit, emptying slots beyond it; ``fill`` is to follow."""
        self.limits[inspector] = limit
        first = inspector * self._periods
        held = list(chain.from_iterable(self._held[first : first + self._periods]))
        for slot in held[limit:]:
            self._leave(slot)
            self._open[slot] = None

    def accept_open(self) -> None:
        """From here on the open slots hold d seats that any slot may take: what is kept is a *best* assignment."""
        self._open_seats = self.open

    def seat(self, slot: int, inspector: int) -> bool:
        """Decide ``slot`` for ``inspector`` if some best assignment agrees with all that is decided; else refuse."""
        before = self.holder[slot]
        if before != inspector:
            self._leave(slot)
            if not self._augment(slot, (inspector,), before):
                self._take(slot, before)
                return False
        self._decided[slot] = True
        return True

    def leave_open(self, slot: int) -> None:
        """Decide that ``slot`` stays open, all its candidates having been refused."""
        if self.holder[slot] != OPEN:  # then its holder was refused though a best assignment has them here
            raise AssertionError("a refused candidate sits in the witness")
        self._decided[slot] = True

    def shortage(self) -> list[int]:
        """The slots that can be reached from an open slot in the residual graph, after ``fill`` (§9)."""
        reached = dict.fromkeys(self._open)
        for slot in list(reached):
            if not self._augment(slot, self.eligible[slot], OPEN, reached):
                continue
            raise AssertionError("shortage asked of an assignment that can be improved")
        self._unlabel()
        return list(reached)

    def _unlabel(self) -> None:
        self._fresh = 0
        self._slot_label = [0] * len(self.visit)
        self._place_label = [0] * len(self._place_limits)
        self._inspector_label = [0] * len(self.limits)
        self._open_label = 0

    def _augment(self, start: int, options: Iterable[int], freed: int, reached: dict[int, None] | None = None) -> bool:
        """Give the empty slot ``start`` one of ``options`` by an augmenting path; False, and a label, if there is none.

        ``freed`` is the inspector who held ``start`` until now: their seat in this visit is free again. ``reached``
        collects the slots that a failing search saw.
        """
        home = self._slot_label[start]
        periods, team, start_visit = self._periods, self._team, self.visit[start]
        taken_by: dict[int, tuple[int, int]] = {}  # slot → (slot that would take over its holder, that holder)
        places: dict[int, None] = {}
        inspectors: list[int] = []
        seen_open = False
        queue = [start]
        for slot in queue:
            visit, period = self.visit[slot], self.period[slot]
            choices = options if slot == start else self.eligible[slot]
            for i in choices:
                mate = team[visit].get(i)
                if mate is not None:
                    self._reach((mate,), (slot, i), home, taken_by, queue)
                    continue
                place = i * periods + period
                if place in places or self._place_label[place] != home:
                    if i == freed and visit == start_visit:  # the seat just given back, whatever its label
                        self._shift(slot, i, start, taken_by)
                        return True
                    continue
                if i == freed and period == self.period[start]:  # the place just given back: on to the sink
                    self._shift(slot, i, start, taken_by)
                    return True
                places[place] = None
                if len(self._held[place]) < self._place_limits[place] and self._inspector_label[i] == home:
                    if self.load[i] < self.limits[i]:
                        self._shift(slot, i, start, taken_by)
                        return True
                    inspectors.append(i)
                    for other in range(i * periods, (i + 1) * periods):
                        if self._place_label[other] == home:
                            places[other] = None
                            self._reach(self._held[other], (slot, i), home, taken_by, queue)
                else:
                    self._reach(self._held[place], (slot, i), home, taken_by, queue)
            if slot != start and self._open_seats is not None and not seen_open and self._open_label == home:
                if self.open < self._open_seats:
                    self._shift(slot, OPEN, start, taken_by)
                    return True
                seen_open = True
                self._reach(self._open, (slot, OPEN), home, taken_by, queue)
        self._close(taken_by, places, inspectors, seen_open)
        if reached is not None:
            reached.update(dict.fromkeys(taken_by))
        return False

    def _reach(
        self,
        held: Iterable[int],
        by: tuple[int, int],
        home: int,
        taken_by: dict[int, tuple[int, int]],
        queue: list[int],
    ) -> None:
        """Note as reached the undecided slots among ``held`` that bear the label ``home``."""
        for slot in held:
            if slot not in taken_by and not self._decided[slot] and self._slot_label[slot] == home and slot != queue[0]:
                taken_by[slot] = by
                queue.append(slot)

    def _shift(self, slot: int, inspector: int, start: int, taken_by: dict[int, tuple[int, int]]) -> None:
        """Carry out the path that ends with ``slot`` taking a free seat with ``inspector``."""
        while slot != start:
            self._leave(slot)
            self._take(slot, inspector)
            slot, inspector = taken_by[slot]
        self._open.pop(start, None)
        self._take(start, inspector)

    def _take(self, slot: int, inspector: int) -> None:
        self.holder[slot] = inspector
        if inspector == OPEN:
            self._open[slot] = None
            return
        self._held[inspector * self._periods + self.period[slot]][slot] = None
        self._team[self.visit[slot]][inspector] = slot
        self.load[inspector] += 1

    def _leave(self, slot: int) -> None:
        inspector = self.holder[slot]
        self.holder[slot] = OPEN
        if inspector == OPEN:
            self._open.pop(slot, None)
            return
        del self._held[inspector * self._periods + self.period[slot]][slot]
        del self._team[self.visit[slot]][inspector]
        self.load[inspector] -= 1

    def _close(self, slots: Iterable[int], places: Iterable[int], inspectors: Iterable[int], seen_open: bool) -> None:
        """Label what a failed search reached as a closed set of its own."""
        self._fresh += 1
        for slot in slots:
            self._slot_label[slot] = self._fresh
        for place in places:
            self._place_label[place] = self._fresh
        for inspector in inspectors:
            self._inspector_label[inspector] = self._fresh
        if seen_open:
            self._open_label = self._fresh
