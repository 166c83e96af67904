"""Places of inspectors: as many slots as they can take in the worst rounding, and not one more."""

from solving import case, moved, pushed, tables, text

from scheduler.plan.staffing import worst_case
from scheduler.solve.rules import capacity


def test_rates_go_as_high_as_the_places_bear() -> None:
    given = case(text("solve = true", limit=4, solver='step = "1%"\nspare = 0'), tables({("d1", "A"): 10}, people=2))
    high = pushed(given, capacity.RULE)
    assert high.rates == {("t1", ("d1", "A")): 40 * given.step}
    assert worst_case(given.with_rates(high)).status == "proven"
    over = moved(high, given, ("t1", ("d1", "A")), 1)
    assert worst_case(given.with_rates(over)).status == "short"
    assert list(capacity.RULE.broken(given, over))


def test_spare_places_are_kept_free() -> None:
    given = case(
        text("solve = true", limit=5, solver='step = "1%"\nspare = "40%"'), tables({("d1", "A"): 10}, people=2)
    )
    assert pushed(given, capacity.RULE).rates == {("t1", ("d1", "A")): 30 * given.step}


def test_rounding_of_the_whole_task_counts_not_that_of_every_district() -> None:
    given = case(
        text("solve = true", limit=3, solver='step = "10%"\nspare = 0'),
        tables({(f"d{k}", "A"): 1 for k in range(10)}, people=2),
    )
    high = pushed(given, capacity.RULE)
    assert sum(high.rates.values()) == 3
