"""Whoever might cheat and leaves a bundle: what the audit says of it, and what the second verifier.

What no bundle shows is not here: targets who are warned, bands guessed from the public pages, throws tried before at home.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import small_office
from forger import place, with_body, with_events, with_rows, without
from small_office import DICE, OTHER_DICE, happen, open_office
from test_forgery import _fill_a_year
from test_tampered import clauses, coloured

from scheduler import acts, journal
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect
from scheduler.store.office import Office
from scheduler.tables import Tables

OVERDUE = date(2002, 1, 2)
RED, AMBER = Colour.RED, Colour.AMBER


class Seen(NamedTuple):
    """The check and its colour, and the clause with which the second verifier says so; "": it has nothing to say."""

    check: str
    colour: Colour
    clause: str


def _year(folder: Path) -> Bundle:
    _fill_a_year(folder)
    return collect(open_office(folder))


def _again(folder: Path) -> Bundle:
    bundle = collect(open_office(folder))
    k = place(bundle, "randomness")
    more = replace(bundle.events[k], body=bundle.events[k].body | {"text": OTHER_DICE}, time=bundle.events[-1].time)
    return with_events(bundle, (*bundle.events, more))


def _void(folder: Path) -> Bundle:
    office = open_office(folder)
    acts.void(office, acts.find(office, None), "g")
    return collect(office)


def _appointed(folder: Path) -> Bundle:
    """Conflicts have emptied a slot, and an order fills it."""
    office = open_office(folder)
    visits = journal.standing(acts.find(office, None)).values()
    visit, slot = next((v.name, s) for v in visits for s, who in v.team.items() if who is None)
    happen(office, "appointment", visit=visit, slot=slot, inspector="M3", order="o", officer="f")
    return collect(office)


def _without_row(table: str) -> Callable[[Path], Bundle]:
    def forge(folder: Path) -> Bundle:
        bundle = collect(open_office(folder))
        root = bundle.events[place(bundle, "commitment")].body["record"]["tables"][table]["root"]
        return with_rows(bundle, root, lambda rows: rows[1:])

    return forge


def _in_the_record(member: str, value: Any) -> Callable[[Path], Bundle]:
    def forge(folder: Path) -> Bundle:
        return with_body(collect(open_office(folder)), "commitment", ("record", member), lambda _: value)

    return forge


def _dated_back(folder: Path) -> Bundle:
    bundle = collect(open_office(folder))
    k = place(bundle, "commitment")
    early = replace(bundle.events[k], time="2001-01-05T09:00:00Z")
    return with_events(bundle, (*bundle.events[:k], early, *bundle.events[k + 1 :]))


def _two_in_one(folder: Path) -> Bundle:
    """Two draws of one batch, and the first, which is void, left out of the log."""
    office = open_office(folder)
    acts.void(office, acts.find(office, None), "g")
    small_office.commit(office, small_office.plan())
    acts.draw(office, OTHER_DICE)
    bundle = collect(office)
    first = journal.draws(bundle.events)[0].hash
    gone = [k for k, e in enumerate(bundle.events) if first in (e.body.get("hash"), e.body.get("commitment"))]
    return without(bundle, *gone)


def _local(folder: Path) -> Bundle:
    return with_body(collect(open_office(folder)), "randomness", ("text",), lambda _: "local:123456789012345678901234")


def _other_secret(folder: Path) -> Bundle:
    bundle = collect(open_office(folder))
    return replace(bundle, secrets={h: replace(s, draw="e" * 64) for h, s in bundle.secrets.items()})


def _other_reserve(folder: Path) -> Bundle:
    bundle = _year(folder)
    name = next(
        t.id for t in small_office.tables().targets if t.id not in str(bundle.events[place(bundle, "replacement")].body)
    )
    visits = ("outcome", "visits", 0, "visit")
    return with_body(bundle, "replacement", visits, lambda _: f"{name}/1")


def _edited(folder: Path) -> Bundle:
    """The row of the log changed where it lies, nothing chained anew."""
    bundle = collect(open_office(folder))
    k = place(bundle, "draw")
    edited = replace(bundle.events[k], actor="nobody")
    return replace(bundle, events=(*bundle.events[:k], edited, *bundle.events[k + 1 :]))


def _altered(folder: Path) -> Bundle:
    """The program draws another for a friend, everywhere."""
    bundle = collect(open_office(folder))
    drawn = {row["target"] for row in bundle.events[place(bundle, "draw")].body["outcome"]["targets"]}
    friend = min(drawn)
    instead = next(t.id for t in small_office.tables().targets if t.id not in drawn)

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: change(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [change(inner) for inner in value]
        return value.replace(friend, instead) if isinstance(value, str) else value

    return with_body(bundle, "draw", ("outcome",), change)


THREATS: dict[str, tuple[Callable[[Path], Bundle], Seen]] = {
    "draw again until it suits": (_again, Seen("3.01", RED, "§2")),
    "set a draw aside": (_void, Seen("3.04", AMBER, "")),
    "declare conflicts so that nobody can inspect a friend": (_appointed, Seen("2.04", AMBER, "")),
    "typed dice tried offline first": (lambda folder: collect(open_office(folder)), Seen("2.02", AMBER, "")),
    "drop a complaint": (_without_row("signals"), Seen("1.06", RED, "tables")),
    "drop a past visit": (_without_row("history"), Seen("1.06", RED, "tables")),
    "drop a time of leave": (_without_row("leave"), Seen("1.06", RED, "tables")),
    "drop an exclusion": (_without_row("exclusions"), Seen("1.06", RED, "tables")),
    "break a friend's row in the import": (
        _in_the_record("left_out", [{"kind": "targets", "ground": "name-blank", "count": 1}]),
        Seen("1.16", RED, "§2"),
    ),
    "commitment dated back": (_dated_back, Seen("1.02", RED, "log")),
    "nobody outside has dated the commitment": (lambda folder: collect(open_office(folder)), Seen("2.03", AMBER, "")),
    "pool edited after the seed": (_without_row("targets"), Seen("1.06", RED, "tables")),
    "many commitments, one shown": (_two_in_one, Seen("3.02", RED, "§2")),
    "guessable source said to be a good one": (_in_the_record("bits", 112), Seen("2.01", RED, "§2")),
    "source unavailable, local randomness instead": (_local, Seen("1.10", RED, "§2")),
    "another secret": (_other_secret, Seen("1.05", RED, "§2")),
    "replacements as a back door": (_other_reserve, Seen("1.13", RED, "§8")),
    "recusals as a back door": (_year, Seen("2.05", AMBER, "")),
    "results left out": (lambda folder: collect(open_office(folder)), Seen("3.05", AMBER, "")),
    "records edited in the database": (_edited, Seen("1.02", RED, "log")),
    "the office's own program is altered": (_altered, Seen("1.11", RED, "§5")),
}


@pytest.mark.parametrize("threat", THREATS)
def test_a_threat_is_seen(threat: str, drawn: Path, tmp_path: Path) -> None:
    forge, seen = THREATS[threat]
    bundle = forge(drawn)
    assert seen.check in coloured(bundle, seen.colour, OVERDUE)
    said = clauses(bundle, tmp_path / "b.zip")
    assert seen.clause in said if seen.clause else said == set()


def test_a_source_that_can_be_guessed_is_amber(filled: Path, tmp_path: Path) -> None:
    office = open_office(filled)
    small_office.commit(office, small_office.plan(randomness='[{ kind = "dice", faces = 10, throws = 8 }]'))
    acts.draw(office, "dice:10:35081947")
    assert "2.01" in coloured(collect(office), AMBER)
    assert clauses(collect(office), tmp_path / "b.zip") == set()


def test_a_friend_left_out_before_the_commitment_is_known_by_the_imports_alone(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program forgets a target before it commits, so that all that follows fits."""
    honest = Office.tables

    def forgetful(office: Office) -> Tables:
        found = honest(office)
        return replace(found, targets=tuple(t for t in found.targets if t.id != "T06"))

    monkeypatch.setattr(Office, "tables", forgetful)
    office = open_office(filled)
    small_office.commit(office)
    acts.draw(office, DICE)
    bundle = collect(office)
    assert {c.number for c in audit(bundle) if c.finding.colour == RED} == {"1.19"}
    assert clauses(bundle, tmp_path / "b.zip") == {"tables"}
