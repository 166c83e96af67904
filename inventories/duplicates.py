"""Targets that are probably the same place: pairs to be looked at, found in near-linear time.

A pair is probable if name and address are the same; if one credit code is faulty and differs from a valid one by one
character, or two neighbours changed places; if identifiers or codes differ so little, and name and district are the same;
or if one owner has several codes at one address. Targets that are closed, gone or merged are not looked at.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from inventories import uscc
from inventories.held import Held
from inventories.model import Target
from inventories.problems import N_
from inventories.suspects import folded, shortened, suspects

NAME_AND_ADDRESS = N_("same name and address")
CODE = N_("a faulty credit code and a valid one, one character apart")
NEAR = N_("same name and district, identifiers or codes one character apart")
PLACE = N_("several credit codes of one owner at one address")
WIDE = 10
"""In a larger group of equals each is paired with the first alone, so that the number of pairs stays linear."""


Groups = list[list[Target]]
"""Targets in the order of their identifiers: those of one name, or all."""


@dataclass(frozen=True)
class Pair:
    """Two targets that are probably the same place, their identifiers in order, and every reason."""

    one: str
    other: str
    why: tuple[str, ...]


def pairs(targets: Iterable[Target]) -> list[Pair]:
    """All probable pairs, sorted by identifiers; input order does not matter."""
    if isinstance(targets, Held):
        targets = targets.only(suspects(targets))
    there = sorted((t for t in targets if t.standing in ("active", "suspended")), key=attrgetter("id"))
    namesakes = [[there[k] for k in group] for group in _repeated(folded(t.name) for t in there)]
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for rule, reason in _RULES:
        for one, other in rule(namesakes if rule in (_same_place, _near) else [there]):
            found[min(one, other), max(one, other)][reason] = None
    return [Pair(*names, tuple(why)) for names, why in sorted(found.items())]


def _same_place(namesakes: Groups) -> Iterator[tuple[str, str]]:
    for group in namesakes:
        placed = [target for target in group if folded(target.name) and folded(target.address)]
        for same in _repeated(folded(target.address) for target in placed):
            yield from _paired([placed[k].id for k in same])


def _faulty_code(groups: Groups) -> Iterator[tuple[str, str]]:
    """Keys of the faulty codes alone are held in memory: two valid codes never differ so little."""
    valid: list[tuple[str, str]] = []
    faulty: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for target in chain(*groups):
        if target.entity and uscc.valid(target.entity):
            valid.append((target.entity, target.id))
        elif target.entity:
            for key in shortened(target.entity):
                faulty[key].append((target.entity, target.id))
    if not faulty:
        return
    for code, name in valid:
        near = {other for key in shortened(code) for other in faulty.get(key, ())}
        yield from ((name, other) for wrong, other in sorted(near) if one_apart(code, wrong))


def _near(namesakes: Groups) -> Iterator[tuple[str, str]]:
    for group in namesakes:
        for same in _repeated(target.district for target in group):
            yield from _near_codes({group[k].id: group[k].id for k in same})
            yield from _near_codes({group[k].id: group[k].entity for k in same if group[k].entity})


def _near_codes(codes: dict[str, str]) -> Iterator[tuple[str, str]]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for name, code in codes.items():
        for key in shortened(code):
            keys[key].append(name)
    for near in keys.values():
        yield from ((one, other) for one, other in _paired(near) if one_apart(codes[one], codes[other]))


def _one_owner(groups: Groups) -> Iterator[tuple[str, str]]:
    owned = [t for t in chain(*groups) if t.entity and folded(t.address) and folded(t.owner)]
    for same in _repeated((folded(t.address), folded(t.owner)) for t in owned):
        codes: dict[str, str] = {}
        for k in same:
            codes.setdefault(owned[k].entity, owned[k].id)
        yield from _paired(list(codes.values()))


_Rule = Callable[[Groups], Iterator[tuple[str, str]]]
_RULES: tuple[tuple[_Rule, str], ...] = (
    (_same_place, NAME_AND_ADDRESS),
    (_faulty_code, CODE),
    (_near, NEAR),
    (_one_owner, PLACE),
)


def _repeated(keys: Iterable[Hashable]) -> list[list[int]]:
    """The positions of keys that stand more than once, key by key. Of a million that stand once little is held."""
    first: dict[Hashable, int] = {}
    groups: dict[Hashable, list[int]] = {}
    for at, key in enumerate(keys):
        if (before := first.setdefault(key, at)) != at:
            groups.setdefault(key, [before]).append(at)
    return list(groups.values())


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


def _paired(group: list[str]) -> Iterator[tuple[str, str]]:
    group = list(dict.fromkeys(group))
    heads = group if len(group) <= WIDE else group[:1]
    for k, one in enumerate(heads):
        yield from ((one, other) for other in group[k + 1 :])
