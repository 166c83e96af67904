"""The verdicts of the office's own audit, as far as they may be published: colours and sentences, never reasons."""

from collections.abc import Iterator

from scheduler.audit.checks import VERDICTS, audit, verdicts
from scheduler.audit.finding import Checked, Colour
from scheduler.bundle import Bundle
from scheduler.publish.view import CheckedView, VerdictView


def own_verdicts(bundle: Bundle) -> tuple[VerdictView, ...]:
    """Three verdicts on the whole log, then three on each draw, by the audit of the office's log as it stands."""
    found = audit(bundle)
    refs = dict.fromkeys(checked.ref for checked in found)
    return tuple(view for ref in refs for view in _verdicts(ref, [c for c in found if c.ref == ref]))


def _verdicts(ref: str, found: list[Checked]) -> Iterator[VerdictView]:
    for number, colour in verdicts(found).items():
        told = [c for c in found if c.number.startswith(str(number)) and c.finding.colour != Colour.GREEN]
        checks = tuple(CheckedView(c.number, c.sentence, c.finding.colour.name.lower()) for c in told)
        if number in VERDICTS and any(c.number.startswith(str(number)) for c in found):
            yield VerdictView(ref, number, colour.name.lower(), checks)
