"""Results due before the last period is over are an error."""

from breaches import of_text

from scheduler.plan.rules.results_due_early import RULE


def test_due_on_the_day_before_the_last() -> None:
    (problem,) = of_text(RULE, ("results_due = 2026-12-31", "results_due = 2026-06-29"))
    assert (problem.warning, problem.place.column) == (False, "results_due")


def test_due_on_the_last_day() -> None:
    assert of_text(RULE, ("results_due = 2026-12-31", "results_due = 2026-06-30")) == []
