"""What the plan says of acts after a draw: how soon an application for recusal is decided, what may be replaced."""

from scheduler.plan.members import text, whole
from scheduler.plan.model import ActRules
from scheduler.plan.section import Section


def read_acts(top: Section) -> ActRules:
    """The sections ``[recusal]`` and ``[replacement]``, both of which may be missing."""
    days = ActRules().decide_within
    if recusal := top.section("recusal"):
        days = recusal.take("decide_within", whole(1, 365), days)
        recusal.done()
    grounds: tuple[str, ...] = ()
    if replacement := top.section("replacement"):
        grounds = replacement.each("grounds", text, 'grounds = ["…"]')
        replacement.done()
    return ActRules(days, grounds)
