"""``report estimate``: what the results say about the whole inventory."""

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, refuse
from scheduler.cli import say
from scheduler.cli.files import write_table
from scheduler.cli.kit import Command, Context, draw_option, json_option, option, pass_context

if TYPE_CHECKING:
    from fractions import Fraction

    from scheduler.estimate.domains import By, Domain
    from scheduler.estimate.estimate import Estimate
    from scheduler.facts import Facts
    from scheduler.journal import Draw
    from scheduler.store.office import Office

HEADERS = (
    N_("by"),
    N_("domain"),
    N_("targets"),
    N_("drawn"),
    N_("seen"),
    N_("problems"),
    N_("raw share"),
    N_("estimate"),
    N_("95 % interval"),
    N_("found closed"),
    N_("closed, estimate"),
    N_("closed, interval"),
)
WAYS = {"whole": N_("all"), "category": N_("category"), "district": N_("district")}
WITHOUT = {"exact": N_("exact"), "too few": N_("none")}


@click.command(
    "estimate",
    cls=Command,
    help=N_(
        "Estimate the share of the whole inventory that would be found with problems, for each task by category and district: "
        "what was found, weighted by the exact chance of each target over all draws of the plan up to this one, with a 95 % "
        "interval. Beside it the raw share of those visited, which mostly shows how high-risk targets were preferred."
    ),
)
@option("--task", help=N_("Of this task alone."))
@option("--by", type=click.Choice(["category", "district"]), help=N_("By this alone. Default: both."))
@option("--to", "out", type=click.Path(path_type=Path), help=N_("Write the table into this file (.xlsx or .csv)."))
@draw_option
@json_option
@pass_context
def estimate_command(
    context: Context, task: str | None, by: "By | None", out: Path | None, ref: str | None, as_json: bool
) -> None:
    from scheduler.estimate.domains import domains
    from scheduler.estimate.units import cancelled_in, units

    with say.progress(_("Estimating …")):
        taken = _draws(context.office, ref)
        names = _tasks(taken, task)
        found = {name: list(domains(units(taken, name), [by] if by else ["category", "district"])) for name in names}
    if out is not None:
        rows = [[name, *row] for name, told in found.items() for row in _rows(told)]
        write_table(out, [_("task"), *map(_, HEADERS)], rows)
        say.note(_("{file} written, {n} rows").format(file=out, n=len(rows)))
    if as_json:
        refs = [draw.ref for draw, _facts in taken]
        tasks = [{**_data(n, names[n], told), "cancelled": cancelled_in(taken, n)} for n, told in found.items()]
        say.data({"draws": refs, "level": "19/20", "tasks": tasks})
        return
    say.line(_("Draws: {refs}.").format(refs=", ".join(draw.ref for draw, _facts in taken)))
    for name, told in found.items():
        say.table([_(header) for header in HEADERS], _rows(told), f"{name}: {names[name]}")
        _explain(told)
        if left := cancelled_in(taken, name):
            text = _("Cancelled by superiors in {refs}: what was drawn and found there for this task is left out.")
            say.line(text.format(refs=", ".join(left)))


def _explain(told: "Sequence[Domain]") -> None:
    """What the words in the table mean, as far as they stand there, and how many results are missing."""
    bases = {own.basis for one in told for own in (one.problem_share, one.closed_share)}
    if "exact" in bases:
        say.line(_("exact: every target was seen."))
    if "too few" in bases:
        say.line(_("none: fewer than two were seen where not all were; the design allows no interval."))
    if missing := told[0].drawn - told[0].seen:
        text = _(
            "{n} of {drawn} drawn have no whole released result, or were replaced; they are taken to be like the others of "
            "their chance."
        )
        say.line(text.format(n=missing, drawn=told[0].drawn))


def _draws(office: "Office", ref: str | None) -> list[tuple["Draw", "Facts"]]:
    """A draw (None: the last that was drawn) and those of the same plan that came before it and stand, with their facts."""
    from scheduler import acts

    chain = acts.chain_of(office)
    drawn = chain.counting(None)
    last = drawn[-1] if drawn and ref is None else acts.find(office, ref)
    acts.must_stand(last)
    until = [d for d in chain.counting(last.record["plan"]["id"]) if d.commitment.seq <= last.commitment.seq]
    return [(draw, chain.facts(draw)) for draw in until]


def _tasks(taken: "Sequence[tuple[Draw, Facts]]", wanted: str | None) -> dict[str, str]:
    """The names of the tasks asked for, by identifier. Refused (exit 1) if none can be estimated under that one."""
    from scheduler.estimate.messages import NO_ESTIMATE
    from scheduler.estimate.units import estimable

    known = estimable(taken)
    if wanted is None:
        return known
    if wanted not in known:
        raise refuse(NO_ESTIMATE, Exit.FAILED, id=wanted, ref=taken[-1][0].ref, known=", ".join(known))
    return {wanted: known[wanted]}


def _rows(found: "Sequence[Domain]") -> Iterator[list[str | int]]:
    """The rows under HEADERS."""
    for one in found:
        yield [
            _(WAYS[one.by]),
            one.label,
            one.targets,
            one.drawn,
            one.seen,
            one.problems,
            _percent(one.raw),
            *_told(one.problem_share),
            one.closed,
            *_told(one.closed_share),
        ]


def _told(found: "Estimate") -> tuple[str, str]:
    """A share, and its interval or why there is none."""
    share = _percent(found.share)
    if found.basis == "interval":
        return share, f"{_percent(found.low)[:-1]}–{_percent(found.high)}"
    return share, _(WITHOUT[found.basis])


def _percent(share: "float | Fraction | None") -> str:
    from scheduler.publish.numbers import NONE

    return NONE if share is None else f"{float(share) * 100:.1f}%"


def _data(task: str, name: str, found: "Sequence[Domain]") -> dict[str, Any]:
    def told(one: "Estimate") -> dict[str, Any]:
        shown = {
            key: None if (value := getattr(one, key)) is None else round(value, 6) for key in ("share", "low", "high")
        }
        return {**shown, "basis": one.basis}

    return {
        "task": task,
        "name": name,
        "domains": [
            {
                "by": one.by,
                "domain": one.label,
                "targets": one.targets,
                "drawn": one.drawn,
                "seen": one.seen,
                "problems": one.problems,
                "closed": one.closed,
                "raw": None if one.raw is None else str(one.raw),
                "problem_share": told(one.problem_share),
                "closed_share": told(one.closed_share),
            }
            for one in found
        ],
    }
