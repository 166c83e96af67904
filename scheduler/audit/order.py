"""Whether the log's events could follow each other: one commitment at a time, and nothing after a draw was set aside."""

from collections.abc import Iterator

from inventories.problems import N_, Reason
from scheduler.audit.finding import Finding, verdict
from scheduler.bundle import Bundle
from scheduler.journal import draws


def in_order(bundle: Bundle) -> Finding:
    """With two commitments that wait an office could throw for both, and keep the draw that it likes."""
    return verdict([*_waiting(bundle), *_after_void(bundle)])


def _waiting(bundle: Bundle) -> Iterator[str]:
    for k, event in enumerate(bundle.events):
        if event.kind == "commitment":
            waiting = [d for d in draws(bundle.events[:k]) if d.state in ("committed", "randomness known")]
            yield from (
                Reason(N_("event {seq} is a commitment while {ref} waits"), seq=event.seq, ref=draw.ref)
                for draw in waiting
            )


def _after_void(bundle: Bundle) -> Iterator[str]:
    void: set[str] = set()
    for event in bundle.events:
        if event.body.get("commitment") in void:
            yield Reason(N_("event {seq} ({kind}) happened to a draw that was void"), seq=event.seq, kind=event.kind)
        if event.kind == "void":
            void.add(event.body["commitment"])


LOG_CHECK = (
    "1.20",
    "log",
    N_("nothing was committed while a commitment waited, and nothing happened to a void draw"),
    in_order,
)
