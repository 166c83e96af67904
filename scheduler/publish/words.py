"""Both languages of the site, and the words for values that are codes in the records."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from inventories.problems import N_
from scheduler.i18n import translator
from scheduler.results.model import FINDINGS, Finding

CODES: dict[str, str] = {
    "general": N_("General item"),
    "key": N_("Key item"),
    "directed": N_("Directed"),
    "undirected": N_("Undirected"),
    "open": N_("Open draw (replayable by everybody)"),
    "closed": N_("Closed draw (replayable by auditors)"),
    "district": N_("District"),
    "category": N_("Category"),
    "band": N_("Risk class"),
    "dice": N_("Dice thrown in public"),
    "drand": N_("drand public randomness beacon"),
    "lottery": N_("Public lottery draw"),
    "shares": N_("Shares revealed by several parties"),
    "approved": N_("Approved"),
    "filed": N_("Filed with a superior agency"),
    "published": N_("Published"),
    "amended": N_("Amended"),
    "suspended": N_("Business suspended"),
    "gone": N_("No longer in the inventory"),
    "merged": N_("Duplicate of another target"),
    "drawn before": N_("Drawn in an earlier batch"),
    "cap": N_("At the upper limit of visits in the year"),
    "chance had": N_("Has had its chance of the year"),
    "plan": N_("Plan"),
    "cells": N_("Cells: numbers and rates"),
    "frame": N_("Frame (pool of the draw)"),
    "targets": N_("Inventory of inspection targets"),
    "items": N_("List of inspection items"),
    "signals": N_("Signals (complaints, hazards, bad credit, violations)"),
    "history": N_("Past inspections"),
    "exclusions": N_("Exclusions"),
    "assigned": N_("Targets drawn by other agencies"),
    "inspectors": N_("Roster of inspectors"),
    "leave": N_("Absences of inspectors"),
    "conflicts": N_("Conflicts of interest"),
    "recusal": N_("Recusals"),
    "absence": N_("Absences since the draw"),
    "reinforcement": N_("Reinforcements"),
    "replacement": N_("Replacements of a visit"),
    "appointment": N_("Appointments by order"),
    "application": N_("Applications for recusal"),
    "rejection": N_("Rejections of such applications"),
    "cancellation": N_("Tasks cancelled by superiors"),
    "credit repair": N_("Credit repair"),
    "retention": N_("End of the period of publication"),
    "order": N_("Taken down by a decision"),
}
"""The English of each code of the records; a text that is no code stands as it is."""

MEMBERS = {
    "title": N_("Title"),
    "office": N_("Office"),
    "results_due": N_("Results due by"),
    "batch": N_("Batch"),
    "period": N_("Periods"),
    "randomness": N_("Randomness"),
    "task": N_("Task"),
    "name": N_("Name"),
    "items": N_("Inspection items"),
    "kind": N_("Kind of item"),
    "lead": N_("Lead department"),
    "scope": N_("Scope of targets"),
    **dict.fromkeys(("rate", "rates", "rate_for"), N_("Sampling rate")),
    "total": N_("Number to be drawn"),
    **dict.fromkeys(("multiplier", "multipliers", "multiplier_for"), N_("Weight")),
    "mandates": N_("Least number to be drawn, whatever the draw brings"),
    "periods": N_("Periods"),
}
"""The English of the members of a plan whose changes are shown; of others the member itself is."""

STATES = {
    "committed": N_("Not yet drawn"),
    "randomness known": N_("Randomness known, draw not finished"),
    "drawn": N_("Drawn"),
    "void": N_("Declared void"),
}
"""What became of a commitment."""

VERDICTS = {
    1: (
        N_("Replayable"),
        N_("From what was fixed before the draw and the public randomness, the same draw follows again."),
    ),
    2: (
        N_("Not choosable"),
        N_("Nobody could have picked the outcome: all was fixed before the randomness was known."),
    ),
    3: (
        N_("Nothing missing"),
        N_("No draw was left out, and every visit drawn has its result or stands on the open list."),
    ),
}
"""The three verdicts of an audit, and what each of them says where it is green."""
COLOURS = {"green": N_("Holds"), "amber": N_("Holds with reservations"), "red": N_("Does not hold")}
DECISIONS = {"": N_("Not decided yet"), "upheld": N_("Upheld"), "rejected": N_("Not upheld")}
"""What became of an objection."""

STATUS_CLOSED = N_("Business closed")

FINDING_TEXTS: dict[Finding, str] = {
    "no problem": N_("No problem found"),
    "corrected": N_("Problem found, correction ordered"),
    "penalty": N_("Administrative penalty"),
    "unreachable": N_("Could not be reached (closed at the time of inspection, or the like)"),
    "none found": N_("No problem found"),
    "undisclosed": N_("Information that must be disclosed is not"),
    "false disclosure": N_("Disclosed information hides the truth or is false"),
    "not at address": N_("Could not be reached at the registered address"),
    "ordered": N_("Problem found, correction ordered"),
    "uncooperative": N_("Did not cooperate, gravely"),
    "not engaged": N_("Not engaged in the business inspected"),
    "shut down": N_("Closed down or in liquidation"),
    "pending": N_("Problem found, to be dealt with"),
    "deregistered": N_("Deregistered, licence revoked, or moved away"),
}

_CLEAN = N_("On that day nothing wrong was found in what was checked. It says nothing about what was not checked.")
_ORDERED = N_("A problem was found, and the unit was told to put it right.")
_AWAY = N_("On that day nobody could be found there, or the business was closed, so that nothing could be checked.")
MEANINGS: dict[Finding, str] = {
    "no problem": _CLEAN,
    "corrected": _ORDERED,
    "penalty": N_("A breach was found for which an administrative penalty is imposed or under way."),
    "unreachable": _AWAY,
    "none found": _CLEAN,
    "undisclosed": N_("Information that the unit has to make public was not made public."),
    "false disclosure": N_("Information that the unit made public was untrue or left out what matters."),
    "not at address": N_("The unit could not be reached at the address that it has registered."),
    "ordered": _ORDERED,
    "uncooperative": N_("The unit hindered the inspection, gravely."),
    "not engaged": N_("The unit does not do the kind of business that was to be inspected."),
    "shut down": N_("The unit has closed, or is being wound up."),
    "pending": N_("A problem was found; what follows from it is not decided yet."),
    "deregistered": N_("The unit no longer exists in the register, or has moved away."),
}
"""What each wording means, in plain words."""


@dataclass(frozen=True)
class Words:
    """The two translators of a site."""

    zh: Callable[[str], str]
    en: Callable[[str], str]

    def code(self, value: str) -> tuple[str, str]:
        """Chinese and English of a code of the records; any other text twice, never looked up."""
        text = CODES.get(value)
        return (value, value) if text is None else (self.zh(text), self.en(text))

    def member(self, path: str) -> tuple[str, str]:
        """Chinese and English of what a member of a plan is, such as ``task[water].rate``: its last part with a name."""
        parts = [part for part in re.sub(r"\[[^\]]*\]", "", path).split(".") if part in MEMBERS]
        return (self.zh(MEMBERS[parts[-1]]), self.en(MEMBERS[parts[-1]])) if parts else (path, path)

    def ground(self, value: str) -> tuple[str, str]:
        """Chinese and English of a ground of exclusion, where ``closed`` speaks of a business, not of a draw."""
        return (self.zh(STATUS_CLOSED), self.en(STATUS_CLOSED)) if value == "closed" else self.code(value)

    def finding(self, value: Finding) -> tuple[str, str]:
        """The official Chinese wording of a finding, and its English."""
        return FINDINGS[value].text, self.en(FINDING_TEXTS[value])

    def look(self, value: Finding) -> str:
        """How a finding is drawn: ``penalty``, or its class."""
        return "penalty" if value == "penalty" else FINDINGS[value].kind


def words() -> Words:
    """Chinese and English from the catalogues."""
    return Words(translator("zh_CN"), translator("en"))
