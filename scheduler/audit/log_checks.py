"""Checks of the bundle and its log as a whole."""

from collections import Counter
from collections.abc import Callable

from inventories.problems import N_, Reason
from scheduler.audit import acting, order, published, signed, years
from scheduler.audit.approved import LOG_CHECK as PLAN_CHECK
from scheduler.audit.finding import Finding, red, verdict
from scheduler.audit.imports import LOG_CHECK
from scheduler.bundle import Bundle
from scheduler.journal import EVENTS, Draw, draws
from scheduler.log import broken_links


def _files(bundle: Bundle) -> Finding:
    return verdict(list(bundle.altered))


def _chain(bundle: Bundle) -> Finding:
    broken = [Reason(N_("event {seq}"), seq=seq) for seq in broken_links(bundle.events)]
    times = [event.time for event in bundle.events]
    back = [
        Reason(N_("event {seq} is dated before event {former}"), seq=b.seq, former=a.seq)
        for a, b in zip(bundle.events, bundle.events[1:], strict=False)
        if b.time < a.time
    ]
    strange = [
        Reason(N_("event {seq} is of an unknown kind: {kind}"), seq=event.seq, kind=event.kind)
        for event in bundle.events
        if event.kind not in EVENTS
    ]
    loose = [] if bundle.canonical else [Reason(N_("a line of the log is not canonical"))]
    return verdict([*broken, *back, *strange, *loose]) if times else red(Reason(N_("the log is empty")))


def _once(bundle: Bundle) -> Finding:
    acts = Counter(
        (event.kind, event.body.get("commitment"))
        for event in bundle.events
        if event.kind in ("randomness", "draw", "void")
    )
    batches = Counter(Draw(event).ref for event in bundle.events if event.kind == "commitment")
    return verdict(
        [
            Reason(N_("{n} × {kind} of {commitment}"), n=n, kind=kind, commitment=commitment)
            for (kind, commitment), n in acts.items()
            if n > 1
        ]
        + [Reason(N_("{n} commitments of {ref}"), n=n, ref=ref) for ref, n in batches.items() if n > 1]
    )


def _gaps(bundle: Bundle) -> Finding:
    batches: dict[str, list[int]] = {}
    for draw in draws(bundle.events):
        plan = draw.record["plan"]
        batches.setdefault(plan["id"], []).append(plan["batch"])
    return verdict(
        [
            Reason(N_("{plan}: batches {found}"), plan=plan, found=found)
            for plan, found in batches.items()
            if sorted(found) != list(range(1, len(found) + 1))
        ]
    )


LOG_CHECKS: tuple[tuple[str, str, str, Callable[[Bundle], Finding]], ...] = (
    ("1.01", "bundle", N_("every file of the bundle has the digest it states"), _files),
    ("1.02", "log", N_("events are numbered without a gap, in order of time, each chained to the one before"), _chain),
    LOG_CHECK,
    order.LOG_CHECK,
    PLAN_CHECK,
    published.LOG_CHECK,
    *signed.LOG_CHECKS,
    *acting.LOG_CHECKS,
    ("3.01", "log", N_("one commitment for each batch; one randomness, one draw for each commitment"), _once),
    ("3.02", "log", N_("the batches of each plan are numbered without a gap"), _gaps),
    years.LOG_CHECK,
)
