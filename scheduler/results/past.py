"""Visits that took place, as past visits (检查历史): what later batches and the next year's plan know of them."""

from collections.abc import Iterable

from inventories.model import PastVisit
from scheduler.draw.notation import H
from scheduler.journal import Draw, stated, target_of
from scheduler.plan.model import Plan
from scheduler.results.check import owed
from scheduler.results.model import FINDINGS, Result, from_row


def past_visits(draw: Draw, plan: Plan) -> dict[tuple[str, str], PastVisit]:
    """The past visit of each visit and department for which a result was entered, returned ones included: they went.

    What was corrected is as it stands now."""
    if draw.draw is None:
        return {}
    latest: dict[tuple[str, str], dict[str, Result]] = {}
    for event in draw.after:
        for result in map(from_row, stated(event)):
            latest.setdefault((result.visit, result.department), {})[result.item] = result
    teams = owed(draw, plan).teams
    return {place: _past_visit(draw.hash, found.values(), teams.get(place, ())) for place, found in latest.items()}


def _past_visit(commitment: str, results: Iterable[Result], team: tuple[str, ...]) -> PastVisit:
    """One record for all items: on the last day, by all who were there, with each wording once, in the official order."""
    found = list(results)
    visit, department = found[0].visit, found[0].department
    went = {who for result in found for who in result.inspectors or team}
    said = {result.finding for result in found}
    return PastVisit(
        id=identifier(commitment, visit, department),
        target=target_of(visit),
        date=max(result.date for result in found),
        department=department,
        inspectors=tuple(sorted(went)),
        result="；".join(wording.text for finding, wording in FINDINGS.items() if finding in said),
    )


def identifier(commitment: str, visit: str, department: str) -> str:
    """The identifier of the past visit that a visit of a draw becomes."""
    return "v" + H("double-random/past-visit", commitment, visit, department)[:32]
