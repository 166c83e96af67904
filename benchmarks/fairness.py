"""How near the team draw is to the uniform one: ``python benchmarks/fairness.py [draws]``, 10,000 draws if none is given.

Cases small enough to count (``tests/draw/small_fair.py``): every best assignment is listed, and the exact chance that the draw
ends at each is derived from the list, without the draw's code. Told of each case: how many best assignments there are; the
total variation between draw and uniform, exactly, of the whole assignment, of the team of a visit (the farthest) and of who
sits in a seat (the farthest, and the mean); the least and the greatest chance of an assignment, as multiples of the uniform.
Then the draw's own core is run, each time with other randomness: how far the frequencies of who sits in a seat are from the
exact chances, the mean over the seats, and how far chance alone puts them on average. Prints a table, writes it into
docs/fairness.md, and prints as its last line one JSON object with the same figures, which are the same in every run, and the
processor seconds.
"""

import json
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "draw"), str(ROOT / "tests" / "docs")]

from pages import DOCS, generated  # noqa: E402
from small_fair import CASES, Small, apart, drawn, frequencies, noise, of_part, seats, teams, variation  # noqa: E402

PAGE = DOCS / "fairness.md"
HEADERS = {
    "best": "best assignments",
    "whole": "whole assignment",
    "team": "a team, at most",
    "seat": "a seat, at most",
    "seat_mean": "a seat, mean",
    "least": "least chance",
    "greatest": "greatest chance",
    "measured": "measured",
    "noise": "by chance",
}


def figures(name: str, small: Small, draws: int) -> dict[str, float]:
    """What is told of a case."""
    found, size = small.chances, len(small.best)
    of_seats = apart(small, seats(small))
    seen = frequencies(drawn(small, draws, name))
    told = [(of_part(found, seat), of_part(seen, seat)) for seat in seats(small)]
    return {
        "best": size,
        "whole": float(apart(small, [lambda one: one])[0]),
        "team": float(max(apart(small, teams(small)))),
        "seat": float(max(of_seats)),
        "seat_mean": float(sum(of_seats) / len(of_seats)),
        "least": float(min(found.get(one, 0) for one in small.best) * size),
        "greatest": float(max(found.values()) * size),
        "measured": float(sum(variation(*pair) for pair in told) / len(told)),
        "noise": sum(noise(exact.values(), draws) for exact, _ in told) / len(told),
    }


def line(name: str, told: dict[str, float]) -> str:
    """A row of the table."""
    shown = [f"{told['best']}", *(f"{told[key]:.4f}" for key in ("whole", "team", "seat", "seat_mean"))]
    shown += [f"{told[key]:.2f}" for key in ("least", "greatest")]
    return f"| {' | '.join([name, *shown, *(f'{told[key]:.4f}' for key in ('measured', 'noise'))])} |"


def main(draws: int) -> None:
    """Count, draw, print, write."""
    begin = process_time()
    told = {name: figures(name, small, draws) for name, small in CASES.items()}
    table = [f"| case | {' | '.join(HEADERS.values())} |", "|---|" + "---|" * len(HEADERS)]
    table += [line(name, one) for name, one in told.items()]
    print("\n".join(table))
    PAGE.write_text(generated(PAGE.read_text("utf-8"), {"fairness": "\n".join(table)}), "utf-8", newline="\n")
    print(json.dumps({"draws": draws, "seconds": round(process_time() - begin), "cases": told}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
