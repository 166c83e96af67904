"""A pool in a file: the same answers as ``scheduler.draw.pool.Frame``, by statements of SQL that touch it twice.

The first scan counts the rows of each cell and makes no ticket. From n and N each cell then has its bound (``bound.py``). The
second scan makes every ticket once and keeps those under their cell's bound, so that what is sorted and held grows with the
sample, not with the pool. A cell that turns out to have too few is scanned again without a bound: the answer is exact always.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.draw.draw import allocated, ticket_keys
from scheduler.draw.model import Allocated, Case
from scheduler.draw.notation import Keys
from scheduler.draw.pool import Place, Ticket
from scheduler.scale.bound import EVERYTHING, bound
from scheduler.scale.columns import Shape
from scheduler.scale.engine import Engine


@dataclass(frozen=True)
class Counted:
    """A cell as the file has it: its place, its labels there, and its number of rows."""

    place: Place
    labels: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class Drawn:
    """The seed of a draw, what each cell gives, and the cells that were ranked."""

    seed: str
    allocation: list[Allocated]
    ranked: list[Counted]


class SqlPool:
    """As ``scheduler.draw.pool.Pool``. The view ``frame`` is there already, and its rows are valid (``check.py``)."""

    def __init__(self, engine: Engine, shape: Shape) -> None:
        self._engine, self._shape = engine, shape
        self._counted: list[Counted] | None = None

    def counted(self) -> list[Counted]:
        """All cells of the file."""
        if self._counted is None:
            names = ", ".join(["task", *self._shape.labels])
            found = self._engine.rows(f"select {names}, count(*) from frame group by {names}")
            self._counted = [Counted((task, self._shape.path(tuple(ls))), tuple(ls), n) for task, *ls, n in found]
        return self._counted

    def numbers(self) -> dict[Place, int]:
        """The number of targets of each cell that has any."""
        return {cell.place: cell.number for cell in self.counted()}

    def smallest(self, keys: Mapping[str, str], wanted: Mapping[Place, int]) -> dict[Place, list[Ticket]]:
        """The first so many of each cell in the order of the tickets."""
        cells = self.rank(keys, wanted)
        result: dict[Place, list[Ticket]] = {place: [] for place in wanted}
        for cell, ticket, target in self._engine.rows("select cell, ticket, target from ranked order by cell, place"):
            result[cells[cell].place].append((ticket, target))
        return result

    def rank(self, keys: Mapping[str, str], wanted: Mapping[Place, int]) -> list[Counted]:
        """Make the view ``ranked``: cell, place from 1, ticket and target of the first so many of each wanted cell.

        Returns the cells that the numbers in ``cell`` stand for.
        """
        cells = sorted((cell for cell in self.counted() if wanted.get(cell.place)), key=lambda cell: cell.place)
        most = [min(wanted[cell.place], cell.number) for cell in cells]
        bounds = [bound(n, cell.number) for n, cell in zip(most, cells, strict=True)]
        self._keep("first", range(len(cells)), cells, keys, most, bounds)
        found: dict[int, int] = dict(self._engine.rows("select cell, count(*) from first group by cell"))
        short = [k for k, n in enumerate(most) if found.get(k, 0) < n]
        ranked = "select cell, place, held from first"
        if short:
            again = [cells[k] for k in short]
            self._keep("again", short, again, keys, [most[k] for k in short], [EVERYTHING] * len(short))
            ranked += " where cell not in (select cell from again) union all select cell, place, held from again"
        self._engine.view(
            "ranked", f"select cell, place, substr(held, 1, 64) as ticket, substr(held, 65) as target from ({ranked}) r"
        )
        return cells

    def _keep(
        self,
        name: str,
        numbers: Sequence[int],
        cells: Sequence[Counted],
        keys: Mapping[str, str],
        most: Sequence[int],
        bounds: Sequence[str],
    ) -> None:
        """Keep the smallest tickets under each cell's bound as the table ``name``.

        A ticket and its target are one text there, in whose order both are ranked: all tickets are as long. What is
        under no bound at all is left out before anything is looked up.
        """
        labels = self._shape.labels
        self._engine.put(
            "cells",
            {"cell": list(numbers), "most": list(most)},
            {
                "task": [cell.place[0] for cell in cells],
                **{label: [cell.labels[k] for cell in cells] for k, label in enumerate(labels)},
                "bound": list(bounds),
            },
        )
        names = ", ".join(("task", *labels, "target"))
        tickets = f"select {names}, sha2({_key(keys)} || target, 256) as ticket from frame"
        under = f"select * from ({tickets}) a where ticket < '{max(bounds, default='')}'"
        same = " and ".join(f"c.{column} = f.{column}" for column in ("task", *labels))
        held = "cast(cell as int) as cell, cast(most as int) as most, ticket || target as held"
        kept = f"select {held} from ({under}) f join cells c on {same} where ticket < bound"
        places = "row_number() over (partition by cell order by held) as place"
        self._engine.keep(
            name,
            f"select cell, place, held from (select cell, most, held, {places} from ({kept}) k) r where place <= most",
        )

    def write(self, drawn: Drawn, file: str) -> None:
        """Write what was ranked: task, target, path, ticket, rank, and whether ``drawn`` or a reserve. Raises EngineError."""
        cells, numbers = drawn.ranked, {(cell.task, cell.path): cell.drawn for cell in drawn.allocation}
        self._engine.put(
            "placed",
            {"number": list(range(len(cells))), "drawn": [numbers[cell.place] for cell in cells]},
            {"task": [cell.place[0] for cell in cells], "path": ["/".join(cell.place[1]) for cell in cells]},
        )
        self._engine.write(
            "select p.task, r.target, p.path, r.ticket, r.place as rank, r.place <= p.drawn as drawn "
            "from ranked r join placed p on p.number = r.cell order by r.cell, r.place",
            file,
        )


def draw_targets(pool: SqlPool, case: Case, reserves: int) -> Drawn:
    """Draw the targets of ``case`` (§4, §5), with so many ``reserves`` of each cell. Raises EngineError."""
    keys = Keys(case.commitment, case.randomness, case.secret)
    allocation = allocated(case, keys, pool)
    wanted = {(cell.task, cell.path): cell.drawn + reserves for cell in allocation}
    return Drawn(keys.seed, allocation, pool.rank(ticket_keys(case, keys), wanted))


def _key(keys: Mapping[str, str]) -> str:
    """The key of a row's task, as SQL."""
    if len(set(keys.values())) < 2:
        return f"'{next(iter(keys.values()), '')}'"
    return "case task " + " ".join(f"when '{task}' then '{key}'" for task, key in keys.items()) + " end"
