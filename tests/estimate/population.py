"""An invented population that is drawn from again and again, so that the truth is known.

1,250 targets in five districts of unequal size, three categories and four bands. Problems are the more frequent the higher the
band, and differ between districts and categories; some targets are closed. In the last district rates are 3/2 of those
elsewhere, as a mandate lifts them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from scheduler.draw.draw import draw
from scheduler.draw.model import Case, Cell, Period, Row, Task
from scheduler.estimate.estimate import Unit
from scheduler.results.model import FindingClass

DISTRICTS = {"d1": 600, "d2": 300, "d3": 200, "d4": 100, "d5": 50}
CATEGORIES = {"clinic": 0.6, "school": 0.3, "hospital": 0.1}
BANDS = {"A": 0.62, "B": 0.25, "C": 0.10, "D": 0.03}
RATES = {"A": Fraction(1, 20), "B": Fraction(1, 6), "C": Fraction(1, 2), "D": Fraction(1)}
PROBLEMS = {"A": 0.05, "B": 0.15, "C": 0.35, "D": 0.70}
IN_DISTRICT = {"d1": 0.7, "d2": 1.0, "d3": 1.3, "d4": 0.8, "d5": 1.1}
IN_CATEGORY = {"clinic": 1.2, "school": 0.8, "hospital": 0.6}
CLOSED = 0.04
LIFTED, LIFT = "d5", Fraction(3, 2)
TASK = "t"


@dataclass(frozen=True)
class Place:
    """A target with its cell path and what a visit would find."""

    id: str
    path: tuple[str, str, str]
    truth: FindingClass


def population() -> list[Place]:
    """The same targets every time."""
    rng = Random(1)
    places: list[Place] = []
    for district, size in DISTRICTS.items():
        for category, part in CATEGORIES.items():
            for band, share in BANDS.items():
                chance = PROBLEMS[band] * IN_DISTRICT[district] * IN_CATEGORY[category]
                for _ in range(round(size * part * share)):
                    luck = rng.random()
                    truth: FindingClass = (
                        "closed" if luck < CLOSED else "problem" if luck < CLOSED + chance else "clean"
                    )
                    places.append(Place(f"T{len(places):04}", (district, category, band), truth))
    return places


def case(places: list[Place]) -> Case:
    """The task over the population, without teams; each draw has a randomness of its own."""
    cells = tuple(Cell(path, rate=_rate(path)) for path in sorted({place.path for place in places}))
    return Case(
        commitment="0" * 64,
        randomness="dice:10:0",
        secret="",
        coordination="shared",
        periods=(Period("p", 1),),
        tasks=(Task(TASK, ("p",), cells),),
        frame=tuple(Row(TASK, place.id, place.path) for place in places),
        inspectors=(),
        barred={},
        last={},
        absent=frozenset(),
    )


def _rate(path: tuple[str, str, str]) -> Fraction:
    return min(Fraction(1), RATES[path[2]] * (LIFT if path[0] == LIFTED else 1))


def seen(places: list[Place], draws: int) -> Iterator[list[Unit]]:
    """The units of each draw: what is drawn is seen."""
    base = case(places)
    units = [Unit(place.id, _rate(place.path), place.path[0], place.path[1]) for place in places]
    for number in range(draws):
        outcome = draw(replace(base, randomness=f"dice:10:{number}"))
        drawn = {chosen.target for chosen in outcome.targets}
        yield [
            replace(unit, drawn=True, found=place.truth) if place.id in drawn else unit
            for unit, place in zip(units, places, strict=True)
        ]


def truths(places: list[Place], finding: FindingClass) -> dict[tuple[str, str], float]:
    """The true share by domain, as (way of parting, label)."""
    members: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        for key in (("whole", ""), ("district", place.path[0]), ("category", place.path[1])):
            members[key].append(place)
    return {key: sum(place.truth == finding for place in mine) / len(mine) for key, mine in members.items()}
