"""Two operators at once, and the power cut: ``python tests/shell/ordeal.py [--rounds 200] [--kills 500] [--system …]``.

Sixteen processes commit, draw, record and publish on one store, round after round; and processes are killed at random
moments while they do each of it. The same on SQLite and on a PostgreSQL server that is started for it. Stops at the first
thing that is lost, half or twice. Prints a table, and as its last line one JSON object with the same figures.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import at_once
import killed
import pg_server
import pytest

SYSTEMS = ("sqlite", "postgresql")


@contextmanager
def server(system: str) -> Iterator[str | None]:
    """Where the server of a system is; None: it has none."""
    if system == "sqlite":
        yield None
        return
    with pg_server.running() as place:
        yield place


def timed(run: Callable[[], dict[str, int]]) -> dict[str, float]:
    """What a run counted, and the seconds it took."""
    began = time.monotonic()
    return {**run(), "seconds": round(time.monotonic() - began)}


def ordeal(system: str, rounds: int, kills: int) -> dict[str, dict[str, float]]:
    """Both parts on one system."""
    with tempfile.TemporaryDirectory() as name, server(system) as place:
        url = pg_server.url(place, pg_server.new(place)) if place else None
        found = {}
        if rounds:
            found["at once"] = timed(lambda: at_once.race(Path(name) / "one", url, rounds))
            tell(system, "at once", found["at once"])
        if kills:
            found["killed"] = timed(lambda: killed.ordeal(Path(name), place, kills))
            tell(system, "killed", found["killed"])
        return found


def tell(system: str, part: str, counts: dict[str, float]) -> None:
    """Print the counts of one part."""
    for name, count in counts.items():
        print(f"{system:<12}{part:<10}{name:<26}{count:>9}", flush=True)


def main() -> None:
    """Run all that is asked for."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    asked.add_argument("--rounds", type=int, default=200)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--system", choices=SYSTEMS, action="append")
    given = asked.parse_args()
    try:
        found = {system: ordeal(system, given.rounds, given.kills) for system in given.system or SYSTEMS}
    except pytest.skip.Exception as missing:
        sys.exit(str(missing))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
