"""The rules that stand against those of eligibility when inspectors are too few."""

from inventories.problems import N_
from inventories.rules import Rule

ASK = Rule("rate", N_("What the plan asks for"), N_("the plan: rates, totals, mandates (draw specification §3, §4)"))
MANDATE = Rule("mandate", N_("Mandate"), N_("the plan; mandates of superiors (draw specification §3)"))
ROSTER = Rule("roster", N_("Inspectors of the department"), N_("the roster; nobody has two slots of a visit (§7)"))
LIMIT = Rule("limit", N_("Limit of visits"), N_("setting of the office: plan and roster (draw specification §7)"))
PERIOD_LIMIT = Rule(
    "period-limit", N_("Limit of visits in a period"), N_("setting of the office: the roster (draw specification §7)")
)

RULES = (ASK, MANDATE, ROSTER, LIMIT, PERIOD_LIMIT)
