"""One officer alone for a department is noted where it stands."""

from breaches import of_text

from scheduler.plan.rules.one_officer import RULE


def test_one_officer_alone() -> None:
    (problem,) = of_text(RULE, ("officers = 3", "officers = 1"))
    assert (problem.warning, problem.place.column) == (True, "task[1].team[2].officers")
    assert problem.params == {"department": "medical insurance"}


def test_two_officers() -> None:
    assert of_text(RULE, ("officers = 3", "officers = 2")) == []
