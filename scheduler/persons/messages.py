"""What can be said of persons, and of acts that they may not do."""

from inventories.problems import N_, Message

ROLES = (N_("auditor"), N_("clerk"), N_("officer"), N_("head"))
"""Names of roles, which are looked up where they are shown."""
EVENTS = (
    *(N_("import"), N_("undo"), N_("duplicate"), N_("comparison"), N_("check"), N_("results"), N_("schedule")),
    *(N_("handover"), N_("handin"), N_("application"), N_("plan"), N_("commitment"), N_("randomness"), N_("draw")),
    *(N_("review"), N_("extension"), N_("absence"), N_("reinforcement"), N_("publication"), N_("checkpoint")),
    *(N_("countersignature"), N_("recusal"), N_("rejection"), N_("replacement"), N_("appointment")),
    *(N_("cancellation"), N_("void"), N_("year"), N_("key"), N_("trust"), N_("distrust"), N_("person"), N_("second")),
)
"""Names of kinds of events, likewise."""
NO_PERSONS = Message(
    "no-persons",
    N_("This office has registered no persons, so that nothing is signed here."),
    N_("Leave --key out, or register the head first: double-random --key FILE person add VKEY --role head"),
)
NO_KEY_NAMED = Message(
    "no-key-named",
    N_("Every act in this office is signed, and no key is named."),
    N_("Name your key file before the verb: double-random --key FILE … Nothing was changed."),
)
NO_KEY_FILE = Message(
    "no-key-file",
    N_("There is no key file {file}."),
    N_("Name the file that was made for you, or make one: double-random person new NAME FILE"),
)
NOT_REGISTERED = Message(
    "not-registered",
    N_("The key is that of nobody who is registered here; registered are {known}."),
    N_("Name another key file, or have a head register this one: double-random person add. Nothing was changed."),
)
SAME_PERSON = Message(
    "same-person",
    N_("Both keys are {name}'s."),
    N_("The second signature is another person's: name their key file with --second. Nothing was changed."),
)
WRONG_ROLE = Message(
    "wrong-role",
    N_("{name} is registered as {role}; the act “{kind}” needs at least the role {least}."),
    N_("Have it done by somebody who may: double-random person list, double-random person roles. Nothing was changed."),
)
NO_SECOND = Message(
    "no-second",
    N_("The act “{kind}” needs a second person here."),
    N_("Both sit at this computer: double-random --key FILE --second FILE … Nothing was changed."),
)
FIRST_IS_HEAD = Message(
    "first-is-head",
    N_("The first person of an office is its head, who then registers the others."),
    N_("Register the head first, signed with the head's own key: double-random --key FILE person add VKEY --role head"),
)
PERSON_KNOWN = Message(
    "person-known",
    N_("{name} is registered already, as {role}."),
    N_("Give another role with 'person change'; for a new key, 'person end' and then add again."),
)
KEY_HELD = Message(
    "key-held",
    N_("This key is {name}'s already."),
    N_("Everybody has a key of their own: double-random person new NAME FILE"),
)
NO_SUCH_PERSON = Message(
    "no-such-person",
    N_("Nobody of the name {name} is registered."),
    N_("See the names with: double-random person list"),
)
SAME_ROLE = Message("same-role", N_("{name} is registered as {role} already."), N_("There is nothing to change."))
TOO_FEW_HEADS = Message(
    "too-few-heads",
    N_("That would leave {left} with the role head; {least} are needed."),
    N_("Without a head nobody can register persons any more. Register another head first. Nothing was changed."),
)
SECOND_ALREADY = Message(
    "second-already",
    N_("The second signature is turned {state} already."),
    N_("There is nothing to change."),
)
STATES = (N_("on"), N_("off"))
"""Words of the setting, which are looked up where they are shown."""
PERSON_KEY = Message(
    "person-key",
    N_("This is the key of a witness, not of a person."),
    N_("Copy the line that 'double-random person new' prints."),
)
BAD_KEY = Message(
    "bad-person-key",
    N_("“{text}” is not a verifier key."),
    N_("Copy the whole line that 'double-random person new' prints; do not type it."),
)
