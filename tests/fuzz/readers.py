"""Coverage-guided fuzzing of the readers: whatever a file holds, reading it ends in rows or in words.

    python tests/fuzz/readers.py delimited|sheet|xls [libFuzzer's options, such as -max_total_time=60] [corpus folder]

``sheet`` takes the bytes as the XML of a sheet in a workbook. A finding ends the run, with the input written to a file.
"""

import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["inventories", "xlrd", "csv", "zipfile"]):
    import xlrd  # noqa: F401  (imported later by the reader, and to be instrumented)

    from inventories import sheet_reader, table
    from inventories.heading import Wanted
    from inventories.pages import Paged, from_document

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.importing.hostile import BOOK, CSV, FILES, SHEET

WORDS = (
    *(
        '<row r="9">',
        "</row>",
        '<c r="A9">',
        '<c r="XFD1048576">',
        "</c>",
        "<v>",
        "</v>",
        "<f>",
        "</f>",
        '<f t="shared" si="0"/>',
    ),
    *(
        ' t="s"',
        ' t="e"',
        ' t="b"',
        ' t="d"',
        ' t="str"',
        ' t="inlineStr"',
        "<is><t>",
        "</t></is>",
        ' s="1"',
        ' hidden="1"',
    ),
    *(
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
        '<dimension ref="A1:XFD1048576"/>',
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
    ),
    *("&amp;", "&#x41;", "<x:c", "1E308", "-1", "99999999999", "2958466", "#N/A"),
)
"""What the fuzzer puts into the XML of a sheet."""
WANTED = Wanted(frozenset({"编号", "单位名称", "所属区县"}))


def delimited(data: bytes) -> None:
    """A text table: there is a header, or something is wrong."""
    if not data.startswith((b"PK", b"\xd0\xcf")):
        found = table.load(data, "a.csv", WANTED)
        assert found.headers or found.problems
        assert all(len(row.cells) == len(found.headers) for row in found.rows)


def workbook(data: bytes) -> None:
    """What is said of a workbook can be sent, and its last word is an error or what stands beside the rows."""
    said = [json.loads(json.dumps(line)) for line in sheet_reader.answer(data, None, iter(["名录", "Sheet"]))]
    assert "error" in said[-1] or "merged" in said[-1]
    pages = [from_document(document) for document in said if isinstance(document, list)]
    assert all(isinstance(cell, str) for _, cells in Paged(pages) for cell in cells)


def sheet(parts: dict[str, bytes], data: bytes) -> None:
    """``workbook`` with ``data`` as the XML of the sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        for name, content in parts.items():
            book.writestr(name, data if name == SHEET else content)
    workbook(stream.getvalue())


def xls(data: bytes) -> None:
    """``workbook`` with a mark of old workbooks."""
    workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data[8:])


def main(target: str, options: list[str]) -> None:
    """Fuzz ``target`` from what is known of its format; the folder of seeds is thrown away."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    texts = [
        make() for name, (make, _) in FILES.items() if name in ("nul.csv", "quote.csv", "turned.csv", "zero-width.csv")
    ]
    targets: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
        "delimited": (delimited, [CSV, CSV.decode().encode("gb18030"), CSV.decode().encode("utf-16"), *texts]),
        "sheet": (partial(sheet, parts), [parts[SHEET]]),
        "xls": (xls, [FILES["old-workbook.xlsx"][0]()]),
    }
    run, seeds = targets[target]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as outside:
        for number, seed in enumerate(seeds):
            (Path(folder) / str(number)).write_bytes(seed)
        if target == "sheet":
            words = Path(outside) / "words"
            words.write_text("".join(json.dumps(word) + "\n" for word in WORDS))
            options = [*options, f"-dict={words}"]
        found = f"-artifact_prefix={tempfile.gettempdir()}/{target}-"
        atheris.Setup(
            [sys.argv[0], *options, folder, found, "-max_len=20000", "-rss_limit_mb=1500", "-timeout=20"], run
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
