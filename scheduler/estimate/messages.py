"""What can be said of estimates."""

from inventories.problems import N_, Message

NO_ESTIMATE = Message(
    "no-estimate",
    N_("No estimate can be made of task {id} in {ref}. Tasks of which one can: {known}."),
    N_(
        "Use one of these names, or leave --task out for all of them. Lists from above and second visits were not drawn here."
    ),
)
