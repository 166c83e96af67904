"""The rows of a table as values by field: each cell read by its column, what is wrong said once."""

import hashlib
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import replace

from inventories import messages
from inventories.binding import Binding, Cell, Fixed, Sources
from inventories.blocks import Block, Draft, Known, Values, attributes, opened
from inventories.cells import Outcome, shown
from inventories.columns import Column, listed, unit
from inventories.frequency import counted
from inventories.mapping import Mapping
from inventories.pages import Many, Page, Strip, alike
from inventories.personal import Codes, kind, mask
from inventories.problems import Message, Place, Problem
from inventories.table import Row, Table
from inventories.values import blank, folded, text

__all__ = ["ExampleRow", "Interpreter", "Values", "made_id"]

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
        self._known: dict[str, Known] = {}
        self._damaged = {number for number, _ in (*table.raw.long_numbers, *table.raw.uncalculated)}
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

    def blocks(self) -> Iterator[list[Block]]:
        """What the rows come to, a page at a time: a block for each record that a row makes."""
        example = ExampleRow(self.binding, self.columns)
        for page in self.table.pages:
            examples = example.among(page)
            for number in examples:
                place = Place(self.table.file, number)
                self.problems.append(Problem(messages.EXAMPLE_ROW, place=place, warning=True))
            yield self._blocks(page.without(frozenset(examples)) if examples else page)

    def _blocks(self, page: Page) -> list[Block]:
        """Read by columns, and then the doubtful rows one by one, in their order."""
        drafts = [Draft(opened(page, variant), variant.sources) for variant in self.binding.variants]
        doubtful: list[tuple[int, int, int]] = []
        for k, draft in enumerate(drafts):
            self._by_columns(draft)
            doubtful += ((draft.page.numbers[at], k, at) for at in draft.doubtful)
        for _, k, at in sorted(doubtful):
            draft = drafts[k]
            values, right = self._values(Row(draft.page.numbers[at], draft.row(at)), draft.sources)
            if self.binding.id_from:
                draft.made[at] = values["id"]
            if not right:
                draft.wrong[at] = values
        return [draft.block() for draft in drafts]

    def _by_columns(self, draft: Draft) -> None:
        rows = range(len(draft.page))
        if self._damaged:
            draft.doubtful.update(at for at in rows if draft.page.numbers[at] in self._damaged)
        for field, column in self.columns.items():
            source = draft.sources.get(field)
            draft.fields[field] = self._strip(draft, column, source) if source else alike(column.empty, len(rows))
            made = field == "id" and self.binding.id_from
            if made or (source is None and column.required):
                draft.doubtful.update(rows)
        if self.attributes:
            named = [(name, self._strip(draft, self.extra[name], cell)) for name, cell in self.binding.attributes]
            draft.fields["attributes"] = attributes(named, len(rows))

    def _strip(self, draft: Draft, column: Column, source: Cell | Fixed) -> Strip:
        """The values of a column. Rows with an error in it, and the first of which something is to be noted, are doubtful."""
        cells = (
            alike(source.text, len(draft.page)) if isinstance(source, Fixed) else draft.page.columns[source.position]
        )
        values, odd = self._of(column).read(cells)
        noted: set[object] = set()
        for content, found, where in odd:
            at = where
            if isinstance(source, Cell) and self._damaged:
                at = [k for k in where if not self._damage(draft.page.numbers[k], source)]
            told = {(column.field, content, message.code) for message, _ in found.warnings}
            if found.errors:
                draft.doubtful.update(at)
            elif at and told - self._said - noted:
                draft.doubtful.add(at[0])
                noted |= told
            for spelling in found.caught if at else ():
                self.caught.setdefault(column.field, Counter())[spelling] += len(at)
        return values

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
        if isinstance(source, Cell) and (message := self._damage(row.number, source)):
            self._add(row, source, message, {}, mask(content), key=(row.number, source.position))
            return Outcome(errors=((message, {}),))
        result = self._of(column)[content]
        if not isinstance(result, Outcome):
            return Outcome(result)
        if result.errors or result.warnings:
            self._tell(row, column, source, content, result)
        return result

    def _tell(self, row: Row, column: Column, source: Cell | Fixed, content: str, result: Outcome) -> None:
        clean = shown(column, content)
        where = ("constant",) if isinstance(source, Fixed) else (row.number, source.position)
        for message, params in result.errors:
            self._add(row, source, message, params, clean, key=(*where, column.field, message.code))
        for message, params in result.warnings:
            self._add(row, source, message, params, clean, key=(column.field, content, message.code), warning=True)

    def _of(self, column: Column) -> Known:
        if column.field not in self._known:
            self._known[column.field] = Known(column, self.mapping.synonyms.get(column.field))
        return self._known[column.field]

    def _damage(self, number: int, cell: Cell) -> Message | None:
        at = (number, cell.position)
        if at in self.table.raw.long_numbers:
            return messages.DIGITS_LOST
        return messages.UNCALCULATED if at in self.table.raw.uncalculated else None

    def _id(self, row: Row) -> str:
        """The identifier made from the columns asked for; "" where that is impossible, which is then a problem."""
        cells = self.binding.id_from
        parts = [row.cells[cell.position] for cell in cells]
        for cell, part in zip(cells, parts, strict=True):
            message = self._damage(row.number, cell)
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
        numbers = [number for page in self.table.pages for number in page.numbers]
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


class ExampleRow:
    """Recognises the example row of a template, left in as it was; not one that was edited."""

    def __init__(self, binding: Binding, columns: Dict[str, Column]) -> None:
        sources = binding.variants[0].sources
        own = {f: s for f, s in sources.items() if isinstance(s, Cell) and s != sources.get(columns[f].fallback)}
        self._columns = [(columns[field], source.position) for field, source in own.items()]
        named = [c.fallback if c.field not in own else c.field for c in columns.values() if c.key and c.required]
        named = named or [c.field for c in columns.values() if c.key and c.explanation.example]  # whom a line is about
        self._names = [(own[f].position, columns[f].explanation.examples) for f in named if f in own]

    def among(self, page: Page) -> list[int]:
        """The numbers of the rows of ``page`` that are the example row."""
        for at, examples in self._names[:1]:
            column = page.columns[at]
            if isinstance(column, Many):
                seen = any(example in column.text for example in examples)
            else:
                seen = any(text.strip() in examples for text in column.values)
            if seen:
                return [n for n, cells in zip(page.numbers, page.rows(), strict=True) if self(cells)]
        return []

    def __call__(self, cells: Sequence[str]) -> bool:
        """True for the example row, in Chinese or English."""
        if not any(cells[at].strip() in examples for at, examples in self._names[:1]):
            return False
        return any(
            all(folded(cells[at]) == folded(c.explanation.examples[k]) for c, at in self._columns) for k in (0, 1)
        )
