"""An upper limit of a key item is noted where it stands."""

from breaches import of_text

from scheduler.plan.rules.key_limit import RULE


def test_a_limit_of_a_key_item() -> None:
    (problem,) = of_text(RULE, ('kind = "key"', 'kind = "key"\nat_most = "60%"'))
    assert (problem.warning, problem.place.column) == (True, "task[2].at_most")


def test_a_limit_of_a_general_item() -> None:
    assert of_text(RULE) == []
