"""Individual checks (个案检查), recorded one by one: each is an event, and a past visit of its target."""

from collections.abc import Iterable, Iterator

from inventories.assembling import own_id
from inventories.model import PastVisit
from inventories.problems import Exit, Problem, Refused
from inventories.records import plain, record
from scheduler import messages
from scheduler.log import Event
from scheduler.store.office import Office


def record_check(office: Office, visit: PastVisit) -> Event:
    """Log an individual check and keep it in the history; its identifier is made from what it says.

    Refused (exit 3) for an unknown target or inspector, (exit 6) if the same check is on record already.
    """
    known = {inspector.id for inspector in office.records("inspectors")}
    wrong = [Problem(messages.NO_INSPECTOR, {"id": name}) for name in visit.inspectors if name not in known]
    if visit.target not in {target.id for target in office.records("targets")}:
        wrong.append(Problem(messages.NO_TARGET, {"id": visit.target}))
    if wrong:
        raise Refused(wrong, Exit.INPUT)
    made = PastVisit(**{**vars(visit), "id": own_id(visit)})
    with office.act() as act:
        if made.id in {past.id for past in office.records("history")}:
            raise Refused([Problem(messages.CHECK_KNOWN, {"target": visit.target, "day": visit.date})], Exit.CONFLICT)
        event = act.append("check", plain(made))
        act.put("history", [made], event.seq)
    return event


def missing(events: Iterable[Event], history: Iterable[PastVisit]) -> Iterator[int]:
    """The numbers of the events of individual checks that a table ``history``, frozen after them, does not hold."""
    held = set(history)
    for event in events:
        if event.kind == "check" and record(PastVisit, event.body) not in held:
            yield event.seq
