"""What is wrong with lists of targets that another agency has drawn: none of them may be dropped in silence. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from inspectors.model import Inspector
from inventories.matching import Index, fold_name
from inventories.model import Join
from inventories.outside import AssignedLine
from inventories.problems import Place, Problem
from scheduler import journal, messages
from scheduler.exchange.messages import OTHER_NAME, UNKNOWN_ASSIGNED
from scheduler.imported import standing
from scheduler.intake.references import by_certificate
from scheduler.log import Event

Pairs = tuple[tuple[AssignedLine, str, Join], ...]


def strict(found: Iterable[Problem], reviewed: bool) -> Iterator[Problem]:
    """The problems of lines that were not joined, as errors; those to be decided wait if there is a list to decide in."""
    for problem in found:
        if problem.message is messages.UNJOINED:
            yield replace(problem, message=UNKNOWN_ASSIGNED, warning=False)
        else:
            yield replace(problem, warning=reviewed)


def called(pairs: Pairs, roster: Sequence[Inspector]) -> Pairs:
    """The lines with their inspectors by identifier, also where the list has the numbers of their certificates."""
    name = by_certificate(roster)
    return tuple((replace(x, inspectors=tuple(map(name, x.inspectors))), target, by) for x, target, by in pairs)


def problems(
    pairs: Pairs, index: Index, roster: Iterable[Inspector], origins: Mapping[str, Place], signed: bool
) -> Iterator[Problem]:
    """Inspectors and targets that are not known here, and, in another office's file, identifiers that are of another place."""
    known = {inspector.id for inspector in roster if not inspector.gone}
    for line, target, by in pairs:
        at = origins.get(line.id, Place())
        for name in line.inspectors:
            if name not in known:
                yield Problem(messages.UNKNOWN_INSPECTOR, {"id": name}, replace(at, value=name))
        if target not in index.targets and by:  # the others are refused by ``strict``
            yield Problem(UNKNOWN_ASSIGNED, {"n": 1}, replace(at, value=line.name or target))
        elif signed and by == "" and fold_name(line.name) != fold_name(index.targets[target].name):
            yield Problem(OTHER_NAME, {"id": target, "name": index.targets[target].name}, replace(at, value=line.name))


def waiting(events: Sequence[Event]) -> tuple[str, int]:
    """The last commitment that is not void, by name, and how many targets lists from above have brought since: they are in
    no draw yet, and wait for the next commitment. ``("", 0)`` before there is one."""
    last = next((draw for draw in reversed(journal.draws(events)) if not draw.void), None)
    if last is None:
        return "", 0
    lists = [e.body for e in standing(events) if e.body["kind"] == "assigned" and e.seq > last.commitment.seq]
    return last.ref, sum(body["new"] + body["back"] for body in lists)
