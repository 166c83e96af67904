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
HOURS = Message("plan-hours", N_("hours lie above 0 and are at most 24"), N_("Write it as 2, 1.5 or 0.25."))
NOON = Message(
    "plan-noon", N_("the noon break is two times of day, the earlier first"), N_("Write it in hours: noon = [12, 13.5]")
)
LONG_DAY = Message(
    "plan-long-day",
    N_("a day of visits that long would not be over by midnight"),
    N_("Lower per_day, or begin earlier."),
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

# --- rates of cells -------------------------------------------------------------------------------------------------


# --- whether the plan can be carried out ----------------------------------------------------------------------------


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

# --- plans that are solved ----------------------------------------------------------------------------------------------

SOLVE_TOTAL = Message(
    "solve-total",
    N_("a task whose rates are to be found has no total or multiplier of its own"),
    N_("Remove total, or write bounds and mandates below solve instead."),
)
SOLVE_BOUNDS = Message(
    "solve-bounds", N_("the least rate {least} is above the greatest, {most}"), N_("Exchange or correct the two.")
)
SOLVE_MULTIPLIERS = Message(
    "solve-multipliers",
    N_("multipliers do not fit the bands (missing: {missing})"),
    N_("Give every band of the plan a multiplier, none below that of a lower band."),
)
STEP = Message(
    "solver-step", N_("the step of rates has to be one part of a whole number"), N_('Write it as "0.1%" or "1/200".')
)
SPARE_ALL = Message("solver-spare", N_("no place would be left"), N_("Write a share below 1, such as 10%."))
SHORT_ABOVE = Message(
    "mandate-short-above", N_("no more than the least number {least} can be missing"), N_("Remove short.")
)
