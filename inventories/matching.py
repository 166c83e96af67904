"""Who is meant: the targets that a line from outside can be about, by identifiers, and by name and address.

Identifiers decide by themselves where they name exactly one target. A name never does: it makes candidates, from which
the office chooses on record.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from inventories.merging import standing_for
from inventories.model import Join, Target
from inventories.outside import Line

State = Literal["joined", "proposed", "choice", "unknown"]
MOST = 5
"""So many candidates are named at most."""
_RARE, _COMMON = 6, 200
"""Near names are looked for by this many of their rarest pairs of characters, none of them in more names than this."""
_FORM = re.compile(r"(有限责任公司|股份有限公司|有限公司|个体工商户)+$")
_ENGLISH_FORM = re.compile(r"[\s,.]+(inc|llc|ltd|corp|co|company|limited)\W*$")


@dataclass(frozen=True)
class Match:
    """Whom a line means.

    ``joined``: its identifiers name ``candidates[0]`` and nobody else, ``by`` one of them. ``proposed``: the first
    candidate alone has the same name, and no other address. ``choice``: several can be meant, or others nearly so.
    ``unknown``: no candidate.
    """

    state: State
    candidates: tuple[str, ...] = ()
    by: Join = ""


class Index:
    """Targets as they can be named. Building takes time in proportion to them, finding hardly depends on their number."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.targets = {target.id: target for target in targets}
        self._stays = standing_for(self.targets.values())
        self._entities: defaultdict[str, list[str]] = defaultdict(list)
        self._licences: defaultdict[str, list[str]] = defaultdict(list)
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        self._addresses: defaultdict[str, list[str]] = defaultdict(list)
        self._places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for target in self.targets.values():
            if target.entity:
                self._entities[target.entity].append(target.id)
            for number in {fold(licence.number) for licence in target.licences}:
                self._licences[number].append(target.id)
            name, address = fold_name(target.name), fold(target.address)
            self._names[name].append(target.id)
            self._addresses[address].append(target.id)
            self._places[name, address].append(target.id)

    def find(self, line: Line) -> Match:
        """Whom ``line`` means. Candidates are those most alike first."""
        named = self._numbered(line)
        if not named:
            return self._by_name(line)
        common = set(self._distinct(set(named[0][1]).intersection(*(found for _, found in named[1:]))))
        if len(common) == 1:
            by, _ = min(named, key=lambda pair: len(pair[1]))  # the first of those that name fewest
            return Match("joined", tuple(common), by)
        found = common or self._distinct(
            {t for _, ids in named for t in ids}
        )  # contradictory: any of them can be meant
        return Match("choice", self._nearest(line, found))

    def _distinct(self, ids: Collection[str]) -> list[str]:
        """``ids`` without those that are merged into another of them: the two are one place."""
        return [one for one in ids if self._stays.get(one) not in ids]

    def _numbered(self, line: Line) -> list[tuple[Join, Sequence[str]]]:
        """For each identifier given that names any target: what it is, and whom it names."""
        result: list[tuple[Join, Sequence[str]]] = []
        if line.target in self.targets:
            result.append(("", [line.target]))
        elif line.target in self._entities:
            result.append(("credit code", self._entities[line.target]))
        if line.entity in self._entities:
            result.append(("credit code", self._entities[line.entity]))
        elif line.entity in self.targets:
            result.append(("", [line.entity]))
        if (number := fold(line.licence_number)) and number in self._licences:
            result.append(("licence number", self._licences[number]))
        return result

    def _by_name(self, line: Line) -> Match:
        name = fold_name(line.name)
        same = self._distinct(self._names.get(name, [])) if name else []
        if len(same) > _COMMON:  # a chain: of so many only an equal address tells one
            here = self._distinct(self._places.get((name, fold(line.address)), []))
            return Match("proposed", (here[0],)) if len(here) == 1 else Match("choice", tuple(same[:MOST]))
        agreeing = [t for t in same if addresses_agree(line.address, self.targets[t].address)]
        here = [t for t in agreeing if line.address and self.targets[t].address]
        clear = here if len(here) == 1 else agreeing
        if len(clear) == 1 and (clear is here or len(same) == 1):
            return Match("proposed", (clear[0], *[t for t in same if t != clear[0]][: MOST - 1]))
        near = same or [*self._near(name), *self._at(line.address)]
        return Match("choice", self._nearest(line, near)) if near else Match("unknown")

    def _at(self, address: str) -> list[str]:
        place = fold(address)
        found = self._addresses.get(place, []) if place else []
        return found if len(found) <= MOST else []

    def _near(self, name: str) -> list[str]:
        """Targets whose names share at least three fifths of their pairs of characters with ``name`` (Dice)."""
        own = _pairs(name)
        rare = sorted((len(found), pair) for pair in own if 0 < len(found := self._by_pair.get(pair, ())) <= _COMMON)
        shared = {other for _, pair in rare[:_RARE] for other in self._by_pair[pair]}
        alike = [other for other in shared if _alike(own, _pairs(other))]
        return [t for other in sorted(alike) for t in self._names[other]]

    def _nearest(self, line: Line, found: Iterable[str]) -> tuple[str, ...]:
        own = _pairs(fold_name(line.name))

        def order(target: str) -> tuple[int, bool, str]:
            other = self.targets[target]
            shared = own & _pairs(fold_name(other.name))
            here = line.address and other.address and addresses_agree(line.address, other.address)
            return -len(shared), not here, target

        return tuple(sorted(dict.fromkeys(found), key=order)[:MOST])

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        """Folded names by the pairs of characters in them."""
        result: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for pair in _pairs(name):
                result[pair].append(name)
        return dict(result)


def fold(text: str) -> str:
    """The form in which addresses and numbers are compared: NFKC, case folded, letters and digits alone."""
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return narrow if narrow.isalnum() else "".join(c for c in narrow if c.isalnum())


def fold_name(name: str) -> str:
    """The form in which names are compared: as ``fold``, without the legal form (有限公司, Ltd.) at the end."""
    narrow = _ENGLISH_FORM.sub("", unicodedata.normalize("NFKC", name).casefold().strip())
    folded = fold(narrow)
    return _FORM.sub("", folded) or folded


def addresses_agree(one: str, other: str) -> bool:
    """Whether two addresses can be the same: equal, one the end or the beginning of the other, or one unknown.

    甲县乙路1号 and 乙路1号 agree, so do 乙路1号 and 乙路1号3楼, but not 乙路11号 and 1号, or 乙路1 and 乙路12.
    """
    short, long = sorted((fold(one), fold(other)), key=len)
    if not short or len(short) == len(long):
        return not short or short == long
    before, after = long[-len(short) - 1], long[len(short)]
    ends = long.endswith(short) and not (before.isdigit() and short[0].isdigit())
    begins = long.startswith(short) and not (after.isdigit() and short[-1].isdigit())
    return len(short) > 3 and (ends or begins)


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[k : k + 2] for k in range(len(name) - 1)) or frozenset((name,))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 10 * len(one & other) >= 3 * (len(one) + len(other))
