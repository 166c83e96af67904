"""A source with too few outcomes is refused."""

from breaches import of_text

from scheduler.plan.rules.source_weak import RULE


def test_seven_throws_of_ten_faces() -> None:
    (problem,) = of_text(RULE, ("throws = 20", "throws = 7"))
    assert (problem.warning, problem.place.column, problem.params) == (False, "randomness[1]", {"outcomes": 10**7})


def test_eight_throws_of_ten_faces() -> None:
    assert of_text(RULE, ("throws = 20", "throws = 8")) == []
