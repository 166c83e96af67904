"""What can be said of the steps of a plan."""

from inventories.problems import N_, Message

NEVER_APPROVED = Message(
    "plan-never-approved",
    N_("the plan {plan} was never approved: an audit shows that as amber"),
    N_("Log the approval before you commit: double-random plan approve plan.toml --number NUMBER --date DAY"),
)
NOT_IN_FORCE = Message(
    "plan-not-in-force",
    N_("This is not the text of plan {plan} that is in force since {date} ({number})."),
    N_(
        "Log what was changed: double-random plan amend plan.toml …; or take the text in force: double-random plan show "
        "{plan} --write FILE"
    ),
)
APPROVED_ALREADY = Message(
    "plan-approved-already",
    N_("The plan {plan} was approved on {date} ({number})."),
    N_("What is changed afterwards is an amendment: double-random plan amend plan.toml …"),
)
NOT_APPROVED = Message(
    "plan-not-approved",
    N_("The plan {plan} is a draft: it was not approved yet."),
    N_("First log the approval: double-random plan approve plan.toml --number NUMBER --date DAY"),
)
FILED_ALREADY = Message(
    "plan-filed-already",
    N_("This version of plan {plan} was filed with {agency} on {date} ({number})."),
    N_("Name another agency. A new version can be filed once it is logged by: double-random plan amend"),
)
NOT_FILED = Message(
    "plan-not-filed",
    N_("This version of plan {plan} was not filed with a superior agency yet."),
    N_("First log the filing: double-random plan file {plan} --with AGENCY --number NUMBER --date DAY"),
)
PUBLISHED_ALREADY = Message(
    "plan-published-already",
    N_("This version of plan {plan} was published on {date}."),
    N_("A new version can be published once it is logged by: double-random plan amend"),
)
NOTHING_CHANGED = Message(
    "plan-nothing-changed",
    N_("Nothing differs from the text of plan {plan} in force but comments and layout."),
    N_("Commit the text in force; it can be written with: double-random plan show {plan} --write FILE"),
)
STEP_EARLY = Message(
    "plan-step-early",
    N_("The day {day} is before {last}, the day of the plan's last step."),
    N_("Enter the steps in their order, each with the day that its document bears."),
)
STEP_LATE = Message(
    "plan-step-late", N_("The day {day} is still to come."), N_("Log a step once it has been taken; check the year.")
)
NO_PLAN = Message(
    "no-plan",
    N_("There is no plan {plan}, neither as a file nor in the log. Approved plans: {known}"),
    N_("Give the plan's file, or the identifier of an approved plan."),
)
