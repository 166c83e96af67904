"""Data of a day after the first period has begun are noted."""

from breaches import of_text

from scheduler.plan.rules.as_of_late import RULE


def test_data_of_the_second_day() -> None:
    (problem,) = of_text(RULE, ("as_of = 2026-01-05", "as_of = 2026-01-13"))
    assert (problem.warning, problem.place.column) == (True, "as_of")


def test_data_of_the_first_day() -> None:
    assert of_text(RULE, ("as_of = 2026-01-05", "as_of = 2026-01-12")) == []
