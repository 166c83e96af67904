"""What can be said of estimates."""

from inventories.problems import N_, Message

NO_TASK = Message(
    "no-task",
    N_("There is no task {id} in {ref}. Its tasks: {known}."),
    N_("Use one of these names, or leave --task out for all tasks."),
)
