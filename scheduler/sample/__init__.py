"""An invented county, Xiacun (夏村县), in the files that its health bureau would keep, to try everything out with.

No person, business, code or number in it is real (see ``codes``). It is the same every time: each choice is derived from
SHA-256 of a name.
"""

from scheduler.sample.county import write
from scheduler.sample.invented import Visited, results, write_results

__all__ = ["RANDOMNESS", "Visited", "results", "write", "write_results"]

RANDOMNESS = "dice:10:35081947206613958274"
"""The dice of the demo, invented like the rest: whoever writes numbers down chooses them. A real office throws real dice,
before witnesses who sign, after its commitment has been published."""
