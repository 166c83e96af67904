"""``checkpoint`` and ``witness``: what goes out of the log, signed, and those outside who countersign it."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.personal import name_of
from inventories.problems import N_, Exit, refuse
from scheduler.cli import days, say
from scheduler.cli.files import must_be_new, read_bytes
from scheduler.cli.keys import passphrase
from scheduler.cli.kit import Command, Context, Group, json_option, option, pass_context

if TYPE_CHECKING:
    from scheduler.log import Event
    from scheduler.store.office import Office

HEADERS = (N_("event"), N_("time"), N_("events in the log"), N_("root"), N_("countersigned by"))


@click.group("checkpoint", cls=Group, help=N_("Signed checkpoints of the log, and countersignatures from outside."))
def checkpoint_command() -> None:
    pass


@checkpoint_command.command(
    "make",
    cls=Command,
    help=N_(
        "Sign a checkpoint of the log as it stands and write it into FILE, with the proof that the log has only grown since "
        "the witness last saw it: give FILE to the witness."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--since",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help=N_("How many events the log had when the witness last countersigned it; 0 for a new witness."),
)
@json_option
@pass_context
def make_checkpoint(context: Context, file: Path, since: int, as_json: bool) -> None:
    from scheduler.exchange import acts as exchange
    from scheduler.proof import acts

    office = context.office
    must_be_new(file)
    event, asked = acts.make(office, exchange.own_key(office, passphrase), since)
    file.write_bytes(bytes(asked))
    size = event.seq - 1
    if as_json:
        say.data({"event": event.seq, "size": size, "file": str(file), **event.body})
        return
    say.line(
        _("{file} written: checkpoint of {size} events (event {seq}).").format(file=file, size=size, seq=event.seq)
    )
    say.note(_("Give it to the witness, who runs: double-random checkpoint countersign FILE --witness FOLDER"))


@checkpoint_command.command(
    "countersign",
    cls=Command,
    help=N_(
        "For a witness outside the office: print the countersignature of the checkpoint in FILE, if the log is the one that "
        "was seen before and has only grown. Otherwise nothing is signed (exit 5)."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--witness",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help=N_("The witness's folder, with its key."),
)
@json_option
def countersign(file: Path, folder: Path, as_json: bool) -> None:
    from scheduler.proof import witnessing

    line = witnessing.sign(folder, read_bytes(file), name_of(file), passphrase, days.now())
    if as_json:
        say.data({"line": line})
    else:
        click.echo(line, nl=False)
        say.note(_("Give this line to the office, which runs: double-random checkpoint add FILE"))


@checkpoint_command.command(
    "add",
    cls=Command,
    help=N_("Take the countersignatures in FILE into the log: the lines that witnesses' programs printed."),
)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@pass_context
def add_countersignature(context: Context, file: Path, as_json: bool) -> None:
    from scheduler.proof import acts, logged

    events = acts.add(context.office, read_bytes(file), name_of(file))
    found = [logged.countersigned(event) for event in events]
    if as_json:
        rows = [{"size": one.checkpoint.size, "witness": str(one.key), "time": one.time} for one in found]
        say.data([{"event": event.seq, **row} for event, row in zip(events, rows, strict=True)])
        return
    for event, one in zip(events, found, strict=True):
        told = _("{witness} has countersigned the log of {size} events at {time} (event {seq}).")
        say.line(told.format(witness=one.key.name, size=one.checkpoint.size, time=one.time, seq=event.seq))


@checkpoint_command.command("list", cls=Command, help=N_("List the checkpoints, and who has countersigned them."))
@json_option
@pass_context
def list_checkpoints(context: Context, as_json: bool) -> None:
    events = context.office.events("key", "checkpoint", "countersignature")
    rows = [_row(event, events) for event in events if event.kind == "checkpoint"]
    if as_json:
        say.data([dict(zip(("event", "time", "size", "root", "countersigned"), row, strict=True)) for row in rows])
    else:
        shown = [(*row[:3], row[3][:16] + "…", ", ".join(row[4])) for row in rows]
        say.table([_(header) for header in HEADERS], shown)


def _row(event: "Event", events: list["Event"]) -> tuple[int, str, int, str, list[str]]:
    from scheduler.proof import logged
    from scheduler.proof.checkpoint import parse

    found = parse(event.body["text"])
    signed = [logged.countersigned(e) for e in events if e.kind == "countersignature" and e.body["text"] == str(found)]
    return event.seq, event.time, found.size, found.root.hex(), [f"{s.key.name} {s.time}" for s in signed]


def last(office: "Office") -> dict[str, Any] | None:
    """The last checkpoint, who countersigned it, and draws that wait for their randomness without a countersignature."""
    from scheduler.journal import draws
    from scheduler.proof import logged

    events = office.events()
    made = logged.last(events)
    if made is None:
        return None
    _seq, time, size, root, by = _row(made, events)
    waiting = [
        draw.ref for draw in draws(events) if draw.state == "committed" and (not by or draw.commitment.seq > size)
    ]
    return {"time": time, "size": size, "root": root, "countersigned": by, "committed_since": waiting}


def tell(found: dict[str, Any] | None) -> None:
    """The last checkpoint in words."""
    if not found:
        return
    by = ", ".join(found["countersigned"]) or _("nobody")
    text = _("Last checkpoint: {size} events, {time}; countersigned by {by}.")
    say.line(text.format(size=found["size"], time=found["time"], by=by))
    if found["committed_since"]:
        text = _(
            "No witness has countersigned the commitment of {refs} yet: double-random checkpoint make FILE, before the "
            "randomness is drawn."
        )
        say.line(text.format(refs=", ".join(found["committed_since"])))


@checkpoint_command.command(
    "print",
    cls=Command,
    help=N_(
        "Write the last checkpoint, with its countersignatures, as a page to be printed for a notice board (PAGE.html), in "
        "large print with a code for a phone; as PAGE.txt the signed note alone."
    ),
)
@click.argument("page", type=click.Path(path_type=Path))
@pass_context
def print_checkpoint(context: Context, page: Path) -> None:
    from scheduler.i18n import html_language
    from scheduler.proof import logged, messages, printed

    office = context.office
    events = office.events("key", "checkpoint", "countersignature")
    found = logged.last(events)
    if found is None:
        raise refuse(messages.NO_CHECKPOINT, Exit.FAILED)
    note = logged.whole_note(events, found)
    name = office.folder.resolve().name
    page.write_bytes(note if page.suffix == ".txt" else printed.page(note, name, html_language()))
    say.line(_("{file} written").format(file=page))


@click.group("witness", cls=Group, help=N_("For witnesses outside the office: a key, and the logs it follows."))
def witness_command() -> None:
    pass


@witness_command.command(
    "new",
    cls=Command,
    help=N_(
        "Make a witness's key in FOLDER, under a passphrase that is asked twice. The verifier key that is printed is public: "
        "give it to the offices whose logs you follow, and to auditors."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@option("--name", required=True, help=N_("The witness's name, without blanks, such as audit.example."))
@option(
    "--no-passphrase",
    is_flag=True,
    help=N_("Keep the key without a passphrase, for a machine that nobody can be asked at."),
)
def new_witness(folder: Path, name: str, no_passphrase: bool) -> None:
    from scheduler.exchange.keyfile import must_be_free
    from scheduler.proof import witnessing

    must_be_free(folder, witnessing.KEY_FILE)
    key = witnessing.new(folder, name, None if no_passphrase else passphrase(twice=True))
    say.line(str(key))
    say.note(_("Keep {folder} and a backup of it: it also holds what this witness has seen.").format(folder=folder))


@witness_command.command(
    "follow",
    cls=Command,
    help=N_("Follow the log of the office whose verifier key is VKEY. Compare the key by another way than it came by."),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("vkey", metavar="VKEY")
def follow_log(folder: Path, vkey: str) -> None:
    from scheduler.proof import witnessing

    say.line(_("The log of {origin} is followed.").format(origin=witnessing.follow(folder, vkey)))
