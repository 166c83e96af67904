"""What changed a draw's frame from outside the draws: each list from above, individual check and change of the plan that an
office may have made to suit, for the auditor to look at."""

from collections import defaultdict
from collections.abc import Iterator

from inventories.merging import standing_for
from inventories.model import PastVisit
from inventories.problems import N_, Reason, Words
from scheduler.audit.finding import GREEN, Check, Colour, Finding, amber, verdict
from scheduler.audit.replay import Replay
from scheduler.audit.signed import signed_lists
from scheduler.facts import Facts
from scheduler.journal import Draw, draws
from scheduler.plan.caps import Caps, Made, counted
from scheduler.plan.changes import changes
from scheduler.plan.frames import CAP, DRAWN
from scheduler.results.past import past_visits


def _kept_out(replay: Replay) -> Finding:
    """Targets at a limit that past visits have brought them to of which this log knows no result."""
    rules, facts = replay.plan.caps, replay.facts
    out: defaultdict[str, list[str]] = defaultdict(list)
    for left in facts.frame.left_out:
        if left.ground == CAP:
            out[left.target].append(left.task)
    if rules is None or not out:
        return GREEN
    year = replay.plan.year
    caps = Caps(rules, facts.targets, standing_for(replay.tables.targets), Made((), (), year))
    made, others = set(_own_visits(replay)), defaultdict[str, list[str]](list)
    for past in replay.tables.history:
        if past.date.year == year and past.id not in made and counted(past, rules):
            others[caps.holder(past.target)].append(_told(past))
    listed = [
        f"{target} ({', '.join(tasks)}): {', '.join(others[caps.holder(target)])}"
        for target, tasks in out.items()
        if caps.holder(target) in others
    ]
    return verdict(listed, Colour.AMBER, shown=None)


def _own_visits(replay: Replay) -> Iterator[str]:
    """The past visits that results in the log have made."""
    for draw in draws(replay.before):
        yield from (record.id for record in past_visits(draw, replay.chain.plan(draw)).values())


def _told(past: PastVisit) -> str:
    return " ".join(filter(None, (past.date.isoformat(), past.level, past.department, past.kind, past.ground)))


def _from_above(replay: Replay) -> Finding:
    """Each document that puts targets into the frame, or no longer does, with what it names."""
    tasks = {task.id for task in replay.plan.tasks if task.from_above}
    signed = signed_lists(replay)
    rows: defaultdict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for entry in replay.tables.assigned:
        if entry.task in tasks:
            rows[entry.origin, entry.document].append((bool(entry.inspectors), entry.gone is not None))
    text = N_("{origin} {document}: {n} targets, {named} with inspectors named, {gone} withdrawn, {signed}")
    words = {True: N_("signed"), False: N_("not signed")}
    listed = [
        Reason(
            text,
            origin=origin,
            document=document,
            n=len(found),
            named=sum(named for named, _ in found),
            gone=sum(gone for _, gone in found),
            signed=Words(words[(origin, document) in signed]),
        )
        for (origin, document), found in rows.items()
    ]
    return verdict(listed, Colour.AMBER, shown=None)


def _former(replay: Replay) -> list[Draw]:
    """The plan's commitments before, the last one first, whatever became of them."""
    plan = replay.draw.record["plan"]["id"]
    return [draw for draw in reversed(draws(replay.before)) if draw.record["plan"]["id"] == plan]


def _amended(replay: Replay) -> Finding:
    """What the plan's text says otherwise than when its last commitment before was made."""
    if not (former := _former(replay)):
        return GREEN
    text = replay.bundle.frozen[former[0].record["plan"]["digest"]]
    found = changes(text, replay.plan_text)
    listed = [f"{c.member}: {c.before or '–'} → {c.after or '–'}" for c in found]
    return (
        amber(Reason(N_("since {ref}: {changes}"), ref=former[0].ref, changes="; ".join(listed))) if listed else GREEN
    )


def _vanished(replay: Replay) -> Finding:
    """Who stood in a task's frame when it was committed before, and stands there no longer, undrawn."""
    former = [replay.chain.facts(draw) for draw in _former(replay)]
    listed = []
    for task in replay.plan.tasks:
        then = next((facts for facts in former if facts.cells.get(task.id)), None)
        if then and not (task.from_above or task.follows):
            out: defaultdict[str, list[str]] = defaultdict(list)
            for target, ground in _gone(task.id, then, replay.facts):
                out[ground].append(target)
            listed += [
                Reason(N_("{ground} ({task}): {targets}"), ground=Words(why), task=task.id, targets=", ".join(targets))
                for why, targets in out.items()
            ]
    return verdict(listed, Colour.AMBER, shown=None)


def _gone(task: str, then: Facts, now: Facts) -> Iterator[tuple[str, str]]:
    """Target and ground of each row that is no more; a limit is none where the target is still of its entity."""
    rows = {row.target for row in now.frame.rows if row.task == task}
    grounds = {left.target: left.ground for left in now.frame.left_out if left.task == task}
    for row in then.frame.rows:
        if row.task == task and row.target not in rows:
            ground = grounds.get(row.target, N_("out of scope"))
            if ground != DRAWN and (ground != CAP or _entity(then, row.target) != _entity(now, row.target)):
                yield row.target, ground


def _entity(facts: Facts, target: str) -> str:
    return facts.targets[target].entity if target in facts.targets else ""


CHECKS = (
    Check("2.08", "threats", N_("no visit from outside the draws has brought a target to its limit"), _kept_out),
    Check("2.09", "threats", N_("no target and no inspector was named from above"), _from_above),
    Check("2.21", "threats", N_("the plan is as it was when it was committed before"), _amended),
    Check(
        "2.22", "threats", N_("whoever could be drawn when the plan was committed before was, or can be now"), _vanished
    ),
)
