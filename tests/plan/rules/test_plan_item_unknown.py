"""Items that the list does not have, or no longer."""

from dataclasses import replace

from breaches import ITEM, found, office
from county import FIRST, task, team

from inventories.model import Item
from scheduler.plan.rules.item_unknown import RULE


def test_items_that_are_not_listed() -> None:
    wanted = task("a", (team(),), items=("item", "other", "gone"))
    gone = replace(Item("gone", "gone", "general"), gone=FIRST)
    told = found(RULE, office([wanted], items=(*ITEM, gone)))
    assert told == [{"task": "a", "item": "other"}, {"task": "a", "item": "gone"}]
    assert found(RULE, office()) == []
