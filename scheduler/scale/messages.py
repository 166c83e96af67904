"""What is said about a pool that lies in a file."""

from inventories.problems import N_, Message

NO_ENGINE = Message(
    "pool-no-engine",
    N_("{engine} cannot be started: {error}"),
    N_('Install it: pip install "double-random[{extra}]"; Spark needs Java 17 besides, and a master that answers.'),
)
ENGINE = Message(
    "pool-engine",
    N_("{engine} could not do it: {error}"),
    N_(
        "Check that the file is whole (Parquet, or CSV in UTF-8 with a header) and that the disk has room. Nothing was written."
    ),
)
NO_COLUMN = Message(
    "pool-no-column",
    N_("there is no such column; there are: {columns}"),
    N_("Name the columns with --target, --task and --strata."),
)
COLUMN_TYPE = Message(
    "pool-column-type",
    N_("it is neither text nor whole numbers"),
    N_("Write the column as text."),
)
IDENTIFIER = Message(
    "pool-identifier",
    N_("it is not an identifier"),
    N_("An identifier has 1 to 64 letters A–Z, a–z, digits, dots, - and _, and begins with a letter or a digit."),
)
DUPLICATE = Message(
    "pool-duplicate",
    N_("{target} stands more than once in task {task}"),
    N_("A target is one place: keep one row of it in each task."),
)
CELL = Message(
    "pool-cell",
    N_("the case has no cell {path} of task {task}"),
    N_("Give the cell a rate in the case, or mend the labels: nobody is exempt but by an exclusion with a ground."),
)
MORE = Message("pool-more", N_("… and {n} more rows like the last"))
TOTAL = Message(
    "pool-total",
    N_("task {task}: a total of {total} out of {number}"),
    N_("Lower the total in the case, or check that the file has all targets."),
)
CASE = Message("pool-case", N_("{file} is not a valid case: {error}"), N_("See the format in docs/formats.md."))
SECRET = Message(
    "pool-secret",
    N_("{file} does not hold 64 hex digits"),
    N_("Write the secret of the tables, as the audit bundle has it, into a file of its own."),
)
