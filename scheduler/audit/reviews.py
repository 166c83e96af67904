"""Whether results went their way: reviewed in order, put off by an order alone, and known to later batches."""

from collections.abc import Iterator

from inventories.problems import N_, Reason
from scheduler.audit.finding import Check, Finding, verdict
from scheduler.audit.replay import Replay
from scheduler.journal import draws
from scheduler.results.check import extension_faults
from scheduler.results.states import review_faults

NOT = N_("{ref}: {visit} by {department} is not among the past visits")
OTHERWISE = N_("{ref}: {visit} by {department} is otherwise among the past visits")


def _reviews(replay: Replay) -> Finding:
    return verdict(review_faults(replay.draw))


def _extensions(replay: Replay) -> Finding:
    return verdict(extension_faults(replay.draw, replay.plan))


def _history(replay: Replay) -> Finding:
    return verdict(_unlike(replay))


def _unlike(replay: Replay) -> Iterator[str]:
    """Visits of which results were entered before the commitment and that its table of past visits tells otherwise."""
    history = {visit.id: visit for visit in replay.tables.history}
    for draw in draws(replay.before):
        for (visit, department), record in replay.chain.past(draw).items():
            if history.get(record.id) != record:
                yield Reason(
                    OTHERWISE if record.id in history else NOT, ref=draw.ref, visit=visit, department=department
                )


CHECKS = (
    Check("1.30", "results", N_("results are checked, returned and released in their order"), _reviews),
    Check("1.31", "results", N_("visits are put off by an order each, to a later day"), _extensions),
    Check("1.32", "results", N_("the past visits tell of every result entered before the commitment"), _history),
)
