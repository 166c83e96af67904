"""What the results say of the whole pool, where that gives no target's class away. Pure.

A weighted share moves with each result by the weight of its target, which its class decides. So nothing is published until
every visit of the task is settled, of a task in which fewer than FEWEST were seen nothing at all, and shares are rounded to
whole percent. There is no estimate of a part of a task.
"""

from collections.abc import Sequence
from fractions import Fraction

from scheduler.estimate.domains import Domain, domains
from scheduler.estimate.units import estimable, units
from scheduler.facts import Facts
from scheduler.journal import Draw, standing
from scheduler.publish.view import EstimateView
from scheduler.results.model import Place
from scheduler.results.states import released

FEWEST = 50
"""Of so many targets the results are in at the least: one of them then moves the share by about as much as rounding does."""


def estimates(drawn: Sequence[tuple[Draw, Facts]]) -> tuple[EstimateView, ...]:
    """The estimates of the plan's tasks that may be published, in the plan's order."""
    known = [(draw, facts, frozenset(result.place for result in released(draw))) for draw, facts in drawn]
    settled = [task for task in estimable(drawn) if all(_settled(*one, task) for one in known)]
    found = [(task, next(domains(units(drawn, task), ()))) for task in settled]
    return tuple(_estimate(task, whole) for task, whole in found if _publishable(whole))


def _settled(draw: Draw, facts: Facts, known: frozenset[Place], name: str) -> bool:
    """Whether all that the task asks for at the visits of a draw is ``known``, or the draw has it not or no longer."""
    task = next((task for task in facts.plan.tasks if task.id == name), None)
    if task is None or name in draw.cancelled_tasks():
        return True
    visits = [visit.name for visit in standing(draw).values() if name in visit.tasks]
    return known >= {(visit, d, item) for visit in visits for d in task.departments for item in task.items}


def _publishable(whole: Domain) -> bool:
    return whole.seen >= FEWEST and whole.problem_share.basis != "too few"


def _estimate(task: str, whole: Domain) -> EstimateView:
    own = whole.problem_share
    assert own.share is not None
    assert own.low is not None
    assert own.high is not None
    share, low, high = (round(Fraction(value) * 100) for value in (own.share, own.low, own.high))
    return EstimateView(task, whole.targets, whole.seen, whole.problems, share, low, high, own.basis == "exact")
