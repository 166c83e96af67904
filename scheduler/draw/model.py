"""The facts a draw starts from and the outcome it has (§3, §6–§8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Path = tuple[str, ...]


class InvalidCase(ValueError):
    """The facts break the specification; the text names all that was found."""


@dataclass(frozen=True)
class Period:
    id: str
    weight: int


@dataclass(frozen=True)
class Cell:
    """One path of a task with its rate, or with its multiplier where the task is planned by a total (§3)."""

    path: Path
    rate: Fraction | None = None
    multiplier: Fraction | None = None


@dataclass(frozen=True)
class Department:
    """What a task's team rule asks of one department (§7)."""

    department: str
    officers: int
    qualifications: tuple[str, ...] = ()
    lead: bool = False


@dataclass(frozen=True)
class Task:
    id: str
    periods: tuple[str, ...]
    cells: tuple[Cell, ...]
    team: tuple[Department, ...] = ()
    total: int | None = None


@dataclass(frozen=True)
class Row:
    """A frame row: a target in scope of a task, in the cell of its path (§3)."""

    task: str
    target: str
    path: Path


@dataclass(frozen=True)
class Inspector:
    id: str
    department: str
    qualifications: frozenset[str]
    lead: bool
    limit: int
    period_limits: Mapping[str, int]


@dataclass(frozen=True)
class Recusal:
    inspector: str
    target: str


@dataclass(frozen=True)
class Absence:
    inspector: str
    periods: tuple[str, ...]


@dataclass(frozen=True)
class Reinforcement:
    inspector: str
    limit: int


@dataclass(frozen=True)
class Replacement:
    visit: str
    period: str


@dataclass(frozen=True)
class Appointment:
    visit: str
    slot: int
    inspector: str


@dataclass(frozen=True)
class Done:
    """The visit took place: later events leave its team alone (§8, "visits not yet done")."""

    visit: str


Event = Recusal | Absence | Reinforcement | Replacement | Appointment | Done


@dataclass(frozen=True)
class Case:
    """Everything that decides a draw. ``barred`` and ``last`` map a target to inspectors; a target may be missing."""

    commitment: str
    randomness: str
    secret: str
    coordination: Literal["shared", "independent"]
    periods: tuple[Period, ...]
    tasks: tuple[Task, ...]
    frame: tuple[Row, ...]
    inspectors: tuple[Inspector, ...]
    barred: Mapping[str, frozenset[str]]
    last: Mapping[str, frozenset[str]]
    absent: frozenset[tuple[str, str]]
    even_load_slack: int | None = None
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Allocated:
    """A cell with its pool N, its rate and the number n drawn from it (§4)."""

    task: str
    path: Path
    pool: int
    rate: Fraction
    drawn: int


@dataclass(frozen=True)
class Selected:
    """A drawn target: its ticket and its rank in the cell, from 1 (§5)."""

    task: str
    target: str
    ticket: str
    rank: int


@dataclass(frozen=True)
class Visit:
    """A visit ``<target>/<k>`` with its tasks in the plan's order and its period (§6)."""

    name: str
    target: str
    tasks: tuple[str, ...]
    allowed: tuple[str, ...]
    period: str


Seat = tuple[str, int]
"""A slot by its visit's name and its number, from 1 (§7)."""


@dataclass(frozen=True)
class Filling:
    """What a team draw decided, in draw order: each slot's inspector (None: open) and the refused candidates (§7)."""

    teams: tuple[tuple[Seat, str | None], ...]
    refused: tuple[tuple[Seat, str], ...]


@dataclass(frozen=True)
class Shortage:
    """The smallest set of slots that shows why some stay open: need − capacity slots cannot be filled (§9)."""

    slots: tuple[Seat, ...]
    need: int
    capacity: int


@dataclass(frozen=True)
class After:
    """What one event drew (§8): new visits, tasks that found no reserve, open slots then, and the event's slots."""

    visits: tuple[Visit, ...]
    ended: tuple[str, ...]
    open: int
    filling: Filling


@dataclass(frozen=True)
class Outcome:
    """The whole outcome of a draw. ``visits`` in team order; ``even_load`` caps before the slack, None without the rule."""

    seed: str
    allocation: tuple[Allocated, ...]
    targets: tuple[Selected, ...]
    visits: tuple[Visit, ...]
    even_load: Mapping[str, int] | None
    open: int
    filling: Filling
    shortage: Shortage | None
    after: tuple[After, ...]
