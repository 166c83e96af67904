"""What can be said of acts after a draw that are not allowed."""

from inventories.problems import N_, Message

APPLIED_ALREADY = Message(
    "applied-already",
    N_("The recusal of {inspector} at {target} was applied for already (event {seq}): {state}."),
    N_("See it with: double-random recusal list. Nothing was changed."),
)
APPLICATION_WAITS = Message(
    "application-waits",
    N_("An application for the recusal of {inspector} at {target} waits for its decision (event {seq})."),
    N_("Decide it: double-random recusal decide {inspector} {target} --grant --officer …"),
)
RECUSED_ALREADY = Message(
    "recused-already",
    N_("{inspector} is recused at {target} already, and sits in no team there."),
    N_("There is nothing to draw. Nothing was changed."),
)
NOT_IN_TEAM = Message(
    "not-in-team",
    N_("{inspector} sits in no team that visits {target}."),
    N_(
        "Only who is to come can be asked to stay away. See the team with: double-random list visits --find {target}. "
        "Declared conflicts of interest are imported for the next commitment."
    ),
)
TEAM_DONE = Message(
    "team-done",
    N_("{inspector} has visited {target} already: {visit} is over."),
    N_("A recusal changes visits to come alone; an objection to the visit goes another way. Nothing was changed."),
)
NO_APPLICATION = Message(
    "no-application",
    N_("No recusal of {inspector} at {target} was applied for in {ref}."),
    N_(
        "See the applications with: double-random recusal list. To decide at once: double-random recuse {inspector} {target} …"
    ),
)
DECIDED_ALREADY = Message(
    "decided-already",
    N_("The recusal of {inspector} at {target} is decided already: {state}."),
    N_("A rejected application may be reviewed once: double-random recusal review {inspector} {target} …"),
)
NOTHING_TO_REVIEW = Message(
    "nothing-to-review",
    N_("The decision on the recusal of {inspector} at {target} cannot be reviewed: {state}."),
    N_("Only a rejected application is reviewed, and only once. Nothing was changed."),
)
DAY_WRONG = Message(
    "act-day",
    N_("{day} is not a day on which this can have happened: from {first} to {last}."),
    N_("Give the day that stands on the paper. Nothing was changed."),
)
NO_DAYS = Message(
    "no-days",
    N_("No period of the plan has a day in this absence."),
    N_("The plan's periods: {known}. Nothing was changed."),
)
REPLACEMENT_OFF = Message(
    "replacement-off",
    N_("The plan of {ref} replaces no visit: closed and unreachable are results."),
    N_(
        "Enter what the team found. A plan that replaces on certain grounds says so before the draw, under [replacement]."
    ),
)
REPLACEMENT_GROUND = Message(
    "replacement-ground",
    N_("The plan of {ref} does not replace on the ground “{ground}”."),
    N_("Its grounds are: {known}. Otherwise enter what the team found as the result."),
)
REPLACEMENT_ABOVE = Message(
    "replacement-above",
    N_("{visit} serves the task {task}, whose targets were drawn by superiors: it is not replaced here."),
    N_("Enter what the team found as the result, and report it to the agency that drew the target."),
)
REPLACEMENT_CANCELLED = Message(
    "replacement-cancelled",
    N_("{visit} serves the task {task}, which is cancelled: replacing it would draw for that task again."),
    N_("Enter what the team found as the result. Nothing was changed."),
)
VISIT_CANCELLED = Message(
    "visit-cancelled",
    N_("Visit {id} ended when its tasks were cancelled."),
    N_("A visit that has ended stays as it is. Nothing was changed."),
)
NO_TASK = Message("no-task", N_("There is no task {task} in the plan of {ref}."), N_("Its tasks are: {known}"))
CANCELLED_ALREADY = Message(
    "cancelled-already", N_("Task {task} is cancelled already, by event {seq}."), N_("Nothing was changed.")
)
