"""``commit`` and ``draw``: the two steps between which nothing can be changed."""

from datetime import datetime
from gettext import gettext as _
from pathlib import Path

import click

from inventories.problems import N_, Exit, Refused
from scheduler.cli import say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Context, command, json_option, option, pass_context
from scheduler.cli.sources import contributors, entering_command, evidence_option, fallback_option, issue, moment


@command(
    "commit",
    help=N_(
        "Freeze PLAN and all tables as they stand now and print the commitment. Publish it before the randomness exists: "
        "whoever holds it can later check that nothing was changed. --at, --issue and --share name exactly what the plan "
        "leaves open of its sources of randomness."
    ),
)
@click.argument("plan", type=click.Path(path_type=Path))
@option(
    "--at",
    callback=lambda _ctx, _option, value: moment(value),
    metavar="TIME",
    help=N_("When the source fires, as 2026-12-01T10:00:00+08:00: of drand the first round from then on."),
)
@option("--issue", callback=issue, default="", help=N_("The issue of the lottery, as 2026136."))
@option(
    "--share",
    "shares",
    multiple=True,
    callback=contributors,
    metavar="NAME=HASH",
    help=N_("A contributor with the hash they handed in, in the order that counts; once for each."),
)
@json_option
@pass_context
def commit_command(
    context: Context,
    plan: Path,
    at: datetime | None,
    issue: str,
    shares: tuple[tuple[str, str], ...],
    as_json: bool,
) -> None:
    from scheduler import entering
    from scheduler.acts import chain_of, check_plan, commit
    from scheduler.plan.life import unapproved
    from scheduler.randomness import Particulars, detail

    office = context.office
    text = read_bytes(plan)
    head = office.head()
    with say.progress(_("Deriving points, bands, frame and rates …")):
        facts, _report, problems = check_plan(text, plan.name, office.tables(), chain_of(office))
    if facts is None or any(not p.warning for p in problems):
        raise Refused(problems, Exit.PLAN)
    with say.progress(_("Freezing …")):
        draw = commit(office, facts, text, head, Particulars(at, issue, shares))
    problems += unapproved(office.events("plan"), facts.plan.id)
    record = draw.record
    if as_json:
        say.data({"ref": draw.ref, "hash": draw.hash, "record": record, "warnings": [say.as_data(p) for p in problems]})
        return
    say.problems(problems)
    say.line(_("Commitment {ref}, {time}").format(ref=draw.ref, time=draw.commitment.time))
    if record["plan"]["planned"]:
        say.line("  " + _("batch {batch}").format(batch=record["plan"]["planned"]))
    say.line(f"  {draw.hash}")
    for task in record["tasks"]:
        some = _("{task}: {least} of {pool} targets") if task["least"] == task["most"] else None
        say.line("  " + (some or _("{task}: {least} to {most} of {pool} targets")).format(**task))
    sources = entering.sources(draw)
    say.line("  " + _("randomness: {detail}").format(detail=detail(sources)))
    if record["bits"] < 64:
        say.note(
            _(
                "Amber: the randomness has {bits} bits of choice, fewer than 64; it could be tried out beforehand."
            ).format(bits=record["bits"])
        )
    say.note(_("Publish this commitment now, before the randomness exists: double-random publish site/"))
    say.note(_("Then, before witnesses: {command}").format(command=entering_command(sources)))


@command(
    "draw",
    help=N_(
        "Draw for the commitment that waits: the randomness is logged first, then targets, visits, periods and teams are "
        "derived from it. If the program stopped in between, repeat without --randomness."
    ),
)
@option("--randomness", help=N_("The text of the public source, such as dice:10:… with the throws in order."))
@evidence_option
@fallback_option
@json_option
@pass_context
def draw_command(
    context: Context, randomness: str | None, evidence: tuple[str, ...], ground: str | None, as_json: bool
) -> None:
    from scheduler import acts

    office = context.office
    with say.progress(_("Drawing …")):
        draw = acts.draw(office, randomness, evidence, ground or "")
    outcome = draw.outcome
    if as_json:
        say.data({"ref": draw.ref, "hash": draw.hash, "outcome": outcome})
        return
    teams = outcome["teams"]
    targets = {row["target"] for row in outcome["targets"]}
    say.line(_("{ref} is drawn. Seed {seed}").format(ref=draw.ref, seed=outcome["seed"]))
    say.line(
        "  "
        + _("{targets} targets, {visits} visits, {slots} slots, {open} of them open").format(
            targets=len(targets), visits=len(outcome["visits"]), slots=len(teams), open=outcome["open"]
        )
    )
    if outcome["shortage"]:
        shortage = outcome["shortage"]
        say.note(
            _(
                "Why slots are open: {need} slots can be filled by only {capacity} places. See: double-random show draw"
            ).format(**{k: shortage[k] for k in ("need", "capacity")})
        )
    say.note(_("Next: double-random list visits, double-random export results-form results.xlsx"))
