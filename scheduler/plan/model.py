"""The plan (年度抽查计划) as read from TOML: frozen values, exact fractions."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from inspectors.eligibility import AreaRule, Span
from inventories.frame import Scope
from inventories.points import PointRules
from scheduler.draw import model as core
from scheduler.plan.hours import HourRules
from scheduler.randomness import Place
from scheduler.results.model import Vocabulary


@dataclass(frozen=True)
class PlanPeriod:
    """A period in which visits take place, with its weight when visits are shared out (specification §6)."""

    id: str
    span: Span
    weight: int


@dataclass(frozen=True)
class RateRule:
    """A rate (or, in a task planned by a total, a multiplier) for the cells that meet all ``conditions``.

    The last rule of a task that matches a cell counts. A condition names a strata column and the values it may have.
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    number: Fraction


@dataclass(frozen=True)
class Mandate:
    """A least number, or a least share, of targets to be drawn at a node of the task's tree (specification §3).

    ``short``: how many fewer a solved plan grants, in the open; ``weight``: what one missing counts when a plan is solved.
    """

    node: tuple[str, ...]
    least: int | Fraction
    short: int = 0
    weight: int = 1


@dataclass(frozen=True)
class CellBounds:
    """Between which rates those of the cells that meet all ``conditions`` are to be found; None: unbounded.

    ``member`` is where the plan says so, below the task.
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    least: Fraction | None
    most: Fraction | None
    member: str


@dataclass(frozen=True)
class SolveRules:
    """What holds for the rates of a task that are to be found: bounds, and multipliers by band for rates in proportion."""

    bounds: tuple[CellBounds, ...] = ()
    multipliers: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True)
class SolverRules:
    """``step`` is 1/n: rates found are multiples of it. ``spare``: the share of places and hours that the solver
    keeps free.

    ``seconds``: how long the solver may think; ``weights`` of bands, by which visits cover risk: where none are given,
    1 and the least points of the band.
    """

    step: Fraction = Fraction(1, 1000)
    spare: Fraction = Fraction(1, 10)
    seconds: int = 60
    weights: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True)
class GoalMark:
    """What a goal came to, what the solver proved that it cannot come beyond, and whether that is the same."""

    goal: str
    value: Fraction
    bound: Fraction | None
    optimal: bool


@dataclass(frozen=True)
class Solution:
    """What the solver has written into a plan: the digests of the facts and of each task's rates, and the goals."""

    facts: str
    rates: tuple[tuple[str, str], ...]
    goals: tuple[GoalMark, ...]
    capacity: str


@dataclass(frozen=True)
class TeamRule:
    """What a task asks of one department: officers, qualifications, a lead-qualified officer, and the area rule."""

    department: str
    officers: int
    qualifications: tuple[str, ...]
    lead: bool
    area: AreaRule


@dataclass(frozen=True)
class TaskPlan:
    """A task (抽查任务). ``lead`` is the lead department (牵头部门); ``at_most`` an upper limit on any cell's rate.

    ``from_above``: its targets are those that another agency has drawn for it (上级抽取). Of one that is asked for several
    times a year, ``visit_of`` is the plan's name, and ``follows`` names the first visit's task. ``share`` is how much of the
    year's chance has been given when this batch is drawn: 1 but for a task whose periods lie in several batches.
    """

    id: str
    name: str
    items: tuple[str, ...]
    kind: Literal["general", "key"]
    lead: str
    scope: Scope
    strata: tuple[str, ...]
    rates: tuple[RateRule, ...]
    total: int | None
    at_most: Fraction | None
    mandates: tuple[Mandate, ...]
    team: tuple[TeamRule, ...]
    periods: tuple[str, ...]
    from_above: bool = False
    follows: str = ""
    visit_of: str = ""
    share: Fraction = Fraction(1)
    solve: SolveRules | None = None

    @property
    def solved_as(self) -> str:
        """The plan's name of the task, which all its visits share."""
        return self.visit_of or self.id

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments that act: those of the team, or the lead department where the plan names no team."""
        return tuple(rule.department for rule in self.team) or (self.lead,)

    def as_drawn(self, cells: tuple[core.Cell, ...] = ()) -> core.Task:
        """The task as the draw's core takes it."""
        asked = (core.Department(r.department, r.officers, r.qualifications, r.lead) for r in self.team)
        return core.Task(self.id, self.periods, cells, tuple(asked))


@dataclass(frozen=True)
class PlanBatch:
    """A planned batch (批次): its periods, the day of its data, and the day by which its results are due.

    A plan without batches has one whose ``id`` is "".
    """

    id: str
    periods: tuple[str, ...]
    as_of: date
    results_due: date


SoleTraders = Literal["whole", "masked", "code"]
INDIVIDUAL, SPECIAL = "individual", "special"


@dataclass(frozen=True)
class CapRules:
    """Upper limits on visits in a calendar year (年度检查频次上限), None where there is none; settings of the office.

    ``per_agency`` bounds the visits of one department, ``all_levels`` those of all departments and levels, to one entity,
    or ``by_target`` to one target. ``not_counted``: grounds of individual checks (个案检查) that do not count; INDIVIDUAL
    stands for all of them, SPECIAL for special checks that other levels ordered.
    """

    per_agency: int | None
    all_levels: int | None
    by_target: bool
    not_counted: tuple[str, ...]


@dataclass(frozen=True)
class InspectorRules:
    """``limit`` is the most visits of an inspector in a draw unless the roster says otherwise; ``rotation`` how many of
    a target's last visits put their inspectors last; ``even_load_slack`` None: no even-load rule (specification §7)."""

    limit: int
    rotation: int
    even_load_slack: int | None


@dataclass(frozen=True)
class ActRules:
    """``decide_within``: days in which an application for recusal (回避申请) is decided; ``replacement``: the only grounds
    on which a visit is replaced by a reserve (none: never)."""

    decide_within: int = 3
    replacement: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResultRules:
    """In which official words results are given, unless ``departments`` names others for one, within how many working days
    of a visit its results are to be published, and within how many an objection (异议) to one is to be answered."""

    vocabulary: Vocabulary = "health"
    departments: tuple[tuple[str, Vocabulary], ...] = ()
    publish_within: int = 20
    answer_within: int = 20

    def vocabulary_of(self, department: str) -> Vocabulary:
        """The vocabulary of a department."""
        return dict(self.departments).get(department, self.vocabulary)


@dataclass(frozen=True)
class PublicationRules:
    """What the public pages show where rules differ from place to place.

    ``drawn_list``: the targets drawn (抽取名单), before their visits; teams never. ``overdue_names``: who was not visited in
    time. ``sole_traders``: how targets are named that are a person's business (个体工商户), see ``publish.masks``.
    ``licence``: on what terms the files are given away, in the office's words.
    """

    drawn_list: bool = False
    overdue_names: bool = True
    sole_traders: SoleTraders = "masked"
    licence: str = ""


@dataclass(frozen=True)
class Plan:
    """A whole plan, or (``batches.at``) what of it is drawn in the batch ``planned``.

    ``as_of`` is the day for points, exclusions, history; ``others`` are the tasks that other batches alone draw.
    """

    id: str
    title: str
    office: str
    as_of: date
    results_due: date
    closed: bool
    coordination: Literal["shared", "independent"]
    randomness: tuple[Place, ...]
    periods: tuple[PlanPeriod, ...]
    points: PointRules
    inspectors: InspectorRules
    tasks: tuple[TaskPlan, ...]
    batches: tuple[PlanBatch, ...]
    caps: CapRules | None = None
    planned: str = ""
    results: ResultRules = ResultRules()
    others: tuple[TaskPlan, ...] = ()
    acts: ActRules = ActRules()
    hours: HourRules = HourRules()
    solver: SolverRules = SolverRules()
    solution: Solution | None = None
    publication: PublicationRules = PublicationRules()

    @property
    def year(self) -> int:
        """The calendar year in which visits are counted: that of the first period's first day."""
        return self.span.begins.year

    @property
    def span(self) -> Span:
        """From the first day of the first period to the last day of the last."""
        return Span(min(p.span.begins for p in self.periods), max(p.span.ends for p in self.periods))
