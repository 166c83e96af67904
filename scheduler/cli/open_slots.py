"""Why slots are open now, and what would fill them, on the screen and as JSON."""

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from scheduler.cli import say

if TYPE_CHECKING:
    from inspectors.eligibility import Asked
    from scheduler.after.open_slots import OpenSlot, WhyOpen
    from scheduler.facts import Facts
    from scheduler.journal import Draw
    from scheduler.store.office import Office

SHOWN = 10
"""So many single changes are shown; all are in the JSON."""


def _why(office: "Office", draw: "Draw", facts: "Facts | None" = None) -> "WhyOpen | None":
    """Facts are derived only where a slot is open and the caller has none."""
    from scheduler import acts
    from scheduler.after.open_slots import why_open
    from scheduler.journal import standing

    if draw.state != "drawn" or all(None not in visit.team.values() for visit in standing(draw).values()):
        return None
    return why_open(facts or acts.frozen_facts(office, draw), draw)


def as_data(office: "Office", draw: "Draw") -> dict[str, Any] | None:
    """The open slots, the set that cannot all be filled, and the single changes that fill some; None without open slots."""
    found = _why(office, draw)
    return (
        None
        if found is None
        else {
            "open": [_slot(slot) for slot in found.open],
            "short": {
                "slots": [[slot.visit, slot.slot] for slot in found.short],
                "need": found.need,
                "capacity": found.capacity,
            },
            "mends": [vars(mend) for mend in found.mends],
            "without": [[slot.visit, slot.slot] for slot in found.without],
        }
    )


def _slot(slot: "OpenSlot") -> dict[str, Any]:
    return {
        "visit": slot.visit,
        "slot": slot.slot,
        "period": slot.period,
        **vars(slot.asked),
        "eligible": list(slot.eligible),
        "others": {rule: list(names) for rule, names in slot.others.items()},
    }


def show(office: "Office", draw: "Draw", facts: "Facts | None" = None) -> None:
    """The same in words; nothing without open slots. ``facts`` are those of the draw, where they are at hand."""
    found = _why(office, draw, facts)
    if found is None:
        return
    headers = [_("visit"), _("slot"), _("period"), _("asks for"), _("eligible"), _("others of the department")]
    rows = [(s.visit, s.slot, s.period, _asked(s.asked), len(s.eligible), _others(s.others)) for s in found.open]
    say.table(headers, rows, _("Open slots now"))
    if found.need > found.capacity:
        text = _(
            "{need} of them share inspectors who have {capacity} places left; without any one of them fewer would be missing."
        )
        say.line(text.format(need=found.need, capacity=found.capacity))
    for mend in found.mends[:SHOWN]:
        text = _("double-random reinforce {inspector} {to} (now {limit}) would fill {fills} of them.")
        say.line(text.format(**vars(mend)))
    if len(found.mends) > SHOWN:
        say.line(_("{n} more inspectors with a higher limit would: --json").format(n=len(found.mends) - SHOWN))
    if found.without:
        text = _("Nobody on the roster is eligible for {slots}: double-random appoint, the last resort.")
        say.line(text.format(slots=", ".join(f"{slot.visit} [{slot.slot}]" for slot in found.without)))


def _asked(asked: "Asked") -> str:
    from scheduler.plan.rules.found import described

    return " ".join([asked.department, *(_(part) for part in described(asked))])


def _others(others: Any) -> str:
    return ", ".join(f"{_(rule)} {len(names)}" for rule, names in others.items())
