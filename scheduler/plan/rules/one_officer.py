"""No fewer than two officers act (执法人员不得少于两人)."""

from inventories.problems import N_, Message
from scheduler.plan.model import TeamRule
from scheduler.plan.rules.rule import TextRule
from scheduler.plan.section import Section


def check(section: Section, team: TeamRule) -> None:
    """Note a team of which one department sends one officer alone."""
    if team.officers == 1:
        section.note(RULE.says, "officers", RULE.warning, department=team.department)


RULE = TextRule(
    code="one-officer",
    name=N_("no fewer than two officers"),
    basis=N_("Administrative Penalty Law, art. 42"),
    says=Message(
        "one-officer",
        N_("one officer alone is to act for “{department}”"),
        N_("No fewer than two officers act, unless a law says otherwise (行政处罚法 42): check that one does."),
    ),
    warning=True,
    check=check,
)
