"""What is said about a plan that is solved."""

from inventories.problems import N_, Message

NOTHING_TO_SOLVE = Message(
    "solve-nothing",
    N_("no task of this plan has rates to be found"),
    N_("Write solve = true in a task in place of its rates, or a table [task.solve] with bounds."),
)
IMPOSSIBLE = Message("solve-impossible", N_("no rates keep all rules of this plan, even if least numbers are missed"))
UNDECIDED = Message(
    "solve-undecided",
    N_("no rates were found in {seconds} seconds, and it was not proved that there are none"),
    N_("Give it more time with --seconds."),
)
REFUTED = Message(
    "solve-refuted",
    N_("what the solver found did not pass the check that knows no solver; nothing was written"),
    N_("Please report this with the plan. The first thing found was: {first}"),
)
SOLUTION_CHANGED = Message(
    "solution-changed",
    N_("{task}: its rates are not those that the solver has written"),
    N_("If they were changed on purpose, solve the plan again, or remove [solution]."),
)
SOLUTION_OLD = Message(
    "solution-old",
    N_("inventory, roster or absences have changed since the plan was solved"),
    N_("Solve it again to be sure that the rates are still the best ones; plan check says whether they still hold."),
)
SOLUTION_BREAKS = Message(
    "solution-breaks",
    N_("{n} statements of the rule “{rule}” do not hold with these rates; the first is about {first}"),
    N_("Solve the plan again."),
)
SOLUTION_VALUE = Message(
    "solution-value",
    N_("{goal}: the plan says {recorded}, but it is {found}"),
    N_("Solve the plan again; the numbers in [solution] are not those of its rates."),
)
