"""The rows of a table as values by field: each cell read by its column, what is wrong said once."""

import hashlib
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import replace
from itertools import repeat
from typing import Any

from inventories import messages
from inventories.binding import Binding, Cell, Fixed, Sources, Variant
from inventories.cells import Outcome, outcome, shown, zero
from inventories.columns import Column, listed, unit
from inventories.frequency import counted
from inventories.mapping import Mapping, Synonyms
from inventories.personal import Codes, kind, mask
from inventories.problems import Message, Place, Problem
from inventories.table import Row, Table
from inventories.values import USUAL, blank, folded, text

Values = dict[str, Any]

VALUE_LIMIT = 200
"""So many characters of a value are shown in a problem."""


def made_id(parts: Sequence[str]) -> str:
    """The identifier made from column values: ``x`` and 20 hex digits of SHA-256 over them, joined by U+001F."""
    normal = (unicodedata.normalize("NFKC", part).replace("\x1f", " ").strip() for part in parts)
    return "x" + hashlib.sha256("\x1f".join(normal).encode()).hexdigest()[:20]


class Interpreter:
    """Reads the rows of one table, and collects what is wrong in them."""

    def __init__(
        self, table: Table, binding: Binding, columns: dict[str, Column], mapping: Mapping, attributes: bool
    ) -> None:
        self.table, self.binding, self.mapping, self.attributes = table, binding, mapping, attributes
        self.extra = {name: Column(name, name, (), text) for name, _ in binding.attributes}
        self.problems: list[Problem] = []
        self.caught: dict[str, Counter[str]] = {}
        self._outcomes: dict[tuple[str, str], Outcome] = {}
        self._said: set[tuple[object, ...]] = set()
        sources = [item for variant in binding.variants for item in variant.sources.items()]
        codes = [(s.position, columns[f].codes) for f, s in sources if isinstance(s, Cell) and columns[f].codes]
        self._codes: dict[int, Codes] = dict(reversed(codes))
        lent = {f: self._codes.get(s.position, "") for f, s in sources if isinstance(s, Cell) and columns[f].fallback}
        units = {f: unit(s.header) for f, s in sources if isinstance(s, Cell)}
        self.columns = {
            f: replace(c, codes=c.codes or lent.get(f, ""), parse=counted(c.parse, units.get(f, "")))
            for f, c in columns.items()
        }

    def rows(self) -> Iterator[tuple[int, Values, bool]]:
        """Number and values of each row; False where it has an error, and the values are those that could be read."""
        example = ExampleRow(self.binding, self.columns)
        swift = [self._swift(variant) for variant in self.binding.variants]
        damaged = {number for number, _ in (*self.table.raw.long_numbers, *self.table.raw.uncalculated)}
        for row, *known in zip(self.table.rows, *swift, strict=False):
            if example(row.cells):
                self.problems.append(
                    Problem(messages.EXAMPLE_ROW, place=Place(self.table.file, row.number), warning=True)
                )
                continue
            for variant, values in zip(self.binding.variants, known, strict=True):
                if _open(row, variant):
                    if values is None or row.number in damaged:
                        yield (row.number, *self._values(row, variant.sources))
                    else:
                        yield row.number, values, True

    def _swift(self, variant: Variant) -> Iterator[Values | None]:
        """The values of each row, read by columns; None for a row in which a cell has to be looked at."""
        missing = any(c.required and f not in variant.sources for f, c in self.columns.items())
        if missing or (self.attributes and self.binding.attributes) or self.binding.id_from:
            return repeat(None)
        found: list[Iterable[Any]] = []
        for field, column in self.columns.items():
            source, synonyms = variant.sources.get(field), self.mapping.synonyms.get(field)
            if isinstance(source, Cell):
                at = source.position
                found.append(_known(column, synonyms, [row.cells[at] for row in self.table.rows]))
            else:
                fixed = outcome(column, source.text, synonyms) if source else Outcome(column.empty)
                found.append(repeat(fixed.value if fixed.plain else _ODD))
        fields = tuple(self.columns)
        if self.attributes:
            fields, found = (*fields, "attributes"), [*found, repeat(())]
        return (None if _ODD in row else dict(zip(fields, row, strict=True)) for row in zip(*found, strict=False))

    def _values(self, row: Row, sources: Sources) -> tuple[Values, bool]:
        values: Values = {}
        right = True
        for field, column in self.columns.items():
            source = sources.get(field)
            if source is None:
                values[field] = column.empty
                right = right and not (column.required and not (field == "id" and self.binding.id_from))
                continue
            result = self._read(row, column, source)
            if result.errors:
                right = False
            else:
                values[field] = result.value
        if self.attributes:
            read = [(name, self._read(row, self.extra[name], cell)) for name, cell in self.binding.attributes]
            if any(result.errors for _, result in read):
                right = False
            else:
                values["attributes"] = tuple(sorted((name, result.value) for name, result in read if result.value))
        if self.binding.id_from:
            values["id"] = self._id(row)
            right = right and bool(values["id"])
        return values, right

    def _read(self, row: Row, column: Column, source: Cell | Fixed) -> Outcome:
        content = source.text if isinstance(source, Fixed) else row.cells[source.position]
        if isinstance(source, Cell) and (message := self._damage(row, source)):
            self._add(row, source, message, {}, mask(content), key=(row.number, source.position))
            return Outcome(errors=((message, {}),))
        key = (column.field, content)
        if key not in self._outcomes:
            self._outcomes[key] = outcome(column, content, self.mapping.synonyms.get(column.field))
        result = self._outcomes[key]
        if result.errors or result.warnings:
            self._tell(row, column, source, content, result)
        for spelling in result.caught:
            self.caught.setdefault(column.field, Counter())[spelling] += 1
        return result

    def _tell(self, row: Row, column: Column, source: Cell | Fixed, content: str, result: Outcome) -> None:
        clean = shown(column, content)
        where = ("constant",) if isinstance(source, Fixed) else (row.number, source.position)
        for message, params in result.errors:
            self._add(row, source, message, params, clean, key=(*where, column.field, message.code))
        for message, params in result.warnings:
            self._add(row, source, message, params, clean, key=(column.field, content, message.code), warning=True)

    def _damage(self, row: Row, cell: Cell) -> Message | None:
        at = (row.number, cell.position)
        if at in self.table.raw.long_numbers:
            return messages.DIGITS_LOST
        return messages.UNCALCULATED if at in self.table.raw.uncalculated else None

    def _id(self, row: Row) -> str:
        """The identifier made from the columns asked for; "" where that is impossible, which is then a problem."""
        cells = self.binding.id_from
        parts = [row.cells[cell.position] for cell in cells]
        for cell, part in zip(cells, parts, strict=True):
            message = self._damage(row, cell)
            if found := kind(part, self._codes.get(cell.position, "")):
                message = messages.PERSONAL_KEYS[found]
            if message:
                hidden = mask(part, self._codes.get(cell.position, ""))
                self._add(row, cell, message, {}, hidden, key=("id", row.number, cell.position))
                return ""
        if all(blank(part) for part in parts):
            self._add(row, cells[0], messages.VALUE_MISSING, {}, "", key=("id", row.number))
            return ""
        return made_id(parts)

    def _add(
        self,
        row: Row,
        source: Cell | Fixed,
        message: Message,
        params: dict[str, object],
        value: str,
        key: tuple[object, ...],
        warning: bool = False,
    ) -> None:
        """Say a thing once: an error once for each cell, a warning once for each spelling."""
        if key in self._said:
            return
        self._said.add(key)
        if isinstance(source, Fixed):
            place = Place(self.mapping.file, None, source.column, value[:VALUE_LIMIT])
        else:
            place = Place(self.table.file, row.number, source.header, value[:VALUE_LIMIT])
        self.problems.append(Problem(message, params, place, warning))

    def merged(self) -> Iterator[Problem]:
        """Merged cells that reach into the columns and rows that are used."""
        numbers = [row.number for row in self.table.rows]
        cells = sorted(self.binding.cells().items())
        for area in self.table.raw.merged:
            first, last = area.columns
            cell = next((c for at, c in cells if first <= at <= last), None)
            at = bisect_left(numbers, area.rows[0])
            if cell and at < len(numbers) and numbers[at] <= area.rows[1]:
                yield Problem(messages.MERGED, {"cells": area.cells}, Place(self.table.file, numbers[at], cell.header))

    def catch_alls(self) -> Iterator[Problem]:
        """One warning for each field in which unlisted spellings were lumped together."""
        for field, counts in self.caught.items():
            params: dict[str, object] = {
                "rows": counts.total(),
                "spellings": len(counts),
                "label": self.mapping.synonyms[field].other,
                "examples": listed(mask(word) for word, _ in counts.most_common(10)),
            }
            place = Place(self.mapping.file, column=f"[synonyms.{field}]")
            yield Problem(messages.CATCH_ALL, params, place, warning=True)


def _open(row: Row, variant: Variant) -> bool:
    return not variant.gate or any(not zero(row.cells[cell.position]) for cell in variant.gate)


_ODD = object()
"""In place of a value of which something is to be said."""


def _known(column: Column, synonyms: Synonyms | None, contents: list[str]) -> list[Any]:
    """The values of a column's cells."""
    usual = None if synonyms or column.multi else USUAL.get(column.parse)
    if usual and usual.fullmatch("\n".join(contents)):
        return contents
    known = _Known(column, synonyms)
    return [known[content] for content in contents]


class _Known(dict[str, Any]):
    """What becomes of text in a column, found out once for each."""

    def __init__(self, column: Column, synonyms: Synonyms | None) -> None:
        super().__init__()
        self._column, self._synonyms = column, synonyms

    def __missing__(self, content: str) -> Any:
        result = outcome(self._column, content, self._synonyms)
        self[content] = value = result.value if result.plain else _ODD
        return value


class ExampleRow:
    """Recognises the example row of a template, left in as it was; not one that was edited."""

    def __init__(self, binding: Binding, columns: Dict[str, Column]) -> None:
        sources = binding.variants[0].sources
        own = {f: s for f, s in sources.items() if isinstance(s, Cell) and s != sources.get(columns[f].fallback)}
        self._columns = [(columns[field], source.position) for field, source in own.items()]
        named = [c.fallback if c.field not in own else c.field for c in columns.values() if c.key and c.required]
        named = named or [c.field for c in columns.values() if c.key and c.explanation.example]  # whom a line is about
        self._names = [(own[f].position, columns[f].explanation.examples) for f in named if f in own]

    def __call__(self, cells: Sequence[str]) -> bool:
        """True for the example row, in Chinese or English."""
        if not any(cells[at].strip() in examples for at, examples in self._names[:1]):
            return False
        return any(
            all(folded(cells[at]) == folded(c.explanation.examples[k]) for c, at in self._columns) for k in (0, 1)
        )
