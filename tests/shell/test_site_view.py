"""What the pages say of a real log: addresses that stay, who is overdue and since when, estimates, own verdicts."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from small_office import OTHER_DICE, commit, open_office, plan
from small_year import extend, release, rows, staff, visits

from scheduler import acts
from scheduler.journal import StandingVisit
from scheduler.publish import estimates as publishable
from scheduler.publish.acts import made, publish
from scheduler.publish.estimates import estimates
from scheduler.publish.view import SiteView
from scheduler.store.office import Office

JULY = datetime(2001, 7, 2, 1, tzinfo=UTC)
LAST = datetime(2001, 12, 31, 1, tzinfo=UTC)


@pytest.fixture
def office(drawn: Path) -> Office:
    return open_office(drawn, JULY)


def seen(office: Office, now: datetime) -> SiteView:
    """The public view at a time."""
    return made(open_office(office.folder, now), None).view


def some(office: Office, number: int) -> list[StandingVisit]:
    """So many visits of two departments, of as many targets, whose numbers are so short that no mask takes them for names."""
    single = [visit for visit in visits(office) if visit.target < "T10"]
    found = {visit.target: visit for visit in single if len({r.department for r in rows(office, visit.name)}) == 2}
    assert len(found) >= number
    return list(found.values())[:number]


def test_an_address_stays_over_results_and_draws(office: Office, tmp_path: Path) -> None:
    staff(office)
    first, second = some(office, 2)
    release(office, rows(office, first.name))
    before = {row.target: row.place for row in made(office, None).view.results}
    release(office, rows(office, second.name))
    after = {row.target: row.place for row in made(office, None).view.results}
    assert after.items() > before.items()
    assert len(set(after.values())) == len(after)
    assert all(len(place) == 12 and set(place) <= set("0123456789abcdef") for place in after.values())
    publish(office, None, tmp_path / "site")
    next_year = open_office(office.folder, datetime(2002, 7, 2, 1, tzinfo=UTC))
    commit(next_year, plan(rates="1").replace(b"rates =", b"rate =").replace(b"2001", b"2002"))
    acts.draw(next_year, OTHER_DICE)
    staff(next_year)
    met = next(visit for visit in visits(next_year) if visit.target == second.target)
    release(next_year, rows(next_year, met.name))
    again = {row.target: row.place for row in made(next_year, None).view.results}
    assert len(again) == 1
    assert again.items() <= after.items()


def test_nobody_is_named_before_the_last_day_is_over(office: Office) -> None:
    staff(office)
    open_visits = [visit.name for visit in visits(office)]
    assert seen(office, JULY).overdue == ()  # the periods are over, the results not yet due
    assert seen(office, LAST).overdue == ()
    found = seen(office, LAST + timedelta(days=1)).overdue
    assert len(found) == len(open_visits)
    assert {one.due for one in found} == {date(2001, 12, 31)}


def test_an_extension_puts_off_being_named_and_a_result_ends_it(office: Office) -> None:
    staff(office)
    first, second, third = some(office, 3)
    extend(office, first.name, date(2002, 1, 20))
    release(office, rows(office, second.name))
    part = rows(office, third.name)
    release(office, [row for row in part if row.department == part[0].department])
    names = {target.id: target.name for target in office.records("targets")}
    late = {one.target: one for one in seen(office, LAST + timedelta(days=2)).overdue}
    assert names[first.target] not in late
    assert names[second.target] not in late
    owing = {row.department for row in part} - {part[0].department}
    assert owing
    assert set(late[names[third.target]].departments) == owing
    later = {one.target: one.due for one in seen(office, LAST + timedelta(days=21)).overdue}
    assert later[names[first.target]] == date(2002, 1, 20)


def test_an_estimate_waits_for_the_last_result(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    staff(office)
    monkeypatch.setattr(publishable, "FEWEST", 3)
    every = [visit for visit in visits(office) if "water" in visit.tasks]
    for visit in every[:-1]:
        release(office, rows(office, visit.name))
        assert "water" not in {one.task for one in made(office, None).view.estimates}
    release(office, rows(office, every[-1].name))
    found = {one.task: one for one in made(office, None).view.estimates}
    assert "water" in found
    told = found["water"]
    assert told.seen == len(every)
    assert 0 <= told.low <= told.share <= told.high <= 100
    monkeypatch.setattr(publishable, "FEWEST", len(every) + 1)
    assert "water" not in {one.task for one in made(office, None).view.estimates}


def test_no_estimate_of_what_is_not_drawn_yet(office: Office) -> None:
    assert estimates(()) == ()


def test_the_offices_own_verdicts_are_colours_and_sentences(office: Office) -> None:
    verdicts = made(office, None).view.verdicts
    assert [(one.draw, one.number) for one in verdicts if one.draw] == [("2001-1", number) for number in (1, 2, 3)]
    assert {one.number: one.colour for one in verdicts if one.draw}[1] == "green"
    names = {record.name for kind in ("targets", "inspectors") for record in office.records(kind)}
    told = [text for one in verdicts for check in one.checks for text in (check.number, check.sentence)]
    assert told
    assert not [text for text in told for name in names if name in text]
    acts.void(office, acts.find(office, None), "a ground")
    third = next(one for one in made(office, None).view.verdicts if (one.draw, one.number) == ("2001-1", 3))
    assert third.colour == "amber"
    assert "3.04" in [check.number for check in third.checks]
