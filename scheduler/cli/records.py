"""Records as people see them: names of fields, words for codes, values on one line."""

from gettext import gettext as _
from typing import Any

from inventories.problems import N_
from scheduler.corrections.messages import GROUNDS
from scheduler.publish.words import FINDING_TEXTS

STATES = {
    "committed": N_("committed, waits for its draw"),
    "randomness known": N_("randomness logged, draw not finished"),
    "drawn": N_("drawn"),
    "void": N_("void"),
    "year closed": N_("drawn, year closed"),
}
RESULT_STATES = {
    "owed": N_("owed"),
    "waiting": N_("waits for an open slot"),
    "entered": N_("entered, waits to be checked"),
    "checked": N_("checked, waits to be released"),
    "returned": N_("returned, owed again"),
    "released": N_("released"),
    "ended": N_("released, publication ended"),
}
"""Where a result stands. ``waiting`` is one of a visit with an open slot."""
TABLES = (
    *(
        N_("targets"),
        N_("items"),
        N_("signals"),
        N_("history"),
        N_("exclusions"),
        N_("assigned"),
        N_("inspectors"),
        N_("leave"),
    ),
    N_("conflicts"),
)
WORDS = (
    *(N_("gone"), N_("merged_into"), N_("file"), N_("row"), N_("column"), N_("results")),
    *(N_("complaint"), N_("hazard"), N_("credit"), N_("violation"), N_("recency")),
    *(N_("id"), N_("category"), N_("status"), N_("kind"), N_("frequency"), N_("factor"), N_("date"), N_("count")),
    *(
        N_("substantiated"),
        N_("ended"),
        N_("result"),
        N_("ground"),
        N_("document"),
        N_("origin"),
        N_("begins"),
        N_("ends"),
    ),
    *(N_("qualifications"), N_("areas"), N_("certificate_until"), N_("active"), N_("subject"), N_("value")),
    *(N_("entity"), N_("owner"), N_("credit_class"), N_("licences"), N_("attributes"), N_("certificate"), N_("limit")),
    *(N_("period_limits"), N_("inspector"), N_("department"), N_("general"), N_("key")),
    *(N_("repairs"), N_("classes"), N_("joined")),
    *(N_("visit"), N_("item"), N_("state"), N_("finding"), N_("problems")),
)
"""Names of fields and factors, which are looked up where they are shown."""
VALUES: dict[tuple[str, str], str] = {
    ("status", "active"): N_("In business"),
    ("status", "suspended"): N_("Business suspended"),
    ("status", "closed"): N_("Business closed"),
    ("status", "gone"): N_("No longer in the inventory"),
    ("status", "merged"): N_("Duplicate of another target"),
    ("status", "drawn before"): N_("Drawn in an earlier batch"),
    ("status", "cap"): N_("At the upper limit of visits in the year"),
    ("status", "chance had"): N_("Has had its chance of the year"),
    **{("kind", table): table for table in TABLES},
    ("kind", "workday"): N_("working day"),
    ("kind", "day off"): N_("day off"),
    ("kind", "general"): N_("General item"),
    ("kind", "key"): N_("Key item"),
    ("level", "national"): N_("national"),
    ("level", "province"): N_("province"),
    ("level", "city"): N_("city"),
    ("level", "county"): N_("county"),
    ("level", "township"): N_("township"),
    ("kind", "kin"): N_("kin"),
    ("kind", "interest"): N_("interest"),
    ("kind", "former employer"): N_("former employer"),
    ("kind", "other"): N_("other"),
    ("factor", "complaint"): N_("complaint"),
    ("factor", "hazard"): N_("hazard"),
    ("factor", "credit"): N_("credit"),
    ("factor", "violation"): N_("violation"),
    ("subject", "target"): N_("target"),
    ("subject", "entity"): N_("entity"),
    ("subject", "owner"): N_("owner"),
    ("joined", ""): N_("identifier"),
    ("joined", "credit code"): N_("credit code"),
    ("joined", "licence number"): N_("licence number"),
    ("joined", "decision"): N_("decision on record"),
    **{("state", state): text for state, text in RESULT_STATES.items()},
    **{("finding", finding): text for finding, text in FINDING_TEXTS.items()},
    ("act", "recusal"): N_("Recusals"),
    ("act", "absence"): N_("Absences since the draw"),
    ("act", "reinforcement"): N_("Reinforcements"),
    ("act", "replacement"): N_("Replacements of a visit"),
    ("act", "appointment"): N_("Appointments by order"),
    ("act", "application"): N_("Applications for recusal"),
    ("act", "rejection"): N_("Rejections of such applications"),
    ("act", "cancellation"): N_("Tasks cancelled by superiors"),
    ("act", "extension"): N_("Visits put off"),
    ("act", "void"): N_("Draws set aside"),
    **{("ground", ground): ground for ground in GROUNDS},
    ("done", "cancelled"): N_("cancelled"),
}
"""The words for values that are codes in the records, by field."""


def worded(field: str, value: str) -> str:
    """A value of a field for people; a text that is no code stands as it is."""
    word = VALUES.get((field, value))
    return _(word) if word else value


def fields(record: dict[str, Any]) -> list[tuple[str, str]]:
    """The members of a record that are not blank, for people."""
    return [(_(name), shown(name, value)) for name, value in record.items() if value not in ("", [], None)]


def shown(field: str, value: Any) -> str:
    """The value of a field in JSON form, for people."""
    return worded(field, value) if isinstance(value, str) else _plainly(value)


def _plainly(value: Any) -> str:
    """A member of a record for people: lists joined, licences and attributes without brackets."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return ", ".join(_plainly(part) for part in value)
    return yes(value) if isinstance(value, bool) else str(value)


def yes(value: bool) -> str:
    return _("yes") if value else _("no")
