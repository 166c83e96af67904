"""Files read by column come to what each cell comes to by itself, whatever stands in them and however they are paged."""

import csv
import io
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectors.importing import KINDS as ROSTER
from inventories import blocks, delimited, pages
from inventories.cells import outcome
from inventories.duplicates import pairs
from inventories.held import Held
from inventories.importing import KINDS, Imported, read, rows
from inventories.mapping import Mapping, Synonyms
from inventories.model import Target
from inventories.records import written
from inventories.suspects import suspects

EVERY = KINDS | ROSTER
USUAL = [
    "县医院",
    "新安诊所",
    "第1诊所",
    "T1",
    "T2",
    "T3",
    "城东",
    "诊所",
    "2026-11-22",
    "2020-01-01",
    "正常",
    "一般",
    "3",
]
HOSTILE = st.sampled_from(
    ["", " ", "/", "无", "暂无", "a/b", "#N/A", "1.2E+10", "\u200b", "\u202e甲", "\x07", "\x1f", "e\u0301", "２３", "换\n行",
     '引"号', "反\\斜", "%s", "%", "合计", "小计：", "Total", "注：如上", "13912345678", "11010519491231002X", "x" * 70,
     "91110000600037341L", "91110000600037341M", "91110000600037341m", "  前后  ", "9999-09-09", "2027-01", "胡说", "甲，乙"]
)  # fmt: skip
CELLS = st.sampled_from(USUAL) | HOSTILE | st.text(max_size=4)
OTHERS = Mapping(synonyms={"category": Synonyms({"诊所": "诊所"}, "不明", "其他")})


def written_file(folder: str, columns: Any, grid: list[list[str]]) -> Path:
    stream = io.StringIO()
    csv.writer(stream).writerows([[c.headers[0] for c in columns], *grid])
    path = Path(folder) / "a.csv"
    path.write_bytes(stream.getvalue().encode("utf-8", "replace"))
    return path


def told(found: Imported[Any]) -> tuple[object, ...]:
    problems = [(p.message.code, p.params, p.place, p.warning) for p in found.problems]
    return [*map(written, found.records)], problems, found.rows, dict(found.origins), found.wrong, found.table


def grids(columns: Any) -> st.SearchStrategy[list[list[str]]]:
    """Rows that are mostly right, but for a cell or two."""

    def right(column: Any) -> st.SearchStrategy[str]:
        if column.field in ("id", "entity"):
            return st.sampled_from(
                ["T1", "T2", "T3", "T4", "T5"] if column.field == "id" else ["", "91110000600037341M"]
            )
        words = [word for spellings in column.choices.values() for word in spellings[:2]]
        examples = words or [column.explanation.examples[0] or "县医院"]
        return st.sampled_from(examples if column.required else [*examples, ""])

    row = st.tuples(*map(right, columns))
    changes = st.dictionaries(st.integers(0, len(columns) - 1), CELLS, max_size=2)
    return st.lists(
        st.builds(lambda cells, changed: [changed.get(k, cell) for k, cell in enumerate(cells)], row, changes),
        max_size=12,
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("kind", EVERY.values(), ids=EVERY.keys())
def test_every_cell_is_read_as_by_itself(kind: Any, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written_file(folder, kind.columns, data.draw(grids(kind.columns)))
        found = rows(path, kind.columns)
        table = delimited.read(path.read_bytes(), "a.csv", lambda cells: 0)
    cells_of = {n: (*cells, *[""] * len(kind.columns)) for n, cells in table.rows}
    whole = dict(found.rows)
    for number, values in (*found.rows, *found.wrong):
        each = {c.field: outcome(c, text) for c, text in zip(kind.columns, cells_of[number], strict=False)}
        assert values == {field: result.value for field, result in each.items() if not result.errors}
        assert (number in whole) == (not any(result.errors for result in each.values()))
        errors = {(c.headers[0], m.code) for c in kind.columns for m, _ in each[c.field].errors}
        said = {(p.place.column, p.message.code) for p in found.problems if p.place.row == number and not p.warning}
        assert errors == {pair for pair in said if pair[1] not in ("swallowed", "quote")}


@settings(max_examples=60, deadline=None)
@given(grids(KINDS["targets"].columns), st.sampled_from([Mapping(), OTHERS]))
def test_records_made_by_column_are_those_made_row_by_row(grid: list[list[str]], mapping: Mapping) -> None:
    kind, on = KINDS["targets"], date(2026, 11, 22)
    with tempfile.TemporaryDirectory() as folder:
        path = written_file(folder, kind.columns, grid)
        found = read(kind, path, mapping, on=on)
        alone = read(replace(kind, nested=None), path, mapping, on=on)
    assert told(found) == told(alone)
    assert pairs(found.records) == pairs(tuple(found.records))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("name", ["targets", "signals", "history"])
def test_small_pages_come_to_the_same(name: str, data: st.DataObject) -> None:
    kind = EVERY[name]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = written_file(folder, kind.columns, data.draw(grids(kind.columns)) * 2)
        found = told(read(kind, path))
        for module, limit, value in (
            *((module, "CELLS", 2 * len(kind.columns)) for module in (pages, delimited)),
            (delimited, "_PIECE", 50),
            (pages, "_SAMPLE", 1),
            (blocks, "_MOST", 3),
        ):
            patch.setattr(module, limit, value)
        assert told(read(kind, path)) == found


def test_a_usual_list_is_held_as_text_and_found_again(tmp_path: Path) -> None:
    head = ["检查对象编号", "单位名称", "所属区县", "单位类别", "经营地址"]
    grid = [
        [f"T{i % 1999:05}", f"第{i % 1990}诊所", "城东", f"类{i % 7}", f"人民路{i}号"] for i in reversed(range(2000))
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(row) for row in [head, *grid]), "utf-8")
    found = read(KINDS["targets"], path)
    assert [p.message.code for p in found.problems] == ["same-id"]
    assert isinstance(found.records, Held)
    assert [t.id for t in found.records] == sorted({row[0] for row in grid})
    assert found.records[5] == Target("T00005", "第5诊所", "城东", "类5", "人民路5号")
    assert found.records[0] == Target("T00000", "第9诊所", "城东", "类4", "人民路1999号")
    assert found.origins["T00007"].row == 1994
    assert [t.id for t in found.first(found.records, 2)] == ["T00000", "T01998"]
    named = {f"T{i:05}" for i in (*range(1, 10), *range(1991, 1999), 0)}  # 9 is called as the first row of T00000
    assert suspects(found.records) == named


def test_whatever_a_name_holds_is_written_as_json_writes_it(tmp_path: Path) -> None:
    names = ['引"号', "反\\斜", "%s", "100%", "%(a)s", "\x7f", "a\u2028b", "e\u0301", "😀", "{}", "第1诊所"]
    grid = [[f"T{k}", name, "城东", "诊所"] for k, name in enumerate(names)]
    path = written_file(str(tmp_path), KINDS["targets"].columns[:4], grid)
    kind = KINDS["targets"]
    assert told(read(kind, path)) == told(read(replace(kind, nested=None), path))
    assert len(read(kind, path).records) == len(names) - 1  # a control character is an error
