"""The second opinion on rates: what the reckoning builds keeps what the plan states, and a broken one is caught."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import county
import pytest

from scheduler.audit.rates import rate_faults
from scheduler.facts import Facts
from scheduler.plan import frames
from scheduler.plan.model import Mandate
from scheduler.plan.rates import CellRate, Rated

TASK = county.task(
    "t", (county.team(),), "1/10", mandates=(Mandate(("d1",), 8), Mandate((), Fraction(1, 4)), Mandate(("d2",), 3))
)
TOTAL = county.task("s", (county.team(),), "1", total=10)


def given() -> Facts:
    inspectors = tuple(county.inspector(f"i{k}") for k in range(4))
    return county.facts(
        county.plan([TASK, TOTAL]), targets=county.targets({"d1": 30, "d2": 20, "d3": 7}), inspectors=inspectors
    )


def test_what_is_reckoned_keeps_the_plan() -> None:
    assert list(rate_faults(given())) == []


def changed(change: Callable[[CellRate], CellRate]) -> Callable[..., Rated]:
    whole = frames.rate

    def broken(*words: object) -> Rated:
        found = whole(*words)  # type: ignore[arg-type]
        return replace(found, cells=tuple(change(cell) for cell in found.cells))

    return broken


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (
            lambda cell: replace(cell, rate=cell.asked),
            [
                "t: d1: a seed can fall short of 8",
                "t: *: a seed can fall short of 57/4",
                "t: d2: a seed can fall short of 3",
            ],
        ),
        (
            lambda cell: replace(cell, rate=cell.rate * Fraction(99, 100)) if cell.path == ("d1",) else cell,
            [
                "t: *: a seed can fall short of 57/4",
                "s: 189/19 expected, the total is 10",
            ],
        ),
        (lambda cell: replace(cell, pool=cell.pool + (cell.path == ("d3",))), ["not those of the frame"] * 2),
        (
            lambda cell: replace(cell, rate=cell.rate + 1) if cell.path == ("d3",) else cell,
            ["t d3: rate", "s d3: rate"],
        ),
    ],
)
def test_a_broken_reckoning_is_caught(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[CellRate], CellRate], faults: list[str]
) -> None:
    monkeypatch.setattr(frames, "rate", changed(change))
    found = list(rate_faults(given()))
    assert len(found) == len(faults), found
    assert all(part in fault for part, fault in zip(faults, found, strict=True)), found
