"""The nosy neighbour: holds the whole public site, everybody's public codes and the randomness, and guesses.

It guesses who will be visited and who is in a high band. With so many guesses, chance alone has some hits: no way of
guessing has more than chance explains (one-sided hypergeometric test; for all ways together the alarm is false once in
a million). With the office's secret the same ways find nearly everybody, so the test can fail.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import comb
from pathlib import Path

import pytest
from test_public import County, everything
from test_public import county as county  # the fixture

from scheduler import acts, journal
from scheduler.draw.notation import Keys, T
from scheduler.facts import Facts
from scheduler.store.office import Office

FALSE_ALARM = Fraction(1, 10**6)
Way = tuple[str, Callable[[str], tuple[object, ...]]]
"""A way of guessing: what it is called, and the order in which it suspects targets, the least first."""


class Known:
    """What the neighbour knows: the site, and the public records of everybody in the county."""

    def __init__(self, county: County, facts: Facts, draw: journal.Draw) -> None:
        self.site = "\n".join(data.decode("utf-8", "replace") for data in everything(county.site).values())
        self.targets = sorted(facts.targets)
        self.codes = {t.id: t.entity or t.id for t in facts.tables.targets}
        self.names = {t.id: t.name for t in facts.tables.targets}
        self.districts = {t.id: t.district for t in facts.tables.targets}
        self.commitment = draw.hash
        self.randomness = str(draw.randomness.body["text"]) if draw.randomness else ""
        self.published = {t for t in self.targets if self.names[t] in self.site}

    def ways(self, secrets: Iterable[str]) -> Iterator[Way]:
        """Tickets under every secret that one might think of, and what the site tells by order and mention."""
        for secret in secrets:
            keys = Keys(self.commitment, self.randomness, secret)
            for label in ("target", "visit", "team-order"):
                key = keys(label)
                for naming, named in (("identifier", str), ("code", self.codes.__getitem__), ("name", self.names.get)):
                    told = f"tickets of {naming} under K({label}) and secret {secret[:8]!r}"
                    yield told, lambda t, key=key, named=named: (T(key, str(named(t))),)  # type: ignore[misc]
        yield "mentioned most", lambda t: (-self.site.count(self.codes[t]) - self.site.count(t), t)
        near = [k for k, t in enumerate(self.targets) if t in self.published]
        place = {t: k for k, t in enumerate(self.targets)}
        yield "next to those published", lambda t: (min((abs(place[t] - k) for k in near), default=0), t)
        crowd = {d: sum(self.districts[t] == d for t in self.published) for d in set(self.districts.values())}
        yield "where most are published", lambda t: (-crowd[self.districts[t]], t)
        yield "first in the list", lambda t: (t,)

    def public_secrets(self) -> list[str]:
        """Blank, all that looks like a secret on the site, and the usual nonsense."""
        found = sorted(set(re.findall(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", self.site)))
        return ["", "0" * 64, "f" * 64, self.randomness, self.commitment, *found]


@pytest.fixture(scope="module")
def office(county: County) -> Iterator[Office]:
    found = Office(county.folder, "clerk")
    yield found
    found.close()


@pytest.fixture(scope="module")
def draw(office: Office) -> journal.Draw:
    return acts.find(office, None)


@pytest.fixture(scope="module")
def facts(office: Office, draw: journal.Draw) -> Facts:
    return acts.frozen_facts(office, draw)


@pytest.fixture(scope="module")
def known(county: County, facts: Facts, draw: journal.Draw) -> Known:
    return Known(county, facts, draw)


def chance(pool: int, marked: int, guesses: int, hits: int) -> Fraction:
    """The chance of at least so many hits if so many are guessed at random from a pool with so many marked."""
    ways = sum(comb(marked, k) * comb(pool - marked, guesses - k) for k in range(hits, min(marked, guesses) + 1))
    return Fraction(ways, comb(pool, guesses))


def surprises(pool: list[str], marked: set[str], ways: list[Way]) -> dict[str, Fraction]:
    """The ways that guess better than chance explains, with the chance of so many hits."""
    found = {}
    for told, order in ways:
        guessed = sorted(pool, key=order)[: len(marked)]
        p = chance(len(pool), len(marked), len(marked), len(marked & set(guessed)))
        if p < FALSE_ALARM / len(ways):
            found[told] = p
    return found


def coming(draw: journal.Draw, known: Known) -> tuple[list[str], set[str]]:
    """Whom the site does not name, and who of them will be visited."""
    pool = [t for t in known.targets if t not in known.published]
    return pool, {visit.target for visit in journal.standing(draw).values()} & set(pool)


def high(facts: Facts, pool: list[str]) -> set[str]:
    """Who of a pool is in one of the two highest bands."""
    bands = [band.name for band in facts.plan.points.bands][-2:]
    return {t for t in pool if facts.frame.assessments[t].band in bands}


def test_nobody_guesses_who_will_be_visited(draw: journal.Draw, known: Known) -> None:
    pool, marked = coming(draw, known)
    ways = list(known.ways(known.public_secrets()))
    assert len(pool) > 100
    assert len(marked) > 20
    assert len(ways) > 100
    assert surprises(pool, marked, ways) == {}


@pytest.mark.parametrize("among", ["named on the site", "not named"])
def test_nobody_guesses_bands(facts: Facts, draw: journal.Draw, known: Known, among: str) -> None:
    """Apart for those whose results are public and the others: to be drawn is likelier in a high band, which is no secret."""
    pool = [t for t in known.targets if (t in known.published) == (among == "named on the site")]
    marked = high(facts, pool)
    assert 5 < len(marked) < len(pool)
    ways = list(known.ways(known.public_secrets()))
    ways += [(f"not {told}", lambda t, order=order: _last_first(order(t))) for told, order in known.ways([""])]  # type: ignore[misc]
    assert surprises(pool, marked, ways) == {}


def _last_first(key: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(-part if isinstance(part, int) else [-ord(c) for c in str(part)] for part in key)


def test_with_the_secret_both_are_found(office: Office, facts: Facts, draw: journal.Draw, known: Known) -> None:
    """What the neighbour would do with a secret that leaked: the smallest tickets are drawn, large ones in high bands alone."""
    secret = office.secrets(draw.hash)[0]
    pool, marked = coming(draw, known)
    ways = [way for way in known.ways([secret]) if "identifier under K(target)" in way[0]]
    assert surprises(pool, marked, ways)
    key = Keys(known.commitment, known.randomness, secret)("target")
    drawn = {visit.target for visit in journal.standing(draw).values()}
    everybody = [row.target for row in facts.frame.rows]
    leak: Way = ("drawn with a large ticket", lambda t: (t not in drawn, -int(T(key, t), 16)))
    assert surprises(sorted(set(everybody)), high(facts, sorted(set(everybody))), [leak])


def test_the_site_is_that_of_a_closed_draw(county: County, draw: journal.Draw, known: Known) -> None:
    assert draw.record["draw"] == "closed"
    assert isinstance(county.site, Path)
    assert draw.hash in known.site
    assert known.randomness in known.site
