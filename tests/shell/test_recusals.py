"""Recusal by application and decision, absence by days, cancelled tasks, replacement by the plan's grounds, joiners."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import small_office
from forger import finds, place, with_body, with_events
from shop import Said, tell, words_of
from small_office import happen, open_office

from inspectors.model import Inspector
from inventories.problems import Exit, Message, Refused
from scheduler import acts, journal, messages
from scheduler.after import allowed
from scheduler.after import messages as after_messages
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect
from scheduler.facts import derive
from scheduler.imports import store_records
from scheduler.plan.read import read_plan
from scheduler.results.messages import EXTENSION_FAULTS, RESULT_FAULTS

HEAD = ["--officer", "head"]
ORDER = ["--ground", "g", *HEAD]
RECORDED = {"file": "n.csv", "sha256": "0" * 64, "rows": 1}

JUNE = datetime(2001, 6, 1, tzinfo=UTC)


def draw_of(folder: Path) -> journal.Draw:
    return acts.find(open_office(folder), None)


def visits(folder: Path) -> dict[str, journal.StandingVisit]:
    return journal.standing(draw_of(folder))


def team_of(folder: Path, visit: str) -> list[str | None]:
    return list(visits(folder)[visit].team.values())


def sitting(folder: Path) -> tuple[str, str, str]:
    """A visit without open slots, its target, and somebody of its team."""
    found = next(v for v in visits(folder).values() if v.team and None not in v.team.values())
    return found.name, found.target, str(found.team[1])


def done(folder: Path, *words: object) -> dict[str, Any]:
    """The command is done and the audit finds nothing wrong; its data."""
    said = tell(folder, *words, "--json")
    assert said.code == Exit.DONE, said.err
    assert not [c for c in audit(collect(open_office(folder))) if c.finding.colour == Colour.RED]
    found: dict[str, Any] = json.loads(said.out)
    return found


def refused(folder: Path, code: Exit, message: Message | str, *words: object) -> None:
    """The command is refused with that exit code and text, and nothing is logged."""
    before = open_office(folder).events()
    said = tell(folder, *words)
    assert (said.code, said.out) == (code, ""), said.all
    assert (message if isinstance(message, str) else words_of(message)) in said.err
    assert open_office(folder).events() == before


def colour(folder: Path, number: str, on: date | None = None) -> tuple[Colour, str]:
    found = next(c.finding for c in audit(collect(open_office(folder)), on) if c.number == number)
    return found.colour, found.detail


def applied(folder: Path) -> tuple[str, str, str]:
    """A visit, its target, and somebody of its team whose recusal the target has applied for."""
    visit, target, who = sitting(folder)
    party = ["--on", "party", "--applicant", "owner", "--relation", "kin"]
    done(folder, "recusal", "apply", who, target, *party, "--ground", "cousin")
    return visit, target, who


# applications for recusal


def test_an_application_changes_nothing_until_it_is_decided(drawn: Path) -> None:
    before = visits(drawn)
    visit, target, who = applied(drawn)
    assert visits(drawn) == before
    (waits,) = json.loads(tell(drawn, "status", "--json").out)["draws"][0]["applications"]
    assert (waits["inspector"], waits["target"], waits["state"]) == (who, target, "waits")
    assert (waits["date"], waits["due"]) == ("2001-05-01", "2001-05-04")
    assert re.search(
        rf"{who} at {target} waits .* 2001-05-01, due 2001-05-04 .* overdue", tell(drawn, "status", now=JUNE).out
    )
    small_office.enter(open_office(drawn, datetime(2001, 5, 1, 1, tzinfo=UTC)), visit)  # the inspection is not stopped
    said = tell(drawn, "recusal", "decide", who, target, "--grant", *HEAD, now=datetime(2001, 5, 2, tzinfo=UTC))
    assert said.code == Exit.DONE, said.err
    assert open_office(drawn).events("recusal")[-1].body["outcome"]["teams"] == []
    assert who in team_of(drawn, visit)


def test_a_granted_application_is_drawn(drawn: Path) -> None:
    visit, target, who = applied(drawn)
    found = done(drawn, "recusal", "decide", who, target, "--grant", *HEAD)
    assert who not in team_of(drawn, visit)
    applied_for = open_office(drawn).events("application")[0]
    assert found["application"] == applied_for.seq
    assert {name: found[name] for name in ("applicant", "relation", "ground", "officer")} == {
        "applicant": "owner", "relation": "kin", "ground": "cousin", "officer": "head",
    }  # fmt: skip
    (row,) = json.loads(tell(drawn, "recusal", "list", "--json").out)
    assert (row["state"], row["decisions"][0]["granted"]) == ("granted", True)
    refused(drawn, Exit.CONFLICT, after_messages.DECIDED_ALREADY, "recusal", "decide", who, target, "--grant", *HEAD)


@pytest.mark.parametrize("granted", [True, False])
def test_a_rejected_application_is_reviewed_once(drawn: Path, granted: bool) -> None:
    visit, target, who = applied(drawn)
    decide, review = (["recusal", verb, who, target, *HEAD] for verb in ("decide", "review"))
    refused(drawn, Exit.CONFLICT, after_messages.NOTHING_TO_REVIEW, *review, "--grant")
    done(drawn, *decide, "--reject", "--ground", "no kin")
    assert who in team_of(drawn, visit)
    refused(drawn, Exit.CONFLICT, after_messages.DECIDED_ALREADY, *decide, "--grant")
    done(drawn, *review, *(["--grant"] if granted else ["--reject", "--ground", "still no kin"]))
    assert (who in team_of(drawn, visit)) != granted
    refused(drawn, Exit.CONFLICT, after_messages.NOTHING_TO_REVIEW, *review, "--grant")
    (row,) = json.loads(tell(drawn, "recusal", "list", "--json").out)
    assert row["state"] == ("granted" if granted else "rejected on review")
    assert [(made["officer"], made["date"]) for made in row["decisions"]] == [("head", "2001-05-01")] * 2
    assert "2001-05-01 head" in " ".join(tell(drawn, "recusal", "list").out.split())


def test_what_cannot_be_applied_for_is_refused(drawn: Path) -> None:
    visit, target, who = sitting(drawn)
    apply, own = ["recusal", "apply"], ["--ground", "g"]
    other = next(i.id for i in small_office.tables().inspectors if i.id not in team_of(drawn, visit))
    refused(drawn, Exit.FAILED, messages.NO_INSPECTOR, *apply, "X9", target, *own)
    refused(drawn, Exit.FAILED, messages.NO_TARGET, *apply, who, "T99", *own)
    refused(drawn, Exit.CONFLICT, after_messages.NOT_IN_TEAM, *apply, other, target, *own)
    refused(drawn, Exit.USAGE, "--applicant", *apply, who, target, *own, "--on", "party")
    refused(drawn, Exit.USAGE, "--applicant", *apply, who, target, *own, "--applicant", "a")
    for day in ("2001-01-03", "2001-06-01"):
        refused(drawn, Exit.CONFLICT, after_messages.DAY_WRONG, *apply, who, target, *own, "--date", day)
    done(drawn, *apply, who, target, *own)
    refused(drawn, Exit.CONFLICT, after_messages.APPLIED_ALREADY, *apply, who, target, *own)
    refused(drawn, Exit.CONFLICT, after_messages.APPLICATION_WAITS, "recuse", who, target, *own, *HEAD)


def test_a_team_that_has_been_there_is_not_recused(drawn: Path) -> None:
    visit, target, who = sitting(drawn)
    small_office.enter(open_office(drawn), visit)
    refused(drawn, Exit.CONFLICT, after_messages.TEAM_DONE, "recusal", "apply", who, target, "--ground", "g")


def test_a_recusal_is_not_decided_twice(drawn: Path) -> None:
    _visit, target, who = sitting(drawn)
    done(drawn, "recuse", who, target, "--ground", "g", *HEAD)
    again = ["recuse", who, target, "--ground", "g", *HEAD]
    refused(drawn, Exit.CONFLICT, after_messages.RECUSED_ALREADY, *again)
    refused(drawn, Exit.CONFLICT, after_messages.RECUSED_ALREADY, "recusal", "apply", who, target, "--ground", "g")


def test_what_cannot_be_decided_is_refused(drawn: Path) -> None:
    _visit, target, who = sitting(drawn)
    decide = ["recusal", "decide", who, target]
    refused(drawn, Exit.FAILED, after_messages.NO_APPLICATION, *decide, "--grant", *HEAD)
    refused(drawn, Exit.USAGE, "--officer", *decide, "--grant")
    refused(drawn, Exit.USAGE, "--grant or --reject", *decide, *HEAD)
    refused(drawn, Exit.USAGE, "--ground", *decide, "--reject", *HEAD)
    refused(drawn, Exit.USAGE, "--ground", *decide, "--grant", "--ground", "g", *HEAD)
    done(drawn, "recusal", "apply", who, target, "--ground", "g")
    early = [*decide, "--grant", *HEAD, "--date", "2001-04-30"]
    refused(drawn, Exit.CONFLICT, after_messages.DAY_WRONG, *early)


def test_a_decision_that_is_late_is_amber(drawn: Path) -> None:
    _visit, target, who = applied(drawn)
    assert colour(drawn, "2.06", date(2001, 5, 4)) == (Colour.GREEN, "")
    late, detail = colour(drawn, "2.06", date(2001, 5, 5))
    assert (late, "not decided, due 2001-05-04" in detail) == (Colour.AMBER, True)
    words = ["recusal", "decide", who, target, "--grant", *HEAD]
    assert tell(drawn, *words, now=datetime(2001, 5, 8, tzinfo=UTC)).code == Exit.DONE
    assert "decided on 2001-05-08, due 2001-05-04" in colour(drawn, "2.06")[1]


# forged decisions


def _appended(bundle: Bundle, kind: str, **body: Any) -> Bundle:
    """The bundle with one more act, as an altered program would log it."""
    last = bundle.events[-1]
    told = {"commitment": journal.draws(bundle.events)[-1].hash, **body}
    return with_events(bundle, (*bundle.events, replace(last, kind=kind, body=told)))


@pytest.fixture
def rejected(drawn: Path) -> Bundle:
    """A bundle with an application that was rejected."""
    _visit, target, who = applied(drawn)
    done(drawn, "recusal", "decide", who, target, "--reject", "--ground", "no kin", *HEAD)
    return collect(open_office(drawn))


def test_a_third_decision_is_seen(rejected: Bundle) -> None:
    body = rejected.events[place(rejected, "rejection")].body
    review = _appended(rejected, "rejection", **body)
    assert not finds("1.13", review)
    assert finds("1.13", _appended(review, "rejection", **body))


@pytest.mark.parametrize("value", [1, 10**6, None, "10"])
def test_a_decision_on_no_application_is_seen(rejected: Bundle, value: object) -> None:
    assert finds("1.13", with_body(rejected, "rejection", ("application",), lambda _: value))


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("inspector", "nobody"),
        ("target", "nowhere"),
        ("on", "own"),
        ("on", "anybody"),
        ("applicant", " "),
        ("relation", "friend"),
        ("date", "2001-01-01"),
        ("date", "2001-06-01"),
        ("date", "soon"),
    ],
)
def test_an_application_that_could_not_be_is_seen(rejected: Bundle, member: str, value: str) -> None:
    assert finds("1.13", with_body(rejected, "application", (member,), lambda _: value))


def test_an_application_for_somebody_who_is_not_to_come_is_seen(rejected: Bundle) -> None:
    body = rejected.events[place(rejected, "application")].body
    team = journal.standing(journal.draws(rejected.events)[-1])
    sits = {who for visit in team.values() if visit.target == body["target"] for who in visit.team.values()}
    other = next(i.id for i in small_office.tables().inspectors if i.id not in sits)
    assert finds("1.13", _appended(rejected, "application", **{**body, "inspector": other}))


@pytest.mark.parametrize(
    ("member", "value"),
    [("officer", ""), ("application", 1), ("relation", "x"), ("on", "party"), ("date", "2001-06-01")],
)
def test_a_recusal_without_its_decision_is_seen(drawn: Path, member: str, value: object) -> None:
    _visit, target, who = sitting(drawn)
    done(drawn, "recuse", who, target, "--ground", "g", *HEAD)
    bundle = collect(open_office(drawn))
    assert not finds("1.13", bundle)
    assert finds("1.13", with_body(bundle, "recusal", (member,), lambda _: value))


# absence by days


def p2_of(folder: Path) -> str:
    return next(w for v in visits(folder).values() if v.period == "p2" for w in v.team.values() if w)


def test_half_of_the_days_are_a_whole_period(drawn: Path) -> None:
    """p1 has 81 days, p2 has 91."""
    who = p2_of(drawn)
    words = ["absent", who, "--kind", "sick", "--ground", "ill"]
    less = tell(drawn, *words, "--from", "2001-03-01", "--to", "2001-05-15")
    assert less.code == Exit.DONE, less.err
    assert "p1: away on 31 of 81 days, less than half: the teams stay." in less.out
    assert "p2: away on 45 of 91 days, less than half: the teams stay." in less.out
    assert open_office(drawn).events("absence")[-1].body["periods"] == []
    found = done(drawn, *words, "--from", "2001-05-16", "--to", "2001-05-16")
    assert (found["periods"], found["kind"]) == (["p2"], "sick")
    assert not [v for v in visits(drawn).values() if v.period == "p2" and who in v.team.values()]


def test_frozen_leave_counts_too(drawn: Path) -> None:
    leave = small_office.tables().leave[0]
    spans = {p.id: p.span for p in acts.frozen_plan(open_office(drawn), draw_of(drawn)).periods}
    period, span = next((n, s) for n, s in spans.items() if s.begins <= leave.begins <= leave.ends <= s.ends)
    known = (leave.ends - leave.begins).days + 1
    said = tell(drawn, "absent", leave.inspector, "--from", span.ends, "--to", span.ends, "--ground", "g")
    away = known + (span.ends > leave.ends)
    assert f"{period}: away on {away} of {span.days} days" in said.out


def test_who_leaves_the_service_is_away_in_all_that_is_not_over(drawn: Path) -> None:
    who = p2_of(drawn)
    found = done(drawn, "absent", who, "--kind", "left", "--from", "2001-03-31", "--ground", "retired")
    assert (found["periods"], found["begins"], found["ends"]) == (["p1", "p2"], "2001-03-31", None)
    assert not [v for v in visits(drawn).values() if who in v.team.values()]
    later = done(drawn, "absent", "H5", "--kind", "left", "--from", "2001-04-01", "--ground", "retired")
    assert later["periods"] == ["p2"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["p2", "--from", "2001-03-01", "--to", "2001-03-02"],
        ["--from", "2001-03-01"],
        ["--to", "2001-03-01"],
        ["--from", "2001-03-02", "--to", "2001-03-01"],
        ["--from", "1.3.2001", "--to", "2001-03-01"],
        ["--kind", "left", "p2"],
        ["--kind", "left", "--from", "2001-03-01", "--to", "2001-03-02"],
    ],
)
def test_an_absence_says_from_when_to_when(drawn: Path, words: list[str]) -> None:
    refused(drawn, Exit.USAGE, "absent", "absent", "M0", *words, "--ground", "g")


def test_an_absence_outside_the_plan_is_refused(drawn: Path) -> None:
    days = ["--from", "2001-07-01", "--to", "2001-07-09"]
    refused(drawn, Exit.FAILED, after_messages.NO_DAYS, "absent", "M0", *days, "--ground", "g")
    refused(drawn, Exit.FAILED, after_messages.NO_DAYS, "absent", "M0", "--kind", "left", *days[:2], "--ground", "g")


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("begins", "2001-05-17"),
        ("ends", "2001-04-30"),
        ("ends", None),
        ("kind", "left"),
        ("kind", "bored"),
        ("begins", None),
    ],
)
def test_an_absence_whose_days_do_not_make_its_periods_is_seen(drawn: Path, member: str, value: object) -> None:
    done(drawn, "absent", p2_of(drawn), "--from", "2001-05-16", "--to", "2001-06-30", "--ground", "g")
    before = colour(drawn, "1.13")
    done(drawn, "absent", p2_of(drawn), "--from", "2001-05-16", "--to", "2001-06-30", "--ground", "g")
    bundle = collect(open_office(drawn))
    assert before[0] == Colour.GREEN
    assert finds("1.13", with_body(bundle, "absence", (member,), lambda _: value))


# somebody who joins


def open_slot(folder: Path) -> tuple[str, int]:
    return next((v.name, slot) for v in visits(folder).values() for slot, who in v.team.items() if who is None)


def test_a_joiner_is_appointed_by_order_and_shown(drawn: Path) -> None:
    slot = open_slot(drawn)
    order = ["appoint", *slot, "N1", "--order", "o", *HEAD]
    refused(drawn, Exit.FAILED, messages.NO_INSPECTOR, *order)
    store_records(open_office(drawn), "inspectors", [Inspector("N1", "New", "market")], RECORDED)
    found = done(drawn, *order)
    assert (found["name"], found["department"]) == ("New", "market")
    assert "New (N1)" in tell(drawn, "list", "visits", "--json").out
    assert "New, market: o (head)" in tell(drawn, "show", "visit", slot[0]).out
    assert "N1 (New, market, not on the roster)" in colour(drawn, "2.04")[1]
    refused(drawn, Exit.FAILED, messages.NO_INSPECTOR, "reinforce", "N1", "20", "--ground", "g")
    done(drawn, "reinforce", "M1", "9", "--ground", "g")
    target = slot[0].rsplit("/", 1)[0]
    done(drawn, "recusal", "apply", "N1", target, "--ground", "g")
    done(drawn, "recusal", "decide", "N1", target, "--grant", *HEAD)
    assert "N1" not in team_of(drawn, slot[0])


def test_the_roster_says_who_was_appointed(drawn: Path) -> None:
    done(drawn, "appoint", *open_slot(drawn), "M3", "--order", "o", *HEAD)
    bundle = collect(open_office(drawn))
    for member in ("name", "department"):
        assert finds("1.13", with_body(bundle, "appointment", (member,), lambda value: value + "x"))


# replacement


@pytest.fixture
def strict(filled: Path) -> Path:
    """An office whose plan replaces nothing."""
    text = small_office.plan().replace(b'[replacement]\ngrounds = ["g", "demolished"]\n', b"")
    (filled.parent / "plan.toml").write_bytes(text)
    assert tell(filled, "commit", filled.parent / "plan.toml").code == Exit.DONE
    assert tell(filled, "draw", "--randomness", small_office.DICE).code == Exit.DONE
    return filled


def test_a_plan_that_does_not_say_so_replaces_nothing(strict: Path) -> None:
    visit = next(iter(visits(strict)))
    refused(strict, Exit.CONFLICT, after_messages.REPLACEMENT_OFF, "replace", visit, "p2", "--ground", "demolished")


def test_the_plans_grounds_alone_replace(drawn: Path) -> None:
    visit = next(v.name for v in visits(drawn).values() if v.tasks == ("clinics",))
    refused(drawn, Exit.CONFLICT, after_messages.REPLACEMENT_GROUND, "replace", visit, "p1", "--ground", "closed")
    done(drawn, "replace", visit, "p1", "--ground", "demolished")
    bundle = collect(open_office(drawn))
    assert finds("1.13", with_body(bundle, "replacement", ("ground",), lambda _: "closed"))


def test_what_superiors_have_drawn_is_not_replaced(drawn: Path) -> None:
    draw = draw_of(drawn)
    facts = acts.frozen_facts(open_office(drawn), draw)
    visit = next(v for v in visits(drawn).values() if v.tasks == ("clinics",))
    tasks = tuple(replace(task, from_above=task.id == "clinics") for task in facts.plan.tasks)
    above = derive(replace(facts.plan, tasks=tasks), facts.tables)
    body = {"visit": visit.name, "period": "p1", "ground": "g"}
    allowed.check(draw, facts, "replacement", body, "2001-02-01T00:00:00Z")
    with pytest.raises(Refused) as error:
        allowed.check(draw, above, "replacement", body, "2001-02-01T00:00:00Z")
    assert [p.message for p in error.value.problems] == [after_messages.REPLACEMENT_ABOVE]


@pytest.mark.parametrize("text", ["grounds = []", 'grounds = ["a", "a"]', "grounds = [1]", "", 'ground = "a"'])
def test_a_wrong_section_on_replacement_is_told(text: str) -> None:
    plan = small_office.plan().replace(b'grounds = ["g", "demolished"]', text.encode())
    found, problems = read_plan(plan, "plan.toml")
    assert found is None
    assert all(p.place.column.startswith("replacement") for p in problems)


@pytest.mark.parametrize(("text", "days"), [("decide_within = 7", 7), ("", 3), ("decide_within = 0", None)])
def test_the_days_for_a_decision_are_a_setting(text: str, days: int | None) -> None:
    found, problems = read_plan(
        small_office.plan().replace(b"[inspectors]", f"[recusal]\n{text}\n[inspectors]".encode()), "p"
    )
    assert (found.acts.decide_within if found else None) == days
    assert len(problems) == (days is None)


# cancelled tasks

CANCEL = ["cancel", "water", "--document", "No. 5", "--agency", "city", "--ground", "postponed"]


def of_tasks(folder: Path, *tasks: str) -> list[str]:
    return [v.name for v in visits(folder).values() if v.tasks == tasks]


def owed(folder: Path) -> set[tuple[str, str]]:
    path = folder.parent / "form.csv"
    path.unlink(missing_ok=True)
    assert tell(folder, "export", "results-form", path).code == Exit.DONE
    return {(c[0], c[4]) for c in (line.split(",") for line in path.read_text("utf-8-sig").splitlines()[1:])}


def test_a_cancelled_task_is_owed_no_longer(drawn: Path) -> None:
    both, alone = of_tasks(drawn, "clinics", "water"), of_tasks(drawn, "water")
    assert both
    assert alone
    before, teams = owed(drawn), {name: visit.team for name, visit in visits(drawn).items()}
    found = done(drawn, *CANCEL)
    assert found["visits"] == alone
    assert {name: visit.team for name, visit in visits(drawn).items()} == teams  # nothing vanishes, nothing moves
    name = next(item.name for item in small_office.tables().items if item.id == "W1")
    assert owed(drawn) == {(visit, item) for visit, item in before if item != name}
    rows = {row["visit"]: row["done"] for row in json.loads(tell(drawn, "list", "visits", "--json").out)}
    assert {visit for visit, state in rows.items() if state == "cancelled"} == set(alone)
    told = json.loads(tell(drawn, "status", "--json").out)["draws"][0]
    assert (told["cancelled"], told["cancelled_tasks"], told["done"]) == (len(alone), ["water"], 0)
    assert f"2001-1: superiors cancelled water; {len(alone)} visits ended with that" in tell(drawn, "status").out


def test_a_task_is_cancelled_once_and_exists(drawn: Path) -> None:
    refused(drawn, Exit.FAILED, after_messages.NO_TASK, "cancel", "air", *CANCEL[2:])
    refused(drawn, Exit.USAGE, "--document", *CANCEL[:2], *CANCEL[4:])
    done(drawn, *CANCEL)
    refused(drawn, Exit.CONFLICT, after_messages.CANCELLED_ALREADY, *CANCEL)


def test_a_cancelled_visit_takes_no_act_and_no_result(drawn: Path) -> None:
    whole = next(v for v in of_tasks(drawn, "water") if None not in team_of(drawn, v))
    who = team_of(drawn, whole)[0]
    form = drawn.parent / "r.csv"
    form.write_text(f"检查编号,部门,抽查事项,检查日期,抽查结果\n{whole},health,W1,2001-04-25,未发现问题\n", "utf-8")
    done(drawn, *CANCEL)
    target = whole.rsplit("/", 1)[0]
    refused(drawn, Exit.CONFLICT, after_messages.VISIT_CANCELLED, "replace", whole, "p2", "--ground", "g")
    refused(drawn, Exit.CONFLICT, after_messages.VISIT_CANCELLED, "appoint", whole, 1, "M3", "--order", "o", *HEAD)
    refused(drawn, Exit.CONFLICT, after_messages.TEAM_DONE, "recusal", "apply", who, target, "--ground", "g")
    refused(drawn, Exit.INPUT, RESULT_FAULTS["cancelled"], "import", "results", form)
    done(drawn, "absent", who, "p2", "--ground", "g")
    assert who in team_of(drawn, whole)
    part = of_tasks(drawn, "clinics", "water")[0]
    refused(drawn, Exit.CONFLICT, after_messages.REPLACEMENT_CANCELLED, "replace", part, "p2", "--ground", "g")


def test_a_slot_that_only_a_cancelled_task_asked_for_holds_up_nothing(drawn: Path) -> None:
    """Clinics asks for the market department, water does not: once clinics is cancelled, nobody waits for the market."""
    waits = next(v for v in of_tasks(drawn, "clinics", "water") if None in team_of(drawn, v)[2:])
    team = team_of(drawn, waits)
    for slot in (slot for slot in (1, 2) if team[slot - 1] is None):  # those of the health department are filled
        free = next(f"H{k}" for k in range(8) if f"H{k}" not in team)
        happen(open_office(drawn), "appointment", visit=waits, slot=slot, inspector=free, order="o", officer="f")
        team = team_of(drawn, waits)
    form = drawn.parent / "r.csv"
    form.write_text(f"检查编号,部门,抽查事项,检查日期,抽查结果\n{waits},health,W1,2001-04-25,未发现问题\n", "utf-8")
    refused(drawn, Exit.INPUT, RESULT_FAULTS["open"], "import", "results", form)
    done(drawn, "cancel", "clinics", *CANCEL[2:])
    assert None in team_of(drawn, waits)
    listed = json.loads(tell(drawn, "result", "list", "--json").out)
    assert {row["state"] for row in listed if row["visit"] == waits} == {"owed"}
    assert (waits, "Water") in owed(drawn)
    done(drawn, "import", "results", form)


def test_a_cancelled_visit_is_owed_put_off_and_handed_over_nowhere(drawn: Path) -> None:
    done(drawn, *CANCEL)
    alone, both = of_tasks(drawn, "water"), of_tasks(drawn, "clinics", "water")
    refused(drawn, Exit.CONFLICT, EXTENSION_FAULTS["cancelled"], "extend", alone[0], "--until", "2001-08-01", *ORDER)
    done(drawn, "extend", "--period", "p2", "--until", "2001-08-01", *ORDER)
    put_off = {e.body["visit"] for e in open_office(drawn).events("extension")}
    assert put_off >= set(both)
    assert not put_off & set(alone)
    bundle = collect(open_office(drawn))
    assert finds("1.31", with_body(bundle, "extension", ("visit",), lambda _visit: alone[0]))
    assert tell(drawn, "key", "new", "--no-passphrase").code == Exit.DONE
    path = drawn.parent / "over.txt"
    done(drawn, "handover", path, "--district", "east", "--district", "west")
    told = json.loads(tell(drawn, "show", "signed", path, "--json").out)["lines"]
    assert {line["visit"] for line in told} == set(visits(drawn)) - set(alone)
    assert {line["tasks"] for line in told if line["visit"] in both} == {"Clinics"}
    status = json.loads(tell(drawn, "status", "--json").out)["draws"][0]
    kept = [visit.team for name, visit in visits(drawn).items() if name not in alone]
    assert status["open_slots"] == sum(who is None for team in kept for who in team.values())
    assert not set(alone) & {row["visit"] for row in json.loads(tell(drawn, "list", "deadlines", "--json").out)}
    assert not set(alone) & {row["visit"] for row in json.loads(tell(drawn, "result", "list", "--json").out)}


def test_what_a_reinforcement_draws_for_cancelled_visits_is_told_apart(drawn: Path) -> None:
    done(drawn, "cancel", "clinics", *CANCEL[2:])
    said = tell(drawn, "reinforce", "M0", 6, "--ground", "g")
    assert said.code == Exit.DONE, said.err
    over = draw_of(drawn).cancelled_visits()
    lines = [line.strip() for line in said.out.splitlines()[1:]]
    assert lines
    assert all(line.endswith("; cancelled") == (line.split(",")[0] in over) for line in lines)
    assert any(line.endswith("; cancelled") for line in lines)
    assert "nobody has to go there" in said.err


def test_results_from_before_the_cancellation_stay(drawn: Path) -> None:
    whole = next(v for v in of_tasks(drawn, "water") if None not in team_of(drawn, v))
    small_office.enter(open_office(drawn), whole)
    found = done(drawn, *CANCEL)
    assert whole not in found["visits"]
    bundle = collect(open_office(drawn))
    entered, cancelled = place(bundle, "results"), place(bundle, "cancellation")
    swapped = list(bundle.events)
    swapped[entered], swapped[cancelled] = (
        replace(swapped[entered], kind="cancellation", body=bundle.events[cancelled].body),
        replace(swapped[cancelled], kind="results", body=bundle.events[entered].body),
    )
    assert finds("1.14", with_events(bundle, swapped))
    assert finds("1.13", with_events(bundle, swapped))


def test_the_last_task_cancelled_ends_every_visit_that_is_left(drawn: Path) -> None:
    done(drawn, *CANCEL)
    found = done(drawn, "cancel", "clinics", *CANCEL[2:])
    assert set(found["visits"]) == set(visits(drawn)) - set(of_tasks(drawn, "water"))
    assert "year close 2001" in tell(drawn, "status").err
    assert colour(drawn, "3.05", date(2002, 1, 1)) == (Colour.GREEN, "")


@pytest.mark.parametrize(
    "change", [lambda names: names[1:], lambda names: [*names, "T99/1"], lambda names: names[::-1], lambda names: []]
)
def test_visits_that_do_not_end_with_the_task_are_seen(drawn: Path, change: Callable[[list[str]], list[str]]) -> None:
    done(drawn, *CANCEL)
    assert finds("1.13", with_body(collect(open_office(drawn)), "cancellation", ("visits",), change))


def test_a_second_cancellation_is_seen(drawn: Path) -> None:
    done(drawn, *CANCEL)
    bundle = collect(open_office(drawn))
    assert finds("1.13", _appended(bundle, "cancellation", **bundle.events[-1].body | {"visits": []}))


def test_a_visit_and_its_draw_tell_what_has_happened(drawn: Path) -> None:
    name, target, who = sitting(drawn)
    tasks = visits(drawn)[name].tasks
    before = json.loads(tell(drawn, "show", "visit", name, "--json").out)
    assert (before["after"], before["cancelled_tasks"], before["cancelled"]) == ([], [], False)
    assert "Since the draw" not in tell(drawn, "show", "visit", name).out
    done(drawn, "recusal", "apply", who, target, "--ground", "a cousin")
    done(drawn, "recusal", "decide", who, target, "--reject", "--ground", "no kin", *HEAD)
    done(drawn, "extend", name, "--until", "2001-08-01", "--ground", "flood", *HEAD)
    for task in tasks:
        done(drawn, "cancel", task, *CANCEL[2:])
    told = json.loads(tell(drawn, "show", "visit", name, "--json").out)
    kinds = ["application", "rejection", "extension", *["cancellation"] * len(tasks)]
    assert [event["kind"] for event in told["after"]] == kinds
    assert (told["ends"], told["cancelled_tasks"], told["cancelled"]) == ("2001-08-01", list(tasks), True)
    for words in (["show", "visit", name], ["show", "draw"]):
        said = " ".join(tell(drawn, *words).out.split())
        for part in ("a cousin", "no kin", f"{name} until 2001-08-01", "flood (head)", "postponed"):
            assert part in said, part
    assert "nobody has to go there" in tell(drawn, "show", "visit", name).out


def test_a_visit_tells_nothing_of_what_happened_elsewhere(drawn: Path) -> None:
    name, target, _who = sitting(drawn)
    other = next(v for v in visits(drawn).values() if v.target != target and v.team[1])
    done(drawn, "recusal", "apply", other.team[1], other.target, "--ground", "g")
    done(drawn, "recusal", "decide", other.team[1], other.target, "--reject", "--ground", "g", *HEAD)
    done(drawn, "extend", other.name, "--until", "2001-08-01", "--ground", "g", *HEAD)
    assert json.loads(tell(drawn, "show", "visit", name, "--json").out)["after"] == []


def test_visits_put_off_by_one_order_are_one_line(drawn: Path) -> None:
    done(drawn, "extend", "--period", "p2", "--until", "2001-08-01", "--ground", "flood", *HEAD)
    said = tell(drawn, "show", "draw").out
    assert said.count("flood") == 1
    assert f"{len(open_office(drawn).events('extension'))} visits until 2001-08-01" in " ".join(said.split())


def test_what_was_cancelled_is_counted_on_the_site(drawn: Path) -> None:
    alone = len(of_tasks(drawn, "water"))
    done(drawn, *CANCEL)
    applied(drawn)
    site = drawn.parent / "site"
    assert tell(drawn, "publish", site).code == Exit.DONE
    told = json.loads((site / "files" / "progress.json").read_text("utf-8"))
    assert told["overall"]["withdrawn"] == alone
    acts_ = json.loads((site / "files" / "draws.json").read_text("utf-8"))["draws"][0]["outcome"]["acts"]
    assert acts_ == [{"kind": "application", "number": 1}, {"kind": "cancellation", "number": 1}]
    page = (site / "index.html").read_text("utf-8")
    assert "上级取消的检查" in page
    assert "No. 5" not in page


# the report


def report(folder: Path, *words: object) -> dict[str, Any]:
    said = tell(folder, "report", "acts", *words, "--json")
    assert said.code == Exit.DONE, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_acts_are_reported_by_inspector_target_and_ground(drawn: Path) -> None:
    _visit, target, who = sitting(drawn)
    places = sum(who in visit.team.values() for visit in visits(drawn).values())
    done(drawn, "recuse", who, target, "--relation", "kin", "--ground", "g", *HEAD)
    found = report(drawn)
    (by_who,) = [row for row in found["inspector"] if row["kind"] == "recusal"]
    assert (by_who["name"], by_who["hits"], by_who["trials"], by_who["rest_hits"]) == (who, 1, places, 0)
    (by_target,) = [row for row in found["target"] if row["kind"] == "recusal"]
    assert (by_target["name"], by_target["hits"]) == (target, 1)
    assert found["ground"] == [
        {"kind": "recusal", "ground": "kin", "number": 1, "of": 1, "inspectors": 1, "targets": 1}
    ]
    assert set(report(drawn, "--by", "target")) == {"draws", "target"}


def test_refusals_and_open_slots_are_those_of_the_draw(drawn: Path) -> None:
    outcome, found = draw_of(drawn).outcome, report(drawn)
    passed = sum(row["hits"] for row in found["inspector"] if row["kind"] == "refusal")
    assert passed == len(outcome["refused"])
    assert not [row for row in found["inspector"] if row["kind"] == "refusal" and row["stands_out"]]
    assert sum(row["hits"] for row in found["target"] if row["kind"] == "open") == outcome["open"]


def test_the_report_is_of_one_draw_or_of_the_year(drawn: Path) -> None:
    (drawn.parent / "plan.toml").write_bytes(small_office.plan())
    happen(open_office(drawn), "recusal", inspector="M0", target=sitting(drawn)[1], ground="g")
    tell(drawn, "void", "2001-1", "--ground", "wrong")
    assert tell(drawn, "commit", drawn.parent / "plan.toml").code == Exit.DONE
    assert tell(drawn, "draw", "--randomness", small_office.OTHER_DICE).code == Exit.DONE
    assert report(drawn)["draws"] == ["2001-1", "2001-2"]
    assert [row["kind"] for row in report(drawn)["ground"]] == ["recusal", "void"]
    assert report(drawn, "--draw", "2001-2")["draws"] == ["2001-2"]
    assert report(drawn, "--draw", "2001-2")["ground"] == []


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_report_is_written_as_a_table(drawn: Path, suffix: str) -> None:
    _visit, target, who = sitting(drawn)
    done(drawn, "recuse", who, target, "--ground", "=g", *HEAD)
    path = drawn.parent / f"acts.{suffix}"
    said: Said = tell(drawn, "report", "acts", "--to", path)
    assert said.code == Exit.DONE, said.err
    assert path.stat().st_size
    if suffix == "csv":
        assert who in path.read_text("utf-8-sig")
    assert tell(drawn, "report", "acts", "--to", drawn.parent / "acts.pdf").code == Exit.USAGE
