"""The rows of a table as values by field: each cell read by its column, what is wrong said once."""

import hashlib
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from inventories import messages
from inventories.binding import Binding, Cell, Fixed, Sources, Variant
from inventories.cells import Outcome, outcome, zero
from inventories.columns import Column, listed
from inventories.mapping import Mapping
from inventories.personal import find, mask
from inventories.problems import Message, Place, Problem
from inventories.table import Row, Table
from inventories.values import blank, text

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
        self.columns = columns
        self.extra = {name: Column(name, name, (), text) for name, _ in binding.attributes}
        self.problems: list[Problem] = []
        self.unread: dict[int, str] = {}
        """Rows with an error, and their identifiers where they can be read."""
        self.caught: dict[str, Counter[str]] = {}
        self._outcomes: dict[tuple[str, str], Outcome] = {}
        self._said: set[tuple[object, ...]] = set()
        sources = [item for variant in binding.variants for item in variant.sources.items()]
        self._codes = {source.position for f, source in sources if isinstance(source, Cell) and columns[f].codes}

    def rows(self) -> Iterator[tuple[int, Values]]:
        for row in self.table.rows:
            for variant in self.binding.variants:
                if _open(row, variant):
                    values = self._values(row, variant.sources)
                    if values is not None:
                        yield row.number, values

    def _values(self, row: Row, sources: Sources) -> Values | None:
        values: Values = {}
        right = True
        for field, column in self.columns.items():
            source = sources.get(field)
            values[field] = column.empty
            if source is not None:
                result = self._read(row, column, source)
                values[field] = result.value
                right = right and not result.errors
            elif column.required and not (field == "id" and self.binding.id_from):
                right = False  # said once for the whole file
        if self.attributes:
            read = [(name, self._read(row, self.extra[name], cell)) for name, cell in self.binding.attributes]
            values["attributes"] = tuple(sorted((name, result.value) for name, result in read if result.value))
            right = right and not any(result.errors for _, result in read)
        if self.binding.id_from:
            values["id"] = self._id(row)
            right = right and bool(values["id"])
        if not right:
            self.unread[row.number] = str(values.get("id") or "")
        return values if right else None

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
        shown = mask(content, column.codes)
        where = ("constant",) if isinstance(source, Fixed) else (row.number, source.position)
        for message, params in result.errors:
            self._add(row, source, message, params, shown, key=(*where, column.field, message.code))
        for message, params in result.warnings:
            self._add(row, source, message, params, shown, key=(column.field, content, message.code), warning=True)

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
            if find(part, cell.position in self._codes):
                message = messages.PERSONAL_KEY
            if message:
                self._add(row, cell, message, {}, mask(part), key=("id", row.number, cell.position))
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
