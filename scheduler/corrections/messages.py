"""What can be said about objections, corrections and the end of publications."""

from inventories.problems import N_, Message
from scheduler.results.messages import RESULT_FAULTS

FAULTS = {
    "unreleased": Message(
        "no-released-result",
        N_("There is no released result {value} in {ref}."),
        N_(
            "Name it by its number on the public pages, or by visit, department and item; see them with: double-random result "
            "list --state released. What is not released is returned: double-random result return"
        ),
    ),
    "ended": Message(
        "publication-ended",
        N_("The publication of {value} has ended (event {seq}): nothing more is said of it in public."),
        N_("An ended publication is never resumed. Nothing was changed."),
    ),
    "day": Message(
        "correction-day",
        N_("{value} is not a day from {first} to {last}."),
        N_(
            "An objection comes after the release of the result, and its answer after the objection; neither is still to come."
        ),
    ),
    "objection": Message(
        "no-objection", N_("No objection is event {value}."), N_("See them with: double-random list objections")
    ),
    "answered": Message(
        "objection-answered",
        N_("The objection of event {value} was answered already (event {seq})."),
        N_("An objection is answered once. Who is not content objects anew. Nothing was changed."),
    ),
    "same": Message(
        "correction-same",
        N_("This is what the result {value} says already."),
        N_("Give what is to change, such as --finding or --problems. Nothing was changed."),
    ),
    "not-upheld": Message(
        "objection-not-upheld",
        N_("Event {value} is no upheld objection to this result that waits for its correction."),
        N_("Answer it first: double-random result answer {value} --uphold …, or correct without --objection."),
    ),
    "blank": Message("correction-blank", N_("{value} is missing."), N_("Give it with --{value}. Nothing was changed.")),
}
"""Of the faults that the command line lets pass this far, by their code."""
OF_RESULTS = RESULT_FAULTS
"""What a result cannot say, wherever it is said."""
GROUNDS = (N_("credit repair"), N_("retention"), N_("order"))
"""Why publications end, as texts of the catalogues."""
SEVERAL = Message(
    "several-results",
    N_("{value} names {n} released results."),
    N_("Name one: by its number on the public pages, or with department and item. Nothing was changed."),
)
NOTHING_OLDER = Message(
    "nothing-to-end",
    N_("No public result was released before {day}."),
    N_("Nothing was changed."),
)
