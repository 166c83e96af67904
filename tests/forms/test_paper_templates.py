"""The templates that come with the program: made by their script, and papers of them can be read by any Word."""

import io
import zipfile
from typing import Any

import make_templates
import pytest
from docx import Document
from docx.oxml.ns import qn
from extreme import LONG, TEAM, VALUES, VISIT

from scheduler.forms.mark import picture
from scheduler.forms.papers import PAPERS, Paper, load, shipped

CODE = picture("a code of its own")


@pytest.fixture(scope="module")
def filled() -> dict[str, bytes]:
    """A paper of every template, by its name."""
    forms = load(None, PAPERS)
    return {paper.name: forms[paper].fill(VALUES[paper.name], CODE) for paper in PAPERS}


def text_of(data: bytes) -> str:
    """Everything that stands in a Word file, headers and footers included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        trees = [
            archive.read(name) for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")
        ]
    from lxml import etree

    return "\n".join("".join(p.itertext()) for tree in trees for p in etree.fromstring(tree).iter(qn("w:p")))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_they_are_made_by_their_script(paper: Paper) -> None:
    made = make_templates.TEMPLATES[paper.name]()
    assert shipped()[f"{paper.title}.docx"] == made, f"run: {make_templates.COMMAND}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_nothing_between_braces_is_left(paper: Paper, filled: dict[str, bytes]) -> None:
    text = text_of(filled[paper.name])
    assert paper.title in text
    assert not {"{{", "}}", "{%", "%}"} & {text[k : k + 2] for k in range(len(text))}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_the_same_values_give_the_same_bytes(paper: Paper, filled: dict[str, bytes]) -> None:
    again = load(None, (paper,))[paper]
    assert again.fill(VALUES[paper.name], CODE) == filled[paper.name]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_the_picture_is_the_code(paper: Paper, filled: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(filled[paper.name])) as archive:
        assert [archive.read(name) for name in archive.namelist() if "/media/" in name] == [CODE]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_rows_stay_whole_and_pages_are_numbered(paper: Paper, filled: dict[str, bytes]) -> None:
    document = Document(io.BytesIO(filled[paper.name]))
    rows = [row._tr for table in document.tables for row in table.rows]
    assert rows
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    section = document.sections[0]
    for footer in (section.first_page_footer, section.footer):
        assert "PAGE" in "".join(footer._element.itertext())
    assert (round(section.page_width.mm), round(section.page_height.mm)) in ((210, 297), (297, 210))


def test_headers_of_long_tables_are_repeated(filled: dict[str, bytes]) -> None:
    document = Document(io.BytesIO(filled["work-list"]))
    (table,) = document.tables
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert len(table.rows) == 1 + 30


def test_the_record_sheet_has_a_box_for_everything(filled: dict[str, bytes]) -> None:
    boxes = [line for line in text_of(filled["record-sheet"]).split("\n") if line.startswith("☐")]
    each = [c for department in VISIT.departments for c in department.checks]
    assert sum(line[1:] in each[0].parts for line in boxes) == sum(len(check.parts) for check in each)
    assert boxes.count("☐未发现问题") == len(each)


def test_the_notice_names_all_who_come_and_the_right_of_recusal(filled: dict[str, bytes]) -> None:
    text = text_of(filled["notice"])
    assert LONG in text
    assert all(one.name in text and one.certificate in text for one in TEAM)
    for told in ("申请其回避", "出示执法证件", "陈述、申辩", VISIT.limit, VISIT.basis, VISIT.when):
        assert told in text


def test_the_approval_form_is_signed_by_every_department_and_the_head(filled: dict[str, bytes]) -> None:
    tables: list[Any] = Document(io.BytesIO(filled["approval"])).tables
    signed = [row.cells[0].text for row in tables[-1].rows]
    departments = [f"{one.name}（{one.leads}）意见" for one in VISIT.departments]
    assert signed == ["承办人意见", "承办机构负责人意见", *departments, "行政机关负责人审批意见"]
