"""Visits on days as somebody types it: what is logged, what a repair moves, and that draws and public pages know nothing."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import small_office
from forger import with_events
from shop import NOW, Said, tell, words_of

from inventories.problems import Exit
from scheduler import acts, journal
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect
from scheduler.schedule import messages

FROM = ["--from", "2001-05-02", "--seconds", "2"]


class Clock:
    """Every command is a minute after the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, NOW

    def tell(self, *words: object, lang: str = "en") -> Said:
        self.now += timedelta(minutes=1)
        return tell(self.folder, *words, lang=lang, now=self.now)

    def does(self, *words: object) -> Any:
        said = self.tell(*words, "--json")
        assert said.code == 0, said.err
        return json.loads(said.out)

    @property
    def bundle(self) -> Bundle:
        return collect(small_office.open_office(self.folder))


@pytest.fixture
def place(drawn: Path) -> Clock:
    return Clock(drawn)


def finding(bundle: Bundle) -> tuple[Colour, str]:
    (found,) = [c.finding for c in audit(bundle) if c.number == "3.11"]
    return found.colour, found.detail


def test_every_visit_that_can_be_made_has_a_day_in_its_period(place: Clock) -> None:
    made = place.does("schedule", "make", *FROM)
    rows = place.does("schedule", "list")
    draw = acts.find(small_office.open_office(place.folder), None)
    whole = {v.name for v in journal.standing(draw).values() if None not in v.team.values() and v.period == "p2"}
    assert {row["visit"] for row in rows} == whole
    assert made["waiting"] == [v.name for v in journal.standing(draw).values() if None in v.team.values()]
    for row in rows:
        assert "2001-05-02" <= row["day"] <= "2001-06-30"
        assert datetime.fromisoformat(row["day"]).weekday() < 5
    assert finding(place.bundle) == (Colour.GREEN, "")


def test_the_draw_is_the_same_with_days_and_without(place: Clock) -> None:
    before = acts.find(small_office.open_office(place.folder), None).outcome
    place.does("schedule", "make", *FROM)
    draw = acts.find(small_office.open_office(place.folder), None)
    assert draw.outcome == before
    assert not [c for c in audit(place.bundle) if c.finding.colour == Colour.RED]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_repair_moves_what_has_to_and_says_why(place: Clock, lang: str) -> None:
    place.does("schedule", "make", *FROM)
    rows = place.does("schedule", "list")
    who = rows[0]["team"][0].rsplit("(", 1)[1].rstrip(")")
    gone = [row["visit"] for row in rows if f"({who})" in " ".join(row["team"]) and row["day"] <= "2001-05-04"]
    file = place.folder.parent / "leave.csv"
    file.write_text(f"编号,工号,开始日期,结束日期\nL,{who},2001-05-02,2001-05-04\n", "utf-8")
    assert place.tell("import", "leave", file).code == 0
    said = place.tell("schedule", "repair", "--ground", "ill", *FROM, lang=lang)
    assert said.code == 0, said.err
    after = {row["visit"]: row for row in place.does("schedule", "list")}
    assert all(after[visit]["day"] > "2001-05-04" for visit in gone)
    moved = [
        row["visit"]
        for row in rows
        if (row["day"], row["time"]) != (after[row["visit"]]["day"], after[row["visit"]]["time"])
    ]
    assert set(moved) >= set(gone)
    assert all(visit in said.out for visit in moved)
    again = place.tell("schedule", "repair", "--ground", "x", *FROM, lang=lang)
    assert again.code == Exit.CONFLICT


def test_a_closed_target_is_left_alone_from_then_on(place: Clock) -> None:
    place.does("schedule", "make", *FROM)
    target = place.does("schedule", "list")[0]["visit"].rsplit("/", 1)[0]
    told = place.does("schedule", "repair", "--ground", "closed", "--closed", target, "2001-05-02", "2001-05-31", *FROM)
    assert [row["visit"] for row in told["moved"]] == [f"{target}/1"]
    place.does("schedule", "make", *FROM)
    assert next(row for row in place.does("schedule", "list") if row["visit"] == f"{target}/1")["day"] > "2001-05-31"


def test_where_there_is_no_schedule_the_reason_is_told_and_nothing_logged(place: Clock) -> None:
    place.does("schedule", "make", *FROM)
    before = len(place.bundle.events)
    target = place.does("schedule", "list")[0]["visit"].rsplit("/", 1)[0]
    said = place.tell("schedule", "repair", "--ground", "g", "--closed", target, "2001-05-02", "2001-06-30", *FROM)
    assert said.code == Exit.PLAN
    assert words_of(messages.NOT_FOUND) in said.err
    assert f"{target} is closed from 2001-05-02 to 2001-06-30" in said.out
    assert "double-random extend" in said.out
    assert len(place.bundle.events) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["schedule", "list"], Exit.FAILED),
        (["schedule", "make", "--period", "none"], Exit.FAILED),
        (["schedule", "make", "--closed", "nobody", "2001-05-02", "2001-05-03"], Exit.FAILED),
        (["schedule", "make", "--closed", "T01", "2001-05-03", "2001-05-02"], Exit.USAGE),
        (["schedule", "make", "--closed", "T01", "x", "2001-05-02"], Exit.USAGE),
        (["schedule", "make", "--from", "2001-07-01"], Exit.PLAN),
    ],
)
def test_what_cannot_be_is_refused_in_words(place: Clock, words: list[str], code: Exit) -> None:
    before = len(place.bundle.events)
    for lang in ("en", "zh"):
        said = place.tell(*words, lang=lang)
        assert said.code == code, said.all
        assert "Traceback" not in said.err
    assert len(place.bundle.events) == before


def test_a_forged_schedule_is_amber(place: Clock) -> None:
    place.does("schedule", "make", *FROM)
    bundle = place.bundle
    event = bundle.events[-1]
    rows = event.body["placements"]

    def forged(**change: object) -> Bundle:
        body = {**event.body, "placements": [{**rows[0], **change}, *rows[1:]]}
        return with_events(bundle, [*bundle.events[:-1], replace(event, body=body)])

    for change in ({"day": "2001-05-05"}, {"day": "2001-07-02"}, {"start": 60}, {"minutes": 5}, {"visit": "T99/1"}):
        colour, detail = finding(forged(**change))
        assert colour == Colour.AMBER, change
        assert detail


def test_nothing_of_a_schedule_is_on_the_public_pages(place: Clock) -> None:
    assert place.tell("publish", place.folder.parent / "before").code == 0
    place.does("schedule", "make", *FROM)
    rows = place.does("schedule", "list")
    assert place.tell("publish", place.folder.parent / "site").code == 0
    pages = b"".join(path.read_bytes() for path in (place.folder.parent / "site").rglob("*.html"))
    assert not [row for row in rows if row["name"].encode() in pages]


def test_status_tells_of_visits_without_a_day(place: Clock) -> None:
    before = place.does("status")["schedule"]
    assert [row["dated"] for row in before] == [0]
    assert before[0]["undated"] > 0
    assert "have no day yet" in place.tell("status").out
    place.does("schedule", "make", *FROM)
    after = place.does("status")["schedule"][0]
    assert after["dated"] + after["undated"] == before[0]["undated"]
    assert after["dated"] == len(place.does("schedule", "list"))
