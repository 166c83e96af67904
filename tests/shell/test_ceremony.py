"""The ceremony on a projector: the commitment, the entry typed twice, the seed, and the record to be signed."""

import io
from pathlib import Path

import beacons
import pytest
from shop import Said, tell
from small_office import DICE, open_office
from test_sources import AFTER, FALLS, ROUND, SPRING, committed_to

from inventories.problems import Exit

THROWS = DICE.removeprefix("dice:10:")


def typed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, words: tuple[object, ...] = (), **how: str
) -> Said:
    """The ceremony with ``lines`` typed into it."""
    monkeypatch.chdir(folder.parent)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return tell(folder, "ceremony", *words, now=AFTER, **how)


def digest_in(text: str) -> str:
    return "".join(character for character in text if character in "0123456789abcdef")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("before", ["", "dice:10:"])
def test_a_ceremony_draws_what_was_typed_twice(
    committed: Path, monkeypatch: pytest.MonkeyPatch, lang: str, before: str
) -> None:
    words = ("--place", "三楼会议室", "--witness", "<b>王某</b>")
    said = typed(committed, monkeypatch, before + THROWS, before + THROWS, words=words, lang=lang)
    assert said.code == Exit.DONE, said.err
    office = open_office(committed, AFTER)
    (event,), (drawn,) = office.events("randomness"), office.events("draw")
    (commitment,) = office.events("commitment")
    assert (event.body["text"], event.body["evidence"]) == (DICE, ["<b>王某</b>"])
    shown = digest_in(said.out)
    assert commitment.body["hash"] in shown
    assert drawn.body["outcome"]["seed"] in shown
    page = (committed.parent / "record-2001-1.html").read_text("utf-8")
    assert "<b>" not in page
    assert "&lt;b&gt;王某&lt;/b&gt;" in page
    for text in (DICE, "三楼会议室", "抽取记录", "签名" if lang == "zh" else "Signature", event.time):
        assert text in page
    plain = page.replace("</span><span>", "")
    assert commitment.body["hash"] in plain
    assert drawn.body["outcome"]["seed"] in plain
    assert "http" not in page


def test_two_entries_that_differ_log_nothing(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = typed(committed, monkeypatch, THROWS, THROWS[:-1] + "5")
    assert said.code == Exit.INPUT
    assert "20" in said.err
    assert typed(committed, monkeypatch, THROWS, THROWS + "5").code == Exit.INPUT
    assert typed(committed, monkeypatch, "x" * 20, "x" * 20).code == Exit.INPUT
    assert not open_office(committed, AFTER).events("randomness")
    assert not (committed.parent / "record-2001-1.html").exists()


def test_a_ceremony_that_is_broken_off_logs_nothing(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed(committed, monkeypatch, THROWS).code == Exit.FAILED
    assert not open_office(committed, AFTER).events("randomness")


def test_a_beacon_is_not_typed_but_comes_in_a_file(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed_to(filled, SPRING)
    text = beacons.quicknet(ROUND)
    assert typed(filled, monkeypatch, text, text).code == Exit.USAGE
    file = filled.parent / "beacon.json"
    file.write_bytes(beacons.answer(ROUND))
    assert typed(filled, monkeypatch, words=(file,)).code == Exit.DONE
    assert text in (filled.parent / "record-2001-1.html").read_text("utf-8")


def test_a_fallback_is_thrown_before_witnesses_for_a_ground(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed_to(filled, FALLS)
    assert typed(filled, monkeypatch, THROWS, THROWS).code == Exit.USAGE
    said = typed(filled, monkeypatch, THROWS, THROWS, words=("--ground", "no network"))
    assert said.code == Exit.DONE, said.err
    assert "no network" in (filled.parent / "record-2001-1.html").read_text("utf-8")


def test_randomness_that_is_logged_is_shown_and_not_asked(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed_to(filled, FALLS)
    file = filled.parent / "dice.txt"
    file.write_text(DICE)
    assert tell(filled, "randomness", "import", file, "--ground", "no network", now=AFTER).code == Exit.DONE
    assert typed(filled, monkeypatch).code == Exit.DONE
    assert "no network" in (filled.parent / "record-2001-1.html").read_text("utf-8")


def test_a_record_is_not_written_over(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (committed.parent / "record-2001-1.html").write_text("")
    assert typed(committed, monkeypatch, THROWS, THROWS).code == Exit.CONFLICT
    assert not open_office(committed, AFTER).events("randomness")
