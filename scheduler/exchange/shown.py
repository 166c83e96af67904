"""A signed file as rows for people: who hands what to whom, and the visits, or the roster, in it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from inventories.problems import N_
from scheduler.exchange import form, handin, handover

VISITS = (
    *(
        N_("visit"),
        N_("target"),
        N_("name"),
        N_("credit code"),
        N_("address"),
        N_("district"),
        N_("begins"),
        N_("ends"),
    ),
    *(N_("tasks"), N_("items"), N_("team"), N_("other departments")),
)
ROSTER = (N_("id"), N_("name"), N_("department"), N_("qualifications"), N_("areas"), N_("leave"), N_("conflicts"))


@dataclass(frozen=True)
class Shown:
    """The form of a file, its head by name, and its lines under ``headers``."""

    form: str
    head: dict[str, str]
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown(text: str) -> Shown:
    """What a signed text says. Errors: form.BadForm, also for a text that is neither handover nor hand-in."""
    if form.first_line(text.encode()) == handin.FORMAT:
        head, lines = form.read(handin.FORMAT, text, handin.Head, handin.Line)
        handin.records(head, lines)
        return Shown(handin.FORMAT, _head(head), ROSTER, tuple(_roster(lines)))
    to, visits = form.read(handover.FORMAT, text, handover.Head, handover.HandedVisit)
    return Shown(handover.FORMAT, _head(to), VISITS, tuple(map(_visit, visits)))


def _head(head: handover.Head | handin.Head) -> dict[str, str]:
    told = {**vars(head), "date": head.date.isoformat()}
    return {name: value if isinstance(value, str) else ", ".join(value) for name, value in told.items()}


def _visit(visit: handover.HandedVisit) -> tuple[str, ...]:
    """A visit under VISITS; of the team those of the receiving side, whom alone the file names."""
    to, items = visit.target, [item.name for task in visit.tasks for item in task.items]
    return (
        *(visit.visit, to.id, to.name, to.entity, to.address, to.district),
        *(visit.period.begins.isoformat(), visit.period.ends.isoformat()),
        _joined(task.name for task in visit.tasks),
        _joined(items),
        _joined(f"{member.name} ({member.id})" for member in visit.team),
        _joined(visit.others),
    )


def _roster(lines: Iterable[handin.Line]) -> Iterator[tuple[str, ...]]:
    """An inspector of a hand-in under ROSTER; of conflicts only how many there are, for they are the department's to know."""
    whole: list[Any] = list(lines)
    for one in (line.inspector for line in whole if line.inspector):
        away = [f"{x.leave.begins}–{x.leave.ends}" for x in whole if x.leave and x.leave.inspector == one.id]
        conflicts = sum(x.conflict is not None and x.conflict.inspector == one.id for x in whole)
        labels = (_joined(one.qualifications), _joined(one.areas))
        yield one.id, one.name, one.department, *labels, _joined(away), str(conflicts)


def _joined(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))
