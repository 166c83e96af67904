"""An invented county, Xiacun (夏村县), in the files that its health bureau would keep, to try everything out with.

No person, business, code or number in it is real (see ``codes``). It is the same every time: each choice is derived from
SHA-256 of a name.
"""

from scheduler.sample.county import write
from scheduler.sample.invented import Visited, results, write_results

__all__ = ["FILES", "RANDOMNESS", "Visited", "results", "write", "write_results"]

RANDOMNESS = "dice:10:35081947206613958274"
"""The dice of the demo, invented like the rest: whoever writes numbers down chooses them. A real office throws real dice,
before witnesses who sign, after its commitment has been published."""

FILES = {
    "targets": "检查对象名录库.xlsx",
    "items": "抽查事项清单.csv",
    "inspectors": "执法检查人员名录库.xlsx",
    "leave": "请假.csv",
    "conflicts": "利害关系申报.xlsx",
    "signals": "投诉举报与失信.xlsx",
    "history": "历次检查.csv",
    "exclusions": "不纳入抽查.csv",
}
"""The table of the office that each file holds, in the order in which they are imported."""
