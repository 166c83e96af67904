"""Why slots are open after a draw: the set by counting, and higher limits that do what is said, tried on the office itself."""

from dataclasses import replace
from pathlib import Path

import pytest
import small_office
from shop import tell

from scheduler import acts, journal
from scheduler.after.open_slots import OpenSlot, WhyOpen, _Seats, why_open
from scheduler.facts import Facts
from scheduler.journal import Draw


def found(folder: Path) -> tuple[Facts, Draw, WhyOpen]:
    office = small_office.open_office(folder)
    draw = acts.find(office, None)
    facts = acts.frozen_facts(office, draw)
    why = why_open(facts, draw)
    assert why is not None
    return facts, draw, why


def seats(facts: Facts, draw: Draw, why: WhyOpen) -> _Seats:
    return _Seats(facts, draw, journal.standing(draw).values(), why.open)


def test_all_open_slots_are_told_with_who_could_and_why_others_cannot(drawn: Path) -> None:
    facts, draw, why = found(drawn)
    visits = journal.standing(draw)
    assert {(s.visit, s.slot) for s in why.open} == {
        (v.name, k) for v in visits.values() for k, i in v.team.items() if i is None
    }
    for slot in why.open:
        mine = {i.id for i in facts.tables.inspectors if i.department == slot.asked.department}
        told = [*slot.eligible, *(name for names in slot.others.values() for name in names)]
        assert len(told) == len(set(told))
        assert set(told) == mine - set(visits[slot.visit].team.values())


def test_the_set_cannot_be_filled_and_is_smallest(drawn: Path) -> None:
    """By counting: as many are missing as stay open, and fewer without any one of its slots."""
    facts, draw, why = found(drawn)
    counted = seats(facts, draw, why)

    def missing(slots: tuple[OpenSlot, ...]) -> int:
        return len(slots) - counted.capacity(slots)

    assert (why.need, why.capacity) == (len(why.short), counted.capacity(why.short))
    assert missing(why.short) == counted._filled({}).open > 0
    for k in range(len(why.short)):
        assert missing((*why.short[:k], *why.short[k + 1 :])) < missing(why.short)


def test_each_higher_limit_fills_what_is_said_and_one_less_does_not(drawn: Path) -> None:
    facts, draw, why = found(drawn)
    assert why.mends
    for mend in why.mends:
        for limit, fills in ((mend.to, True), (mend.to - 1, False)):
            if limit <= mend.limit:
                continue
            opened = _core(facts, draw, mend.inspector, limit)
            assert (opened == len(why.open) - mend.fills) == fills


def _core(facts: Facts, draw: Draw, inspector: str, limit: int) -> int:
    """How many slots the core leaves open after a reinforcement."""
    from scheduler.draw.draw import draw as run_draw
    from scheduler.draw.model import Reinforcement
    from scheduler.facts import case

    events = [*(event for _, event in journal.core_events(draw.after)), Reinforcement(inspector, limit)]
    secrets = ("5" * 64, str(draw.randomness.body["text"]) if draw.randomness else "")
    given = replace(case(facts, draw.hash, secrets[1], secrets[0]), events=tuple(events))
    return run_draw(given).after[-1].open


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_said_can_be_typed(drawn: Path, lang: str) -> None:
    """The first command that is named fills as many slots as it says."""
    _facts, _draw, why = found(drawn)
    said = tell(drawn, "show", "draw", lang=lang)
    assert said.code == 0
    first = why.mends[0]
    assert f"reinforce {first.inspector} {first.to}" in said.out
    assert tell(drawn, "reinforce", first.inspector, first.to, "--ground", "g").code == 0
    after = why_open(*found_again(drawn))
    assert len(after.open if after else ()) == len(why.open) - first.fills
    visit = why.open[0].visit
    assert tell(drawn, "show", "visit", visit, lang=lang).code == 0


def found_again(folder: Path) -> tuple[Facts, Draw]:
    office = small_office.open_office(folder)
    draw = acts.find(office, None)
    return acts.frozen_facts(office, draw), draw
