"""The specification's worked example (§10)."""

from __future__ import annotations

from math import floor

from scheduler.draw.notation import H, Keys, T, unit

KEYS = Keys("0" * 64, "dice:10:1234", "")


def test_seed() -> None:
    seed = "5179341eb4539251c61aef00c764f96255eeb1dfd45575f13b799bed5e738dba"
    assert KEYS.seed == seed
    assert H("double-random/1/seed", "0" * 64, "dice:10:1234", "") == seed


def test_keys() -> None:
    assert {label: KEYS(label) for label in ("target", "visit", "team-order", "team", "cell/t1", "start/t1")} == {
        "target": "7fa6cb16bc7899ae540c3a5e6520fa05",
        "visit": "6794dfc65820895a6243e50748d1ebc8",
        "team-order": "78d4cbc648452488e179e54ec4975c17",
        "team": "689842834c976000cd4e5bd182770175",
        "cell/t1": "321828841e0f5cf9eeb75eda6b065906",
        "start/t1": "f97b30cc4dbe135bb218eb4fa1afc87b",
    }


def test_start() -> None:
    assert round(unit(T(KEYS("start/t1"), "")) * 10**12) == 234333431251


def test_ticket() -> None:
    ticket = "f012894121b2b2300840d7e6970aa446af6d4eb710fce2a4cd95bedaa8ed7e07"
    assert T(KEYS("target"), "91370000000000001A") == ticket
    assert floor(unit(ticket) * 2**8) == 0xF0
