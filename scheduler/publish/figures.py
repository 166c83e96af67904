"""What the public results come to: counts of findings, by task, department and month. Of what is public already, so nothing
more can be told from it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scheduler.publish.view import ExclusionCount, ResultRow
from scheduler.results.model import FINDINGS, Finding

LOOKS = ("clean", "problem", "closed")


@dataclass(frozen=True)
class Found:
    """How many results of a group found no problem, a problem, or nothing that could be checked."""

    label: str
    clean: int
    problem: int
    closed: int

    @property
    def whole(self) -> int:
        """All of them."""
        return self.clean + self.problem + self.closed

    @property
    def parts(self) -> list[tuple[str, int]]:
        """Each look with its number, in the order of a chart."""
        return [(look, getattr(self, look)) for look in LOOKS]


def by_task(rows: Iterable[ResultRow]) -> list[Found]:
    """The results of each task, by its identifier."""
    return by(rows, lambda row: row.task)


def by_department(rows: Iterable[ResultRow]) -> list[Found]:
    """The results of each department."""
    return by(rows, lambda row: row.department)


def by_month(rows: Iterable[ResultRow]) -> list[Found]:
    """The results of each month in which there was an inspection."""
    return by(rows, lambda row: f"{row.date:%Y-%m}")


def by(rows: Iterable[ResultRow], group: Callable[[ResultRow], str]) -> list[Found]:
    """The results counted by ``group``, sorted by its label (UTF-8 bytes)."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(group(row), Counter())[FINDINGS[row.finding].kind] += 1
    return [Found(label, *(counts[label][look] for look in LOOKS)) for label in sorted(counts, key=str.encode)]


def grounds(counts: Iterable[ExclusionCount]) -> list[tuple[str, int]]:
    """Exclusions by ground over all tasks, the most frequent first. A target that two tasks exclude counts twice."""
    total = Counter[str]()
    for count in counts:
        total[count.ground] += count.number
    return sorted(total.items(), key=lambda pair: (-pair[1], pair[0].encode()))


def wordings(rows: Iterable[ResultRow]) -> list[tuple[Finding, int]]:
    """The number of results of each wording that occurs, and of each of the health authorities' four where theirs occur; a
    wording that two vocabularies share stands once."""
    every = list(rows)
    used = {FINDINGS[row.finding].vocabulary for row in every}
    first = {wording.text: code for code, wording in reversed(FINDINGS.items()) if wording.vocabulary in used}
    counts = Counter(first[FINDINGS[row.finding].text] for row in every)
    shown = [code for code in FINDINGS if code in first.values()]
    return [(code, counts[code]) for code in shown if counts[code] or FINDINGS[code].vocabulary == "health"]
