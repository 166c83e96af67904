"""The roles, and the least role for every kind of event: the one table, for the office and for the audit. Pure."""

ROLES = ("auditor", "clerk", "officer", "head")
"""审计人员、经办人员、业务负责人、单位负责人. Each may what those before it may; an auditor signs nothing."""
LEAST = {
    **dict.fromkeys(("import", "undo", "duplicate", "comparison", "check", "results", "schedule"), "clerk"),
    **dict.fromkeys(("handover", "handin", "application", "objection"), "clerk"),
    **dict.fromkeys(("plan", "commitment", "randomness", "draw", "review", "extension"), "officer"),
    **dict.fromkeys(("absence", "reinforcement", "publication", "checkpoint", "countersignature"), "officer"),
    **dict.fromkeys(("correction", "ending"), "officer"),
    **dict.fromkeys(("recusal", "rejection", "replacement", "appointment", "cancellation", "void", "year"), "head"),
    **dict.fromkeys(("answer", "key", "trust", "distrust", "person", "second"), "head"),
}
"""By kind of event. Recusal is decided by the head of the agency (行政处罚法 art. 43)."""
TWICE = ("commitment", "randomness", "draw", "void", "person", "second")
"""The kinds that a second person signs too, where the office turns it on. Persons are among them, or a head could make a
second one up."""


def may(role: str, kind: str) -> bool:
    """Whether ``role`` permits acts of ``kind``; no role permits a kind that is not in the table, nor does ``""``."""
    return role in ROLES and kind in LEAST and ROLES.index(role) >= ROLES.index(LEAST[kind])
