"""What can be said of a simulation, and of one that is taken for a draw."""

from inventories.problems import N_, Message

SIMULATED = Message(
    "simulated",
    N_("{file} is a simulation: its seeds were made up, and nobody was drawn."),
    N_("Ask the office for the audit bundle: double-random export bundle bundle.zip"),
)
BATCH_UNKNOWN = Message(
    "simulate-batch-unknown",
    N_("Plan {plan} has no batch “{batch}”."),
    N_("Its batches are: {known}"),
)
BATCH_LATER = Message(
    "simulate-batch-later",
    N_("Batch “{batch}” of plan {plan} rests on what is drawn before it."),
    N_("Simulate the next one, {next}; a batch that was drawn is simulated on what it has frozen."),
)
