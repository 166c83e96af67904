"""``[publication]``: the usual rules, each key, and every way of being wrong in one answer."""

from plan_example import EXAMPLE, plan
from plan_example import found as problems_of

from scheduler.plan.model import PublicationRules

HEAD = EXAMPLE.split("[[task]]")[0].count("\n") + 1
"""The row in which the section begins, where it stands before the tasks."""


def having(*lines: str) -> str:
    return EXAMPLE.replace("[[task]]", "\n".join(("[publication]", *lines, "[[task]]")), 1)


def test_without_the_section_the_usual_rules_hold() -> None:
    assert plan().publication == plan(having()).publication == PublicationRules()
    usual = PublicationRules()
    assert (usual.drawn_list, usual.overdue_names, usual.sole_traders) == (False, True, "masked")
    assert usual.licence == ""


def test_each_key_is_taken_over() -> None:
    text = having(
        "drawn_list = true",
        "overdue_names = false",
        'sole_traders = "code"',
        'licence = "CC BY 4.0"',
    )
    assert plan(text).publication == PublicationRules(True, False, "code", "CC BY 4.0")


def test_all_that_is_wrong_is_named_at_once() -> None:
    text = having(
        'drawn_list = "yes"',
        "overdue_names = 1",
        'sole_traders = "names"',
        'licence = ""',
        "retention = 12",
    )
    assert problems_of(text) == [
        ("plan-kind", "publication.drawn_list", HEAD + 1),
        ("plan-kind", "publication.overdue_names", HEAD + 2),
        ("plan-choice", "publication.sole_traders", HEAD + 3),
        ("plan-blank", "publication.licence", HEAD + 4),
        ("plan-member-unknown", "publication.retention", HEAD + 5),
    ]
