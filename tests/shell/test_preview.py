"""The preview, and the mapping file that it writes to be corrected."""

import json
from pathlib import Path

import pytest
from shop import tell
from small_office import open_office, results_of

from inventories import mapping
from inventories.importing import KINDS, read
from inventories.problems import Exit
from inventories.reading import opened
from scheduler.intake import mapping_file, preview
from scheduler.intake.kinds import COLUMNS
from scheduler.intake.spellings import labels

ROWS = """名录
编码,单位名称,地区,类别,级别,联系电话,状态
A1,甲,城东,Tavern,一级,13912345678,正常
A2,乙,城 东,TAVERN,,,营业中
A3,丙,城东,ＴＡＶＥＲＮ,,,正常
A4,丁,城西,a/b,,,停业
A5,戊,城西,张三13912345678,,,正常
"""
FIRST = '[columns]\nid = "编码"\n[synonyms.status]\n"营业中" = "正常"\n'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "名录.csv"
    path.write_text(ROWS, "gb18030")
    return path


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = tmp_path / "first.toml"
    path.write_text(FIRST, "utf-8")
    return path


def test_it_shows_and_stores_nothing(filled: Path, table: Path, first: Path) -> None:
    before = len(open_office(filled).records("targets"))
    said = tell(filled, "import", "targets", table, "--map", first, "--preview")
    assert said.code == Exit.DONE, said.all
    assert "encoding: gb18030" in said.out
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    for line in ("A 编码 id", "C 地区 district", "E 级别 not used", "F 联系电话 never read (personal numbers)"):
        assert line in lines
    assert "A4 丁 城西 a／b suspended" in lines
    assert "139" not in said.all
    assert "Without --preview, 5 records would be." in said.err
    assert len(open_office(filled).records("targets")) == before


def test_every_problem_is_counted(filled: Path, table: Path) -> None:
    said = tell(filled, "import", "targets", table, "--preview")
    assert said.code == Exit.INPUT
    assert "With 2 errors, nothing would be." in said.err
    found = json.loads(tell(filled, "import", "targets", table, "--preview", "--json").out)
    assert [p["code"] for p in found["problems"] if not p["warning"]] == ["column-missing", "choice"]
    assert (found["encoding"], found["header_row"], found["rows"], found["records"]) == ("gb18030", 2, 5, 0)
    assert found["columns"][2] == {"letter": "C", "header": "地区", "fields": ["district"], "personal": False}


def test_the_preview_speaks_chinese(filled: Path, table: Path, first: Path) -> None:
    said = tell(filled, "import", "targets", table, "--map", first, "--preview", lang="zh")
    assert "所属区县（district）" in said.out
    assert "不读取（含个人号码）" in said.out


def test_results_are_previewed_too(drawn: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    tell(drawn, "export", "results-form", form)
    head, row, *_ = form.read_text("utf-8-sig").splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True)) | {
        "检查日期": results_of(open_office(drawn), row.split(",")[0])[0].date.isoformat(),
        "抽查结果": "未发现问题",
    }
    form.write_text(f"{head}\n{','.join(cells.values())}\n", "utf-8")
    said = tell(drawn, "import", "results", form, "--preview")
    assert (said.code, "no problem" in said.out) == (Exit.DONE, True)
    assert json.loads(tell(drawn, "status", "--json").out)["draws"][0]["done"] == 0


def test_the_mapping_reads_the_same_file_better(filled: Path, table: Path, first: Path, tmp_path: Path) -> None:
    written = tmp_path / "second.toml"
    assert tell(filled, "import", "targets", table, "--map", first, "--write-map", written).code == Exit.DONE
    text = written.read_text("utf-8")
    assert '#   "级别"' in text
    assert '"TAVERN" = "Tavern"  # 1' in text
    assert '"城 东" = "城东"  # 1' in text
    assert "139" not in text
    once, problems = mapping.load(first)
    again, more = mapping.load(written)
    assert (problems, more) == ((), ())
    before, after = read(KINDS["targets"], table, once), read(KINDS["targets"], table, again)
    assert [p.message.code for p in before.problems] == ["label-slash", "personal-masked"]
    assert [p.message.code for p in after.problems] == ["personal-masked"]
    assert {t.category for t in before.records} == {"Tavern", "TAVERN", "ＴＡＶＥＲＮ", "a／b", "张三***"}
    assert {t.category for t in after.records} == {"Tavern", "a／b", "张三***"}
    assert {t.district for t in after.records} == {"城东", "城西"}
    assert [(t.id, t.status) for t in after.records] == [(t.id, t.status) for t in before.records]


def test_written_again_it_stays_the_same(filled: Path, table: Path, first: Path, tmp_path: Path) -> None:
    one, two, three = (tmp_path / f"{k}.toml" for k in (1, 2, 3))
    for old, new in ((first, one), (one, two), (two, three)):
        tell(filled, "import", "targets", table, "--map", old, "--write-map", new)
    assert mapping.load(two)[0].synonyms == mapping.load(three)[0].synonyms == mapping.load(one)[0].synonyms
    assert two.read_bytes() == three.read_bytes()


def test_nothing_is_overwritten(filled: Path, table: Path, first: Path) -> None:
    said = tell(filled, "import", "targets", table, "--write-map", first)
    assert (said.code, first.read_text("utf-8")) == (Exit.CONFLICT, FIRST)


WIDE = """
[columns]
target = "License \\"x\\""
date = "last"
[constants]
source = "12345"
[[unpivot]]
factor = "complaint"
count = "n1"
[[unpivot]]
factor = "violation"
count = "n2"
severity = 2
"""


def test_a_wide_mapping_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text('"License ""x""",last,n1,n2\na,2026-01-01,1,2\nb,2026-01-02,,1\n', "utf-8")
    once, problems = mapping.parse(WIDE)
    found = read(KINDS["signals"], path, once)
    text = mapping_file.text(COLUMNS["signals"], once, opened(path, COLUMNS["signals"], once), found.table, ())
    again, more = mapping.parse(text)
    assert (problems, more) == ((), ())
    assert (again.columns, again.constants) == (once.columns, once.constants)
    assert read(KINDS["signals"], path, again).records == found.records


def test_identifiers_from_columns_and_attributes(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("单位名称,地址,类别,Risk\n甲,1,a,x\n乙,2,,y\n", "utf-8")
    once, _ = mapping.parse(
        '[attributes]\n"风险" = "Risk"\n[synonyms.category]\n"" = "其他"\n"*" = "别的"\n"b" = "B"\n'
    )
    names = ("单位名称", "地址")
    found = read(KINDS["targets"], path, once, names)
    text = mapping_file.text(
        COLUMNS["targets"], once, opened(path, COLUMNS["targets"], once, None, names), found.table, names
    )
    again, problems = mapping.parse(text)
    assert problems == ()
    assert (again.attributes, again.synonyms["category"]) == (once.attributes, once.synonyms["category"])
    assert "id" not in again.columns
    assert '# "a" = ""  # 1' in text
    assert '# district = ""' in text
    assert read(KINDS["targets"], path, again, names).problems == found.problems


def test_the_most_natural_spelling_is_chosen() -> None:
    spellings = labels(["TAVERN", "TAVERN", "Tavern", "ｔａｖｅｒｎ", "城 西", "城西", "城西"], None)
    assert [(s.text, s.number, s.word) for s in spellings] == [
        ("Tavern", 1, "Tavern"), ("TAVERN", 2, "Tavern"), ("ｔａｖｅｒｎ", 1, "Tavern"),
        ("城西", 2, "城西"), ("城 西", 1, "城西"),
    ]  # fmt: skip


@pytest.mark.parametrize(("position", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(position: int, name: str) -> None:
    assert preview.letter(position) == name


def test_a_table_without_a_known_header_gets_a_mapping_to_be_filled_in(filled: Path, tmp_path: Path) -> None:
    path, written = tmp_path / "a.csv", tmp_path / "a.toml"
    path.write_text("名单\n代码,户名,在哪,干啥,手机\nT1,甲,城东,诊所,1\n", encoding="utf-8")
    assert tell(filled, "import", "targets", path, "--write-map", written).code == Exit.INPUT
    text = written.read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("#   ")] == [
        '#   "代码"', '#   "户名"', '#   "在哪"', '#   "干啥"', '#   "手机"',
    ]  # fmt: skip
    for field, header in (("id", "代码"), ("name", "户名"), ("district", "在哪"), ("category", "干啥")):
        text = text.replace(f'# {field} = ""', f'{field} = "{header}"', 1)
    written.write_text(text, encoding="utf-8")
    assert tell(filled, "import", "targets", path, "--map", written).code == Exit.DONE


def test_the_preview_shows_words_and_not_codes(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("工号,姓名,部门,组长,状态\nA1,甲,一科,是,失效\nA2,乙,一科,,\n", encoding="utf-8")
    shown = tell(filled, "import", "inspectors", path, "--preview", lang="zh").out
    assert "True" not in shown
    assert "False" not in shown
    assert all(word in shown for word in ("是", "否", "失效", "有效"))
