"""Many draws at once: chunks of numbers shared out to processes, whose tallies are added up.

Processes are started afresh (``spawn``), as Windows starts them. How many there are changes nothing but the time.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from scheduler.draw.draw import draw
from scheduler.draw.model import Case
from scheduler.simulate.seeds import seeded
from scheduler.simulate.tally import Tally, count

CHUNK = 20
MOST_WORKERS = 32


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def simulate(
    asked: Case,
    district: Mapping[str, str],
    draws: int,
    done: Callable[[int], object] = lambda _n: None,
    workers: int | None = None,
) -> Tally:
    """The tally of the simulated draws 1 to ``draws``; ``done`` is told how many more are counted."""
    chunks = [range(first, min(first + CHUNK, draws + 1)) for first in range(1, draws + 1, CHUNK)]
    number = min(workers or cores(), len(chunks), MOST_WORKERS)
    result = Tally()
    for tally in _alone(asked, district, chunks) if number == 1 else _together(asked, district, chunks, number):
        result.add(tally)
        done(tally.draws)
    return result


def _alone(asked: Case, district: Mapping[str, str], chunks: list[range]) -> Iterator[Tally]:
    return map(partial(_counted, asked, district), chunks)


def _together(asked: Case, district: Mapping[str, str], chunks: list[range], workers: int) -> Iterator[Tally]:
    """By processes of their own; what they leave, if the system ends one or allows none, alone."""
    finished = 0
    try:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, spawn, _begin, (asked, dict(district))) as pool:
            for tally in pool.map(_in_process, chunks):
                finished += 1
                yield tally
    except (BrokenProcessPool, OSError, ImportError):
        yield from _alone(asked, district, chunks[finished:])


def _counted(asked: Case, district: Mapping[str, str], numbers: range) -> Tally:
    tally = Tally()
    for number in numbers:
        count(tally, draw(seeded(asked, number)), asked, district)
    return tally


_given: tuple[Case, Mapping[str, str]]
"""What a process was started for."""


def _begin(asked: Case, district: Mapping[str, str]) -> None:
    global _given
    _given = asked, district


def _in_process(numbers: range) -> Tally:
    return _counted(*_given, numbers)
