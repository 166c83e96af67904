"""The page of sources of randomness: every kind with its bits, every verb, a round that is as it says."""

import re
from datetime import UTC, datetime

from pages import code, page, tables

from scheduler import randomness
from scheduler.cli.randomness import randomness_command
from scheduler.randomness import SOURCES
from scheduler.randomness.chains import DEFAULT, QUICKNET
from scheduler.randomness.dice import Dice
from scheduler.randomness.drand import Drand
from scheduler.randomness.lottery import Lottery
from scheduler.randomness.shares import Shares

PAGE = page("randomness.md")
EXAMPLES: dict[str, randomness.Source] = {
    "drand": Drand(QUICKNET, 5),
    "dice": Dice(10, 20),
    "lottery": Lottery("ssq", "2026136", datetime(2026, 11, 26, tzinfo=UTC)),
    "shares": Shares((("a", "0" * 64), ("b", "1" * 64))),
}


def test_every_kind_stands_there_with_its_bits_and_what_an_audit_says() -> None:
    rows = {code(row[0])[0]: row for row in tables(PAGE)["Which one"]}
    assert set(rows) == set(SOURCES) == set(EXAMPLES)
    for kind, source in EXAMPLES.items():
        assert rows[kind][2].split()[0] == str(randomness.bits([(source,)]))
        assert rows[kind][4].startswith("amber" if source.doubt else "green")


def test_every_verb_is_on_the_page() -> None:
    used = set(re.findall(r"randomness (round|share|fetch|import|verify)\b", PAGE))
    assert used == set(randomness_command.commands)


def test_every_member_of_a_named_source_is_documented() -> None:
    shown = {(code(row[0])[0], code(row[1])[0]) for row in tables(page("formats.md"))["Sources"]}
    assert shown == {(kind, name) for kind, s in EXAMPLES.items() for name in s.document() if name != "kind"}


def test_the_chains_have_the_periods_of_the_page() -> None:
    assert f"`quicknet` (a round every {QUICKNET.period} seconds)" in PAGE
    assert f"`default` (every {DEFAULT.period} seconds" in PAGE
