"""Verdict 2, not choosable: whether anybody could have chosen the outcome."""

from inventories.problems import N_
from scheduler import randomness
from scheduler.audit.finding import GREEN, Check, Colour, Finding, red
from scheduler.audit.replay import Replay


def _bits(replay: Replay) -> Finding:
    plan = replay.plan
    found = randomness.outcomes(plan.randomness)
    if randomness.bits(plan.randomness) != replay.draw.record["bits"] or found < randomness.LEAST:
        return red(f"{randomness.bits(plan.randomness)} bits")
    return GREEN if found >= randomness.AMPLE else Finding(Colour.AMBER, f"{randomness.bits(plan.randomness)} bits")


def _own(replay: Replay) -> Finding:
    return Finding(
        Colour.AMBER,
        N_("dice entered by the office: see the witnessed record of the throws, which lies outside this bundle"),
    )


def _dated(replay: Replay) -> Finding:
    return Finding(
        Colour.AMBER, N_("the office's own clock says so: compare the commitment as it was published beforehand")
    )


CHECKS = (
    Check("2.01", "§2", N_("the source has at least 64 bits of choice"), _bits),
    Check("2.02", "threats", N_("the source is not the office's own"), _own),
    Check("2.03", "threats", N_("the commitment was provably dated before the source fired"), _dated),
)
