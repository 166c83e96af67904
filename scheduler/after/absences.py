"""Absence by days: which periods are missed when sick leave, leave or leaving the service is told in days. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inspectors.eligibility import Span
from inventories.problems import N_
from scheduler.facts import Facts
from scheduler.journal import Draw

KINDS = {"sick": N_("sick leave"), "leave": N_("leave"), "left": N_("leaves the service")}


@dataclass(frozen=True)
class Share:
    """How many of a period's days an inspector is away, all leave known by then together."""

    period: str
    away: int
    days: int

    @property
    def missed(self) -> bool:
        """Whether that is half of them or more (specification §7)."""
        return 2 * self.away >= self.days


def shares(draw: Draw, facts: Facts, inspector: str, days: Span) -> list[Share]:
    """What an absence on ``days`` comes to in each period that it touches, with the leave that the commitment froze and
    the absences by days logged since."""
    spans = [*_known(draw, facts, inspector), days]
    touched = [p for p in facts.plan.periods if days.begins <= p.span.ends and p.span.begins <= days.ends]
    return [Share(p.id, _away(p.span, spans), p.span.days) for p in touched]


def left(facts: Facts, begins: date) -> list[str]:
    """The periods that are not over when somebody leaves the service: they are in none of them any more."""
    return [period.id for period in facts.plan.periods if period.span.ends >= begins]


def _known(draw: Draw, facts: Facts, inspector: str) -> Iterator[Span]:
    yield from (Span(x.begins, x.ends) for x in facts.tables.leave if x.inspector == inspector)
    for event in draw.after:
        body = event.body
        if event.kind == "absence" and body["inspector"] == inspector and body["ends"]:
            yield Span(date.fromisoformat(body["begins"]), date.fromisoformat(body["ends"]))


def _away(period: Span, spans: list[Span]) -> int:
    away: set[int] = set()
    for span in spans:
        begins, ends = max(span.begins, period.begins), min(span.ends, period.ends)
        away.update(range(begins.toordinal(), ends.toordinal() + 1))
    return len(away)
