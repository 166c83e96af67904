"""Estimates of hand-made domains, and what holds for all."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.estimate.domains import domains
from scheduler.estimate.estimate import Unit, estimate
from scheduler.results.model import FindingClass

HALF, TWENTIETH, CERTAIN = Fraction(1, 2), Fraction(1, 20), Fraction(1)


def cell(chance: Fraction, unseen: int, **found: int) -> list[Unit]:
    """Targets of one chance: how many were not seen, and how many were by what was found there."""
    kinds: list[FindingClass | None] = [None] * unseen
    for kind in ("clean", "problem", "closed"):
        kinds += [kind] * found.get(kind, 0)
    return [Unit(f"T{k}", chance, "d", "c", kind is not None, kind) for k, kind in enumerate(kinds)]


def test_each_target_stands_for_those_of_its_chance() -> None:
    units = cell(TWENTIETH, 190, clean=9, problem=1) + cell(HALF, 10, clean=5, problem=5) + cell(CERTAIN, 0, problem=8)
    own = estimate(units, "problem")
    weighted = 1 * 20 + 5 * 2 + 8 * 1  # Horvitz–Thompson: Σ y/π
    assert own.share == pytest.approx(weighted / len(units))
    assert own.basis == "interval"
    assert (own.low or 0) < weighted / len(units) < (own.high or 0)
    raw = next(domains(units, ())).raw
    assert raw == Fraction(14, 28)


def test_known_numbers_count_where_the_draw_rounded() -> None:
    """Of 110 targets at 1/20 five or six are drawn: they stand for 110 together either way."""
    others = cell(HALF, 10, clean=10)
    for drawn in (5, 6):
        units = cell(TWENTIETH, 110 - drawn, problem=drawn) + others
        assert estimate(units, "problem").share == pytest.approx(110 / 130)


def test_all_seen_is_exact() -> None:
    own = estimate(cell(CERTAIN, 0, clean=3, problem=1), "problem")
    assert (own.basis, own.share, own.low, own.high) == ("exact", 0.25, 0.25, 0.25)


def test_those_certain_add_no_uncertainty() -> None:
    """The interval of the others, moved and shrunk by what is known."""
    sampled = cell(TWENTIETH, 95, clean=4, problem=1)
    alone = estimate(sampled, "problem")
    with_known = estimate(sampled + cell(CERTAIN, 0, problem=100), "problem")
    for name in ("share", "low", "high"):
        assert getattr(with_known, name) == pytest.approx((getattr(alone, name) + 1) / 2)


@pytest.mark.parametrize(
    "units",
    [
        [],
        cell(HALF, 5),
        cell(HALF, 5) + cell(CERTAIN, 0, problem=3),
        cell(HALF, 5, problem=1),
        cell(HALF, 3, clean=1) + cell(CERTAIN, 0, problem=4),
    ],
)
def test_no_estimate_from_fewer_than_two(units: Sequence[Unit]) -> None:
    own = estimate(units, "problem")
    assert (own.basis, own.share, own.low, own.high) == ("too few", None, None, None)
    assert estimate([*units, *cell(HALF, 0, clean=2)], "problem").basis in ("interval", "exact")


def test_results_that_are_missing_widen_the_interval() -> None:
    whole = estimate(cell(CERTAIN, 0, clean=15, problem=5), "problem")
    partly = estimate(cell(CERTAIN, 8, clean=9, problem=3), "problem")
    assert whole.basis == "exact"
    assert partly.basis == "interval"
    assert partly.share == whole.share


def test_closed_is_a_class_of_its_own() -> None:
    units = cell(HALF, 10, clean=6, problem=3, closed=1)
    shares = [estimate(units, kind).share for kind in ("clean", "problem", "closed")]
    assert shares == pytest.approx([0.6, 0.3, 0.1])


cells = st.tuples(
    st.sampled_from([Fraction(1, 40), TWENTIETH, Fraction(1, 7), HALF, CERTAIN]),
    st.integers(0, 60),
    st.fixed_dictionaries({kind: st.integers(0, 6) for kind in ("clean", "problem", "closed")}),
)


@settings(deadline=None)
@given(st.lists(cells, max_size=6))
def test_shares_add_up_and_stay_within_what_is_known(drawn: list[tuple[Fraction, int, dict[str, int]]]) -> None:
    units = [unit for chance, unseen, found in drawn for unit in cell(chance, unseen, **found)]
    estimates = {kind: estimate(units, kind) for kind in ("clean", "problem", "closed")}
    if estimates["clean"].share is None:
        assert all(own.share is None for own in estimates.values())
        return
    assert sum(own.share or 0 for own in estimates.values()) == pytest.approx(1)
    unseen = sum(unit.found is None for unit in units)
    for kind, own in estimates.items():
        if own.low is not None and own.high is not None and own.share is not None:
            found = sum(unit.found == kind for unit in units)
            bounds = (found / len(units), own.low, own.share, own.high, (found + unseen) / len(units))
            assert all(a <= b + 1e-9 for a, b in pairwise(bounds))


def test_domains_part_the_frame() -> None:
    units = [
        Unit(
            f"T{k}",
            HALF,
            ("east", "west")[k % 2],
            ("clinic", "school", "spa")[k % 3],
            k < 5,
            "clean" if k < 4 else None,
        )
        for k in range(12)
    ]
    found = list(domains(units, ("category", "district")))
    assert [(one.by, one.label) for one in found] == [
        ("whole", ""),
        *(("category", label) for label in ("clinic", "school", "spa")),
        *(("district", label) for label in ("east", "west")),
    ]
    assert (found[0].targets, found[0].drawn, found[0].seen) == (12, 5, 4)
    for way in ("category", "district"):
        mine = [one for one in found if one.by == way]
        assert [sum(getattr(one, name) for one in mine) for name in ("targets", "drawn", "seen")] == [12, 5, 4]
