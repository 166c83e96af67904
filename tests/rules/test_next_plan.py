"""Next year's plan made of last year's."""

from datetime import date
from importlib.resources import files

import pytest

from inventories.problems import Exit, Refused
from scheduler.plan.read import read_plan
from scheduler.year.next_plan import next_plan

TEXT = (files("scheduler.sample") / "plan.toml").read_bytes()


def changed(*pairs: tuple[str, str]) -> bytes:
    text = TEXT.decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_days_year_and_name_move_and_nothing_else() -> None:
    old, _ = read_plan(TEXT, "plan.toml")
    text, new = next_plan(TEXT, "plan.toml", 2027)
    assert old is not None
    assert (new.id, new.title, new.as_of) == ("2027", old.title.replace("2026", "2027"), date(2027, 1, 5))
    assert [p.span.begins for p in new.periods] == [p.span.begins.replace(year=2027) for p in old.periods]
    assert (new.tasks, new.points, new.inspectors, new.randomness) == (
        old.tasks,
        old.points,
        old.inspectors,
        old.randomness,
    )
    assert read_plan(text, "plan.toml") == (new, ())
    lines = zip(TEXT.decode().splitlines(), text.decode().splitlines(), strict=True)
    assert all("2026" in a and a.replace("2026", "2027") == b for a, b in lines if a != b)


def test_years_may_lie_between() -> None:
    assert next_plan(TEXT, "plan.toml", 2029)[1].as_of == date(2029, 1, 5)


def test_a_leap_day_becomes_the_last_of_february() -> None:
    text = changed(("2026", "2028"), ("as_of = 2028-01-05", "as_of = 2028-02-29"))
    assert next_plan(text, "p", 2029)[1].as_of == date(2029, 2, 28)


def test_a_name_without_its_year_gets_the_new_one() -> None:
    assert next_plan(changed(('id = "2026"', 'id = "main"')), "p", 2027)[1].id == "main-2027"
    assert next_plan(changed(('id = "2026"', "id = 2026")), "p", 2027)[1].id == "2027"


def test_days_of_rules_and_numbers_of_documents_stay() -> None:
    text = changed(('office = "', '# 2015-07-29 国办发〔2026〕1号\noffice = "'))
    assert "# 2015-07-29 国办发〔2026〕1号" in next_plan(text, "p", 2027)[0].decode()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (TEXT, 2026),
        (TEXT, 2025),
        (b"no plan", 2027),
        (b"\xff", 2027),
        (TEXT, 9999 + 1),
    ],
)
def test_what_is_no_plan_of_an_earlier_year_is_refused(text: bytes, year: int) -> None:
    with pytest.raises(Refused) as error:
        next_plan(text, "p", year)
    assert error.value.exit_code == Exit.PLAN
