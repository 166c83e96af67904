"""A solver's answer decides only if the validator accepts it."""

import pytest

from scheduler.whynot.checked import Checked, Refuted
from scheduler.whynot.question import Verdict


@pytest.mark.parametrize(("answer", "verdict"), [(3, "yes"), (7, "undecided"), (Refuted(), "no"), (None, "undecided")])
def test_only_an_accepted_answer_is_a_yes(answer: int | Refuted | None, verdict: Verdict) -> None:
    question = Checked[int]((), lambda keys, second: answer, lambda keys, x: x < 5, frozenset, lambda key: None)
    assert question.holds(frozenset({"a"})) == verdict
