"""What is to be put on days, and where it can lie: visits with their teams, days, leave, closures. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from inspectors.eligibility import Span
from scheduler.plan.hours import HourRules

BEYOND = 60
"""So many days after the last one are thought of where the reason is looked for that there is no schedule."""


@dataclass(frozen=True)
class Placement:
    """A visit on its day: ``start`` in minutes since midnight, ``minutes`` until it ends, the noon break included."""

    visit: str
    day: date
    start: int
    minutes: int

    @property
    def ends(self) -> int:
        """When it ends, in minutes since midnight."""
        return self.start + self.minutes


Placements = Mapping[str, Placement]
"""By visit."""


@dataclass(frozen=True)
class Visit:
    """A visit with its team, whatever their departments: they go together (联合检查). ``minutes`` of work, ``span`` the days
    on which it may be made, ``above`` whether superiors drew it."""

    name: str
    target: str
    district: str
    team: tuple[str, ...]
    minutes: int
    period: str
    span: Span
    above: bool = False


@dataclass(frozen=True)
class Away:
    """Days on which an inspector is away (``who``), or a target closed."""

    who: str
    span: Span


@dataclass(frozen=True)
class Case:
    """``days`` are the working days; ``begins`` the first day that can still be given; ``fixed`` stay as they are, and
    ``busy`` gives the visits of other draws by inspector."""

    visits: tuple[Visit, ...]
    days: tuple[date, ...]
    begins: date
    hours: HourRules = HourRules()
    away: tuple[Away, ...] = ()
    closed: tuple[Away, ...] = ()
    fixed: Placements = field(default_factory=dict)
    busy: Mapping[str, tuple[Placement, ...]] = field(default_factory=dict)

    @cached_property
    def visit(self) -> dict[str, Visit]:
        """The visits by name."""
        return {visit.name: visit for visit in self.visits}

    @cached_property
    def working(self) -> frozenset[date]:
        """The working days."""
        return frozenset(self.days)

    @cached_property
    def of(self) -> Mapping[str, tuple[Visit, ...]]:
        """The visits by inspector, and by target."""
        found: defaultdict[str, list[Visit]] = defaultdict(list)
        for visit in self.visits:
            for who in dict.fromkeys((*visit.team, visit.target)):
                found[who].append(visit)
        return {who: tuple(visits) for who, visits in sorted(found.items())}

    @cached_property
    def inspectors(self) -> tuple[str, ...]:
        """All who sit in a team."""
        return tuple(sorted({who for visit in self.visits for who in visit.team}))

    @cached_property
    def horizon(self) -> int:
        """How many days from ``begins`` on are thought of: some beyond the last day of any visit, which a rule forbids."""
        return max([(visit.span.ends - self.begins).days + 1 for visit in self.visits], default=1) + BEYOND

    @cached_property
    def neighbours(self) -> tuple[tuple[Visit, ...], ...]:
        """Visits of the same team in the same district, where there are several."""

        def key(visit: Visit) -> tuple[str, tuple[str, ...]]:
            return visit.district, tuple(sorted(visit.team))

        groups = [tuple(group) for _, group in groupby(sorted(self.visits, key=key), key=key)]
        return tuple(group for group in groups if len(group) > 1)

    def index(self, day: date) -> int:
        """How many days after ``begins`` it is."""
        return (day - self.begins).days

    def day(self, index: int) -> date:
        """The day that is so many days after ``begins``."""
        return self.begins + timedelta(index)

    def place(self, visit: Visit, day: date, worked: int) -> Placement:
        """The visit on a day, once ``worked`` minutes of it are over."""
        start = self.hours.starts(worked)
        return Placement(visit.name, day, start, self.hours.ends(worked + visit.minutes) - start)
