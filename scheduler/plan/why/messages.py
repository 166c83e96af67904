"""What is said of the rules that a shortage of inspectors comes from, and of what would mend it."""

from inventories.problems import N_, Message

ASK = Message(
    "why-rate",
    N_("{task} ({node}): {rate} of {pool} targets asks for {need} slots of “{department}” ({asked}), in {periods}"),
)
ASK_MANDATE = Message(
    "why-mandate",
    N_(
        "{task} ({node}): {rate} of {pool} targets, by the mandate of {least} ({mandated}), asks for {need} slots of "
        "“{department}” ({asked}), in {periods}"
    ),
)
ASK_TOTAL = Message(
    "why-total",
    N_(
        "{task} ({node}): {rate} of {pool} targets, by the total of {total}, asks for {need} slots of “{department}” "
        "({asked}), in {periods}"
    ),
)
ROSTER = Message(
    "why-roster",
    N_(
        "“{department}” has {all} inspectors; {fit} of them can take any of these {need} slots, and have {capacity} places: "
        "{names}"
    ),
)
NOBODY = Message("why-nobody", N_("“{department}” has {all} inspectors, and none of them can take any of these slots"))
LIMIT = Message("why-limit", N_("an inspector of “{department}” goes on at most {limits} visits"))
PERIOD_LIMIT = Message("why-period-limit", N_("lower limits in single periods: {names}"))
QUALIFICATION = Message(
    "why-qualification",
    N_("{have} of {all} inspectors of “{department}” have the qualification “{qualification}”: {names}"),
)
LEAD = Message("why-lead", N_("{have} of {all} inspectors of “{department}” are lead-qualified: {names}"))
AGAINST = Message("why-against", N_("{says}, at some of these targets or times: {names}"))

RAISE = Message("mend-limit", N_("raise the limit of {number} inspectors by {n}: {names}"))
BORROW = Message("mend-area", N_("borrow from other districts: let {names} also go to {districts}"))
ENGAGE = Message(
    "mend-roster",
    N_("borrow or appoint {n} more inspectors of “{department}”: {asked}, without limits of area, {limit} visits each"),
)
QUALIFY = Message(
    "mend-qualification", N_("qualify {n} more of “{department}” for “{qualification}”, for example {names}")
)
LEADS = Message("mend-lead", N_("make {n} more of “{department}” lead-qualified, for example {names}"))
MOVE = Message("mend-period", N_("let {task} use {period} too: about {n} of its visits move there"))
LOWER = Message("mend-rate", N_("lower the rate of {task} ({node}) to {rate}; slots given up: {n}"))
LOWER_MANDATE = Message(
    "mend-mandate",
    N_(
        "lower the rate of {task} ({node}) to {rate}; slots given up: {n}. This misses the mandate of {least} ({mandated}): "
        "agree it with those who set it"
    ),
)
