"""A plan in batches, from commitment to audit: what earlier draws leave is derived from the log, and cannot be forged."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import small_office
from forger import with_events
from shop import NOW, tell, words_of
from small_office import DICE, OTHER_DICE, open_office

from inventories.problems import Exit
from scheduler import acts, individual, journal
from scheduler.after import acts as afterwards
from scheduler.after import messages as after_messages
from scheduler.audit.checks import Colour, audit, verdicts
from scheduler.bundle import Bundle, collect
from scheduler.plan import batches
from scheduler.plan.caps import ALL, Caps, Made
from scheduler.plan.frames import CAP, DRAWN
from scheduler.plan.model import CapRules
from scheduler.results.acts import enter_results
from scheduler.results.model import Result

LIMITS = CapRules(2, None, True, ())
BATCHES = b"""
batch = [
    { id = "early", periods = ["p1"], as_of = 2001-01-05, results_due = 2001-04-30 },
    { id = "late", periods = ["p2"], as_of = 2001-01-05, results_due = 2001-12-31 },
]
"""
NATIONAL = b"""
[[task]]
id = "national"
name = "National"
items = ["K1"]
kind = "key"
from_above = true
periods = ["p1"]
team = [{ department = "health", officers = 2 }]
"""


def text(more: bytes = b"") -> bytes:
    """The small office's plan in two batches, with a task from above."""
    lines = small_office.plan().split(b"\n")
    own = b"\n".join(line for line in lines if not line.startswith((b"as_of", b"results_due")))
    return own.replace(b"\n[points]", BATCHES + more + b"\n[points]") + NATIONAL


def put(folder: Path, plan: bytes) -> Path:
    path = folder.parent / "plan.toml"
    path.write_bytes(plan)
    return path


def done(folder: Path, *words: object) -> Any:
    said = tell(folder, *words, "--json")
    assert said.code == Exit.DONE, said.all
    return json.loads(said.out)


@pytest.fixture
def both(filled: Path) -> Path:
    """An office that has drawn both batches of its plan."""
    plan = put(filled, text())
    for dice in (DICE, OTHER_DICE):
        done(filled, "commit", plan)
        done(filled, "draw", "--randomness", dice)
    return filled


def red(bundle: Bundle) -> set[str]:
    return {c.number for c in audit(bundle) if c.finding.colour == Colour.RED}


def test_one_text_of_the_plan_serves_all_batches(both: Path) -> None:
    first, second = (acts.find(open_office(both), ref) for ref in ("2001-1", "2001-2"))
    assert first.record["plan"]["digest"] == second.record["plan"]["digest"]
    assert (first.record["plan"]["planned"], second.record["plan"]["planned"]) == ("early", "late")
    assert {v["period"] for v in first.outcome["visits"]} == {"p1"}
    assert {v["period"] for v in second.outcome["visits"]} == {"p2"}
    pairs = [{(t["task"], t["target"]) for t in draw.outcome["targets"]} for draw in (first, second)]
    assert pairs[0] & pairs[1] == set()
    facts = acts.frozen_facts(open_office(both), second)
    assert {(x.task, x.target) for x in facts.frame.left_out if x.ground == DRAWN} == {
        p for p in pairs[0] if p[0] == "clinics"
    }
    assert verdicts(audit(collect(open_office(both))))[1] == Colour.GREEN


def test_the_target_from_above_is_in_the_first_batch_alone(both: Path) -> None:
    first, second = (acts.find(open_office(both), ref) for ref in ("2001-1", "2001-2"))
    assert [t["target"] for t in first.outcome["targets"] if t["task"] == "national"] == ["T03"]
    assert "national" not in [t["task"] for t in second.record["tasks"]]


def test_when_all_batches_are_drawn_that_is_said(both: Path) -> None:
    said = tell(both, "commit", put(both, text()))
    assert said.code == Exit.CONFLICT
    assert "All batches of plan 2001 are drawn" in said.all


def test_status_tells_the_batches_to_come(filled: Path) -> None:
    done(filled, "commit", put(filled, text()))
    assert done(filled, "status")["to_come"] == {
        "2001": [{"id": "early", "as_of": "2001-01-05"}, {"id": "late", "as_of": "2001-01-05"}]
    }
    done(filled, "draw", "--randomness", DICE)
    assert done(filled, "status")["to_come"] == {"2001": [{"id": "late", "as_of": "2001-01-05"}]}
    assert "late (2001-01-05)" in tell(filled, "status").out


def test_plan_check_shows_the_conditional_rates_exactly(filled: Path) -> None:
    plan = put(filled, text())
    done(filled, "commit", plan)
    done(filled, "draw", "--randomness", DICE)
    said = tell(filled, "plan", "check", plan, "--json")
    found = json.loads(said.out)
    assert found["batch"] == "late"
    rates = {(c["year"], c["had"]): c["rate"] for c in found["cells"] if c["task"] == "clinics"}
    assert rates[("1/3", "1/9")] == "1/4"
    assert rates[("1/2", "1/6")] == "2/5"
    assert "1/4" in tell(filled, "plan", "check", plan).out


def test_a_void_draw_gives_its_batch_back_and_its_chances(both: Path) -> None:
    done(both, "void", "2001-1", "--ground", "g")
    assert json.loads(tell(both, "plan", "check", put(both, text()), "--json").out)["batch"] == "early"
    done(both, "commit", put(both, text()))
    done(both, "draw", "--randomness", "dice:10:00000000000000000009")
    again = acts.find(open_office(both), "2001-3")
    assert again.record["plan"]["planned"] == "early"
    assert red(collect(open_office(both))) == set()


def test_visits_of_two_draws_at_one_target_are_two_visits(filled: Path) -> None:
    """Both are called <target>/1, and neither has a day yet."""
    plan = put(filled, text().replace(b'A = "1/3", B = "1/2"', b"A = 1, B = 1").replace(b"total = 6", b"total = 25"))
    for dice in (DICE, OTHER_DICE):
        done(filled, "commit", plan)
        done(filled, "draw", "--randomness", dice)
    office = open_office(filled)
    standing = [journal.standing(acts.find(office, ref)) for ref in ("2001-1", "2001-2")]
    again = sorted(standing[0].keys() & standing[1].keys())
    assert again
    draw = acts.find(office, "2001-2")
    chain = acts.chain_of(office)
    seen = chain.year(replace(chain.plan(draw), caps=LIMITS)).visits
    assert len({visit.name for visit in seen}) == len(seen) == sum(map(len, standing))
    facts = acts.frozen_facts(office, draw)
    caps = Caps(LIMITS, facts.targets, {}, Made((), seen, 2001))
    assert caps.used[f"target {again[0].removesuffix('/1')}"]["health"] == 2


def test_a_cancelled_visit_does_not_count(both: Path) -> None:
    told = {"task": "clinics", "document": "d", "agency": "a", "ground": "g"}
    office = open_office(both, datetime(2001, 6, 1, tzinfo=UTC))
    cancelled = afterwards.cancel(office, acts.find(office, "2001-1"), told).body["visits"]
    assert cancelled
    chain = acts.chain_of(office)
    seen = chain.year(chain.plan(acts.find(office, "2001-2"))).visits
    assert {visit.name for visit in seen} & {f"2001-1 {name}" for name in cancelled} == set()


def test_departments_that_have_given_results_count_by_their_days(both: Path) -> None:
    """One department on one day, the other on another: one visit of each, and two of all."""
    office = open_office(both, datetime(2001, 6, 1, tzinfo=UTC))
    draw = acts.find(office, "2001-1")
    visit = next(v for v in journal.standing(draw).values() if v.tasks == ("clinics",))
    facts = acts.frozen_facts(office, draw)
    for day, name, of_all in ((1, "health", 1), (2, "market", 2)):
        rows = [Result(visit.name, name, item, "no problem", date(2001, 2, day)) for item in ("K1", "K2")]
        enter_results(office, acts.find(office, "2001-1"), rows, {"file": "r.csv", "sha256": "0" * 64})
        chain = acts.chain_of(office)
        made = Made(office.records("history"), chain.year(replace(facts.plan, caps=LIMITS)).visits, 2001)
        number = Caps(LIMITS, facts.targets, {}, made).used[f"target {visit.target}"]
        second = visit.target in {v.target for v in journal.standing(acts.find(office, "2001-2")).values()}
        assert (number["health"], number["market"], number[ALL]) == (1 + second, 1, of_all + second)


def test_hiding_that_a_draw_counted_is_red(both: Path) -> None:
    """A void dated before the second commitment would change what the first has left to it."""
    bundle = collect(open_office(both))
    first = next(e for e in bundle.events if e.kind == "commitment")
    second = [e for e in bundle.events if e.kind == "commitment"][1]
    void = replace(second, kind="void", body={"commitment": first.body["hash"], "ground": "g"})
    k = bundle.events.index(second)
    forged = with_events(bundle, (*bundle.events[:k], void, *bundle.events[k:]))
    assert {"1.04", "1.07"} <= red(forged)


def test_another_planned_batch_than_the_next_is_red(both: Path) -> None:
    bundle = collect(open_office(both))
    k = next(k for k, e in enumerate(bundle.events) if e.kind == "commitment")
    body = json.loads(json.dumps(bundle.events[k].body))
    body["record"]["plan"]["planned"] = "late"
    forged = with_events(bundle, (*bundle.events[:k], replace(bundle.events[k], body=body), *bundle.events[k + 1 :]))
    assert {"1.03", "1.04"} <= red(forged)


# limits, and individual checks


def caps(both: str = "per_agency = 1") -> bytes:
    return text(f"\n[caps]\n{both}\n".encode())


def check(folder: Path, *words: object, target: str = "T02") -> Any:
    given = ("--date", "2001-01-10", "--department", "health", "--ground", "complaint 12")
    return tell(folder, "record-check", target, *given, *words)


def test_an_individual_check_is_an_event_and_counts(filled: Path) -> None:
    said = check(filled, "--inspector", "H1", "--result", "ok")
    assert said.code == Exit.DONE, said.all
    done(filled, "commit", put(filled, caps()))
    done(filled, "draw", "--randomness", DICE)
    office = open_office(filled)
    facts = acts.frozen_facts(office, acts.find(office, None))
    assert ("clinics", "T02") in {(x.task, x.target) for x in facts.frame.left_out if x.ground == CAP}
    assert {"task": "clinics", "ground": "cap"}.items() <= next(
        e for e in acts.find(office, None).record["excluded"] if (e["task"], e["ground"]) == ("clinics", "cap")
    ).items()
    assert red(collect(office)) == set()


def test_visits_of_a_batch_count_in_the_year_of_its_own_first_day(filled: Path) -> None:
    """A plan over two calendar years: what its first batch draws is no visit of the second's year, and the reverse."""
    across = caps().replace(b"2001-04-01, to = 2001-06-30", b"2002-01-02, to = 2002-03-31")
    across = across.replace(b"results_due = 2001-12-31", b"results_due = 2002-12-31")
    for dice in (DICE, OTHER_DICE):
        done(filled, "commit", put(filled, across))
        done(filled, "draw", "--randomness", dice)
    chain = acts.chain_of(open_office(filled))
    first, second = chain.counting(None)
    whole = chain.whole_plan(first)
    for planned, counted in (("early", first), ("late", second)):
        visits = chain.year(batches.at(whole, planned, ())).visits
        assert {visit.name.split()[0] for visit in visits} == {counted.ref}
    assert red(collect(open_office(filled))) == set()


def test_an_individual_check_on_a_ground_that_does_not_count(filled: Path) -> None:
    check(filled, target="T04")
    for counts, plan in ((True, caps()), (False, caps('per_agency = 1\nnot_counted = ["complaint 12"]'))):
        office = open_office(filled)
        facts, _, _ = acts.check_plan(plan, "p", office.tables(), acts.chain_of(office))
        assert facts is not None
        out = {x.target for x in facts.frame.left_out if x.ground == CAP and x.task == "clinics"}
        assert ("T04" in out) is counts


def used(folder: Path, plan: Path) -> list[dict[str, Any]]:
    """What ``plan check`` tells of limits, whether or not every team can be filled."""
    found: list[dict[str, Any]] = json.loads(tell(folder, "plan", "check", plan, "--json").out)["caps"]
    return found


def test_a_plan_tells_how_much_of_its_limits_is_used(filled: Path) -> None:
    """Of the thirty targets, each with another one of the same entity, T29 is closed."""
    check(filled)
    check(filled, "--date", "2001-01-11", target="T04")
    check(filled, "--date", "2001-01-12", "--department", "market", target="T04")
    path = put(filled, caps("per_agency = 2\nall_levels = 2"))
    found = {one["department"]: one for one in used(filled, path)}
    assert found == {
        "": {"department": "", "limit": 2, "visits": 3, "at": 2, "below": 2},
        "health": {"department": "health", "limit": 2, "visits": 2, "at": 0, "below": 4},
        "market": {"department": "market", "limit": 2, "visits": 1, "at": 0, "below": 2},
    }
    said = " ".join(tell(filled, "plan", "check", path).out.split())
    assert "Visits of the year that count towards the limits" in said
    assert "all departments and levels 2 3 2 2" in said
    put(filled, caps('per_agency = 1\nunit = "target"'))
    found = {one["department"]: one for one in used(filled, path)}
    assert (found["health"]["at"], found["health"]["below"]) == (2, len(reached(filled)) - 2)
    assert used(filled, put(filled, text())) == []
    assert "Visits of the year" not in tell(filled, "plan", "check", path).out


def reached(folder: Path) -> frozenset[str]:
    office = open_office(folder)
    facts, _, _ = acts.check_plan(text(), "p", office.tables(), acts.chain_of(office))
    assert facts is not None
    return facts.reached


def test_a_target_tells_which_visits_count_and_why_others_do_not(filled: Path) -> None:
    check(filled)
    check(filled, "--date", "2001-01-11", "--ground", "media", target="T03")  # of the same entity
    history = filled.parent / "history.csv"
    rows = (
        "T02,2001-01-02,city,专项,市级\nT02,2001-01-03,city,,市级\nT02,2000-12-31,health,,\nT06,2001-01-04,health,,\n"
    )
    history.write_text("对象编号,检查日期,检查部门,检查类型,层级\n" + rows, "utf-8")
    assert tell(filled, "import", "history", history).code == Exit.DONE, tell(filled, "import", "history", history).err
    path = put(filled, caps('per_agency = 5\nnot_counted = ["complaint 12", "special"]'))
    told = done(filled, "show", "target", "T02", "--plan", path)["caps"]
    assert (told["per_agency"], told["all_levels"]) == (5, None)
    assert [(v["when"], v["target"], v["why_not"]) for v in told["visits"]] == [
        ("2001-01-02", "T02", "special"),
        ("2001-01-03", "T02", ""),
        ("2001-01-10", "T02", "ground"),
        ("2001-01-11", "T03", ""),
    ]
    said = " ".join(tell(filled, "show", "target", "T02", "--plan", path).out.split())
    assert "Most visits in a year: of one department 5." in said
    for part in ("no: special checks", "no: an individual check on a ground", "yes: for that agency"):
        assert part in said, part
    put(filled, caps('all_levels = 5\nnot_counted = ["individual"]\nunit = "target"'))
    told = done(filled, "show", "target", "T03", "--plan", path)["caps"]
    assert [(v["target"], v["why_not"]) for v in told["visits"]] == [("T03", "individual")]
    assert "No visit of this year is known" in tell(filled, "show", "target", "T05", "--plan", path).out
    assert done(filled, "show", "target", "T02", "--plan", put(filled, text()))["caps"] is None


def test_visits_drawn_in_an_earlier_batch_count_once(filled: Path) -> None:
    """While they are to come they are told by their name, then by the day that the history has."""
    path = put(filled, caps("per_agency = 5"))
    done(filled, "commit", path)
    done(filled, "draw", "--randomness", DICE)
    office = open_office(filled)
    visits = journal.standing(acts.find(office, None))
    name = next(v for v, visit in visits.items() if None not in visit.team.values() and len(visit.tasks) == 1)
    target = name.rsplit("/", 1)[0]

    def told() -> list[tuple[str, str]]:
        found = done(filled, "show", "target", target, "--plan", path)["caps"]["visits"]
        return sorted((v["when"], v["department"]) for v in found if v["target"] == target)

    before = told()
    assert {when for when, _ in before} == {f"2001-1 {name}"}
    small_office.enter(open_office(filled, NOW), name)
    assert [department for _, department in told()] == [department for _, department in before]
    assert not [when for when, _ in told() if name in when]


def test_an_individual_check_that_the_history_lacks_is_red(filled: Path) -> None:
    check(filled)
    done(filled, "commit", put(filled, text()))
    bundle = collect(open_office(filled))
    assert "1.18" not in red(bundle)
    k = next(k for k, e in enumerate(bundle.events) if e.kind == "check")
    event = bundle.events[k]
    forged = with_events(
        bundle, (*bundle.events[:k], replace(event, body={**event.body, "target": "T04"}), *bundle.events[k + 1 :])
    )
    assert "1.18" in red(forged)
    assert list(individual.missing(bundle.events, ())) == [event.seq]


def test_an_individual_check_of_a_day_to_come_is_red(filled: Path) -> None:
    """The history is forged with it: the rule that no check is of the future is judged from the log alone."""
    check(filled)
    done(filled, "commit", put(filled, text()))
    bundle = collect(open_office(filled))
    k = next(k for k, e in enumerate(bundle.events) if e.kind == "check")
    body = {**bundle.events[k].body, "date": "2001-09-01"}
    forged = with_events(bundle, (*bundle.events[:k], replace(bundle.events[k], body=body), *bundle.events[k + 1 :]))
    (found,) = [c.finding.detail for c in audit(forged) if c.number == "1.18"]
    assert found.startswith("event 10 tells of 2001-09-01")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--inspector", "X9"), Exit.INPUT),
        (("--date", "2999-01-01"), Exit.USAGE),
        (("--department", " "), Exit.USAGE),
    ],
)
def test_checks_that_cannot_be_recorded(filled: Path, words: tuple[str, ...], code: Exit) -> None:
    before = len(open_office(filled).events())
    assert check(filled, *words).code == code
    assert len(open_office(filled).events()) == before


def test_a_check_of_an_unknown_target_or_the_same_again_is_refused(filled: Path) -> None:
    given = ("--date", "2001-01-10", "--department", "health", "--ground", "g")
    assert tell(filled, "record-check", "T99", *given).code == Exit.INPUT
    assert tell(filled, "record-check", "T02", *given).code == Exit.DONE
    assert tell(filled, "record-check", "T02", *given).code == Exit.CONFLICT


# the public pages


def test_results_of_earlier_batches_stay_public(filled: Path) -> None:
    plan = put(filled, text())
    for k, dice in enumerate((DICE, OTHER_DICE), 1):
        assert tell(filled, "commit", plan, now=datetime(2001, 1, 9 + k, tzinfo=UTC)).code == Exit.DONE
        assert tell(filled, "draw", "--randomness", dice, now=datetime(2001, 1, 9 + k, tzinfo=UTC)).code == Exit.DONE
    office = open_office(filled)
    first, second = (acts.find(office, ref) for ref in ("2001-1", "2001-2"))
    whole = [v.name for v in journal.standing(first).values() if None not in v.team.values()][:2]
    rows = [replace(row, date=date(2001, 3, 1)) for row in small_office.results_of(office, *whole, ref="2001-1")]
    enter_results(office, first, rows, {"file": "r.csv", "sha256": "0" * 64})
    done(filled, "result", "check", "--draw", "2001-1")
    done(filled, "result", "release", "--draw", "2001-1")
    done(filled, "publish", filled.parent / "site")
    page = (filled.parent / "site" / "plan.html").read_text("utf-8")
    assert all(name in page for name in ("early", "late", "2001-04-30", "Clinics", "Water", "National"))
    public = json.loads((filled.parent / "site" / "files" / "results.json").read_text("utf-8"))
    assert len(public["results"]) == len(rows) > 0
    progress = json.loads((filled.parent / "site" / "files" / "progress.json").read_text("utf-8"))
    assert progress["overall"]["drawn"] == sum(len(draw.outcome["visits"]) for draw in (first, second))
    assert red(collect(open_office(filled))) == set()


def test_a_commitment_that_waits_hides_no_result_of_the_batch_before(filled: Path) -> None:
    plan = put(filled, text())
    done(filled, "commit", plan)
    done(filled, "draw", "--randomness", DICE)
    done(filled, "commit", plan)
    done(filled, "publish", filled.parent / "site")
    public = json.loads((filled.parent / "site" / "files" / "progress.json").read_text("utf-8"))
    first = acts.find(open_office(filled), "2001-1")
    assert public["overall"]["drawn"] == len(first.outcome["visits"])


def test_the_second_visit_of_a_task_with_strata_is_committed_and_audited(filled: Path) -> None:
    """Those who were drawn for the first visit are one certain cell, which lies in no stratum."""
    twice = text().replace(b'id = "clinics"', b'id = "clinics"\nvisits = [["p1"], ["p2"]]', 1)
    plan = put(filled, twice)
    for dice in (DICE, OTHER_DICE):
        done(filled, "commit", plan)
        done(filled, "draw", "--randomness", dice)
    drawn = [acts.find(open_office(filled), ref).outcome["targets"] for ref in ("2001-1", "2001-2")]
    first, second = (
        {t["target"] for t in targets if t["task"] == f"clinics.{k}"} for k, targets in enumerate(drawn, 1)
    )
    assert first == second != set()
    assert red(collect(open_office(filled))) == set()


def test_what_is_next_names_the_draw_that_waits(both: Path) -> None:
    assert "results-form results.xlsx --draw 2001-1" in tell(both, "status").err


def test_a_department_that_the_roster_lacks_is_told(filled: Path) -> None:
    given = ("T02", "--date", "2001-01-10", "--ground", "complaint 12", "--department")
    assert "nobody on the roster is of “heath”" in tell(filled, "record-check", *given, "heath").err
    assert "nobody on the roster" not in tell(filled, "record-check", *given, "health").err


# lists from above


def test_what_superiors_have_drawn_is_not_replaced(filled: Path) -> None:
    done(filled, "commit", put(filled, text()))
    done(filled, "draw", "--randomness", DICE)
    visits = journal.standing(acts.find(open_office(filled), None))
    above = next(v for v in visits.values() if "national" in v.tasks)
    before = open_office(filled).events()
    said = tell(filled, "replace", above.name, above.period, "--ground", "demolished")
    assert said.code == Exit.CONFLICT
    assert words_of(after_messages.REPLACEMENT_ABOVE) in said.err
    assert open_office(filled).events() == before
    own = next(v for v in visits.values() if "national" not in v.tasks)
    done(filled, "replace", own.name, own.period, "--ground", "demolished")  # the plan allows it elsewhere


def test_a_list_from_above_after_the_commitment_waits_for_the_next(filled: Path) -> None:
    path = put(filled, text().replace(b'periods = ["p1"]\nteam', b'periods = ["p1", "p2"]\nteam'))
    done(filled, "commit", path)
    listed = filled.parent / "above.csv"
    listed.write_text("检查对象编号,检查人员工号\nT06,\nT08,\n", "utf-8")
    origin = ("--origin", "Province", "--document", "No. 9", "--task", "national", "--level", "province")
    done(filled, "import", "assigned", listed, *origin)
    assert done(filled, "status")["exchange"]["from_above_waiting"] == 2
    words = "2 targets drawn by other agencies came after the commitment of 2001-1"
    assert f"{words}: they wait for the next commitment." in " ".join(tell(filled, "status").out.split())
    done(filled, "draw", "--randomness", DICE)
    assert of_task(filled) == {"T03"}
    told = json.loads(tell(filled, "plan", "check", path, "--json").out)
    assert told["from_above_new"] == 2
    assert f"{words}: this batch is the first to have them." in " ".join(
        tell(filled, "plan", "check", path).out.split()
    )
    done(filled, "commit", path)
    assert done(filled, "status")["exchange"]["from_above_waiting"] == 0
    done(filled, "draw", "--randomness", OTHER_DICE)
    assert of_task(filled) == {"T06", "T08"}
    assert words not in tell(filled, "status").out


def of_task(folder: Path) -> set[str]:
    """The targets that the last draw visits for the task from above."""
    visits = journal.standing(acts.find(open_office(folder), None)).values()
    return {visit.target for visit in visits if "national" in visit.tasks}
