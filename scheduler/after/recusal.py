"""Recusal (回避) as it is applied for and decided: what the log of a draw says of each application. Pure.

Inspectors ask of their own motion, or a party (the target) applies; the head decides in writing, and until then the
inspection is not stopped (行政处罚法 43). A rejected application may be reviewed (复核) once: then it is decided again.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from inventories.problems import N_
from scheduler.journal import Draw, StandingVisit, standing
from scheduler.log import Event

RELATIONS = {
    "kin": N_("the party or near kin of it"),
    "interest": N_("an interest of their own or of near kin"),
    "other": N_("another relation that may impair impartiality"),
}
"""The categories of grounds: 当事人或者近亲属, 与本人或者近亲属有利害关系, 其他关系."""
ON = {"own": N_("own motion"), "party": N_("application by the party")}
ASKED = ("inspector", "target", "on", "applicant", "relation", "ground")
"""The members of an application that the recusal takes over."""

State = Literal["waits", "rejected", "granted", "rejected on review"]
STATES: dict[State, str] = {
    "waits": N_("waits for the head's decision"),
    "rejected": N_("rejected; a review may be asked for once"),
    "granted": N_("granted"),
    "rejected on review": N_("rejected on review, final"),
}


@dataclass(frozen=True)
class Application:
    """An application with its decisions, at most two: the decision and its review."""

    event: Event
    rejections: tuple[Event, ...]
    granted: Event | None

    @property
    def body(self) -> dict[str, Any]:
        """What was applied for."""
        return self.event.body

    @property
    def pair(self) -> dict[str, str]:
        """The inspector and the target whom it is about."""
        return {name: self.event.body[name] for name in ("inspector", "target")}

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.granted:
            return "granted"
        return ("waits", "rejected", "rejected on review")[min(len(self.rejections), 2)]

    @property
    def decisions(self) -> tuple[Event, ...]:
        """The decisions on it, in order."""
        return (*self.rejections, *([self.granted] if self.granted else []))

    def due(self, within: int) -> date:
        """The last day for the decision, ``within`` days after the application."""
        return date.fromisoformat(self.body["date"]) + timedelta(days=within)


def applications(draw: Draw) -> list[Application]:
    """All applications for recusal of a draw, in the order of the log."""

    def of(kind: str, seq: int) -> tuple[Event, ...]:
        return tuple(e for e in draw.after if e.kind == kind and e.body.get("application") == seq)

    found = [event for event in draw.after if event.kind == "application"]
    return [Application(e, of("rejection", e.seq), next(iter(of("recusal", e.seq)), None)) for e in found]


def rows_of(draw: Draw, within: int) -> list[dict[str, Any]]:
    """Each application as JSON values, with its state, the day its decision is due, and the decisions on it."""
    return [
        {
            "event": found.event.seq,
            **{name: value for name, value in found.body.items() if name != "commitment"},
            "due": found.due(within).isoformat(),
            "state": found.state,
            "decisions": [
                {"event": e.seq, **{name: e.body[name] for name in ("officer", "date")}, "granted": e is found.granted}
                for e in found.decisions
            ],
        }
        for found in applications(draw)
    ]


def waiting(draw: Draw, within: int) -> list[dict[str, Any]]:
    """Those of them that wait for their decision."""
    return [row for row in rows_of(draw, within) if row["state"] == "waits"]


def visits_to(draw: Draw, inspector: str, target: str) -> list[StandingVisit]:
    """The visits of a target in whose teams the inspector sits, those that are over included."""
    return [v for v in standing(draw).values() if v.target == target and inspector in v.team.values()]


def recused(draw: Draw, inspector: str, target: str) -> bool:
    """Whether a recusal bars the inspector from the target already."""
    pairs = [(e.body["inspector"], e.body["target"]) for e in draw.after if e.kind == "recusal"]
    return (inspector, target) in pairs
