"""The source that a text is of, by the text alone: for whoever has no commitment at hand. Pure."""

import re

from inventories.problems import Exit, Problem, Refused
from scheduler.randomness import SOURCES, Source, messages
from scheduler.randomness.chains import CHAINS
from scheduler.randomness.dice import Dice
from scheduler.randomness.drand import Drand
from scheduler.randomness.lottery import GAMES, Lottery

DRAND = re.compile("drand:([0-9a-f]{64}):([1-9][0-9]{0,15}):.*", re.ASCII)
DICE = re.compile("dice:(6|10):(.+)", re.ASCII)
LOTTERY = re.compile("lottery:([0-9a-z]+):(20[0-9]{5}):.*", re.ASCII)


def source_of(text: str) -> Source:
    """The source of one part of a text. Shares say nothing of their contributors, so a text of theirs is refused like one of
    no source (exit 3)."""
    if (found := DRAND.fullmatch(text)) and found[1] in CHAINS:
        return Drand(CHAINS[found[1]], int(found[2]))
    if found := DICE.fullmatch(text):
        return Dice(int(found[1]), len(found[2]))
    if (found := LOTTERY.fullmatch(text)) and found[1] in GAMES:
        return Lottery(found[1], found[2])
    raise Refused(Problem(messages.NOT_TEXT, {"text": text[:80], "known": ", ".join(SOURCES)}), Exit.INPUT)
