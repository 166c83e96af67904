"""What can be said about checkpoints and witnesses."""

from inventories.problems import N_, Message

KINDS = (N_("checkpoint"), N_("countersignature"))
"""Names of kinds of events, which are looked up where they are shown."""
NO_CHECKPOINT = Message(
    "no-checkpoint", N_("The log has no checkpoint yet."), N_("Make one with: double-random checkpoint make FILE")
)
OLD_TOO_LARGE = Message(
    "old-too-large",
    N_("The log has {size} events; a witness cannot have seen {old} of it."),
    N_("Ask the witness which size it last saw, and name that."),
)
NO_REQUEST = Message(
    "no-request",
    N_("{file} is no request to countersign a checkpoint: {error}."),
    N_("Have it sent again, as 'double-random checkpoint make' wrote it."),
)
NO_COUNTERSIGNATURE = Message(
    "no-countersignature",
    N_("{file} holds no countersignature of a checkpoint of this log by a witness that this office trusts."),
    N_(
        "Trust the witness's key first (double-random key trust), and take the line as the witness's program printed it."
    ),
)
COUNTERSIGNED_ALREADY = Message(
    "countersigned-already", N_("The countersignatures in {file} are in the log already."), ""
)
NO_WITNESS = Message(
    "no-witness", N_("There is no witness in {folder}."), N_("Make its key there: double-random witness new FOLDER")
)
WITNESS_UNREADABLE = Message(
    "witness-unreadable",
    N_("{file} cannot be read as what a witness has seen: {error}."),
    N_("Take the file from your backup: without it the witness cannot know that nothing was taken back."),
)
FOLLOWED = Message(
    "log-followed",
    N_("This witness follows the log {origin} already, under the key {key}."),
    N_("A log that has a new key and is to be trusted anew needs a new witness."),
)
UNKNOWN_LOG = Message(
    "unknown-log",
    N_("This witness does not follow the log “{origin}”."),
    N_("Get its verifier key from the office by a way you trust, then: double-random witness follow FOLDER KEY"),
)
NOT_SIGNED = Message(
    "checkpoint-not-signed",
    N_("The checkpoint in {file} is not signed by the key under which this witness follows the log."),
    N_("Nothing is countersigned. Ask the office; if it has a new key, have that explained to you first."),
)
OTHER_OLD_SIZE = Message(
    "other-old-size",
    N_("The proof in {file} begins at {old} events, but this witness last saw {size}."),
    N_("Ask the office for a file made with: double-random checkpoint make FILE --since {size}"),
)
NOT_CONSISTENT = Message(
    "not-consistent",
    N_(
        "The log of {origin} with {now} events does not continue the one with {before} events that this witness saw: events "
        "were changed or taken away."
    ),
    N_("Nothing is countersigned. Keep {file}: the office has signed two histories, and this file proves it."),
)
NOT_IN_POOL = Message(
    "not-in-pool",
    N_("{id} stood in no task's pool in {ref}: {grounds}."),
    N_("There is nothing to prove: see double-random show target."),
)
BAD_PROOF = Message(
    "bad-proof",
    N_("{file} proves nothing: {error}."),
    N_("Ask the office for it again, and compare the commitment with the one that was published."),
)
NOBODY_SIGNED = Message(
    "nobody-signed",
    N_("The checkpoint in {file} is not signed by every key that was given."),
    N_("Compare the key with the one that the office or the witness has published."),
)
