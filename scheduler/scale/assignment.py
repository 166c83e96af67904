"""An assignment whose searches are machine code, for draws of teams with many thousands of visits (extra ``fast``)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from scheduler.scale import network


class CompiledAssignment:
    """As ``scheduler.draw.assignment.Assignment``, which says what each method does; their answers are the same."""

    def __init__(
        self,
        visit: Sequence[int],
        period: Sequence[int],
        eligible: Sequence[Sequence[int]],
        limits: Sequence[int],
        period_limits: Sequence[Sequence[int]],
    ) -> None:
        most = len(visit)  # nobody holds more, and limits may be larger than the arrays' numbers
        table = [[min(limit, most) for limit in row] for row in period_limits]
        self._net = network.network(
            np.array(visit, np.int32),
            np.array(period, np.int32),
            *_rows(eligible),
            np.array([min(limit, most) for limit in limits], np.int32),
            np.array(table, np.int32).reshape(len(limits), len(table[0]) if table else 0),
        )

    @property
    def load(self) -> list[int]:
        """How many slots each inspector holds."""
        return list(map(int, self._net.inspectors["load"]))

    def fill(self) -> int:
        """Seat as many open slots as can be; returns how many stay open."""
        return int(network.fill(*self._net))

    def lower(self, inspector: int, limit: int) -> None:
        """Set an inspector's limit, emptying slots beyond it."""
        network.lower(*self._net, inspector, min(limit, len(self._net.slots)))

    def accept_open(self) -> None:
        """From here on the open slots hold d seats that any slot may take."""
        network.accept_open(*self._net)

    def decide(self, candidates: Iterable[Sequence[int]]) -> Iterator[tuple[list[int], int]]:
        """For each slot those refused, and the one taken or OPEN."""
        first, last, names = _rows(list(candidates))
        taken = np.full(len(first), network.OPEN, np.int32)
        refused = np.zeros(len(names), np.bool_)
        network.decide(*self._net, first, last, names, taken, refused)
        for slot, inspector in enumerate(taken):
            part = slice(first[slot], last[slot])
            yield list(map(int, names[part][refused[part]])), int(inspector)

    def shortage(self) -> list[int]:
        """The slots that can be reached from an open slot, after ``fill``."""
        found = np.zeros(len(self._net.slots) - 1, np.bool_)
        network.shortage(*self._net, found)
        return list(map(int, np.flatnonzero(found)))


def _rows(lists: Sequence[Sequence[int]]) -> tuple[network.Ints, network.Ints, network.Ints]:
    """Where each list begins and ends, and what they hold, one after the other."""
    ends = np.cumsum([0, *map(len, lists)]).astype(np.int32)
    return ends[:-1], ends[1:], np.fromiter(chain.from_iterable(lists), np.int32, ends[-1])
