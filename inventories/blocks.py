"""Values by column: what the cells of a page come to, and which rows have to be looked at by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import itemgetter
from typing import Any

from inventories.binding import Sources, Variant
from inventories.cells import Outcome, outcome, zero
from inventories.columns import Column
from inventories.mapping import Synonyms
from inventories.pages import Each, Few, Many, Page, Strip, alike, strip
from inventories.raw import Cells
from inventories.values import USUAL

Values = dict[str, Any]
Told = tuple[int, Values, bool]
"""Number and values of a row, and whether it has no error; the values of one that has are those that could be read."""
_MOST = 50_000
"""So much text is known at once in a column."""


@dataclass(frozen=True)
class Block:
    """Rows under their numbers, their values by field, and those that have an error: by position the values that could
    be read."""

    numbers: Sequence[int]
    fields: dict[str, Strip]
    wrong: dict[int, Values]

    def rows(self) -> Iterator[Told]:
        """Every row."""
        names = tuple(self.fields)
        columns = (column.all() for column in self.fields.values())
        for at, (number, *values) in enumerate(zip(self.numbers, *columns, strict=True)):
            wrong = self.wrong.get(at) if self.wrong else None
            yield (number, dict(zip(names, values, strict=True)), True) if wrong is None else (number, wrong, False)

    def whole(self) -> "Block":
        """The rows without an error."""
        return self.chosen([at not in self.wrong for at in range(len(self.numbers))]) if self.wrong else self

    def chosen(self, kept: Sequence[bool]) -> "Block":
        """The rows for which ``kept`` says so, none of which has an error."""
        fields = {name: some(column, kept) for name, column in self.fields.items()}
        return Block([*compress(self.numbers, kept)], fields, {})


def in_order(blocks: Sequence[Block]) -> Iterable[Told]:
    """The rows of blocks that were made of the same rows, in their order."""
    found = chain.from_iterable(block.rows() for block in blocks)
    return found if len(blocks) == 1 else sorted(found, key=itemgetter(0))


def some(column: Strip, kept: Sequence[bool]) -> Strip:
    """A column of the rows for which ``kept`` says so."""
    match column:
        case Few():
            places = [*compress(column.places, kept)]
            used = {place: at for at, place in enumerate(dict.fromkeys(places))}
            return Few([column.values[place] for place in used], [used[place] for place in places])
        case Many():
            return strip([*compress(column.all(), kept)])
    return Each([*compress(column.values, kept)])


@dataclass
class Draft:
    """A block in the making. ``made``: identifiers made row by row."""

    page: Page
    sources: Sources
    fields: dict[str, Strip] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    wrong: dict[int, Values] = field(default_factory=dict)
    made: dict[int, str] = field(default_factory=dict)
    _rows: list[Cells] = field(default_factory=list)

    def row(self, at: int) -> Cells:
        """The cells of the row at a position."""
        self._rows = self._rows or self.page.rows()
        return self._rows[at]

    def block(self) -> Block:
        """What came of it."""
        own = {"id": Each([self.made[at] for at in range(len(self.page))])} if self.made else {}
        return Block(self.page.numbers, self.fields | own, self.wrong)


class Known(dict[str, Any]):
    """What becomes of text in a column, found out once for each: its value, or the outcome where more is to be said."""

    def __init__(self, column: Column, synonyms: Synonyms | None) -> None:
        super().__init__()
        self._column, self._synonyms = column, synonyms
        self._usual = None if synonyms or column.multi else USUAL.get(column.parse)

    def __missing__(self, content: str) -> Any:
        result = outcome(self._column, content, self._synonyms)
        self[content] = value = result.value if result.plain else result
        return value

    def read(self, cells: Strip) -> tuple[Strip, list[tuple[str, Outcome, list[int]]]]:
        """The values of cells; and text of which more is to be said, what, and where it stands."""
        if len(self) > _MOST:
            self.clear()
        usual = self._usual if isinstance(cells, Many) else None
        if usual and isinstance(cells, Many) and usual(cells.text):
            return cells, []
        contents = cells.all() if isinstance(cells, Many) else cells.values
        values = [c if usual and usual(c) else self[c] for c in contents]
        odd = {k: value for k, value in enumerate(values) if type(value) is Outcome}
        for k, result in odd.items():
            values[k] = result.value
        where = _positions(cells, odd.keys()) if odd else {}
        told = [(contents[k], result, where[k]) for k, result in odd.items()]
        if isinstance(cells, Few):
            return Few(values, cells.places), told
        if isinstance(cells, Many) and values == contents:
            return cells, told
        return strip(values) if all(type(value) is str for value in values) else Each(values), told


def _positions(cells: Strip, odd: Any) -> dict[int, list[int]]:
    if not isinstance(cells, Few):
        return {k: [k] for k in odd}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, place in enumerate(cells.places):
        if place in odd:
            found[place].append(at)
    return found


def attributes(named: Sequence[tuple[str, Strip]], rows: int) -> Strip:
    """Pairs of name and text, sorted, without blank ones."""
    if not named:
        return alike((), rows)
    names, columns = zip(*sorted(named, key=lambda pair: pair[0]), strict=True)
    texts = zip(*(column.all() for column in columns), strict=True)
    return Each([tuple((name, text) for name, text in zip(names, row, strict=True) if text) for row in texts])


def opened(page: Page, variant: Variant) -> Page:
    """The rows of which a variant makes a record."""
    if not variant.gate:
        return page
    said = [[not zero(text) for text in page.columns[cell.position].all()] for cell in variant.gate]
    return page.chosen([any(row) for row in zip(*said, strict=True)])
