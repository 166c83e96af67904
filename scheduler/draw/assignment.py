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

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

OPEN = -1


class Deciding(Protocol):
    """What a draw of teams asks of an assignment; see the methods of ``Assignment``."""

    @property
    def load(self) -> Sequence[int]: ...

    def fill(self) -> int: ...

    def lower(self, inspector: int, limit: int) -> None: ...

    def accept_open(self) -> None: ...

    def decide(self, candidates: Iterable[Sequence[int]]) -> Iterable[tuple[Sequence[int], int]]: ...

    def shortage(self) -> list[int]: ...


class Kind(Protocol):
    """How an assignment is made; ``Assignment`` is one."""

    def __call__(
        self,
        visit: Sequence[int],
        period: Sequence[int],
        eligible: Sequence[Sequence[int]],
        limits: Sequence[int],
        period_limits: Sequence[Sequence[int]],
    ) -> Deciding: ...


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
            self._seat_where_most_room_is(slot)
        for slot in list(self._open):
            self._augment(slot, self.eligible[slot], OPEN)
        self._unlabel()
        return self.open

    def _seat_where_most_room_is(self, slot: int) -> None:
        """So few searches are left to do: what is taken evenly seldom has to be taken back."""
        rooms = [(self._room(inspector, slot), inspector) for inspector in self.eligible[slot]]
        room, inspector = max(rooms, default=(0, OPEN))
        if room > 0:
            self._open.pop(slot)
            self._take(slot, inspector)

    def _room(self, inspector: int, slot: int) -> int:
        if inspector in self._team[self.visit[slot]]:
            return 0
        place = inspector * self._periods + self.period[slot]
        in_period = self._place_limits[place] - len(self._held[place])
        return min(self.limits[inspector] - self.load[inspector], in_period)

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

    def decide(self, candidates: Iterable[Sequence[int]]) -> Iterator[tuple[list[int], int]]:
        """Decide the slots in order, each for the first of its candidates whom some best assignment has there; yields those
        refused, and the one taken or OPEN. Whoever sits in the visit's team already is passed over."""
        for slot, names in enumerate(candidates):
            team, refused = self._team[self.visit[slot]], list[int]()
            for inspector in names:
                if inspector in team and self._decided[team[inspector]]:
                    continue
                if self.seat(slot, inspector):
                    yield refused, inspector
                    break
                refused.append(inspector)
            else:
                self.leave_open(slot)
                yield refused, OPEN

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

        ``freed`` is the inspector who held ``start`` until now. ``reached`` collects the slots that a failing search saw.
        """
        search = _Search(self, start, freed)
        end = search.path(options)
        if end is None:
            self._close(search)
            if reached is not None:
                reached.update(dict.fromkeys(search.taken_by))
            return False
        self._shift(*end, start, search.taken_by)
        return True

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

    def _close(self, search: "_Search") -> None:
        """Label what a failed search reached as a closed set of its own."""
        self._fresh += 1
        for slot in search.taken_by:
            self._slot_label[slot] = self._fresh
        for place in search.places:
            self._place_label[place] = self._fresh
        for inspector in search.inspectors:
            self._inspector_label[inspector] = self._fresh
        if search.seen_open:
            self._open_label = self._fresh


class _Search:
    """A breadth-first search for an augmenting path from one slot, within what bears its label.

    ``taken_by`` maps each slot reached to the slot that would take over its holder's seat; besides, the places and
    inspectors reached, and whether "open" was.
    """

    def __init__(self, net: Assignment, start: int, freed: int) -> None:
        self._net, self._start, self._freed = net, start, freed
        self._home = net._slot_label[start]
        self.taken_by: dict[int, tuple[int, int]] = {}
        self.places: dict[int, None] = {}
        self.inspectors: dict[int, None] = {}
        self.seen_open = False
        self._queue = [start]

    def path(self, options: Iterable[int]) -> tuple[int, int] | None:
        """The slot and the inspector (or OPEN) with a free seat that end a path whose first step is one of ``options``."""
        for slot in self._queue:  # which grows meanwhile
            for inspector in options if slot == self._start else self._net.eligible[slot]:
                if self._ends(slot, inspector):
                    return slot, inspector
            if slot != self._start and self._ends_open(slot):
                return slot, OPEN
        return None

    def _ends(self, slot: int, inspector: int) -> bool:
        """Whether the inspector has a free seat for ``slot``; if not, note the slots that would have to give one up."""
        net, home = self._net, self._home
        mate = net._team[net.visit[slot]].get(inspector)
        if mate is not None:  # one seat in a visit: the mate would have to move
            self._reach((mate,), slot, inspector)
            return False
        place = inspector * net._periods + net.period[slot]
        if place in self.places or net._place_label[place] != home:
            return inspector == self._freed and net.visit[slot] == net.visit[self._start]  # the seat just given back
        if inspector == self._freed and net.period[slot] == net.period[self._start]:  # the place just given back
            return True
        self.places[place] = None
        if len(net._held[place]) == net._place_limits[place] or net._inspector_label[inspector] != home:
            self._reach(net._held[place], slot, inspector)
            return False
        if net.load[inspector] < net.limits[inspector]:
            return True
        self.inspectors[inspector] = None
        for other in range(inspector * net._periods, (inspector + 1) * net._periods):
            if net._place_label[other] == home:
                self.places[other] = None
                self._reach(net._held[other], slot, inspector)
        return False

    def _ends_open(self, slot: int) -> bool:
        """Whether one of the d open seats is free for ``slot``; if not, note the slots that hold them."""
        net = self._net
        if net._open_seats is None or self.seen_open or net._open_label != self._home:
            return False
        if net.open < net._open_seats:
            return True
        self.seen_open = True
        self._reach(net._open, slot, OPEN)
        return False

    def _reach(self, held: Iterable[int], by: int, holder: int) -> None:
        """Note as reached the undecided slots among ``held`` that bear the label of the start."""
        net = self._net
        for slot in held:
            if (
                slot in self.taken_by
                or slot == self._start
                or net._decided[slot]
                or net._slot_label[slot] != self._home
            ):
                continue
            self.taken_by[slot] = (by, holder)
            self._queue.append(slot)
