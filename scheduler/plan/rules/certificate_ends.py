"""The certificates (执法证) of active inspectors are valid in all periods."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.facts import Facts
from scheduler.plan.rules.rule import FactRule, Params


def check(facts: Facts) -> Iterator[Params]:
    """Those that end before a period's last day; each named at the first such period."""
    rest = [(i.certificate_until, i) for i in facts.tables.inspectors if i.active and i.certificate_until is not None]
    for period in facts.plan.periods:
        names = ", ".join(inspector.name for until, inspector in rest if until < period.span.ends)
        rest = [(until, inspector) for until, inspector in rest if until >= period.span.ends]
        if names:
            yield {"period": period.id, "ends": period.span.ends, "names": names}


RULE = FactRule(
    code="certificate-ends",
    name=N_("certificates valid all year"),
    basis=N_("Administrative Penalty Law, art. 42 (qualified to enforce the law); draw specification, §7"),
    says=Message(
        "certificate-ends",
        N_("certificates that end before the last day of {period} ({ends}): {names}"),
        N_("They do not count in this period: renew the certificates and import the roster again."),
    ),
    warning=True,
    check=check,
)
