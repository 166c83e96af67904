"""A signed handover as a list of targets that another agency has drawn: the same lines as a spreadsheet would give. Pure."""

import hashlib
from collections.abc import Iterable, Iterator

from inventories.assembling import Imported, Origins
from inventories.outside import AssignedLine
from inventories.reading import TableInfo
from inventories.records import canonical
from scheduler.exchange import form, handover


def lines(text: str, origin: str, task: str = "") -> tuple[AssignedLine, ...]:
    """A line for each visit and task of a handover that ``origin`` signed; with ``task`` all for that one of our tasks.

    Errors: form.BadForm.
    """
    return tuple(line for _row, line in numbered(text, origin, task))


def numbered(text: str, origin: str, task: str = "") -> Iterator[tuple[int, AssignedLine]]:
    """The same, each under the number of the line in the file. Errors: form.BadForm."""
    head, visits = form.read(handover.FORMAT, text, handover.Head, handover.HandedVisit)
    for row, visit in enumerate(visits, form.FIRST):
        for name in [task] if task else [handed.id for handed in visit.tasks]:
            yield row, _line(head, visit, origin, name)


def addressee(text: str) -> str:
    """For whom a handover is: its districts, or its department. Errors: form.BadForm."""
    head, _visits = form.read(handover.FORMAT, text, handover.Head, handover.HandedVisit)
    return head.department or ", ".join(head.districts)


def _line(head: handover.Head, visit: handover.HandedVisit, origin: str, task: str) -> AssignedLine:
    named = canonical([origin, head.document, task, visit.visit])
    target = visit.target
    return AssignedLine(
        id="x" + hashlib.sha256(named).hexdigest()[:20],
        target=target.id,
        entity=target.entity,
        licence_number=target.licences[0].number if target.licences else "",
        name=target.name,
        address=target.address,
        task=task,
        origin=origin,
        document=head.document,
        level=head.level,
        date=head.date,
        inspectors=tuple(member.id for member in visit.team),
    )


def imported(found: Iterable[tuple[int, AssignedLine]], file: str, digest: str) -> Imported[AssignedLine]:
    """The numbered lines as a file's reader would give them."""
    ordered = tuple(found)
    lines = tuple(line for _row, line in ordered)
    origins = Origins(file, lambda: {line.id: row for row, line in ordered})
    table = TableInfo(file, digest, "utf-8", "", "", 1, (), (), {}, len(lines), ())
    return Imported(lines, (), len(lines), digest, origins, table)
