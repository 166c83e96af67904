"""The law-enforcement certificate (执法证) has to be valid to the period's last day."""

from collections.abc import Sequence
from datetime import timedelta

from inspectors.eligibility import Span
from inspectors.model import Inspector, Leave
from inspectors.rules.rule import PeriodRule
from inventories.problems import N_, Message


def build(inspector: Inspector, span: Span, _leave: Sequence[Leave]) -> bool:
    """Whether it ends before the period's last day; one without a date is taken as valid."""
    return inspector.certificate_until is not None and inspector.certificate_until < span.ends


def check(inspector: Inspector, span: Span, _leave: Sequence[Leave]) -> bool:
    """Whether there is a day of the period on which it is over, looked at day by day."""
    last = inspector.certificate_until
    return last is not None and any(span.begins + timedelta(n) > last for n in range(span.days))


RULE = PeriodRule(
    code="certificate",
    name=N_("certificate"),
    basis=N_("Administrative Penalty Law, art. 42 (qualified to enforce the law); draw specification, §7"),
    says=Message(
        "certificate",
        N_("no valid certificate to the period's end"),
        N_("Renew the certificate and import the roster again; it counts from the next commitment."),
    ),
    build=build,
    check=check,
)
