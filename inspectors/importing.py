"""The kinds of file that the roster is read from; ``inventories.importing.read`` reads them."""

from dataclasses import replace
from datetime import date
from typing import Any

from inspectors import messages, templates
from inspectors.model import Conflict, Inspector, Leave
from inventories.changes import ended
from inventories.importing import Imported, Kind, check_days, read
from inventories.interpreting import Values
from inventories.values import Invalid, Noted, Parser, entity, identifier, text

__all__ = ["KINDS", "Imported", "Kind", "read"]

_NAMES: dict[str, Parser] = {"target": identifier, "entity": entity, "owner": text}


def _inspector(values: Values) -> Inspector:
    lists = {field: tuple(sorted(values[field], key=str.encode)) for field in ("qualifications", "areas")}
    return Inspector(**values | lists | {"period_limits": tuple(sorted(values["period_limits"]))})


def _inspector_gone(inspector: Inspector, on: date) -> Inspector | None:
    return None if inspector.gone else replace(inspector, active=False, gone=on)


def _leave(values: Values) -> Leave:
    check_days(values)
    return Leave(**values)


def _conflict(values: Values) -> Conflict:
    """A conflict whose value is what its subject says it is, written as the targets write it."""
    check_days(values)
    try:
        value = _NAMES[values["subject"]](values["value"])
    except Invalid as invalid:
        raise Invalid(messages.CONFLICT_TARGET, "value") from invalid
    return Conflict(**values | {"value": value.value if isinstance(value, Noted) else value})


_KINDS: tuple[Kind[Any], ...] = (
    Kind(
        "inspectors",
        Inspector,
        templates.INSPECTORS,
        _inspector,
        expiry=("certificate_until", "certificate", "name"),
        leaves=_inspector_gone,
    ),
    Kind("leave", Leave, templates.LEAVE, _leave, derived=True, leaves=ended),
    Kind("conflicts", Conflict, templates.CONFLICTS, _conflict, derived=True, leaves=ended),
)

KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in _KINDS}
"""The kinds of this room by name."""
