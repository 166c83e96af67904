"""The view is the whitelist: nothing secret has a field, and nothing untyped can carry it."""

import types
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from public_views import HASH, VOID, committed, planned, row, whole

from scheduler.publish.concerns import personal_numbers
from scheduler.publish.view import CommitmentView, SiteView

FORBIDDEN = {
    "band",
    "risk",
    "class",
    "points",
    "ticket",
    "rank",
    "seed",
    "secret",
    "salt",
    "cell",
    "inspector",
    "officer",
    "team",
    "roster",
    "conflict",
    "recusal",
    "leave",
    "signal",
    "complaint",
    "owner",
    "phone",
    "licence",
    "credit",
    "visit_id",
    "target_id",
    "internal",
    "actor",
    "candidate",
    "refused",
}
PUBLIC_RECORD = (CommitmentView, "record")
PLAIN = (str, int, bool, date, type(None))


def reachable(kind: Any, found: dict[type, dict[str, Any]]) -> None:
    """Every dataclass that a view can hold, with its fields; a type that could hold anything fails."""
    if is_dataclass(kind) and isinstance(kind, type):
        if kind not in found:
            found[kind] = get_type_hints(kind)
            for name, hint in found[kind].items():
                if (kind, name) != PUBLIC_RECORD:
                    reachable(hint, found)
    elif get_origin(kind) in (tuple, Union, types.UnionType):
        for part in get_args(kind):
            reachable(part, found)
    elif get_origin(kind) is not Literal:
        assert kind in PLAIN or kind is Ellipsis, kind


def test_no_secret_has_a_field() -> None:
    found: dict[type, dict[str, Any]] = {}
    reachable(SiteView, found)
    names = {f"{kind.__name__}.{f.name}" for kind in found for f in fields(kind)}
    assert len(names) > 60
    assert not [name for name in names for word in FORBIDDEN if word in name.split(".")[1].lower()]


def test_frozen() -> None:
    found: dict[type, dict[str, Any]] = {}
    reachable(SiteView, found)
    assert all(kind.__dataclass_params__.frozen for kind in found)  # type: ignore[attr-defined]


def test_the_draw_that_counts() -> None:
    view = whole()
    assert view.draw is view.draws[1]
    assert view.draw.commitment == HASH
    assert planned().draw is None
    assert committed().draw is None
    assert whole().draws[0].void == VOID.void


def test_personal_numbers_are_found() -> None:
    rows = (
        row(0),
        row(1, problems="负责人 11010519491231002X 未到场"),
        row(2, address="电话：13800138000"),
        row(3, entity="11010519491231002X"),
        row(4, entity="91371083MA3C0001XA", problems="2026 年 4 月 13800 件"),
    )
    problems = personal_numbers(SiteView(**{**vars(whole(0)), "results": rows}))
    assert [(p.params["reference"], p.params["column"]) for p in problems] == [
        ("2026-2-0002", "problems"),
        ("2026-2-0003", "address"),
        ("2026-2-0004", "entity"),
    ]
    assert "002X" not in repr(problems)
