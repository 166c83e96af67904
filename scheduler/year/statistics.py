"""The statistics that offices report: tasks, completion, conclusion, publication, problems, cases, who took part. Pure.

任务数, 完成率 (finished, without the closed), 完结率 (finished and closed), 公开率, 关闭户数 and 案件数 as annual reports of
supervision bodies use them; exact, in whole numbers and fractions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from scheduler.year.parts import Drawn, Part, at


@dataclass(frozen=True)
class Figures:
    """What is counted of some parts. ``tasks`` is the number of parts (任务数), ``visits`` that of visits (检查户次).

    ``finished`` and ``closed`` exclude each other. ``published`` counts finished and closed parts whose results are all
    public, ``problems`` finished ones with a problem, ``cases`` penalty cases (案件).
    """

    tasks: int
    visits: int
    finished: int
    closed: int
    published: int
    problems: int
    cases: int

    @property
    def completion(self) -> Fraction | None:
        """完成率: the finished of all; None without any."""
        return _share(self.finished, self.tasks)

    @property
    def conclusion(self) -> Fraction | None:
        """完结率: the finished and the closed of all."""
        return _share(self.finished + self.closed, self.tasks)

    @property
    def publication(self) -> Fraction | None:
        """公开率: those with public results, of the finished and closed."""
        return _share(self.published, self.finished + self.closed)

    @property
    def with_problems(self) -> Fraction | None:
        """问题发现率: those with a problem, of the finished."""
        return _share(self.problems, self.finished)


def figures(found: Iterable[Part]) -> Figures:
    """The figures of some parts."""
    every = list(found)
    finished = [part for part in every if part.state == "finished"]
    concluded = [part for part in every if part.state != "open"]
    return Figures(
        tasks=len(every),
        visits=len({(part.ref, part.visit) for part in every}),
        finished=len(finished),
        closed=len(concluded) - len(finished),
        published=sum(part.published for part in concluded),
        problems=sum(part.problem for part in finished),
        cases=len(cases(every)),
    )


def cases(found: Iterable[Part]) -> frozenset[tuple[str, ...]]:
    """The penalty cases (案件) that results name by their numbers; a penalty without one is a case of its own for each
    visit and department."""
    return frozenset(
        (row["case"],) if row.get("case") else (part.ref, row["visit"], row["department"])
        for part in found
        for row in part.results
        if row.get("case") or row["finding"] == "penalty"
    )


def by(found: Iterable[Part], group: Callable[[Part], str]) -> dict[str, Figures]:
    """The figures of the parts of each group, sorted by its name (UTF-8 bytes)."""
    groups: dict[str, list[Part]] = {}
    for part in found:
        groups.setdefault(group(part), []).append(part)
    return {name: figures(groups[name]) for name in sorted(groups, key=str.encode)}


def by_month(found: Sequence[Part], until: date) -> dict[str, Figures]:
    """The figures as they stood at the end of each month, from that of the first result to that of ``until``.

    They add up month by month: what happened in a month is the difference to the one before.
    """
    first = min((row["date"] for part in found for row in part.results), default="")
    result: dict[str, Figures] = {}
    last = until
    while first and f"{last:%Y-%m}" >= first[:7]:
        result[f"{last:%Y-%m}"] = figures(at(found, last))
        last = _end_of_month_before(last)
    return dict(sorted(result.items()))


def _end_of_month_before(day: date) -> date:
    return date.fromordinal(day.replace(day=1).toordinal() - 1)


@dataclass(frozen=True)
class Participation:
    """How many of a department's inspectors took part in visits that have results, of those active in any draw."""

    active: int
    took_part: int

    @property
    def share(self) -> Fraction | None:
        """The share that took part; None without inspectors."""
        return _share(self.took_part, self.active)


def participation(drawn: Iterable[Drawn], found: Iterable[Part]) -> dict[str, Participation]:
    """By department: who took part (参与一线监督执法的监督员). An inspector counts as active if any of the draws froze
    them so, and as taking part if a result names them, or, where it names nobody, if they are in the visit's team."""
    department = {i.id: i.department for one in drawn for i in one.tables.inspectors if i.active}
    there = {who for part in found for row in part.results for who in _visitors(part, row, department)}
    names = sorted(set(department.values()), key=str.encode)
    return {
        name: Participation(
            sum(theirs == name for theirs in department.values()), sum(department[who] == name for who in there)
        )
        for name in names
    }


def _visitors(part: Part, row: Mapping[str, Any], department: Mapping[str, str]) -> Iterator[str]:
    named = row.get("inspectors") or [who for who in part.team if department.get(who) == row["department"]]
    return (who for who in named if who in department)


def _share(number: int, whole: int) -> Fraction | None:
    return Fraction(number, whole) if whole else None
