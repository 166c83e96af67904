"""Reading a plan: what is right is taken over exactly, and everything that is wrong is named at once, at its place."""

from datetime import date
from fractions import Fraction

import pytest
from plan_example import EXAMPLE, changed, found, params, plan

from inspectors.eligibility import AreaRule
from inventories.problems import Problem
from scheduler.plan.model import Mandate, RateRule
from scheduler.plan.read import read_plan
from scheduler.randomness import outcomes
from scheduler.randomness.dice import Dice


def codes(text: str) -> list[str]:
    return [code for code, _, _ in found(text)]


def test_the_example_is_read_whole() -> None:
    result = plan()
    clinics, schools = result.tasks
    assert (result.id, result.batches[0].id, result.closed, result.coordination) == ("2026", "", True, "shared")
    assert result.randomness == ((Dice(10, 20),),)
    assert [(p.id, p.weight) for p in result.periods] == [("q1", 1), ("q2", 2)]
    assert result.span.begins == date(2026, 1, 12)
    assert [band.name for band in result.points.bands] == ["A", "B", "C", "D"]
    assert clinics.scope.conditions == (("category", ("诊所",)), ("经营性质", ("民营",)))
    assert clinics.mandates == (Mandate((), 39), Mandate(("夏村镇",), Fraction(3, 100)))
    assert clinics.team[0].qualifications == tuple(sorted(["诊疗", "放射"], key=str.encode))
    assert clinics.team[1].area == AreaRule("pairs", (("夏村镇", ("城关镇",)),))
    assert (clinics.team[0].officers, clinics.team[1].officers) == (2, 3)
    assert (clinics.lead, clinics.periods, clinics.strata) == ("health", ("q1", "q2"), ("district", "category", "band"))
    assert (schools.total, schools.periods, schools.strata) == (20, ("q2",), ("district",))


def test_rules_go_from_the_general_to_the_particular() -> None:
    clinics, schools = plan().tasks
    assert clinics.rates == (
        RateRule((), Fraction(1, 20)),
        RateRule((("band", ("C",)),), Fraction(1, 10)),
        RateRule((("band", ("D",)),), Fraction(1)),
        RateRule((("category", ("诊所",)), ("band", ("B",))), Fraction(3, 40)),
    )
    assert schools.rates == (RateRule((), Fraction(1)), RateRule((("district", ("城关镇",)),), Fraction(3, 2)))


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ('"1/20"', "1/20"),
        ('"5%"', "1/20"),
        ('"2‰"', "1/500"),
        ('"0.05"', "1/20"),
        ("0.05", "1/20"),
        ("1", "1"),
        ("5e-2", "1/20"),
    ],
)
def test_a_rate_is_exact_however_it_is_written(written: str, rate: str) -> None:
    assert plan(changed(('rate = "5%"', f"rate = {written}"))).tasks[0].rates[0].number == Fraction(rate)


@pytest.mark.parametrize(
    "written", ["0", "2", "-0.1", '"101%"', "nan", "inf", "true", '"often"', '""', "1e-300", "0.1234567890123456789012"]
)
def test_what_is_no_rate_is_refused_where_it_stands(written: str) -> None:
    (problem,) = found(changed(('rate = "5%"', f"rate = {written}")))
    assert problem[1:] == ("task[1].rate", 47)


def test_defaults() -> None:
    text = changed(
        ("rotation = 1\n", ""),
        ("even_load_slack = 1\n", ""),
        ("weight = 2\n", ""),
        ('rates = { C = "1/10", D = 1 }\n', ""),
    )
    result = plan(text)
    assert (result.inspectors.rotation, result.inspectors.even_load_slack) == (1, None)
    assert result.periods[1].weight == 1
    assert plan(
        changed(
            ("multiplier = 1\n", ""), ('  [[task.multiplier_for]]\n  district = "城关镇"\n  multiplier = "3/2"\n', "")
        )
    ).tasks[1].rates == (RateRule((), Fraction(1)),)


def test_an_empty_file_names_everything_that_is_missing() -> None:
    names = {column for _, column, _ in found("")}
    assert names == {
        "format",
        "id",
        "title",
        "office",
        "as_of",
        "results_due",
        "randomness",
        "period",
        "points",
        "inspectors",
        "task",
    }


def test_all_problems_come_at_once_with_their_rows() -> None:
    text = changed(
        ('rates = { C = "1/10", D = 1 }', "rates = { C = 2, E = 1 }"),
        ('id = "schools"', 'id = "clinics"'),
        ('periods = ["q2"]', 'periods = ["q3"]'),
        ("weight = 2", "weight = 0"),
        ("rotation = 1", "rotate = 1"),
    )
    assert sorted(found(text)) == [
        ("band-unknown", "task[1].rates.E", 48),
        ("period-unknown", "task[2].periods", 69),
        ("plan-member-unknown", "inspectors.rotate", 38),
        ("plan-range", "period[2].weight", 22),
        ("plan-rate", "task[1].rates.C", 48),
        ("plan-twice", "task[2].id", 61),
    ]


@pytest.mark.parametrize(
    ("old", "new", "nearest"),
    [
        ("results_due", "result_due", "results_due"),
        ("even_load_slack", "even_load_slak", "even_load_slack"),
        ("at_most", "atmost", "at_most"),
        ("credit_floor", "credit_flor", "credit_floor"),
    ],
)
def test_an_unknown_member_names_the_nearest_known_one(old: str, new: str, nearest: str) -> None:
    assert nearest in [given.get("nearest") for given in params(changed((old + " =", new + " =")))]


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ('format = "double-random/plan@1"', 'format = "double-random/plan@2"', "plan-format", "format"),
        ('id = "2026"', 'id = "二〇二六"', "identifier", "id"),
        ('title = "夏村县2026年度卫生健康双随机抽查计划"', 'title = " "', "plan-blank", "title"),
        ("as_of = 2026-01-05", "as_of = 2026-13-05", "plan-syntax", ""),
        ("as_of = 2026-01-05", 'as_of = "2026年13月5日"', "date-impossible", "as_of"),
        ("as_of = 2026-01-05", "as_of = 2026-01-05T00:00:00", "plan-kind", "as_of"),
        ("to = 2026-03-31", "to = 2026-01-11", "period-ends", "period[1].to"),
        ("from = 2026-04-01", "from = 2026-03-31", "period-overlap", "period[2].from"),
        ('id = "q2"\nfrom', 'id = "q1"\nfrom', "plan-twice", "period[2].id"),
        ("results_due = 2026-12-31", "results_due = 2026-06-29", "results-due-early", "results_due"),
        ("throws = 20", "throws = 7", "randomness-refused", "randomness[1]"),
        ("faces = 10", "faces = 8", "plan-choice", "randomness[1].faces"),
        ("bands = { A = 0, B = 10,", "bands = { A = 1, B = 10,", "bands-rise", "points.bands"),
        ("bands = { A = 0, B = 10,", "bands = { A = 0, B = 30,", "bands-rise", "points.bands"),
        ('C = "C", D = "D"', 'C = "C", D = "F"', "band-unknown", "points.credit_floor.D"),
        ("months = 24", "months = 0", "plan-range", "points.complaint.months"),
        ("limit = 40", 'limit = "40"', "plan-kind", "inspectors.limit"),
        ('items = ["诊所执业活动"]', "items = []", "plan-blank", "task[1].items"),
        ('kind = "general"', 'kind = "special"', "plan-choice", "task[1].kind"),
        ('scope = { category = "学校" }', 'scope = { band = "Z" }', "band-unknown", "task[2].scope.band"),
        ('strata = ["district"]', 'strata = ["category"]', "stratum-unknown", "task[2].multiplier_for[1].district"),
        ("total = 20", 'total = 20\nrate = "5%"', "rate-and-total", "task[2]"),
        ("total = 20\n", "", "multiplier-alone", "task[2]"),
        ("least = 39", "least = 0", "plan-range", "task[1].mandates[1].least"),
        ('node = ["夏村镇"]', 'node = ["a", "b", "A", "c"]', "node-depth", "task[1].mandates[2].node"),
        ('node = ["夏村镇"]', 'node = ["a", "b", "Z"]', "band-unknown", "task[1].mandates[2].node"),
        ('node = ["夏村镇"]', "node = [1]", "plan-kind", "task[1].mandates[2].node[1]"),
        ("lead = true", "lead = 1", "plan-kind", "task[1].team[1].lead"),
        ('area = "own"', 'area = "near"', "plan-choice", "task[1].team[1].area"),
        ('"medical insurance"', '"health"', "plan-twice", "task[1].team"),
        ('kind = "general"', 'lead = "police"', "lead-outside", "task[1].lead"),
        ('multiplier = "3/2"', 'multiplier = "1/0"', "plan-number", "task[2].multiplier_for[1].multiplier"),
        ("rates = {", "rates = 5 #", "plan-kind", "task[1].rates"),
    ],
)
def test_each_way_to_be_wrong(old: str, new: str, code: str, column: str) -> None:
    result, problems = read_plan(changed((old, new)).encode(), "plan.toml")
    assert result is None
    assert (code, column) in [(p.message.code, p.place.column) for p in problems if not p.warning]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("as_of = 2026-01-05", "as_of = 2026-01-13", "as-of-late"),
        ("throws = 20", "throws = 12", "randomness-amber"),
        ("officers = 3", "officers = 1", "one-officer"),
        ('kind = "key"', 'kind = "key"\nat_most = "60%"', "key-limit"),
        ('category = ["诊所"], ', 'category = ["诊所/门诊"], ', "label-slash"),
    ],
)
def test_warnings_do_not_stop_a_plan(old: str, new: str, code: str) -> None:
    result, problems = read_plan(changed((old, new)).encode(), "plan.toml")
    assert result is not None
    assert [(p.message.code, p.warning) for p in problems] == [(code, True)]


def test_sources_and_their_outcomes() -> None:
    (place,) = plan(
        changed(('kind = "dice"\nfaces = 10\nthrows = 20', 'kind = "dice"\nfaces = 6\nthrows = 25'))
    ).randomness
    assert outcomes([place]) == 6**25


def test_sources_are_weighed_together() -> None:
    one = '[[randomness]]\nkind = "dice"\nfaces = 10\nthrows = 10\n'
    assert codes(changed(('[[randomness]]\nkind = "dice"\nfaces = 10\nthrows = 20\n', one))) == ["randomness-amber"]
    assert codes(changed(('[[randomness]]\nkind = "dice"\nfaces = 10\nthrows = 20\n', one * 2))) == []


def test_a_source_of_no_known_kind_is_refused() -> None:
    assert codes(changed(('kind = "dice"', 'kind = "coin"'))) == ["plan-choice"]


def problem_of(data: bytes) -> Problem:
    result, (problem,) = read_plan(data, "plan.toml")
    assert result is None
    return problem


def test_what_cannot_be_read_at_all_is_one_problem() -> None:
    assert problem_of("标题".encode("gb18030")).message.code == "plan-encoding"
    broken = problem_of(changed(('"经营性质"', "经营性质")).encode())
    assert (broken.message.code, broken.place.row) == ("plan-syntax", 46)
    assert problem_of(b"a = " + b"[" * 100_000).message.code == "plan-syntax"
    assert problem_of(b"a = " + b"9" * 100_000).message.code == "plan-syntax"
    assert problem_of(b"a = 1\na = 2").message.code == "plan-syntax"


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter() -> None:
    result, problems = read_plan(b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode(), "plan.toml")
    assert (result, problems) == (plan(), ())


@pytest.mark.parametrize(
    ("limit", "warned"), [("per_agency = 1", True), ("all_levels = 1", True), ("all_levels = 2", False)]
)
def test_more_visits_than_a_limit_allows_are_a_warning(limit: str, warned: bool) -> None:
    text = changed(('periods = ["q2"]', 'visits = [["q1"], ["q2"]]')) + f"\n[caps]\n{limit}\n"
    result, problems = read_plan(text.encode(), "plan.toml")
    assert result is not None
    assert ("visits-above-cap" in {p.message.code for p in problems}) is warned
