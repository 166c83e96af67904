"""Which of many targets may be one of a pair of duplicates: found by columns, so that the others need not be made.

A target may be one if its name stands more than once, or its owner at its address, or if its credit code is faulty or near
to a faulty one. Keys are compared by their hash: two that chance to share one only mean a further look.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import compress

from inventories import uscc
from inventories.held import Held
from inventories.model import Target
from inventories.pages import Few, Many, Strip

_BLANKS = re.compile(r"[^\S\n]")
_Keys = Callable[[Held[Target]], Iterator[list[int]]]


def suspects(targets: Held[Target]) -> set[str]:
    """The identifiers of the targets of which ``duplicates.pairs`` has to make sure."""
    ids = [column.all() for (column,) in targets.columns("id")]
    found = _near_codes(targets)
    for keys in (_names, _places):
        repeated = _repeated(keys(targets))
        for own, page in zip(ids, keys(targets) if repeated else (), strict=False):
            found.update(compress(own, (key in repeated for key in page)))
    return found


def folded(text: str) -> str:
    """The form in which names and addresses are compared: NFKC, without blanks, case folded."""
    narrow = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
    return "".join(narrow.split()).casefold()


def shortened(code: str) -> set[str]:
    """The code, and the code without one of its characters: codes that are one apart share one of these."""
    return {code, *(code[:k] + code[k + 1 :] for k in range(len(code)))}


def _repeated(pages: Iterable[list[int]]) -> set[int]:
    """The keys that stand more than once; 0 stands for none."""
    seen: set[int] = set()
    again: set[int] = set()
    for page in pages:
        distinct = {*page}
        again |= distinct & seen
        if len(distinct) < len(page):
            again |= {key for key, number in Counter(page).items() if number > 1}
        seen |= distinct
    return again - {0}


def _names(targets: Held[Target]) -> Iterator[list[int]]:
    for (names,) in targets.columns("name"):
        yield [*map(hash, _folded(names))]


def _places(targets: Held[Target]) -> Iterator[list[int]]:
    """Owner and address of targets that have a code."""
    for codes, owners, addresses in targets.columns("entity", "owner", "address"):
        if isinstance(codes, Few) and not any(codes.values):
            yield [0] * len(codes.places)
        else:
            rows = zip(codes.all(), _folded(owners), _folded(addresses), strict=True)
            yield [hash((owner, address)) if code and owner and address else 0 for code, owner, address in rows]


def _folded(column: Strip) -> list[str]:
    match column:
        case Few():
            return Few([*map(folded, column.values)], column.places).all()
        case Many() if not _BLANKS.search(column.text) and unicodedata.is_normalized("NFKC", column.text):
            return column.text.casefold().split("\n")
    return [*map(folded, column.all())]


def _near_codes(targets: Held[Target]) -> set[str]:
    """The targets with a faulty code, and those with a valid one that is near to it."""
    codes = [
        (name, code)
        for ids, column in targets.columns("id", "entity")
        if not isinstance(column, Few) or any(column.values)
        for name, code in zip(ids.all(), column.all(), strict=True)
        if code
    ]
    faulty = {code for code in {code for _, code in codes} if not uscc.valid(code)}
    near = {key for code in faulty for key in shortened(code)}
    return {name for name, code in codes if code in faulty or not near.isdisjoint(shortened(code))} if near else set()
