"""The nosy neighbour: holds the whole public site, everybody's public codes and the randomness, and guesses.

It guesses who will be visited and who is in a high band. With so many guesses, chance alone has some hits: no way of
guessing has more than chance explains (one-sided hypergeometric test; for all ways together the alarm is false once in
a million). With the office's secret the same ways find nearly everybody, so the test can fail.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any

import pytest
from test_public import County, everything
from test_public import county as county  # the fixture

from scheduler import acts, journal
from scheduler.draw.notation import Keys, T
from scheduler.facts import Facts
from scheduler.plan.model import PublicationRules
from scheduler.publish.drawn_list import drawn_list
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
        self.known = facts.tables.targets
        self.names = {t.id: t.name for t in facts.tables.targets}
        self.districts = {t.id: t.district for t in facts.tables.targets}
        self.commitment = draw.hash
        self.randomness = str(draw.randomness.body["text"]) if draw.randomness else ""
        self.published = {t for t in self.targets if self.names[t] in self.site}
        self.rows = self._rows(json.loads(everything(county.site)["files/results.json"])["results"])

    def _rows(self, found: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
        """The results on the site by the target that they are about, as far as name and address tell."""
        of = {(t.name, t.address): t.id for t in self.known}
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in found:
            if target := of.get((row["target"], row["address"])):
                rows.setdefault(target, []).append(row)
        return rows

    def told(self) -> Iterator[Way]:
        """What results tell besides what was found: how many, when, and the numbers made for the site."""
        yield "most results", lambda t: (-len(self.rows.get(t, ())), t)
        yield "visited first", lambda t: (min((row["date"] for row in self.rows.get(t, ())), default="9"), t)
        yield "released first", lambda t: (min((row["since"] for row in self.rows.get(t, ())), default="9"), t)
        for member in ("place", "reference", "nonce", "digest"):
            yield (
                f"smallest {member}",
                lambda t, m=member: (min((row[m] for row in self.rows.get(t, ())), default="g"), t),
            )  # type: ignore[misc]
        shares = {d: self._share(d) for d in set(self.districts.values())}
        yield "where most had problems", lambda t: (-shares[self.districts[t]], t)

    def _share(self, district: str) -> Fraction:
        rows = [row for t, mine in self.rows.items() for row in mine if self.districts[t] == district]
        return Fraction(sum(bool(row["problems"]) for row in rows), len(rows) or 1)

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
        yield from self.told()

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


def test_the_statistics_speak_of_whole_tasks_and_of_what_is_public(county: County, facts: Facts) -> None:
    """No figure is given by band."""
    view = json.loads(everything(county.site)["files/progress.json"])
    bands = {band.name for band in facts.plan.points.bands}
    assert {row["task"] for row in view["progress"]} <= {task.id for task in facts.plan.tasks}
    pages = {
        name: data.decode()
        for name, data in everything(county.site).items()
        if name in ("statistics.html", "overdue.html")
    }
    assert len(pages) == 2
    for page in pages.values():
        assert not bands & set(re.findall(r">\s*([A-Z])\s*<", page))


def test_nobody_guesses_bands_from_the_list_of_those_drawn(facts: Facts, draw: journal.Draw, known: Known) -> None:
    """Where an office publishes it, by name: neither its order nor what stands in it tells more than that they were drawn."""
    shown = drawn_list([(draw, facts)], PublicationRules(drawn_list=True))
    of = {(t.name, t.address): t.id for t in facts.tables.targets}
    place = {of[row.target, row.address]: k for k, row in enumerate(shown) if (row.target, row.address) in of}
    marked = high(facts, list(place))
    assert 20 < len(marked) < len(place)
    ways: list[Way] = [("its order", lambda t: (place[t],)), ("the reverse", lambda t: (-place[t],))]
    ways += [way for way in known.ways([""]) if way[0] != "most results"]
    assert surprises(sorted(place), marked, ways) == {}


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
