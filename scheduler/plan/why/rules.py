"""The rules that can stand against each other when inspectors are too few."""

from inventories.problems import N_
from inventories.rules import Rule

ASK = Rule("rate", N_("what the plan asks for"), N_("the plan: rates, totals, mandates; specification §3–§4"))
ROSTER = Rule(
    "roster", N_("the department's inspectors"), N_("the roster; two slots of a visit are two inspectors (§7)")
)
LIMIT = Rule("limit", N_("limit of visits"), N_("the plan and the roster; specification §7"))
PERIOD_LIMIT = Rule("period-limit", N_("limit of visits in a period"), N_("the roster; specification §7"))
QUALIFICATION = Rule("qualification", N_("qualification"), N_("the plan's team; specification §7"))
LEAD = Rule("lead", N_("lead-qualified"), N_("the plan's team; specification §7"))
AREA = Rule("area", N_("area rule"), N_("the plan's team; specification §7"))
CONFLICT = Rule("conflict", N_("recusal for a conflict of interest"), N_("Administrative Penalty Law, article 43"))
ASSIGNED = Rule("assigned", N_("named by a list from above"), N_("the list from above"))
ABSENCE = Rule("absence", N_("absence"), N_("leave and certificates; specification §7"))

RULES = (ASK, ROSTER, LIMIT, PERIOD_LIMIT, QUALIFICATION, LEAD, AREA, CONFLICT, ASSIGNED, ABSENCE)
