"""The rules of plans that are solved: each is one module, and this list."""

from scheduler.solve.rule import PlanRule
from scheduler.solve.rules import bounds, capacity, given, hours, limit, mandates, order, proportion

RULES: tuple[PlanRule, ...] = (
    mandates.RULE,
    bounds.LEAST,
    bounds.MOST,
    limit.RULE,
    order.RULE,
    proportion.RULE,
    given.RULE,
    capacity.RULE,
    hours.RULE,
)
"""In the order in which their statements are told."""
