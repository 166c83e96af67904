"""Verdict 1, replayable: everything that a draw stands on and decides, derived again from the bundle."""

import hashlib
from typing import Any

from inventories.problems import N_, Reason
from inventories.records import canonical
from scheduler import randomness
from scheduler.audit.afterwards import act_faults
from scheduler.audit.finding import GREEN, Check, Finding, red, verdict
from scheduler.audit.replay import Replay
from scheduler.audit.validate import faults
from scheduler.commitment import (
    FORMAT,
    cells_digest,
    commitment_hash,
    excluded,
    frame_digest,
    number,
    task_totals,
    unreached,
)
from scheduler.draw.notation import SPECIFICATION
from scheduler.journal import ACTS
from scheduler.plan import batches
from scheduler.results.check import result_faults
from scheduler.tables import KINDS, digest_records, table_secret


def _commitment(replay: Replay) -> Finding:
    draw = replay.draw
    wrong = []
    if (draw.record["format"], draw.record["specification"]) != (FORMAT, SPECIFICATION):
        wrong.append(
            Reason(
                N_("its form or specification is not {form}, {specification}"),
                form=FORMAT,
                specification=SPECIFICATION,
            )
        )
    if commitment_hash(draw.record) != draw.hash:
        wrong.append(Reason(N_("the record hashes to {hash}"), hash=commitment_hash(draw.record)))
    if draw.record["previous"] != draw.commitment.previous or draw.record["dated"] != draw.commitment.time:
        wrong.append(Reason(N_("the record is not dated and chained as its event is")))
    return verdict(wrong)


def _plan(replay: Replay) -> Finding:
    plan, stated = replay.plan, replay.draw.record
    found = hashlib.sha256(replay.plan_text).hexdigest()
    wrong = [] if found == stated["plan"]["digest"] else [Reason(N_("the plan's digest is {found}"), found=found)]
    said = {
        "plan": {
            "id": plan.id,
            "batch": number(plan.id, replay.before),
            "planned": batches.following(replay.chain.whole_plan(replay.draw), replay.drawn_batches),
            "digest": found,
        },
        "draw": "closed" if plan.closed else "open",
        "coordination": plan.coordination,
        "results_due": plan.results_due.isoformat(),
        "randomness": randomness.documents(replay.sources),
    }
    if not randomness.fits(plan.randomness, replay.sources):
        wrong.append(Reason(N_("the sources of randomness are not the plan's")))
    return verdict(
        wrong
        + [Reason(N_("{name} is not what the plan says"), name=name) for name in said if said[name] != stated[name]]
    )


def _secret(replay: Replay) -> Finding:
    stated, secret = replay.draw.record["secret"], replay.secrets.draw
    if stated is None:
        return verdict([] if secret == "" else [Reason(N_("an open draw has no secret"))])
    return verdict(
        [] if hashlib.sha256(secret.encode()).hexdigest() == stated else [Reason(N_("the secret is another one"))]
    )


def _tables(replay: Replay) -> Finding:
    wrong = []
    for name in KINDS:
        found = digest_records(getattr(replay.tables, name), table_secret(replay.secrets.tables, name))
        stated = replay.draw.record["tables"][name]
        if (found.count, found.root) != (stated["count"], stated["root"]):
            wrong.append(
                Reason(N_("{name}: {count} rows, root {root}…"), name=name, count=found.count, root=found.root[:16])
            )
    return verdict(wrong)


def _frame(replay: Replay) -> Finding:
    found = frame_digest(replay.facts, replay.secrets.tables)
    stated = replay.draw.record["frame"]
    same = (found.count, found.root) == (stated["count"], stated["root"])
    return verdict(
        []
        if same
        else [Reason(N_("the frame derived has {count} rows, root {root}…"), count=found.count, root=found.root[:16])]
    )


def _cells(replay: Replay) -> Finding:
    found, record = cells_digest(replay.facts, replay.secrets.tables), replay.draw.record
    wrong = []
    if (found.count, found.root) != (record["cells"]["count"], record["cells"]["root"]):
        wrong.append(Reason(N_("cells, rates or mandates derived differ")))
    if task_totals(replay.facts) != record["tasks"]:
        wrong.append(Reason(N_("the public totals differ")))
    return verdict(wrong)


def _excluded(replay: Replay) -> Finding:
    derived = {"excluded": excluded(replay.facts), "unreached": unreached(replay.facts)}
    return verdict(
        [
            Reason(N_("{name} derived: {found}"), name=name, found=found)
            for name, found in derived.items()
            if found != replay.draw.record[name]
        ]
    )


def _randomness(replay: Replay) -> Finding:
    draw = replay.draw
    if draw.randomness is None:
        return verdict([Reason(N_("a draw without randomness in the log"))] if draw.draw else [])
    randomness.check(replay.randomness, replay.sources, draw.randomness.body["evidence"], thorough=True)
    late = draw.draw is not None and draw.draw.seq < draw.randomness.seq
    early = draw.randomness.seq < draw.commitment.seq
    wrong = [Reason(N_("it is not logged after the commitment and before the draw"))] if late or early else []
    if len(draw.randomness.body["evidence"]) != len(replay.randomness.split("+")):
        wrong.append(Reason(N_("it has not one evidence for each part")))
    before = [e for e in replay.bundle.events if e.kind == "randomness" and e.seq < draw.randomness.seq]
    used = [
        Reason(N_("event {seq} logged the same text before"), seq=e.seq)
        for e in before
        if e.body["text"] == replay.randomness
    ]
    return verdict(wrong + used)


def _draw(replay: Replay) -> Finding:
    if replay.draw.draw is None:
        return GREEN
    again, stated = replay.drawn_again(), replay.draw.outcome
    return verdict(
        [Reason(N_("{name} differs"), name=name) for name in sorted({*again, *stated}) if _differ(again, stated, name)]
    )


def _differ(one: dict[str, Any], other: dict[str, Any], name: str) -> bool:
    """Byte for byte: to Python, true and 1 are the same."""
    return (name in one) != (name in other) or canonical(one[name]) != canonical(other[name])


def _laws(replay: Replay) -> Finding:
    if replay.draw.draw is None:
        return GREEN
    return verdict(
        [
            Reason(N_("{section} {fault}"), section=section, fault=what)
            for section, what in faults(replay.case, replay.outcome)
        ]
    )


def _events(replay: Replay) -> Finding:
    if not replay.draw.after:
        return GREEN
    if replay.draw.draw is None:
        return red(Reason(N_("events without a draw")))
    stated = {event.seq: event.body["outcome"] for event in replay.draw.after if event.kind in ACTS}
    again = replay.happened_again()
    different = [
        Reason(N_("event {seq}"), seq=seq) for seq in stated if canonical(again.get(seq)) != canonical(stated[seq])
    ]
    return verdict([*different, *act_faults(replay.draw, replay.facts)])


def _results(replay: Replay) -> Finding:
    return verdict(list(result_faults(replay.draw, replay.plan)))


CHECKS = (
    Check("1.03", "§2", N_("the commitment is the hash of its record, dated and chained as its event"), _commitment),
    Check("1.04", "§2", N_("the plan is the one committed, and says what the record says"), _plan),
    Check("1.05", "§2", N_("the secret is the one committed"), _secret),
    Check("1.06", "tables", N_("each table has the number of rows and the digest committed"), _tables),
    Check("1.07", "§3", N_("points, bands and frame derived again are those committed"), _frame),
    Check("1.08", "§3", N_("cells, rates and mandates derived again are those committed"), _cells),
    Check("1.09", "§3", N_("targets kept out, and targets in no task's scope, are counted as committed"), _excluded),
    Check(
        "1.10",
        "§2",
        N_("the randomness comes from the source named, after the commitment and before the draw"),
        _randomness,
    ),
    Check("1.11", "§2–§7", N_("numbers, targets, visits, periods and teams drawn again are the same"), _draw),
    Check(
        "1.12", "§4–§9", N_("the outcome keeps every law of the specification, counted without search or solver"), _laws
    ),
    Check("1.13", "§8", N_("what happened afterwards, drawn again, is the same"), _events),
    Check(
        "1.14", "results", N_("results are of drawn visits, by their teams, in their days, each given once"), _results
    ),
)
