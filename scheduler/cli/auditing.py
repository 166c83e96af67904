"""``audit`` and ``conformance``: for those who trust nobody, this program included."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.personal import name_of
from inventories.problems import N_, Exit
from scheduler.cli import say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import command, json_option, option
from scheduler.i18n import told

if TYPE_CHECKING:
    from scheduler.audit.finding import Checked
    from scheduler.bundle import Bundle
    from scheduler.exchange.notes import Verifier

COLOURS = {0: N_("green"), 1: N_("amber"), 2: N_("red")}


@command(
    "audit",
    help=N_(
        "Replay BUNDLE from signals to teams, with nothing but the bundle, and print each numbered check and three verdicts. "
        "Exit code 5 if one of them is red."
    ),
)
@click.argument("bundle", type=click.Path(path_type=Path))
@option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help=N_("The day (2026-12-31) by which results are overdue or not. Default: today."),
)
@option(
    "--against",
    type=click.Path(path_type=Path),
    multiple=True,
    help=N_("A signed checkpoint that you have kept: the log must continue it. May be repeated."),
)
@option(
    "--witness",
    "witnesses",
    metavar="KEY",
    multiple=True,
    callback=lambda _ctx, _option, texts: tuple(map(_witness, texts)),
    help=N_("The verifier key of a witness whom you trust, for the day of the commitment. May be repeated."),
)
@option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=N_("The folder of a published site (a copy will do): is it what the log says was published?"),
)
@option(
    "--page",
    type=click.Path(path_type=Path),
    help=N_("Also write the audit as one page to print and file (PAGE.html)."),
)
@json_option
@click.pass_context
def audit_command(
    ctx: click.Context,
    bundle: Path,
    on: datetime | None,
    against: tuple[Path, ...],
    witnesses: tuple[Any, ...],
    site: Path | None,
    page: Path | None,
    as_json: bool,
) -> None:
    from scheduler.audit.checks import VERDICTS, audit, verdicts
    from scheduler.audit.replay import Outside
    from scheduler.bundle import read
    from scheduler.publish.held import read as read_site

    kept = tuple((path.name, read_bytes(path)) for path in against)
    with say.progress(_("Replaying {file} …").format(file=bundle.name)):
        held = read(bundle)
        outside = Outside(kept, witnesses, None if site is None else read_site(site))
        day = (on or datetime.now(UTC)).date()
        found = audit(held, day, outside)
    colours = verdicts(found)
    if page is not None:
        _write_page(page, bundle, held, day, found)
    if as_json:
        say.data({"checks": [_as_data(c) for c in found], "verdicts": {k: colours[k].name.lower() for k in VERDICTS}})
    else:
        for line in _to_compare(held):
            say.line(line)
        say.line(_("Each line says what must hold; where it does not, the reason follows."))
        for checked in found:
            say.line(_line(checked))
        say.line()
        for number, name in VERDICTS.items():
            say.line(
                _("Verdict {number}, {name}: {colour}").format(
                    number=number, name=_(name), colour=_(COLOURS[colours[number]])
                )
            )
    if max(colours.values()) == 2:
        ctx.exit(Exit.VERIFICATION)


def _write_page(page: Path, file: Path, bundle: "Bundle", day: date, found: "list[Checked]") -> None:
    from hashlib import sha256

    from scheduler.audit import page as pages
    from scheduler.i18n import html_language

    digest = sha256(read_bytes(file)).hexdigest()
    page.write_bytes(pages.page(bundle, name_of(file), digest, day, found, html_language()))
    say.note(_("{file} written").format(file=page))


def _witness(text: str) -> "Verifier":
    from scheduler.exchange import notes

    try:
        key = notes.verifier(text.strip())
    except notes.BadKey:
        raise click.BadParameter(_("“{text}” is not a verifier key.").format(text=text)) from None
    if not key.witness:
        raise click.BadParameter(_("“{text}” is the key of an office, not of a witness.").format(text=text))
    return key


def _to_compare(bundle: "Bundle") -> Iterator[str]:
    """What an auditor compares with what was published and witnessed outside."""
    for event in bundle.events:
        if event.kind == "commitment":
            yield _("Commitment {hash}, dated {time}").format(hash=event.body.get("hash"), time=event.time)
        if event.kind == "randomness":
            yield _("Randomness {text}, logged {time}").format(text=event.body.get("text"), time=event.time)


def _line(checked: "Checked") -> str:
    colour = _(COLOURS[checked.finding.colour])
    text = f"{checked.ref or '-':<10} {checked.number} [{colour}] {_(checked.sentence)} ({checked.clause})"
    finding = checked.finding
    return "\n             ".join([text, *map(told, finding.reasons)])


def _as_data(checked: "Checked") -> dict[str, Any]:
    return {
        "draw": checked.ref,
        "number": checked.number,
        "clause": checked.clause,
        "sentence": checked.sentence,
        "colour": checked.finding.colour.name.lower(),
        "detail": checked.finding.detail,
    }


@command(
    "conformance",
    help=N_(
        "Run the draw that CASE describes (a JSON file, or - for standard input) without store, log or files, and print its "
        "outcome as JSON. Exit code 0 drawn, 3 invalid case."
    ),
)
@click.argument("case", type=click.Path(path_type=Path, allow_dash=True))
@click.pass_context
def conformance_command(ctx: click.Context, case: Path) -> None:
    from scheduler.draw.case import run
    from scheduler.draw.documents import OUTCOME
    from scheduler.draw.model import InvalidCase

    text = sys.stdin.buffer.read() if str(case) == "-" else read_bytes(case)
    try:
        say.data(run(text))
    except InvalidCase as error:
        say.data({"format": OUTCOME, "error": str(error)})
        ctx.exit(Exit.INPUT)
