"""Lists that name another number of inspectors than asked."""

import pytest
from breaches import found, office
from county import task, team

from inventories.model import Assigned
from scheduler.plan.rules.named_otherwise import RULE


@pytest.mark.parametrize(("named", "wrong"), [((), False), (("i0",), True), (("i0", "i1"), False)])
def test_one_of_two(named: tuple[str, ...], wrong: bool) -> None:
    above = task("b", (team(),), from_above=True, strata=())
    came = (Assigned("1", "b", "d1-00000", "city", "list", inspectors=named),)
    told = {"target": "d1-00000", "department": "health", "found": 1, "asked": 2}
    assert found(RULE, office([task("a", (team(),)), above], assigned=came)) == [told] * wrong
