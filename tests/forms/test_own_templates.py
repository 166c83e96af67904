"""Templates of an office's own: what is wrong with one is told with template, paragraph and the fields there are."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from extreme import VALUES, VISIT

from inventories.problems import Exit, Message, Refused
from scheduler.forms import messages
from scheduler.forms.fields import VisitPaper
from scheduler.forms.papers import NOTICE, OF_VISITS, PAPERS, load, shipped
from scheduler.forms.template import Form, packed, read

Said = list[tuple[Message, str, dict[str, object]]]


def written(*paragraphs: str) -> bytes:
    """A Word file of these paragraphs."""
    document, out = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def refused(do: Callable[[], object]) -> Said:
    with pytest.raises(Refused) as error:
        do()
    assert error.value.exit_code == Exit.INPUT
    return [(p.message, p.place.file, p.params) for p in error.value.problems]


def form(*paragraphs: str) -> Form:
    return read("t.docx", written(*paragraphs), VisitPaper)


def lines(one: Form) -> list[str]:
    return [p.text for p in Document(io.BytesIO(one.fill(VISIT, b""))).paragraphs]


def test_every_unknown_field_is_named_with_what_there_is() -> None:
    text = "致{{ target.nmae }}：{% for p in people %}{{ p.cert }}{{ loop.index }}{% endfor %}"
    said = refused(lambda: form("标题", text, "{{ offise }}", "{{ departments[0].checks[0].parts2 }}"))
    assert [(m, file) for m, file, _ in said] == [(messages.FIELD, "t.docx")] * 4
    assert [p["field"] for *_, p in said] == ["target.nmae", "p.cert", "offise", "….parts2"]
    assert said[0][2]["paragraph"] == text[:59] + "…"
    assert "certificate" in str(said[1][2]["known"]).split(", ")
    assert "office" in str(said[2][2]["known"]).split(", ")
    assert str(said[3][2]["known"]) == "number, name, parts, basis, method, by"


def test_fields_of_lists_in_lists_are_followed() -> None:
    loops = "{% for d in departments %}{% for c in d.checks %}{{ c.name }}{{ c.nom }}{% else %}{{ c }}{% endfor %}{% endfor %}"
    assert [p["field"] for *_, p in refused(lambda: form(loops))] == ["c.nom"]


def test_names_set_in_the_template_are_fields() -> None:
    assert lines(form("{% set who = office %}{{ who }}")) == [VISIT.office]


@pytest.mark.parametrize("text", ["{{ office", "office }}", "{% if office", "{% if fixed %}{{ office %}"])
def test_braces_that_are_not_paired(text: str) -> None:
    said = refused(lambda: form("甲", text, "{{ visit }}"))
    assert [(m, p["paragraph"]) for m, _, p in said] == [(messages.SYNTAX, text)]


@pytest.mark.parametrize("text", ["{% if fixed %}", "{% wrong %}", "{{ office | wrong }}", "{{ 1 + }}"])
def test_what_cannot_be_read(text: str) -> None:
    said = refused(lambda: form("甲", text, "乙"))
    assert [m for m, *_ in said] == [messages.SYNTAX]


def test_what_fails_when_it_is_filled_in() -> None:
    assert [m for m, *_ in refused(lambda: lines(form("{{ people + 1 }}")))] == [messages.FAILS]
    assert [m for m, *_ in refused(lambda: lines(form("{{ people|map(attribute='nom')|join }}")))] == [messages.FAILS]
    assert [m for m, *_ in refused(lambda: lines(form("{{ office.__class__.__mro__ }}")))] == [messages.FAILS]


def test_a_condition_from_text_into_a_table_breaks_the_document() -> None:
    document, out = Document(), io.BytesIO()
    document.add_paragraph("{% if not fixed %}甲")
    document.add_table(1, 1).cell(0, 0).text = "乙{% endif %}"
    document.save(out)
    said = refused(lambda: lines(read("t.docx", out.getvalue(), VisitPaper)))
    assert [(m, file) for m, file, _ in said] == [(messages.BROKEN, "t.docx")]


def test_quotation_marks_of_word_and_braces_in_several_pieces() -> None:
    document, out = Document(), io.BytesIO()
    line = document.add_paragraph()
    for piece in ("{", "{ tar", "get.name }", "} {% if fixed == “是” %}定", "{% endif %}"):
        line.add_run(piece).bold = True
    document.save(out)
    assert lines(read("t.docx", out.getvalue(), VisitPaper)) == [f"{VISIT.target.name} 定"]


def test_signs_of_xml_and_line_ends_in_values_are_text() -> None:
    from dataclasses import replace

    odd = replace(VISIT, office="<w:p>甲 & 乙\x00</w:p>\n丙\t丁")
    (paragraph,) = Document(io.BytesIO(form("{{ office }}").fill(odd, b""))).paragraphs
    assert paragraph.text == "<w:p>甲 & 乙</w:p> 丙 丁"


@pytest.mark.parametrize("data", [b"", b"junk", written("a")[:-60], packed([("a.txt", b"")])], ids=range(4))
def test_what_is_no_word_file(data: bytes) -> None:
    assert [m for m, *_ in refused(lambda: read("t.docx", data, VisitPaper))] == [messages.NOT_WORD]


def test_the_offices_own_go_before_ours(tmp_path: Path) -> None:
    (tmp_path / "检查通知书.docx").write_bytes(written("{{ target.name }}"))
    (tmp_path / "~$检查通知书.docx").write_bytes(b"Word has it open")
    (tmp_path / "说明.txt").write_text("x")
    forms = load(tmp_path, OF_VISITS)
    assert lines(forms[NOTICE]) == [VISIT.target.name]
    assert [one.file for one in forms.values()] == ["检查审批表.docx", "检查通知书.docx", "现场检查笔录.docx"]


def test_all_that_is_wrong_in_a_folder_is_told_at_once(tmp_path: Path) -> None:
    for name, data in {
        "检查通知书": written("{{ a }}"),
        "检查审批表": b"junk",
        "现场检查笔录": written("{{ b"),
    }.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    said = refused(lambda: load(tmp_path, OF_VISITS))
    assert [m for m, *_ in said] == [messages.NOT_WORD, messages.FIELD, messages.SYNTAX]


def test_templates_that_nothing_uses_are_no_surprise(tmp_path: Path) -> None:
    assert [m for m, *_ in refused(lambda: load(tmp_path, PAPERS))] == [messages.NO_TEMPLATES]
    (tmp_path / "检查通知书 (2).docx").write_bytes(written("x"))
    said = refused(lambda: load(tmp_path, PAPERS))
    assert [(m, file) for m, file, _ in said] == [(messages.STRANGE, "检查通知书 (2).docx")]
    (tmp_path / "检查通知书.doc").write_bytes(b"an old Word file")
    said = refused(lambda: load(tmp_path, PAPERS))
    assert [(m, file) for m, file, _ in said] == [
        (messages.STRANGE, "检查通知书 (2).docx"),
        (messages.STRANGE, "检查通知书.doc"),
    ]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_field_of_ours_is_seen_when_its_name_is_wrong(paper: object) -> None:
    """Each name between braces, made wrong, is refused: nothing in our templates escapes the check."""
    import re

    title, fields = paper.title, paper.fields  # type: ignore[attr-defined]
    data = shipped()[f"{title}.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    names = set(re.findall(r"\{\{ ([a-z.]+)", text))
    assert names
    for name in names:
        wrong = text.replace(f"{{{{ {name}", f"{{{{ {name}x", 1)
        broken = packed([(n, wrong.encode() if n == "word/document.xml" else d) for n, d in parts.items()])
        if name.startswith("loop."):
            continue
        said = refused(lambda broken=broken: read("t.docx", broken, fields))  # type: ignore[misc]
        assert [p["field"] for *_, p in said] == [f"{name}x"]


def test_the_extreme_papers_are_of_every_template() -> None:
    assert list(VALUES) == [paper.name for paper in PAPERS]
