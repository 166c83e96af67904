"""``prove`` and ``check-proof``: what a business can have, that it was in the pool and at which rate."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.personal import name_of
from inventories.problems import N_, Exit, Words, reason_of, refuse
from scheduler.cli import say
from scheduler.cli.files import must_be_new, read_bytes
from scheduler.cli.kit import Context, command, draw_option, json_option, option, pass_context
from scheduler.cli.planning import decimal

if TYPE_CHECKING:
    from scheduler.facts import Facts
    from scheduler.proof.membership import Proven


@command(
    "prove",
    help=N_(
        "Write into FILE the proof that TARGET was in the pool of a draw, and at which rate, for the business itself: it shows "
        "its own cell, and nobody else's. With a checkpoint after the commitment it goes up to that."
    ),
)
@click.argument("target")
@click.argument("file", type=click.Path(path_type=Path))
@draw_option
@json_option
@pass_context
def prove_command(context: Context, target: str, file: Path, ref: str | None, as_json: bool) -> None:
    from scheduler import acts, messages
    from scheduler.proof import membership
    from scheduler.proof.messages import NOT_IN_POOL

    office = context.office
    must_be_new(file)
    draw = acts.find(office, ref, void=True)
    with say.progress(_("Deriving points, bands, frame and rates …")):
        facts = acts.frozen_facts(office, draw)
        if target not in facts.targets:
            raise refuse(messages.NO_TARGET, Exit.FAILED, id=target)
        try:
            proof = membership.make(draw, facts, office.secrets(draw.hash)[1], target, office.events())
        except KeyError:
            raise refuse(NOT_IN_POOL, Exit.FAILED, id=target, ref=draw.ref, grounds=_grounds(facts, target)) from None
    file.write_bytes(proof)
    proven = membership.check(proof)
    if as_json:
        say.data({"file": str(file), **_data(proven)})
        return
    say.line(_("{file} written: {target} in the pool of {ref}.").format(file=file, target=target, ref=draw.ref))
    if proven.checkpoint is None:
        say.note(_("There is no checkpoint after the commitment: the proof goes no further than the commitment."))
    say.note(_("The business checks it with: double-random check-proof FILE"))


def _grounds(facts: "Facts", target: str) -> tuple[Words, ...]:
    found = dict.fromkeys(entry.ground for entry in facts.frame.left_out if entry.target == target)
    return tuple(map(Words, found)) or (Words(N_("it is in no task's scope")),)


@command(
    "check-proof",
    help=N_(
        "Check the proof in FILE that a target was in the pool of a draw, with nothing but the file: no office, no network. "
        "Compare the commitment that is printed with the one that was published. Exit code 5 if it proves nothing."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--key",
    "keys",
    metavar="KEY",
    multiple=True,
    help=N_("The verifier key of the office or of a witness that must have signed the checkpoint. May be repeated."),
)
@json_option
def check_proof_command(file: Path, keys: tuple[str, ...], as_json: bool) -> None:
    from scheduler.exchange import messages as key_messages
    from scheduler.exchange import notes
    from scheduler.proof import membership, messages

    try:
        known = [notes.verifier(key.strip()) for key in keys]
    except notes.BadKey as error:
        raise refuse(key_messages.BAD_KEY, Exit.USAGE, text=str(error)) from None
    try:
        proven = membership.check(read_bytes(file))
        signed = membership.signers(proven, known)
    except membership.BadProof as error:
        raise refuse(messages.BAD_PROOF, Exit.VERIFICATION, file=name_of(file), error=reason_of(error)) from None
    if len(signed) < len(known):
        raise refuse(messages.NOBODY_SIGNED, Exit.VERIFICATION, file=name_of(file))
    if as_json:
        say.data(_data(proven) | {"signed": [str(key) for key in signed]})
        return
    _print(proven, [key.name for key in signed])


def _print(proven: "Proven", signed: list[str]) -> None:
    from fractions import Fraction

    plan = proven.record["plan"]
    say.pairs(
        [
            (_("target"), proven.target),
            (_("draw"), f"{plan['id']}-{plan['batch']}"),
            (_("dated"), proven.record["dated"]),
            (_("commitment"), proven.commitment),
        ]
    )
    headers = [_("task"), _("cell"), _("targets in the cell"), _("rate"), ""]
    rows = [
        (m.task, "/".join(m.path) or "*", m.pool, m.rate, decimal(Fraction(m.rate) * 100) + "%") for m in proven.members
    ]
    say.table(headers, rows, _("It was in the pool"))
    if proven.checkpoint is None:
        say.note(_("Compare the commitment with the one that was published before the draw."))
        return
    text = _("The commitment stands in the log “{origin}” of {size} events.")
    say.line(text.format(origin=proven.checkpoint.origin, size=proven.checkpoint.size))
    if signed:
        say.line(_("Its checkpoint is signed by {names}.").format(names=", ".join(signed)))
    else:
        say.note(_("Whose signature that is shows with --key KEY: the verifier key of the office or of a witness."))


def _data(proven: "Proven") -> dict[str, Any]:
    found = proven.checkpoint
    return {
        "target": proven.target,
        "commitment": proven.commitment,
        "dated": proven.record["dated"],
        "tasks": [{"task": m.task, "path": list(m.path), "pool": m.pool, "rate": m.rate} for m in proven.members],
        "checkpoint": found and {"origin": found.origin, "size": found.size, "root": found.root.hex()},
    }
