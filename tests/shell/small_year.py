"""The small office through its year: results in words of one's choice, their release and publication, by the log alone."""

from datetime import date
from typing import Any

from small_office import happen

from inventories.records import plain
from scheduler import acts, journal
from scheduler.log import Event
from scheduler.results.check import owed
from scheduler.results.model import Finding, Result
from scheduler.store.office import Office


def visits(office: Office) -> list[journal.StandingVisit]:
    """The visits of the last draw that wait for nobody."""
    return [v for v in journal.standing(acts.find(office, None)).values() if None not in v.team.values()]


def staff(office: Office) -> None:
    """Fill every open slot by an order."""
    roster = [inspector.id for inspector in office.records("inspectors")]
    for name, visit in journal.standing(acts.find(office, None)).items():
        for slot in (slot for slot, who in visit.team.items() if who is None):
            team = journal.standing(acts.find(office, None))[name].team
            free = next(who for who in roster if who not in team.values())
            happen(office, "appointment", visit=name, slot=slot, inspector=free, order="o", officer="f")


def rows(
    office: Office, visit: str, finding: Finding = "no problem", on: date | None = None, **more: Any
) -> list[Result]:
    """A result for each department and item of a visit, on the first day of its period unless said otherwise.

    Only the first item of each department has a finding other than ``no problem``, unless the place is closed.
    """
    draw = acts.find(office, None)
    asked = owed(draw, acts.frozen_plan(office, draw))
    day = on or asked.days[visit].begins
    words = {True: finding, False: finding if finding == "unreachable" else "no problem"}
    return [
        Result(visit, name, item, words[k == 0], day, **(more if k == 0 else {}))
        for name, items in asked.items[visit].items()
        for k, item in enumerate(sorted(items))
    ]


def enter(office: Office, results: list[Result]) -> Event:
    """Log results."""
    return _log(office, "results", file="r.csv", sha256="0" * 64, rows=[plain(result) for result in results])


def review(office: Office, decision: str, results: list[Result], ground: str = "") -> Event:
    """Log a decision on results."""
    return _log(office, "review", decision=decision, rows=[list(result.place) for result in results], ground=ground)


def release(office: Office, results: list[Result]) -> Event:
    """Enter, check and release results."""
    enter(office, results)
    review(office, "checked", results)
    return review(office, "released", results)


def publish(office: Office) -> Event:
    """Log a publication of the last draw."""
    with office.act() as act:
        body = {"draw": acts.find(office, None).ref, "files": 1, "results": 1, "manifest": "0" * 64}
        return act.append("publication", body)


def extend(office: Office, visit: str, until: date) -> Event:
    """Log that a visit may be done until a later day."""
    return _log(office, "extension", visit=visit, until=until.isoformat(), ground="g", officer="o")


def _log(office: Office, kind: str, **body: Any) -> Event:
    with office.act() as act:
        return act.append(kind, {"commitment": acts.find(office, None).hash, **body})
