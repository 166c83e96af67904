"""What can be said about schedules."""

from inventories.problems import N_, Message

KINDS = (N_("schedule"),)
"""Names of kinds of events, which are looked up where they are shown."""
NO_TARGET = Message(
    "schedule-no-target",
    N_("There is no target {id} in this draw."),
    N_("Look it up: double-random list targets --find …"),
)
NO_PERIOD = Message(
    "schedule-no-period", N_("The plan has no period {id}; there are {known}."), N_("Name one of these.")
)
NOTHING_TO_SCHEDULE = Message(
    "nothing-to-schedule",
    N_("No visit of {ref} can be given a day: all are done, over, or wait for their team."),
    N_("Look at them with: double-random list visits"),
)
NOTHING_TO_REPAIR = Message(
    "nothing-to-repair",
    N_("Every visit of {ref} can stay where it is."),
    N_("Import leave, or name closed days with --closed, before the schedule is repaired."),
)
CHANGED_MEANWHILE = Message(
    "schedule-changed-meanwhile",
    N_("{ref} has changed while days were looked for. Nothing was logged."),
    N_("Run the command again."),
)
NOT_FOUND = Message(
    "schedule-not-found",
    N_("No schedule was found that keeps every rule."),
    N_("Read below why; more time may help where that is undecided: --seconds"),
)
NO_SCHEDULE = Message("no-schedule", N_("{ref} has no schedule yet."), N_("Make one with: double-random schedule make"))
