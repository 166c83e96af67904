"""What is said when rules cannot hold together."""

from inventories.problems import N_, Message

CANNOT = Message("why-not", N_("These cannot hold together, and would without any one of them:"))
ALONE = Message("why-not-alone", N_("This cannot hold:"))
NOTHING = Message(
    "why-not-nothing",
    N_("The tables contradict themselves, whatever the plan asks: no rule of it is to blame."),
    N_("Check the tables that were imported last."),
)
MENDS = Message("why-not-mends", N_("Each of these would mend it; each was solved, the least change first:"))
NO_MEND = Message("why-not-no-mend", N_("No single change that was tried would mend it."))
UNDECIDED = Message("why-not-undecided", N_("Why it cannot be is undecided:"))

ALL_UNDECIDED = Message(
    "why-not-all-undecided", N_("The solver did not decide in time whether everything holds together.")
)
NOT_CONFIRMED = Message(
    "why-not-unconfirmed", N_("One way of solving says that it cannot be; the other did not confirm it.")
)
NOT_SMALLEST = Message(
    "why-not-not-smallest",
    N_("A set that cannot hold was found, but it was not confirmed that it needs each of its members (“{key}”)."),
)
