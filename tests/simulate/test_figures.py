"""Figures against a count of the draws one by one; what is not as stated is marked."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import log2

import pytest
from facts import DRAWS, asked, districts, facts, found, tally

from scheduler.draw.draw import draw
from scheduler.draw.model import Outcome
from scheduler.simulate.choice import ENOUGH, SeatChoice, choices, entropy, foreseeable, kinds
from scheduler.simulate.figures import FALSE_ALARM, figures
from scheduler.simulate.run import simulate
from scheduler.simulate.seeds import seeded
from scheduler.simulate.tally import NOBODY, Tally
from scheduler.year.workdays import Calendar


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [draw(seeded(asked(), number)) for number in range(1, DRAWS + 1)]


def test_processes_change_nothing() -> None:
    steps: list[int] = []
    together = simulate(asked(), districts(), 50, steps.append, workers=2)
    assert together == simulate(asked(), districts(), 50, workers=1)
    assert sum(steps) == together.draws == 50


def test_fewer_draws_are_the_first_of_more(outcomes: list[Outcome]) -> None:
    few = simulate(asked(), districts(), 7, workers=1)
    assert few.hits == Counter((s.task, s.target) for outcome in outcomes[:7] for s in outcome.targets)


def test_every_target_is_counted(outcomes: list[Outcome]) -> None:
    hits = Counter((s.task, s.target) for outcome in outcomes for s in outcome.targets)
    assert {(t.task, t.target): t.hits for t in found().targets if t.hits} == hits
    assert [(t.task, t.target) for t in found().targets] == [(row.task, row.target) for row in facts().frame.rows]


def test_fair_draws_have_nobody_marked() -> None:
    assert not [t for t in found().targets if t.marked]
    assert sum(t.targets for t in found().tasks) == len(found().targets)
    for task in found().tasks:
        assert task.stated_least <= task.drawn.least <= task.drawn.most <= task.stated_most


def test_who_is_drawn_too_often_or_too_seldom_is_marked() -> None:
    bent = deepcopy(tally())
    often, seldom = (t for t in [x for x in found().targets if x.rate == Fraction(1, 3)][:2])
    bent.hits[often.task, often.target] = often.most + 1
    bent.hits[seldom.task, seldom.target] = seldom.least - 1
    told = figures(facts(), asked(), bent, Calendar().works)
    marked = [(t.task, t.target) for t in told.targets if t.marked]
    assert sorted(marked) == sorted([(often.task, often.target), (seldom.task, seldom.target)])
    assert sum(t.marked for t in told.tasks) == 2
    certain = next(t for t in found().targets if t.rate == 1)
    bent.hits[certain.task, certain.target] -= 1
    told = figures(facts(), asked(), bent, Calendar().works)
    assert (certain.task, certain.target) in [(t.task, t.target) for t in told.targets if t.marked]


def test_the_bounds_of_all_together_are_wider_than_those_of_one() -> None:
    uncertain = [t for t in found().targets if t.rate < 1]
    single = {t.rate: t for t in uncertain}
    assert FALSE_ALARM / len(uncertain) < Fraction(1, 20)
    assert sum(t.outside for t in found().tasks) > 0  # by chance, and as many as chance puts there:
    assert sum(t.outside_expected for t in found().tasks) < Fraction(1, 20) * len(uncertain)
    assert single


def test_visits_and_months_add_up(outcomes: list[Outcome]) -> None:
    seen = Counter((districts()[v.target], v.period) for outcome in outcomes for v in outcome.visits)
    assert {(p.district, p.period): p.visits.mean * DRAWS for p in found().places if p.visits.mean} == seen
    assert sum(found().months.values()) == sum(p.visits.mean for p in found().places)
    spring = sum((mean for (_, month), mean in found().months.items() if month <= "2001-03"), Fraction(0))
    assert spring == sum(p.visits.mean for p in found().places if p.period == "p1")


def test_loads_and_pairs_are_those_of_the_teams(outcomes: list[Outcome]) -> None:
    seats = Counter(who for outcome in outcomes for _, who in outcome.filling.teams if who)
    assert {x.inspector: x.visits.mean * DRAWS for x in found().loads if x.visits.mean} == seats
    pairs: Counter[tuple[str, ...]] = Counter()
    for outcome in outcomes:
        teams: dict[str, list[str]] = {}
        for (visit, _), who in outcome.filling.teams:
            teams.setdefault(visit, []).extend([who] if who else [])
        for team in teams.values():
            pairs.update(combinations(sorted(team), 2))
    assert {(p.one, p.other): p.visits.mean * DRAWS for p in found().pairs} == pairs
    for pair in found().pairs:
        fewer = min(seats[pair.one], seats[pair.other])
        assert pair.share == Fraction(pairs[pair.one, pair.other], fewer) <= 1


def test_open_seats_and_refusals_are_those_of_the_draws(outcomes: list[Outcome]) -> None:
    assert found().left.mean == Fraction(sum(outcome.open for outcome in outcomes), DRAWS) > 0
    assert found().left_draws == sum(outcome.open > 0 for outcome in outcomes)
    assert sum(x.mean for x in found().open.values()) == found().left.mean
    refused = sum(len(outcome.filling.refused) for outcome in outcomes)
    assert sum(x.refused for x in found().loads) * DRAWS == refused > 0
    assert found().passed.mean * DRAWS == sum(len({s for s, _ in outcome.filling.refused}) for outcome in outcomes)
    assert found().seats.mean * DRAWS == sum(len(outcome.filling.teams) for outcome in outcomes)


def test_seats_are_counted_by_what_is_asked() -> None:
    filled = sum(times for (_, who), times in tally().seats.items() if who != NOBODY)
    assert filled == sum(choice.filled for choice in found().choices)
    assert filled == sum(x.visits.mean for x in found().loads) * DRAWS
    for choice in found().choices:
        assert 1 <= choice.inspectors <= choice.eligible
        assert choice.possible == log2(choice.eligible)
        assert choice.bits is None or 0 <= choice.bits <= choice.possible
        assert (choice.bits is None) == (choice.filled < ENOUGH * choice.eligible)


def test_eligible_are_those_of_the_rules() -> None:
    """Leads are H0 to H3. T02 and T04 lie in the east, as H0 and H2, whom the task "water" keeps out; H3 has a conflict with
    T02; H1, who is away in p2, counts for p1."""
    eligible = {c.seat[0]: c.eligible for c in found().choices if c.seat[1:] == ("health", "", True)}
    assert (eligible["T02"], eligible["T04"]) == (1, 2)


def test_bits_of_known_distributions() -> None:
    assert entropy({"a": 1_000}) == 0
    assert entropy({"a": 500, "b": 500}) == pytest.approx(1, abs=0.001)
    even = entropy(dict.fromkeys("abcdefgh", 100_000))
    assert even == pytest.approx(3, abs=0.0001)
    assert entropy({"a": 90_000, "b": 10_000}) == pytest.approx(0.4690, abs=0.0001)


def test_the_correction_takes_most_of_the_bias_away() -> None:
    """Eight equally likely names, seen 40 times: plainly 0.13 bits too few."""
    from random import Random

    rng = Random(1)
    runs = [Counter(rng.randrange(8) for _ in range(40)) for _ in range(2_000)]
    plain = sum(sum(n * log2(40 / n) for n in run.values()) / 40 for run in runs) / len(runs)
    told = sum(entropy({str(k): n for k, n in run.items()}) for run in runs) / len(runs)
    assert 3 - plain > 0.12
    assert abs(3 - told) < 0.02


def test_a_seat_that_only_one_can_take_has_no_bits() -> None:
    lonely = replace(asked(), inspectors=tuple(i for i in asked().inspectors if i.id in ("H0", "H1", "M0", "M1")))
    counted = simulate(lonely, districts(), 60, workers=1)
    told = [c for c in choices(lonely, counted) if c.eligible == 1 and c.bits is not None]
    assert told
    assert {(c.bits, c.share) for c in told} == {(0.0, Fraction(1))}
    assert foreseeable(told, 3) == told[:3]


def test_kinds_are_the_means_of_what_is_told() -> None:
    def choice(bits: float | None, eligible: int) -> SeatChoice:
        return SeatChoice(("T", "d", "q", False), 9, 2, eligible, log2(eligible), bits, "x", Fraction(1, 2))

    (kind,) = kinds([choice(1.0, 4), choice(2.0, 8), choice(None, 16)])
    assert (kind.seats, kind.told, kind.eligible, kind.possible, kind.bits, kind.fewest) == (3, 2, 6, 2.5, 1.5, 1.0)
    (kind,) = kinds([choice(None, 16)])
    assert (kind.seats, kind.told, kind.bits, kind.fewest) == (1, 0, None, None)


def test_an_empty_tally_counts_nothing() -> None:
    sum_ = Tally()
    sum_.add(Tally())
    assert sum_ == Tally()
