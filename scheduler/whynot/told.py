"""Why not, as sentences that are still data: made last, and put into a language only where they are shown."""

from dataclasses import dataclass

from inventories.problems import Problem, Words
from scheduler.whynot import messages
from scheduler.whynot.core import WhyNot


@dataclass(frozen=True)
class Told:
    """A heading, and what stands under it. ``because`` names rule and basis of each sentence, in the catalogues' English."""

    heading: Problem
    points: tuple[Problem, ...] = ()
    because: tuple[tuple[Words, Words], ...] = ()


def tell(found: WhyNot) -> tuple[Told, ...]:
    """What is to be said, in order; nothing if everything holds."""
    if found.verdict == "yes":
        return ()
    if found.doubt is not None:
        return (Told(Problem(messages.UNDECIDED), (found.doubt,)),)
    if not found.statements:
        return (Told(Problem(messages.NOTHING)),)
    points = tuple(Problem(s.message, s.params, s.place) for s in found.statements)
    because = tuple((Words(s.rule.name), Words(s.rule.basis)) for s in found.statements)
    heading = messages.CANNOT if len(points) > 1 else messages.ALONE
    return (Told(Problem(heading), points, because), _repairs(found))


def _repairs(found: WhyNot) -> Told:
    if not found.repairs:
        return Told(Problem(messages.NO_MEND))
    return Told(Problem(messages.MENDS), tuple(Problem(r.message, r.params) for r in found.repairs))
