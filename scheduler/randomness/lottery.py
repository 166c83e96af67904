"""A lottery draw: ``lottery:<game>:<issue>:<numbers>``, the winning numbers of an exact issue (期号) as published.

Evidence: where they were published, in the office's words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import comb
from typing import Any, ClassVar, Self

from inventories.problems import N_, Problem
from scheduler.randomness import messages
from scheduler.randomness.source import Particulars, Source, moment

ISSUE = re.compile(r"20[0-9]{2}[0-9]{3}", re.ASCII)


@dataclass(frozen=True)
class Game:
    """Numbers drawn, in groups: ``(how many, from, to, apart)``; a group that is ``apart`` has no number twice and is published
    sorted. ``digits``: how many digits each number is published with."""

    name: str
    groups: tuple[tuple[int, int, int, bool], ...]
    digits: int

    @property
    def outcomes(self) -> int:
        """All equally likely results, as published."""
        result = 1
        for many, low, high, apart in self.groups:
            result *= comb(high - low + 1, many) if apart else (high - low + 1) ** many
        return result

    def possible(self, text: str) -> bool:
        """Whether ``text`` is a result in the one form in which it is entered."""
        numbers = text.split("-")
        if len(numbers) != sum(many for many, *_ in self.groups):
            return False
        for many, low, high, apart in self.groups:
            found, numbers = numbers[:many], numbers[many:]
            if not set(found) <= {f"{n:0{self.digits}}" for n in range(low, high + 1)}:
                return False
            if apart and found != sorted(set(found)):
                return False
        return True


GAMES = {
    "ssq": Game("双色球", ((6, 1, 33, True), (1, 1, 16, True)), 2),
    "fc3d": Game("福彩3D", ((3, 0, 9, False),), 1),  # 1,000 outcomes: named so that it can be refused with its number
}


@dataclass(frozen=True)
class Lottery(Source):
    """A game, its exact issue, and the time of its draw as announced; a plan may leave both to the commitment."""

    game: str
    issue: str = ""
    at: datetime | None = None
    kind: ClassVar[str] = "lottery"
    doubt: ClassVar[str] = N_("lottery numbers entered by the office: compare them with the result as published")

    @property
    def outcomes(self) -> int:
        """The game's."""
        return GAMES[self.game].outcomes

    @property
    def prefix(self) -> str:
        """``lottery:<game>:<issue>:``."""
        return f"lottery:{self.game}:{self.issue}:"

    @property
    def form(self) -> str:
        """The prefix, and … for the numbers."""
        return f"{self.prefix}…"

    @property
    def detail(self) -> str:
        """As ``双色球 2026136 (2026-11-26T13:15:00Z)``."""
        when = f" ({moment(self.at)})" if self.at else ""
        return f"{GAMES[self.game].name} {self.issue}".rstrip() + when

    @property
    def fires(self) -> datetime | None:
        """The time announced."""
        return self.at

    def named(self, particulars: Particulars) -> Self:
        """With issue and time, where the plan names none."""
        return replace(self, issue=self.issue or particulars.issue, at=self.at or particulars.at)

    def lacks(self) -> str:
        """``--issue`` or ``--at``."""
        return "--issue" if not ISSUE.fullmatch(self.issue) else "" if self.at else "--at"

    def document(self) -> dict[str, Any]:
        """Game, issue, and the time announced."""
        assert self.at is not None
        return {"kind": self.kind, "game": self.game, "issue": self.issue, "fires": moment(self.at)}

    @classmethod
    def from_document(cls, value: dict[str, Any]) -> Self:
        """The lottery draw that ``document`` wrote."""
        if not ISSUE.fullmatch(value["issue"]) or value["game"] not in GAMES:
            raise ValueError(f"no issue of a game: {value['game']} {value['issue']}")
        return cls(value["game"], value["issue"], datetime.fromisoformat(value["fires"]))

    def faults(self, rest: str, evidence: str, thorough: bool) -> Iterator[Problem]:
        """Numbers that the game cannot give, or in another form."""
        if not GAMES[self.game].possible(rest):
            yield Problem(messages.LOTTERY_NUMBERS, {"game": GAMES[self.game].name})
