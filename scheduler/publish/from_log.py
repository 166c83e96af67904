"""From the log to what is public: the only place that sees both, so the only one that could say too much."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from inventories.model import Item
from scheduler.corrections.courses import Course, courses
from scheduler.draw.notation import H
from scheduler.facts import Facts
from scheduler.journal import ACTS, UNDRAWN, Draw, draws, standing
from scheduler.log import Event
from scheduler.plan.model import Plan, PublicationRules, RateRule, SoleTraders, TaskPlan
from scheduler.proof import logged
from scheduler.publish import histories, masks, references
from scheduler.publish.drawn_list import drawn_list
from scheduler.publish.estimates import estimates
from scheduler.publish.overdue import overdue
from scheduler.publish.view import (
    ActCount,
    BatchView,
    ChangeView,
    CheckView,
    CommitmentView,
    Condition,
    DigestView,
    DrawView,
    EndedView,
    ExclusionCount,
    ItemView,
    MandateView,
    OutcomeView,
    PeriodView,
    PlanView,
    RandomnessView,
    RateLine,
    ResultRow,
    SiteView,
    SourceView,
    StepView,
    StratumPool,
    TaskDrawn,
    TaskPool,
    TaskProgress,
    TaskView,
    VoidView,
)
from scheduler.randomness import bits, from_documents
from scheduler.results.check import owing
from scheduler.results.model import FINDINGS, FindingClass
from scheduler.year.parts import Drawn, day_of, parts

COMMAND = "double-random audit bundle.zip"


PUBLIC_MEMBERS = re.compile(
    r"(title|office|results_due|batch|period|randomness|draw|coordination|publication)\b.*"
    r"|task(\[[^\]]*\](\.(name|items|kind|lead|scope|rate\w*|total|multiplier\w*|mandates|periods)\b.*)?)?"
)
"""The members of a plan that the pages show, and whose changes they can therefore show."""


@dataclass(frozen=True)
class Counting:
    """A draw that counts, with the facts that its commitment froze, and the secret of its tables, which makes references
    that nobody can trace to a visit. ``first`` is that of the log's first commitment: it makes addresses that stay."""

    draw: Draw
    facts: Facts
    secret: str
    first: str = ""


def site_view(
    draw: Draw, plan: Plan, items: Iterable[Item], counting: Sequence[Counting], log: Sequence[Event], today: date
) -> SiteView:
    """The site for ``draw``: its ``plan`` whole, its commitment, every commitment of the ``log``, and the results of all
    ``counting`` draws of the plan. ``items`` are those that the commitment froze; what is overdue ``today`` is named."""
    drawn = [(one.draw, one.facts) for one in counting]
    results, ended = _results(counting, plan.publication)
    return SiteView(
        office=plan.office,
        title=plan.title,
        plan=_plan(draw, plan, items, [event for event in log if event.kind == "plan"]),
        commitment=_commitment(draw),
        draws=tuple(map(_draw, draws(log))),
        results=results,
        progress=tuple(_progress(counting, task) for task in plan.tasks) if counting else (),
        overall=_progress(counting, None) if counting else None,
        check=CheckView(COMMAND, checkpoint=_checkpoint(log)),
        ended=ended,
        drawn=drawn_list(drawn, plan.publication),
        overdue=overdue(drawn, today, plan.publication),
        terms=plan.publication.licence,
        commitments=tuple(map(_commitment, draws(log))),
        estimates=estimates(drawn),
    )


def _checkpoint(log: Sequence[Event]) -> str:
    """The last signed checkpoint with its countersignatures; blank if there is none."""
    last = logged.last(log)
    return logged.whole_note(log, last).decode() if last else ""


def place_of(one: Counting, target: str) -> str:
    """The permanent address of a target: the same over draws and years, and traceable for nobody without the secret."""
    return H(one.first, "place", target)[:12]


def _plan(draw: Draw, plan: Plan, listed: Iterable[Item], steps: Sequence[Event]) -> PlanView:
    items = {item.id: ItemView(item.id, item.name, item.basis) for item in listed}
    named = [batch for batch in plan.batches if batch.id]
    return PlanView(
        plan.id,
        draw.record["plan"]["batch"],
        tuple(PeriodView(p.id, p.span.begins, p.span.ends) for p in plan.periods),
        tuple(_task(task, items) for task in plan.tasks),
        date.fromisoformat(draw.record["results_due"]),
        tuple(_step(event.body) for event in steps if event.body["plan"] == plan.id),
        tuple(BatchView(batch.id, batch.periods, batch.as_of, batch.results_due) for batch in named),
        draw.record["plan"]["planned"],
    )


def _step(body: dict[str, Any]) -> StepView:
    public = [change for change in body["changes"] if PUBLIC_MEMBERS.fullmatch(change["member"])]
    return StepView(
        body["step"],
        body["number"],
        body["date"],
        body["with"],
        body["ground"],
        tuple(ChangeView(c["member"], c["from"], c["to"]) for c in public),
        len(body["changes"]) - len(public),
    )


def _task(task: TaskPlan, items: dict[str, ItemView]) -> TaskView:
    departments = [rule.department for rule in task.team]
    return TaskView(
        task.id,
        task.name,
        tuple(items.get(item, ItemView(item, item)) for item in task.items),
        task.kind,
        _conditions(task.scope.conditions),
        task.lead,
        tuple(name for name in departments if name != task.lead),
        task.periods,
        tuple(_rate(rule) for rule in task.rates),
        task.total,
        tuple(MandateView(m.node, str(m.least)) for m in task.mandates),
    )


def _rate(rule: RateRule) -> RateLine:
    return RateLine(_conditions(rule.conditions), str(rule.number))


def _conditions(conditions: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Condition, ...]:
    return tuple(Condition(column, values) for column, values in conditions)


def _commitment(draw: Draw) -> CommitmentView:
    record = draw.record
    return CommitmentView(
        hash=draw.hash,
        time=draw.commitment.time,
        position=draw.commitment.seq,
        record=record,
        specification=record["specification"],
        closed=record["draw"] == "closed",
        sources=tuple(
            SourceView(source.kind, source.detail, bits([(source,)]), source is not place[0])
            for place in from_documents(record["randomness"])
            for source in place
        ),
        tasks=tuple(
            TaskPool(
                t["task"],
                t["pool"],
                t["least"],
                t["most"],
                tuple(StratumPool(s["name"], s["pool"]) for s in t["strata"]),
            )
            for t in record["tasks"]
        ),
        exclusions=tuple(ExclusionCount(e["task"], e["ground"], e["count"]) for e in record["excluded"]),
        unreached=sum(entry["count"] for entry in record["unreached"]),
        digests=tuple(DigestView(name, table["root"], table["count"]) for name, table in record["tables"].items()),
    )


def _draw(draw: Draw) -> DrawView:
    plan, thrown = draw.record["plan"], draw.randomness
    return DrawView(
        plan=plan["id"],
        batch=plan["batch"],
        commitment=draw.hash,
        committed=draw.commitment.time,
        position=draw.commitment.seq,
        randomness=RandomnessView(thrown.body["text"], thrown.time, thrown.seq) if thrown else None,
        outcome=_outcome(draw) if draw.draw else None,
        void=VoidView(draw.void.body["ground"], draw.void.time) if draw.void else None,
    )


def _outcome(draw: Draw) -> OutcomeView:
    drawn = Counter[str]()
    for cell in draw.outcome["allocation"]:
        drawn[cell["task"]] += cell["drawn"]
    acts = Counter(event.kind for event in draw.after)
    return OutcomeView(
        tasks=tuple(TaskDrawn(t["task"], drawn[t["task"]]) for t in draw.record["tasks"]),
        visits=len(draw.outcome["visits"]),
        open_slots=draw.outcome["open"],
        acts=tuple(ActCount(kind, acts[kind]) for kind in (*ACTS, *UNDRAWN) if acts[kind]),
    )


def _results(
    counting: Iterable[Counting], rules: PublicationRules
) -> tuple[tuple[ResultRow, ...], tuple[EndedView, ...]]:
    """The results of draws that count that are public, newest visits first; and what stays of those that were, the last
    ended first, without the address of a target that is still named, which would undo the ending."""
    rows = [pair for one in counting for pair in _results_of(one, rules.sole_traders)]
    public = [row for row, course in rows if course.ended is None]
    named = {row.place for row in public}
    ended = [histories.ended(row, course) for row, course in rows if course.ended]
    ended = [replace(end, place="") if end.place in named else end for end in ended]
    return (
        tuple(sorted(public, key=lambda row: (-row.date.toordinal(), row.target.encode(), row.reference))),
        tuple(sorted(ended, key=lambda end: (-end.ended.toordinal(), end.reference))),
    )


def _results_of(one: Counting, rule: SoleTraders) -> list[tuple[ResultRow, Course]]:
    draw, facts, secret = one.draw, one.facts, one.secret
    visits = standing(draw)
    tasks = {task.id: task for task in facts.plan.tasks}
    names = {item.id: item.name for item in facts.tables.items}
    rows = []
    for place, course in courses(draw.after).items():
        result = course.now
        visit = visits[result.visit]
        target = facts.targets[visit.target]
        shown = masks.shown(target, rule)
        task = next(t for t in visit.tasks if result.item in tasks[t].items)
        mask = partial(masks.words, target=target, rule=rule)
        row = ResultRow(
            reference=references.reference(secret, place),
            target=shown.name,
            entity=shown.entity,
            address=shown.address,
            task=task,
            department=result.department,
            item=names.get(result.item, result.item),
            finding=result.finding,
            problems=mask(result.problems),
            rectification=mask(result.rectification),
            date=result.date,
            corrected=histories.corrected(course),
            since=day_of(course.released.time),
            former=histories.former(course, mask),
            objections=histories.objections(course, mask),
            place=place_of(one, visit.target),
            nonce=references.nonce(secret, place),
        )
        rows.append((replace(row, digest=references.digest(row)), course))
    return rows


def _progress(counting: Iterable[Counting], task: TaskPlan | None) -> TaskProgress:
    """How far the visits of a task have come, each in what this task asks for (None: all visits, in all that is asked for);
    closed and unreachable ones are counted apart, and so is what superiors cancelled."""
    numbers = [_of_visits(one) if task is None else _of_task(one, task.id) for one in counting]
    return TaskProgress(task.id if task else "", *map(sum, zip(*numbers, strict=True)))


def _of_task(one: Counting, task: str) -> tuple[int, int, int, int]:
    """Visits drawn, done, closed or unreachable, and cancelled, by the parts that statistics count as well."""
    drawn = sum(task in visit.tasks for visit in standing(one.draw).values())
    found = parts(Drawn(one.draw, one.facts.plan, one.facts.tables), ())
    states = Counter(part.state for part in found if part.task == task)
    return drawn, states["finished"], states["closed"], drawn - states.total()


def _of_visits(one: Counting) -> tuple[int, int, int, int]:
    """The same for whole visits."""
    draw = one.draw
    open_visits = frozenset(owing(draw, one.facts.plan))
    found: dict[str, set[FindingClass]] = {}
    for row in draw.results():
        found.setdefault(row["visit"], set()).add(FINDINGS[row["finding"]].kind)
    mine, cancelled = standing(draw), draw.cancelled_visits()
    ended = [name for name in mine if name not in open_visits and name not in cancelled]
    unreachable = sum(found[name] == {"closed"} for name in ended)
    return len(mine), len(ended) - unreachable, unreachable, len(cancelled)
