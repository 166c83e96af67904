"""Files that mean harm, or are broken in a way of their own: one maker for each, with what is to be said of it.

``FILES`` maps a file's name to its maker and the codes of the problems, warnings marked by ``~``; none: it is read.
"""

import hashlib
import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlwt
from xlrd.compdoc import CompDoc
from xlwt.CompoundDoc import XlsDoc

from .conftest import book_bytes, csv_bytes

HEAD = ["编号", "单位名称", "所属区县", "单位类别"]
ROWS = [HEAD, ["ZS1", "新安诊所", "夏村镇", "诊所"]]
BOOK = book_bytes({"名录": ROWS})
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
) + b"]>"  # fmt: skip


def _altered(name: str, change: Callable[[bytes], bytes], book: bytes = BOOK) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return stream.getvalue()


def _below(rows: bytes) -> bytes:
    return _altered(SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def _declared(name: str, kind: bytes = LAUGHS) -> bytes:
    def change(xml: bytes) -> bytes:
        return kind + re.sub(rb"^<\?xml[^>]*>\s*", b"", xml)

    return _altered(name, change)


def _lying(book: bytes, size: int) -> bytes:
    """The directory gives the size of the sheet as ``size``."""
    data = bytearray(book)
    at = data.index(b"PK\x01\x02")
    while SHEET.encode() not in data[at : at + 100]:
        at = data.index(b"PK\x01\x02", at + 1)
    data[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(data)


def _with(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(BOOK)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, content)
    return stream.getvalue()


def _twice() -> bytes:
    with_copy = bytearray(_with("xl/worksheets/sheet9.xml", b"<worksheet/>"))
    return bytes(with_copy.replace(b"sheet9.xml", b"sheet1.xml"))


def _old(encrypted: bool = False) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名录")
    for i, row in enumerate(ROWS):
        for j, cell in enumerate(row):
            sheet.write(i, j, cell)
    stream = io.BytesIO()
    book.save(stream)
    data = stream.getvalue()
    # INTERFACEHDR becomes FILEPASS
    return data.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1) if encrypted else data


def _locked() -> bytes:
    data = bytearray(BOOK)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _method() -> bytes:
    data = bytearray(BOOK)
    data[data.index(b"PK\x01\x02") + 10] = 97
    return bytes(data)


def _wide(columns: int) -> bytes:
    return _below(b'<row r="3">' + b"<c><v>1</v></c>" * columns + b"</row>")


def _long(length: int) -> bytes:
    text = b"".join(hashlib.sha256(b"%d" % i).hexdigest().encode() for i in range(length // 64))
    return _below(b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + text + b"</t></is></c></row>")


def _linked() -> bytes:
    book = _with(
        "xl/externalLinks/externalLink1.xml", b'<externalLink><externalBook r="file:///etc/passwd"/></externalLink>'
    )
    link = b'<row r="3"><c r="A3" t="str"><f>[1]a!A1</f><v>ZS2</v></c>'
    rest = b"".join(b'<c r="%c3" t="str"><f>[1]a!A1</f><v>x</v></c>' % c for c in b"BCD")
    return _altered(SHEET, lambda xml: xml.replace(b"</sheetData>", link + rest + b"</row></sheetData>"), book)


def _many_parts() -> bytes:
    stream = io.BytesIO(BOOK)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as book:
        for number in range(49):
            book.writestr(f"xl/part{number}.xml", b"<a>" + b"<b/>" * 2_450_000 + b"</a>")
    return stream.getvalue()


def _many_sheets(same_part: bool) -> bytes:
    """Thousands of sheets without a part, or two of one part."""

    def change(xml: bytes) -> bytes:
        sheet = re.search(rb"<sheet [^>]*/>", xml)
        assert sheet
        named = [re.sub(rb'name="[^"]*"', b'name="s%d"' % i, sheet[0]) for i in range(2 if same_part else 300)]
        return xml.replace(sheet[0], b"".join(named))

    return _altered("xl/workbook.xml", change)


def _repeated_string(length: int, cells: int) -> bytes:
    """One string of ``length`` characters, which 30 cells of each row share."""
    text = b"".join(hashlib.sha256(b"%d" % i).hexdigest().encode() for i in range(length // 64 + 1))[:length]
    row = b'<c t="s"><v>0</v></c>' * 30
    book = _below(b"".join(b'<row r="%d">%s</row>' % (3 + i, row) for i in range(cells // 30)))
    stream = io.BytesIO(book)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<sst><si><t>" + text + b"</t></si></sst>")
    return stream.getvalue()


def _blank_cells(rows: int) -> bytes:
    """An old workbook whose rows have 256 formatted blank cells each."""
    old = CompDoc(_old(), logfile=io.StringIO())
    content, begin, size = old.locate_named_stream("Workbook")
    stream = content[begin : begin + size]
    end = stream.rindex(b"\x0a\0\0\0")
    blank = b"".join(struct.pack("<4H", 0xBE, 518, row, 0) + b"\x0f\0" * 256 + b"\xff\0" for row in range(2, rows))
    out = io.BytesIO()
    XlsDoc().save(out, stream[:end] + blank + stream[end:])
    return out.getvalue()


def _merged(areas: int) -> bytes:
    cells = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(3, areas))
    return _altered(
        SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData><mergeCells>" + cells + b"</mergeCells>")
    )


CSV = csv_bytes(ROWS)
FAR = {ref: b'<row r="%d"><c r="%s"><v>1</v></c></row>' % (row, ref) for ref, row in
       ((b"XFD1048576", 1048576), (b"ZZ1048576", 1048576), (b"A1048577", 1048577))}  # fmt: skip

FILES: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    # archives
    "three-million-rows.xlsx": (lambda: _below(b"<row><c><v>1</v></c></row>" * 3_000_000), ("file-packed",)),
    "bomb.xlsx": (lambda: _with("xl/media/image1.png", bytes(100_000_000)), ("file-packed",)),
    "many-parts.xlsx": (_many_parts, ("file-packed",)),
    "giant.xlsx": (lambda: _lying(BOOK, 600_000_000), ("file-too-large",)),
    "lying-directory.xlsx": (lambda: _lying(_below(b" " * 50_000_000), 1000), ("file-damaged",)),
    "same-name-twice.xlsx": (_twice, ("file-damaged",)),
    "unknown-packing.xlsx": (_method, ("file-damaged",)),
    "truncated.xlsx": (lambda: BOOK[: len(BOOK) // 2], ("file-damaged",)),
    "end-alone.xlsx": (lambda: b"PK\x05\x06" + bytes(18), ("file-kind",)),
    "locked-member.xlsx": (_locked, ("file-encrypted",)),
    "documents.docx": (lambda: _altered("x", bytes).replace(b"xl/workbook.xml", b"word/documen.xm"), ("file-kind",)),
    # sheets
    "far-corner.xlsx": (lambda: _below(FAR[b"XFD1048576"]), ("file-too-large",)),
    "desert.xlsx": (lambda: _below(FAR[b"ZZ1048576"]), ("file-too-large",)),
    "too-deep.xlsx": (lambda: _below(FAR[b"A1048577"]), ("file-too-large",)),
    "odd-place.xlsx": (lambda: _below(b'<row r="3"><c r="cvvvvvvvvvvvv3"><v>1</v></c></row>'), ("file-damaged",)),
    "place-in-disguise.xlsx": (lambda: _below(b'<row r="3"><c r="&#88;FD3"><v>1</v></c></row>'), ("file-damaged",)),
    "unplaced-far-down.xlsx": (
        lambda: _below(b'<row r="1048576"><c r="ZZ1048576"/><c><v>1</v></c></row>'), ("file-too-large",),
    ),
    "unplaced.xlsx": (lambda: _below(b"<row>" + b'<c t="str"><v>x</v></c>' * 4 + b"</row>"), ()),
    "place-behind-a-bracket.xlsx": (
        lambda: _below(b'<row r="3"><c x=">" r="XFD1048576"><v>1</v></c></row>'), ("file-unsafe",),
    ),
    "place-behind-blanks.xlsx": (
        lambda: _below(b'<row r="3"><c r = "XFD1048576"><v>1</v></c></row>'), ("file-unsafe",),
    ),
    "place-of-another-name.xlsx": (
        lambda: _below(FAR[b"XFD1048576"].replace(b"<c ", b"<a-b:c ").replace(b"</c>", b"</a-b:c>")), ("file-too-large",),
    ),
    "row-behind-blanks.xlsx": (
        lambda: _below(b'<row r = "1048576"><c><v>1</v></c></row>'), ("file-unsafe",),
    ),
    "many-sheets.xlsx": (lambda: _many_sheets(same_part=False), ("file-too-large",)),
    "one-part-twice.xlsx": (lambda: _many_sheets(same_part=True), ("file-damaged",)),
    "repeated-string.xlsx": (lambda: _repeated_string(30_000, 300_000), ("file-too-large",)),
    "merged-much.xlsx": (lambda: _merged(500_000), ("file-too-large",)),
    "failed-cells.xlsx": (lambda: _below(b'<row r="3">' + b'<c r="A3" t="e"></c>' * 150_000 + b"</row>"), ()),
    "cells-in-a-comment.xlsx": (lambda: _below(b"<!--" + b"<c <row " * 1_200_000 + b"-->"), ("file-unsafe",)),
    "columns.xlsx": (lambda: _wide(16_384), ("file-too-large",)),
    "million-columns.xlsx": (lambda: _wide(1_000_000), ("file-packed",)),
    "long-value.xlsx": (lambda: _long(10_000_000), ("value-too-long",)),
    "entities.xlsx": (lambda: _declared(SHEET), ("file-unsafe",)),
    "entities-in-book.xlsx": (lambda: _declared("xl/workbook.xml"), ("file-unsafe",)),
    "entities-in-styles.xlsx": (lambda: _declared("xl/styles.xml"), ("file-unsafe",)),
    "outside-entity.xlsx": (
        lambda: _with("xl/sharedStrings.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>'), ("file-unsafe",),
    ),
    "utf-16.xlsx": (lambda: _altered(SHEET, lambda xml: xml.decode().encode("utf-16")), ("file-unsafe",)),
    "nested.xlsx": (lambda: _below(b"<x>" * 1_000_000 + b"</x>" * 1_000_000), ()),
    "nested-book.xlsx": (lambda: _altered("xl/workbook.xml", lambda _: b"<x>" * 1_000_000), ("file-damaged",)),
    "not-closed.xlsx": (lambda: _altered(SHEET, lambda xml: xml.replace(b"</row>", b"")), ("file-damaged",)),
    "cut-sheet.xlsx": (lambda: _altered(SHEET, lambda xml: xml[: len(xml) // 2]), ("file-damaged",)),
    "external-link.xlsx": (_linked, ()),
    # old workbooks
    "encrypted.xlsx": (lambda: OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ("file-encrypted",)),
    "encrypted.xls": (lambda: _old(encrypted=True), ("file-encrypted",)),
    "blank-cells.xls": (lambda: _blank_cells(65_536), ("file-too-large",)),
    "truncated.xls": (lambda: _old()[:2000], ("file-damaged",)),
    "nothing-but-a-mark.xls": (lambda: OLD + bytes(600), ("file-damaged",)),
    # text
    "nul.csv": (lambda: CSV + b"ZS2,\0,a,b\nZS3,\0,a,b\n", ("file-nul",)),
    "million-columns.csv": (lambda: CSV + b"1," * 1_000_000 + b"1\n", ("file-too-large",)),
    "million-columns-above.csv": (lambda: b"1," * 1_000_000 + b"1\n" + CSV, ("file-too-large",)),
    "three-million-lines.csv": (lambda: CSV + b"1,2,3,4\n" * 3_000_000, ("file-too-large",)),
    "long-value.csv": (lambda: CSV + b"ZS2," + b"x" * 10_000_000 + b",a,b\n", ("value-too-long",)),
    "rather-long-value.csv": (lambda: CSV + b"ZS2," + b"x" * 40_000 + b",a,b\n", ("value-too-long",)),
    "quote.csv": (lambda: CSV + b'ZS2,"x,a,b\nZS3,x,a,b\n', ("quote",)),
    "quote-before-much.csv": (lambda: CSV + b'ZS2,"x,a,b\n' + b"ZS3,x,a,b\n" * 1_000_000, ("value-too-long",)),
    "utf-16-without-mark.csv": (lambda: CSV.decode().encode("utf-16-le"), ("file-encoding",)),
    "neither.csv": (lambda: CSV + b"ZS2,\xff\xff,a,b\n", ("file-encoding",)),
    "turned.csv": (lambda: CSV + "ZS2,安新\u202e所诊,夏村镇,诊所\n".encode(), ("~invisible-character",)),
    "zero-width.csv": (
        lambda: "编\u200b号,单位名称,所属区县,单位类别\nZS\u200b2,新安诊所,夏村镇,诊所\n".encode(), ("~invisible-character",),
    ),
    # other things under a table's name
    "workbook.csv": (lambda: BOOK, ()),
    "old-workbook.xlsx": (_old, ()),
    "text.xlsx": (lambda: CSV, ()),
    "page.xls": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", ("file-kind",)),
    "part-of-a-page.xls": (lambda: b"\xef\xbb\xbf <meta charset=utf-8><table><tr><td>1</td></tr></table>", ("file-kind",)),
    "excel-2003.xls": (
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', ("file-kind",),
    ),
    "report.csv": (lambda: b"%PDF-1.7\n", ("file-kind",)),
    "picture.csv": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ("file-encoding",)),
    "empty.csv": (lambda: b"", ("file-empty",)),
}  # fmt: skip


def write(folder: Path, name: str) -> Path:
    """The file of that name, made in ``folder``."""
    path = folder / name
    path.write_bytes(FILES[name][0]())
    return path
