"""``person``: who may do what, and the keys with which they sign."""

from collections import Counter
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, refuse
from scheduler.cli import say
from scheduler.cli.files import must_be_new
from scheduler.cli.kit import Command, Context, Group, ground_option, json_option, option, pass_context
from scheduler.persons.roles import LEAST, ROLES, TWICE, may

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from scheduler.log import Event
    from scheduler.store.office import Office

HEADERS = (N_("name"), N_("role"), N_("since"), N_("verifier key"))
role_option = option(
    "--role", required=True, type=click.Choice(ROLES), help=N_("What they may do: double-random person roles.")
)


def opened(path: Path) -> "Ed25519PrivateKey":
    """The key in a person's file; its passphrase is asked on the terminal. Refused (exit 1) without a usable key."""
    from scheduler.exchange import keyfile
    from scheduler.persons import messages

    if not path.is_file():
        raise refuse(messages.NO_KEY_FILE, Exit.FAILED, file=str(path))
    return keyfile.read(path.parent, lambda: _asked(path), path.name)


def _asked(path: Path, twice: bool = False) -> str:
    text = _("Passphrase of {file}").format(file=path.name)
    said: str = click.prompt(text, hide_input=True, confirmation_prompt=twice, err=True)
    return said


@click.group("person", cls=Group, help=N_("Who may do what: persons with a role and a key, who sign every act."))
def person_command() -> None:
    pass


@person_command.command(
    "new",
    cls=Command,
    help=N_(
        "Make the key of the person NAME in FILE, under a passphrase that is asked twice on the terminal, and print the "
        "verifier key, with which a head registers them. Nothing is logged."
    ),
)
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
def new_person(name: str, file: Path) -> None:
    from scheduler.persons import acts

    must_be_new(file)
    acts.must_be_name(name)
    say.line(str(acts.make_key(name, file, _asked(file, twice=True))))
    say.note(
        _("This is the verifier key, for a head to register. Nobody else gets {file} or its passphrase.").format(
            file=file
        )
    )


@person_command.command(
    "add",
    cls=Command,
    help=N_(
        "Register the person whose verifier key is VKEY. The first one is a head and signs that with their own key (--key "
        "before the verb); from then on every act in this office is signed."
    ),
)
@click.argument("vkey", metavar="VKEY")
@role_option
@json_option
@pass_context
def add_person(context: Context, vkey: str, role: str, as_json: bool) -> None:
    from scheduler.persons import acts

    _told(acts.add(context.office, vkey, role), as_json)


@person_command.command(
    "change", cls=Command, help=N_("Give the person NAME another role. What they signed before stands.")
)
@click.argument("name")
@role_option
@ground_option
@json_option
@pass_context
def change_person(context: Context, name: str, role: str, ground: str, as_json: bool) -> None:
    from scheduler.persons import acts

    _told(acts.change(context.office, name, role, ground), as_json)


@person_command.command(
    "end",
    cls=Command,
    help=N_(
        "The person NAME acts here no longer: gone, or the key is lost or known to others. What they signed stands."
    ),
)
@click.argument("name")
@ground_option
@json_option
@pass_context
def end_person(context: Context, name: str, ground: str, as_json: bool) -> None:
    from scheduler.persons import acts

    _told(acts.change(context.office, name, "", ground), as_json)


@person_command.command(
    "second",
    cls=Command,
    help=N_(
        "Turn on or off that a second person signs what 'person roles' marks: commitment, draw, void … Both name their key "
        "files before the verb (--key, --second). It needs two heads, and turning it off is signed by two."
    ),
)
@click.argument("state", type=click.Choice(["on", "off"]), metavar="on|off")
@ground_option
@json_option
@pass_context
def second_person(context: Context, state: str, ground: str, as_json: bool) -> None:
    from scheduler.persons import acts

    event = acts.ask_second(context.office, state == "on", ground)
    if as_json:
        say.data({"event": event.seq, **event.body})
    else:
        told = N_("A second person signs from now on") if event.body["on"] else N_("One person signs from now on")
        say.line(_("{told} (event {seq}).").format(told=_(told), seq=event.seq))


@person_command.command("list", cls=Command, help=N_("List the persons, those who act no longer too."))
@json_option
@pass_context
def list_persons(context: Context, as_json: bool) -> None:
    from scheduler.persons.register import KINDS, register

    found = register(context.office.events(*KINDS))
    rows = [(p.name, p.role, p.since, p.key) for p in found.persons.values()]
    if as_json:
        names = ("name", "role", "since", "key")
        say.data({"second": found.second, "persons": [dict(zip(names, row, strict=True)) for row in rows]})
        return
    say.table([_(h) for h in HEADERS], [(name, _(role) if role else "–", *rest) for name, role, *rest in rows])
    tell(counted(context.office))


@person_command.command(
    "roles", cls=Command, help=N_("List every kind of act, who may do it, and what a second person signs.")
)
@json_option
def list_roles(as_json: bool) -> None:
    from scheduler.persons.messages import ACTS

    if as_json:
        say.data([{"kind": kind, "least": least, "second": kind in TWICE} for kind, least in LEAST.items()])
        return
    rows = [
        (_(ACTS[kind]), *("✓" if may(role, kind) else "" for role in ROLES[1:]), "✓" if kind in TWICE else "")
        for kind in LEAST
    ]
    say.table([_(h) for h in (N_("act"), *ROLES[1:], N_("second person"))], rows)


def _told(event: "Event", as_json: bool) -> None:
    if as_json:
        say.data({"event": event.seq, **event.body})
    elif event.body["role"]:
        text = _("{name} is registered as {role} (event {seq}).")
        say.line(text.format(name=event.body["name"], role=_(event.body["role"]), seq=event.seq))
    else:
        say.line(_("{name} acts here no longer (event {seq}).").format(name=event.body["name"], seq=event.seq))


def counted(office: "Office") -> dict[str, Any] | None:
    """How many persons have each role, and whether a second one signs; None where acts are not signed."""
    from scheduler.persons.register import KINDS, register

    found = register(office.events(*KINDS))
    roles = Counter(person.role for person in found.standing())
    return {**{role: roles[role] for role in ROLES}, "second": found.second} if found.persons else None


def tell(found: dict[str, Any] | None) -> None:
    """Who signs, in words."""
    if not found:
        return
    by = ", ".join(f"{_(role)} {found[role]}" for role in ROLES if found[role])
    say.line(_("Every act is signed by a registered person: {by}.").format(by=by))
    if found["second"]:
        say.line(_("A second person signs commitments, draws, voids, and what concerns persons."))
