"""What can be said about keys, trust and signed files."""

from inventories.problems import N_, Message

KINDS = (N_("handover"), N_("handin"))
"""Names of kinds of events, which are looked up where they are shown."""
KEY_EXISTS = Message(
    "key-exists",
    N_("{file} is there already, and is not overwritten."),
    N_("Move it away if there is to be a new key; whoever trusts the old one has to be told the new one."),
)
NO_KEY = Message(
    "no-key",
    N_("The office has no key to sign with: {file} is not there."),
    N_("Make one with: double-random key new"),
)
WRONG_PASSPHRASE = Message(
    "wrong-passphrase",
    N_("The passphrase does not open {file}."),
    N_("Type it again. A forgotten passphrase cannot be found out: move the file away and make a new key."),
)
KEY_UNREADABLE = Message(
    "key-unreadable",
    N_("{file} holds no private key that this program can use."),
    N_("Take the file from your backup, or move it away and make a new key."),
)
OTHER_KEY = Message(
    "other-key",
    N_("{file} is not the key that the office made: that is {key}."),
    N_("Take the right file from your backup, or move this one away and make a new key: double-random key new"),
)
KEY_NAME = Message(
    "key-name",
    N_("“{name}” cannot be the name of a key."),
    N_("Use letters, digits and characters, without blanks and without “+”."),
)
BAD_KEY = Message(
    "bad-key",
    N_("“{text}” is not a verifier key."),
    N_("Copy the whole line that 'double-random key show' prints at the other office; do not type it."),
)
OWN_KEY = Message("own-key", N_("This is the office's own key."), N_("Trust the key of the other office."))
TRUSTED_ALREADY = Message(
    "trusted-already",
    N_("This key is trusted already, as {agency} (department {department})."),
    N_("To trust it as somebody else, withdraw the trust first: double-random key distrust"),
)
NOT_TRUSTED = Message(
    "not-trusted", N_("No trusted key is called {name}."), N_("See the keys with: double-random list keys")
)
UNKNOWN_SIGNER = Message(
    "unknown-signer",
    N_("{file} is signed by {names}, whose key this office does not trust."),
    N_(
        "Ask that office for its verifier key by another way than the one the file came by, then: double-random key trust. "
        "Nothing was changed."
    ),
)
ALTERED_FILE = Message(
    "altered-file",
    N_("{file} is not what {name} signed: it was altered on its way."),
    N_("Have it sent again, as the program wrote it; no editor may save it. Nothing was changed."),
)
BAD_FILE = Message(
    "bad-signed-file",
    N_("{file} is not a signed file of the form {form}: {error}."),
    N_("Have it sent again, as the program wrote it. Nothing was changed."),
)
OTHER_DEPARTMENT = Message(
    "other-department",
    N_("{file} hands in the department “{department}”, but its key is trusted for “{own}” alone."),
    N_(
        "If this office may hand it in: double-random key distrust, then key trust with --department. Nothing was changed."
    ),
)
TAKEN_ID = Message(
    "taken-id",
    N_("Identifier {id} of {name} is that of somebody in “{department}” already."),
    N_("Let one of the two departments use other staff numbers. Nothing was changed."),
)
NOBODY_TO_HAND_IN = Message(
    "nobody-to-hand-in",
    N_("Nobody on the roster is of the department “{department}”; there are {known}."),
    N_("Name the department as the roster does."),
)
NO_SUCH_DISTRICT = Message(
    "no-such-district",
    N_("No target of this draw's inventory lies in “{district}”; there are {known}."),
    N_("Name the district as the inventory does."),
)
NOTHING_TO_HAND_OVER = Message(
    "nothing-to-hand-over",
    N_("No visit of {ref} is for {to}."),
    N_("Look at them with: double-random list visits"),
)
UNKNOWN_ASSIGNED = Message(
    "unknown-assigned",
    N_("Nothing in the inventory is like this target, which another agency has drawn; {n} line(s)."),
    N_(
        "Import it into the inventory first (double-random import targets), or ask that agency whether the list is for this "
        "office. Nothing was changed."
    ),
)
OTHER_NAME = Message(
    "other-name",
    N_("Identifier {id} is that of {name} here, another place."),
    N_("Have the credit codes filled in on both sides, or add --review review.xlsx to a spreadsheet of the list."),
)
NOT_OURS = Message(
    "not-ours",
    N_("None of the {n} targets in {file} is in this inventory: it is for {to}."),
    N_("Check whether it was sent to the right office. Nothing was changed."),
)
