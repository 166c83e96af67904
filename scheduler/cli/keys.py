"""``key``: the office's own key, and the keys of other offices that it trusts."""

import re
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.kit import Command, Context, Group, ground_option, json_option, option, pass_context, words

if TYPE_CHECKING:
    from scheduler.store.office import Office

HEADERS = (N_("name"), N_("agency"), N_("hands in"), N_("since"), N_("verifier key"))


@click.group("key", cls=Group, help=N_("The office's key for signed files, and the keys of other offices."))
def key_command() -> None:
    pass


@key_command.command(
    "new",
    cls=Command,
    help=N_(
        "Make the office's key in its folder, under a passphrase that is asked twice on the terminal. The verifier key that is "
        "printed is public: give it to the offices that are to trust your files."
    ),
)
@option("--name", help=N_("The name of the key, without blanks. Default: the name of the office's folder."))
@option(
    "--no-passphrase",
    is_flag=True,
    help=N_("Keep the key without a passphrase, for a machine that nobody can be asked at."),
)
@pass_context
def new_key(context: Context, name: str | None, no_passphrase: bool) -> None:
    from scheduler.exchange.acts import make_key
    from scheduler.exchange.keyfile import FILE, must_be_free

    office = context.office
    must_be_free(office.folder)
    name = name or re.sub(r"[\s+]+", "-", office.folder.resolve().name)
    secret = None if no_passphrase else passphrase(twice=True)
    event = make_key(office, name, secret)
    say.line(event.body["key"])
    if no_passphrase:
        say.note(_("warning") + ": " + _("whoever can read {file} can sign as this office.").format(file=FILE))
    say.note(
        _("This is the verifier key: give it to the offices that are to trust your files. {file} stays here.").format(
            file=FILE
        )
    )


@key_command.command("show", cls=Command, help=N_("Print the office's verifier key, which is public."))
@json_option
@pass_context
def show_key(context: Context, as_json: bool) -> None:
    from inventories.problems import Exit, refuse
    from scheduler.exchange import messages, trust
    from scheduler.exchange.keyfile import FILE

    office = context.office
    key = trust.own_key(office.events("key"))
    if key is None:
        raise refuse(messages.NO_KEY, Exit.FAILED, file=str(office.folder / FILE))
    if as_json:
        say.data({"key": key})
    else:
        say.line(key)


@key_command.command(
    "trust",
    cls=Command,
    help=N_(
        "Trust the files that VKEY signs, a verifier key as 'key show' prints it at the other office. Compare it with them by "
        "another way than the one it came by."
    ),
)
@click.argument("vkey", metavar="VKEY")
@option(
    "--as", "agency", required=True, callback=words, help=N_("The agency that holds the key, as lists are to name it.")
)
@option(
    "--department",
    callback=words,
    help=N_("The department whose roster it may hand in, as the plan names it. Default: as for --as."),
)
@pass_context
def trust_key(context: Context, vkey: str, agency: str, department: str | None) -> None:
    from scheduler.exchange import acts

    event = acts.trust_key(context.office, vkey, agency, department or agency)
    told = _("{name} is trusted as {agency}; it may hand in the department “{department}” (event {seq}).")
    if not event.body["department"]:
        told = _("{name} is trusted as {agency}, a witness who countersigns checkpoints (event {seq}).")
    say.line(told.format(seq=event.seq, **event.body))


@key_command.command(
    "distrust", cls=Command, help=N_("Trust a key no longer: NAME, or the verifier key. What it signed before stays.")
)
@click.argument("name")
@ground_option
@pass_context
def distrust_key(context: Context, name: str, ground: str) -> None:
    from scheduler.exchange import acts

    event = acts.distrust_key(context.office, name, ground)
    say.line(_("{key} is trusted no longer (event {seq}).").format(key=event.body["key"], seq=event.seq))


def rows(office: "Office") -> list[dict[str, Any]]:
    """The office's own key and those it trusts."""
    from scheduler.exchange import trust

    events = office.events("key", "trust", "distrust")
    own = [
        {"name": e.body["key"].partition("+")[0], "since": e.time, "verifier key": e.body["key"]}
        for e in events
        if e.kind == "key"
    ][-1:]
    others = [
        {
            "name": t.key.partition("+")[0],
            "agency": t.agency,
            "hands in": t.department,
            "since": t.time,
            "verifier key": t.key,
        }
        for t in trust.trusted(events).values()
    ]
    return [
        {header: row.get(header, "") for header in HEADERS}
        for row in (*({**k, "agency": _("this office")} for k in own), *others)
    ]


def passphrase(twice: bool = False) -> str:
    """The passphrase, asked on the terminal; never an argument, nor in the environment."""
    said: str = click.prompt(_("Passphrase of the office's key"), hide_input=True, confirmation_prompt=twice, err=True)
    return said
