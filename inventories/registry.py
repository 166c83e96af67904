"""The inventory held against an extract of the registry (登记机关): who stands in one of them alone.

By credit code or identifier first; what is left, by name and address, is only probably the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from inventories.matching import addresses_agree, fold, fold_name
from inventories.model import Status, Target

How = Literal["code", "code missing", "codes differ"]
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Business:
    """A row of the registry's extract. ``id``: the identifier of a target, where the extract has such a column."""

    row: int
    id: str
    entity: str
    name: str
    address: str
    district: str
    category: str
    status: Status


@dataclass(frozen=True, slots=True)
class Pair:
    """A business and a target that are the same by code, or else probably the same by name and address."""

    business: Business
    target: Target
    how: How


@dataclass(frozen=True)
class Comparison:
    """Businesses that are not closed: ``found`` by code, ``probable`` by name and address, ``lacking`` in the inventory.

    ``closed``: closed businesses, counted apart. ``missing``: active targets that the registry lacks. ``differing``:
    active targets of businesses that are not, and active businesses none of whose targets is.
    """

    found: tuple[Business, ...]
    probable: tuple[Pair, ...]
    lacking: tuple[Business, ...]
    closed: tuple[Business, ...]
    missing: tuple[Target, ...]
    differing: tuple[Pair, ...]


def compare(businesses: Iterable[Business], targets: Iterable[Target]) -> Comparison:
    """The comparison; its time grows with rows and targets alone. A target belongs to open businesses before closed ones."""
    targets = sorted(targets, key=lambda target: target.id.encode())
    entries = sorted(businesses, key=lambda business: business.row)
    by_id = {target.id: target for target in targets}
    by_entity = _grouped((t for t in targets if t.entity), lambda target: target.entity)
    seen: set[str] = set()
    found: list[Business] = []
    differing: list[Pair] = []
    rest: tuple[list[Business], list[Business]] = [], []
    for closed in (False, True):
        for business in entries:
            if (business.status == "closed") is not closed:
                continue
            mine = _by_code(business, by_id, by_entity)
            differing += _differing([Pair(business, target, "code") for target in mine if target.id not in seen])
            seen.update(target.id for target in mine)
            (found if mine else rest[closed]).append(business)
    alone = [target for target in targets if target.id not in seen]
    probable = list(_by_name(rest[False], alone))
    alone = _without(alone, probable)
    gone = list(_by_name(rest[True], alone))
    rows = {pair.business.row for pair in probable}
    for pair in (*probable, *gone):
        differing += _differing([pair])
    return Comparison(
        found=tuple(business for business in found if business.status != "closed"),
        probable=tuple(probable),
        lacking=tuple(business for business in rest[False] if business.row not in rows),
        closed=tuple(business for business in entries if business.status == "closed"),
        missing=tuple(target for target in _without(alone, gone) if target.standing == "active"),
        differing=tuple(differing),
    )


def _differing(pairs: list[Pair]) -> list[Pair]:
    """Of the pairs of one business those whose status differs: see ``Comparison``."""
    active = [pair for pair in pairs if pair.target.standing == "active"]
    if not pairs or pairs[0].business.status != "active":
        return active
    return [] if active else pairs[:1]


def _without(targets: list[Target], pairs: list[Pair]) -> list[Target]:
    taken = {pair.target.id for pair in pairs}
    return [target for target in targets if target.id not in taken]


def _by_code(business: Business, by_id: dict[str, Target], by_entity: dict[object, list[Target]]) -> list[Target]:
    """The targets of a business by its credit code, else by the identifier that the extract gives it."""
    if business.entity in by_entity:
        return by_entity[business.entity]
    named = by_id.get(business.entity) or by_id.get(business.id)
    return [named] if named else []


def _by_name(businesses: list[Business], targets: list[Target]) -> Iterator[Pair]:
    """Pairs of the same name and address, in order; then of a name that each side has once, with addresses that agree."""
    at_place = _grouped((t for t in targets if fold(t.address)), lambda t: (fold_name(t.name), fold(t.address)))
    waiting = {place: iter(found) for place, found in at_place.items()}
    rest: list[Business] = []
    taken: set[str] = set()
    for business in businesses:
        same = next(waiting.get((fold_name(business.name), fold(business.address)), iter(())), None)
        if same:
            taken.add(same.id)
            yield _likely(business, same)
        elif business.name:
            rest.append(business)
    others = _grouped((t for t in targets if t.id not in taken), lambda t: fold_name(t.name))
    for name, found in _grouped(rest, lambda b: fold_name(b.name)).items():
        named = others.get(name, [])
        if len(found) == len(named) == 1 and addresses_agree(found[0].address, named[0].address):
            yield _likely(found[0], named[0])


def _likely(business: Business, target: Target) -> Pair:
    return Pair(business, target, "codes differ" if business.entity and target.entity else "code missing")


def _grouped(records: Iterable[R], key: Callable[[R], object]) -> "dict[object, list[R]]":
    result: defaultdict[object, list[R]] = defaultdict(list)
    for record in records:
        result[key(record)].append(record)
    return dict(result)
