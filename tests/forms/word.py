"""Pieces of Word files as official papers have them (GB/T 9704: A4, 仿宋, 宋体 and 黑体, a dashed page number)."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt

from scheduler.forms.mark import picture
from scheduler.forms.template import QR, packed

BODY, TITLE, HEAD = "仿宋", "宋体", "黑体"
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
STYLES = (
    "Normal",
    "DefaultParagraphFont",
    "TableNormal",
    "NoList",
    "TableGrid",
    "Header",
    "HeaderChar",
    "Footer",
    "FooterChar",
)
UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")
BLANK = "　"
"""A blank as wide as a character."""


class Page:
    """A Word file that is being written."""

    def __init__(self, size: float = 12, landscape: bool = False) -> None:
        self.doc = Document()
        self.size = size
        self._paper(landscape)
        self._styles()

    def _paper(self, landscape: bool) -> None:
        section = self.doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(30), Mm(25)
        section.left_margin, section.right_margin = Mm(26), Mm(24)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
            section.left_margin = section.right_margin = Mm(20)
        section.header_distance, section.footer_distance = Mm(12), Mm(14)
        self.width = section.page_width - section.left_margin - section.right_margin

    def _styles(self) -> None:
        style = self.doc.styles["Normal"]
        style.font.size = Pt(self.size)
        faces(style.element.get_or_add_rPr(), BODY)
        for language in self.doc.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.1
        told = self.doc.core_properties
        told.author = told.last_modified_by = told.title = told.comments = ""
        told.created = told.modified = datetime(2026, 1, 1)

    def title(self, text: str, size: float = 22) -> None:
        """The title, in 宋体."""
        line = self.text(text, align=CENTRE, size=size, face=TITLE, bold=True)
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(4), Pt(10)

    def head(self, text: str) -> Any:
        """The head of a part, in 黑体, on one page with what follows."""
        line = self.text(text, face=HEAD)
        line.paragraph_format.space_before = Pt(8)
        line.paragraph_format.space_after = Pt(3)
        line.paragraph_format.keep_with_next = True
        return line

    def text(self, text: str, **how: Any) -> Any:
        """A paragraph."""
        return write(self.doc.add_paragraph(), text, **how)

    def prose(self, text: str, **how: Any) -> Any:
        """A paragraph whose first line stands in by two characters."""
        line = self.text(text, **how)
        line.paragraph_format.first_line_indent = Pt(2 * (how.get("size") or self.size))
        return line

    def table(self, widths: Sequence[float], together: bool = False) -> "Table":
        """A table whose columns share the page's width in these parts; ``together``: on one page."""
        return Table(self.doc, [Length(int(self.width * part / sum(widths))) for part in widths], together)

    def marked(self, right: str, onward: str) -> None:
        """Above the first page the QR code beside ``right``, above the others ``onward``; page numbers below all."""
        section = self.doc.sections[0]
        section.different_first_page_header_footer = True
        header = section.first_page_header
        frame = header.add_table(1, 2, self.width)
        frame.autofit = False
        for column, width in zip(frame.columns, (self.width - Cm(2.2), Cm(2.2)), strict=True):
            column.width = column.cells[0].width = Length(width)
        lines = right.split("\n")
        write(frame.cell(0, 0).paragraphs[0], lines[0], size=9)
        for line in lines[1:]:
            write(frame.cell(0, 0).add_paragraph(), line, size=9)
        place = frame.cell(0, 1).paragraphs[0]
        place.alignment = RIGHT
        shape = place.add_run().add_picture(io.BytesIO(picture("double-random/paper@1")), width=Cm(1.9))
        shape._inline.docPr.set("descr", QR)
        header._element.remove(header.paragraphs[0]._element)
        write(header.add_paragraph(), "", size=2)
        write(section.header.paragraphs[0], onward, size=9)
        for footer in (section.first_page_footer, section.footer):
            _number(footer.paragraphs[0])

    def bytes(self) -> bytes:
        """The file, the same for the same pieces; without the styles and parts that python-docx puts in and no paper needs."""
        for rels in (self.doc.part.package.rels, self.doc.part.rels):
            for key in [key for key, rel in rels.items() if rel.reltype.endswith(UNUSED)]:
                rels.pop(key)
        for style in self.doc.styles:
            if style.style_id not in STYLES:
                style.delete()
        out = io.BytesIO()
        self.doc.save(out)
        with zipfile.ZipFile(out) as archive:
            return packed((name, archive.read(name)) for name in archive.namelist())


class Table:
    """A table with lines around every cell, whose rows stay on one page each."""

    def __init__(self, doc: Any, widths: Sequence[Length], together: bool) -> None:
        self.widths, self.together = widths, together
        self.table = doc.add_table(rows=0, cols=len(widths))
        self.table.style = "Table Grid"
        self.table.autofit = False
        self.table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _padded(self.table)
        for column, width in zip(self.table.columns, widths, strict=True):
            column.width = width

    def head(self, *names: str) -> None:
        """The header row, repeated on every page."""
        cells = self.row(*names, face=HEAD, align=CENTRE)
        _mark(cells[0]._element.getparent(), "w:tblHeader")

    def row(self, *texts: str | Sequence[str], spans: Sequence[int] = (), height: float = 0, **how: Any) -> list[Any]:
        """A row; a text that is a list has a paragraph for each. ``spans``: how many columns each text has."""
        row = self.table.add_row()
        _mark(row._tr, "w:cantSplit")
        if height:
            row.height, row.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        spans = spans or [1] * len(texts)
        cells, start = [], 0
        for text, span in zip(texts, spans, strict=True):
            cell = row.cells[start]
            if span > 1:
                cell = cell.merge(row.cells[start + span - 1])
            cell.width = Length(sum(self.widths[start : start + span]))
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            lines = [text] if isinstance(text, str) else list(text)
            for k, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if k == 0 else cell.add_paragraph()
                write(paragraph, line, **how).paragraph_format.keep_with_next = self.together or None
            cells.append(cell)
            start += span
        return cells

    def repeated(self, loop: str, *texts: str | Sequence[str], **how: Any) -> None:
        """A row for each of a list."""
        self.whole(f"{{%tr for {loop} %}}")
        self.row(*texts, **how)
        self.whole("{%tr endfor %}")

    def whole(self, text: str | Sequence[str], **how: Any) -> Any:
        """A row of one cell."""
        return self.row(text, spans=[len(self.widths)], **how)[0]

    def pairs(self, *pairs: tuple[str, str | Sequence[str]]) -> None:
        """Rows of names and values: two pairs in a row of four columns, or one."""
        names = [name for name, _value in pairs]
        cells = self.row(
            *[text for pair in pairs for text in pair],
            spans=[1, 1] * 2 if len(pairs) == 2 else [1, len(self.widths) - 1],
        )
        for k in range(len(names)):
            cell = cells[2 * k]
            cell.paragraphs[0].alignment = CENTRE
            for run in cell.paragraphs[0].runs:
                faces(run._element.get_or_add_rPr(), HEAD)


def write(paragraph: Any, text: str, align: Any = None, size: float = 0, face: str = "", bold: bool = False) -> Any:
    """Put a text into a paragraph."""
    run = paragraph.add_run(text)
    if size:
        run.font.size = Pt(size)
    if face:
        faces(run._element.get_or_add_rPr(), face)
    run.font.bold = bold or None
    if align is not None:
        paragraph.alignment = align
    return paragraph


def exact(paragraphs: Iterable[Any], points: float) -> None:
    """Lines so far apart."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(points)


def faces(properties: Any, face: str) -> None:
    """Set the typefaces: Chinese in ``face``, Latin letters and digits in Times New Roman."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:ascii"), "Times New Roman")
    fonts.set(qn("w:hAnsi"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), face)
    fonts.set(qn("w:hint"), "eastAsia")


def _padded(table: Any) -> None:
    """Room above and below what stands in a cell."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(twips))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addnext(margins)


def _mark(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _number(paragraph: Any) -> None:
    """— 1 —"""
    paragraph.alignment = CENTRE
    write(paragraph, "— ", size=14, face=TITLE)
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for kind in ("begin", None, "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = "PAGE"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._element.append(element)
    write(paragraph, " —", size=14, face=TITLE)
