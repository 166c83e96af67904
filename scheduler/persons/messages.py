"""What can be said of persons, and of acts that they may not do."""

from inventories.problems import N_, Message

ROLES = (N_("auditor"), N_("clerk"), N_("officer"), N_("head"))
"""Names of roles, which are looked up where they are shown."""
ACTS = {
    "import": N_("import a table"),
    "undo": N_("undo an import"),
    "duplicate": N_("decide on duplicates"),
    "comparison": N_("compare with a registry"),
    "check": N_("record an individual check"),
    "results": N_("enter results"),
    "schedule": N_("put visits on days"),
    "handover": N_("hand visits over"),
    "handin": N_("hand a roster in"),
    "application": N_("hand in an application for recusal"),
    "plan": N_("log a step of a plan"),
    "commitment": N_("commit a plan to be drawn"),
    "randomness": N_("enter the randomness"),
    "draw": N_("log the draw"),
    "review": N_("check, return and release results"),
    "extension": N_("put visits off"),
    "absence": N_("draw in the place of somebody absent"),
    "reinforcement": N_("raise an inspector's limit"),
    "publication": N_("publish"),
    "checkpoint": N_("sign a checkpoint"),
    "countersignature": N_("take in a countersignature"),
    "recusal": N_("decide on a recusal: grant it"),
    "rejection": N_("decide on a recusal: reject it"),
    "replacement": N_("replace a visit"),
    "appointment": N_("fill a slot by order"),
    "cancellation": N_("cancel a task"),
    "void": N_("set a commitment or a draw aside"),
    "year": N_("close or open a year"),
    "objection": N_("hand in an objection to a result"),
    "answer": N_("answer an objection"),
    "correction": N_("correct a result"),
    "ending": N_("end the publication of a result"),
    "key": N_("make the office's key"),
    "trust": N_("trust a key"),
    "distrust": N_("trust a key no longer"),
    "person": N_("register persons, change and end their roles"),
    "second": N_("turn the second signature on or off"),
}
"""What each kind of event is, in words for a list."""
NO_PERSONS = Message(
    "no-persons",
    N_("This office has registered no persons, so that nothing is signed here."),
    N_("Leave --key out, or register the head first: double-random --key FILE person add VKEY --role head"),
)
NO_KEY_NAMED = Message(
    "no-key-named",
    N_("Every act is signed here by a registered person, and no key is named."),
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
    N_("{name} is registered as {role}; “{act}” needs at least the role {least}."),
    N_("Have it done by somebody who may: double-random person list, double-random person roles. Nothing was changed."),
)
NO_SECOND = Message(
    "no-second",
    N_("“{act}” needs a second person here."),
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
    N_("Heads register persons, two where a second person signs. Register another head first. Nothing was changed."),
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
