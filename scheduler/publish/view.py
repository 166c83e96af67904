"""What is public, and nothing else: a fact that has no field here cannot reach the site.

Times are the log's own text, dates are dates, exact fractions are text as the specification writes them (``1/20``).
An empty string or None means "does not apply" or "not published".
"""

from dataclasses import dataclass
from datetime import date as Day
from typing import Any, Literal

from scheduler.results.model import Finding


@dataclass(frozen=True)
class PeriodView:
    """A period in which visits take place, first and last day included."""

    id: str
    begins: Day
    ends: Day


@dataclass(frozen=True)
class Condition:
    """A column of the inventory and the values it may have."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class RateLine:
    """A sampling rate (抽查比例) as exact text, for the cells that meet all ``conditions``; without any, for all."""

    conditions: tuple[Condition, ...]
    rate: str


@dataclass(frozen=True)
class MandateView:
    """A least number, or a least share as exact text, at a node of the task's tree; an empty node is the whole task."""

    node: tuple[str, ...]
    least: str


@dataclass(frozen=True)
class ItemView:
    """An inspection item (抽查事项) by its number in the published list, its name and its legal basis."""

    id: str
    name: str
    basis: str = ""


@dataclass(frozen=True)
class TaskView:
    """A task (抽查任务). No ``scope`` means 不定向; with ``total``, ``rates`` are multipliers that share it out."""

    id: str
    name: str
    items: tuple[ItemView, ...]
    kind: Literal["general", "key"]
    scope: tuple[Condition, ...]
    lead: str
    partners: tuple[str, ...]
    periods: tuple[str, ...]
    rates: tuple[RateLine, ...]
    total: int | None = None
    mandates: tuple[MandateView, ...] = ()


@dataclass(frozen=True)
class ChangeView:
    """A member of a plan that an amendment changed: its text before and after; None: it was not there."""

    member: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class StepView:
    """A step of a plan: approved, filed with ``agency`` (备案), published or amended, by a document of ``number`` and day.

    ``changes`` are those of public members; of the others ``unpublished`` gives the number alone.
    """

    step: str
    number: str
    date: str
    agency: str
    ground: str
    changes: tuple[ChangeView, ...]
    unpublished: int


@dataclass(frozen=True)
class BatchView:
    """A batch (批次) of a plan: its periods, the day of its data, and the day by which its results are due."""

    id: str
    periods: tuple[str, ...]
    as_of: Day
    results_due: Day


@dataclass(frozen=True)
class PlanView:
    """The public part of a plan (年度抽查工作计划), the number of the commitment shown, and the plan's steps in the order of
    the log. ``batches`` are those the plan has by name, ``planned`` the one that the commitment draws."""

    id: str
    batch: int
    periods: tuple[PeriodView, ...]
    tasks: tuple[TaskView, ...]
    results_due: Day
    steps: tuple[StepView, ...] = ()
    batches: tuple[BatchView, ...] = ()
    planned: str = ""


@dataclass(frozen=True)
class SourceView:
    """A source of randomness named in advance; a ``fallback`` stands in for the one above it.

    ``bits`` is the base-two logarithm of its outcomes, rounded down.
    """

    kind: str
    detail: str
    bits: int
    fallback: bool = False


@dataclass(frozen=True)
class StratumPool:
    """How many targets a top stratum of a task has. What is drawn of it is not public: it may tell a target's class."""

    label: str
    pool: int


@dataclass(frozen=True)
class TaskPool:
    """The committed totals of a task: ``least`` and ``most`` are the expected number drawn, rounded down and up."""

    task: str
    pool: int
    least: int
    most: int
    strata: tuple[StratumPool, ...]


@dataclass(frozen=True)
class ExclusionCount:
    """How many targets in scope of a task were kept out of its frame on a ground."""

    task: str
    ground: str
    number: int


@dataclass(frozen=True)
class DigestView:
    """The digest of a committed table; ``rows`` None where the number itself is not public."""

    table: str
    root: str
    rows: int | None = None


@dataclass(frozen=True)
class CommitmentView:
    """A commitment (承诺) as it was dated: ``position`` is its number in the log, ``hash`` SHA-256 of its record.

    ``unreached`` are the active targets in no task's scope.
    ``record`` is the public record itself, whose canonical bytes give the hash; nothing else of a view is untyped.
    """

    hash: str
    time: str
    position: int
    record: dict[str, Any]
    specification: str
    closed: bool
    sources: tuple[SourceView, ...]
    tasks: tuple[TaskPool, ...]
    exclusions: tuple[ExclusionCount, ...]
    unreached: int
    digests: tuple[DigestView, ...]


@dataclass(frozen=True)
class TaskDrawn:
    """How many targets of a task were drawn."""

    task: str
    drawn: int


@dataclass(frozen=True)
class VoidView:
    """That a commitment or draw no longer counts: the ground and the time of the decision."""

    ground: str
    time: str


@dataclass(frozen=True)
class RandomnessView:
    """Randomness as it was logged, when, and its number in the log."""

    text: str
    time: str
    position: int


@dataclass(frozen=True)
class ActCount:
    """How often an act of a kind (recusal, absence, …) has changed a draw."""

    kind: str
    number: int


@dataclass(frozen=True)
class OutcomeView:
    """What a draw (摇号抽取) drew, in numbers, and how often it was changed afterwards."""

    tasks: tuple[TaskDrawn, ...]
    visits: int
    open_slots: int
    acts: tuple[ActCount, ...] = ()


@dataclass(frozen=True)
class DrawView:
    """A commitment of the log, whatever its plan, and what became of it."""

    plan: str
    batch: int
    commitment: str
    committed: str
    position: int
    randomness: RandomnessView | None = None
    outcome: OutcomeView | None = None
    void: VoidView | None = None

    @property
    def ref(self) -> str:
        """Its name everywhere: plan and number."""
        return f"{self.plan}-{self.batch}"

    @property
    def state(self) -> str:
        """``committed``, ``randomness known``, ``drawn`` or ``void``."""
        if self.void:
            return "void"
        if self.outcome:
            return "drawn"
        return "randomness known" if self.randomness else "committed"


@dataclass(frozen=True)
class FormerView:
    """What a result said from ``since`` until it was corrected (更正) on ``until``, and the ground of that."""

    since: Day
    until: Day
    ground: str
    finding: Finding
    problems: str
    rectification: str
    date: Day


@dataclass(frozen=True)
class ObjectionView:
    """An objection (异议) to a result, in the ``words`` that are published of it. ``decision`` is ``upheld`` or ``rejected``,
    blank while it is open; ``decided`` is the day of the decision, ``reason`` its ground."""

    filed: Day
    words: str
    decision: str = ""
    decided: Day | None = None
    reason: str = ""


@dataclass(frozen=True)
class EndedView:
    """A result whose publication has ended on a ground, such as credit repair (信用修复): what stood there is gone but for its
    ``digest``, which whoever kept the record can show to be its own. ``place`` is the address at which it stood."""

    reference: str
    ended: Day
    ground: str
    digest: str
    place: str = ""


@dataclass(frozen=True)
class ResultRow:
    """A result (抽查结果) of a visit that is done, on one item by one department.

    ``reference`` is a number made for publication, never the visit's own name. ``entity`` is the 统一社会信用代码 or
    blank; ``corrected`` the day from which a correction (更正) stands in place of what was published before, which ``former``
    holds, oldest first; ``since`` the day of its release. ``place`` is the permanent address of its target, 12 hex digits.
    ``digest`` is that of the record under its ``nonce``.
    """

    reference: str
    target: str
    entity: str
    address: str
    task: str
    department: str
    item: str
    finding: Finding
    problems: str
    rectification: str
    date: Day
    corrected: Day | None = None
    since: Day | None = None
    former: tuple[FormerView, ...] = ()
    objections: tuple[ObjectionView, ...] = ()
    place: str = ""
    nonce: str = ""
    digest: str = ""


@dataclass(frozen=True)
class TaskProgress:
    """Visits of a task, or of all: drawn, done, ended as closed or not to be found (``unreachable``, not in ``done``),
    ``withdrawn``: cancelled by superiors before they were done.

    A visit is done for a task when every department of that task has given a result on each of its items; of all, when
    that is so for each of its tasks.
    """

    task: str
    drawn: int
    done: int
    unreachable: int
    withdrawn: int = 0

    @property
    def asked(self) -> int:
        """Visits that were drawn and not cancelled."""
        return self.drawn - self.withdrawn

    @property
    def open(self) -> int:
        """Visits that still owe a result."""
        return self.asked - self.done - self.unreachable


@dataclass(frozen=True)
class DrawnView:
    """A target of the list of those drawn (抽取名单), where the office's rules publish it: for which ``tasks``, never when or
    by whom."""

    draw: str
    target: str
    entity: str
    address: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class OverdueView:
    """A visit of a draw that has no result although its last day, ``due``, is over: only then its target is named, and not at
    all (blank) where the office's rules do not name it.

    ``tasks`` and ``departments`` are those from which a result is owed still.
    """

    draw: str
    target: str
    entity: str
    address: str
    tasks: tuple[str, ...]
    departments: tuple[str, ...]
    due: Day


@dataclass(frozen=True)
class EstimateView:
    """What the results of a task, once all are in, say of all ``targets`` of its pool: the share with problems in whole
    percent, and the bounds of its 95 % interval; ``exact`` where every target was seen."""

    task: str
    targets: int
    seen: int
    problems: int
    share: int
    low: int
    high: int
    exact: bool


@dataclass(frozen=True)
class CheckedView:
    """A check of the audit that is not green: its number, the sentence that it tests, and its colour."""

    number: str
    sentence: str
    colour: str


@dataclass(frozen=True)
class VerdictView:
    """A verdict of the office's own audit on a draw, or on the whole log (``draw`` blank): 1 replayable, 2 not choosable, 3
    nothing missing; ``green``, ``amber`` or ``red``, with the checks that are not green. Their reasons may tell secrets."""

    draw: str
    number: int
    colour: str
    checks: tuple[CheckedView, ...] = ()


@dataclass(frozen=True)
class CheckView:
    """How anyone can check: the command, the bundle's SHA-256 if it is published, the signed checkpoint of the log."""

    command: str
    bundle_digest: str = ""
    checkpoint: str = ""


@dataclass(frozen=True)
class SiteView:
    """The whole site of one batch. ``draws`` holds every commitment of the log, void ones too, oldest first, and
    ``commitments`` what each of them fixed. ``terms`` are what the
    office names for its public files: a name, an address or a sentence; blank where it names none.

    Tasks are named by their ``id`` everywhere but in ``PlanView.tasks``, in the plan's order.
    """

    office: str
    title: str
    plan: PlanView
    commitment: CommitmentView | None
    draws: tuple[DrawView, ...]
    results: tuple[ResultRow, ...]
    progress: tuple[TaskProgress, ...]
    overall: TaskProgress | None
    check: CheckView
    ended: tuple[EndedView, ...] = ()
    drawn: tuple[DrawnView, ...] = ()
    overdue: tuple[OverdueView, ...] = ()
    terms: str = ""
    commitments: tuple[CommitmentView, ...] = ()
    estimates: tuple[EstimateView, ...] = ()
    verdicts: tuple[VerdictView, ...] = ()

    @property
    def shown(self) -> DrawView | None:
        """What became of the commitment shown; None if there is none yet."""
        return next((d for d in self.draws if self.commitment and d.commitment == self.commitment.hash), None)

    @property
    def draw(self) -> DrawView | None:
        """The draw that counts: on the commitment shown, drawn and not void; None if there is none."""
        return self.shown if self.shown and self.shown.state == "drawn" else None
