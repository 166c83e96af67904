"""Probable duplicates: each reason, what is no reason, and codes one apart by a second, slower definition."""

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories import uscc
from inventories.duplicates import WIDE, one_apart, pairs
from inventories.merging import standing_for
from inventories.model import Target

VALID = "9133010600000000" + "1"
VALID += uscc.check_character(VALID)


def target(id_: str, **known: Any) -> Target:
    return replace(Target(id_, f"Shop {id_}", "east", "shop"), **known)


def wrong(position: int, character: str) -> str:
    return VALID[:position] + character + VALID[position + 1 :]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"name": "新安 诊所", "address": "甲路１号"}, {"name": "新安诊所", "address": "甲路1号"}, "same name and address"),
        ({"entity": VALID}, {"entity": wrong(16, "2")}, "a faulty credit code"),
        ({"entity": wrong(16, "2")}, {"entity": VALID}, "a faulty credit code"),
        ({"entity": VALID}, {"entity": VALID[1:]}, "a faulty credit code"),
        ({"entity": VALID}, {"entity": VALID[:4] + VALID[5] + VALID[4] + VALID[6:]}, "a faulty credit code"),
        ({"name": "A", "entity": "REG-0017"}, {"name": "A", "entity": "REG-0071"}, "codes one character apart"),
        ({"address": "Road 1", "owner": "Wu", "entity": "E1"}, {"address": "road1", "owner": "Wu", "entity": "E9"}, "several"),
    ],
)  # fmt: skip
def test_what_makes_a_pair_probable(one: dict[str, str], other: dict[str, str], why: str) -> None:
    assert VALID[4] != VALID[5]
    (pair,) = pairs([target("b1001", **one), target("a2222", **other)])
    assert (pair.one, pair.other) == ("a2222", "b1001")
    assert why in pair.why[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "A"}, {"name": "A"}),
        ({"address": "Road 1"}, {"address": "Road 1"}),
        ({"entity": VALID}, {"entity": VALID}),
        ({"entity": "REG-0017"}, {"entity": "REG-0071"}),
        ({"name": "A", "entity": "REG-1"}, {"name": "A", "entity": "REG-2", "district": "west"}),
        ({"name": "A", "address": "Road 1"}, {"name": "A", "address": "Road 1", "status": "closed"}),
        ({"name": "A", "address": "Road 1"}, {"name": "A", "address": "Road 1", "status": "gone", "gone": date(2026, 1, 1)}),
        ({"name": "A", "address": "Road 1"}, {"name": "A", "address": "Road 1", "merged_into": "b1001"}),
        ({"address": "Road 1", "owner": "Wu", "entity": "E1"}, {"address": "Road 1", "owner": "Wu", "entity": "E1"}),
    ],
)  # fmt: skip
def test_what_does_not(one: dict[str, object], other: dict[str, object]) -> None:
    assert pairs([target("b1001", **one), target("a2222", **other)]) == []


def test_every_reason_of_a_pair_is_told() -> None:
    both = {"name": "A", "address": "Road 1", "owner": "Wu"}
    (pair,) = pairs([target("S17", entity="E1", **both), target("S71", entity="E2", **both)])
    assert len(pair.why) == 3


def test_input_order_does_not_matter_and_a_wide_group_stays_linear() -> None:
    same = [target(f"A{k:04}", name="Stall", address="Market") for k in range(0, 3000, 30)]
    found = pairs(same)
    assert found == pairs(reversed(same))
    assert len({frozenset((p.one, p.other)) for p in found if "same name and address" in p.why}) == len(same) - 1
    assert len(pairs(same[:WIDE])) >= WIDE * (WIDE - 1) // 2


def _slow(one: str, other: str) -> bool:
    """Every text that is one change away, spelled out."""
    letters = set(one + other)
    cut = {one[:k] + one[k + 1 :] for k in range(len(one))}
    put = {one[:k] + c + one[k:] for k in range(len(one) + 1) for c in letters}
    other_letter = {one[:k] + c + one[k + 1 :] for k in range(len(one)) for c in letters}
    swapped = {one[:k] + one[k + 1] + one[k] + one[k + 2 :] for k in range(len(one) - 1)}
    return one != other and other in cut | put | other_letter | swapped


CODES = st.text("12A", max_size=7)


@given(CODES, CODES)
def test_one_apart_is_what_it_says(one: str, other: str) -> None:
    assert one_apart(one, other) == one_apart(other, one) == _slow(one, other)


@given(st.lists(CODES.filter(bool), min_size=2, max_size=8, unique=True))
def test_no_two_codes_that_are_one_apart_are_overlooked(codes: list[str]) -> None:
    found = pairs(target(f"{k}{'x' * 3 * k}", name="A", entity=code) for k, code in enumerate(codes))
    expected = {
        (f"{k}{'x' * 3 * k}", f"{n}{'x' * 3 * n}")
        for n in range(len(codes))
        for k in range(n)
        if one_apart(codes[k], codes[n])
    }
    assert {(pair.one, pair.other) for pair in found} == expected


def test_ten_times_the_targets_take_about_ten_times_as_long() -> None:
    """Not a hundred times; the bound is wide, since other things run on the computer as well."""

    def seconds(number: int) -> float:
        made = [
            target(f"T{k}", name=f"Shop {k // 2}", address=f"Road {k}", owner="Wu", entity=f"{VALID[:12]}{k:06}")
            for k in range(number)
        ]
        began = time.process_time()
        pairs(made)
        return time.process_time() - began

    assert seconds(20_000) < 40 * max(seconds(2_000), 0.01)


def test_who_stands_for_a_target_in_the_end() -> None:
    chain = [target("a"), target("b", merged_into="a"), target("c", merged_into="b"), target("d")]
    assert standing_for(chain) == {"b": "a", "c": "a"}
    ring = [target("a", merged_into="b"), target("b", merged_into="a")]
    assert set(standing_for(ring)) == {
        "a",
        "b",
    }  # no decision makes a ring; whoever forges one gets an answer all the same
