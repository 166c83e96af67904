"""Items that the list has under the other kind."""

from breaches import ITEM, found, office
from county import task, team

from inventories.model import Item
from scheduler.plan.rules.item_kind import RULE


def test_a_general_item_planned_as_key() -> None:
    wanted = task("a", (team(),), items=("item", "other", "2"), kind="key")
    told = found(RULE, office([wanted], items=(*ITEM, Item("2", "second", ""))))
    assert told == [{"task": "a", "item": "item", "planned": "key", "listed": "general"}]
    assert found(RULE, office()) == []
