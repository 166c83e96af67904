"""``simulate`` on the hand-made office: nothing is written, and nothing that it writes passes for a draw."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
import small_office
from forger import red, with_body
from shop import Said, tell, words_of
from small_office import open_office

from inventories.problems import Exit
from scheduler import acts, messages
from scheduler.bundle import collect
from scheduler.draw.documents import outcome_document
from scheduler.draw.draw import draw
from scheduler.facts import case
from scheduler.plan import messages as plan_messages
from scheduler.simulate import messages as simulate_messages
from scheduler.simulate import run
from scheduler.simulate.mark import MARK
from scheduler.simulate.seeds import seeded

BATCHES = """
[[batch]]
id = "one"
periods = ["p1"]
as_of = 2001-01-05
results_due = 2001-06-30

[[batch]]
id = "two"
periods = ["p2"]
as_of = 2001-03-20
results_due = 2001-12-31
"""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """By this process alone, which is quicker for so few draws."""
    monkeypatch.setattr(run, "cores", lambda: 1)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_bytes(small_office.plan())
    return tmp_path / "plan.toml"


@pytest.fixture
def batched(tmp_path: Path) -> Path:
    """The plan in two batches."""
    lines = [line for line in small_office.PLAN.splitlines() if not line.startswith(("as_of", "results_due"))]
    (tmp_path / "batched.toml").write_text("\n".join(lines) + BATCHES)
    return tmp_path / "batched.toml"


def simulate(office: Path, *words: object, lang: str = "en") -> Said:
    return tell(office, "simulate", *words, "--draws", 100, lang=lang)


def digest(folder: Path) -> str:
    return sha256((folder / "office.db").read_bytes()).hexdigest()


@pytest.mark.parametrize("folder", ["filled", "committed", "drawn"])
def test_nothing_is_written(folder: str, plan: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    office = request.getfixturevalue(folder)
    before = digest(office)
    said = simulate(office, plan, "--out", tmp_path / "out")
    assert said.code == Exit.DONE, said.all
    assert MARK in said.out.splitlines()[0]
    assert digest(office) == before
    assert not (office / "out").exists()


def test_what_commit_freezes_is_what_is_simulated(filled: Path, committed: Path, plan: Path) -> None:
    """The same figures before the commitment and after it, whatever the tables have become since."""
    one = json.loads(simulate(filled, plan, "--json").out)
    more = plan.with_name("more.csv")
    more.write_text("id,name,district,category\nT90,Place 90,east,clinic\nT91,Place 91,east,clinic\n")
    said = tell(committed, "import", "targets", more)
    assert said.code == Exit.DONE, said.all
    other = json.loads(simulate(committed, plan, "--json").out)
    assert (one.pop("commitment"), other.pop("commitment")) == (None, "2001-1")
    assert one == other


def test_what_is_drawn_is_simulated_as_it_was_frozen(drawn: Path, plan: Path) -> None:
    told = json.loads(simulate(drawn, plan, "--json").out)
    assert told["commitment"] == "2001-1"
    assert sum(task["targets"] for task in told["tasks"]) > 30


def test_in_chinese_and_again_the_same(filled: Path, plan: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert simulate(filled, plan, "--out", tmp_path / name, lang="zh").code == Exit.DONE
    pages = [(tmp_path / name / "simulated.html").read_bytes() for name in ("a", "b")]
    assert pages[0] == pages[1]
    assert 'lang="zh-CN"' in pages[0].decode()
    assert "抽取" in pages[0].decode()


def test_a_later_batch_waits_for_the_one_before(filled: Path, batched: Path) -> None:
    assert json.loads(simulate(filled, batched, "--json").out)["plan"]["batch"] == "one"
    assert json.loads(simulate(filled, batched, "--batch", "one", "--json").out)["plan"]["batch"] == "one"
    said = simulate(filled, batched, "--batch", "two")
    assert said.code == Exit.CONFLICT
    assert words_of(simulate_messages.BATCH_LATER) in said.err
    said = simulate(filled, batched, "--batch", "three")
    assert said.code == Exit.USAGE
    assert "one, two" in said.err


def test_garbage_is_refused_in_words(filled: Path, plan: Path, tmp_path: Path) -> None:
    for draws in ("0", "99", "100001", "many"):
        assert tell(filled, "simulate", plan, "--draws", draws).code == Exit.USAGE
    said = simulate(filled, tmp_path / "none.toml")
    assert (said.code, words_of(messages.NO_FILE) in said.err) == (Exit.INPUT, True)
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    said = simulate(filled, tmp_path / "bad.toml")
    assert (said.code, words_of(plan_messages.NOT_UTF8) in said.err) == (Exit.PLAN, True)
    (tmp_path / "wrong.toml").write_bytes(small_office.plan(total="600"))
    assert simulate(filled, tmp_path / "wrong.toml").code == Exit.PLAN
    assert simulate(filled, plan, "--out", plan).code == Exit.USAGE


def test_no_file_of_it_passes_the_audit(filled: Path, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    simulate(filled, plan, "--out", out)
    files = sorted(out.iterdir())
    assert len(files) == 15
    for path in files:
        said = tell(None, "audit", path)
        assert said.code == Exit.INPUT
        assert words_of(simulate_messages.SIMULATED) in said.err, path.name
        assert "Verdict" not in said.all
    from zipfile import ZipFile

    with ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in files:
            archive.write(path, path.name)
    said = tell(None, "audit", tmp_path / "all.zip")
    assert (said.code, words_of(simulate_messages.SIMULATED) in said.err) == (Exit.INPUT, True)
    assert tell(None, "conformance", out / "simulated.json").code == Exit.INPUT


def test_a_simulated_text_is_no_randomness(committed: Path) -> None:
    said = tell(committed, "draw", "--randomness", "simulation:1")
    assert said.code == Exit.INPUT
    assert not open_office(committed).events("randomness", "draw")


def test_a_bundle_with_a_simulated_draw_is_red(drawn: Path) -> None:
    """A skilful forger puts the outcome of the simulated draw that suits best into the log, and makes all hashes anew."""
    office = open_office(drawn)
    bundle = collect(office)
    facts = acts.frozen_facts(office, acts.find(office, None))
    outcome = json.loads(json.dumps(outcome_document(draw(seeded(case(facts, "", "", ""), 5)))))
    forged = with_body(bundle, "randomness", ("text",), lambda _old: "simulation:5")
    forged = with_body(forged, "draw", ("outcome",), lambda _old: outcome)
    numbers = red(forged)
    assert {"1.10", "1.11"} <= numbers
    assert "1.02" not in numbers
