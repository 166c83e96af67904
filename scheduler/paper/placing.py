"""The periods of a task, and those of each of its visits, from the days that an annual table tells. Pure."""

from collections.abc import Mapping, Sequence

from inspectors.eligibility import Span
from inventories.problems import Message, Place, Problem
from scheduler.paper import messages
from scheduler.paper.cells import listed
from scheduler.paper.tasks import Draft
from scheduler.paper.times import meet, within

Periods = Sequence[tuple[str, Span]]


def placed(draft: Draft, periods: Periods, file: str, headers: Mapping[str, str]) -> None:
    """Give a draft its periods, or those of each visit; what the plan's ``periods`` do not make up is a doubt."""

    def say(name: str, message: Message, **params: object) -> None:
        place = Place(file, draft.rows[0], headers.get(name, ""))
        draft.doubts.append(Problem(message, params, place, warning=True))

    former = len(draft.members.get("visits", [1]))
    times = draft.visits or former
    if draft.days is None and times == former:
        return
    chosen, whole = _chosen(draft, periods)
    if not whole:
        say("time" if "time" in headers else "begins", messages.TIME_PARTLY, periods=", ".join(chosen))
    for name in ("visits", "periods"):
        draft.members.pop(name, None)
    visits = _visits(draft.days or (), times, chosen, periods) if times > 1 else []
    if times > 1 and not visits:
        say("frequency", messages.VISITS_FEW, n=times, periods=", ".join(chosen))
    if visits and times != len(draft.days or ()):
        say("frequency", messages.VISITS_SHARED, n=times, visits=" | ".join(map(" ".join, visits)))
    if visits:
        draft.members["visits"] = visits
    elif len(chosen) < len(periods):
        draft.members["periods"] = chosen


def _visits(days: Sequence[Span], times: int, chosen: Sequence[str], periods: Periods) -> list[list[str]]:
    """The periods of each visit: those of each time told, or else as many for each; none where that cannot be."""
    told = [[name for name, span in periods if name in chosen and within(span, (day,))] for day in days]
    if len(told) == times and all(told):
        return told
    each, over = divmod(len(chosen), times)
    return [list(chosen[k : k + each]) for k in range(0, len(chosen), each)] if each and not over else []


def _chosen(draft: Draft, periods: Periods) -> tuple[list[str], bool]:
    """The periods that lie in the draft's days, and whether these are made up of them; those that only meet them if none
    lies in them. Without days, the periods that the task has."""
    names = [name for name, _ in periods]
    if draft.days is None:
        visits = [name for part in draft.members.get("visits", ()) for name in part]
        own = visits or [str(name) for name in listed(draft.members.get("periods", names))]
        return [name for name in names if name in own], True
    inside = [name for name, span in periods if within(span, draft.days)]
    meeting = [name for name, span in periods if any(meet(span, day) for day in draft.days)]
    return inside or meeting or names, bool(inside) and inside == meeting
