"""Targets that are probably the same place: pairs to be looked at, found in near-linear time.

A pair is probable if name and address are the same; if one credit code is faulty and differs from a valid one by one
character, or two neighbours changed places; if identifiers or codes differ so little, and name and district are the same;
or if one owner has several codes at one address. Targets that are closed, gone or merged are not looked at.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from inventories import uscc
from inventories.model import Target
from inventories.problems import N_

NAME_AND_ADDRESS = N_("same name and address")
CODE = N_("a faulty credit code and a valid one, one character apart")
NEAR = N_("same name and district, identifiers or codes one character apart")
PLACE = N_("several credit codes of one owner at one address")
WIDE = 10
"""In a larger group of equals each is paired with the first alone, so that the number of pairs stays linear."""


@dataclass(frozen=True)
class Pair:
    """Two targets that are probably the same place, their identifiers in order, and every reason."""

    one: str
    other: str
    why: tuple[str, ...]


def pairs(targets: Iterable[Target]) -> list[Pair]:
    """All probable pairs, sorted by identifiers; input order does not matter."""
    there = sorted((t for t in targets if t.standing in ("active", "suspended")), key=lambda t: t.id.encode())
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for rule, reason in _RULES:
        for one, other in rule(there):
            found[min(one, other), max(one, other)][reason] = None
    return [Pair(*names, tuple(why)) for names, why in sorted(found.items())]


def _same_place(targets: list[Target]) -> Iterator[tuple[str, str]]:
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for target in targets:
        name, address = _folded(target.name), _folded(target.address)
        if name and address:
            groups[name, address].append(target.id)
    for group in groups.values():
        yield from _paired(group)


def _faulty_code(targets: list[Target]) -> Iterator[tuple[str, str]]:
    """Keys of the faulty codes alone are held in memory: two valid codes never differ so little."""
    valid: list[tuple[str, str]] = []
    faulty: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for target in targets:
        if uscc.valid(target.entity):
            valid.append((target.entity, target.id))
        elif target.entity:
            for key in _shortened(target.entity):
                faulty[key].append((target.entity, target.id))
    if not faulty:
        return
    for code, name in valid:
        near = {other for key in _shortened(code) for other in faulty.get(key, ())}
        yield from ((name, other) for wrong, other in sorted(near) if one_apart(code, wrong))


def _near(targets: list[Target]) -> Iterator[tuple[str, str]]:
    by_name: defaultdict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in targets:
        by_name[_folded(target.name), target.district].append(target)
    for group in by_name.values():
        if len(group) > 1:
            yield from _near_codes({t.id: t.id for t in group})
            yield from _near_codes({t.id: t.entity for t in group if t.entity})


def _near_codes(codes: dict[str, str]) -> Iterator[tuple[str, str]]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for name, code in codes.items():
        for key in _shortened(code):
            keys[key].append(name)
    for near in keys.values():
        yield from ((one, other) for one, other in _paired(near) if one_apart(codes[one], codes[other]))


def _one_owner(targets: list[Target]) -> Iterator[tuple[str, str]]:
    groups: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for target in targets:
        address, owner = _folded(target.address), _folded(target.owner)
        if address and owner and target.entity:
            groups[address, owner].setdefault(target.entity, target.id)
    for group in groups.values():
        yield from _paired(list(group.values()))


_Rule = Callable[[list[Target]], Iterator[tuple[str, str]]]
_RULES: tuple[tuple[_Rule, str], ...] = (
    (_same_place, NAME_AND_ADDRESS),
    (_faulty_code, CODE),
    (_near, NEAR),
    (_one_owner, PLACE),
)


def one_apart(one: str, other: str) -> bool:
    """True if one character is another, missing or too many, or two neighbours changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )


def _shortened(code: str) -> set[str]:
    """The code, and the code without one of its characters: codes that are one apart share one of these."""
    return {code, *(code[:k] + code[k + 1 :] for k in range(len(code)))}


def _paired(group: list[str]) -> Iterator[tuple[str, str]]:
    group = list(dict.fromkeys(group))
    heads = group if len(group) <= WIDE else group[:1]
    for k, one in enumerate(heads):
        yield from ((one, other) for other in group[k + 1 :])


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
