"""Sources of randomness: what each kind takes and refuses, and every way in which an office could try to choose."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import beacons
import pytest
import small_office
from forger import chained, finds, other, place, with_body, with_events
from shop import start, tell
from small_office import DICE, open_office

from inventories.problems import Exit, Refused
from scheduler import randomness
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect
from scheduler.draw.notation import H
from scheduler.plan.read import read_plan
from scheduler.randomness import bls
from scheduler.randomness.chains import CHAINS, DEFAULT, QUICKNET
from scheduler.randomness.dice import Dice
from scheduler.randomness.drand import Drand
from scheduler.randomness.lottery import GAMES, Lottery
from scheduler.randomness.shares import Shares, hash_of

ROUND = 657413
FIRES = QUICKNET.time_of(ROUND)
BEFORE, AFTER = FIRES - timedelta(hours=1), FIRES + timedelta(minutes=1)
SPRING = f'{{ kind = "drand", round = {ROUND} }}'


def codes(text: str, source: randomness.Source, evidence: str = "", thorough: bool = False) -> list[str]:
    """What is said of a text; nothing where it is sound."""
    with suppress(Refused):
        randomness.check(text, [(source,)], [evidence], thorough)
        return []
    with pytest.raises(Refused) as refused:
        randomness.check(text, [(source,)], [evidence], thorough)
    assert refused.value.exit_code == Exit.INPUT
    return [problem.message.code for problem in refused.value.problems]


def commit(folder: Path, sources: str, *words: object, now: datetime = BEFORE) -> Any:
    plan = folder.parent / "plan.toml"
    plan.write_bytes(small_office.plan(randomness=f"[{sources}]"))
    return tell(folder, "commit", plan, *words, "--json", now=now)


def committed_to(folder: Path, sources: str, *words: object, now: datetime = BEFORE) -> None:
    said = commit(folder, sources, *words, now=now)
    assert said.code == Exit.DONE, said.err


def checks(folder: Path) -> dict[str, Any]:
    """Each numbered check of the last draw."""
    return {c.number: c.finding for c in audit(collect(open_office(folder))) if c.ref}


# drand


@pytest.mark.parametrize("chain", CHAINS.values(), ids=lambda chain: chain.name)
def test_a_chain_hash_follows_from_what_is_known_of_the_chain(chain: Any) -> None:
    assert chain.derived() == chain.hash
    changed = [replace(chain, **{n: other(getattr(chain, n))}) for n in ("genesis", "period")]
    assert all(one.derived() != chain.hash for one in changed)


@pytest.mark.parametrize("witness", [bls.fast, bls.slow])
def test_each_witness_knows_the_networks_signatures_and_no_others(witness: Any) -> None:
    keys = {chain.name: bytes.fromhex(chain.public_key) for chain in CHAINS.values()}
    for round_, signature in beacons.UNCHAINED.items():
        message, whole = QUICKNET.message(round_, b""), bytes.fromhex(signature)
        assert witness(keys["quicknet"], message, whole)
        assert not witness(keys["quicknet"], QUICKNET.message(round_ + 1, b""), whole)
        assert not witness(keys["quicknet"], message, bytes([whole[0] ^ 0x20]) + whole[1:])  # the other root
    for round_, (previous, signature) in beacons.CHAINED.items():
        message = DEFAULT.message(round_, bytes.fromhex(previous))
        assert witness(keys["default"], message, bytes.fromhex(signature))
        assert not witness(keys["default"], DEFAULT.message(round_, b""), bytes.fromhex(signature))
    for spoiled in (b"\0" * 48, b"\xc0" + b"\0" * 47, b"\xff" * 48, b"\xc0" + b"\0" * 95, b"\x80" + b"\0" * 95):
        key = keys["quicknet" if len(spoiled) == 48 else "default"]
        assert not witness(key, b"m" * 32, spoiled)


@pytest.mark.parametrize("witness", [bls.fast, bls.slow])
def test_a_signature_has_one_encoding(witness: Any) -> None:
    """A coordinate and the same plus the field's modulus are one point; whoever enters it must have no choice."""
    modulus = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
    tried = 0
    for round_, signature in beacons.UNCHAINED.items():
        number = int(signature, 16)
        flags, x = number >> 381 << 381, number % 2**381
        if x + modulus < 2**381:
            tried += 1
            again = (flags + x + modulus).to_bytes(48, "big")
            assert not witness(bytes.fromhex(QUICKNET.public_key), QUICKNET.message(round_, b""), again)
    number = int(beacons.CHAINED[1337][1], 16)
    low = number % 2**384
    if low + modulus < 2**384:
        tried += 1
        previous = bytes.fromhex(beacons.CHAINED[1337][0])
        again = (number + modulus).to_bytes(96, "big")
        assert not witness(bytes.fromhex(DEFAULT.public_key), DEFAULT.message(1337, previous), again)
    assert tried


def test_the_second_witness_leaves_the_recursion_limit_alone() -> None:
    """Else what is nested too deep would crash the audit: a process of its own, in which nothing is imported yet."""
    script = (
        "import json, sys; from scheduler.randomness import bls\n"
        "bls.slow(b'', b'', bytes(48)); bls.imported('py_ecc'); assert 'py_ecc' in sys.modules\n"
        "try: json.loads('[' * 50_000)\nexcept RecursionError: print('refused')"
    )
    process = start(script)
    assert process.communicate()[0] == "refused\n"


@pytest.mark.parametrize("round_", beacons.UNCHAINED)
def test_a_round_of_quicknet_is_sound(round_: int) -> None:
    assert codes(beacons.quicknet(round_), Drand(QUICKNET, round_), thorough=True) == []


@pytest.mark.parametrize("round_", beacons.CHAINED)
def test_a_round_of_the_default_chain_needs_the_signature_before(round_: int) -> None:
    source, text = Drand(DEFAULT, round_), beacons.default(round_)
    previous = beacons.CHAINED[round_][0]
    assert codes(text, source, previous, thorough=True) == []
    assert codes(text, source) == ["drand-previous"]
    assert codes(text, source, previous.upper()) == ["drand-previous"]
    assert codes(text, source, other(previous)) == ["drand-previous"]
    assert codes(text, source, "0" * 192) == ["drand-not-signed"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (beacons.quicknet(1000), "randomness-source"),
        (beacons.quicknet(ROUND).replace(beacons.QUICKNET, beacons.DEFAULT), "randomness-source"),
        (beacons.quicknet(1000).replace(":1000:", f":{ROUND}:"), "drand-not-signed"),
        (beacons.quicknet(ROUND)[:-1], "drand-signature-form"),
        (beacons.quicknet(ROUND) + "0", "drand-signature-form"),
        (beacons.quicknet(ROUND) + "\n", "drand-signature-form"),
        (beacons.quicknet(ROUND)[:-96] + beacons.UNCHAINED[ROUND].upper(), "drand-signature-form"),
        (beacons.quicknet(ROUND).upper(), "randomness-source"),
        (beacons.quicknet(ROUND).replace(f":{ROUND}:", f":0{ROUND}:"), "randomness-source"),
        (DICE, "randomness-source"),
    ],
)
def test_another_text_than_the_rounds_is_refused(text: str, code: str) -> None:
    assert codes(text, Drand(QUICKNET, ROUND)) == [code]


def test_the_first_round_at_a_time_or_after_it() -> None:
    for chain in CHAINS.values():
        for round_ in (1, 2, ROUND):
            time = chain.time_of(round_)
            assert chain.round_at(time) == round_
            assert chain.round_at(time + timedelta(microseconds=1)) == round_ + 1
            assert chain.round_at(time - timedelta(seconds=1)) == round_
        assert chain.round_at(datetime(2001, 1, 1, tzinfo=UTC)) == 1
    assert QUICKNET.time_of(1) == datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)


# lottery, dice


def test_the_games_have_honest_bits() -> None:
    ssq = Lottery("ssq", "2026136")
    assert ssq.outcomes == 17_721_088
    assert randomness.bits([(ssq,)]) == 24
    assert GAMES["fc3d"].outcomes == 1000


@pytest.mark.parametrize(
    ("numbers", "sound"),
    [
        ("03-08-11-19-25-32-07", True),
        ("01-02-03-04-05-06-01", True),
        ("28-29-30-31-32-33-16", True),
        ("08-03-11-19-25-32-07", False),  # an order to choose would be a choice
        ("03-03-11-19-25-32-07", False),
        ("03-08-11-19-25-34-07", False),
        ("03-08-11-19-25-32-17", False),
        ("00-08-11-19-25-32-07", False),
        ("3-8-11-19-25-32-7", False),
        ("03-08-11-19-25-32", False),
        ("03-08-11-19-25-32-07-", False),
        ("０３-08-11-19-25-32-07", False),
        ("03 08 11 19 25 32 07", False),
        ("", False),
    ],
)
def test_winning_numbers_have_one_form(numbers: str, sound: bool) -> None:
    source = Lottery("ssq", "2026136")
    assert codes(f"lottery:ssq:2026136:{numbers}", source) == ([] if sound else ["lottery-numbers"])
    assert codes(f"lottery:ssq:2026137:{numbers}", source) == ["randomness-source"]


# shares


def people(*contributions: str) -> Shares:
    return Shares(tuple((f"n{k}", hash_of(c)) for k, c in enumerate(contributions)))


ONE, TWO = "1" * 64, "2" * 64


def test_shares_are_the_hash_of_what_was_committed_in_its_order() -> None:
    source, text = people(ONE, TWO), f"shares:{H(ONE, TWO)}"
    assert codes(text, source, f"{ONE}-{TWO}") == []
    assert codes(text, source, f"{TWO}-{ONE}") == ["share-other", "share-other"]
    assert codes(text, source, f"{ONE}-{'3' * 64}") == ["share-other"]
    assert codes(text, source, ONE) == ["shares-missing"]
    assert codes(text, source) == ["shares-missing"]
    assert codes(f"shares:{H(TWO, ONE)}", source, f"{ONE}-{TWO}") == ["shares-hash"]
    assert codes(text.upper().replace("SHARES", "shares"), source, f"{ONE}-{TWO}") == ["shares-hash"]


# the plan


def plan_says(sources: str) -> tuple[Any, list[str]]:
    plan, problems = read_plan(small_office.plan(randomness=f"[{sources}]"), "plan.toml")
    return plan and plan.randomness, [problem.message.code for problem in problems]


def test_a_plan_names_each_kind() -> None:
    hashes = ", ".join(f'{{ name = "n{k}", hash = "{hash_of(c)}" }}' for k, c in enumerate((ONE, TWO)))
    found, said = plan_says(
        '{ kind = "drand", at = 2023-09-15T19:00:00+08:00, fallback = [{ kind = "drand", chain = "default" }] },'
        '{ kind = "lottery", issue = 2026136, at = "2026-11-26T21:15:00+08:00" },'
        f'{{ kind = "shares", contributors = [{hashes}] }}'
    )
    assert said == []
    assert found == (
        (Drand(QUICKNET, QUICKNET.round_at(datetime(2023, 9, 15, 11, tzinfo=UTC))), Drand(DEFAULT)),
        (Lottery("ssq", "2026136", datetime(2026, 11, 26, 13, 15, tzinfo=UTC)),),
        (people(ONE, TWO),),
    )


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ('{ kind = "lottery", game = "fc3d" }', "randomness-refused"),
        ('{ kind = "lottery", issue = "26136" }', "plan-form"),
        ('{ kind = "drand", chain = "fastnet" }', "plan-choice"),
        ('{ kind = "drand", round = 0 }', "plan-range"),
        ('{ kind = "drand", at = 2023-09-15T19:00:00 }', "plan-kind"),
        ('{ kind = "drand", at = 2023-09-15 }', "plan-kind"),
        ('{ kind = "drand", round = 5, at = 2023-09-15T19:00:00Z }', "randomness-round-and-time"),
        ('{ kind = "drand", throws = 20 }', "plan-member-unknown"),
        ('{ kind = "shares", contributors = [{ name = "a", hash = "b" }] }', "plan-form"),
        (f'{{ kind = "shares", contributors = [{{ name = "a", hash = "{"0" * 64}" }}] }}', "randomness-contributors"),
        (
            f'{{ kind = "shares", contributors = [{{ name = "a", hash = "{"0" * 64}" }}, '
            f'{{ name = "b", hash = "{"0" * 64}" }}] }}',
            "randomness-contributors",
        ),
        ('{ kind = "dice", throws = 20, fallback = [{ kind = "dice", throws = 30 }] }', "plan-twice"),
        ('{ kind = "dice", throws = 20, fallback = [{ kind = "dice", throws = 3 }] }', "randomness-refused"),
    ],
)
def test_a_source_that_is_none_is_refused(sources: str, code: str) -> None:
    found, said = plan_says(sources)
    assert found is None
    assert code in said


def test_a_weak_fallback_makes_the_plan_amber() -> None:
    assert plan_says('{ kind = "drand", fallback = [{ kind = "lottery" }] }')[1] == ["randomness-amber"]


# commitment and draw


def test_a_round_is_named_committed_and_drawn(filled: Path) -> None:
    committed_to(filled, '{ kind = "drand" }', "--at", (FIRES - timedelta(seconds=2)).isoformat())
    record = open_office(filled, AFTER).events("commitment")[0].body["record"]
    (named,) = record["randomness"]
    assert (named["chain"], named["round"], named["fires"]) == (QUICKNET.hash, ROUND, "2023-09-15T11:00:03Z")
    assert record["bits"] == 112
    text = beacons.quicknet(ROUND)
    assert tell(filled, "draw", "--randomness", text, now=AFTER).code == Exit.DONE
    found = checks(filled)
    assert {found[n].colour for n in ("1.04", "1.10", "2.01", "2.02", "2.10", "2.11")} == {Colour.GREEN}


@pytest.mark.parametrize(
    ("sources", "words", "code"),
    [
        ('{ kind = "drand" }', (), "randomness-open"),
        ('{ kind = "lottery" }', ("--at", "2027-01-01T21:15:00+08:00"), "randomness-open"),
        ('{ kind = "lottery", issue = 2026136 }', (), "randomness-open"),
        ('{ kind = "shares" }', (), "randomness-open"),
        (SPRING, ("--at", "2027-01-01T21:15:00+08:00"), "randomness-not-asked"),
        (SPRING, ("--issue", "2026136"), "randomness-not-asked"),
        (
            f'{SPRING[:-2]}, fallback = [{{ kind = "drand", chain = "default", round = 1337 }}] }}',
            (),
            "randomness-fired",
        ),
        ('{ kind = "drand", round = 1000 }', (), "randomness-fired"),
        ('{ kind = "drand" }', ("--at", BEFORE.isoformat()), "randomness-fired"),
    ],
)
def test_what_stays_open_or_is_known_already_is_not_committed(
    filled: Path, sources: str, words: tuple[str, ...], code: str
) -> None:
    said = commit(filled, sources, *words)
    assert said.code == Exit.PLAN
    assert code in [m.code for m in _messages(said.err)]
    assert not open_office(filled, AFTER).events("commitment")


def _messages(text: str) -> Iterator[Any]:
    from shop import words_of

    from scheduler.randomness import messages

    for message in vars(messages).values():
        if hasattr(message, "code") and words_of(message) in text:
            yield message


def test_the_round_of_the_very_second_is_known_already(filled: Path) -> None:
    assert commit(filled, SPRING, now=FIRES).code == Exit.PLAN
    assert commit(filled, SPRING, now=FIRES - timedelta(seconds=1)).code == Exit.DONE


def test_randomness_is_not_logged_before_it_fires(filled: Path) -> None:
    committed_to(filled, SPRING)
    said = tell(filled, "draw", "--randomness", beacons.quicknet(ROUND), now=BEFORE)
    assert said.code == Exit.CONFLICT
    assert tell(filled, "draw", "--randomness", beacons.quicknet(ROUND), now=FIRES).code == Exit.DONE


FALLS = f'{{ kind = "drand", round = {ROUND}, fallback = [{{ kind = "dice", throws = 20 }}] }}'


def test_a_fallback_needs_a_ground_and_is_amber(filled: Path) -> None:
    """The office that likes its dice better than the beacon can take them, and every auditor is shown that it did."""
    committed_to(filled, FALLS)
    said = tell(filled, "draw", "--randomness", DICE, now=AFTER)
    assert said.code == Exit.USAGE
    assert "--ground" in said.err
    assert tell(filled, "draw", "--randomness", DICE, "--ground", "no network", now=AFTER).code == Exit.DONE
    finding = checks(filled)["2.10"]
    assert finding.colour == Colour.AMBER
    assert f"quicknet {ROUND}" in finding.detail
    assert "no network" in finding.detail


def test_a_fallback_waits_for_what_it_stands_in_for(filled: Path) -> None:
    """Before it was to fire nobody knows that a source fails."""
    committed_to(filled, FALLS)
    words = ("draw", "--randomness", DICE, "--ground", "no network")
    assert tell(filled, *words, now=FIRES - timedelta(seconds=1)).code == Exit.CONFLICT
    assert tell(filled, *words, now=FIRES).code == Exit.DONE
    bundle = collect(open_office(filled, AFTER))
    assert not finds("2.11", bundle)
    early = [replace(e, time="2023-09-15T11:00:02Z") if e.kind in ("randomness", "draw") else e for e in bundle.events]
    assert finds("2.11", with_events(bundle, chained(early)))


def test_a_source_that_is_not_named_is_never_taken(filled: Path) -> None:
    committed_to(filled, FALLS)
    for text in ("dice:6:" + "1" * 30, beacons.quicknet(1000), beacons.default(1337), f"{DICE}+{DICE}"):
        assert tell(filled, "draw", "--randomness", text, "--ground", "g", now=AFTER).code == Exit.INPUT


def test_dice_typed_beside_a_beacon_are_amber(filled: Path) -> None:
    """Whoever knows the beacon can try out which throws to type: the pair is no better than the dice."""
    committed_to(filled, f'{SPRING}, {{ kind = "dice", throws = 20 }}')
    text = f"{beacons.quicknet(ROUND)}+{DICE}"
    assert tell(filled, "draw", "--randomness", text, now=AFTER).code == Exit.DONE
    assert checks(filled)["2.02"].colour == Colour.AMBER


def contribute(folder: Path, *names: str) -> list[tuple[Path, str]]:
    """Files of contributors, and what each hands in."""
    found = []
    for name in names:
        path = folder / f"{name}.json"
        said = tell(None, "randomness", "share", name, "--to", path)
        assert said.code == Exit.DONE
        found.append((path, said.out.strip()))
    return found


def test_shares_are_committed_first_and_revealed_after(filled: Path, tmp_path: Path) -> None:
    (one, first), (two, second) = contribute(tmp_path, "审计局", "b")
    committed_to(filled, f'{SPRING}, {{ kind = "shares" }}', "--share", first, "--share", second)
    beacon = tmp_path / "beacon.json"
    beacon.write_bytes(beacons.answer(ROUND))
    said = tell(filled, "randomness", "import", beacon, one, now=AFTER)  # one keeps theirs back
    assert said.code == Exit.INPUT
    (_, third), (late, _) = contribute(tmp_path, "c", "d")
    assert third
    assert tell(filled, "randomness", "import", beacon, one, late, now=AFTER).code == Exit.INPUT
    said = tell(filled, "randomness", "import", two, beacon, one, "--json", now=AFTER)
    assert said.code == Exit.DONE, said.err
    event = json.loads(said.out)
    revealed = [json.loads(path.read_text("utf-8"))["contribution"] for path in (one, two)]
    assert event["evidence"] == ["", "-".join(revealed)]
    assert tell(filled, "draw", now=AFTER).code == Exit.DONE
    found = checks(filled)
    assert found["1.10"].colour == found["2.02"].colour == Colour.GREEN


def test_shares_alone_are_amber(filled: Path, tmp_path: Path) -> None:
    """The office may have made all of them."""
    (one, first), (two, second) = contribute(tmp_path, "a", "b")
    committed_to(filled, '{ kind = "shares" }', "--share", first, "--share", second)
    assert tell(filled, "randomness", "import", one, two, now=AFTER).code == Exit.DONE
    assert checks(filled)["2.02"].colour == Colour.AMBER


@pytest.mark.parametrize(
    "given",
    [("a=b",), ("a=" + "0" * 64,), ("a=" + "0" * 64, "b=" + "0" * 64), ("0" * 64, "b=" + "1" * 64)],
)
def test_contributors_are_told_apart(filled: Path, given: tuple[str, ...]) -> None:
    words = [word for one in given for word in ("--share", one)]
    assert commit(filled, '{ kind = "shares" }', *words).code == Exit.USAGE


# files


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"{",
        b'{"round": "657413", "signature": "00"}',
        b'{"round": 657413, "signature": 5}',
        b'{"round": 657413}',
        b'{"contribution": "00"}',
        b'{"format": "double-random/contribution@1", "name": "a", "contribution": "00"}',
        b'{"a":' * 3000,
        b"coin:1",
        b"dice:10:1+dice:10:2",
        beacons.answer(1000),
        beacons.answer(1337),
        beacons.answer(ROUND).replace(b"b713", b"B713"),
        beacons.answer(ROUND).replace(b"b713", b"b714"),
        beacons.answer(ROUND) + beacons.answer(ROUND),
    ],
)
def test_a_file_that_does_not_count_is_refused(filled: Path, tmp_path: Path, body: bytes) -> None:
    committed_to(filled, SPRING)
    path = tmp_path / "file"
    path.write_bytes(body)
    said = tell(filled, "randomness", "import", path, now=AFTER)
    assert said.code == Exit.INPUT, said.all
    assert not open_office(filled, AFTER).events("randomness")


def test_two_outcomes_of_one_source_are_refused(filled: Path, tmp_path: Path) -> None:
    committed_to(filled, '{ kind = "dice", throws = 20 }')
    path = tmp_path / "file.txt"
    path.write_text(f"{DICE}\n{small_office.OTHER_DICE}\n")
    assert tell(filled, "randomness", "import", path, now=AFTER).code == Exit.INPUT
    path.write_text(f"{DICE}\n\n{DICE}\n")
    assert tell(filled, "randomness", "import", path, now=AFTER).code == Exit.DONE


# forged bundles


@pytest.fixture(scope="module")
def beacon(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle with a draw by two rounds of two chains and by shares, none of which is a fallback."""
    import shutil

    folder = Path(shutil.copytree(_filled, tmp_path_factory.mktemp("beacon") / "office"))
    home = folder.parent
    now = min(BEFORE, DEFAULT.time_of(3311596) - timedelta(hours=1))
    (one, first), (two, second) = contribute(home, "a", "b")
    chained = '{ kind = "drand", chain = "default", round = 3311596, fallback = [{ kind = "lottery" }] }'
    words = ["--share", first, "--share", second, "--issue", "2026136", "--at", "2026-11-26T21:15:00+08:00"]
    committed_to(folder, f'{SPRING}, {chained}, {{ kind = "shares" }}', *words, now=now)
    for round_ in (ROUND, 3311596):
        (home / f"{round_}.json").write_bytes(beacons.answer(round_))
    files = [home / f"{ROUND}.json", home / "3311596.json", one, two]
    late = datetime(2023, 9, 30, tzinfo=UTC)
    assert tell(folder, "randomness", "import", *files, now=late).code == Exit.DONE
    assert tell(folder, "draw", now=late).code == Exit.DONE
    return collect(open_office(folder, late))


def test_the_bundle_before_it_is_forged_has_nothing_red(beacon: Bundle) -> None:
    assert all(c.finding.colour != Colour.RED for c in audit(beacon))


def test_no_member_of_a_named_source_can_be_changed(beacon: Bundle) -> None:
    named = next(e for e in beacon.events if e.kind == "commitment").body["record"]["randomness"]
    for k, source in enumerate(named):
        for member in source:
            forged = with_body(beacon, "commitment", ("record", "randomness", k, member), other)
            assert finds("1.04", forged), (source["kind"], member)
    for member in named[1]["fallbacks"][0]:
        forged = with_body(beacon, "commitment", ("record", "randomness", 1, "fallbacks", 0, member), other)
        assert finds("1.03", forged), member


@pytest.mark.parametrize("part", [0, 1, 2])
def test_no_part_of_the_text_can_be_changed(beacon: Bundle, part: int) -> None:
    def change(text: str) -> str:
        parts = text.split("+")
        last = "0" if parts[part][-1] != "0" else "1"
        parts[part] = parts[part][:-1] + last
        return "+".join(parts)

    assert finds("1.10", with_body(beacon, "randomness", ("text",), change))
    assert finds("1.10", with_body(beacon, "randomness", ("text",), lambda text: text.upper()))


@pytest.mark.parametrize("part", [1, 2])
def test_evidence_cannot_be_changed(beacon: Bundle, part: int) -> None:
    assert finds("1.10", with_body(beacon, "randomness", ("evidence", part), lambda text: "0" + text[1:]))
    assert finds("1.10", with_body(beacon, "randomness", ("evidence", part), lambda _: ""))
    assert finds("1.10", with_body(beacon, "randomness", ("evidence",), lambda found: found[:part]))


def test_a_commitment_dated_after_the_source_fired_is_seen(beacon: Bundle) -> None:
    at = place(beacon, "commitment")
    late = [replace(e, time="2023-09-20T00:00:00Z") if e.seq - 1 == at else e for e in beacon.events]
    assert finds("2.11", with_events(beacon, chained(late)))


def test_randomness_logged_before_it_fired_is_seen(beacon: Bundle) -> None:
    time = "2023-09-15T10:30:00Z"
    early = [replace(e, time=time) if e.kind in ("randomness", "draw") else e for e in beacon.events]
    assert finds("2.11", with_events(beacon, chained(early)))


def test_a_ground_without_a_fallback_is_seen(beacon: Bundle) -> None:
    assert finds("2.10", with_body(beacon, "randomness", ("ground",), lambda _: "g"))


def test_a_fallback_without_a_ground_is_seen(filled: Path) -> None:
    committed_to(filled, FALLS)
    assert tell(filled, "draw", "--randomness", DICE, "--ground", "g", now=AFTER).code == Exit.DONE
    bundle = collect(open_office(filled, AFTER))
    assert not finds("2.10", bundle)
    assert finds("2.10", with_body(bundle, "randomness", ("ground",), lambda _: ""))


def test_the_plan_said_another_round_than_was_committed(filled: Path) -> None:
    committed_to(filled, SPRING)
    bundle = collect(open_office(filled, AFTER))

    def later(source: dict[str, Any]) -> dict[str, Any]:
        return Drand(QUICKNET, ROUND + 1).document() | {"fallbacks": source["fallbacks"]}

    assert not finds("1.04", bundle)
    assert finds("1.04", with_body(bundle, "commitment", ("record", "randomness", 0), later))


def test_dice_of_records_are_what_they_were() -> None:
    places = ((Dice(10, 20), Dice(6, 30)),)
    assert randomness.from_documents(randomness.documents(places)) == places
