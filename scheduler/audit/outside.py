"""What the auditor knows from outside the bundle: checkpoints held, and the keys of witnesses."""

from collections.abc import Callable, Iterator

from inventories.problems import N_, Reason
from scheduler.audit.finding import GREEN, Check, Finding, amber, verdict
from scheduler.audit.replay import Outside, Replay
from scheduler.audit.sources import known_from
from scheduler.bundle import Bundle
from scheduler.exchange import notes
from scheduler.proof import logged
from scheduler.proof.checkpoint import Checkpoint, leaves, parse
from scheduler.proof.tree import root


def _against(bundle: Bundle, outside: Outside) -> Finding:
    own = [notes.verifier(event.body["key"]) for event in bundle.events if event.kind == "key"]
    faults = [
        Reason(N_("{name}: {fault}"), name=name, fault=fault)
        for name, note in outside.held
        if (fault := _fault(bundle, own, note))
    ]
    faults += [
        Reason(N_("countersigned by {name} at {time}: not this log"), name=one.key.name, time=one.time)
        for one in _foreign(bundle, outside)
    ]
    if faults:
        return verdict(faults)
    if outside.held or any(True for _ in _witnessed(bundle, outside)):
        return GREEN
    return amber(N_("none was given: --against FILE names one, --witness KEY the key of a witness"))


def _fault(bundle: Bundle, own: list[notes.Verifier], note: bytes) -> str:
    """Why a checkpoint that is held is not of this log; "" if it is."""
    try:
        text, signers = notes.signers(note, own)
        held = parse(text)
    except (notes.BadNote, notes.Altered, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    if not signers:
        return Reason(N_("no key of this log has signed it"))
    if held.size > len(bundle.events):
        return Reason(N_("it is of {size} events, the log has {n}"), size=held.size, n=len(bundle.events))
    return (
        ""
        if _same(bundle, held)
        else Reason(N_("the first {size} events are not those it was made of"), size=held.size)
    )


def _same(bundle: Bundle, held: Checkpoint) -> bool:
    known = held.origin == logged.origin(bundle.events) and held.size <= len(bundle.events)
    return known and root(leaves(bundle.events[: held.size])) == held.root


def _witnessed(bundle: Bundle, outside: Outside) -> Iterator[logged.Countersigned]:
    """What the auditor's witnesses have countersigned, by the log's own account; the signatures are checked."""
    trusted = {str(key) for key in outside.witnesses}
    for event in bundle.events:
        if event.kind == "countersignature" and event.body["key"] in trusted:
            yield logged.countersigned(event)


def _foreign(bundle: Bundle, outside: Outside) -> Iterator[logged.Countersigned]:
    return (one for one in _witnessed(bundle, outside) if not _same(bundle, one.checkpoint))


def _dated(replay: Replay) -> Finding:
    """A witness whom the auditor trusts has countersigned a log that held the commitment and not yet the randomness, at a
    time when none of its sources had fired."""
    draw, known = replay.draw, known_from(replay)
    after = draw.randomness.seq if draw.randomness else len(replay.bundle.events) + 1
    events = [e for e in replay.bundle.events if e.kind == "countersignature"]
    early = [
        one
        for one in map(logged.countersigned, events)
        if draw.commitment.seq <= one.checkpoint.size < after
        and (known is None or one.time < known)
        and _same(replay.bundle, one.checkpoint)
    ]
    trusted = {str(key) for key in replay.outside.witnesses}
    if any(str(one.key) in trusted for one in early):
        return GREEN
    if early:
        told = ", ".join(f"{one.key.name} {one.time}" for one in early)
        return amber(Reason(N_("countersigned by {told}: name a key that you trust with --witness"), told=told))
    return amber(N_("the office's own clock says so: compare the commitment as it was published beforehand"))


LOG_CHECKS: tuple[tuple[str, str, str, Callable[[Bundle, Outside], Finding]], ...] = (
    (
        "1.60",
        "log",
        N_("each checkpoint is of the log before it, and each countersignature of one by a witness trusted then"),
        lambda bundle, _known: verdict(logged.faults(bundle.events)),
    ),
    ("3.10", "log", N_("the log continues every checkpoint held outside"), _against),
)
CHECKS = (Check("2.03", "threats", N_("the commitment was provably dated before the source fired"), _dated),)
