"""``randomness``: which round, make a share, fetch, import and verify the text of a public source."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, refuse
from scheduler.cli import say
from scheduler.cli.files import must_be_new, read_bytes
from scheduler.cli.kit import Command, Context, Group, json_option, option, pass_context, words
from scheduler.cli.sources import evidence_option, fallback_option, moment

if TYPE_CHECKING:
    from scheduler.journal import Draw
    from scheduler.randomness.drand import Drand

chain_option = option(
    "--chain",
    type=click.Choice(["quicknet", "default"]),
    default="quicknet",
    help=N_("The chain of the drand network."),
)


@click.group(
    "randomness",
    cls=Group,
    help=N_("Public sources of randomness: which round, make a share, fetch, import, verify."),
)
def randomness_command() -> None:
    pass


@randomness_command.command(
    "round",
    cls=Command,
    help=N_("Print the first round of a drand chain that fires at TIME or after it, as 2026-12-01T10:00:00+08:00."),
)
@click.argument("time", callback=lambda _ctx, _param, value: moment(value))
@chain_option
@json_option
def round_command(time: datetime, chain: str, as_json: bool) -> None:
    from scheduler.randomness.chains import NAMES
    from scheduler.randomness.source import moment as written

    found = NAMES[chain]
    round_ = found.round_at(time)
    told = {"chain": found.hash, "round": round_, "fires": written(found.time_of(round_))}
    if as_json:
        say.data(told)
        return
    say.line(_("round {round} of {name} fires at {fires}").format(name=chain, **told))


@randomness_command.command(
    "share",
    cls=Command,
    help=N_(
        "Make a contribution for a draw by shares, and print NAME=HASH. Hand that in before the commitment, keep the file to "
        "yourself, and hand the file in when contributions are revealed. No office is needed."
    ),
)
@click.argument("name", callback=words)
@option("--to", type=click.Path(path_type=Path), help=N_("The file. Default: contribution.json."))
def share_command(name: str, to: Path | None) -> None:
    import secrets

    from scheduler.randomness.files import CONTRIBUTION
    from scheduler.randomness.shares import hash_of

    path = to or Path("contribution.json")
    must_be_new(path)
    contribution = secrets.token_hex(32)
    body = {"format": CONTRIBUTION, "name": name, "contribution": contribution}
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", "utf-8")
    say.line(f"{name}={hash_of(contribution)}")
    say.note(_("Hand in this line now, and {file} when contributions are revealed, not before.").format(file=path))


@randomness_command.command(
    "fetch",
    cls=Command,
    help=N_(
        "Ask relays of the drand network for the rounds that the waiting commitment names, and log them; what they answer "
        "counts only if its signature verifies. With --round no office is needed: the answer is kept in a file, to be "
        "imported on a machine without a network."
    ),
)
@option(
    "--url",
    "urls",
    multiple=True,
    metavar="URL",
    help=N_("A relay, asked in the order given. Default: two known ones."),
)
@option("--wait", type=click.FloatRange(0.1, 600), default=10.0, help=N_("Seconds for each relay. Default: 10."))
@option("--round", "round_", type=click.IntRange(1, 2**53 - 1), help=N_("Fetch this round alone."))
@chain_option
@option("--to", type=click.Path(path_type=Path), help=N_("With --round: the file. Default: drand-CHAIN-ROUND.json."))
@fallback_option
@json_option
@pass_context
def fetch_command(
    context: Context,
    urls: tuple[str, ...],
    wait: float,
    round_: int | None,
    chain: str,
    to: Path | None,
    ground: str | None,
    as_json: bool,
) -> None:
    from scheduler.randomness.chains import NAMES
    from scheduler.randomness.drand import Drand
    from scheduler.relays import RELAYS, fetch

    relays = urls or RELAYS
    if round_ is None:
        if to is not None:
            raise click.UsageError(_("--to goes with --round."))
        _fetch_for_draw(context, relays, wait, ground or "", as_json)
        return
    path = to or Path(f"drand-{chain}-{round_}.json")
    must_be_new(path)
    with say.progress(_("Asking the network …")):
        answer = fetch(Drand(NAMES[chain], round_), relays, wait)
    path.write_bytes(answer)
    if as_json:
        say.data({"file": str(path), "answer": json.loads(answer)})
    else:
        say.line(
            _("Round {round} of {chain} verifies, and is kept in {file}.").format(round=round_, chain=chain, file=path)
        )


def _fetch_for_draw(context: Context, relays: Sequence[str], wait: float, ground: str, as_json: bool) -> None:
    """With a ground, the fallbacks stand in for the sources before them."""
    from scheduler import entering, randomness
    from scheduler.randomness import messages
    from scheduler.randomness.drand import Drand
    from scheduler.randomness.files import gather, held
    from scheduler.relays import fetch

    office = context.office
    draw = entering.waiting(office)
    places = entering.sources(draw)
    wanted = [
        source
        for place in places
        for source in (place[1:] if ground and len(place) > 1 else place[:1])
        if isinstance(source, Drand)
    ]
    if not wanted:
        raise refuse(messages.NO_BEACON, Exit.FAILED, ref=draw.ref, detail=randomness.detail(places))
    answers = {}
    for source in wanted:
        _must_have_fired(office.clock(), source)
        with say.progress(_("Asking the network …")):
            answers[source.detail] = held(fetch(source, relays, wait), source.detail)
    entry = gather(places, answers, draw.ref)
    _logged(entering.log_randomness(office, entry.text, entry.evidence, ground), as_json)


def _must_have_fired(now: datetime, source: "Drand") -> None:
    from scheduler.randomness import messages
    from scheduler.randomness.source import moment as written

    if source.fires and source.fires > now:
        said = {"detail": source.detail, "fires": written(source.fires), "now": written(now.astimezone(UTC))}
        raise refuse(messages.NOT_FIRED, Exit.CONFLICT, **said)


@randomness_command.command(
    "import",
    cls=Command,
    help=N_(
        "Log the randomness of the waiting commitment from FILES: the answer of a drand relay, the files of all contributors, "
        "or lines of text such as dice:10:…. Then: double-random draw."
    ),
)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@evidence_option
@fallback_option
@json_option
@pass_context
def import_command(
    context: Context, files: tuple[Path, ...], evidence: tuple[str, ...], ground: str | None, as_json: bool
) -> None:
    from scheduler import entering

    text, proofs = read_files(context, files)
    _logged(entering.log_randomness(context.office, text, evidence or proofs, ground or ""), as_json)


def read_files(context: Context, files: Sequence[Path]) -> tuple[str, tuple[str, ...]]:
    """The text for the waiting commitment out of files, with its evidence. Refused (exit 3) with all that is wrong."""
    from scheduler import entering
    from scheduler.randomness.files import gather, held

    draw = entering.waiting(context.office)
    entry = gather(entering.sources(draw), {str(f): held(read_bytes(f), str(f)) for f in files}, draw.ref)
    return entry.text, entry.evidence


def _logged(draw: "Draw", as_json: bool) -> None:
    event = draw.randomness
    assert event is not None
    if as_json:
        say.data({"ref": draw.ref, "event": event.seq, **event.body})
        return
    say.line(_("The randomness of {ref} is logged as event {seq}:").format(ref=draw.ref, seq=event.seq))
    say.line(f"  {event.body['text']}")
    say.note(_("Next: double-random draw"))


@randomness_command.command(
    "verify",
    cls=Command,
    help=N_(
        "Check a text by itself, without network or office: its form, and of drand the signature, by two libraries that share "
        "no code. The signature before goes with it as --evidence for the default chain."
    ),
)
@click.argument("text")
@evidence_option
@json_option
def verify_command(text: str, evidence: tuple[str, ...], as_json: bool) -> None:
    from scheduler import randomness
    from scheduler.randomness.texts import source_of

    places = [(source_of(part),) for part in text.split("+")]
    randomness.check(text, places, evidence, thorough=True)
    told: list[dict[str, Any]] = [
        {"kind": source.kind, "detail": source.detail, "bits": randomness.bits([(source,)])} for (source,) in places
    ]
    if as_json:
        say.data({"text": text, "sources": told})
        return
    for row in told:
        say.line(_("{detail}: sound, {bits} bits of choice").format(**row))
