"""What can be said about results. Codes are stable; texts and advice are in the catalogues."""

from inventories.problems import N_, Message

RESULT_FAULTS = {
    "visit": Message(
        "result-visit",
        N_("Visit {value} is not one of the draw {ref}."),
        N_("Take the visits' names from the list that 'double-random export results-form' writes."),
    ),
    "cancelled": Message(
        "result-cancelled",
        N_("Visit {value} ended when its tasks were cancelled: it owes no result."),
        N_("Remove the row."),
    ),
    "department": Message(
        "result-department",
        N_("The department “{value}” does not act at this visit."),
        N_("Enter the department as in the form."),
    ),
    "item": Message(
        "result-item",
        N_("“{value}” is not an item that this department checks at this visit."),
        N_("Enter the item as in the form."),
    ),
    "open": Message(
        "result-open-slot",
        N_("Visit {value} has an open slot and waits for somebody to fill it."),
        N_("Fill it first: double-random reinforce …, or as the last resort double-random appoint …"),
    ),
    "finding": Message(
        "result-words",
        N_("“{value}” is none of the official words in which {department} gives its results."),
        N_("Choose one of: {known}"),
    ),
    "date": Message(
        "result-date",
        N_("{value} is before the draw or after today."),
        N_("Enter the day on which the visit took place."),
    ),
    "period": Message(
        "result-period",
        N_("{value} is not among the days on which {visit} may be done, {begins} to {ends}."),
        N_("Enter the day of the visit. Where it was put off by an order: double-random extend {visit} --until …"),
    ),
    "recheck_due": Message(
        "result-recheck",
        N_("The re-check is due on {value}, before the visit itself."),
        N_("Enter the day by which the place is to be checked again."),
    ),
    "inspectors": Message(
        "result-team",
        N_("{value} are not in this department's team of {visit}, which is: {team}"),
        N_("Enter who was there. Others take part only by an act on record: see recuse, absent, appoint."),
    ),
    "twice": Message(
        "result-twice",
        N_("This department's result for this visit and item “{value}” is entered already."),
        N_("Remove the row; a result is replaced only after it was returned: double-random result return"),
    ),
    "repeated": Message(
        "result-repeated",
        N_("This department's result for this visit and item “{value}” stands in row {first} already."),
        N_("Keep one of the two rows."),
    ),
}
NO_RESULTS = Message(
    "results-blank",
    N_("No row has a date and a result yet."),
    N_("Fill in the form, then import it; rows left blank are for later."),
)
PROBLEMS_BLANK = Message(
    "result-problems-blank",
    N_("The result is a problem, and no problem is named."),
    N_("Name the main problems found (存在的主要问题): they are published with the result."),
)
NO_DEPARTMENT = Message(
    "no-department", N_("The department “{name}” acts at no visit of {ref}."), N_("The departments are: {known}")
)
NOTHING_WAITS = {
    "checked": Message(
        "nothing-to-check",
        N_("No result of {ref} that you name waits to be checked."),
        N_("See where they stand with: double-random result list"),
    ),
    "returned": Message(
        "nothing-to-return",
        N_("No result of {ref} that you name can be returned; a released one is corrected in the open."),
        N_("See where they stand with: double-random result list. What is released: double-random result correct …"),
    ),
    "released": Message(
        "nothing-to-release",
        N_("No result of {ref} that you name is checked and waits to be released."),
        N_("Check them first with: double-random result check"),
    ),
}
EXTENSION_FAULTS = {
    "cancelled": Message(
        "extend-cancelled",
        N_("Visit {value} ended when its tasks were cancelled: there is nothing to put off."),
        N_("Leave it out. Nothing was changed."),
    ),
    "visit": Message(
        "extend-no-visit", N_("There is no visit {value} in {ref}."), N_("See them with: double-random list visits")
    ),
    "until": Message(
        "extend-not-later",
        N_("{visit} may be done until {ends} already; {value} is no later day."),
        N_("Name a later day. Nothing was changed."),
    ),
}
NOTHING_TO_EXTEND = Message(
    "nothing-to-extend",
    N_("No visit in {period} still owes a result and could be extended to {until}."),
    N_("See the visits with: double-random list visits"),
)
