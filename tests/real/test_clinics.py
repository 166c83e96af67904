"""2,083 real Chinese institutions without an identifier column, eight of them listed twice."""

import json
from pathlib import Path

import pytest

from scheduler.cli.main import run


def test_identifiers_from_columns_and_exact_duplicates(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = ["--office", str(tmp_path / "office"), "--lang", "zh"]
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\ndistrict = "市"\n[constants]\ncategory = "发热门诊"\n', "utf-8")
    assert run([*office, "init", str(tmp_path / "office")]) == 0
    capsys.readouterr()
    words = ["import", "targets", str(data / "cn_fever_clinics_2020.csv"), "--map", str(mapping), "--json"]
    assert run([*office, *words]) == 3  # no identifier column, and nothing stored
    capsys.readouterr()
    assert run([*office, *words, "--id-from", "市代码,机构名称"]) == 0
    imported = json.loads(capsys.readouterr().out)
    assert (imported["rows"], imported["records"], imported["new"]) == (2083, 2075, 2075)
    assert [w["code"] for w in imported["warnings"]] == ["row-twice"] * 8
    assert run([*office, *words, "--id-from", "市代码,机构名称"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] == 2075
