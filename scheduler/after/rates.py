"""How often acts after draws concern one inspector or one target, against all others. Pure, exact fractions.

A *trial* is an occasion on which something could have happened; it is a *hit* if it did. Somebody *stands out* if chance
alone, dealing the same hits at random over the same trials, would give anybody in the list so many less than once in
twenty lists: their chance of so many (hypergeometric, one side), times the number of those compared, is at most 1/20.

    act            trials, by inspector                     trials, by target
    recusal        places given to them, and recusals       the same at the target
    absence        periods in which they had places         places given at the target
    replacement    places in visits that stood or ended so  its visits
    refusal        times they were next for a slot (§7)     times somebody was next for a slot there
    appointment    places they held                         its places held
    open                                                    its slots
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any, Literal

from inventories.problems import N_
from scheduler.journal import ACTS, UNDRAWN, Draw, standing, target_of
from scheduler.log import Event

By = Literal["inspector", "target"]
KINDS = {
    "recusal": N_("Recusals"),
    "absence": N_("Absences since the draw"),
    "replacement": N_("Replacements of a visit"),
    "refusal": N_("Passed over in the draw"),
    "appointment": N_("Appointments by order"),
    "open": N_("Open slots"),
}
NOTABLE = Fraction(1, 20)


@dataclass(frozen=True)
class Trial:
    """An occasion for an act of ``kind``; an empty inspector or target: it is none for inspectors, or targets."""

    kind: str
    inspector: str
    target: str
    hit: bool


@dataclass(frozen=True)
class Rate:
    """``hits`` of ``trials`` for one inspector or target, and the same of all others together.

    ``chance`` is that of as many hits or more by chance alone; ``compared`` how many the list has.
    """

    kind: str
    name: str
    hits: int
    trials: int
    rest_hits: int
    rest_trials: int
    chance: Fraction
    compared: int

    @property
    def stands_out(self) -> bool:
        """Whether chance alone hardly explains it. What the draw itself decides nobody can have steered."""
        return self.kind != "refusal" and self.chance * self.compared <= NOTABLE


@dataclass(frozen=True)
class Ground:
    """How many acts of a kind have one ground, of how many with any, and how many inspectors and targets they concern."""

    kind: str
    ground: str
    number: int
    of: int
    inspectors: int
    targets: int


def rates(draws: Iterable[Draw], by: By) -> list[Rate]:
    """Everybody with a hit, what stands out first, then by kind, the least likely first."""
    trials: defaultdict[str, Counter[str]] = defaultdict(Counter)
    hits: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for trial in (trial for draw in draws for trial in _trials(draw)):
        if name := getattr(trial, by):
            trials[trial.kind][name] += 1
            hits[trial.kind][name] += trial.hit
    found = [_rate(kind, name, hits[kind], trials[kind]) for kind in KINDS for name in hits[kind] if hits[kind][name]]
    order = list(KINDS)
    return sorted(found, key=lambda r: (not r.stands_out, order.index(r.kind), r.chance, r.name))


def _rate(kind: str, name: str, hits: Counter[str], trials: Counter[str]) -> Rate:
    all_hits, all_trials = hits.total(), trials.total()
    chance = at_least(hits[name], trials[name], all_hits, all_trials)
    rest = all_hits - hits[name], all_trials - trials[name]
    return Rate(kind, name, hits[name], trials[name], *rest, chance, len(trials))


def at_least(hits: int, trials: int, all_hits: int, all_trials: int) -> Fraction:
    """The chance that ``trials`` of ``all_trials``, taken at random, hold ``hits`` or more of ``all_hits``."""
    misses = all_trials - all_hits
    least = max(hits, trials - misses)
    ways, term = 0, comb(all_hits, least) * comb(misses, trials - least)
    for k in range(least, min(trials, all_hits) + 1):
        ways += term
        term = term * (all_hits - k) * (trials - k) // ((k + 1) * (misses - trials + k + 1))
    return Fraction(ways, comb(all_trials, trials))


def grounds(draws: Iterable[Draw]) -> list[Ground]:
    """The grounds of all acts, by kind, the most frequent first. Of recusals and absences the category counts."""
    found: defaultdict[str, defaultdict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for event in (event for draw in draws for event in _with_grounds(draw)):
        found[event.kind][_ground(event)].append(event.body)
    rows = []
    for kind, by_ground in found.items():
        of = sum(map(len, by_ground.values()))
        for ground, bodies in by_ground.items():
            people = {body["inspector"] for body in bodies if "inspector" in body}
            places = {_target(body) for body in bodies} - {""}
            rows.append(Ground(kind, ground, len(bodies), of, len(people), len(places)))
    order = [*ACTS, *UNDRAWN, "void"]
    return sorted(rows, key=lambda row: (order.index(row.kind), -row.number, row.ground))


def _with_grounds(draw: Draw) -> list[Event]:
    return [*(e for e in draw.after if e.kind in (*ACTS, *UNDRAWN)), *([draw.void] if draw.void else [])]


def _ground(event: Event) -> str:
    category = {"recusal": "relation", "application": "relation", "absence": "kind", "appointment": "order"}
    return str(event.body[category.get(event.kind, "ground")])


def _target(body: dict[str, Any]) -> str:
    return str(body.get("target") or target_of(body.get("visit", "")))


def _trials(draw: Draw) -> Iterator[Trial]:
    if draw.draw is None or draw.void:
        return
    acts = [event for event in draw.after if event.kind in ACTS]
    outcomes = [draw.outcome, *(event.body["outcome"] for event in acts)]
    ordered = {(e.body["inspector"], e.body["visit"]) for e in acts if e.kind == "appointment"}
    places = {(row["inspector"], row["visit"]) for o in outcomes for row in o["teams"] if row["inspector"]} | ordered
    lost = {kind: set(_lost(acts, kind)) for kind in ("recusal", "absence")}
    held = places - lost["recusal"] - lost["absence"]
    periods = {row["visit"]: row["period"] for outcome in outcomes for row in outcome["visits"]}
    ended = {event.body["visit"] for event in acts if event.kind == "replacement"}
    yield from _recusals(acts, places, lost["recusal"])
    yield from (
        Trial("absence", "", target_of(visit), (who, visit) in lost["absence"]) for who, visit in sorted(places)
    )
    yield from _absences(acts, {(who, periods[visit]) for who, visit in places})
    yield from (Trial("replacement", who, "", visit in ended) for who, visit in sorted(held))
    yield from (Trial("replacement", "", target_of(v), v in ended) for v in periods)
    for outcome in outcomes:
        for name, hit in (("refused", True), ("teams", False)):
            yield from (Trial("refusal", r["inspector"] or "", target_of(r["visit"]), hit) for r in outcome[name])
    yield from (Trial("appointment", who, target_of(visit), (who, visit) in ordered) for who, visit in sorted(held))
    seats = ((v, who) for v in standing(draw).values() for who in v.team.values())
    yield from (Trial("open", "", visit.target, who is None) for visit, who in seats)


def _lost(acts: Iterable[Event], kind: str) -> Iterator[tuple[str, str]]:
    """The places, inspector and visit, that acts of a kind have emptied: those are what it drew anew."""
    for event in acts:
        if event.kind == kind:
            yield from ((event.body["inspector"], row["visit"]) for row in event.body["outcome"]["teams"])


def _recusals(acts: Iterable[Event], places: Iterable[tuple[str, str]], lost: set[tuple[str, str]]) -> Iterator[Trial]:
    """Places given, and recusals of people who had none there: they too narrow who can be drawn."""
    yield from (Trial("recusal", who, target_of(visit), (who, visit) in lost) for who, visit in sorted(places))
    emptied = {(who, target_of(visit)) for who, visit in lost}
    barred = {(e.body["inspector"], e.body["target"]) for e in acts if e.kind == "recusal"}
    yield from (Trial("recusal", who, target, True) for who, target in sorted(barred - emptied))


def _absences(acts: Iterable[Event], given: Iterable[tuple[str, str]]) -> Iterator[Trial]:
    """By inspector: one trial for each period in which they had places, however many; one illness is one hit there."""
    away = {(e.body["inspector"], p) for e in acts if e.kind == "absence" for p in e.body["periods"]}
    yield from (Trial("absence", who, "", (who, p) in away) for who, p in sorted(given))
