"""Forged imports: a target made to vanish, or a row left out in silence, and the numbered check that is red because of it."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import small_office
from forger import chained, finds, red, with_body, with_events, with_rows
from shop import tell

from scheduler import acts
from scheduler.bundle import Bundle, collect

HEAD = "编号,单位名称,区县,类别\n"
LIST = [f"N{k},New {k},east,school" for k in range(10)]


def _import(folder: Path, rows: list[str], *words: str, name: str = "new.csv") -> None:
    (folder / name).write_text(HEAD + "".join(row + "\n" for row in rows), "utf-8")
    said = tell(folder, "import", "targets", folder / name, *words)
    assert said.code == 0, said.err


@pytest.fixture
def again(filled: Path) -> Bundle:
    """A bundle with a draw after imports of every sort: rows left out, repaired, undone, gone, back, and merged targets."""
    west = ["--covers", "district=east", "--covers", "category=school", "--yes"]
    _import(filled, [*LIST, "N/A,Bad,east,school", "N11,,east,school"], "--accept-good")
    _import(filled, ["N11,Repaired,east,school"], name="more.csv")
    _import(filled, LIST[:4], name="undone.csv")
    assert tell(filled, "undo-import").code == 0
    _import(filled, LIST[:8], *west, name="short.csv")
    _import(filled, LIST[:9], *west, name="short.csv")
    for words in (["N1", "N2", "--same"], ["N3", "N4", "--same"], ["N3", "N4", "--different"]):
        assert tell(filled, "duplicates", "decide", *words, "--ground", "g").code == 0
    office = small_office.open_office(filled, datetime(2001, 5, 2, tzinfo=UTC))
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    return collect(office)


def test_the_honest_bundle_is_not_red_and_has_it_all(again: Bundle) -> None:
    assert red(again) == set()
    imports = [event.body for event in again.events if event.kind == "import"]
    for member in ("left_out", "repaired", "gone", "back"):
        assert any(body[member] for body in imports), member
    record = next(event.body["record"] for event in again.events if event.kind == "commitment")
    assert record["left_out"] == [{"kind": "targets", "ground": "identifier-missing", "count": 1}]


def _forged(bundle: Bundle, kind: str, change: Callable[[dict[str, Any]], object], which: int = 0) -> Bundle:
    """The bundle with the body of one event of ``kind`` changed, chained anew."""
    events = list(bundle.events)
    at = [k for k, event in enumerate(events) if event.kind == kind and (kind != "import" or _told(event.body))][which]
    body = copy.deepcopy(events[at].body)
    change(body)
    events[at] = replace(events[at], body=body)
    return with_events(bundle, events)


def _told(body: dict[str, Any]) -> bool:
    return bool(body["left_out"] or body["repaired"] or body["gone"] or body["back"])


@pytest.mark.parametrize(
    ("kind", "which", "change", "number"),
    [
        ("import", 0, lambda body: body["left_out"].clear(), "1.16"),
        ("import", 0, lambda body: body["left_out"][0].update(ground="choice"), "1.16"),
        ("import", 1, lambda body: body["repaired"].append([9, 12]), "1.16"),
        ("import", 1, lambda body: body["repaired"].append([3, 1]), "1.16"),
        ("import", 1, lambda body: body["repaired"].clear(), "1.16"),
        ("import", 2, lambda body: body.update(gone=body["gone"] - 1), "1.17"),
        ("import", -1, lambda body: body.update(back=body["back"] + 1), "1.17"),
        ("duplicate", 0, lambda body: body.update(same=False), "1.17"),
        ("duplicate", 0, lambda body: body.update(stays="N5"), "1.17"),
        ("duplicate", 0, lambda body: body.update(other="N5"), "1.17"),
        ("duplicate", 2, lambda body: body.update(same=True), "1.17"),
        ("undo", 0, lambda body: body.update(event=9), "1.15"),
        ("undo", 0, lambda body: body.update(event=999), "1.15"),
    ],
)
def test_a_forged_event_is_found(
    again: Bundle, kind: str, which: int, change: Callable[[dict[str, Any]], object], number: str
) -> None:
    assert finds(number, _forged(again, kind, change, which))


@pytest.mark.parametrize("count", [[], [{"kind": "targets", "ground": "identifier", "count": 2}]])
def test_a_commitment_that_hides_what_was_left_out_is_found(again: Bundle, count: list[Any]) -> None:
    assert finds("1.16", with_body(again, "commitment", ("record", "left_out"), lambda _: count))


def test_an_undoing_after_the_commitment_is_found(again: Bundle) -> None:
    """Whoever undoes what a commitment rests on cannot say so in the log."""
    last = [event for event in again.events if event.kind == "import"][-1]
    undo = replace(again.events[-1], kind="undo", body={"event": last.seq, "kind": "targets"})
    assert finds("1.15", replace(again, events=chained([*again.events, undo])))


@pytest.mark.parametrize(
    ("name", "change"),
    [("N5", {"status": "gone"}), ("N9", {"gone": "2001-01-07"}), ("N9", {"status": "active"})],
    ids=["gone without a day", "gone on a day without an import", "a day, and yet active"],
)
def test_who_is_gone_otherwise_than_the_log_tells_is_found(again: Bundle, name: str, change: dict[str, str]) -> None:
    """The frozen table is forged, as by somebody who edits the store before the commitment."""
    record = next(event.body["record"] for event in again.events if event.kind == "commitment")

    def forged(rows: list[Any]) -> list[Any]:
        assert any(row["id"] == name for row in rows)
        return [row | change if row["id"] == name else row for row in rows]

    assert finds("1.17", with_rows(again, record["tables"]["targets"]["root"], forged))
