"""Declared columns and a mapping meet a header."""

from inventories.binding import Binder, Binding, Cell, Fixed
from inventories.columns import Column
from inventories.mapping import Mapping, parse
from inventories.problems import Problem
from inventories.templates import FACTOR
from inventories.values import identifier, text, whole

COLUMNS = (
    Column("id", "ID", ("编号",), identifier, required=True, key=True, fallback="entity"),
    Column("name", "Name", ("单位名称", "名称"), text, required=True),
    Column("entity", "Credit code", ("统一社会信用代码",), text),
    Column("factor", "Factor", (), FACTOR, fixed=True),
    Column("count", "Count", ("次数",), whole(1), default=1),
)


def bind(
    headers: str, toml: str = "", id_from: tuple[str, ...] = (), attributes: bool = False
) -> tuple[Binding, list[Problem]]:
    mapping, problems = parse(toml) if toml else (Mapping(), ())
    assert problems == ()
    binder = Binder("a.csv", 1, tuple(headers.split()), COLUMNS, mapping)
    return binder.bind(id_from, attributes), binder.problems


def codes(problems: list[Problem]) -> list[str]:
    return [("~" if p.warning else "") + p.message.code for p in problems]


def test_by_name() -> None:
    binding, problems = bind("序号 编号 名称")
    assert problems == []
    assert binding.variants[0].sources == {"id": Cell(1, "编号"), "name": Cell(2, "名称")}


def test_the_fallback() -> None:
    binding, problems = bind("统一社会信用代码 名称")
    assert problems == []
    assert binding.variants[0].sources["id"] == Cell(0, "统一社会信用代码")


def test_a_missing_column_names_what_there_is() -> None:
    _, problems = bind("名称 x")
    assert codes(problems) == ["column-missing"]
    assert problems[0].params["found"] == "“名称”, “x”"


def test_two_columns_for_one_field() -> None:
    binding, problems = bind("编号 名称 单位名称")
    assert codes(problems) == ["~column-choice"]
    assert binding.variants[0].sources["name"] == Cell(2, "单位名称")
    assert codes(bind("编号 名称 名称")[1])[0] == "column-twice"
    assert codes(bind("编号 名称 x x")[1]) == []


def test_the_mapping_names_columns_and_constants() -> None:
    binding, problems = bind("k n", '[columns]\nid = "K"\nname = "n"\nentity = "n"\n[constants]\ncount = 2')
    assert problems == []
    assert binding.variants[0].sources == {
        "id": Cell(0, "k"), "name": Cell(1, "n"), "entity": Cell(1, "n"), "count": Fixed("2", "[constants] count"),
    }  # fmt: skip


def test_everything_wrong_in_a_mapping() -> None:
    toml = """
[columns]
id = "nowhere"
name = "手机号"
other = "x"
[constants]
id = "1"
[synonyms.nothing]
"a" = "b"
[attributes]
a = "x"
[[unpivot]]
what = "x"
count = "gone"
"""
    _, problems = bind("手机号 x", toml)
    assert codes(problems) == [
        "mapping-key", "mapping-key", "mapping-key", "mapping-key", "mapping-both", "column-unknown", "column-personal",
        "column-unknown", "column-unknown",
    ][: len(problems)]  # fmt: skip
    assert {p.params["key"] for p in problems if p.message.code == "mapping-key"} == {
        "other", "nothing", "what", "attributes",
    }  # fmt: skip
    assert all(p.place.file for p in problems)


def test_attributes() -> None:
    binding, problems = bind("编号 名称 Risk", '[attributes]\nrisk = "risk"', attributes=True)
    assert (binding.attributes, problems) == ((("risk", Cell(2, "Risk")),), [])
    assert codes(bind("编号 名称 手机", '[attributes]\np = "手机"', attributes=True)[1]) == ["column-personal"]


def test_unpivot() -> None:
    toml = """
[[unpivot]]
factor = "complaint"
count = "n"
[[unpivot]]
factor = "hazard"
name = "名称"
"""
    binding, problems = bind("编号 名称 n", toml)
    assert problems == []
    first, second = binding.variants
    assert first.sources["factor"] == Fixed("complaint", "[unpivot] factor")
    assert (first.gate, second.gate) == ((Cell(2, "n"),), (Cell(1, "名称"),))


def test_identifiers_made_from_columns() -> None:
    binding, problems = bind("名称 地址 手机", id_from=("name", "地址"))
    assert problems == []
    assert binding.id_from == (Cell(0, "名称"), Cell(1, "地址"))
    assert codes(bind("名称 手机", id_from=("手机", "住所"))[1]) == ["column-personal", "id-from-unknown"]
    assert codes(bind("名称", '[columns]\nid = "名称"', id_from=("名称",))[1]) == ["id-from-twice"]
