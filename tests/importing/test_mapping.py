"""The mapping file on its own."""

from pathlib import Path

from inventories import mapping
from inventories.mapping import Synonyms, Unpivot

FULL = """
[columns]
name = "DBA_Name"
[constants]
severity = 2
district = "城东"
date = 2014-12-31
lead = true
[synonyms.category]
"TAVERN " = "Tavern"
"coffee  Shop" = "Cafe"
"*" = "other"
"" = "blank"
[attributes]
risk = "Risk"
[[unpivot]]
factor = "complaint"
count = "n_complaint_visits"
severity = 3
constants = { source = "12345" }
"""


def test_everything_at_once() -> None:
    found, problems = mapping.parse(FULL)
    assert problems == ()
    assert found.columns == {"name": "DBA_Name"}
    assert found.constants == {"severity": "2", "district": "城东", "date": "2014-12-31", "lead": "true"}
    assert found.attributes == {"risk": "Risk"}
    block = Unpivot({"factor": "complaint", "count": "n_complaint_visits"}, {"severity": "3", "source": "12345"})
    assert found.unpivot == (block,)
    words = found.synonyms["category"].words
    assert (words["tavern"], words["coffee shop"], words["cafe"]) == ("Tavern", "Cafe", "Cafe")
    assert (found.synonyms["category"].blank, found.synonyms["category"].other) == ("blank", "other")
    assert found.headers() == ("DBA_Name", "Risk", "complaint", "n_complaint_visits")


def test_nothing() -> None:
    assert mapping.parse("") == (mapping.Mapping(file="mapping.toml"), ())
    assert mapping.EMPTY.synonyms.get("category", Synonyms()) == Synonyms()


def test_everything_wrong_at_once() -> None:
    source = """
    [colums]
    [columns]
    name = ["a"]
    [synonyms.category]
    "Bar" = "a"
    "BAR" = "b"
    [synonyms]
    district = "x"
    [attributes]
    a = 1.5
    [unpivot]
    """.replace("    ", "")
    found, problems = mapping.parse(source, "m.toml")
    assert [p.message.code for p in problems] == [
        "mapping-key", "mapping-value", "mapping-synonym", "mapping-value", "mapping-value", "mapping-value",
    ]  # fmt: skip
    assert {p.place.file for p in problems} == {"m.toml"}
    assert found.columns == {}


def test_syntax_has_its_line() -> None:
    _, problems = mapping.parse("[columns]\nname = x\n")
    assert [(p.message.code, p.place.row) for p in problems] == [("mapping-syntax", 2)]


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    assert mapping.load(path)[1][0].message.code == "file-unreadable"
    path.write_bytes(b'\xef\xbb\xbf[columns]\r\nname = "\xe5\x90\x8d"\r\n')
    assert mapping.load(path)[0].columns == {"name": "名"}
    path.write_bytes('[columns]\nname = "名"\n'.encode("gb18030"))
    assert [(p.message.code, p.place.row) for p in mapping.load(path)[1]] == [("mapping-encoding", 2)]
