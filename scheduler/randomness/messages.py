"""What can be said about sources of randomness, besides what is said of thrown dice."""

from inventories.problems import N_, Message

SIGNATURE_FORM = Message(
    "drand-signature-form",
    N_("The signature has to be {named} hex digits in lower case; {found} characters were given."),
    N_("Take it over as a relay of the network gives it, or fetch it again: double-random randomness fetch"),
)
PREVIOUS_MISSING = Message(
    "drand-previous",
    N_("To check round {round} of a chained network the signature of the round before it is needed too."),
    N_("Import the relay's whole answer, which has it as previous_signature: double-random randomness import FILE"),
)
NOT_SIGNED = Message(
    "drand-not-signed",
    N_("This is not the signature of the network over round {round} of its chain {chain}."),
    N_("It belongs to another round or chain, or was altered. Fetch it again: double-random randomness fetch"),
)
LOTTERY_NUMBERS = Message(
    "lottery-numbers",
    N_("These are no winning numbers of {game} as they are entered."),
    N_("Enter them as published, each with its leading zero, the red ones rising, then the blue: 03-08-11-19-25-32-07"),
)
SHARES_MISSING = Message(
    "shares-missing",
    N_("{found} contributions are revealed, the commitment names {named}."),
    N_("Import the file of every contributor. If one is withheld, use the next fallback that the commitment names."),
)
SHARE_OTHER = Message(
    "share-other",
    N_("The contribution of {name} is not the one whose hash stands in the commitment."),
    N_("Ask them for the file they made before the commitment. A contribution cannot be exchanged."),
)
SHARES_HASH = Message(
    "shares-hash",
    N_("The text is not the hash of the contributions revealed, in the commitment's order."),
    N_("Import the contributors' files; the program makes the text: double-random randomness import FILE …"),
)
LACKS = Message(
    "randomness-open",
    N_("The plan leaves to the commitment which {kind} is meant; {option} is missing."),
    N_("Add it to the command, or write it in the plan under [[randomness]]."),
)
FIRED = Message(
    "randomness-fired",
    N_("{detail} has been known since {fires}; it is {now} now."),
    N_("Name one that fires after the commitment, and leave time to publish it first."),
)
NOT_ASKED = Message(
    "randomness-not-asked",
    N_("{option} is given, but no source of the plan leaves it open."),
    N_("Leave it out; the plan names its sources exactly."),
)
NOT_FIRED = Message(
    "randomness-not-fired",
    N_("{detail} fires at {fires} only; this computer says it is {now}."),
    N_("Wait for it. If it has been published already, set this computer's clock right. Nothing was changed."),
)
NO_GROUND = Message(
    "fallback-ground",
    N_("{used} is a fallback; the commitment names {first} before it."),
    N_("Say in the log why the first could not be used: --ground …. An audit asks whether that was so."),
)
EVIDENCE_PARTS = Message(
    "evidence-parts",
    N_("Evidence is given {found} times for {named} source(s)."),
    N_('Give it once for each source, in their order; "" for one without.'),
)
FILE_STRANGE = Message(
    "randomness-file",
    N_(
        "{file} is neither the answer of a drand relay, nor a contribution, nor lines of text as the specification has it."
    ),
    N_("See what a file may hold in the documentation, under “Sources of randomness”."),
)
FILE_UNUSED = Message(
    "randomness-file-unused",
    N_("{what} in {file} belongs to no source that {ref} names: {named}."),
    N_("Check that it is the file for this commitment."),
)
FILES_LACK = Message(
    "randomness-incomplete",
    N_("Nothing in the files is the text of {detail}."),
    N_("Add its file: each source that the commitment names is needed, or a fallback of it."),
)
FILE_TWICE = Message(
    "randomness-file-twice",
    N_("The files hold two different texts of {detail}."),
    N_("One source has one outcome: find out which of the files is wrong."),
)
WITHHELD = Message(
    "randomness-typed",
    N_("{detail} is not typed in but imported from a file."),
    N_("Name its files: double-random ceremony FILE …"),
)
UNREACHED = Message(
    "relay-failed",
    N_("{url} gave nothing that counts: {why}."),
    N_("Try again, name another relay with --url, or bring the answer in a file: double-random randomness import FILE"),
)
NO_BEACON = Message(
    "no-beacon",
    N_("{ref} names no round of drand to be fetched."),
    N_("Nothing was fetched. Enter what it names: {detail}"),
)
TYPED_OTHERWISE = Message(
    "typed-otherwise",
    N_("The two entries differ, from character {place} on."),
    N_("Read the record again and enter it twice more; nothing was logged."),
)
NOT_TEXT = Message(
    "randomness-kind",
    N_("“{text}” is the text of no source that this program knows: {known}."),
    N_("Its form stands in the draw specification, section 2."),
)
