"""An invented population that is drawn from again and again, so that the truth is known.

1,250 targets in five districts of unequal size, three categories and four bands. Problems are the more frequent the higher the
band, and differ between districts and categories; some targets are closed. In the last district rates are 3/2 of those
elsewhere, as a mandate lifts them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from scheduler.draw.draw import draw
from scheduler.draw.model import Case, Cell, Period, Row, Task
from scheduler.estimate.estimate import Unit
from scheduler.estimate.units import over_the_year
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
Path = tuple[str, str, str]
"""District, category and band."""


@dataclass(frozen=True)
class Place:
    """A target with its cell path and what a visit would find."""

    id: str
    path: Path
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


def case(frame: Sequence[Place], rates: Mapping[Path, Fraction], number: int) -> Case:
    """The task over a frame, without teams; each draw has a ``number`` and with it a randomness of its own."""
    return Case(
        commitment="0" * 64,
        randomness=f"dice:10:{number}",
        secret="",
        coordination="shared",
        periods=(Period("p", 1),),
        tasks=(Task(TASK, ("p",), tuple(Cell(path, rate=rates[path]) for path in sorted({p.path for p in frame}))),),
        frame=tuple(Row(TASK, place.id, place.path) for place in frame),
        inspectors=(),
        barred={},
        last={},
        absent=frozenset(),
    )


def year_rates(places: Sequence[Place]) -> dict[Path, Fraction]:
    """The rate of each cell over the year."""
    lift = {LIFTED: LIFT}
    return {p.path: min(Fraction(1), RATES[p.path[2]] * lift.get(p.path[0], 1)) for p in places}


def drawn_of(frame: Sequence[Place], rates: Mapping[Path, Fraction], number: int) -> frozenset[str]:
    """Who is drawn of a frame."""
    return frozenset(chosen.target for chosen in draw(case(frame, rates, number)).targets)


def seen(places: list[Place], draws: int, missing: float = 0) -> Iterator[list[Unit]]:
    """The units of each draw: what is drawn is seen, but for a part whose results are ``missing`` at random."""
    rates, lost = year_rates(places), Random(2)
    chances = {place.id: rates[place.path] for place in places}
    for number in range(draws):
        drawn = drawn_of(places, rates, number)
        yield _units(places, chances, drawn, frozenset(name for name in sorted(drawn) if lost.random() < missing))


def seen_in_two(places: list[Place], draws: int) -> Iterator[list[Unit]]:
    """The units of two batches together: the first has half of each year's rate, the second the conditional rate that is
    left for those not drawn yet. The chances are put together as ``report estimate`` does."""
    year = year_rates(places)
    first = {path: rate / 2 for path, rate in year.items()}
    second = {path: (year[path] - had) / (1 - had) for path, had in first.items()}
    for number in range(draws):
        early = drawn_of(places, first, 2 * number)
        rest = [place for place in places if place.id not in early]
        late = drawn_of(rest, second, 2 * number + 1)
        frames = [{place.id: first[place.path] for place in places}, {place.id: second[place.path] for place in rest}]
        yield _units(places, over_the_year(frames, [early, late]), early | late, frozenset())


def _units(
    places: Sequence[Place], chances: Mapping[str, Fraction], drawn: frozenset[str], missing: frozenset[str]
) -> list[Unit]:
    return [
        Unit(
            p.id,
            chances[p.id],
            *p.path[:2],
            drawn=p.id in drawn,
            found=p.truth if p.id in drawn and p.id not in missing else None,
        )
        for p in places
    ]


def truths(places: list[Place], finding: FindingClass) -> dict[tuple[str, str], float]:
    """The true share by domain, as (way of parting, label)."""
    members: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        for key in (("whole", ""), ("district", place.path[0]), ("category", place.path[1])):
            members[key].append(place)
    return {key: sum(place.truth == finding for place in mine) / len(mine) for key, mine in members.items()}
