"""``simulate``: many draws with made-up seeds, so that nobody has to believe that the draw is fair."""

from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_, Exit, Refused, refuse
from scheduler.cli import say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Context, command, json_option, option, pass_context

if TYPE_CHECKING:
    from inventories.problems import Problem
    from scheduler.facts import Facts
    from scheduler.simulate.chance import Spread
    from scheduler.simulate.document import About
    from scheduler.simulate.figures import Figures
    from scheduler.store.office import Office

FEWEST, MOST, USUAL = 100, 100_000, 1_000
"""Fewer draws say little about chance, and would show what single ones draw."""
SHOWN = 10
"""So many pairs, and so many of the most foreseeable slots, stand on the screen."""


@command(
    "simulate",
    help=N_(
        "Run draws with made-up seeds on what commit would freeze of PLAN, or on what it has frozen, and report how the draw "
        "behaves: how often each target is drawn beside its stated rate, visits by district, period and month, load by "
        "inspector, pairs, open slots, refused candidates, and how hard it is to foresee who gets a slot. Nothing is logged, "
        "and no simulated draw can pass for a real one. Not for publication."
    ),
)
@click.argument("plan", type=click.Path(path_type=Path))
@option("--draws", type=click.IntRange(FEWEST, MOST), default=USUAL, show_default=True, help=N_("How many draws."))
@option("--batch", help=N_("The planned batch. Default: the next one, or the last if all are drawn."))
@option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help=N_("Write a page with plots, the plots (SVG), and all figures (CSV, JSON) into this folder."),
)
@json_option
@pass_context
def simulate_command(
    context: Context, plan: Path, draws: int, batch: str | None, out: Path | None, as_json: bool
) -> None:
    from scheduler.simulate.document import document
    from scheduler.simulate.figures import figures
    from scheduler.simulate.run import simulate
    from scheduler.simulate.seeds import simulated
    from scheduler.year.acts import calendar

    office = context.office
    with say.progress(_("Deriving points, bands, frame and rates …")):
        facts, about, problems = _subject(office, plan, batch)
        asked, districts = simulated(facts), {name: target.district for name, target in facts.targets.items()}
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    with say.counted(_("Simulating {n} draws …").format(n=draws), draws) as done:
        tally = simulate(asked, districts, draws, done)
    found = figures(facts, asked, tally, calendar(office).works)
    if as_json:
        say.data(document(found, about))
    else:
        say.problems(problems)
        _print(found, facts, about)
    if out is not None:
        _write(out, found, facts, about)


def _subject(office: "Office", path: Path, batch: str | None) -> "tuple[Facts, About, list[Problem]]":
    """What is simulated: the facts that a commitment has frozen for the batch, or else would freeze. Refused: exit 4 for a
    plan that cannot be committed, exit 2 for a batch it does not have, exit 6 for one that is not the next."""
    from scheduler import journal
    from scheduler.acts import chain_of, check_plan, file_digest
    from scheduler.chain import planned_batches
    from scheduler.plan import batches
    from scheduler.plan.read import read_plan
    from scheduler.simulate import messages

    text, chain = read_bytes(path), chain_of(office)
    plan, problems = read_plan(text, path.name)
    if plan is None:
        raise Refused(problems, Exit.PLAN)
    following = batches.following(plan, planned_batches(chain.counting(plan.id)))
    known = [one.id for one in plan.batches]
    wanted = batch if batch is not None else known[-1] if following is None else following
    if wanted not in known:
        shown = ", ".join(filter(None, known)) or "—"
        raise refuse(messages.BATCH_UNKNOWN, Exit.USAGE, plan=plan.id, batch=wanted, known=shown)
    standing = [d for d in journal.draws(office.events()) if d.state != "void" and d.record["plan"]["id"] == plan.id]
    frozen = next((d for d in standing if d.record["plan"]["planned"] == wanted), None)
    if frozen is not None:
        facts = chain.facts(frozen)
        return facts, _about(facts, frozen.record["plan"]["digest"], frozen.ref), []
    if wanted != following:
        raise refuse(messages.BATCH_LATER, Exit.CONFLICT, plan=plan.id, batch=wanted, next=following)
    derived, _report, found = check_plan(text, path.name, office.tables(), chain)
    if derived is None or any(not problem.warning for problem in found):
        raise Refused(found, Exit.PLAN)
    return derived, _about(derived, file_digest(text), ""), found


def _about(facts: "Facts", digest: str, commitment: str) -> "About":
    from scheduler.simulate.document import About

    plan = facts.plan
    return About(plan.id, plan.title, plan.office, plan.planned, plan.as_of.isoformat(), digest, commitment)


def _write(out: Path, found: "Figures", facts: "Facts", about: "About") -> None:
    from scheduler.i18n import html_language
    from scheduler.simulate.page import PAGE, render

    with say.progress(_("Writing plots and tables …")):
        files = render(found, facts, about, _, html_language())
        for name, data in files.items():
            (out / name).write_bytes(data)
    say.note(_("{n} files in {folder}, for the office alone.").format(n=len(files), folder=out))
    say.note(_("Open {page} in a browser.").format(page=out / PAGE))


def _print(found: "Figures", facts: "Facts", about: "About") -> None:
    from scheduler.simulate.mark import MARK

    say.line(f"{MARK}: " + _("{n} draws with made-up seeds. Nobody was drawn.").format(n=found.draws))
    if about.commitment:
        say.line(_("Drawn from what commitment {ref} has frozen.").format(ref=about.commitment))
    names = {one.id: one.name for one in facts.tables.inspectors}
    _print_rates(found)
    _print_places(found)
    _print_people(found, names)
    _print_seats(found, names)


def _print_rates(found: "Figures") -> None:
    from scheduler.simulate.document import decimal
    from scheduler.simulate.figures import FALSE_ALARM

    headers = [_("task"), _("targets"), _("expected"), _("mean drawn"), _("least and most drawn")]
    headers += [_("outside single bounds"), _("of these by chance"), _("marked")]
    rows = [
        [
            *(t.task, t.targets, decimal(t.expected), decimal(t.drawn.mean), f"{t.drawn.least}–{t.drawn.most}"),
            *(t.outside, f"{t.outside_expected:.1f}", t.marked),
        ]
        for t in found.tasks
    ]
    say.table(headers, rows, _("Realised against stated rate, per target"))
    marked = [t for t in found.targets if t.marked]
    text = _("{n} targets are marked. If the draw is fair, the chance that any is marked is below {alarm}.")
    say.line(text.format(n=len(marked), alarm=FALSE_ALARM))
    if marked:
        headers = [_("target"), _("task"), _("stated rate"), _("times drawn"), _("chance allows")]
        say.table(headers, [[t.target, t.task, t.rate, t.hits, f"{t.least}–{t.most}"] for t in marked[:SHOWN]])


def _print_places(found: "Figures") -> None:
    from scheduler.simulate.document import decimal

    periods = list(dict.fromkeys(place.period for place in found.places))
    visits = {(place.district, place.period): place.visits for place in found.places}
    districts = dict.fromkeys(place.district for place in found.places)
    rows = [[d, *(_spread(visits[d, p]) for p in periods)] for d in districts]
    say.table([_("district"), *periods], rows, _("Visits by district and period: mean (5–95 %)"))
    months = list(dict.fromkeys(month for _district, month in found.months))
    rows = [[d, *(decimal(found.months[d, month], 1) for month in months)] for d in districts]
    title = _("Visits by month, those of a period spread over its working days: mean")
    say.table([_("district"), *months], rows, title)


def _print_people(found: "Figures", names: Mapping[str, str]) -> None:
    from scheduler.simulate.document import decimal

    headers = [_("inspector"), _("department"), _("mean (5–95 %)"), _("limit"), _("refused")]
    loads = [[names[i.inspector], i.department, _spread(i.visits), i.limit, decimal(i.refused)] for i in found.loads]
    say.table(headers, loads, _("Visits by inspector"))
    headers = [_("inspectors"), "", _("mean (5–95 %)"), _("share of their visits")]
    pairs = [[names[p.one], names[p.other], _spread(p.visits), f"{decimal(p.share * 100, 1)}%"] for p in found.pairs]
    say.table(headers, pairs[:SHOWN], _("The same two together"))


def _print_seats(found: "Figures", names: Mapping[str, str]) -> None:
    from scheduler.simulate.choice import foreseeable, kinds

    text = _("Slots: {slots} in a draw; first candidate refused: {passed}; open: {open}, in {draws} of {all} draws.")
    told = {"slots": _spread(found.seats), "passed": _spread(found.passed), "open": _spread(found.left)}
    say.line(text.format(**told, draws=found.left_draws, all=found.draws))
    headers = [_("department"), _("qualification"), _("lead"), _("slots"), _("eligible"), _("bits possible")]
    rows = [
        [
            *(k.department, k.qualification, _("yes") if k.lead else "", k.seats),
            *map(_two, (k.eligible, k.possible, k.bits, k.fewest)),
        ]
        for k in kinds(found.choices)
    ]
    say.table([*headers, _("bits of choice"), _("fewest")], rows, _("Bits of choice per slot"))
    headers = [_("target"), _("department"), _("qualification"), _("lead"), _("eligible"), _("bits of choice")]
    least = [
        [*c.seat[:3], _("yes") if c.seat[3] else "", c.eligible, _two(c.bits), names[c.likeliest]]
        for c in foreseeable(found.choices, SHOWN)
    ]
    say.table([*headers, _("likeliest")], least, _("The most foreseeable slots"))


def _spread(found: "Spread") -> str:
    from scheduler.simulate.document import decimal

    return f"{decimal(found.mean)} ({found.low}–{found.high})"


def _two(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"
