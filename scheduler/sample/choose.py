"""Choices that look arbitrary and are always the same: each is derived from SHA-256 of a name."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


def number(name: str, below: int) -> int:
    """A whole number from 0 to ``below`` − 1 that depends on ``name`` alone."""
    return int(hashlib.sha256(f"xiacun/{name}".encode()).hexdigest(), 16) % below


def pick(name: str, options: Sequence[T]) -> T:
    """One of ``options``."""
    return options[number(name, len(options))]


def weighted(name: str, weights: Mapping[T, int]) -> T:
    """One of the keys of ``weights``, the heavier the likelier."""
    rest = number(name, sum(weights.values()))
    for option, weight in weights.items():
        rest -= weight
        if rest < 0:
            return option
    raise AssertionError("weights that do not add up")


def shuffled(name: str, options: Iterable[str]) -> list[str]:
    """All of ``options``, in an order of their own."""
    return sorted(options, key=lambda option: hashlib.sha256(f"xiacun/{name}/{option}".encode()).digest())


def day(name: str, first: date, last: date) -> date:
    """A day from ``first`` to ``last``, both included."""
    return first + timedelta(number(name, (last - first).days + 1))


def workday(name: str, first: date, last: date) -> date:
    """A Monday to Friday from ``first`` to ``last``, or ``first`` if there is none; public holidays are not known."""
    days = [first + timedelta(k) for k in range((last - first).days + 1)]
    return pick(name, [each for each in days if each.weekday() < 5] or [first])
