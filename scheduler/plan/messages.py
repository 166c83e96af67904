"""What this room can say about a plan: its file, its rates, and whether it can be carried out."""

from inventories.problems import N_, Message

# --- the file -------------------------------------------------------------------------------------------------------

NOT_UTF8 = Message(
    "plan-encoding", N_("the plan is not UTF-8 text"), N_("Save it in an editor with the encoding UTF-8.")
)
NOT_TOML = Message(
    "plan-syntax",
    N_("the plan cannot be read: {reason}"),
    N_("Check quotes, brackets and commas in this line and the one before it. Chinese names before = need quotes."),
)
FORMAT = Message(
    "plan-format",
    N_('the first member has to be format = "{expected}"'),
    N_("Write this line at the top of the file; for another format use the program that wrote it."),
)
MEMBER_MISSING = Message("plan-member-missing", N_("“{name}” is missing"), N_("Add it: {example}"))
MEMBER_UNKNOWN = Message(
    "plan-member-unknown",
    N_("“{name}” is not known here"),
    N_("Did you mean “{nearest}”? Known here are: {known}."),
)
KIND = Message("plan-kind", N_("this has to be {wanted}"), N_("Write it as in this example: {example}"))
BLANK = Message("plan-blank", N_("nothing is written here"), N_("Fill it in, or remove the line if it may be missing."))
CHOICE = Message("plan-choice", N_("“{value}” is not one of: {words}"), N_("Write one of these words."))
RANGE = Message(
    "plan-range", N_("the number has to lie between {low} and {high}"), N_("Write a whole number in this range.")
)
NUMBER = Message(
    "plan-number",
    N_("this is not a number above 0 that can be written exactly"),
    N_('Write it as 3, 1.5 or "1/20", with up to 18 digits.'),
)
RATE = Message(
    "plan-rate", N_("a rate lies above 0 and is at most 1"), N_('Write it as "1/20", "5%", "2‰", 0.05 or 1.')
)
TWICE = Message("plan-twice", N_("“{name}” is named twice"), N_("Remove or rename one of the two."))

# --- periods, days, randomness --------------------------------------------------------------------------------------

PERIOD_ENDS = Message(
    "period-ends", N_("the period ends on {ends}, before it begins on {begins}"), N_("Correct one of the two days.")
)
PERIOD_OVERLAP = Message(
    "period-overlap",
    N_("the period begins on {begins}, but the one before it ends on {ends}"),
    N_("List the periods in order of time, without days in common."),
)
AS_OF_LATE = Message(
    "as-of-late",
    N_("the data are of {as_of}, after the first period has begun on {begins}"),
    N_("Check as_of: points, exclusions and history are taken as they stood on that day."),
)
DUE_EARLY = Message(
    "results-due-early",
    N_("results are due on {due}, before the last period ends on {ends}"),
    N_("Let results_due be the last day of the last period or later."),
)
BATCH_HAS_IT = Message(
    "batch-has-it",
    N_("“{name}” stands beside batches, each of which has its own"),
    N_("Write it in every [[batch]], and remove it here."),
)
PERIOD_IN_TWO = Message(
    "period-in-two",
    N_("period “{period}” is in an earlier batch already"),
    N_("Let each period be in one batch."),
)
PERIOD_IN_NONE = Message(
    "period-in-none", N_("period “{period}” is in no batch"), N_("Let each period be in one batch.")
)
CAPS_EMPTY = Message(
    "caps-empty",
    N_("no upper limit is set here"),
    N_("Write per_agency or all_levels, or remove the section [caps]."),
)
SOURCE_WEAK = Message(
    "randomness-refused",
    N_("this source has {outcomes} equally likely outcomes; under 2^24 = 16777216 a source is refused"),
    N_("Throw more often (20 throws of a ten-sided die are best), or name another source."),
)
ROUND_AND_TIME = Message(
    "randomness-round-and-time",
    N_("both a round and a time are named; the first round at this time is {first}"),
    N_("Keep one of the two."),
)
CONTRIBUTORS = Message(
    "randomness-contributors",
    N_("the shares are not those of two or more contributors, each with a name and a hash of their own"),
    N_("Write name and hash of each as they handed it in; make one with: double-random randomness share NAME"),
)
FORM = Message("plan-form", N_("this is not of the form asked for"), N_("Write it as in this example: {example}"))
SOURCES_AMBER = Message(
    "randomness-amber",
    N_("the sources together have under 2^64 equally likely outcomes, so an audit shows the draw as amber at best"),
    N_("Name a round of drand, throw a ten-sided die 20 times or a six-sided one 25 times, or name a second source."),
)

# --- points ---------------------------------------------------------------------------------------------------------

BANDS_RISE = Message(
    "bands-rise",
    N_("the bands' least points have to start at 0 and rise; found {found}"),
    N_("List the bands from the lowest risk to the highest, as in bands = {{ A = 0, B = 10 }}."),
)
BAND_UNKNOWN = Message(
    "band-unknown", N_("there is no band “{band}”; the bands are: {bands}"), N_("Name one of the bands of [points].")
)

# --- tasks ----------------------------------------------------------------------------------------------------------

PERIOD_UNKNOWN = Message(
    "period-unknown", N_("there is no period “{period}”; the periods are: {periods}"), N_("Name one of them.")
)
COLUMN_UNKNOWN = Message(
    "stratum-unknown",
    N_("“{column}” is not one of the task's strata: {strata}"),
    N_("Name one of these columns, or add it to the task's strata."),
)
NODE_DEPTH = Message(
    "node-depth",
    N_("the node has {depth} labels, but the task has {most} strata ({strata})"),
    N_("Give at most one label for each of the strata, in their order."),
)
LEAD_OUTSIDE = Message(
    "lead-outside",
    N_("the lead department “{lead}” is not in the task's team ({departments})"),
    N_("Add it to the team, or name one of these departments as lead."),
)
ONE_OFFICER = Message(
    "one-officer",
    N_("one officer alone is to act for “{department}”"),
    N_("No fewer than two officers act, unless a law says otherwise (行政处罚法 42): check that one does."),
)
FROM_ABOVE_HAS = Message(
    "from-above-has",
    N_("a task from above has no “{name}”: the agency that draws its targets has decided that"),
    N_("Remove this line, or from_above."),
)
VISITS_AND_PERIODS = Message(
    "visits-and-periods",
    N_("the task has both periods and visits"),
    N_("Keep visits, which lists the periods of each visit of the year."),
)
PERIOD_OF_TWO_VISITS = Message(
    "period-of-two-visits",
    N_("period “{period}” is of two visits"),
    N_("Let each period be of one visit, so that the visits are parted in time."),
)
VISITS_ABOVE_CAP = Message(
    "visits-above-cap",
    N_("task {task} asks for {n} visits a year, but [caps] allows {limit}"),
    N_(
        "Raise the limit or ask for fewer visits: as it stands, the later ones are kept out on the ground of the limit."
    ),
)
LEAST_ABOVE_REST = Message(
    "least-above-rest",
    N_(
        "{least} have to be drawn at node {node} over the year; {missing} of them are left for now, but only {pool} targets"
    ),
    N_("Lower the number by an amendment of the plan, or ask who is kept out there, and why."),
)
NAMED_OTHERWISE = Message(
    "named-otherwise",
    N_("for target {target} a list from above names {found} inspectors of “{department}”; the task asks for {asked}"),
    N_("Ask the agency that has drawn it: slots that nobody of those named can fill stay open."),
)
NONE_FROM_ABOVE = Message(
    "none-from-above",
    N_("there are no targets from above for task “{task}” now"),
    N_("Import the list before the commitment: double-random import assigned FILE. Else the batch goes without."),
)
RATE_AND_TOTAL = Message(
    "rate-and-total",
    N_("the task has both a total and rates"),
    N_("Keep total (with multipliers) or rate, rates and rate_for."),
)
RATE_MISSING = Message(
    "rate-missing", N_("the task has neither a rate nor a total"), N_('Add rate = "5%", rates by band, or a total.')
)
MULTIPLIER_ALONE = Message(
    "multiplier-alone", N_("multipliers are given without a total"), N_("Add total, or write rates instead.")
)
KEY_LIMIT = Message(
    "key-limit",
    N_("a key item (重点检查事项) has an upper limit of {at_most}"),
    N_("Rates of key items have no upper limit; remove at_most unless your office sets one."),
)

# --- rates of cells -------------------------------------------------------------------------------------------------

CELL_WITHOUT_RATE = Message(
    "cell-without-rate",
    N_("task {task}: the cell {cell} with {pool} targets has no rate"),
    N_("Add a rate for it; nobody is exempt but by an exclusion with a stated ground."),
)
CELL_LABEL = Message(
    "cell-label",
    N_("task {task}: {pool} targets have no valid value in the stratum “{column}” (cell {cell})"),
    N_("Fill in this column in the inventory, or leave it out of the task's strata."),
)
EMPTY_FRAME = Message(
    "empty-frame",
    N_("task {task}: no target is in its frame"),
    N_("Check the task's scope against the inventory, and the exclusions."),
)
TOTAL_ABOVE_POOL = Message(
    "total-above-pool",
    N_("task {task}: a total of {total} is asked, but its frame has {pool} targets"),
    N_("Lower the total or widen the scope."),
)
LEAST_ABOVE_POOL = Message(
    "least-above-pool",
    N_("task {task}: at least {least} targets are asked at {node}, but there are {pool}"),
    N_("Lower the mandate, check its node's labels, or widen the scope."),
)
MANDATE_ABOVE_LIMIT = Message(
    "mandate-above-limit",
    N_("task {task}: the mandate of {least} at {node} lifts the cell {cell} to {rate}, above the limit of {at_most}"),
    N_("Raise at_most, lower the mandate, or raise the rates of the node's other cells."),
)
RATE_ABOVE_LIMIT = Message(
    "rate-above-limit",
    N_("task {task}: the cell {cell} has the rate {rate}, above the limit of {at_most}"),
    N_("Lower the rate (or the total), or raise at_most."),
)
RATE_FALLS = Message(
    "rate-falls",
    N_("task {task}: {higher} has the rate {rate_higher}, less than {rate_lower} for the lower band {lower}"),
    N_("Check the rates: a higher band is meant to be inspected at least as often."),
)
TOTAL_EXCEEDED = Message(
    "total-exceeded",
    N_("task {task}: its mandates lift the expected number from the total of {total} to {expected}"),
    N_("Raise the total, or check the mandates."),
)

# --- whether the plan can be carried out ----------------------------------------------------------------------------

ITEM_UNKNOWN = Message(
    "item-unknown",
    N_("task {task}: “{item}” is not in the item list"),
    N_("Items that were not published must not be inspected: add it to the list or correct the plan."),
)
ITEM_KIND = Message(
    "item-kind",
    N_("task {task} is planned as {planned}, but its item “{item}” is {listed} in the item list"),
    N_("Correct the task's kind or the list."),
)
NOBODY_OF_DEPARTMENT = Message(
    "nobody-of-department",
    N_("task {task}: nobody on the roster is of the department “{department}”"),
    N_("Check the department's name in plan and roster, or import the department's roster."),
)
NOBODY_FITS = Message(
    "nobody-fits",
    N_("task {task}: nobody of “{department}” can take a slot that asks for {asked}"),
    N_("Add such an inspector to the roster, or change the team."),
)
NO_CHOICE = Message(
    "no-choice",
    N_("task {task}: in “{department}” only {names} can take a slot that asks for {asked}: there is nothing to draw"),
    N_("Everybody knows who comes. Qualify more inspectors, borrow some, or ask less of the team."),
)
UNREACHED = Message(
    "targets-unreached",
    N_("{number} active targets stand in no task's scope, so nothing can draw them: {categories}"),
    N_("Widen a scope or add a task; nobody is exempt. Their number stands in the commitment."),
)
TOO_FEW_OF_DEPARTMENT = Message(
    "too-few-of-department",
    N_("task {task}: each team needs {asked} of “{department}”, but the department has {found}"),
    N_("Lower the number of officers, or borrow inspectors."),
)
NOBODY_PRESENT = Message(
    "nobody-present",
    N_("nobody of “{department}” is present in the period {period}, in which tasks {tasks} may take place"),
    N_("Take this period from the task, or check certificates and leave."),
)
DISTRICT_WITHOUT = Message(
    "district-without",
    N_("tasks {tasks}: their area rules leave nobody of “{department}” for {targets} targets in {district}"),
    N_("Change the area rule, list pairs of districts, or assign an inspector to this district."),
)
TEAM_TOGETHER = Message(
    "team-together",
    N_("tasks {tasks} may meet in one visit, whose slot of “{department}” then asks for {asked}, which nobody has"),
    N_("Let a general slot remain for the lead (more officers), or give the tasks periods without overlap."),
)
CERTIFICATE = Message(
    "certificate-ends",
    N_("certificates that end before the last day of {period} ({ends}): {names}"),
    N_("They do not count in this period: renew the certificates and import the roster again."),
)
SPARE = Message(
    "few-places-spare",
    N_(
        "“{department}”: {asked} slots may have to be filled and inspectors can take {places}, "
        "so fewer than one in ten is spare"
    ),
    N_("Raise limits, lower rates, or borrow inspectors: recusals and leave need room."),
)
TOO_FEW_PLACES = Message(
    "too-few-places",
    N_("“{department}”: {asked} slots may have to be filled and inspectors can take only {places}"),
    N_("Raise limits, lower rates, or borrow inspectors, before anything is frozen."),
)

# --- what the staffing proof leaves out -----------------------------------------------------------------------------

STAFFING_BUNCHING = Message(
    "staffing-bunching",
    N_("each district's visits are taken as spread over the periods by weight; chance can put more of them in one"),
    N_("Leave room in periods with absences or period limits."),
)
STAFFING_MERGED = Message(
    "staffing-merged",
    N_(
        "tasks that meet at a target are counted as visits of their own; together they mostly ask for fewer slots, "
        "but may ask for what nobody has"
    ),
    N_("Let one of the tasks ask all that the others ask of a department, in the same periods; then this is covered."),
)
STAFFING_POOLED = Message(
    "staffing-pooled",
    N_("too many groups of targets with conflicts of interest: the rarer ones of a district were taken as one"),
    N_("A proof holds all the same; where it fails, the shortage may be smaller than stated or none."),
)
RESULTS_DEPARTMENT = Message(
    "results-department",
    N_("no task has the department “{name}”, whose results are to be given in words of its own"),
    N_("Name one of the plan's departments: {known}"),
)
