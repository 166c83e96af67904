"""A mapping file for a file at hand, to be corrected by the clerk: what was bound, what was not, and the spellings."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _

from inventories.columns import Column, personal
from inventories.mapping import ANY, Synonyms, folded_spelling
from inventories.mapping import Mapping as HeaderMapping
from inventories.reading import TableInfo
from inventories.table import Table
from inventories.values import blank, label
from scheduler.intake.spellings import labels, unknown_words

Lines = Iterator[str]


def text(
    columns: Sequence[Column], mapping: HeaderMapping, table: Table, info: TableInfo, id_from: Sequence[str]
) -> str:
    """TOML that reads the file as it was read, under ``mapping`` and ``id_from``, or better: variants become one."""
    parts = [
        [f"# {line}" for line in _head(info, id_from)],
        ["[columns]", *_columns(columns, mapping, table, info, bool(id_from))],
        ["[constants]", *_constants(columns, mapping, info, bool(id_from))],
        *_synonyms(columns, mapping, table, info),
        *([["[attributes]", *_pairs(mapping.attributes)]] if mapping.attributes else []),
        *_unpivot(mapping),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(info: TableInfo, id_from: Sequence[str]) -> Lines:
    yield _("Made from {file}. Correct it, and give it with --map.").format(file=_quoted(info.file))
    if id_from:
        yield _("Identifiers are made with --id-from {columns}").format(columns=",".join(map(_quoted, id_from)))


def _columns(columns: Sequence[Column], mapping: HeaderMapping, table: Table, info: TableInfo, made: bool) -> Lines:
    unpivoted = {field for block in mapping.unpivot for field in (*block.columns, *block.constants)}
    left_out = unpivoted | ({"id"} if made else set())
    bound = {c.field: h for c in columns if (h := info.bound.get(c.field)) and c.field not in left_out}
    yield from _pairs({**bound, **mapping.columns})
    unread = [header for header in (*info.ignored_headers, *table.likely) if header.strip()]
    unused = [header for header in unread if not personal(header)]
    if unused:
        free = [c for c in columns if c.field not in {*bound, *mapping.columns, *left_out}]
        yield from (f'# {c.field} = ""  # {(*c.names, c.header)[0]}' for c in free)
        yield "# " + _("Not used; to use one, write it behind a field:")
        yield from (f"#   {_quoted(header)}" for header in unused)
    if never := [header for header in unread if personal(header)]:
        yield "# " + _("Never read, since they hold identity card or telephone numbers:")
        yield from (f"#   {_quoted(header)}" for header in never)


def _constants(columns: Sequence[Column], mapping: HeaderMapping, info: TableInfo, made: bool) -> Lines:
    yield "# " + _("One value for all rows.")
    yield from _pairs(mapping.constants)
    given = {*mapping.constants, *info.bound, *(f for b in mapping.unpivot for f in (*b.columns, *b.constants))}
    for column in columns:
        if column.required and column.field not in given and not (made and column.field == "id"):
            yield f'# {column.field} = ""  # ' + _("required, and the file has no column for it")


def _synonyms(columns: Sequence[Column], mapping: HeaderMapping, table: Table, info: TableInfo) -> Iterator[list[str]]:
    written = set()
    for column in columns:
        if column.multi or not (column.parse is label or column.choices):
            continue
        at = [i for i, fields in enumerate(info.fields) if column.field in fields]
        texts = [row.cells[i] for row in table.rows for i in at]
        known = mapping.synonyms.get(column.field)
        lines = list(_label_lines(texts, known) if column.parse is label else _choice_lines(column, texts, known))
        if column.required and (known is None or known.blank is None) and (number := sum(map(blank, texts))):
            lines.append('# "" = ""  # ' + _("{n} blank cells; write what they are to become").format(n=number))
        if lines:
            written.add(column.field)
            yield [f"[synonyms.{_key(column.field)}]", *lines]
    for field, synonyms in mapping.synonyms.items():
        if field not in written:
            yield [f"[synonyms.{_key(field)}]", *_given(synonyms, set())]


def _label_lines(texts: Iterable[str], known: Synonyms | None) -> Lines:
    said = set()
    for spelling in labels(texts, known):
        line = f"{_quoted(spelling.text)} = {_quoted(spelling.word)}  # {spelling.number}"
        left = not spelling.word and (known is None or known.words.get(folded_spelling(spelling.text)) is None)
        yield "# " + line if left else line
        said.add(folded_spelling(spelling.text))
    yield from _given(known, said)


def _choice_lines(column: Column, texts: Iterable[str], known: Synonyms | None) -> Lines:
    unknown = unknown_words(column, texts, known)
    if unknown:
        words = ", ".join(word for spellings in column.choices.values() for word in spellings[:1])
        yield "# " + _("Not understood; write behind each one of: {words}").format(words=words)
        yield from (f'# {_quoted(spelling.text)} = ""  # {spelling.number}' for spelling in unknown)
    yield from _given(known, set())


def _given(known: Synonyms | None, said: set[str]) -> Lines:
    """What the mapping says besides: further spellings, blanks, and the catch-all."""
    if known is None:
        return
    for spelling, word in known.words.items():
        if spelling not in said:
            yield f"{_quoted(spelling)} = {_quoted(word)}"
    yield from (f"{_quoted(k)} = {_quoted(v)}" for k, v in (("", known.blank), (ANY, known.other)) if v is not None)


def _unpivot(mapping: HeaderMapping) -> Iterator[list[str]]:
    for block in mapping.unpivot:
        constants = ", ".join(f"{_key(field)} = {_quoted(value)}" for field, value in block.constants.items())
        yield ["[[unpivot]]", *_pairs(block.columns), *([f"constants = {{ {constants} }}"] if constants else [])]


def _pairs(pairs: Mapping[str, str]) -> Lines:
    return (f"{_key(key)} = {_quoted(value)}" for key, value in pairs.items())


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(value: str) -> str:
    """A basic string of TOML, which a string of JSON is but for U+007F."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
