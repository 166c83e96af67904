"""A draw derived again from a bundle: what the checks compare with what the log says."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from scheduler.bundle import Bundle
from scheduler.chain import Chain, planned_batches
from scheduler.commitment import Secrets
from scheduler.draw.documents import after_document, outcome_document
from scheduler.draw.draw import draw as run_draw
from scheduler.draw.model import Case, Outcome
from scheduler.exchange.notes import Verifier
from scheduler.facts import Facts, case
from scheduler.journal import Draw, core_events
from scheduler.log import Event
from scheduler.plan.model import Plan
from scheduler.publish.held import Held
from scheduler.randomness import Place, from_documents
from scheduler.tables import Tables


@dataclass(frozen=True)
class Outside:
    """``held``: signed checkpoints that the auditor kept, by the name of their file; ``witnesses``: keys that they trust;
    ``site``: a published site."""

    held: tuple[tuple[str, bytes], ...] = ()
    witnesses: tuple[Verifier, ...] = ()
    site: Held | None = None


@dataclass
class Replay:
    """One draw of a bundle. Everything is derived when first asked for; a bundle that lies may raise anything there."""

    bundle: Bundle
    chain: Chain
    draw: Draw
    on: date
    outside: Outside = Outside()

    @property
    def secrets(self) -> Secrets:
        """The secrets that the bundle holds for this draw."""
        return self.bundle.secrets[self.draw.hash]

    @property
    def plan_text(self) -> bytes:
        """The plan as frozen."""
        return self.bundle.frozen[self.draw.record["plan"]["digest"]]

    @cached_property
    def before(self) -> list[Event]:
        """The events before the commitment."""
        return [event for event in self.bundle.events if event.seq < self.draw.commitment.seq]

    @property
    def drawn_batches(self) -> frozenset[str]:
        """The planned batches of the plan that had been drawn, and counted, before the commitment."""
        return planned_batches(self.chain.counting(self.draw.record["plan"]["id"], self.draw.commitment.seq))

    @cached_property
    def plan(self) -> Plan:
        """What of its plan the commitment draws, read again."""
        return self.chain.plan(self.draw)

    @cached_property
    def tables(self) -> Tables:
        """The tables as frozen."""
        return self.chain.tables(self.draw)

    @property
    def facts(self) -> Facts:
        """Points, bands, frame, cells, rates and eligibility, derived again, after what earlier draws left."""
        return self.chain.facts(self.draw)

    @property
    def randomness(self) -> str:
        """The randomness that the log states."""
        if self.draw.randomness is None:
            raise ValueError("no randomness is logged")
        text: str = self.draw.randomness.body["text"]
        return text

    @cached_property
    def sources(self) -> tuple[Place, ...]:
        """The sources of randomness that the commitment names."""
        return from_documents(self.draw.record["randomness"])

    @cached_property
    def case(self) -> Case:
        """The facts of the draw with all that happened after it."""
        events = tuple(event for _, event in core_events(self.draw.after))
        return case(self.facts, self.draw.hash, self.randomness, self.secrets.draw, events)

    @cached_property
    def outcome(self) -> Outcome:
        """The draw and its events, drawn again."""
        return run_draw(self.case)

    def drawn_again(self) -> dict[str, Any]:
        """The outcome document of the draw alone, as JSON values."""
        document: dict[str, Any] = json.loads(json.dumps(outcome_document(self.outcome)))
        document["after"] = []
        return document

    def happened_again(self) -> dict[int, dict[str, Any]]:
        """What each act after the draw drew, by its number in the log."""
        numbers = [seq for seq, _ in core_events(self.draw.after)]
        return {
            seq: json.loads(json.dumps(after_document(after)))
            for seq, after in zip(numbers, self.outcome.after, strict=True)
            if seq is not None
        }
