"""``scheduler.draw.assignment`` over arrays, compiled by numba: the same searches, the same closed sets, the same facts.

Read that module first; the functions here bear the names of its methods. What it keeps in dictionaries lies here in
records: the slots of a place, and the open ones, are linked lists, the slots of a visit a circle; "seen in this search" is
the search's number. One thing is done later: a search notes a place, and looks at its slots only when their turn comes.
"""

from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

OPEN = -1
_NOBODY = -2
"""No end of a path."""


def _record(*names: str) -> np.dtype[np.void]:
    return np.dtype([(name, np.int32) for name in names])


_NOW = _record(
    *("periods", "open_seats", "open_label", "fresh"),
    *("search", "seen_open", "end", "slots", "places", "inspectors", "alone"),
)
"""The number of periods, the d open seats (−1: none yet), the label of "open" and the newest label; and of the last search
its number, whether it saw "open", the slot it ended with, and how many slots, places and inspectors it reached."""
_SLOT = _record(
    *("visit", "period", "first", "last", "mate", "holder", "decided", "following", "before"),
    *("label", "seen", "by", "by_holder", "reached", "alone"),
)
"""``first`` and ``last`` are the ends of its part of the eligible inspectors, ``mate`` is the next slot of its visit,
``following`` and ``before`` are its neighbours in a list. ``reached`` and ``alone`` have nothing to do with this slot: there a
search lists the slots that it reached, and those of them that it reached as a mate."""
_PLACE = _record("limit", "head", "count", "label", "seen", "by", "reached")
"""Numbered inspector · periods + period; the last is the list of open slots. ``by`` would take the seat of any of its slots."""
_INSPECTOR = _record("limit", "load", "label", "seen", "reached")

Ints = NDArray[np.int32]
Records = Any
"""An array of records of one of the kinds above."""


class Network(NamedTuple):
    """What every function here takes."""

    now: Records
    slots: Records
    places: Records
    inspectors: Records
    eligible: Ints


def network(
    visit: Ints, period: Ints, first: Ints, last: Ints, eligible: Ints, limits: Ints, place_limits: Ints
) -> Network:
    """All slots open. ``place_limits`` has shape (inspectors, periods); ``first`` has one entry more than there are slots,
    the others one for each slot or inspector."""
    now = np.zeros(1, _NOW)
    slots = np.zeros(len(visit) + 1, _SLOT)
    places = np.zeros(place_limits.size + 1, _PLACE)
    inspectors = np.zeros(len(limits), _INSPECTOR)
    now["periods"], now["open_seats"] = place_limits.shape[1], -1
    slots["visit"][:-1], slots["period"][:-1] = visit, period
    slots["first"][:-1], slots["last"][:-1] = first, last
    slots["mate"][:-1] = _circles(visit)
    slots["holder"] = OPEN
    places["limit"][:-1], places["head"] = place_limits.ravel(), OPEN
    inspectors["limit"] = limits
    net = Network(now, slots, places, inspectors, eligible)
    _open_all(*net)
    return net


def _circles(visit: Ints) -> Ints:
    """For each slot the next of its visit, the first for the last."""
    order = np.argsort(visit, kind="stable")
    begins = np.flatnonzero(np.diff(visit[order], prepend=-1))
    follower = np.roll(order, -1)
    ends = np.append(begins[1:], len(order)) - 1 if len(order) else begins
    follower[ends] = order[begins]
    mates = np.empty(len(order), np.int32)
    mates[order] = follower
    return mates


_UNCOUNTED: dict[str, Any] = {"_nrt": False}
"""Nothing is allocated in machine code here, so numba need not count references to arrays: that would take most of the time."""


def compiled(function: Any) -> Any:
    """The function as machine code, kept from run to run."""
    return numba.njit(cache=True, **_UNCOUNTED)(function)


@compiled
def _open_all(now, slots, places, inspectors, eligible):
    for slot in range(len(slots) - 2, -1, -1):
        _link(slots, places, slot, len(places) - 1)


@compiled
def _link(slots, places, slot, place):
    after = places[place].head
    slots[slot].following, slots[slot].before = after, OPEN
    if after != OPEN:
        slots[after].before = slot
    places[place].head = slot
    places[place].count += 1


@compiled
def _unlink(slots, places, slot, place):
    before, after = slots[slot].before, slots[slot].following
    if before == OPEN:
        places[place].head = after
    else:
        slots[before].following = after
    if after != OPEN:
        slots[after].before = before
    places[place].count -= 1


@compiled
def _place(now, slots, places, slot, inspector):
    if inspector == OPEN:
        return len(places) - 1
    return inspector * now[0].periods + slots[slot].period


@compiled
def _move(now, slots, places, inspectors, slot, inspector):
    """Let ``slot`` go from whoever holds it to ``inspector`` (OPEN: to nobody)."""
    former = slots[slot].holder
    _unlink(slots, places, slot, _place(now, slots, places, slot, former))
    if former != OPEN:
        inspectors[former].load -= 1
    slots[slot].holder = inspector
    _link(slots, places, slot, _place(now, slots, places, slot, inspector))
    if inspector != OPEN:
        inspectors[inspector].load += 1


@compiled
def _mate(slots, slot, inspector):
    """The slot of the same visit that the inspector holds, this one included, or OPEN."""
    mate = slot
    while slots[mate].holder != inspector:
        mate = slots[mate].mate
        if mate == slot:
            return OPEN
    return mate


@compiled
def _reached(now, slots, slot, start, by, holder):
    """Note ``slot`` as reached, unless it is the start, was reached, is decided, or bears another label than the start."""
    one = slots[slot]
    if one.seen == now[0].search or slot == start or one.decided or one.label != slots[start].label:
        return False
    one.seen = now[0].search
    one.by, one.by_holder = by, holder
    now[0].slots += 1
    slots[now[0].slots].reached = slot
    return True


@compiled
def _wait(now, places, place, by):
    """Let the slots of ``place``, any of which ``by`` would take the seat of, be looked at later."""
    places[place].seen, places[place].by = now[0].search, by
    places[now[0].places].reached = place
    now[0].places += 1


@compiled
def _ends(now, slots, places, inspectors, slot, inspector, start, freed):
    """Whether the inspector has a free seat for ``slot``; if not, note what would have to give one up."""
    place = inspector * now[0].periods + slots[slot].period
    if places[place].seen == now[0].search and inspector != freed:  # a mate there is looked at in any case
        return False
    home = slots[start].label
    mate = _mate(slots, slot, inspector)
    if mate != OPEN:
        if _reached(now, slots, mate, start, slot, inspector):
            slots[now[0].alone].alone = mate
            now[0].alone += 1
        return False
    if places[place].seen == now[0].search or places[place].label != home:
        return inspector == freed and slots[slot].visit == slots[start].visit
    if inspector == freed and slots[slot].period == slots[start].period:
        return True
    _wait(now, places, place, slot)
    if places[place].count == places[place].limit or inspectors[inspector].label != home:
        return False
    if inspectors[inspector].load < inspectors[inspector].limit:
        return True
    if inspectors[inspector].seen != now[0].search:
        inspectors[inspector].seen = now[0].search
        inspectors[now[0].inspectors].reached = inspector
        now[0].inspectors += 1
    for other in range(inspector * now[0].periods, (inspector + 1) * now[0].periods):
        if places[other].label == home and places[other].seen != now[0].search:
            _wait(now, places, other, slot)
    return False


@compiled
def _look(now, slots, places, inspectors, eligible, slot, start, freed):
    """Who has a free seat for ``slot``, which was reached."""
    for k in range(slots[slot].first, slots[slot].last):
        if _ends(now, slots, places, inspectors, slot, eligible[k], start, freed):
            now[0].end = slot
            return eligible[k]
    if now[0].open_seats < 0 or now[0].seen_open or now[0].open_label != slots[start].label:
        return _NOBODY
    if places[-1].count - 1 < now[0].open_seats:  # the start itself lies among the open slots
        now[0].end = slot
        return OPEN
    now[0].seen_open = 1
    _wait(now, places, len(places) - 1, slot)
    return _NOBODY


@compiled
def _path(now, slots, places, inspectors, eligible, start, only, freed):
    """Who ends a path from ``start``, whose first step is ``only`` or, where that is OPEN, anybody eligible; at which slot
    stands in ``now``."""
    now[0].search += 1
    now[0].seen_open = now[0].slots = now[0].places = now[0].inspectors = now[0].alone = 0
    now[0].end = start
    if only != OPEN:
        if _ends(now, slots, places, inspectors, start, only, start, freed):
            return only
    else:
        for k in range(slots[start].first, slots[start].last):
            if _ends(now, slots, places, inspectors, start, eligible[k], start, freed):
                return eligible[k]
    at = alone = 0
    while at < now[0].places or alone < now[0].alone:
        if alone < now[0].alone:
            found = _look(now, slots, places, inspectors, eligible, slots[alone].alone, start, freed)
            if found != _NOBODY:
                return found
            alone += 1
            continue
        place = places[at].reached
        holder = OPEN if place == len(places) - 1 else place // now[0].periods
        slot = places[place].head
        while slot != OPEN:
            if _reached(now, slots, slot, start, places[place].by, holder):
                found = _look(now, slots, places, inspectors, eligible, slot, start, freed)
                if found != _NOBODY:
                    return found
            slot = slots[slot].following
        at += 1
    return _NOBODY


@compiled
def _augment(now, slots, places, inspectors, eligible, start, only, freed):
    """As ``Assignment._augment``; ``start`` is open."""
    inspector = _path(now, slots, places, inspectors, eligible, start, only, freed)
    if inspector == _NOBODY:
        _close(now, slots, places, inspectors)
        return False
    slot = now[0].end
    while slot != start:
        _move(now, slots, places, inspectors, slot, inspector)
        slot, inspector = slots[slot].by, slots[slot].by_holder
    _move(now, slots, places, inspectors, start, inspector)
    return True


@compiled
def _close(now, slots, places, inspectors):
    now[0].fresh += 1
    fresh = now[0].fresh
    for k in range(1, now[0].slots + 1):
        slots[slots[k].reached].label = fresh
    for k in range(now[0].places):
        if places[k].reached < len(places) - 1:
            places[places[k].reached].label = fresh
    for k in range(now[0].inspectors):
        inspectors[inspectors[k].reached].label = fresh
    if now[0].seen_open:
        now[0].open_label = fresh


@compiled
def _unlabel(now, slots, places, inspectors):
    for slot in slots:
        slot.label = 0
    for place in places:
        place.label = 0
    for inspector in inspectors:
        inspector.label = 0
    now[0].fresh = now[0].open_label = 0


@compiled
def _seat_where_most_room_is(now, slots, places, inspectors, eligible, slot):
    most, best = 0, OPEN
    for k in range(slots[slot].first, slots[slot].last):
        who = eligible[k]
        place = who * now[0].periods + slots[slot].period
        room = min(inspectors[who].limit - inspectors[who].load, places[place].limit - places[place].count)
        if room > most and _mate(slots, slot, who) == OPEN:
            most, best = room, who
    if best != OPEN:
        _move(now, slots, places, inspectors, slot, best)


@compiled
def fill(now, slots, places, inspectors, eligible):
    """Seat as many open slots as can be; returns how many stay open."""
    _unlabel(now, slots, places, inspectors)
    slot = places[-1].head
    while slot != OPEN:
        after = slots[slot].following
        _seat_where_most_room_is(now, slots, places, inspectors, eligible, slot)
        slot = after
    slot = places[-1].head
    while slot != OPEN:
        after = slots[slot].following
        _augment(now, slots, places, inspectors, eligible, slot, OPEN, OPEN)
        slot = after
    _unlabel(now, slots, places, inspectors)
    return places[-1].count


@compiled
def lower(now, slots, places, inspectors, eligible, inspector, limit):
    """Set an inspector's limit, emptying slots beyond it."""
    inspectors[inspector].limit = limit
    for place in range(inspector * now[0].periods, (inspector + 1) * now[0].periods):
        while inspectors[inspector].load > limit and places[place].head != OPEN:
            _move(now, slots, places, inspectors, places[place].head, OPEN)


@compiled
def shortage(now, slots, places, inspectors, eligible, found):
    """Set ``found``, shape (slots,), where a slot can be reached from an open one, after ``fill``."""
    slot = places[-1].head
    while slot != OPEN:
        found[slot] = True
        _augment(now, slots, places, inspectors, eligible, slot, OPEN, OPEN)
        for k in range(1, now[0].slots + 1):
            found[slots[k].reached] = True
        slot = slots[slot].following
    _unlabel(now, slots, places, inspectors)


@compiled
def accept_open(now, slots, places, inspectors, eligible):
    """From here on the open slots hold d seats that any slot may take."""
    now[0].open_seats = places[-1].count


@compiled
def _seat(now, slots, places, inspectors, eligible, slot, inspector):
    before = slots[slot].holder
    if before != inspector:
        if before != OPEN:
            _move(now, slots, places, inspectors, slot, OPEN)
        if not _augment(now, slots, places, inspectors, eligible, slot, inspector, before):
            if before != OPEN:
                _move(now, slots, places, inspectors, slot, before)
            return False
    slots[slot].decided = 1
    return True


@compiled
def decide(now, slots, places, inspectors, eligible, first, last, candidates, taken, refused):
    """Set in ``taken`` each slot's inspector, which is OPEN until then, and in ``refused`` which candidates were."""
    for slot in range(len(taken)):
        for k in range(first[slot], last[slot]):
            mate = _mate(slots, slot, candidates[k])
            if mate != OPEN and slots[mate].decided:
                continue
            if _seat(now, slots, places, inspectors, eligible, slot, candidates[k]):
                taken[slot] = candidates[k]
                break
            refused[k] = True
        slots[slot].decided = 1
