"""How well estimates hold: ``python benchmarks/estimate.py [draws]``, 2,000 draws if no number is given.

An invented population of known truth (``tests/estimate/population.py``) is drawn from by the draw's own core, each time with
other randomness. From the targets drawn the share with problems, and the share closed, are estimated for the whole and for
every category and district. Told for each: the true share, the means of raw share and estimate over the draws, the part of
the 95 % intervals that held the truth, their mean width, and in how many draws there was none. The same for a fifth as many
years of two batches, of which the second has conditional rates, and for as many draws of whose results a quarter is missing
at random. Prints three tables, and as its last line one JSON object with the same figures, which are the same in every run,
and the seconds of processor time.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "estimate"))

from population import Place, population, seen, seen_in_two, truths

from scheduler.estimate.domains import domains
from scheduler.estimate.estimate import Unit

SLACK = 1e-12
MISSING = 0.25


def main(draws: int) -> None:
    """Draw, estimate, compare, print."""
    places, few = population(), max(1, draws // 5)
    begin = process_time()
    tables = {
        "one batch": (draws, figures(places, seen(places, draws))),
        "two batches": (few, figures(places, seen_in_two(places, few))),
        "a quarter missing": (few, figures(places, seen(places, few, MISSING))),
    }
    seconds = process_time() - begin
    for title, (number, rows) in tables.items():
        print(f"{title}, {number} draws")
        print("  ".join(rows[0]))
        for row in rows:
            print("  ".join(map(str, row.values())))
    told = {title: {"draws": number, "domains": rows} for title, (number, rows) in tables.items()}
    print(json.dumps({"targets": len(places), "seconds": round(seconds), **told}))


def figures(places: list[Place], simulated: Iterable[list[Unit]]) -> list[dict[str, object]]:
    """What is told of each finding and domain."""
    found = defaultdict(list)
    for units in simulated:
        for domain in domains(units, ("category", "district")):
            raw = (domain.problems, domain.closed)
            for finding, count, own in zip(
                ("problem", "closed"), raw, (domain.problem_share, domain.closed_share), strict=True
            ):
                found[finding, domain.by, domain.label].append((count / domain.seen if domain.seen else None, own))
    rows: list[dict[str, object]] = []
    for (finding, by, label), told in found.items():
        truth = truths(places, finding)[by, label]
        raws = [raw for raw, _ in told if raw is not None]
        shares = [own.share for _, own in told if own.share is not None]
        bounds = [(own.low, own.high) for _, own in told if own.low is not None]
        rows.append(
            {
                "finding": finding,
                "by": by,
                "domain": label,
                "true": round(truth, 4),
                "raw": round(sum(raws) / len(raws), 4),
                "estimate": round(sum(shares) / len(shares), 4),
                "cover": round(sum(low - SLACK <= truth <= high + SLACK for low, high in bounds) / len(bounds), 4),
                "width": round(sum(high - low for low, high in bounds) / len(bounds), 4),
                "without_interval": len(told) - len(bounds),
            }
        )
    return rows


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
