"""``list objections``, and what ``status`` says of objections and corrections."""

from collections.abc import Iterator
from datetime import date
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from inventories.problems import N_
from scheduler.cli import days, say

if TYPE_CHECKING:
    from scheduler.corrections.owing import Owed
    from scheduler.journal import Draw
    from scheduler.store.office import Office

HEADERS = ("event", "state", "due", "result", "name", "department", "item", "filed", "words")
WORDS = (N_("filed"), N_("words"), N_("objections"), N_("event"))
"""Headers and names of lists, which are looked up where they are shown."""
STATES = {
    "answer": N_("waits for its answer"),
    "correction": N_("upheld, waits for the correction"),
    "upheld": N_("upheld"),
    "rejected": N_("rejected"),
}


def rows(office: "Office", _ref: str | None) -> Iterator[dict[str, Any]]:
    """Every objection to a result of a draw that stands, as JSON values."""
    from scheduler.journal import target_of
    from scheduler.publish.references import reference

    names = {target.id: target.name for target in office.records("targets")}
    items = {item.id: item.name for item in office.records("items")}
    for draw, one in _owed(office):
        visit, department, item = one.place
        asked, answer = one.objection.event, one.objection.answer
        yield {
            "event": asked.seq,
            "state": one.waits_for or (answer.body["decision"] if answer else ""),
            "due": one.due.day.isoformat() if one.due else "",
            "overdue": one.due is not None and one.due.day < days.today(),
            "provisional": one.due is not None and one.due.provisional,
            "result": reference(office.secrets(draw.hash)[1], one.place),
            "draw": draw.ref,
            "visit": visit,
            "name": names.get(target_of(visit), ""),
            "department": department,
            "item": items.get(item, item),
            "filed": asked.body["date"],
            "applicant": asked.body["applicant"],
            "words": asked.body["words"],
            "decided": answer.body["date"] if answer else "",
            "ground": answer.body["ground"] if answer else "",
        }


def _owed(office: "Office") -> "Iterator[tuple[Draw, Owed]]":
    from scheduler import acts
    from scheduler.corrections.acts import standing
    from scheduler.corrections.owing import owed
    from scheduler.year.acts import calendar

    chain, known = acts.chain_of(office), calendar(office)
    for draw in standing(office):
        for one in owed(draw, chain.plan(draw), known):
            yield draw, one


def shown(header: str, row: dict[str, Any]) -> str:
    """The value of a row under a header."""
    if header == "state":
        return _(STATES[row["state"]]) + (", " + _("overdue") if row["overdue"] else "")
    if header == "due" and row["provisional"]:
        return _("{day} (provisional)").format(day=row["due"])
    return str(row[header])


def counted(office: "Office", on: date) -> dict[str, int]:
    """How many objections wait for their answer or correction, how many of these are overdue, and how many events about
    released results are newer than the plan's last publication."""
    waiting = [one for _draw, one in _owed(office) if one.due]
    return {
        "unanswered": sum(one.waits_for == "answer" for one in waiting),
        "uncorrected": sum(one.waits_for == "correction" for one in waiting),
        "overdue": sum(one.due.day < on for one in waiting if one.due),
        "unpublished": _unpublished(office),
    }


def _unpublished(office: "Office") -> int:
    from scheduler.corrections.acts import standing
    from scheduler.journal import AFTER_RELEASE

    last = {e.body["draw"].rsplit("-", 1)[0]: e.seq for e in office.events("publication")}
    return sum(
        event.kind in AFTER_RELEASE and event.seq > last.get(draw.record["plan"]["id"], 0)
        for draw in standing(office)
        for event in draw.after
    )


def tell(counted: dict[str, int]) -> None:
    """The lines of ``status`` about them; none where there is nothing to say."""
    if counted["unanswered"] or counted["uncorrected"]:
        text = _(
            "{unanswered} objections wait for their answer, {uncorrected} upheld ones for the correction, {overdue} of them "
            "overdue: double-random list objections"
        )
        say.line(text.format(**counted))
    if counted["unpublished"]:
        text = _(
            "{unpublished} objections, answers, corrections or endings are not on the pages yet: double-random publish site/"
        )
        say.line(text.format(**counted))
