"""Which cell, or which constant, feeds each field: declared columns and a mapping meet a file's header."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inventories import messages
from inventories.columns import Column, fold, listed, personal, positions
from inventories.mapping import Mapping, Unpivot
from inventories.problems import Message, Place, Problem

Headers = tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """The cell of a row at ``position``, under ``header``."""

    position: int
    header: str


@dataclass(frozen=True)
class Fixed:
    """One text for every row, from the mapping."""

    text: str
    column: str


Sources = dict[str, Cell | Fixed]


@dataclass(frozen=True)
class Variant:
    """The sources of one record made from a row. ``gate``: without a value in one of these cells there is no record."""

    sources: Sources
    gate: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Binding:
    """The records a row makes, the cells of its attributes by name, and the cells its identifier is made from."""

    variants: tuple[Variant, ...]
    attributes: tuple[tuple[str, Cell], ...] = ()
    id_from: tuple[Cell, ...] = ()

    def cells(self) -> dict[int, Cell]:
        """Every cell that is used, by position."""
        sources = [s for v in self.variants for s in v.sources.values() if isinstance(s, Cell)]
        return {c.position: c for c in (*sources, *(c for _, c in self.attributes), *self.id_from)}


class Binder:
    """Binds ``columns`` to ``headers``; everything that does not fit is collected in ``problems``."""

    def __init__(
        self, file: str, header_row: int, headers: Headers, columns: Sequence[Column], mapping: Mapping
    ) -> None:
        self.headers, self.mapping = headers, mapping
        self.columns = {column.field: column for column in columns}
        self.here = Place(file, header_row)
        self.problems: list[Problem] = []

    def bind(self, id_from: Sequence[str] = (), attributes: bool = False) -> Binding:
        """The binding; fields for which there is no source are left out of it."""
        self._check_keys(attributes)
        made = tuple(cell for name in id_from if (cell := self._id_cell(name)))
        if id_from and ("id" in self.mapping.columns or "id" in self.mapping.constants):
            self._add(messages.ID_FROM_TWICE, "id")
        base = self._base(skip_id=bool(id_from))
        variants = tuple(self._variant(base, block) for block in self.mapping.unpivot) or (Variant(base),)
        variants = tuple(Variant(self._with_fallbacks(v.sources, bool(id_from)), v.gate) for v in variants)
        self._check_required(variants, bool(id_from))
        named = self.mapping.attributes.items() if attributes else ()
        cells = ((name, self._named(header, f"[attributes] {name}")) for name, header in named)
        return Binding(variants, tuple((name, cell) for name, cell in cells if cell), made)

    def _add(self, message: Message, column: str, place: Place | None = None, **params: object) -> None:
        self.problems.append(Problem(message, params, place or Place(self.mapping.file, column=column)))

    def _check_keys(self, attributes: bool) -> None:
        sections = {"columns": self.mapping.columns, "constants": self.mapping.constants}
        for section, table in sections.items():
            self._check_fields(section, table, self.columns)
        extra = self.mapping.attributes if attributes else {}
        self._check_fields("synonyms", self.mapping.synonyms, (*self.columns, *extra))
        for block in self.mapping.unpivot:
            self._check_fields("unpivot", (*block.columns, *block.constants), self.columns)
        if self.mapping.attributes and not attributes:
            self._add(messages.MAPPING_KEY, "", key="attributes", known=listed(("columns", "constants", "synonyms")))
        for field in sorted(self.mapping.columns.keys() & self.mapping.constants.keys()):
            self._add(messages.MAPPING_BOTH, f"[constants] {field}", field=field)

    def _check_fields(self, section: str, used: Iterable[str], known: Iterable[str]) -> None:
        for field in sorted(set(used) - set(known)):
            self._add(messages.MAPPING_KEY, f"[{section}]", key=field, known=listed(known))

    def _base(self, skip_id: bool) -> Sources:
        sources: Sources = {}
        for field, column in self.columns.items():
            if skip_id and field == "id":
                continue
            if field in self.mapping.columns:
                source: Cell | Fixed | None = self._named(self.mapping.columns[field], f"[columns] {field}")
            elif field in self.mapping.constants:
                source = Fixed(self.mapping.constants[field], f"[constants] {field}")
            else:
                source = self._matched(column)
            if source:
                sources[field] = source
        return sources

    def _named(self, header: str, column: str, unknown: Message = messages.COLUMN_UNKNOWN) -> Cell | None:
        """The cell under a header that the clerk named."""
        found = positions(self.headers, header)
        place = Place(self.mapping.file, column=column) if unknown is messages.COLUMN_UNKNOWN else self.here
        if not found:
            self._add(unknown, "", place, header=header, found=listed(self.headers))
        elif len(found) > 1:
            self._add(messages.COLUMN_TWICE, "", self._at(header), header=header)
        elif personal(header):
            self._add(messages.COLUMN_PERSONAL, "", self._at(self.headers[found[0]]))
        else:
            return Cell(found[0], self.headers[found[0]])
        return None

    def _matched(self, column: Column) -> Cell | None:
        """The cell under the first of the column's headers that the file has."""
        found = self._under(column.headers) or self._under(column.last)[:1]
        if not found:
            return None
        if len(found) > 1:
            params: dict[str, object] = {"field": column.field, "header": found[0], "others": "”, “".join(found[1:])}
            self.problems.append(Problem(messages.COLUMN_CHOICE, params, self._at(found[0]), warning=True))
        return self._named(found[0], "")

    def _under(self, names: Headers) -> list[str]:
        folded = dict.fromkeys(fold(name) for name in names)
        return [self.headers[p[0]] for name in folded if (p := positions(self.headers, name))]

    def _at(self, header: str) -> Place:
        return Place(self.here.file, self.here.row, header)

    def _id_cell(self, name: str) -> Cell | None:
        """The cell under a header, or that of a field, from which identifiers are made."""
        column = self.columns.get(name)
        if column and not positions(self.headers, name):
            base = self.mapping.columns.get(name)
            cell = self._named(base, f"[columns] {name}") if base else self._matched(column)
            if cell:
                return cell
        return self._named(name, "", messages.ID_FROM_UNKNOWN)

    def _variant(self, base: Sources, block: Unpivot) -> Variant:
        sources = dict(base)
        for field, text in block.constants.items():
            sources[field] = Fixed(text, f"[unpivot] {field}")
        for field, header in block.columns.items():
            column = self.columns.get(field)
            if column and column.fixed and not positions(self.headers, header):
                sources[field] = Fixed(header, f"[unpivot] {field}")
            elif cell := self._named(header, f"[unpivot] {field}"):
                sources[field] = cell
        own = {f: s for f in block.columns if isinstance(s := sources.get(f), Cell)}
        return Variant(sources, (own["count"],) if "count" in own else tuple(own.values()))

    def _with_fallbacks(self, sources: Sources, made: bool) -> Sources:
        added = {
            field: sources[column.fallback]
            for field, column in self.columns.items()
            if field not in sources and column.fallback in sources and not (made and field == "id")
        }
        return sources | added

    def _check_required(self, variants: tuple[Variant, ...], made: bool) -> None:
        unsaid = self.mapping.columns.keys() | {f for block in self.mapping.unpivot for f in block.columns}
        for field, column in self.columns.items():
            missing = any(field not in variant.sources for variant in variants)
            if column.required and missing and field not in unsaid and not (made and field == "id"):
                params: dict[str, object] = {"field": field, "headers": listed((*column.headers, *column.last))}
                params["found"] = listed(self.headers)
                self.problems.append(Problem(messages.COLUMN_MISSING, params, self.here))
