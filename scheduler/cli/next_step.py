"""What ``status`` says is to be done next: the first thing, in the order of the year, that nobody has done yet."""

from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import Any


def next_step(
    counts: Mapping[str, int], draws: Sequence[dict[str, Any]], to_come: Mapping[str, Any], year: Mapping[str, Any]
) -> str:
    """The next step in words, by what ``status`` knows of tables, draws, batches to come and years."""
    standing = [draw for draw in draws if draw["state"] != "void"]
    live = [draw for draw in standing if draw["state"] != "year closed"]
    if not counts["targets"]:
        return _("Next: double-random import targets FILE")
    if not counts["inspectors"]:
        return _("Next: double-random import inspectors FILE")
    for draw in live:
        if step := _of_draw(draw, "" if draw is standing[-1] else f" --draw {draw['ref']}"):
            return step
    for plan, batches in to_come.items():
        text = _(
            "Next: batch {batch} of plan {plan}: import the tables as they are on {day}, then double-random plan check "
            "plan.toml, then double-random commit plan.toml"
        )
        return text.format(batch=batches[0]["id"], plan=plan, day=batches[0]["as_of"])
    if live:
        return _("All results are published. Next: double-random year close {year}").format(year=live[0]["year"])
    if standing and standing[-1]["year"] + 1 not in year["opened_years"]:
        return _("Next: double-random year open YEAR --from plan.toml --to new-plan.toml")
    return _("Next: double-random plan check plan.toml, then double-random commit plan.toml")


def _of_draw(draw: dict[str, Any], which: str) -> str:
    """The next step of a draw of a year that is not closed, or "" if all is done; ``which`` is the option that names it."""
    results, owing = draw["results"], draw["visits"] - draw["done"] - draw["cancelled"]
    if draw["state"] == "committed":
        return _("Next: double-random publish site/, then {command}").format(command=draw["enter"])
    if draw["state"] == "randomness known":
        return _("Next: double-random draw (finishes with the logged randomness)")
    if results["entered"]:
        return _("Next: double-random result check{which}, then double-random result release{which}").format(
            which=which
        )
    if results["checked"]:
        return _("Next: double-random result release{which}").format(which=which)
    if owing > draw["understaffed"]:
        text = _(
            "Next: double-random export results-form results.xlsx{which}, then double-random import results "
            "results.xlsx{which}"
        )
        return text.format(which=which)
    if draw["understaffed"]:
        text = _(
            "{n} visits of {ref} wait for their team. Next: double-random reinforce INSPECTOR LIMIT{which}; the last resort "
            "is double-random appoint VISIT SLOT INSPECTOR{which}"
        )
        return text.format(n=draw["understaffed"], ref=draw["ref"], which=which)
    return _("All visits have results. Next: double-random publish site/") if draw["unpublished"] else ""
