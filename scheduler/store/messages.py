"""What can be said about backups and about stores that are moved or brought up."""

from inventories.problems import N_, Message

SOMETHING_ELSE = N_("it is the database of something else")
NO_BACKUP = Message(
    "no-backup",
    N_("{file} is no backup of an office, or not whole: {error}."),
    N_("Take another file that 'double-random backup' wrote. Nothing was restored."),
)
BACKUP_EXISTS = Message(
    "backup-exists",
    N_("{file} exists already, and is not an earlier backup of this office."),
    N_("Give another name. Nothing was changed."),
)
BROKEN_CHAIN = Message(
    "broken-chain",
    N_("The log in {file} is not one chain: event {seq} was changed, or another is missing before it."),
    N_("Nothing was written. Keep the file as it is, and go back to an earlier backup."),
)
NOT_COPIED = Message(
    "not-copied",
    N_("What was written to {file} is not what was read."),
    N_("Nothing was changed. Check the disk, and try again."),
)
