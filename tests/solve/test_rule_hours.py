"""Hours of inspectors: working days less leave, times the hours of a day, hold the visits of the worst rounding."""

from solving import case, day, moved, pushed, tables, text

from inspectors.model import Leave
from scheduler.solve.rules import hours

HOURS = b"\n[hours]\nper_day = 0.5\nitem = 8\ntravel = 1\n[hours.items]\nitem = 23\n"


def test_visits_fit_into_the_hours() -> None:
    plan = text("solve = true", limit=99, solver='step = "1%"\nspare = 0') + HOURS
    two = tables({("d1", "A"): 10}, people=2)
    given = case(plan, two)
    whole = next(cut for cut in given.hours if not cut.periods)
    assert whole.terms[0].number == 2 * 24 * 60
    days = whole.capacity // (2 * 30)
    high = pushed(given, hours.RULE)
    assert list(hours.RULE.broken(given, moved(high, given, ("t1", ("d1", "A")), 10)))
    away = Leave("l", "i0", day("2026-01-12"), day("2026-01-16"))
    less = next(cut for cut in case(plan, tables({("d1", "A"): 10}, 2, [away])).hours if not cut.periods)
    assert whole.capacity - less.capacity == 5 * 30
    assert 100 < days < 121  # working days from 12 January to the end of June, holidays off
