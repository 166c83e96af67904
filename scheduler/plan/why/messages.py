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

MANDATE = Message("why-least", N_("{task}: at least {least} at {mandated}, that is {asked} of {pool} targets"))
TOTAL = Message("why-sum", N_("{task}: a total of {total} of {pool} targets"))
RATES = Message("why-rates", N_("{task}: rates of {rate} for {pool} targets"))
AT_MOST = Message("why-at-most", N_("{task}: no rate above {at_most}"))
LESS_MANDATE = Message("mend-least", N_("lower the mandate of {task} at {mandated} from {asked} to {n}"))
LESS_TOTAL = Message("mend-total", N_("lower the total of {task} from {total} to {n}"))
LESS_RATES = Message("mend-rates", N_("lower all rates of {task} to {at_most} at the most"))
MORE_LIMIT = Message("mend-at-most", N_("raise the upper limit of {task} from {at_most} to {rate}"))
