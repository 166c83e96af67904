"""Real lists, as they were published."""

import time
from collections import Counter
from pathlib import Path

from inventories.importing import KINDS, read
from inventories.mapping import Mapping, parse

CHICAGO = "chicago_food_establishments.csv"


def mapped(toml: str) -> Mapping:
    mapping, problems = parse(toml)
    assert problems == ()
    return mapping


def test_chicago_targets(data: Path) -> None:
    mapping = mapped(
        """
[columns]
id = "License"
name = "DBA_Name"
category = "Facility_Type"
district = "WARD"
[attributes]
risk = "Risk"
[synonyms.district]
"" = "无"
[synonyms.category]
"Restaurant" = "Restaurant"
"Grocery Store" = "Grocery"
"School" = "School"
"TAVERN" = "Tavern"
"*" = "other"
"" = "unknown"
"""
    )
    begin = time.process_time()
    found = read(KINDS["targets"], data / CHICAGO, mapping)
    assert time.process_time() - begin < 5
    assert (len(found.records), found.rows, found.errors) == (12367, 12367, ())
    assert Counter(t.district for t in found.records)["无"] == 986
    assert Counter(t.category for t in found.records) == {
        "Restaurant": 8128, "Grocery": 1942, "School": 979, "Tavern": 18, "unknown": 28, "other": 1272,
    }  # fmt: skip
    assert [p.message.code for p in found.problems] == ["catch-all"]
    assert {t.attributes[0][0] for t in found.records} == {"risk"}


def test_chicago_signals(data: Path) -> None:
    mapping = mapped(
        """
[columns]
target = "License"
date = "last_inspection"
[[unpivot]]
factor = "complaint"
count = "n_complaint_visits"
[[unpivot]]
factor = "hazard"
count = "n_critical"
[[unpivot]]
factor = "violation"
count = "n_fail"
severity = 2
"""
    )
    found = read(KINDS["signals"], data / CHICAGO, mapping)
    assert found.problems == ()
    assert Counter(s.factor for s in found.records) == {"complaint": 3652, "hazard": 3159, "violation": 4450}


def test_chicago_history(data: Path) -> None:
    mapping = mapped(
        '[columns]\ntarget = "License"\ndate = "last_inspection"\ninspectors = "last_inspector"\nresult = "last_result"'
    )
    found = read(KINDS["history"], data / CHICAGO, mapping)
    assert (len(found.records), found.problems) == (12367, ())
    assert sum(1 for visit in found.records if not visit.inspectors) == 2657


def test_fever_clinics(data: Path) -> None:
    mapping = mapped('[columns]\ndistrict = "市"\n[constants]\ncategory = "发热门诊"')
    path = data / "cn_fever_clinics_2020.csv"
    found = read(KINDS["targets"], path, mapping, id_from=("市代码", "机构名称"))
    assert (found.rows, len(found.records), found.errors) == (2083, 2075, ())
    assert [p.message.code for p in found.problems] == ["row-twice"] * 8
    assert found.problems[0].place.row == found.problems[0].params["first"] + 1  # type: ignore[operator]


def test_a_published_list_of_items(data: Path) -> None:
    path = data / "zj_check_items_2017.csv"
    found = read(KINDS["items"], path, id_from=("部门", "编号", "抽查事项名称", "抽查子项"))
    assert len(found.records) == 79
    assert {(p.message.code, p.warning) for p in found.problems} == {("frequency-unclear", True)}
    unclear = Counter(p.place.column for p in found.problems)
    assert unclear["抽查比例"] < sum(bool(item.rate) for item in found.records) / 4
    assert unclear["抽查频次"] < sum(bool(item.frequency) for item in found.records) / 4
    assert "same-id" in {p.message.code for p in read(KINDS["items"], path).errors}
