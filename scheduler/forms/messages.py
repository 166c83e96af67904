"""What can be said of papers and their templates."""

from inventories.problems import N_, Message

NOT_WORD = Message(
    "form-not-word",
    N_("It is not a Word file (.docx): {why}"),
    N_("Change the templates that double-random papers templates FOLDER writes, and save them as .docx."),
)
STRANGE = Message(
    "form-strange",
    N_("No paper is made from a template of this name."),
    N_("Templates are named {known}. Rename it, or take it out of the folder."),
)
NO_TEMPLATES = Message(
    "form-no-templates",
    N_("There is no template in {folder}."),
    N_("double-random papers templates FOLDER writes those to begin with."),
)
SYNTAX = Message(
    "form-syntax",
    N_("In the paragraph “{paragraph}” something between braces cannot be read: {error}"),
    N_(
        "How fields, conditions and repeated rows are written stands under “Templates of your own” in the documentation."
    ),
)
FIELD = Message(
    "form-field",
    N_("In the paragraph “{paragraph}” there is no field {field}; there are: {known}."),
    N_("What each of them is stands under “Templates of your own” in the documentation."),
)
FAILS = Message(
    "form-fails",
    N_("The template cannot be filled in: {error}"),
    N_("Correct what stands between braces. The fields stand under “Templates of your own” in the documentation."),
)
BROKEN = Message(
    "form-broken",
    N_("Filled in, the template is no Word document any more: {error}"),
    N_(
        "A condition or repetition begins and ends in paragraphs of their own (%p) or table rows of their own (%tr), or "
        "stands within one paragraph."
    ),
)
FOLDER_EXISTS = Message(
    "papers-folder-exists",
    N_("{folder} exists already and is not empty."),
    N_("Name a folder that does not exist yet: papers that may be signed are not written over."),
)
NOTHING_LEFT = Message(
    "papers-none",
    N_("There is no visit of {ref} for which papers are made: each is done, cancelled, or waits for an open slot."),
    N_("See them with: double-random list visits. A visit that is done has papers if it is named with --visit."),
)
VISIT_WAITS = Message(
    "papers-visit-waits",
    N_("Visit {visit} waits until its open slots are filled."),
    N_("Fill them first with double-random reinforce, or the last resort: double-random appoint."),
)
VISIT_CANCELLED = Message(
    "papers-visit-cancelled",
    N_("Visit {visit} ended because superiors have cancelled its tasks."),
    N_("It is not to be made. See: double-random show visit {visit}"),
)
NO_WORK = Message(
    "papers-no-work",
    N_("{inspector} is in no team of {ref} that is still to make a visit."),
    N_("See who is with: double-random list visits"),
)
ANNOUNCED_LATE = Message(
    "papers-announced-late",
    N_("The randomness of {ref} is known already: there is nothing to announce."),
    N_("The record of the draw is written by: double-random papers record"),
)
CODE_STRANGE = Message(
    "code-strange",
    N_("This is not the text of a QR code of our papers."),
    N_("It begins with {format}. Give it as the scanner shows it, whole and in quotation marks."),
)
CODE_OTHER_LOG = Message(
    "code-other-log",
    N_(
        "The log of this office has no such event {seq} of {ref}: the paper is not of this log, or the log was changed."
    ),
    N_("Look whether this is the right office (--office), and have its bundle audited: double-random audit"),
)
PAPER_OLD = Message(
    "paper-old",
    N_("The paper is out of date: visit {visit} has ended, or its team was changed, by event {seq}."),
    N_("Print it anew: double-random papers visits FOLDER --visit {visit}"),
)
WORD_SUFFIX = Message(
    "papers-suffix",
    N_("A paper cannot be written to {file}: it is a Word file."),
    N_("Name a file that ends in .docx."),
)
