"""Lists as they come from outside: signals, credit repairs and credit classes, each line with whom it is about as given.

Whom a line means is found by ``inventories.matching``; until then it is about nobody.
"""

from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Any, Literal, TypeVar

from inventories import messages, templates
from inventories.assembling import Kind
from inventories.interpreting import Values
from inventories.model import Factor, Level
from inventories.values import Invalid

L = TypeVar("L", bound="Line")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of such a list: whom it is about, as far as it says so ("" where it does not)."""

    id: str
    target: str = ""
    entity: str = ""
    licence_number: str = ""
    name: str = ""
    address: str = ""

    @property
    def numbered(self) -> bool:
        """Whether an identifier, a credit code or a licence number is given."""
        return bool(self.target or self.entity or self.licence_number)


@dataclass(frozen=True, kw_only=True)
class SignalLine(Line):
    """A signal before it is joined to a target; ``commended``: an entry of a red list (红名单), which is none."""

    factor: Factor | Literal["commended"]
    date: Day
    count: int = 1
    severity: int = 1
    substantiated: bool = True
    source: str = ""
    ended: Day | None = None


@dataclass(frozen=True, kw_only=True)
class RepairLine(Line):
    """A credit repair (信用修复): from ``date`` on, ``signal``, or every credit signal before it, no longer counts."""

    date: Day
    document: str
    signal: str = ""


@dataclass(frozen=True, kw_only=True)
class ClassLine(Line):
    """A credit class given from outside (信用风险等级), such as A to E."""

    credit_class: str


@dataclass(frozen=True, kw_only=True)
class AssignedLine(Line):
    """A target that another agency has drawn, as its list names it; see ``Assigned``."""

    task: str
    origin: str
    document: str
    level: Level = ""
    date: Day | None = None
    inspectors: tuple[str, ...] = ()


def _named(values: Values) -> Values:
    if not any(values[column.field] for column in templates.WHO):
        raise Invalid(messages.NOBODY, "name")
    return values


def _signal(values: Values) -> SignalLine:
    return SignalLine(**_named(values))


def _repair(values: Values) -> RepairLine:
    return RepairLine(**_named(values))


def _class(values: Values) -> ClassLine:
    return ClassLine(**_named(values))


def _assigned(values: Values) -> AssignedLine:
    return AssignedLine(**_named(values))


def _essence(line: L) -> L:
    """What makes a line the same line in a later file: not how the name of a numbered target is written by then."""
    return replace(line, name="", address="") if line.numbered else line


def _signal_essence(line: SignalLine) -> SignalLine:
    """As ``_essence``; a signal that has ended since, or was found to be unfounded, or has been counted anew, is the same."""
    return replace(_essence(line), ended=None, substantiated=True, count=1)


def _ended(one: SignalLine, other: SignalLine) -> SignalLine:
    return replace(one, ended=min(filter(None, (one.ended, other.ended)), default=None))


KINDS: tuple[Kind[Any], ...] = (
    Kind(
        "signals",
        SignalLine,
        templates.SIGNALS,
        _signal,
        derived=True,
        repeated=("ended",),
        merge=_ended,
        identity=_signal_essence,
        agreed=("count", "substantiated"),
    ),
    Kind("repairs", RepairLine, templates.REPAIRS, _repair, derived=True, identity=_essence),
    Kind("classes", ClassLine, templates.CLASSES, _class, derived=True, identity=_essence),
    Kind("assigned", AssignedLine, templates.ASSIGNED, _assigned, derived=True, identity=_essence),
)
"""The kinds of list whose lines are joined to targets."""
