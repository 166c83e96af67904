"""What the scheduler's shell can say. Codes are stable; texts and advice are in the catalogues."""

from inventories.problems import N_, Message

NO_OFFICE = Message(
    "no-office",
    N_("There is no office in {folder}."),
    N_("Go into the office's folder, name it with --office, or make one with: double-random init FOLDER"),
)
OFFICE_EXISTS = Message(
    "office-exists", N_("An office lies in {folder} already."), N_("Choose another folder; nothing was changed.")
)
STORE_UNREADABLE = Message(
    "store-unreadable",
    N_("{file} cannot be read or written as an office's store: {error}"),
    N_("Check that the file is whole, that the disk has room and that you may write there. Nothing was changed."),
)
STORE_BUSY = Message(
    "store-busy", N_("{file} is in use by somebody else."), N_("Try again in a moment. Nothing was changed.")
)
STORE_VERSION = Message(
    "store-version",
    N_("{file} has store version {found}; this program knows version {known}."),
    N_("Use the program version that wrote the store, or a newer one."),
)
STORE_OLDER = Message(
    "store-older",
    N_("{file} has store version {found}; this program works with version {known}."),
    N_("Bring it up: double-random upgrade. A backup is made first. Nothing was changed."),
)
RANDOMNESS_PARTS = Message(
    "randomness-parts",
    N_("The text has {found} part(s), the commitment names {named} source(s)."),
    N_("Join the sources' texts with + in the commitment's order."),
)
RANDOMNESS_SOURCE = Message(
    "randomness-source",
    N_("'{text}' does not begin with '{prefix}', as the source named in the commitment asks."),
    N_("Enter the text of the source that the commitment names, or of one of its fallbacks."),
)
RANDOMNESS_FACES = Message(
    "randomness-faces",
    N_("A throw was entered that is not one of {digits}."),
    N_("Read the record of the throws again; ten-sided dice show 0 to 9, six-sided dice 1 to 6."),
)
RANDOMNESS_THROWS = Message(
    "randomness-throws",
    N_("{found} throws were entered, the commitment asks for {named}."),
    N_("Enter exactly the throws that were witnessed, none left out and none added."),
)
RANDOMNESS_USED = Message(
    "randomness-used",
    N_("The same randomness was logged before, as event {seq} on {time}."),
    N_("Every draw has randomness of its own: enter what was made for this commitment."),
)
PLAN_DRAWN = Message(
    "plan-drawn",
    N_("All batches of plan {plan} are drawn."),
    N_(
        "See them with: double-random status. A further batch is an amendment of the plan: add a [[batch]] with its periods."
    ),
)
DRAW_PENDING = Message(
    "draw-pending",
    N_("The commitment {ref} waits for its draw."),
    N_("Draw it, or set it aside in the open with: double-random void {ref} --ground …"),
)
NOTHING_TO_DRAW = Message(
    "nothing-to-draw",
    N_("No commitment waits for its draw."),
    N_("Commit a plan first: double-random commit plan.toml. What is drawn is never drawn again."),
)
ALREADY_DRAWN = Message(
    "already-drawn",
    N_("{ref} is drawn already; there is one draw per commitment."),
    N_("See it with: double-random status. A draw that must not count is set aside with 'void' and stays visible."),
)
OTHER_RANDOMNESS = Message(
    "other-randomness",
    N_("The randomness of {ref} is in the log already (event {seq}) and cannot be exchanged."),
    N_("Finish the draw with: double-random draw"),
)
NO_RANDOMNESS = Message(
    "no-randomness",
    N_("The randomness is missing; {ref} asks for {asked}."),
    N_('Enter it: double-random draw --randomness "{example}". Files: double-random randomness import FILE'),
)
CLOCK_BEHIND = Message(
    "clock-behind",
    N_("The clock says {now}, which is before the last event of the log ({last})."),
    N_("Set this computer's clock right, then try again. Nothing was changed."),
)
NO_DRAW = Message("no-draw", N_("There is no draw {ref}."), N_("See what there is with: double-random status"))
NO_DRAW_YET = Message(
    "no-draw-yet",
    N_("There is no commitment or draw yet that stands."),
    N_("Commit a plan first: double-random commit plan.toml"),
)
NOT_DRAWN = Message(
    "not-drawn", N_("{ref} is not drawn yet."), N_("Finish it first with: double-random draw --randomness …")
)
CHECK_KNOWN = Message(
    "check-known",
    N_("This check of {target} on {day} is on record already."),
    N_("Nothing was changed. A second check on the same day differs in its ground, its inspectors or its result."),
)
VOID_RELEASED = Message(
    "void-released",
    N_("{n} results of {ref} are released; they would leave the public pages with it."),
    N_("A draw that is void stays void. If it is meant, add --yes. Nothing was changed."),
)
DRAW_VOID = Message(
    "draw-void", N_("{ref} is void and stays as it is."), N_("Only a draw that stands can be changed or get results.")
)
NO_TARGET = Message(
    "no-target", N_("There is no target {id}."), N_("Look for it with: double-random list targets --find …")
)
NO_INSPECTOR = Message(
    "no-inspector", N_("There is no inspector {id}."), N_("See the roster with: double-random list inspectors")
)
NO_VISIT = Message("no-visit", N_("There is no visit {id} in {ref}."), N_("See them with: double-random list visits"))
VISIT_DONE = Message(
    "visit-done", N_("Visit {id} has results and is done."), N_("A visit that took place keeps its team.")
)
NO_SLOT = Message(
    "no-slot", N_("Visit {visit} has no slot {slot}."), N_("See it with: double-random show visit {visit}")
)
ACT_IMPOSSIBLE = {
    "reinforcement": Message(
        "limit-not-above",
        N_("{limit} is not above the limit that {inspector} has in this draw."),
        N_("A reinforcement only raises a limit. Nothing was changed."),
    ),
    "replacement": Message(
        "period-not-allowed",
        N_("{visit} cannot be replaced in {period}: the period is not allowed for its tasks."),
        N_("Name another period. Nothing was changed."),
    ),
}
EMPTY_PLAN = Message(
    "plan-without-targets",
    N_("The plan draws from no target at all."),
    N_("Import the targets first, or widen the scopes."),
)
NO_BUNDLE = Message(
    "no-bundle",
    N_("{file} is not an audit bundle: {error}."),
    N_("Ask the office for the file that 'double-random export bundle' wrote."),
)
UNKNOWN_INSPECTOR = Message(
    "unknown-inspector",
    N_("There is no inspector {id} in the roster."),
    N_("Correct the identifier, or import the roster first: double-random import inspectors …"),
)
UNKNOWN_EXCLUDED = Message(
    "unknown-excluded",
    N_("There is no target {id} in the inventory, so it cannot be kept out."),
    N_("Correct the identifier, or import the inventory first: double-random import targets …"),
)
UNKNOWN_TARGET = Message(
    "unknown-target",
    N_("There is no target {id} in the inventory; the row is kept and has no effect until there is one."),
    N_("Correct the identifier, or ask whether the inventory lacks this place."),
)
UNDECIDED = Message(
    "undecided",
    N_("Whom this means has to be decided; {n} line(s) wait. It can be: {candidates}."),
    N_("Import the file again with --review review.xlsx: that writes a list to decide in; then once more, to read it."),
)
UNJOINED = Message(
    "unjoined",
    N_("Nothing in the inventory is like this; {n} line(s) were not taken over."),
    N_("Give an identifier, or ask whether the inventory lacks this place; then import the file again."),
)
RED_LIST = Message(
    "red-list",
    N_("An entry of a red list is no reason to inspect more often; it was not taken over."),
)
REVIEW_DECISION = Message(
    "review-decision",
    N_("This is neither a target's identifier, nor yes (是) to the row's candidate, nor no (否)."),
    N_(
        "Write 是 for the candidate, the identifier of another target, 否 for none of them, or nothing to decide later."
    ),
)
REVIEW_TWICE = Message(
    "review-twice",
    N_("This review number is decided otherwise in a row above: {first}."),
    N_("Keep one of the two decisions."),
)
REVIEW_STRANGE = Message(
    "review-strange",
    N_("{n} decision(s) of the review list are about nothing in this file."),
    N_("Check that the review list was written for this file."),
)
REPAIR_NOTHING = Message(
    "repair-nothing",
    N_("Target {target} has no credit signal that this repair could end."),
    N_("Import the credit signals first, then the repairs; check the day and the number of the signal."),
)
CLASS_TWICE = Message(
    "class-twice",
    N_("Target {target} has another class in this file already: {first}."),
    N_("Keep one of the two."),
)
WORKBOOK_SUFFIX = Message(
    "workbook-suffix",
    N_("The lists cannot be written to {file}: they make a workbook."),
    N_("Give the output file a name that ends in .xlsx."),
)
FIELDS_UNSAID = Message(
    "fields-unsaid",
    N_("The file has no column for {fields}; {number} records had a value there and have it no longer."),
    N_("If that was not meant, take it back with: double-random undo-import, and import a file with these columns."),
)
MANY_GONE = Message(
    "many-gone",
    N_("{gone} of the {covered} records that the file says it covers are not in it and would be marked as gone."),
    N_("Check that the file is whole. If they are gone indeed, import it again with --yes. Nothing was changed."),
)
GONE_UNKNOWN = Message(
    "gone-unknown",
    N_("{number} rows are left out, so nothing was marked as gone: it may stand in one of them."),
    N_("Correct the rows and import the whole file again."),
)
NOTHING_TO_UNDO = Message(
    "nothing-to-undo", N_("There is no import that could be undone."), N_("Look at the log with: double-random status")
)
UNDO_TOO_LATE = Message(
    "undo-too-late",
    N_("After the last import something was logged that rests on it: {kind} (event {seq}, {time})."),
    N_("Import a corrected file instead; what it changes is shown. Nothing was changed."),
)
EVENTS = (
    *(N_("publication"), N_("duplicate"), N_("recusal"), N_("absence"), N_("reinforcement"), N_("replacement")),
    *(N_("appointment"), N_("commitment"), N_("randomness"), N_("draw"), N_("void"), N_("results")),
)
"""Names of kinds of events, which are looked up where they are shown."""
MERGED_ALREADY = Message(
    "merged-already",
    N_("{id} is merged into {into} already."),
    N_("Take that back first: double-random duplicates decide {into} {id} --different --ground …"),
)
SAME_TARGET = Message("same-target", N_("A target is not its own duplicate."), N_("Name two targets."))
DUPLICATES = Message(
    "probable-duplicates",
    N_("{number} pairs of targets are probably the same place, which would then be in the draw twice."),
    N_("See them with: double-random duplicates list"),
)
COVERS = Message(
    "covers-column",
    N_("“{text}” names no column that a file of this kind can cover; there are {known}."),
    N_("Write it as --covers category=…"),
)
COVERS_FACTS = Message(
    "covers-facts",
    N_("{kind} are facts of the past, which no list makes undone."),
    N_("Leave --complete and --covers away; a signal ends by the date in its column “ended”."),
)
DATABASE_URL = Message(
    "database-url",
    N_("“{url}” names no PostgreSQL database."),
    N_("Write it as postgresql://user@host/database; without --database the office's store is a file in its folder."),
)
DATABASE_PASSWORD = Message(
    "database-password",
    N_("The database's URL holds a password, which would stand in a file for all to read."),
    N_("Leave it out, and keep it in the file .pgpass of your home folder or in PGPASSWORD."),
)
NO_DRIVER = Message(
    "no-driver",
    N_("The driver for PostgreSQL is not installed."),
    N_("Install it: pipx inject double-random 'psycopg[binary]'"),
)
NO_FILE = Message("no-file", N_("{file} cannot be opened: {error}."), N_("Check the name and the folder."))
FILE_EXISTS = Message(
    "file-exists",
    N_("{file} exists already, and is not overwritten."),
    N_("Give another name, or move the file away. Nothing was changed."),
)
WORKBOOK_SUFFIX = Message(
    "workbook-suffix", N_("{file} would be a workbook, and must end in .xlsx."), N_("Give a name that ends in .xlsx.")
)
NO_PERIOD = Message("no-period", N_("There is no period {id} in the plan."), N_("The plan's periods are: {known}"))
SLOT_TAKEN = Message(
    "slot-taken",
    N_("Slot {slot} of visit {visit} is not open, or {inspector} sits in this team already."),
    N_("Only an open slot is filled by an order, by somebody who is not in the team yet."),
)
DEMO_EXISTS = Message(
    "demo-exists",
    N_("{folder} is not empty."),
    N_("Name another folder: double-random demo FOLDER. Nothing was changed."),
)
DRAW_CHANGED = Message(
    "draw-changed",
    N_("Something has happened to {ref} while the file was read."),
    N_("Import the file again. Nothing was changed."),
)
CHANGED_MEANWHILE = Message(
    "changed-meanwhile",
    N_("Something was imported or logged while the commitment was prepared."),
    N_("Look at it with 'double-random status', then commit again. Nothing was frozen."),
)
