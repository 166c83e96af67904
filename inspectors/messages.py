"""What this room can say about its files."""

from inventories.problems import N_, Message

CONFLICT_TARGET = Message(
    "conflict-target",
    N_("the conflict is with a target, but its value is not an identifier"),
    N_("Write the target's identifier, or say by the type (回避对象类型) that the value is an entity or an owner."),
)
