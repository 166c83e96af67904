"""The rules of a schedule, one module each, and its goals. A new one is its module and a word here."""

from scheduler.schedule.rules import (
    closed,
    daily_hours,
    deadline,
    leave,
    neighbours,
    one_place,
    period,
    together,
    working_day,
)

RULES = tuple(module.RULE for module in (together, working_day, period, daily_hours, one_place, leave, closed))
GOALS = tuple(module.GOAL for module in (deadline, neighbours))
