"""The kinds of file that the inventory is read from, and the one way to read them.

``read`` gives records of a kind, with every problem found; ``rows`` gives rows to a room with columns of its own.
"""

from contextlib import suppress
from datetime import date
from typing import Any

from inventories import messages, templates
from inventories.assembling import Imported, Kind, read
from inventories.changes import ended
from inventories.interpreting import Values
from inventories.model import Exclusion, Item, Licence, PastVisit, Target
from inventories.outside import KINDS as OUTSIDE
from inventories.reading import Rows, TableInfo, rows
from inventories.records import changed
from inventories.values import Invalid

__all__ = ["KINDS", "Imported", "Kind", "Rows", "TableInfo", "read", "rows"]

_LICENCE = ("licence_kind", "licence_number", "licence_until")


def check_days(values: Values) -> None:
    """Raise Invalid if a record's last day is before its first."""
    if values["begins"] and values["ends"] and values["ends"] < values["begins"]:
        raise Invalid(messages.ENDS_EARLY, "ends")


def _target(values: Values) -> Target:
    """A target with the licence of its row; rows that differ in nothing else are merged."""
    own = values.copy()
    kind, number, until = map(own.pop, _LICENCE)
    return Target(**own, licences=(Licence(kind, number, until),) if kind or number or until else ())


def _merged(one: Target, other: Target) -> Target:
    licences = {*one.licences, *other.licences}
    own = {field: value for field, value in vars(one).items() if field != "licences"}
    return Target(**own, licences=tuple(sorted(licences, key=_licence_order)))


def _licence_order(licence: Licence) -> tuple[bytes, bytes, str]:
    until = licence.valid_until.isoformat() if licence.valid_until else ""
    return licence.kind.encode(), licence.number.encode(), until


def _item(values: Values) -> Item:
    """An item; the name of a part (抽查子项) stands behind the item's own, and a list without kinds may say the kind
    (重点抽查, 一般抽查) as a remark."""
    own = dict(values)
    part = own.pop("part")
    with suppress(Invalid):
        own["kind"] = own["kind"] or templates.ITEM_KIND(own["remark"])
    return Item(**own | {"name": f"{own['name']}：{part}" if part else own["name"]})


def _target_gone(target: Target, on: date) -> Target | None:
    """A target off the list stays, with a status of its own; a merged one is out already."""
    return None if target.gone or target.merged_into else changed(target, status="gone", gone=on)


def _item_gone(item: Item, on: date) -> Item | None:
    return None if item.gone else changed(item, gone=on)


def _past_visit(values: Values) -> PastVisit:
    return PastVisit(**values)


def _visit_essence(visit: PastVisit) -> PastVisit:
    """What makes a row the same visit in a later file, or in a file with one row for each item or inspector."""
    return changed(visit, inspectors=(), result="")


def _one_visit(one: PastVisit, other: PastVisit) -> PastVisit:
    """All that two rows of one visit tell."""
    results = {part for visit in (one, other) for part in visit.result.split("；") if part}
    together = tuple(sorted({*one.inspectors, *other.inspectors}))
    return changed(one, inspectors=together, result="；".join(sorted(results)))


def _exclusion(values: Values) -> Exclusion:
    check_days(values)
    return Exclusion(**values | {"tasks": tuple(sorted(values["tasks"]))})


_KINDS: tuple[Kind[Any], ...] = (
    Kind(
        "targets",
        Target,
        templates.TARGETS,
        _target,
        attributes=True,
        repeated=_LICENCE,
        merge=_merged,
        expiry=("licence_until", "licence_number", "licence_kind", "name"),
        leaves=_target_gone,
        kept=("merged_into",),
        nested={"licences": (Licence, _LICENCE)},
    ),
    Kind("items", Item, templates.ITEMS, _item, leaves=_item_gone),
    *OUTSIDE,
    Kind("history", PastVisit, templates.HISTORY, _past_visit, derived=True, merge=_one_visit, identity=_visit_essence),
    Kind("exclusions", Exclusion, templates.EXCLUSIONS, _exclusion, derived=True, leaves=ended),
)

KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in _KINDS}
"""The kinds of this room by name."""
