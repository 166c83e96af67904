"""What the annual table says that a plan cannot take over as it stands: warnings; what is meant is for the office to say."""

from inventories.problems import N_, Message

RATE_UNCLEAR = Message(
    "table-rate-unclear",
    N_("this tells no plain rate or number; {stand_in} stands in its place"),
    N_("Write the rate (3%, 1/20) or the number (20户) into the table, or correct the task in the plan."),
)
RATE_MISSING = Message(
    "table-rate-missing",
    N_("neither a rate nor a number is given; {stand_in} stands in its place"),
    N_("Write the rate or the number into the table, or correct the task in the plan."),
)
RATE_MOST = Message(
    "table-rate-most",
    N_("only an upper limit is given; it is taken as the rate, and as the limit"),
    N_("Write the rate that is meant into the plan."),
)
RATE_RANGE = Message(
    "table-rate-range",
    N_("a range is given; its lower end is taken as the rate, its upper end as the limit"),
    N_("Write the rate that is meant into the plan."),
)
NUMBER_AND_RATE = Message(
    "table-number-and-rate",
    N_("both a number and a rate are given; the number is taken, the rate {rate} is not"),
    N_("A task has one of the two. Check that they mean the same, or write the rate into the plan instead."),
)
NUMBER_ASIDE = Message(
    "table-number-aside",
    N_("the rate is taken; “{number}” beside it tells no plain number"),
    N_("Check that they mean the same, or write the number into the table."),
)
SCOPE_MISSING = Message(
    "table-scope-missing",
    N_("no scope is given; all targets are in the task's"),
    N_("Write the categories into the table (or 全部 if all are meant), or add scope to the task in the plan."),
)
SCOPE_UNKNOWN = Message(
    "table-scope-unknown",
    N_("“{label}” is neither a category nor a district of the inventory; nearest: {nearest}"),
    N_(
        "It stands in the plan as a category. Write the words of the inventory, or nothing will be in the task's frame."
    ),
)
ITEM_UNKNOWN = Message(
    "table-item-unknown",
    N_("“{item}” is not in the item list; nearest: {nearest}"),
    N_("Items that were not published must not be inspected: write the item's name or identifier as in the list."),
)
ITEMS_MISSING = Message(
    "table-items-missing",
    N_("no inspection item is given; the task's name stands in its place"),
    N_("Write the items of the published list into the plan."),
)
DEPARTMENT_UNKNOWN = Message(
    "table-department-unknown",
    N_("nobody on the roster is of the department “{department}”; nearest: {nearest}"),
    N_("Write the department's name as in the roster, or import its roster."),
)
DEPARTMENT_TAKEN = Message(
    "table-department-taken",
    N_("“{department}” is taken to be “{taken}” of the roster"),
    N_("Correct the plan if another one is meant."),
)
DEPARTMENT_MISSING = Message(
    "table-department-missing",
    N_("no department is given; “{stand_in}” stands in its place"),
    N_("Write the department that leads into the table or the plan."),
)
JOINT_UNNAMED = Message(
    "table-joint-unnamed",
    N_("a joint inspection, but no partner department is named"),
    N_("Add the partner departments to the task's team in the plan."),
)
KIND_UNSAID = Message(
    "table-kind-unsaid",
    N_("neither the table nor the item list tells general and key items apart; the tasks are taken as general"),
    N_("Add the column 事项类别 (一般/重点), or correct kind in the plan."),
)
KIND_UNCLEAR = Message(
    "table-kind-unclear",
    N_("this is neither general (一般) nor key (重点); “{kind}” stands in its place"),
    N_("Write 一般 or 重点, or correct kind in the plan."),
)
FREQUENCY_ASIDE = Message(
    "table-frequency",
    N_("this tells no plain number of visits a year; once a year stands in its place"),
    N_("Write 1次/年 or 2次/年 into the table; upper limits on visits are caps of the plan."),
)
VISITS_SHARED = Message(
    "table-visits-shared",
    N_("{n} visits a year: the periods are shared out as {visits}"),
    N_("Correct visits in the plan if others are meant, or write the times into the table, as 4月—5月、9月—10月."),
)
VISITS_FEW = Message(
    "table-visits-few",
    N_("{n} visits a year cannot be shared out over the periods {periods}; once a year stands in its place"),
    N_("Give the plan more periods, and the task its visits: visits = [[…], […]]."),
)
TIME_UNCLEAR = Message(
    "table-time-unclear",
    N_("this tells no plain time; all periods of the plan stand in its place"),
    N_("Write 全年, 第二季度, 3月—6月 or days, or correct the task's periods in the plan."),
)
TIME_PARTLY = Message(
    "table-time-partly",
    N_("the periods of the plan do not make up this time; taken: {periods}"),
    N_("Correct the task's periods, or change the periods of the plan."),
)
ID_INVALID = Message(
    "table-id-invalid",
    N_("no identifier of a plan; “{stand_in}” stands in its place"),
    N_("Identifiers have letters A–Z, digits, points and dashes."),
)
ID_TWICE = Message(
    "table-id-twice",
    N_("row {first} is of the same task, but says something else here; this is not taken over"),
    N_("Give each task its own row, or let rows of one task differ in their items alone."),
)
YEAR_UNSAID = Message(
    "table-year-unsaid",
    N_("no year is given; {year} is taken"),
    N_("Name the year in the title or in the file's name, or correct the days in the plan."),
)
TASK_LEFT = Message(
    "table-task-left",
    N_("task {task} of the base is not in the table, and so not in the plan"),
    N_("Add a row for it, or take the task over into the plan by hand."),
)
ALLOCATION_UNPLACED = Message(
    "table-allocation-unplaced",
    N_("no task of the plan has “{label}” in “{district}” as a node of its strata, so the least number has no place"),
    N_("Let the task's strata begin with district and category, and give the plan as --base."),
)
ALLOCATION_SEVERAL = Message(
    "table-allocation-several",
    N_("several tasks of the plan have “{label}” in their scope, so the least number has no place: {tasks}"),
    N_("Add the column 抽查任务编号 with the identifier of the task that is meant."),
)
NUMBER_UNCLEAR = Message(
    "table-number-unclear",
    N_("this tells no whole number above 0; no least number is taken from it"),
    N_("Write the number of targets, such as 20 or 20户."),
)
NO_TASKS = Message(
    "table-no-tasks",
    N_("The table holds no task."),
    N_(
        "Check the sheet (--sheet) and the headers; known headers are listed under “The annual table” in the documentation."
    ),
)
NOTHING_BELOW = Message(
    "table-no-form",
    N_("The plan has no least numbers by category and district, so the form {form} would be empty."),
    N_("Choose another form, or add mandates to the plan."),
)
