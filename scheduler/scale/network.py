"""``scheduler.draw.assignment`` over arrays, compiled by numba: the same searches, the same closed sets, the same facts.

Read that module first; the functions here bear the names of its methods. What it keeps in dictionaries lies here in
records: the slots of a place, and the open ones, are linked lists; so are the slots of a visit, in a circle; "seen in this
search" is the search's number.
"""

from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

OPEN = -1
_NOBODY = -2
"""No end of a path."""

_NOW = np.dtype([(name, np.int32) for name in "periods open_seats open_label fresh search seen_open end slots places inspectors".split()])
"""The number of periods, the d open seats (−1: none yet), the label of "open" and the newest label; and of the last search its number, whether it
saw "open", the slot it ended with, and how many slots, places and inspectors it reached."""
_SLOT = np.dtype(
    [
        (name, np.int32)
        for name in "visit period mate first holder decided following before label seen by by_holder reached".split()
    ]
)
"""``mate`` is the next slot of the visit, ``first`` where its part of the eligible inspectors begins; ``following`` and
``before`` are its neighbours in a list; ``reached`` lists the slots that a search reached, and has nothing to do with this
one. There is one slot more than slots, which ends the last one's part."""
_PLACE = np.dtype([(name, np.int32) for name in "limit head count label seen reached".split()])
"""Numbered inspector · periods + period; the last is the list of open slots."""
_INSPECTOR = np.dtype([(name, np.int32) for name in "limit load label seen reached".split()])

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


def network(visit: Ints, period: Ints, first: Ints, eligible: Ints, limits: Ints, place_limits: Ints) -> Network:
    """All slots open. ``place_limits`` has shape (inspectors, periods); ``first`` has one entry more than there are slots,
    the others one for each slot or inspector."""
    now = np.zeros(1, _NOW)
    slots = np.zeros(len(visit) + 1, _SLOT)
    places = np.zeros(place_limits.size + 1, _PLACE)
    inspectors = np.zeros(len(limits), _INSPECTOR)
    now["periods"], now["open_seats"] = place_limits.shape[1], -1
    slots["visit"][:-1], slots["period"][:-1], slots["first"] = visit, period, first
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


def compiled(function: Any) -> Any:
    """The function as machine code, kept from run to run."""
    return numba.njit(cache=True, _nrt=False)(function)


@compiled
def _open_all(now, slots, places, inspectors, eligible):  # type: ignore[no-untyped-def]
    for slot in range(len(slots) - 2, -1, -1):
        _link(slots, places, slot, len(places) - 1)


@compiled
def _link(slots, places, slot, place):  # type: ignore[no-untyped-def]
    after = places[place].head
    slots[slot].following, slots[slot].before = after, OPEN
    if after != OPEN:
        slots[after].before = slot
    places[place].head = slot
    places[place].count += 1


@compiled
def _unlink(slots, places, slot, place):  # type: ignore[no-untyped-def]
    before, after = slots[slot].before, slots[slot].following
    if before == OPEN:
        places[place].head = after
    else:
        slots[before].following = after
    if after != OPEN:
        slots[after].before = before
    places[place].count -= 1


@compiled
def _place(now, slots, places, slot, inspector):  # type: ignore[no-untyped-def]
    if inspector == OPEN:
        return len(places) - 1
    return inspector * now[0].periods + slots[slot].period


@compiled
def _move(now, slots, places, inspectors, slot, inspector):  # type: ignore[no-untyped-def]
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
def _mate(slots, slot, inspector):  # type: ignore[no-untyped-def]
    """The slot of the same visit that the inspector holds, this one included, or OPEN."""
    mate = slot
    while slots[mate].holder != inspector:
        mate = slots[mate].mate
        if mate == slot:
            return OPEN
    return mate


@compiled
def _reach(now, slots, slot, start, by, holder):  # type: ignore[no-untyped-def]
    one = slots[slot]
    if one.seen == now[0].search or slot == start or one.decided or one.label != slots[start].label:
        return
    one.seen = now[0].search
    one.by, one.by_holder = by, holder
    now[0].slots += 1
    slots[now[0].slots].reached = slot


@compiled
def _reach_all(now, slots, places, place, start, by, holder):  # type: ignore[no-untyped-def]
    slot = places[place].head
    while slot != OPEN:
        _reach(now, slots, slot, start, by, holder)
        slot = slots[slot].following


@compiled
def _see_place(now, places, place):  # type: ignore[no-untyped-def]
    if places[place].seen != now[0].search:
        places[place].seen = now[0].search
        places[now[0].places].reached = place
        now[0].places += 1


@compiled
def _ends(now, slots, places, inspectors, slot, inspector, start, freed):  # type: ignore[no-untyped-def]
    place = inspector * now[0].periods + slots[slot].period
    if places[place].seen == now[0].search and inspector != freed:  # a mate there was reached then
        return False
    home = slots[start].label
    mate = _mate(slots, slot, inspector)
    if mate != OPEN:
        _reach(now, slots, mate, start, slot, inspector)
        return False
    if places[place].seen == now[0].search or places[place].label != home:
        return inspector == freed and slots[slot].visit == slots[start].visit
    if inspector == freed and slots[slot].period == slots[start].period:
        return True
    _see_place(now, places, place)
    if places[place].count == places[place].limit or inspectors[inspector].label != home:
        _reach_all(now, slots, places, place, start, slot, inspector)
        return False
    if inspectors[inspector].load < inspectors[inspector].limit:
        return True
    if inspectors[inspector].seen != now[0].search:
        inspectors[inspector].seen = now[0].search
        inspectors[now[0].inspectors].reached = inspector
        now[0].inspectors += 1
    for other in range(inspector * now[0].periods, (inspector + 1) * now[0].periods):
        if places[other].label == home:
            _see_place(now, places, other)
            _reach_all(now, slots, places, other, start, slot, inspector)
    return False


@compiled
def _ends_open(now, slots, places, slot, start):  # type: ignore[no-untyped-def]
    if now[0].open_seats < 0 or now[0].seen_open or now[0].open_label != slots[start].label:
        return False
    if places[-1].count - 1 < now[0].open_seats:  # the start itself lies among the open slots
        return True
    now[0].seen_open = 1
    _reach_all(now, slots, places, len(places) - 1, start, slot, OPEN)
    return False


@compiled
def _path(now, slots, places, inspectors, eligible, start, only, freed):  # type: ignore[no-untyped-def]
    """Who ends a path from ``start``, whose first step is ``only`` or, where that is OPEN, anybody eligible; at which slot
    stands in ``now``."""
    now[0].search += 1
    now[0].seen_open = now[0].slots = now[0].places = now[0].inspectors = 0
    slots[0].reached = start
    at = 0
    while at <= now[0].slots:
        slot = slots[at].reached
        now[0].end = slot
        if slot == start and only != OPEN:
            if _ends(now, slots, places, inspectors, slot, only, start, freed):
                return only
        else:
            for k in range(slots[slot].first, slots[slot + 1].first):
                if _ends(now, slots, places, inspectors, slot, eligible[k], start, freed):
                    return eligible[k]
        if slot != start and _ends_open(now, slots, places, slot, start):
            return OPEN
        at += 1
    return _NOBODY


@compiled
def _augment(now, slots, places, inspectors, eligible, start, only, freed):  # type: ignore[no-untyped-def]
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
def _close(now, slots, places, inspectors):  # type: ignore[no-untyped-def]
    now[0].fresh += 1
    fresh = now[0].fresh
    for k in range(1, now[0].slots + 1):
        slots[slots[k].reached].label = fresh
    for k in range(now[0].places):
        places[places[k].reached].label = fresh
    for k in range(now[0].inspectors):
        inspectors[inspectors[k].reached].label = fresh
    if now[0].seen_open:
        now[0].open_label = fresh


@compiled
def _unlabel(now, slots, places, inspectors):  # type: ignore[no-untyped-def]
    for slot in slots:
        slot.label = 0
    for place in places:
        place.label = 0
    for inspector in inspectors:
        inspector.label = 0
    now[0].fresh = now[0].open_label = 0


@compiled
def _seat_where_most_room_is(now, slots, places, inspectors, eligible, slot):  # type: ignore[no-untyped-def]
    most, best = 0, OPEN
    for k in range(slots[slot].first, slots[slot + 1].first):
        who = eligible[k]
        place = who * now[0].periods + slots[slot].period
        room = min(inspectors[who].limit - inspectors[who].load, places[place].limit - places[place].count)
        if room > most and _mate(slots, slot, who) == OPEN:
            most, best = room, who
    if best != OPEN:
        _move(now, slots, places, inspectors, slot, best)


@compiled
def fill(now, slots, places, inspectors, eligible):  # type: ignore[no-untyped-def]
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
def lower(now, slots, places, inspectors, eligible, inspector, limit):  # type: ignore[no-untyped-def]
    """Set an inspector's limit, emptying slots beyond it."""
    inspectors[inspector].limit = limit
    for place in range(inspector * now[0].periods, (inspector + 1) * now[0].periods):
        while inspectors[inspector].load > limit and places[place].head != OPEN:
            _move(now, slots, places, inspectors, places[place].head, OPEN)


@compiled
def shortage(now, slots, places, inspectors, eligible, found):  # type: ignore[no-untyped-def]
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
def accept_open(now, slots, places, inspectors, eligible):  # type: ignore[no-untyped-def]
    """From here on the open slots hold d seats that any slot may take."""
    now[0].open_seats = places[-1].count


@compiled
def _seat(now, slots, places, inspectors, eligible, slot, inspector):  # type: ignore[no-untyped-def]
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
def decide(now, slots, places, inspectors, eligible, first, candidates, taken, refused):  # type: ignore[no-untyped-def]
    """Set in ``taken`` each slot's inspector, which is OPEN until then, and in ``refused`` which candidates were."""
    for slot in range(len(taken)):
        for k in range(first[slot], first[slot + 1]):
            mate = _mate(slots, slot, candidates[k])
            if mate != OPEN and slots[mate].decided:
                continue
            if _seat(now, slots, places, inspectors, eligible, slot, candidates[k]):
                taken[slot] = candidates[k]
                break
            refused[k] = True
        slots[slot].decided = 1
