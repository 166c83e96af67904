"""Certificates are named at the first period that they do not cover."""

from datetime import date, timedelta

from breaches import crowd, found, office
from county import FIRST, inspector, task, team

from scheduler.plan.rules.certificate_ends import RULE


def test_certificates_that_end_in_the_year() -> None:
    roster = (
        *crowd(3),
        inspector("j1", certificate_until=date(2025, 12, 31)), inspector("j2", certificate_until=FIRST + timedelta(29)),
        inspector("j3", certificate_until=date(2027, 1, 1)), inspector("j4", certificate_until=date(2020, 1, 1), active=False),
    )  # fmt: skip
    told = found(RULE, office([task("a", (team(),), periods=("p1", "p2"))], roster, weights=(1, 1)))
    assert [(params["period"], params["names"]) for params in told] == [("p1", "j1"), ("p2", "j2")]
    assert found(RULE, office()) == []
