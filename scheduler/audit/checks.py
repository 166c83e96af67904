"""The audit of a bundle: every numbered check, and three verdicts, never one.

1 replayable, 2 not choosable, 3 nothing missing. Each is as bad as its worst check.
"""

from collections.abc import Callable
from datetime import date

from inventories.problems import N_
from scheduler.audit import (
    approved,
    choosable,
    corrections,
    eligible,
    frames,
    imports,
    missing,
    outside,
    postponed,
    rates,
    replayable,
    reviews,
    schedules,
    signed,
    site,
)
from scheduler.audit.finding import UNREADABLE, Checked, Colour, Finding, red
from scheduler.audit.log_checks import LOG_CHECKS
from scheduler.audit.replay import Outside, Replay
from scheduler.bundle import Bundle
from scheduler.chain import Chain
from scheduler.journal import draws

CHECKS = (
    *(*replayable.CHECKS, *eligible.CHECKS, *rates.CHECKS, *imports.CHECKS, *reviews.CHECKS),
    *(*choosable.CHECKS, *outside.CHECKS, *frames.CHECKS, *approved.CHECKS),
    *(*missing.CHECKS, *postponed.CHECKS, *signed.CHECKS, *schedules.CHECKS, *corrections.CHECKS),
)
NOTHING = Outside()
VERDICTS = {1: N_("Replayable"), 2: N_("Not choosable"), 3: N_("Nothing missing")}


def audit(bundle: Bundle, on: date | None = None, known: Outside = NOTHING) -> list[Checked]:
    """All findings, in the order of their numbers, for the log and then for each draw.

    ``on`` is the day by which results are overdue or not; without it, the day of the log's last event. ``known`` is what
    the auditor brings along.
    """
    found = [
        Checked(number, clause, sentence, "", _safely(lambda run=run: run(bundle)))  # type: ignore[misc]
        for number, clause, sentence, run in LOG_CHECKS
    ]
    found += [
        Checked(number, clause, sentence, "", _safely(lambda run=run: run(bundle, known)))  # type: ignore[misc]
        for number, clause, sentence, run in outside.LOG_CHECKS
    ]
    found += [
        Checked(number, clause, sentence, "", _safely(run))
        for number, clause, sentence, run in site.checks(bundle, known)
    ]
    try:
        drawn = draws(bundle.events)
        refs = [draw.ref for draw in drawn]
    except UNREADABLE as error:
        return [*found, Checked("1.00", "log", N_("the log can be read"), "", red(f"{type(error).__name__}: {error}"))]
    chain = Chain(bundle.events, bundle.frozen.__getitem__)
    for draw, ref in zip(drawn, refs, strict=True):
        replay = Replay(bundle, chain, draw, on or date.fromisoformat(bundle.events[-1].time[:10]), known)
        for check in CHECKS:
            finding = _safely(lambda check=check, replay=replay: check.run(replay))  # type: ignore[misc]
            found.append(Checked(check.number, check.clause, check.sentence, ref, finding))
    return sorted(found, key=lambda checked: (checked.ref, checked.number))


def verdicts(found: list[Checked]) -> dict[int, Colour]:
    """The colour of each verdict."""
    return {
        number: max((c.finding.colour for c in found if c.number.startswith(str(number))), default=Colour.RED)
        for number in VERDICTS
    }


def _safely(run: Callable[[], Finding]) -> Finding:
    """A bundle may say anything: what cannot even be read is red, not a crash."""
    try:
        return run()
    except UNREADABLE as error:
        return red(f"{type(error).__name__}: {error}")
