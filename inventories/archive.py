"""An XLSX archive, looked over before a reader that trusts it unpacks it.

The sizes it declares are held to (zipfile reads no more than is declared), no part may declare a document type, and of
each sheet it is known beforehand how far its values reach, so that no table is laid out for a cell in a far corner.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from inventories import limits, messages
from inventories.problems import N_, Words
from inventories.raw import Unreadable

_CHUNK = 4_000_000
_ROW_BYTES = 40_000_000
_BOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

_PREFIX = rb"(?:[^\s<>/:]+:)?"
_C, _V = rb"<" + _PREFIX + rb"c\b", rb"<" + _PREFIX + rb"v>"
_WITHIN = rb"(?:[^<]|<(?!/?" + _PREFIX + rb"[cv]\b))*"
_REFERENCE = rb"""\br=["']([^"']*)["']"""
_FILLED = re.compile(_C + rb"[^<>]*?" + _REFERENCE + rb"[^<>]*(?<!/)>")
_UNPLACED = re.compile(_C + rb"(?![^<>]*\br=)[^<>]*(?<!/)>")
_CELL = re.compile(_C)
_ROW = re.compile(rb"<" + _PREFIX + rb"""row\b[^<>]*?\br=["']([0-9]{1,9})["']""")
_ERROR = re.compile(_C + rb"""([^<>]*\bt=["']e["'][^<>]*)>""" + _WITHIN + _V + rb"([^<]*)</")
_SHARED = re.compile(_C + rb"""[^<>]*\bt=["']s["'][^<>]*>""" + _WITHIN + _V + rb"\s*([0-9]{1,9})\s*</")
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN = re.compile(rb"""<(?:\w+:)?row\b(?=[^<>]*\bhidden=["'](?:1|true)["'])[^<>]*?\br=["']([0-9]+)["']""")
_VEILED = re.compile(
    rb"<" + _PREFIX + rb"""(?:c|row)(?=[\s/>])(?!(?:\s++[\w:.-]++=(?:"[^"<>]*+"|'[^'<>]*+'))*+\s*+/?>)"""
)
"""A cell or a row written in a way that the expressions above do not see through."""
_ODD = tuple(pair for blank in (b" ", b"\t", b"\r", b"\n") for pair in (blank + b"=", b"=" + blank))
_STRING = re.compile(rb"</" + _PREFIX + rb"si\b[^<>]*>")
_TAG = re.compile(rb"<[^<>]*>")
_AT = re.compile(_REFERENCE)
_PLAIN = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+"
_ROWS = re.compile(
    rb'(?:\s*+<row r="([0-9]{1,7})"(?: (?!hidden=|r=)[\w:.-]++="[^"<>&]*+")*+(?:/>|>'
    rb'(?:<c r="(?:[A-Z]|([A-Z]{2,3}+))\1"(?: s="[0-9]++")?+(?: t="s"><v>[0-9]++</v></c>|'
    rb'(?: t="(?:s|n|b|str|inlineStr)")?+(?:/>|>(?:<v>' + _PLAIN + rb"</v>|"
    rb'<is><t(?: xml:space="preserve")?+>' + _PLAIN + rb"</t></is>)?+</c>)))*+</row>))*+"
)
"""Rows as spreadsheet programs write them: no formula, no error, nothing hidden or merged, no cell in another row; the
second group tells whether any cell stands behind column Z."""
_BEGIN, _NUMBER = b"<sheetData>", re.compile(rb'<row r="([0-9]+)"')
_COLUMN = re.compile(rb'<c r="([A-Z]+)')
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class Marks:
    """What values alone do not tell of a sheet, by row number and column from 0: formulas without a stored result, the
    words of failed ones, and the numbers of hidden rows."""

    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)


class Archive:
    """The parts of a workbook. Errors of every method: Unreadable; zipfile's and the XML parser's for damage."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        members = self._zip.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable(messages.FILE_ENCRYPTED)
        names = {member.filename for member in members}
        if len(names) < len(members):
            raise Unreadable(messages.FILE_DAMAGED, reason=Words(N_("two parts of one name")))
        if _BOOK not in names:
            raise Unreadable(messages.FILE_KIND, found=Words(N_("an archive of another kind")))
        _at_most(limits.UNPACKED_BYTES, sum(member.file_size for member in members), N_("bytes"))
        _unpackable(members, len(data))
        self._sheets = self._paths()
        for name in sorted(names - set(self._sheets.values())):
            if name.endswith((".xml", ".rels")):
                for _ in self._chunks(name):
                    pass

    def marks(self, sheet: str) -> Marks:
        """What the part of ``sheet`` tells. Errors: Unreadable for more rows, columns or cells than are read."""
        marks = Marks()
        deepest = widest = merged = shared = 0
        for piece, ordinary in self._pieces(self._sheets[sheet]):
            rows, columns = _bounds(ordinary) if ordinary else _reach(piece)
            deepest, widest = max(deepest, rows), max(widest, columns)
            shared += piece.count(b't="s"')
            if not ordinary:
                _look(piece, marks)
                shared += piece.count(b"t='s'")
                merged += piece.count(b"mergeCell ")
        if max(deepest / limits.ROWS, widest / limits.COLUMNS, deepest * widest / limits.CELLS) > 1:
            _within(*map(max, zip(*(_reach(piece) for piece, _ in self._pieces(self._sheets[sheet])), strict=True)))
        _at_most(limits.MERGED, merged, N_("merged areas"))
        if shared * self._longest() > limits.TEXT:
            _at_most(limits.TEXT, self._text(sheet, shared), N_("characters"))
        return marks

    def _text(self, sheet: str, cells: int) -> int:
        """The characters of the ``cells`` that hold shared strings; as many as the longest has where it is not clear."""
        lengths = dict(enumerate(self._strings()))
        found = [
            lengths.get(int(i), 0) for piece, _ in self._pieces(self._sheets[sheet]) for i in _SHARED.findall(piece)
        ]
        return sum(found) + max(0, cells - len(found)) * max(lengths.values(), default=0)

    def _longest(self) -> int:
        """No less than the length of the longest shared string."""
        rest, longest = b"", 0
        for chunk in self._shared():
            rest += chunk
            *whole, rest = rest.split(b"</si>") if b"</si>" in chunk else _STRING.split(rest)
            if whole and not longest:
                whole[0] = whole[0][max(0, whole[0].find(b"<si")) :]  # without what stands before the first
            longest = max(longest, *map(len, whole), 0)
        return longest

    def _strings(self) -> Iterator[int]:
        """The characters of every shared string."""
        rest = b""
        for chunk in self._shared():
            *whole, rest = _STRING.split(rest + chunk)
            yield from (len(_TAG.sub(b"", each).decode(errors="replace")) for each in whole)

    def _shared(self) -> Iterator[bytes]:
        return self._read(_STRINGS) if _STRINGS in self._zip.NameToInfo else iter(())

    def _paths(self) -> dict[str, str]:
        """The part of every worksheet by its name."""
        book, relations = (self._tree(name) for name in (_BOOK, "xl/_rels/workbook.xml.rels"))
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        found: dict[str, str] = {}
        for each in book.iter():
            if each.tag.rpartition("}")[2] == "sheet":
                target = targets.get(each.get(_RELATION) or each.get(_STRICT_RELATION), "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                if path in self._zip.NameToInfo:
                    found[each.get("name", "")] = path
        _at_most(limits.SHEETS, len(found), N_("sheets"))
        if len({*found.values()}) < len(found):
            raise Unreadable(messages.FILE_DAMAGED, reason=Words(N_("two sheets of one part")))
        return found

    def _tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(b"".join(self._chunks(name)))

    def _chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes: well-formed XML in UTF-8 that declares no document type, and so no entities."""
        parser = _parser()
        for chunk in self._read(name):
            parser.Parse(chunk)
            yield chunk
        parser.Parse(b"", True)

    def _read(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                if b"\0" in chunk:
                    raise Unreadable(messages.FILE_UNSAFE, found=Words(N_("text in UTF-16")))
                yield chunk

    def _pieces(self, name: str) -> Iterator[tuple[bytes, re.Match[bytes] | None]]:
        """A part's bytes as ``_chunks`` gives them, cut behind rows, and the match where these are rows in their ordinary
        form alone: such need no parser."""
        parser, rest, within = _parser(), b"", False
        for chunk in self._read(name):
            rest += chunk
            cut = rest.rfind(b"row>") + 4
            begin = 0 if within or _BEGIN not in rest else rest.index(_BEGIN) + len(_BEGIN)
            if cut > 3 and begin < cut:
                for piece in (rest[:begin], rest[begin:cut]):
                    ordinary = _ROWS.fullmatch(piece)
                    if not ordinary:
                        parser.Parse(piece)
                    elif not piece.isascii():
                        piece.decode()
                    yield piece, ordinary
                rest, within = rest[cut:], True
            elif len(rest) > _ROW_BYTES:
                raise Unreadable(messages.FILE_TOO_LARGE, limit=_ROW_BYTES, unit=Words(N_("bytes in one row")))
        parser.Parse(rest)
        parser.Parse(b"", True)
        yield rest, None


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declaration
    return parser


def _bounds(rows: re.Match[bytes]) -> tuple[int, int]:
    """No less than the last row and the last column of rows in their ordinary form, and sooner known."""
    columns = max(map(column, {*_COLUMN.findall(rows[0])})) if rows[2] else 26
    return max(map(int, _NUMBER.findall(rows[0])), default=0), columns


def _reach(piece: bytes) -> tuple[int, int]:
    """The last row and the last column that may hold a value. Cells without a reference follow those before them.

    Errors: Unreadable for a reference in any other form than A1, which readers may take for one all the same.
    """
    plain = piece.count(b"<") == piece.count(b">") and b"<!" not in piece and not any(pair in piece for pair in _ODD)
    if not plain and _VEILED.search(piece):
        raise Unreadable(messages.FILE_UNSAFE, found=Words(N_("cells written in an odd way")))
    references = b" ".join(_FILLED.findall(piece))
    if references.translate(None, _LETTERS + _DIGITS + b" "):
        raise Unreadable(messages.FILE_DAMAGED, reason=Words(N_("a cell in no place")))
    rows = max(map(int, references.translate(None, _LETTERS).split()), default=0)
    columns = max(map(column, set(references.translate(None, _DIGITS).split())), default=0)
    if _UNPLACED.search(piece):
        rows = max(rows, *map(int, _ROW.findall(piece)), 0) + piece.count(b"row>")
        columns += max(len(_CELL.findall(row)) for row in piece.split(b"row>"))
    return rows, columns


def _refuse_declaration(*_: object) -> None:
    raise Unreadable(messages.FILE_UNSAFE, found=Words(N_("a document type declaration")))


def column(letters: bytes) -> int:
    """The number of a column, from 1 for A. Letters that name none give a number beyond every limit."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number


def _unpackable(members: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Errors: Unreadable where a part, or all parts together, are much larger than what the archive holds of them."""
    packed = [(member.file_size, member.compress_size, member.filename) for member in members]
    largest = max(packed)[2]
    for unpacked, own, name in (*packed, (sum(each[0] for each in packed), size, largest)):
        if unpacked > max(limits.SMALL_BYTES, limits.PACKING * own):
            raise Unreadable(messages.FILE_PACKED, part=name[:100], times=limits.PACKING)


def _within(rows: int, columns: int) -> None:
    _at_most(limits.ROWS, rows, N_("rows"))
    _at_most(limits.COLUMNS, columns, N_("columns"))
    _at_most(limits.CELLS, rows * columns, N_("cells"))


def _at_most(limit: int, found: int, unit: str) -> None:
    if found > limit:
        raise Unreadable(messages.FILE_TOO_LARGE, limit=limit, unit=Words(unit))


def _look(piece: bytes, marks: Marks) -> None:
    if b"<f" in piece or b":f" in piece:
        for cell in _UNCALCULATED.finditer(piece):
            if b't="str"' not in cell[1] and (at := _place(cell[1])):
                marks.uncalculated.append(at)
    if b'"e"' in piece or b"'e'" in piece:
        marks.errors |= {at: cell[2].decode() for cell in _ERROR.finditer(piece) if (at := _place(cell[1]))}
    if b"hidden=" in piece:
        marks.hidden += (int(number) for number in _HIDDEN.findall(piece))


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = _AT.search(attributes)
    number = found[1].translate(None, _LETTERS) if found else b""
    return (int(number), column(found[1].translate(None, _DIGITS)) - 1) if found and number else None
