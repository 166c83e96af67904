"""The acts of an office: commit, draw, what happens after, results. Each is whole in the log, or not there."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from inventories.problems import Exit, Problem, refuse
from scheduler import commitment, journal, messages, randomness
from scheduler.after import allowed
from scheduler.after.completing import completed
from scheduler.chain import Chain, planned_batches
from scheduler.draw.documents import after_document, outcome_document
from scheduler.draw.draw import draw as run_draw
from scheduler.draw.model import Case, InvalidCase
from scheduler.entering import log_randomness, must_not_be_void
from scheduler.facts import Facts, case, derive
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.plan import batches
from scheduler.plan.check import Report, check
from scheduler.plan.life import must_be_in_force
from scheduler.plan.model import Plan
from scheduler.plan.read import read_plan
from scheduler.scale import fastest
from scheduler.store.office import AlreadyHappened, Office
from scheduler.tables import Tables
from scheduler.year import closing as years
from scheduler.year import messages as year_messages

NOTHING_OPEN = randomness.Particulars()
Still = Callable[[Draw], object]
"""What refuses an act by the draw as it stands once nobody else can act."""


def always(_draw: Draw) -> None:
    """Refuses nothing."""


def chain_of(office: Office) -> Chain:
    """The commitments of the office's log as it stands."""
    return Chain(office.events(), office.frozen)


def check_plan(
    text: bytes, file: str, tables: Tables, chain: Chain, looking: bool = False
) -> tuple[Facts | None, Report | None, list[Problem]]:
    """The facts of a plan text over the tables, for its next batch, the report on them, and everything wrong, warnings
    included.

    No facts if the text cannot be read as a plan. Refused (exit 6) if all its batches are drawn, unless ``looking``:
    then the last one is looked at.
    """
    plan, problems = read_plan(text, file)
    if plan is None:
        return None, None, list(problems)
    drawn = planned_batches(chain.counting(plan.id))
    planned = batches.following(plan, drawn)
    if planned is None and looking:
        planned = plan.batches[-1].id
    if planned is None:
        raise refuse(messages.PLAN_DRAWN, Exit.CONFLICT, plan=plan.id)
    now = batches.at(plan, planned, drawn)
    facts = derive(now, tables, chain.year(now))
    report = check(facts)
    found = [*problems, *report.problems]
    if not facts.frame.rows:
        found.append(Problem(messages.EMPTY_PLAN))
    return facts, report, found


def commit(
    office: Office, facts: Facts, plan_text: bytes, head: Event | None, named: randomness.Particulars = NOTHING_OPEN
) -> Draw:
    """Freeze the plan and all tables, and log the commitment. ``head`` is the log's last event when they were read,
    ``named`` what the plan leaves open of its sources of randomness.

    Refused (exit 6) if an earlier commitment still waits for its draw, the plan's year is closed, the plan was approved with
    another text, or something was logged since the tables were read; exit 4 if a source of randomness stays
    open or is known already.
    """
    plan = facts.plan
    pending = next((d for d in journal.draws(office.events()) if d.state in ("committed", "randomness known")), None)
    if pending:
        raise refuse(messages.DRAW_PENDING, Exit.CONFLICT, ref=pending.ref)
    year = _year(plan_text)
    if (closed := years.closed_years(office.events("year")).get(year)) is not None:
        raise refuse(year_messages.YEAR_CLOSED, Exit.CONFLICT, year=year, seq=closed.seq)
    hidden = commitment.Secrets(secrets.token_hex(32) if plan.closed else "", secrets.token_hex(32))
    with office.act() as act:
        if act.head() != head:
            raise refuse(messages.CHANGED_MEANWHILE, Exit.CONFLICT)
        must_be_in_force(office.events("plan"), plan.id, file_digest(plan_text))
        sources = randomness.named(plan.randomness, named, datetime.fromisoformat(act.time))
        prepared = commitment.prepare(facts, plan_text, hidden, act.time, office.events(), sources)
        stated = prepared.record["plan"]
        once = f"commitment {stated['id']}-{stated['batch']}"
        event = act.append("commitment", {"hash": prepared.hash, "record": prepared.record}, once)
        for digest, body in prepared.frozen.items():
            act.freeze(digest, body)
        act.keep_secrets(prepared.hash, hidden.draw, hidden.tables)
    return Draw(event)


def _year(plan_text: bytes) -> int:
    plan, _ = read_plan(plan_text, "plan.toml")
    assert plan is not None
    return plan.year


def find(office: Office, ref: str | None, void: bool = False) -> Draw:
    """The draw named ``ref``; without a name the last that is not void, or with ``void`` the last of all if none stands.

    Refused (exit 1) if there is none.
    """
    found = journal.draws(office.events())
    if ref:
        found = [draw for draw in found if ref in (draw.ref, draw.hash)]
    elif not void or any(draw.state != "void" for draw in found):
        found = [draw for draw in found if draw.state != "void"]
    if not found:
        raise refuse(messages.NO_DRAW, Exit.FAILED, ref=ref) if ref else refuse(messages.NO_DRAW_YET, Exit.FAILED)
    return found[-1]


def frozen_facts(office: Office, draw: Draw) -> Facts:
    """The facts that the commitment of ``draw`` froze, derived again."""
    return chain_of(office).facts(draw)


def frozen_plan(office: Office, draw: Draw) -> Plan:
    """What of its plan the commitment of ``draw`` draws."""
    return chain_of(office).plan(draw)


def draw(office: Office, text: str | None, evidence: Sequence[str] = (), ground: str = "") -> Draw:
    """Log the randomness, then derive and log the outcome, for the commitment that waits.

    If the program stopped in between, the logged randomness is used and no other is taken. Refused as in
    ``entering.log_randomness``.
    """
    waiting = log_randomness(office, text, evidence, ground)
    logged = waiting.randomness.body["text"]  # type: ignore[union-attr]
    secret, _ = office.secrets(waiting.hash)
    outcome = run_draw(case(frozen_facts(office, waiting), waiting.hash, logged, secret), fastest)
    body = {"commitment": waiting.hash, "outcome": outcome_document(outcome)}
    try:
        with office.act() as act:
            must_not_be_void(office, waiting)
            waiting.draw = act.append("draw", body, once=f"draw {waiting.hash}")
    except AlreadyHappened:
        raise refuse(messages.ALREADY_DRAWN, Exit.CONFLICT, ref=waiting.ref) from None
    return waiting


def happen(office: Office, draw: Draw, kind: str, body: dict[str, Any], still: Still = always) -> Event:
    """Let an act of specification §8 happen to ``draw``: replay the draw, draw what the act empties, log both. ``still``
    refuses it by what has happened to the draw until then."""
    must_be_open(draw)
    secret, _ = office.secrets(draw.hash)
    facts = frozen_facts(office, draw)
    randomness_text = draw.randomness.body["text"]  # type: ignore[union-attr]
    with office.act() as act:
        current = find(office, draw.hash)
        must_stand(current)
        still(current)
        body = completed(current, facts, kind, body, act.time, lambda: office.records("inspectors"))
        allowed.check(current, facts, kind, body, act.time)
        events = [*(event for _, event in journal.core_events(current.after)), journal.core_event(kind, body)]
        try:
            outcome = run_draw(case(facts, draw.hash, randomness_text, secret, tuple(events)), fastest)
        except InvalidCase:
            if kind not in messages.ACT_IMPOSSIBLE:
                raise
            raise refuse(messages.ACT_IMPOSSIBLE[kind], Exit.CONFLICT, **body) from None
        return act.append(kind, {"commitment": draw.hash, **body, "outcome": after_document(outcome.after[-1])})


def void(office: Office, draw: Draw, ground: str) -> Event:
    """Set a commitment or draw aside, in the open: it no longer counts, and stays with its randomness (§8)."""
    if draw.void:
        raise refuse(messages.DRAW_VOID, Exit.CONFLICT, ref=draw.ref)
    try:
        with office.act() as act:
            return act.append("void", {"commitment": draw.hash, "ground": ground}, once=f"void {draw.hash}")
    except AlreadyHappened:
        raise refuse(messages.DRAW_VOID, Exit.CONFLICT, ref=draw.ref) from None


def must_stand(draw: Draw) -> None:
    """Refuse (exit 6) a draw that is void or not drawn yet."""
    if draw.void:
        raise refuse(messages.DRAW_VOID, Exit.CONFLICT, ref=draw.ref)
    if draw.draw is None:
        raise refuse(messages.NOT_DRAWN, Exit.CONFLICT, ref=draw.ref)


def must_be_open(draw: Draw) -> None:
    """Refuse (exit 6) a draw that is void or not drawn yet, or of a year that is closed."""
    must_stand(draw)
    if draw.year_closed:
        year, seq = draw.year_closed.body["year"], draw.year_closed.seq
        raise refuse(year_messages.YEAR_CLOSED, Exit.CONFLICT, year=year, seq=seq)


def file_digest(data: bytes) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def core_case(office: Office, draw: Draw) -> Case:
    """The draw as its core takes it, without what happened after it."""
    secret, _ = office.secrets(draw.hash)
    return case(frozen_facts(office, draw), draw.hash, draw.randomness.body["text"], secret)  # type: ignore[union-attr]
