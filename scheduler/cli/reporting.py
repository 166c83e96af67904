"""``report``; ``report bands``: how risk bands are spread, and what a change of rules would move."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Refused
from scheduler.cli import say
from scheduler.cli.act_report import acts_command
from scheduler.cli.estimating import estimate_command
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Command, Context, Group, draw_option, json_option, option, pass_context
from scheduler.cli.planning import decimal
from scheduler.cli.showing import facts_for
from scheduler.cli.statistics import statistics_command
from scheduler.cli.unvisited import unvisited_command

if TYPE_CHECKING:
    from scheduler.bands import Spread
    from scheduler.facts import Facts

NOTICE = N_("Internal: bands are not for publication, nor is anything that shows them.")


@click.group("report", cls=Group, help=N_("Report on the office's data, for the office alone."))
def report_command() -> None:
    pass


for one in (acts_command, estimate_command, statistics_command, unvisited_command):
    report_command.add_command(one)


@report_command.command(
    "bands",
    cls=Command,
    help=N_(
        "Tell how many active targets are in which risk band, by district and category, and how many are expected to be drawn "
        "of each: by a plan over the tables as they are now, or by a draw as it is frozen. With --against, what changes from "
        "another plan's rules to these. Not for publication."
    ),
)
@option(
    "--plan",
    type=click.Path(path_type=Path),
    help=N_("The plan whose rules are reported on. Default: what a draw has frozen."),
)
@option(
    "--against",
    type=click.Path(path_type=Path),
    help=N_("A plan with the rules before the change, over the same tables."),
)
@draw_option
@json_option
@pass_context
def bands_command(context: Context, plan: Path | None, against: Path | None, ref: str | None, as_json: bool) -> None:
    from scheduler.acts import chain_of, check_plan
    from scheduler.bands import moves, spread
    from scheduler.plan.rules import of_rates

    with say.progress(_("Deriving points, bands, frame and rates …")):
        facts = facts_for(context.office, ref, plan)
        before = None
        if against is not None:
            chain = chain_of(context.office)
            before, _report, problems = check_plan(read_bytes(against), against.name, facts.tables, chain, looking=True)
            if before is None:
                raise Refused(problems, Exit.PLAN)
        now, former = spread(facts), spread(before) if before else None
    moved = moves(before, facts) if before else {}
    if as_json:
        told: dict[str, Any] = {"notice": _(NOTICE), **_data(facts, now)}
        if before and former:
            told["against"] = _data(before, former)
            told["moves"] = [{"from": a, "to": b, "targets": n} for (a, b), n in sorted(moved.items())]
        say.data(told)
    else:
        say.line(_(NOTICE))
        say.line(_("Plan {plan}, points as of {as_of}.").format(plan=facts.plan.id, as_of=facts.plan.as_of))
        if before:
            text = _("Before: plan {plan}, points as of {as_of}.")
            say.line(text.format(plan=before.plan.id, as_of=before.plan.as_of))
        _print(now, former)
        if former:
            _print_moves(now, former, moved)
    say.problems([*of_rates(facts), *(of_rates(before) if before else ())])


def _print(now: "Spread", former: "Spread | None") -> None:
    bands = list(dict.fromkeys([*now.bands, *(former.bands if former else ())]))
    spreads = [former, now] if former else [now]
    places = sorted({place for one in spreads for place in one.counts})
    rows = [[*place, *_cells([one.counts.get(place, {}) for one in spreads], bands)] for place in places]
    rows.append([_("all"), _("all"), *_cells([one.whole for one in spreads], bands)])
    say.table([_("district"), _("category"), _("targets"), *bands], rows, _("Active targets by band"))
    if now.not_active:
        say.line(_("{n} targets are not active and not counted.").format(n=now.not_active))
    tasks = list(dict.fromkeys(task for one in spreads for task in one.expected))
    drawn = [[task, *_numbers([one.expected.get(task, {}) for one in spreads], bands)] for task in tasks]
    drawn.append([_("all"), *_numbers([one.drawn for one in spreads], bands)])
    say.table([_("task"), _("expected"), *bands], drawn, _("Expected to be drawn, by band"))


def _cells(counts: "Iterable[Mapping[str, int]]", bands: Iterable[str]) -> list[str]:
    """The number of targets, and of those in each band with their share; before and after a change."""
    from scheduler.bands import share

    found = list(counts)
    wholes = [sum(one.values()) for one in found]

    def told(one: Mapping[str, int], whole: int, band: str) -> str:
        return f"{one.get(band, 0)} ({decimal(share(one.get(band, 0), whole) * 100)}%)"

    each = [" → ".join(told(one, whole, band) for one, whole in zip(found, wholes, strict=True)) for band in bands]
    return [" → ".join(map(str, wholes)), *each]


def _numbers(numbers: Iterable[Mapping[str, Fraction]], bands: Iterable[str]) -> list[str]:
    found = list(numbers)
    wholes = [sum(one.values(), Fraction(0)) for one in found]
    each = [" → ".join(decimal(one.get(band, Fraction(0))) for one in found) for band in bands]
    return [" → ".join(map(decimal, wholes)), *each]


def _print_moves(now: "Spread", former: "Spread", moved: Mapping[tuple[str, str], int]) -> None:
    rows = [[band, *(moved.get((band, other), 0) for other in now.bands)] for band in former.bands]
    say.table([_("before \\ after"), *now.bands], rows, _("Targets that move from band to band"))
    text = _("{n} of {all} targets change their band.")
    say.line(text.format(n=sum(n for (a, b), n in moved.items() if a != b), all=sum(moved.values())))


def _data(facts: "Facts", found: "Spread") -> dict[str, Any]:
    from scheduler.bands import share

    def bands(counts: Mapping[str, int]) -> dict[str, Any]:
        whole = sum(counts.values())
        return {b: {"targets": counts.get(b, 0), "share": str(share(counts.get(b, 0), whole))} for b in found.bands}

    def numbers(by_band: Mapping[str, Fraction]) -> dict[str, Any]:
        each = {band: str(by_band.get(band, Fraction(0))) for band in found.bands}
        return {"expected": str(sum(by_band.values(), Fraction(0))), "bands": each}

    return {
        "plan": facts.plan.id,
        "as_of": facts.plan.as_of.isoformat(),
        "not_active": found.not_active,
        "whole": {"targets": sum(found.whole.values()), "bands": bands(found.whole)},
        "places": [
            {"district": district, "category": category, "targets": sum(counts.values()), "bands": bands(counts)}
            for (district, category), counts in found.counts.items()
        ],
        "tasks": [{"task": task, **numbers(by_band)} for task, by_band in found.expected.items()],
        "drawn": numbers(found.drawn),
    }
