"""The inventory against a registry: who stands in one alone, and nobody twice."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories.model import Status, Target
from inventories.registry import Business, Comparison, Pair, compare

A, B, C = "91110000600037341L", "91110000100000123A", "91110000100000999B"


def business(row: int, entity: str = "", name: str = "", address: str = "", status: Status = "active") -> Business:
    return Business(row, "", entity, name, address, "夏村镇", "诊所", status)


def target(name: str, entity: str = "", address: str = "", status: Status = "active", key: str = "") -> Target:
    return Target(key or name, name, "夏村镇", "诊所", address, entity, status=status)


def result(compared: Comparison) -> dict[str, Any]:
    """Rows and identifiers of everything that was found."""
    rows = {name: [b.row for b in getattr(compared, name)] for name in ("found", "lacking", "closed")}
    pairs = {name: [shown(p) for p in getattr(compared, name)] for name in ("probable", "differing")}
    told = {**rows, **pairs, "missing": [t.id for t in compared.missing]}
    return {name: value for name, value in told.items() if value}


def shown(pair: Pair) -> tuple[int, str, str]:
    return pair.business.row, pair.target.id, pair.how


@pytest.mark.parametrize(
    ("businesses", "targets", "expected"),
    [
        ([business(2, A, "甲")], [target("乙", A)], {"found": [2]}),
        ([business(2, A)], [target("甲", key=A)], {"found": [2]}),
        ([business(2, A)], [target("甲", A), target("甲分店", A)], {"found": [2]}),  # one entity, two places
        ([business(2, A), business(3, A)], [target("甲", A)], {"found": [2, 3]}),
        ([business(2, A, "甲")], [], {"lacking": [2]}),
        ([], [target("甲", A)], {"missing": ["甲"]}),
        ([], [target("甲", A, status="closed")], {}),
        (
            [business(2, A, "甲诊所有限公司", "夏村县甲路1号")],
            [target("甲诊所", address="夏村县甲路1号")],
            {"probable": [(2, "甲诊所", "code missing")]},
        ),
        (
            [business(2, A, "甲诊所", "夏村县甲路1号")],
            [target("甲诊所", B, "甲路１号")],
            {"probable": [(2, "甲诊所", "codes differ")]},
        ),
        ([business(2, A, "甲", "甲路1号")], [target("甲", address="乙路2号")], {"lacking": [2], "missing": ["甲"]}),
        (  # two of one name, without addresses: which is which cannot be told
            [business(2, A, "甲"), business(3, B, "甲")],
            [target("甲")],
            {"lacking": [2, 3], "missing": ["甲"]},
        ),
        (  # two of one name, at two places
            [business(2, A, "甲", "甲路1号"), business(3, B, "甲", "乙路2号")],
            [target("甲", address="乙路2号")],
            {"lacking": [2], "probable": [(3, "甲", "code missing")]},
        ),
        (  # two of one name at one place: each target is taken once
            [business(2, A, "甲", "甲路1号"), business(3, B, "甲", "甲路1号")],
            [target("甲", address="甲路1号")],
            {"lacking": [3], "probable": [(2, "甲", "code missing")]},
        ),
        ([business(2, A, "甲", status="closed")], [], {"closed": [2]}),
        (
            [business(2, A, "甲", status="closed")],
            [target("甲", A)],
            {"closed": [2], "differing": [(2, "甲", "code")]},
        ),
        (  # closed by the registry under its name
            [business(2, A, "甲", status="closed")],
            [target("甲")],
            {"closed": [2], "differing": [(2, "甲", "code missing")]},
        ),
        ([business(2, A)], [target("甲", A, status="closed")], {"found": [2], "differing": [(2, "甲", "code")]}),
        ([business(2, A)], [target("甲", A, status="closed"), target("乙", A)], {"found": [2]}),
        (  # a new business under an old name comes before the closed one
            [business(2, A, "甲", "甲路1号", "closed"), business(3, B, "甲", "甲路1号")],
            [target("甲", address="甲路1号")],
            {"closed": [2], "probable": [(3, "甲", "code missing")]},
        ),
        ([business(2, name="")], [target("", key="T")], {"lacking": [2], "missing": ["T"]}),  # no name is no match
    ],
)
def test_cases(businesses: Sequence[Business], targets: Sequence[Target], expected: dict[str, Any]) -> None:
    assert result(compare(businesses, targets)) == expected
    assert result(compare(reversed(businesses), reversed(targets))) == expected


NAMES = st.sampled_from(["甲", "乙", "丙"])
CODES = st.sampled_from(["", A, B, C])
PLACES = st.sampled_from(["", "甲路1号", "乙路2号"])
STATES = st.sampled_from(["active", "suspended", "closed"])
BUSINESSES = st.lists(st.builds(business, st.just(0), CODES, NAMES, PLACES, STATES), max_size=6)
TARGETS = st.lists(st.builds(target, NAMES, CODES, PLACES, STATES), max_size=6)


@given(BUSINESSES, TARGETS)
def test_everyone_is_counted_once(entries: list[Business], known: list[Target]) -> None:
    businesses = [Business(k, *(getattr(b, f) for f in Business.__slots__[1:])) for k, b in enumerate(entries)]
    targets = [target(t.name, t.entity, t.address, t.status, f"T{k}") for k, t in enumerate(known)]
    compared = compare(businesses, targets)
    opened = [*compared.found, *(p.business for p in compared.probable), *compared.lacking]
    assert sorted(b.row for b in (*opened, *compared.closed)) == list(range(len(businesses)))
    named = [p.target.id for p in compared.probable] + [t.id for t in compared.missing]
    assert len(named) == len(set(named))
    codes = {b.entity for b in businesses} - {""}
    assert {t.id for t in targets if t.entity in codes}.isdisjoint(named)
    assert all((p.business.status == "active") != (p.target.status == "active") for p in compared.differing)
