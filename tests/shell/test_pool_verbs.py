"""``pool`` as somebody would type it: an office's own frame drawn again, faults in words, nothing half written."""

import json
import os
import shutil
import sys
from pathlib import Path

import duckdb
import pytest
from shop import tell
from small_office import open_office

from inventories.problems import Exit
from scheduler import acts


@pytest.fixture
def place(drawn: Path) -> Path:
    """A folder with the case and the frame of an office's draw."""
    folder = drawn.parent
    assert tell(drawn, "export", "case", folder / "case.json").code == 0
    assert tell(drawn, "export", "frame", folder / "池 1.csv").code == 0
    return folder


def test_an_office_s_draw_comes_again_from_its_frame_in_a_file(drawn: Path, place: Path) -> None:
    said = tell(None, "pool", "draw", place / "池 1.csv", "--case", place / "case.json", "-o", place / "o.json")
    assert (said.code, said.out) == (Exit.DONE, ""), said.err
    expected = json.loads(tell(None, "conformance", place / "case.json").out)
    assert json.loads((place / "o.json").read_bytes()) == expected
    assert expected["targets"] == acts.find(open_office(drawn), None).outcome["targets"]


def test_the_digest_is_that_of_the_commitment(drawn: Path, place: Path) -> None:
    office = open_office(drawn)
    draw = acts.find(office, None)
    (place / "secret").write_text(office.secrets(draw.hash)[1] + "\n", "ascii")
    said = tell(None, "pool", "digest", place / "池 1.csv", "--secret", place / "secret", "--json")
    assert json.loads(said.out) == draw.record["frame"]


def test_targets_and_reserves_as_a_table(place: Path) -> None:
    out = place / "targets.parquet"
    words = ["pool", "targets", place / "池 1.csv", "--case", place / "case.json", "-o", out, "--reserves", "1"]
    told = json.loads(tell(None, *words, "--json").out)
    expected = json.loads(tell(None, "conformance", place / "case.json").out)
    assert told["seed"] == expected["seed"]
    assert told["drawn"] == len(expected["targets"])
    rows = duckdb.sql(f"select task, target, ticket, rank from '{out}' where drawn").fetchall()
    assert sorted(rows) == sorted((t["task"], t["target"], t["ticket"], t["rank"]) for t in expected["targets"])
    waiting = sum(cell["pool"] > cell["drawn"] for cell in expected["allocation"])
    assert duckdb.sql(f"select count(*) from '{out}' where not drawn").fetchall() == [(waiting,)]
    before = out.read_bytes()
    assert tell(None, *words).code == Exit.CONFLICT
    assert out.read_bytes() == before


def test_the_cells_are_counted(place: Path) -> None:
    told = json.loads(tell(None, "pool", "count", place / "池 1.csv", "--json").out)
    case = json.loads(tell(None, "conformance", place / "case.json").out)
    assert {(c["task"], *c["path"]): c["pool"] for c in told} == {
        (c["task"], *c["path"]): c["pool"] for c in case["allocation"] if c["pool"]
    }


@pytest.mark.parametrize(("lang", "word"), [("en", "row 3"), ("zh", "第 3 行")])
def test_faults_have_words_and_leave_nothing_behind(place: Path, lang: str, word: str) -> None:
    lines = (place / "池 1.csv").read_text("utf-8").splitlines()
    task, _, path = lines[2].split(",")
    lines[2] = f"{task},a b,{path}"
    lines.append(f"{task},new,nowhere")
    (place / "bad.csv").write_text("\n".join([*lines, lines[1]]) + "\n", "utf-8")
    there = set(place.iterdir())
    for verb in ("draw", "targets"):
        words = ["pool", verb, place / "bad.csv", "--case", place / "case.json", "-o", place / "o"]
        said = tell(None, *words, lang=lang)
        assert (said.code, said.out) == (Exit.INPUT, "")
        assert word in said.err
        assert "nowhere" in said.err
        assert f"{len(lines) + 1}" in said.err, "the row that stands there twice"
    assert set(place.iterdir()) == there


def test_without_the_extra_it_says_what_to_install(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.delitem(sys.modules, "scheduler.scale.duck", raising=False)
    said = tell(None, "pool", "count", place / "池 1.csv")
    assert said.code == Exit.FAILED
    assert "double-random[pool]" in said.err


def test_the_frame_of_a_case_may_be_missing_or_too_small_for_its_totals(place: Path) -> None:
    case = json.loads((place / "case.json").read_bytes())
    case["frame"] = []
    (place / "case.json").write_text(json.dumps(case))
    words = ["pool", "draw", place / "池 1.csv", "--case", place / "case.json", "-o", place / "o.json"]
    assert tell(None, *words).code == Exit.DONE


@pytest.mark.skipif(
    shutil.which("java") is None and not os.environ.get("CI"), reason="Spark needs Java, which is not here"
)
def test_spark_writes_what_duckdb_writes(place: Path) -> None:
    for engine in ("duckdb", "spark"):
        words = ["--case", place / "case.json", "--engine", engine, "--reserves", "2"]
        said = tell(None, "pool", "targets", place / "池 1.csv", *words, "-o", place / f"{engine}.parquet")
        assert said.code == Exit.DONE, said.err
    one, many = (
        duckdb.sql(f"select * from '{place / name}' order by all").fetchall()
        for name in ("duckdb.parquet", "spark.parquet/*.parquet")
    )
    assert one == many
    assert one
