"""A source of randomness has at least 2^24 equally likely outcomes."""

from inventories.problems import N_, Message
from scheduler import randomness
from scheduler.plan.rules.rule import TextRule
from scheduler.plan.section import Section
from scheduler.randomness import Source


def check(section: Section, source: Source) -> None:
    """Note a source that has fewer."""
    if source.outcomes < randomness.LEAST:
        section.note(RULE.says, "", RULE.warning, outcomes=source.outcomes)


RULE = TextRule(
    code="randomness-refused",
    name=N_("at least 2^24 outcomes of each source"),
    basis=N_("draw specification, §2"),
    says=Message(
        "randomness-refused",
        N_("this source has {outcomes} equally likely outcomes; under 2^24 = 16777216 a source is refused"),
        N_("Throw more often (20 throws of a ten-sided die are best), or name another source."),
    ),
    warning=False,
    check=check,
)
