"""Sources are weighed together."""

import pytest
from breaches import of_text

from scheduler.plan.rules.sources_amber import RULE

TWENTY = '[[randomness]]\nkind = "dice"\nfaces = 10\nthrows = 20\n'
TEN = TWENTY.replace("20", "10")


@pytest.mark.parametrize(("sources", "warned"), [(TWENTY, False), (TEN, True), (TEN * 2, False)])
def test_sources_together(sources: str, warned: bool) -> None:
    assert [problem.warning for problem in of_text(RULE, (TWENTY, sources))] == [True] * warned
