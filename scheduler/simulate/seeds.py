"""Made-up seeds: what a simulation draws from, and why none of them can be the seed of a real draw.

The seed of specification §2 is the hash of four parts joined by LF, of which the second is a commitment, 64 hex digits, and
the third the text of a named source. A simulated seed has other words in both places, which no real one can have. It is
decided by its number alone: nobody can look for one that suits, and the same number gives the same draw on every machine.
"""

from dataclasses import replace

from scheduler.draw.model import Case
from scheduler.facts import Facts, case

NOT_A_COMMITMENT = "simulation"
"""Stands where a commitment's 64 hex digits would."""


def simulated(facts: Facts) -> Case:
    """What a commitment of these facts would let be drawn, under no commitment; it can be sent to other processes."""
    asked = case(facts, NOT_A_COMMITMENT, "", "")
    targets = dict.fromkeys(row.target for row in asked.frame)
    return replace(
        asked,
        barred={target: facts.barred[target] for target in targets},
        last={target: facts.last[target] for target in targets},
    )


def seeded(asked: Case, number: int) -> Case:
    """The simulated draw of that number, from 1."""
    return replace(asked, commitment=NOT_A_COMMITMENT, randomness=f"{NOT_A_COMMITMENT}:{number}", secret="")
