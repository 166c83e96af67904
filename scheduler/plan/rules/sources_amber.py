"""All sources together have at least 2^64 equally likely outcomes."""

from collections.abc import Sequence

from inventories.problems import N_, Message
from scheduler import randomness
from scheduler.plan.rules.rule import TextRule
from scheduler.plan.section import Section
from scheduler.randomness import Place


def check(section: Section, sources: Sequence[Place]) -> None:
    """Note sources that have fewer."""
    if randomness.outcomes(sources) < randomness.AMPLE:
        section.note(RULE.says, "", RULE.warning)


RULE = TextRule(
    code="randomness-amber",
    name=N_("at least 2^64 outcomes together"),
    basis=N_("audit check 2.01"),
    says=Message(
        "randomness-amber",
        N_("the sources together have under 2^64 equally likely outcomes, so an audit shows the draw as amber at best"),
        N_(
            "Name a round of drand, throw a ten-sided die 20 times or a six-sided one 25 times, or name a second source."
        ),
    ),
    warning=True,
    check=check,
)
