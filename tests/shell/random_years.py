"""Offices that live through a year at random: several batches, and between them everything that changes what is left."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import small_office
from small_office import HEALTH, MARKET, happen

from inspectors.model import Inspector
from inventories.model import Exclusion, Item, PastVisit, Signal, Target
from inventories.outside import AssignedLine
from inventories.problems import Refused
from scheduler import acts, duplicates, individual, journal
from scheduler.after import acts as afterwards
from scheduler.imports import store_records
from scheduler.intake import outside
from scheduler.plan.rules import of_rates
from scheduler.results.acts import enter_results
from scheduler.store.office import Office

SHARINGS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("p1",), ("p2",), ("p3", "p4")),
    (("p1", "p3"), ("p2", "p4")),
    (("p1", "p2"), ("p3",), ("p4",)),
    (("p1",), ("p2",), ("p3",), ("p4",)),
    (("p1", "p2", "p3", "p4"),),
)
"""How the periods may be shared out to batches."""
SOURCE = {"file": "f.csv", "sha256": "0" * 64, "rows": 1}
HEAD = """
format = "double-random/plan@1"
id = "2001"
title = "Plan"
office = "Office"
randomness = [{ kind = "dice", faces = 10, throws = 20 }]
period = [
    { id = "p1", from = 2001-02-01, to = 2001-03-31, weight = 1 },
    { id = "p2", from = 2001-04-01, to = 2001-06-30, weight = 2 },
    { id = "p3", from = 2001-07-01, to = 2001-09-30, weight = 2 },
    { id = "p4", from = 2001-10-01, to = 2001-12-31, weight = 1 },
]
[points]
bands = { A = 0, B = 10, C = 25 }
credit_floor = { D = "C" }
complaint = { months = 24, points = 10, cap = 40 }
violation = { months = 1, points = 15, cap = 45 }
recency = { months = 12, points = 5, cap = 10 }
[inspectors]
limit = 90
[replacement]
grounds = ["g"]
"""
TASKS = """
[[task]]
id = "clinics"
name = "Clinics"
items = ["K1"]
kind = "key"
scope = {{ category = ["clinic"] }}
strata = ["district", "band"]
rates = {{ A = "{a}", B = "1/2", C = 1 }}
rate_for = [{{ district = "west", band = ["A", "B"], rate = "2/5" }}]
mandates = [{{ least = {least}, node = ["east"] }}, {{ least = "30%" }}]
periods = {clinic_periods}
team = [{{ department = "health" }}, {{ department = "market" }}]
[[task]]
id = "water"
name = "Water"
items = ["W1"]
kind = "general"
strata = ["beds"]
total = {total}
multiplier = "3/2"
multiplier_for = [{{ beds = "1", multiplier = 3 }}]
periods = {water_periods}
team = [{{ department = "health" }}]
[[task]]
id = "twice"
name = "Twice"
items = ["W2"]
kind = "general"
scope = {{ category = ["school", "clinic"], district = ["west"] }}
strata = []
rate = "1/3"
visits = [["p1", "p3"], ["p2", "p4"]]
team = [{{ department = "market" }}]
[[task]]
id = "national"
name = "National"
items = ["K1"]
kind = "key"
from_above = true
periods = {national_periods}
team = [{{ department = "health" }}]
"""


class Year:
    """One office's year; everything in it follows from ``seed``."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.r = Random(seed)
        self.seed = seed
        self.now = small_office.BEGINS
        self.office = Office.create(folder, small_office.ACTOR, self._clock)
        small_office.OPENED.append(self.office)
        self.batches = self.r.choice(SHARINGS)
        self.caps = self.r.choice(
            ("", "per_agency = 1", "all_levels = 2", 'all_levels = 1\nnot_counted = ["special", "c"]',
             'per_agency = 2\nall_levels = 3\nunit = "target"\nnot_counted = ["individual"]')
        )  # fmt: skip
        ids = ("p1", "p2", "p3", "p4")
        self.values: dict[str, Any] = {
            "a": self.r.choice(("1/4", "1/3", "1/7")),
            "least": self.r.randint(1, 3),
            "total": self.r.randint(2, 7),
            **{name: [*self._some(ids)] for name in ("clinic_periods", "water_periods", "national_periods")},
        }
        self.n = self.r.randint(12, 22)

    def _clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def _some(self, of: Sequence[str]) -> Sequence[str]:
        return [x for x in of if self.r.random() < 0.7] or [of[0]]

    def plan(self) -> bytes:
        batches = [
            f'{{ id = "b{k}", periods = {list(names)}, as_of = 2001-0{1 + 3 * k}-15, results_due = 2001-12-31 }},'
            for k, names in enumerate(self.batches)
        ]
        if len(self.batches) == 1:
            head = HEAD.replace("[points]", "as_of = 2001-01-15\nresults_due = 2001-12-31\n[points]")
        else:
            head = HEAD.replace("[points]", "\n".join(("batch = [", *batches, "]", "[points]")))
        if len(self.batches) == 4:
            head = head.replace("2001-010-15", "2001-09-30")
        caps = f"[caps]\n{self.caps}\n" if self.caps else ""
        return (head + caps + TASKS.format(**self.values)).encode()

    def live(self) -> Office:
        """Fill the office and draw all batches, with a void draw now and then."""
        self._fill()
        for _ in range(len(self.batches) + 2):
            self._meanwhile()
            if not self._commit():
                break
            self._draw()
            self._afterwards()
        return self.office

    # what the office knows

    def _fill(self) -> None:
        people = [Inspector(f"H{k}", f"H{k}", HEALTH) for k in range(5)] + [
            Inspector(f"M{k}", f"M{k}", MARKET) for k in range(4)
        ]
        self._put("inspectors", people)
        self._put("items", [Item("K1", "K1", "key"), Item("W1", "W1", "general"), Item("W2", "W2", "general")])
        self.targets = [self._target(k) for k in range(self.n)]
        self._put("targets", self.targets)
        self._put("history", [self._past(k) for k in range(self.n)])
        self._put("signals", [self._signal(k) for k in range(self.n)])
        self._put("exclusions", [self._exclusion(k) for k in range(4)])
        self._from_above()

    def _put(self, kind: str, records: Sequence[Any]) -> None:
        store_records(self.office, kind, records, dict(SOURCE))

    def _target(self, k: int) -> Target:
        r = self.r
        return Target(
            id=f"T{k:02}",
            name=f"Place {k}",
            district=r.choice(("east", "west")),
            category=r.choice(("clinic", "clinic", "school", "bath")),
            entity=r.choice(("", f"e{k // 2}")),
            status=r.choice(("active",) * 9 + ("closed", "suspended")),
            credit_class=r.choice(("", "", "", "D")),
            attributes=(("beds", r.choice(("0", "1"))),),
        )

    def _any(self) -> str:
        return self.r.choice(self.targets).id

    def _day(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=self.r.randrange(365))

    def _past(self, k: int) -> PastVisit:
        r = self.r
        kind = r.choice(("", "", "special", "individual"))
        level = r.choice(("", "city"))
        who = tuple(r.sample(("H0", "H1", "M0"), r.randint(0, 2)))
        department = r.choice(("", HEALTH, MARKET))
        return PastVisit(f"P{k}", self._any(), self._day(r.choice((1998, 2000, 2001))), department, who, "", level, kind,
                         r.choice(("c", "d")) if kind == "individual" else "")  # fmt: skip

    def _signal(self, k: int) -> Signal:
        r = self.r
        return Signal(
            f"S{k}", self._any(), r.choice(("complaint", "violation", "hazard")), self._day(r.choice((1999, 2000, 2001))),
            count=r.randint(1, 2), severity=r.randint(1, 2), substantiated=r.random() < 0.8,
            ended=r.choice((None, None, date(2001, 4, 15))),
        )  # fmt: skip

    def _exclusion(self, k: int) -> Exclusion:
        r = self.r
        begins, ends = r.choice(((None, None), (date(2001, 1, 15), date(2001, 4, 15)), (date(2001, 4, 1), None)))
        tasks = r.choice(((), ("clinics",), ("twice",), ("water", "national")))
        return Exclusion(f"E{k}", self._any(), r.choice(("zoned", "a ground")), "d", begins, ends, tasks)

    def _from_above(self) -> None:
        """The list of the one document, each time another: what it no longer has is gone."""
        found = []
        for target in {self._any() for _ in range(3)}:
            who = self.r.choice(((), ("H0", "H1")))
            line = AssignedLine(
                id=f"A{target}", task="national", origin="City", document="1", level="city", inspectors=who
            )
            found.append((line, target, "identifier"))
        outside.store(self.office, "assigned", sorted(found, key=lambda one: one[1]), {}, dict(SOURCE))

    # what happens

    def _meanwhile(self) -> None:
        """Anything that changes what the next commitment takes as facts."""
        r = self.r
        for act in r.sample((self._move, self._arrive, self._check, self._merge, self._amend, self._more), 3):
            act()

    def _move(self) -> None:
        k = self.r.randrange(len(self.targets))
        other = {"status": self.r.choice(("active", "closed")), "district": self.r.choice(("east", "west"))}
        self.targets[k] = replace(self.targets[k], **other)
        self._put("targets", [self.targets[k]])

    def _arrive(self) -> None:
        self.targets.append(self._target(len(self.targets)))
        self._put("targets", [self.targets[-1]])

    def _check(self) -> None:
        past = replace(self._past(0), id="", date=date(2001, 1, 6), kind="individual", level="", ground="c")
        try:
            individual.record_check(self.office, replace(past, department=HEALTH))
        except Refused:
            return

    def _merge(self) -> None:
        one, other = (target.id for target in self.r.sample(self.targets, 2))
        try:
            duplicates.decide(self.office, one, other, True, "g")
        except Refused:
            return

    def _amend(self) -> None:
        if self.r.random() < 0.8:
            self.values["a"] = self.r.choice(("1/50", "1/10", "3/4"))
            self.values["total"] = self.r.randint(2, 7)

    def _more(self) -> None:
        self._put("signals", [replace(self._signal(len(self.targets)), id=f"S{len(self.office.events())}")])
        self._from_above()
        self._put("exclusions", [replace(self._exclusion(0), id=f"E{len(self.office.events())}")])

    def _commit(self) -> bool:
        text, office = self.plan(), self.office
        try:
            facts, _, problems = acts.check_plan(text, "plan.toml", office.tables(), acts.chain_of(office))
        except Refused:  # all batches are drawn
            return False
        assert facts is not None, problems
        if any(of_rates(facts)) or not facts.frame.rows:
            return False
        with patch("scheduler.acts.secrets.token_hex", side_effect=lambda _: f"{self.r.getrandbits(256):064x}"):
            acts.commit(office, facts, text, office.head())
        return True

    def _draw(self) -> None:
        digits = "".join(str(self.r.randrange(10)) for _ in range(20))
        acts.draw(self.office, f"dice:10:{digits}")

    def _afterwards(self) -> None:
        r, office = self.r, self.office
        draw = acts.find(office, None)
        if r.random() < 0.2:
            acts.void(office, draw, "g")
            return
        visits = list(journal.standing(draw).values())
        for visit in r.sample(visits, min(3, len(visits))):
            act = r.choice((self._result, self._result, self._replace))
            act(visit)
        if r.random() < 0.3:
            task = r.choice([t["task"] for t in draw.record["tasks"]])
            told = {"document": "d", "agency": "a", "ground": "g"}
            afterwards.cancel(office, acts.find(office, None), {"task": task, **told})

    def _result(self, visit: journal.StandingVisit) -> None:
        draw = acts.find(self.office, None)
        period = next(p for p in acts.frozen_plan(self.office, draw).periods if p.id == visit.period)
        day = max(self.now.date() + timedelta(1), period.span.begins)
        if day > period.span.ends:  # the batch came late
            return
        self.now = datetime.combine(day + timedelta(1), time(), UTC)
        rows = [replace(row, date=day) for row in small_office.results_of(self.office, visit.name)]
        if self.r.random() < 0.5:
            rows = [row for row in rows if row.department == rows[0].department]
        enter_results(self.office, draw, rows, {"file": "r.csv", "sha256": "0" * 64})

    def _replace(self, visit: journal.StandingVisit) -> None:
        try:
            happen(self.office, "replacement", visit=visit.name, period=visit.period, ground="g")
        except Refused:
            return
