"""``backup``, ``restore`` and ``upgrade``: what keeps an office through disks that fail, other systems and newer programs."""

import hashlib
from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.kit import Context, command, json_option, option, pass_context

if TYPE_CHECKING:
    from scheduler.store.copying import Held

NOT_IN_IT = N_(
    "Not in it: the office's key (office-key.pem), plans and other files of the folder, and witnesses' folders. Keep copies of "
    "them apart."
)


@command(
    "backup",
    help=N_(
        "Write the office's whole store into FILE, while others go on working. FILE may be an earlier backup of the same "
        "office: it is replaced when the new one is whole. It holds the secrets of closed draws: keep it as you keep the "
        "office."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@pass_context
def backup_command(context: Context, file: Path, as_json: bool) -> None:
    from scheduler.store import keeping

    folder = context.office.folder
    file.parent.mkdir(parents=True, exist_ok=True)
    with say.progress(_("Writing {file} …").format(file=file.name)):
        found = keeping.backup(folder, file)
        with file.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
    if as_json:
        say.data({"file": str(file), "sha256": digest, **asdict(found)})
        return
    say.line(_("{file} written, SHA-256 {digest}").format(file=file, digest=digest))
    _tell(found)
    say.note(_(NOT_IN_IT))


@command(
    "restore",
    help=N_(
        "Make an office in FOLDER of the backup in FILE. With --database its store is kept in that empty database, whichever "
        "system it was in before."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@option(
    "--database",
    "url",
    metavar="URL",
    help=N_(
        "Keep the store in an empty PostgreSQL database, postgresql://user@host/database. Default: a file in FOLDER."
    ),
)
@json_option
def restore_command(file: Path, folder: Path, url: str | None, as_json: bool) -> None:
    from scheduler.store import keeping

    with say.progress(_("Reading {file} …").format(file=file.name)):
        found = keeping.restore(file, folder, url)
    if as_json:
        say.data({"folder": str(folder), **asdict(found)})
        return
    say.line(_("The office was restored in {folder}.").format(folder=folder))
    _tell(found)
    say.note(_(NOT_IN_IT))
    say.note(
        _("What happened after this event is not in the log: do it again, and tell those who hold a later checkpoint.")
    )


@command(
    "upgrade",
    help=N_(
        "Bring the store of the office up to the version of this program. A backup is made first, in the office's folder."
    ),
)
@json_option
@pass_context
def upgrade_command(context: Context, as_json: bool) -> None:
    from scheduler.store import keeping

    with say.progress(_("Checking the store …")):
        found, kept = keeping.upgrade(context.folder)
    if as_json:
        say.data({"backup": kept and str(kept), **asdict(found)})
        return
    if kept is None:
        say.line(_("The store has version {version} already; nothing was changed.").format(version=found.version))
        return
    say.line(_("The store was brought up to version {version}.").format(version=found.version))
    _tell(found)
    say.note(_("As it was before, it is kept in {file}: double-random restore {file} FOLDER.").format(file=kept))


def _tell(found: "Held") -> None:
    text = _("The log has {events} events, the last with hash {head}; store version {version}.")
    say.line(text.format(**asdict(found)))
