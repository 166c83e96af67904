"""``plan read`` and ``plan print`` as a clerk types them."""

import csv
import json
import tomllib
from pathlib import Path

import pytest
from shop import Said, tell

from inventories.problems import Exit

HEADER = ["抽查任务名称", "检查事项", "检查对象", "抽查比例", "计划开展时间", "牵头部门", "事项类别"]
ROW = ["诊所抽查", "K1", "clinic", "10%", "第二季度", "health", "重点"]


def table(path: Path, *rows: list[str]) -> Path:
    """A CSV file of these rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def said(folder: Path, *words: object, lang: str = "en") -> Said:
    return tell(folder, *words, lang=lang)


def test_a_table_is_read_checked_and_printed(filled: Path, tmp_path: Path) -> None:
    source, plan, out = table(tmp_path / "2001.csv", HEADER, ROW), tmp_path / "plan.toml", tmp_path / "out.csv"
    read = said(filled, "plan", "read", source, plan)
    assert read.code == Exit.DONE, read.all
    assert "plan check" in read.err
    assert tomllib.loads(plan.read_text("utf-8"))["task"][0]["scope"] == {"category": ["clinic"]}
    assert said(filled, "plan", "check", plan).code in (Exit.DONE, Exit.PLAN)
    assert said(filled, "plan", "print", plan, out).code == Exit.DONE
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["抽查任务名称"], row["抽查比例"], row["抽查对象总数"]) == ("诊所抽查", "10%", "19")
    assert row["预计抽查数"] == "1—2"


def test_outside_of_an_office_too(tmp_path: Path) -> None:
    source = table(tmp_path / "2001.csv", HEADER, ROW)
    answer = said(tmp_path, "plan", "read", source, tmp_path / "plan.toml", "--json")
    assert answer.code == Exit.DONE, answer.all
    data = json.loads(answer.out)
    assert data["tasks"] == ["t01"]
    assert data["columns"]["rate"] == "抽查比例"
    printed = said(tmp_path, "plan", "print", tmp_path / "plan.toml", tmp_path / "out.xlsx", "--json")
    assert json.loads(printed.out)["rows"][0]["抽查任务编号"] == "t01"
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")


def test_a_mapping_names_other_headers(tmp_path: Path) -> None:
    source = table(tmp_path / "2001.csv", ["Wer", *HEADER[1:]], ROW)
    (tmp_path / "map.toml").write_text('[columns]\nname = "Wer"\n', "utf-8")
    answer = said(tmp_path, "plan", "read", source, tmp_path / "plan.toml", "--map", tmp_path / "map.toml")
    assert answer.code == Exit.DONE
    assert 'name = "诊所抽查"' in (tmp_path / "plan.toml").read_text("utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_plain_is_listed_and_stands_in_the_plan(filled: Path, tmp_path: Path, lang: str) -> None:
    source = table(tmp_path / "2001.csv", HEADER, [*ROW[:3], "看情况", *ROW[4:]])
    answer = said(filled, "plan", "read", source, tmp_path / "plan.toml", lang=lang)
    assert answer.code == Exit.DONE
    assert "看情况" in answer.err
    comments = [line for line in (tmp_path / "plan.toml").read_text("utf-8").splitlines() if "看情况" in line]
    assert comments
    assert comments[0].startswith("# 待核：" if lang == "zh" else "# TO SETTLE: ")


def test_nothing_is_overwritten_and_nothing_is_written_of_a_bad_file(tmp_path: Path) -> None:
    source, plan = table(tmp_path / "2001.csv", HEADER, ROW), tmp_path / "plan.toml"
    plan.write_text("mine")
    assert said(tmp_path, "plan", "read", source, plan).code == Exit.CONFLICT
    assert plan.read_text() == "mine"
    assert said(tmp_path, "plan", "print", source, tmp_path / "x.csv").code == Exit.PLAN
    assert said(tmp_path, "plan", "read", tmp_path / "no.csv", tmp_path / "x.toml").code == Exit.INPUT
    bad = table(tmp_path / "bad.csv", HEADER, ["#REF!", *ROW[1:]])
    assert said(tmp_path, "plan", "read", bad, tmp_path / "x.toml").code == Exit.INPUT
    assert said(tmp_path, "plan", "read", source, tmp_path / "x.toml", "--base", plan).code == Exit.PLAN
    assert said(tmp_path, "plan", "print", tmp_path / "plan.toml", tmp_path / "x.pdf").code in (Exit.PLAN, Exit.USAGE)
    assert not (tmp_path / "x.toml").exists()
    assert not (tmp_path / "x.csv").exists()
