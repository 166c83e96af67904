"""``randomness fetch`` against relays of our own: known rounds, and everything a relay can do wrong."""

import json
import time
from datetime import timedelta
from pathlib import Path

import beacons
import pytest
from relay import Answer, drips, floods, hangs, relay, says
from shop import tell
from small_office import open_office
from test_sources import AFTER, BEFORE, ROUND, SPRING, checks, committed_to

from inventories.problems import Exit
from scheduler.audit.checks import Colour

GOOD = says(beacons.answer(ROUND))


def altered(**members: object) -> Answer:
    return says(json.dumps(json.loads(beacons.answer(ROUND)) | members).encode())


def test_a_round_is_fetched_logged_and_drawn(filled: Path) -> None:
    asked: list[str] = []
    committed_to(filled, SPRING)
    with relay(GOOD, asked) as url:
        said = tell(filled, "randomness", "fetch", "--url", f"{url}/", "--json", now=AFTER)
    assert said.code == Exit.DONE, said.err
    assert json.loads(said.out)["text"] == beacons.quicknet(ROUND)
    assert asked == [f"/{beacons.QUICKNET}/public/{ROUND}"]
    assert tell(filled, "draw", now=AFTER).code == Exit.DONE
    assert checks(filled)["1.10"].colour == Colour.GREEN


BAD = {
    "another round": says(beacons.answer(1000)),
    "a round that it says is ours": altered(signature=beacons.UNCHAINED[1000]),
    "another chain": says(beacons.answer(3311596)),
    "another number": altered(round=ROUND + 1),
    "upper case": altered(signature=beacons.UNCHAINED[ROUND].upper()),
    "a number as text": altered(round=str(ROUND)),
    "no text": altered(signature=5),
    "not found": says(b"not found", 404),
    "too early": says(beacons.answer(ROUND), 425),
    "garbage": says(b"\xff\x00<html>"),
    "nothing": says(b""),
    "a list": says(b"[1, 2]"),
    "null": says(b"null"),
    "deep": says(b'{"a":' * 3000),
    "a flood": floods,
    "a long answer": says(beacons.answer(ROUND) + b" " * 20_000),
    "a slow drip": drips(beacons.answer(ROUND), 0.05),
    "silence": hangs,
}


@pytest.mark.parametrize("how", BAD)
def test_what_does_not_count_is_passed_over(filled: Path, how: str) -> None:
    committed_to(filled, SPRING)
    began = time.monotonic()
    with relay(BAD[how]) as bad, relay(GOOD) as good:
        said = tell(filled, "randomness", "fetch", "--url", bad, "--wait", "0.5", now=AFTER)
        assert said.code == Exit.FAILED, said.all
        assert bad in said.err
        assert not open_office(filled, AFTER).events("randomness")
        words = ["--url", bad, "--url", good, "--wait", "0.5"]
        assert tell(filled, "randomness", "fetch", *words, now=AFTER).code == Exit.DONE
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "file:///etc/passwd", "ftp://127.0.0.1/", "nonsense", ""])
def test_an_address_that_is_none_is_said(filled: Path, url: str) -> None:
    committed_to(filled, SPRING)
    said = tell(filled, "randomness", "fetch", "--url", url, "--wait", "1", now=AFTER)
    assert said.code == Exit.FAILED
    assert "Traceback" not in said.all


def test_nobody_is_asked_before_the_round_fires(filled: Path) -> None:
    asked: list[str] = []
    committed_to(filled, SPRING)
    with relay(GOOD, asked) as url:
        said = tell(filled, "randomness", "fetch", "--url", url, now=BEFORE + timedelta(minutes=1))
    assert (said.code, asked) == (Exit.CONFLICT, [])


def test_without_an_office_a_round_is_kept_in_a_file(tmp_path: Path, filled: Path) -> None:
    path = tmp_path / "beacon.json"
    words = ["randomness", "fetch", "--chain", "default", "--round", 3311596, "--to", path]
    with relay(says(beacons.answer(3311596))) as url:
        assert tell(None, *words, "--url", url).code == Exit.DONE
        assert tell(None, *words, "--url", url).code == Exit.CONFLICT
    assert path.read_bytes() == beacons.answer(3311596)


def test_a_fallback_is_fetched_for_a_ground(filled: Path) -> None:
    falls = f'{{ kind = "drand", chain = "default", round = 3311596, fallback = [{SPRING}] }}'
    committed_to(filled, falls)
    late = AFTER + timedelta(days=30)
    with relay(GOOD) as url:
        assert tell(filled, "randomness", "fetch", "--url", url, now=late).code == Exit.FAILED
        said = tell(filled, "randomness", "fetch", "--url", url, "--ground", "chain ended", now=late)
    assert said.code == Exit.DONE, said.err
    assert open_office(filled, late).events("randomness")[0].body["text"] == beacons.quicknet(ROUND)


def test_dice_are_not_fetched(committed: Path) -> None:
    said = tell(committed, "randomness", "fetch", now=AFTER)
    assert said.code == Exit.FAILED
    assert "20 × d10" in said.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_text_is_verified_by_itself(lang: str) -> None:
    previous = beacons.CHAINED[1337][0]
    words = ["randomness", "verify", f"{beacons.quicknet(123)}+{beacons.default(1337)}"]
    said = tell(None, *words, "--evidence", "", "--evidence", previous, lang=lang)
    assert said.code == Exit.DONE, said.err
    assert len(said.out.splitlines()) == 2
    assert tell(None, *words, lang=lang).code == Exit.INPUT
    for text in ("", "+", "coin:1", "shares:00", "dice:8:1", "drand:00:1:00", beacons.quicknet(123)[:-1] + "f"):
        said = tell(None, "randomness", "verify", text, lang=lang)
        assert said.code == Exit.INPUT, text
        assert "Traceback" not in said.all


@pytest.mark.parametrize("time_", ["2026-12-01", "2026-12-01T10:00:00", "tomorrow", ""])
def test_a_time_has_its_offset(time_: str) -> None:
    assert tell(None, "randomness", "round", time_).code == Exit.USAGE


def test_the_round_of_a_time() -> None:
    said = tell(None, "randomness", "round", "2023-09-15T19:00:01+08:00", "--json")
    assert json.loads(said.out) == {"chain": beacons.QUICKNET, "round": ROUND, "fires": "2023-09-15T11:00:03Z"}
