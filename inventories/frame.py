"""The frame: which targets each task may draw, in which cell, and who is kept out on which ground (specification §3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inventories.merging import standing_for
from inventories.model import Exclusion, PastVisit, Signal, Target
from inventories.points import Assessment, PointRules, assess

COLUMNS = ("district", "category", "band")
"""Strata columns that every target has; any other name is one of ``Target.attributes``."""


@dataclass(frozen=True)
class Scope:
    """What a task may draw (定向/不定向): each condition names a column and the values it may have; none means all."""

    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class TaskScope:
    """A task as the frame sees it: its identifier, scope and strata columns in the plan's order. ``visit_of`` names the
    task of which this is one of several visits a year."""

    task: str
    scope: Scope
    strata: tuple[str, ...]
    visit_of: str = ""


@dataclass(frozen=True)
class FrameRow:
    """One target in scope of one task, in the cell of its path."""

    task: str
    target: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Left:
    """A target in scope of a task but kept out of its frame, on a ground."""

    task: str
    target: str
    ground: str


@dataclass(frozen=True)
class Frame:
    """``rows`` sorted by task in the plan's order, then target; ``left_out`` likewise; ``assessments`` by target."""

    rows: tuple[FrameRow, ...]
    left_out: tuple[Left, ...]
    assessments: Mapping[str, Assessment]


def build(
    tasks: Iterable[TaskScope],
    targets: Iterable[Target],
    signals: Iterable[Signal],
    history: Iterable[PastVisit],
    exclusions: Iterable[Exclusion],
    rules: PointRules,
    as_of: date,
) -> Frame:
    """The frame of a plan's ``tasks`` on the day ``as_of``. Input order does not matter.

    Signals and past visits of a merged target count for the one that stands for it.
    """
    tasks = list(tasks)
    by_id = sorted(targets, key=lambda target: target.id.encode())
    stays = standing_for(by_id)
    own_signals, own_history = _by_target(signals, stays), _by_target(history, stays)
    own_exclusions = _by_target(exclusions, {})
    assessments = {t.id: assess(t, own_signals[t.id], own_history[t.id], rules, as_of) for t in by_id}
    rows: list[FrameRow] = []
    left: list[Left] = []
    for task in tasks:
        for target in by_id:
            band = assessments[target.id].band
            if not in_scope(target, band, task.scope):
                continue
            ground = ground_against(target, task, own_exclusions[target.id], as_of)
            if ground is None:
                path = tuple(value_of(target, band, column) for column in task.strata)
                rows.append(FrameRow(task.task, target.id, path))
            else:
                left.append(Left(task.task, target.id, ground))
    return Frame(tuple(rows), tuple(left), assessments)


def value_of(target: Target, band: str, column: str) -> str:
    """The target's value in a strata or scope column; blank if it has no such attribute."""
    if column == "band":
        return band
    if column in ("district", "category"):
        return str(getattr(target, column))
    return dict(target.attributes).get(column, "")


def in_scope(target: Target, band: str, scope: Scope) -> bool:
    """Whether every condition of ``scope`` holds for ``target``."""
    return all(value_of(target, band, column) in values for column, values in scope.conditions)


def ground_against(target: Target, task: TaskScope, exclusions: Iterable[Exclusion], as_of: date) -> str | None:
    """The ground that keeps ``target`` out of the task's frame, or None: how it stands, or an exclusion in force."""
    if target.standing != "active":
        return target.standing
    return min((e.ground for e in exclusions if in_force(e, task, as_of)), default=None)


def in_force(exclusion: Exclusion, task: TaskScope, as_of: date) -> bool:
    """Whether an exclusion keeps its target out of ``task`` on the day ``as_of`` (first and last day included)."""
    return (
        (not exclusion.tasks or task.task in exclusion.tasks or task.visit_of in exclusion.tasks)
        and (exclusion.begins is None or exclusion.begins <= as_of)
        and (exclusion.ends is None or as_of <= exclusion.ends)
    )


def _by_target(records: Iterable[object], stays: Mapping[str, str]) -> "defaultdict[str, list]":  # type: ignore[type-arg]
    result: defaultdict[str, list[object]] = defaultdict(list)
    for record in records:
        target = record.target  # type: ignore[attr-defined]
        result[stays.get(target, target)].append(record)
    return result
