"""References are checked in every row, also in rows that have another error; problems come in the order of the rows."""

from pathlib import Path

from shop import tell
from small_office import open_office

from inventories.problems import Exit

HEAD = "工号,对象类型,回避对象,回避情形\n"


def test_rows_with_another_error_are_asked_too(filled: Path, tmp_path: Path) -> None:
    known = open_office(filled).records("inspectors")[0].id
    path = tmp_path / "c.csv"
    rows = [f"{known},负责人,张三,近亲属", "nobody,负责人,张三,朋友"]
    rows += [f"{known},检查对象,nowhere,朋友", "no-one,负责人,李四,近亲属"]
    path.write_text(HEAD + "\n".join(rows), "utf-8")
    said = tell(filled, "import", "conflicts", path)
    assert said.code == Exit.INPUT
    told = [line for line in said.err.splitlines() if line.startswith(("error", "warning"))]
    assert [line.split(", ")[1].split(":")[0] for line in told] == ["row 3", "row 3", "row 4", "row 5", "row 4"]
    assert "nobody" in told[0] + told[1]
    assert told[4].startswith("warning")
    assert "nowhere" in told[4]


def test_what_to_do_is_said_once_for_each_kind_of_error(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("工号,开始日期,结束日期\nnobody,x,y\nnobody,x,2026-01-01\n", "utf-8")
    said = tell(filled, "import", "leave", path)
    assert said.err.count("error: ") == 5
    assert said.err.count("Write it as 2026-11-22") == 1


def test_an_inspector_named_by_certificate_is_known_in_a_wrong_row_too(filled: Path, tmp_path: Path) -> None:
    roster, path = tmp_path / "r.csv", tmp_path / "l.csv"
    roster.write_text("工号,姓名,部门,执法证号\nK1,张三,health,33010099999\n", "utf-8")
    assert tell(filled, "import", "inspectors", roster).code == Exit.DONE
    path.write_text("执法证号,开始日期,结束日期\n33010099999,x,2026-01-01\n", "utf-8")
    assert tell(filled, "import", "leave", path).err.count("error: ") == 1
