"""Where the targets are, cell by cell, and which of them are drawn (§5).

A pool may lie anywhere: a draw asks it for the number of targets in each cell, and for the smallest tickets there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from scheduler.draw.model import Path, Row
from scheduler.draw.notation import T

Place = tuple[str, Path]
"""A cell by its task and path."""
Ticket = tuple[str, str]
"""A ticket and its target."""


class Pool(Protocol):
    """What a draw asks of a pool; ``Frame`` is one, and what any other answers is the same."""

    def numbers(self) -> Mapping[Place, int]:
        """The number of targets N of each cell (§3); a cell without targets may be missing."""

    def smallest(self, keys: Mapping[str, str], wanted: Mapping[Place, int]) -> Mapping[Place, Sequence[Ticket]]:
        """The first so many of each ``wanted`` cell in the order of the tickets, all of them if there are no more.

        ``keys`` has for each task the key of its tickets.
        """


class Frame:
    """The pool of frame rows in memory."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._targets: defaultdict[Place, list[str]] = defaultdict(list)
        for row in rows:
            self._targets[row.task, row.path].append(row.target)

    def numbers(self) -> dict[Place, int]:
        """The number of targets of each cell that has any."""
        return {cell: len(targets) for cell, targets in self._targets.items()}

    def smallest(self, keys: Mapping[str, str], wanted: Mapping[Place, int]) -> dict[Place, list[Ticket]]:
        """The first so many of each cell in the order of the tickets."""
        return {
            cell: sorted((T(keys[cell[0]], target), target) for target in self._targets.get(cell, ()))[:most]
            for cell, most in wanted.items()
        }


class Ranked:
    """The targets of each cell in the order of their tickets: ``drawn`` of them are drawn, the ones after are reserves (§5).

    ``spare`` so many reserves are fetched with those drawn, and more when somebody asks for more.
    """

    def __init__(self, pool: Pool, keys: Mapping[str, str], drawn: Mapping[Place, int], spare: int) -> None:
        self._pool, self._keys, self._drawn = pool, keys, drawn
        self._first: dict[Place, Sequence[Ticket]] = {}
        self._cell: dict[tuple[str, str], Place] = {}
        self._fetch({cell: n + spare for cell, n in drawn.items()})

    def drawn(self, cell: Place) -> Sequence[Ticket]:
        """The drawn targets of ``cell`` with their tickets."""
        return self._first[cell][: self._drawn[cell]]

    def reserves(self, task: str, target: str) -> Iterator[str]:
        """The reserves of the cell of a ``target`` that was drawn, or was a reserve; as many as there are."""
        cell = self._cell[task, target]
        k = self._drawn[cell]
        while k < len(self._first[cell]) or self._more(cell):
            yield self._first[cell][k][1]
            k += 1

    def _more(self, cell: Place) -> bool:
        before = len(self._first[cell])
        self._fetch({cell: 2 * before + 1})
        return len(self._first[cell]) > before

    def _fetch(self, wanted: Mapping[Place, int]) -> None:
        self._first.update(self._pool.smallest(self._keys, wanted))
        for cell in wanted:
            self._cell.update(((cell[0], target), cell) for _, target in self._first[cell])
