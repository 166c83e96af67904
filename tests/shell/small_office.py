"""A hand-made office of thirty targets, in the year 2001 so that any computer's clock is later than its log.

It is built to have trouble: one closed target, one kept out, conflicts, leave, a limit, and slots that stay open because
the market department has three inspectors for too many visits.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from inspectors.model import Conflict, Inspector, Leave
from inventories.model import Assigned, Exclusion, Item, Licence, PastVisit, Signal, Target
from scheduler import acts
from scheduler.imports import store_records
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.results.acts import enter_results
from scheduler.results.check import owed
from scheduler.results.model import Result
from scheduler.store.office import Office
from scheduler.tables import KINDS, Tables

ACTOR = "clerk"
DICE = "dice:10:35081947206613958274"
OTHER_DICE = "dice:10:00000000000000000001"
BEGINS = datetime(2001, 1, 6, tzinfo=UTC)
LATER = datetime(2001, 4, 15, tzinfo=UTC)
HEALTH, MARKET = "health", "market"

PLAN = """
format = "double-random/plan@1"
id = "2001"
title = "Plan"
office = "Office"
as_of = 2001-01-05
results_due = 2001-12-31
draw = "closed"
randomness = [{ kind = "dice", faces = 10, throws = 20 }]
period = [
    { id = "p1", from = 2001-01-10, to = 2001-03-31, weight = 1 },
    { id = "p2", from = 2001-04-01, to = 2001-06-30, weight = 2 },
]

[points]
bands = { A = 0, B = 10, C = 25 }
complaint = { months = 24, points = 10, cap = 40 }
violation = { months = 36, points = 15, cap = 45 }
recency = { months = 12, points = 5, cap = 10 }

[inspectors]
limit = 9
rotation = 1
even_load_slack = 1

[replacement]
grounds = ["g", "demolished"]

[[task]]
id = "clinics"
name = "Clinics"
items = ["K1", "K2"]
kind = "key"
scope = { category = ["clinic"] }
strata = ["district", "band"]
rates = { A = "1/3", B = "1/2", C = 1 }
team = [
    { department = "health", officers = 2, qualifications = ["medical"], lead = true },
    { department = "market", officers = 2 },
]

[[task]]
id = "water"
name = "Water"
items = ["W1"]
kind = "general"
strata = ["category", "band"]
total = 6
multipliers = { A = 1, B = 2, C = 4 }
mandates = [{ least = 2, node = ["school"] }]
periods = ["p2"]
team = [{ department = "health", officers = 2, area = "not own" }]
"""


def plan(**changed: str) -> bytes:
    """The plan's text with any member's line replaced by ``name = value``."""
    lines = PLAN.splitlines()
    for name, value in changed.items():
        place = next(k for k, line in enumerate(lines) if line.startswith(f"{name} ="))
        lines[place] = f"{name} = {value}"
    return "\n".join(lines).encode()


def target_id(k: int) -> str:
    """The identifier of the target number ``k`` of the thirty."""
    return f"T{k:02}"


def _target(k: int) -> Target:
    return Target(
        id=target_id(k),
        name=f"Place {k:02} of Xiacun",
        district=("east", "west")[k % 2],
        category="school" if k % 3 == 0 else "clinic",
        address=f"Long Street {k}",
        entity=f"entity-{k // 2}",
        owner=f"owner {k}",
        status="closed" if k == 29 else "active",
        credit_class="C" if k == 28 else "",
        licences=(Licence("permit", f"N{k}", date(2003, 1, 1)), Licence("old permit", f"M{k}")),
        attributes=(("beds", str(k)),),
    )


def tables() -> Tables:
    """Everything the office knows, each table sorted by identifier."""
    targets = tuple(_target(k) for k in range(30))
    health = tuple(
        Inspector(f"H{k}", f"Healer {k}", HEALTH, ("medical",) * (k % 2), k < 4, (("east", "west")[k % 2],))
        for k in range(8)
    )
    market = tuple(
        Inspector(f"M{k}", f"Trader {k}", MARKET, limit=3, period_limits=(("p1", 2),), certificate=f"C{k}")
        for k in range(3)
    )
    idle = (
        Inspector("M3", "Trader 3", MARKET, active=False, certificate_until=date(2000, 12, 31)),
        Inspector("M4", "Trader 4", MARKET, certificate_until=date(2001, 3, 1)),
    )
    return Tables(
        targets=targets,
        items=(
            Item("K1", "Records", "key"),
            Item("K2", "Waste", "general", "Law 1"),
            Item("W1", "Water", "general", rate="5%"),
        ),
        signals=(
            *(Signal(f"S{k}", target_id(4 * k), "complaint", date(2000, 6, 1 + k), count=1 + k % 2) for k in range(6)),
            Signal("S7", target_id(5), "violation", date(2000, 7, 1), severity=2, source="court"),
            Signal("S8", target_id(7), "complaint", date(2000, 7, 2), substantiated=False),
            Signal("S9", target_id(11), "complaint", date(2000, 7, 3), ended=date(2000, 12, 1)),
        ),
        history=tuple(
            PastVisit(f"V{k}", target_id(k), date(2000, 1 + k % 12, 1), HEALTH, (f"H{k % 8}", "M0"), "ok")
            for k in range(10)
        ),
        exclusions=(
            Exclusion("E1", target_id(1), "rebuilt", "Doc 1", date(2001, 1, 1), date(2001, 6, 30), ("clinics",)),
        ),
        assigned=(Assigned("A1", "national", target_id(3), "City", "City 2001/5", "city", date(2001, 1, 4)),),
        inspectors=tuple(sorted((*health, *market, *idle), key=lambda i: i.id)),
        leave=(
            Leave("L1", "H1", date(2001, 4, 1), date(2001, 6, 30), "study"),
            Leave("L2", "H2", date(2001, 1, 10), date(2001, 1, 12)),
        ),
        conflicts=(
            Conflict("C1", "H3", "target", target_id(2), "kin"),
            Conflict("C2", "M0", "entity", "entity-4", ends=date(2002, 1, 1)),
            Conflict("C3", "M1", "owner", "owner 5", "interest", begins=date(2000, 1, 1)),
        ),
    )


def ticking(begins: datetime = BEGINS) -> Callable[[], datetime]:
    """A clock that is one second later whenever it is read."""
    now = begins

    def clock() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return clock


OPENED: list[Office] = []
"""Offices that a test has opened, to be closed after it."""


def open_office(folder: Path, begins: datetime = LATER) -> Office:
    """The office in ``folder`` with a clock of its own."""
    OPENED.append(Office(folder, ACTOR, ticking(begins)))
    return OPENED[-1]


def fill(office: Office) -> None:
    """Import every table."""
    found = tables()
    for kind in KINDS:
        store_records(office, kind, getattr(found, kind), {"file": f"{kind}.csv", "sha256": "0" * 64, "rows": 1})


def commit(office: Office, text: bytes | None = None) -> Draw:
    """Commit a plan's text, with secrets that are the same every time."""
    text = plan() if text is None else text
    facts, _, problems = acts.check_plan(text, "plan.toml", office.tables(), acts.chain_of(office))
    assert facts is not None, problems
    with patch("scheduler.acts.secrets.token_hex", side_effect=["5" * 64, "7" * 64]):
        return acts.commit(office, facts, text, office.head())


TOLD: dict[str, dict[str, Any]] = {
    "recusal": {"on": "own", "applicant": "", "relation": "other", "officer": "f", "date": None, "application": None},
    "absence": {"kind": "leave", "begins": None, "ends": None},
}
"""What an act says unless a test says otherwise."""


def happen(office: Office, kind: str, **body: Any) -> Event:
    """An act on the last draw."""
    return acts.happen(office, acts.find(office, None), kind, TOLD.get(kind, {}) | body)


def results_of(office: Office, *visits: str, ref: str | None = None) -> list[Result]:
    """A good result for each department and item of ``visits``, on the first day of their period."""
    draw = acts.find(office, ref)
    asked = owed(draw, acts.frozen_plan(office, draw))
    return [
        Result(visit, department, item, "no problem", asked.days[visit].begins)
        for visit in visits
        for department, items in asked.items[visit].items()
        for item in sorted(items)
    ]


def enter(office: Office, *visits: str) -> Event:
    """Good results of ``visits``."""
    rows = results_of(office, *visits)
    return enter_results(office, acts.find(office, None), rows, {"file": "r.csv", "sha256": "0" * 64})
