"""Every act of an office: what it does, when it is refused and with which exit code, and that the audit replays it."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import small_office
from shop import tell, words_of
from small_office import DICE, OTHER_DICE, open_office

from inventories.problems import Exit, Message
from scheduler import acts, journal, messages
from scheduler.audit.checks import Colour, audit, verdicts
from scheduler.bundle import Bundle, collect
from scheduler.results.messages import RESULT_FAULTS
from scheduler.tables import KINDS

HAND = ("recusal", "absence", "reinforcement", "replacement", "appointment")


def events(folder: Path) -> list[Any]:
    return open_office(folder).events()


def draw_of(folder: Path) -> journal.Draw:
    return journal.draws(events(folder))[-1]


def replayable(folder: Path) -> bool:
    return verdicts(audit(collect(open_office(folder))))[1] == Colour.GREEN


def teams(folder: Path) -> dict[str, dict[int, str | None]]:
    return {name: visit.team for name, visit in journal.standing(draw_of(folder)).items()}


def refused(folder: Path, code: int, said_so: str | Message, *words: object) -> None:
    """The command is refused with that exit code and text, and nothing is logged."""
    text = said_so if isinstance(said_so, str) else words_of(said_so)
    before = events(folder)
    said = tell(folder, *words)
    assert (said.code, said.out) == (code, ""), said.all
    assert text in said.err
    assert events(folder) == before


def done(folder: Path, *words: object) -> dict[str, Any]:
    """The command is done, what it says is JSON, one event is logged, and the audit replays the draw with it."""
    before = len(events(folder))
    said = tell(folder, *words, "--json")
    assert said.code == Exit.DONE, said.err
    assert len(events(folder)) == before + 1
    assert replayable(folder)
    found: dict[str, Any] = json.loads(said.out)
    return found


def put(folder: Path, text: bytes, name: str = "plan.toml") -> Path:
    path = folder.parent / name
    path.write_bytes(text)
    return path


def open_slot(folder: Path) -> tuple[str, int]:
    return next((v, slot) for v, team in teams(folder).items() for slot, who in team.items() if who is None)


def filled_slot(folder: Path) -> tuple[str, int, str]:
    return next((v, slot, who) for v, team in teams(folder).items() for slot, who in team.items() if who)


def whole_visit(folder: Path) -> str:
    """A visit without an open slot, so that it can take place."""
    return next(visit for visit, team in teams(folder).items() if team and None not in team.values())


# commit, draw, void


def test_the_small_office_has_open_slots_and_refusals(drawn: Path) -> None:
    """Without them the tests below would show nothing."""
    outcome = draw_of(drawn).outcome
    assert outcome["open"] > 0
    assert outcome["refused"]
    assert outcome["shortage"]
    assert len(outcome["visits"]) < len(outcome["targets"])
    assert replayable(drawn)


def test_a_batch_is_drawn_once(drawn: Path) -> None:
    plan = put(drawn, small_office.plan())
    refused(drawn, Exit.CONFLICT, messages.PLAN_DRAWN, "commit", plan)
    refused(drawn, Exit.CONFLICT, messages.PLAN_DRAWN, "plan", "check", plan)
    tell(drawn, "void", "2001-1", "--ground", "g")
    assert done(drawn, "commit", plan)["ref"] == "2001-2"


def test_a_commitment_that_waits_lets_no_other_come(committed: Path) -> None:
    refused(committed, Exit.CONFLICT, messages.DRAW_PENDING, "commit", put(committed, small_office.plan()))


def test_a_plan_that_cannot_be_read_is_not_committed(filled: Path) -> None:
    plan = put(filled, small_office.plan(as_of="2001-13-05") + b"\nnonsense = 1")
    said = tell(filled, "commit", plan)
    assert said.code == Exit.PLAN
    assert len(events(filled)) == len(KINDS)


def test_what_is_drawn_is_never_drawn_again(drawn: Path) -> None:
    for text in (DICE, OTHER_DICE):
        refused(drawn, Exit.CONFLICT, messages.NOTHING_TO_DRAW, "draw", "--randomness", text)
    refused(drawn, Exit.CONFLICT, messages.NOTHING_TO_DRAW, "draw")


def test_without_a_commitment_nothing_is_drawn(filled: Path) -> None:
    refused(filled, Exit.CONFLICT, messages.NOTHING_TO_DRAW, "draw", "--randomness", DICE)


def test_a_draw_needs_its_randomness(committed: Path) -> None:
    refused(committed, Exit.USAGE, messages.NO_RANDOMNESS, "draw")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", 1),
        ("35081947206613958274", 1),
        ("dice:6:35081947206613958274", 1),
        ("dice:10:3508194720661395827", 1),
        ("dice:10:350819472066139582740", 1),
        ("dice:10:3508194720661395827x", 1),
        ("dice:10:３５０８１９４７２０６６１３９５８２７４", 1),
        ("dice:10:35081947206613958274 ", 1),
        (" dice:10:35081947206613958274", 1),
        ("dice:10:35081947206613958274\n", 1),
        (f"{DICE}+{DICE}", 1),
        ("dice:6:1+dice:10:2", 2),
        ("DICE:10:35081947206613958274", 1),
        ("+", 2),
    ],
)
def test_randomness_of_another_form_is_refused_with_all_that_is_wrong(committed: Path, text: str, faults: int) -> None:
    before = events(committed)
    said = tell(committed, "draw", "--randomness", text)
    assert said.code == Exit.INPUT
    assert said.err.count("error: ") == faults
    assert events(committed) == before


def test_two_sources_are_entered_in_their_order(filled: Path) -> None:
    two = '[{ kind = "dice", faces = 10, throws = 20 }, { kind = "dice", faces = 6, throws = 12 }]'
    assert tell(filled, "commit", put(filled, small_office.plan(randomness=two))).code == Exit.DONE
    said = tell(filled, "draw", "--randomness", f"dice:6:111111111111+{DICE}")
    assert (said.code, said.err.count("error: ")) == (Exit.INPUT, 2)
    refused(filled, Exit.INPUT, messages.RANDOMNESS_FACES, "draw", "--randomness", f"{DICE}+dice:6:011111111111")
    done_before = len(events(filled))
    assert tell(filled, "draw", "--randomness", f"{DICE}+dice:6:123456123456").code == Exit.DONE
    assert len(events(filled)) == done_before + 2
    assert replayable(filled)


def test_a_void_commitment_makes_room_for_the_next_batch(committed: Path) -> None:
    found = done(committed, "void", "2001-1", "--ground", "other dice")
    assert found["ref"] == "2001-1"
    refused(committed, Exit.CONFLICT, messages.NOTHING_TO_DRAW, "draw", "--randomness", DICE)
    assert tell(committed, "commit", put(committed, small_office.plan())).code == Exit.DONE
    assert tell(committed, "draw", "--randomness", DICE).code == Exit.DONE
    done(committed, "void", "2001-2", "--ground", "once more")
    assert tell(committed, "commit", put(committed, small_office.plan())).code == Exit.DONE
    refused(committed, Exit.CONFLICT, messages.RANDOMNESS_USED, "draw", "--randomness", DICE)
    assert tell(committed, "draw", "--randomness", "dice:10:98765432109876543210").code == Exit.DONE
    assert [d.state for d in journal.draws(events(committed))] == ["void", "void", "drawn"]
    assert draw_of(committed).ref == "2001-3"
    found_colours = verdicts(audit(collect(open_office(committed))))
    assert found_colours == {1: Colour.GREEN, 2: Colour.AMBER, 3: Colour.AMBER}


def test_a_void_draw_stays_void_and_as_it_is(drawn: Path) -> None:
    done(drawn, "void", "2001-1", "--ground", "wrong plan")
    slot = open_slot(drawn)
    for words in (
        ["void", "2001-1", "--ground", "again"],
        ["recuse", "M0", "T05", "--ground", "g", "--officer", "f", "--draw", "2001-1"],
        ["absent", "M0", "p2", "--ground", "g", "--draw", "2001-1"],
        ["reinforce", "M0", "20", "--ground", "g", "--draw", "2001-1"],
        ["replace", slot[0], "p2", "--ground", "g", "--draw", "2001-1"],
        ["appoint", *slot, "M3", "--order", "o", "--officer", "f", "--draw", "2001-1"],
        ["export", "visits", drawn.parent / "v.csv", "--draw", "2001-1"],
        ["list", "visits", "--draw", "2001-1"],
        ["import", "results", put(drawn, b"x"), "--draw", "2001-1"],
    ):
        said = tell(drawn, *words)
        assert said.code == Exit.CONFLICT, (words, said.all)
        assert words_of(messages.DRAW_VOID) in said.err
    assert draw_of(drawn).state == "void"
    refused(drawn, Exit.FAILED, messages.NO_DRAW_YET, "recuse", "M0", "T05", "--ground", "g", "--officer", "f")


def test_what_is_not_drawn_has_no_acts(committed: Path) -> None:
    refused(committed, Exit.CONFLICT, messages.NOT_DRAWN, "recuse", "M0", "T05", "--ground", "g", "--officer", "f")
    refused(committed, Exit.CONFLICT, messages.NOT_DRAWN, "list", "visits")


@pytest.mark.parametrize("ref", ["2001", "2001-2", "-1", "1", "x"])
def test_a_draw_that_is_not_there_is_not_found(drawn: Path, ref: str) -> None:
    refused(drawn, Exit.FAILED, messages.NO_DRAW, "void", "--ground=g", "--", ref)


def test_a_draw_is_found_by_its_hash(drawn: Path) -> None:
    assert done(drawn, "void", draw_of(drawn).hash, "--ground", "g")["ref"] == "2001-1"


@pytest.mark.parametrize(
    ("draw", "coordination", "slack"),
    [("open", "shared", "1"), ("closed", "independent", "0"), ("open", "independent", None)],
)
def test_every_kind_of_draw_is_replayed(filled: Path, draw: str, coordination: str, slack: str | None) -> None:
    text = small_office.plan(draw=f'"{draw}"\ncoordination = "{coordination}"')
    text = text.replace(b"even_load_slack = 1", b"" if slack is None else f"even_load_slack = {slack}".encode())
    assert tell(filled, "commit", put(filled, text)).code == Exit.DONE
    assert tell(filled, "draw", "--randomness", DICE).code == Exit.DONE
    done(filled, "reinforce", "M1", "9", "--ground", "g")
    assert (draw_of(filled).record["secret"] is None) == (draw == "open")
    assert (draw_of(filled).outcome["even_load"] is None) == (slack is None)
    bundle = collect(open_office(filled))
    other = {name: replace(secrets, draw="6" * 64) for name, secrets in bundle.secrets.items()}
    assert verdicts(audit(replace(bundle, secrets=other)))[1] == Colour.RED


# what happens afterwards


def test_a_recused_inspector_leaves_the_target_for_good(drawn: Path) -> None:
    visit, _, who = filled_slot(drawn)
    target = visit.rsplit("/", 1)[0]
    before = teams(drawn)
    found = done(drawn, "recuse", who, target, "--ground", "cousin", "--officer", "f")
    after = teams(drawn)
    assert who not in after[visit].values()
    assert found["ground"] == "cousin"
    assert {v: t for v, t in before.items() if v != visit} == {v: t for v, t in after.items() if v != visit}
    done(drawn, "reinforce", who, "50", "--ground", "g")
    assert who not in teams(drawn)[visit].values()


def test_an_absent_inspector_leaves_the_periods_visits(drawn: Path) -> None:
    standing = journal.standing(draw_of(drawn))
    who = next(w for v in standing.values() if v.period == "p2" for w in v.team.values() if w)
    done(drawn, "absent", who, "p2", "p2", "--ground", "ill")
    assert events(drawn)[-1].body["periods"] == ["p2"]
    assert not [v for v in journal.standing(draw_of(drawn)).values() if v.period == "p2" and who in v.team.values()]


def test_a_reinforcement_fills_open_slots(drawn: Path) -> None:
    before = draw_of(drawn).outcome["open"]
    found = done(drawn, "reinforce", "M0", "20", "--ground", "overtime")
    assert found["outcome"]["open"] < before
    kept = {(v, s): w for v, t in teams(drawn).items() for s, w in t.items()}
    assert all(kept[row["visit"], row["slot"]] == row["inspector"] for row in found["outcome"]["teams"])


def test_a_replacement_ends_the_visit_and_draws_the_reserve(drawn: Path) -> None:
    before = teams(drawn)
    visit = next(v.name for v in journal.standing(draw_of(drawn)).values() if v.tasks == ("clinics",))
    found = done(drawn, "replace", visit, "p1", "--ground", "demolished")
    after = teams(drawn)
    assert visit not in after
    new = [row["visit"] for row in found["outcome"]["visits"]]
    assert set(after) == set(before) - {visit} | set(new)
    refused(drawn, Exit.FAILED, messages.NO_VISIT, "replace", visit, "p1", "--ground", "again")


def test_an_appointment_fills_an_open_slot(drawn: Path) -> None:
    visit, slot = open_slot(drawn)
    before = draw_of(drawn).outcome["open"]
    found = done(drawn, "appoint", visit, slot, "M3", "--order", "No. 1, sets §7 aside", "--officer", "Wang")
    assert (found["officer"], found["order"]) == ("Wang", "No. 1, sets §7 aside")
    assert found["outcome"]["open"] == before - 1
    assert teams(drawn)[visit][slot] == "M3"
    refused(
        drawn, Exit.CONFLICT, messages.SLOT_TAKEN, "appoint", visit, slot, "M4", "--order", "o", "--officer", "f"
    )  # fmt: skip


def test_all_acts_in_a_row_are_replayed(drawn: Path) -> None:
    visit, _, who = filled_slot(drawn)
    done(drawn, "recuse", who, visit.rsplit("/", 1)[0], "--ground", "g", "--officer", "f")
    done(drawn, "absent", "H5", "p1", "p2", "--ground", "g")
    whole = whole_visit(drawn)
    enter(drawn, *(row for row in owed_rows(drawn) if row.startswith(whole + ",")))
    done(drawn, "reinforce", "M1", "9", "--ground", "g")
    other = next(v for v in teams(drawn) if v != whole)
    done(drawn, "replace", other, "p2", "--ground", "g")
    slot = next((v, s) for v, team in teams(drawn).items() for s, who in team.items() if who is None and v != visit)
    done(drawn, "appoint", *slot, "M4", "--order", "o", "--officer", "f")
    done(drawn, "recuse", "M4", "T00", "--ground", "nothing to empty", "--officer", "f")
    assert [event.kind for event in draw_of(drawn).after] == [
        "recusal", "absence", "results", "reinforcement", "replacement", "appointment", "recusal",
    ]  # fmt: skip


def test_a_visit_that_took_place_keeps_its_team(drawn: Path) -> None:
    visit = whole_visit(drawn)
    small_office.enter(open_office(drawn), visit)
    team = teams(drawn)[visit]
    slot, who = next((slot, who) for slot, who in team.items() if who)
    refused(drawn, Exit.CONFLICT, messages.VISIT_DONE, "replace", visit, "p2", "--ground", "g")
    refused(drawn, Exit.CONFLICT, messages.VISIT_DONE, "appoint", visit, slot, "M3", "--order", "o", "--officer", "f")
    done(drawn, "recuse", who, visit.rsplit("/", 1)[0], "--ground", "g", "--officer", "f")
    done(drawn, "absent", who, "p1", "p2", "--ground", "g")
    assert teams(drawn)[visit] == team


@pytest.mark.parametrize("limit", ["1", "2", "3"])
def test_a_reinforcement_raises_the_limit(drawn: Path, limit: str) -> None:
    refused(drawn, Exit.CONFLICT, messages.ACT_IMPOSSIBLE["reinforcement"], "reinforce", "M0", limit, "--ground", "g")


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (["recuse", "X9", "T05", "--officer", "f"], Exit.FAILED, messages.NO_INSPECTOR),
        (["recuse", "M0", "T99", "--officer", "f"], Exit.FAILED, messages.NO_TARGET),
        (["absent", "X9", "p2"], Exit.FAILED, messages.NO_INSPECTOR),
        (["absent", "M0", "p2", "p3"], Exit.FAILED, messages.NO_PERIOD),
        (["reinforce", "X9", "5"], Exit.FAILED, messages.NO_INSPECTOR),
        (["replace", "T99/1", "p2"], Exit.FAILED, messages.NO_VISIT),
        (["replace", "T05/9", "p2"], Exit.FAILED, messages.NO_VISIT),
        (["replace", "{visit}", "p9"], Exit.FAILED, messages.NO_PERIOD),
        (["replace", "{water}", "p1"], Exit.CONFLICT, messages.ACT_IMPOSSIBLE["replacement"]),
        (["reinforce", "M0", "0"], Exit.USAGE, "0"),
        (["reinforce", "M0", str(2**53)], Exit.USAGE, str(2**53)),
        (["reinforce", "M0", "x"], Exit.USAGE, "x"),
        (["absent", "M0"], Exit.USAGE, "PERIODS"),
    ],
)
def test_an_act_that_cannot_be_is_refused(drawn: Path, words: list[str], code: Exit, text: str | Message) -> None:
    standing = journal.standing(draw_of(drawn))
    water = next(v.name for v in standing.values() if "water" in v.tasks)
    refused(drawn, code, text, *(w.format(visit=next(iter(standing)), water=water) for w in words), "--ground", "g")


@pytest.mark.parametrize(
    ("place", "inspector", "code", "text"),
    [
        (("T99/1", 1), "M3", Exit.FAILED, messages.NO_VISIT),
        (("{visit}", 99), "M3", Exit.FAILED, messages.NO_SLOT),
        (("{visit}", "{slot}"), "X9", Exit.FAILED, messages.NO_INSPECTOR),
        (("{visit}", "{taken}"), "M3", Exit.CONFLICT, messages.SLOT_TAKEN),
        (("{visit}", "{slot}"), "{member}", Exit.CONFLICT, messages.SLOT_TAKEN),
        (("{visit}", 0), "M3", Exit.USAGE, "0"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(
    drawn: Path, place: tuple[object, object], inspector: str, code: Exit, text: str | Message
) -> None:
    visit, team = next((v, t) for v, t in teams(drawn).items() if len({w is None for w in t.values()}) == 2)
    slot = next(s for s, w in team.items() if w is None)
    taken, member = next((s, w) for s, w in team.items() if w)
    told = {"visit": visit, "slot": slot, "taken": taken, "member": member}
    words = [str(word).format(**told) for word in (*place, inspector)]
    refused(drawn, code, text, "appoint", *words, "--order", "o", "--officer", "f")


@pytest.mark.parametrize(
    "words",
    [
        ["recuse", "M0", "T05", "--officer", "f"],
        ["absent", "M0", "p2"],
        ["reinforce", "M0", "20"],
        ["replace", "{visit}", "p2"],
        ["void", "2001-1"],
    ],
)
@pytest.mark.parametrize("ground", [[], ["--ground", ""], ["--ground", "  "], ["--ground", "\udcff"]])
def test_an_act_needs_a_ground(drawn: Path, words: list[str], ground: list[str]) -> None:
    visit = next(iter(teams(drawn)))
    refused(drawn, Exit.USAGE, "--ground", *(word.format(visit=visit) for word in words), *ground)


@pytest.mark.parametrize(
    "blank", [["--order", " ", "--officer", "f"], ["--order", "o", "--officer", ""], ["--order", "o"]]
)
def test_an_appointment_needs_order_and_officer(drawn: Path, blank: list[str]) -> None:
    refused(drawn, Exit.USAGE, "--o", "appoint", *open_slot(drawn), "M3", *blank)


def test_an_actor_that_is_no_text_is_a_usage_error(drawn: Path) -> None:
    refused(drawn, Exit.USAGE, "--actor", "--actor", "\udcff", "void", "2001-1", "--ground", "g")


def test_the_log_names_actor_time_and_ground(drawn: Path) -> None:
    done(drawn, "recuse", "M0", "T05", "--ground", "cousin “表亲”", "--officer", "f")
    event = events(drawn)[-1]
    assert (event.actor, event.kind, event.body["ground"]) == ("clerk", "recusal", "cousin “表亲”")
    assert datetime.fromisoformat(event.time).tzinfo == UTC


# results

FORM = "检查编号,部门,抽查事项,检查日期,抽查结果,存在的主要问题,是否整改"
DAYS = {"p1": "2001-01-25", "p2": "2001-04-10"}
"""A day in each period."""


def form(folder: Path, *rows: str) -> Path:
    return put(folder, "\n".join((FORM, *rows)).encode("utf-8-sig"), "results.csv")


def owed_rows(folder: Path, words: str = "未发现问题") -> list[str]:
    """A row for every result that the form asks for, on a day of the visit's period."""
    path = folder.parent / "form.csv"
    path.unlink(missing_ok=True)
    assert tell(folder, "export", "results-form", path).code == Exit.DONE
    lines = path.read_text("utf-8-sig").splitlines()
    assert set(FORM.split(",")) < set(lines[0].split(","))
    cells = [line.split(",") for line in lines[1:]]
    periods = {name: visit.period for name, visit in journal.standing(draw_of(folder)).items()}
    return [f"{c[0]},{c[3]},{c[4]},{DAYS[periods[c[0]]]},{words},," for c in cells]


def enter(folder: Path, *rows: str) -> dict[str, Any]:
    return done(folder, "import", "results", form(folder, *rows))


def test_a_whole_form_is_imported(drawn: Path) -> None:
    rows = owed_rows(drawn)
    assert enter(drawn, *rows)["results"] == len(rows)
    assert owed_rows(drawn) == []
    said = tell(drawn, "status", "--json")
    whole = [team for team in teams(drawn).values() if None not in team.values()]
    assert json.loads(said.out)["draws"][0]["done"] == len(whole) < len(teams(drawn))


def test_a_visit_with_an_open_slot_waits(drawn: Path) -> None:
    visit = next(v for v, team in teams(drawn).items() if None in team.values())
    rows = [f"{visit},health,K1,2001-04-10,未发现问题,,"]
    refused(drawn, Exit.INPUT, RESULT_FAULTS["open"], "import", "results", form(drawn, *rows))
    assert not [row for row in owed_rows(drawn) if row.startswith(visit + ",")]


def test_a_form_can_be_imported_in_parts(drawn: Path) -> None:
    rows = owed_rows(drawn)
    assert enter(drawn, *rows[:5])["results"] == 5
    assert owed_rows(drawn) == rows[5:]
    assert enter(drawn, *rows[5:])["results"] == len(rows) - 5


def test_a_visit_is_overdue_until_every_department_has_given_every_result(drawn: Path) -> None:
    for who in ("M0", "M1", "M2"):
        done(drawn, "reinforce", who, "40", "--ground", "g")
    office, rows = open_office(drawn), owed_rows(drawn)
    visit = next(visit for visit, n in Counter(row.split(",")[0] for row in rows).items() if n > 1)
    mine = [row for row in rows if row.startswith(visit + ",")]
    enter(drawn, *(row for row in rows if row not in mine[1:]))
    bundle = collect(office)

    def overdue(bundle: Bundle, on: date) -> bool:
        found = next(c.finding for c in audit(bundle, on) if c.number == "3.05")
        assert (found.colour == Colour.AMBER) == bool(found.detail)
        return visit in found.detail

    assert not overdue(bundle, date(2001, 12, 31))
    assert overdue(bundle, date(2002, 1, 1))
    enter(drawn, *mine[1:])
    assert not overdue(collect(office), date(2002, 1, 1))


def test_rows_without_a_finding_are_left_for_later(drawn: Path) -> None:
    rows = owed_rows(drawn)
    blank = [",".join((*row.split(",")[:3], "", "", "", "")) for row in rows[3:]]
    assert enter(drawn, *rows[:3], *blank)["results"] == 3


def test_a_form_in_which_nothing_is_filled_in_is_not_logged(drawn: Path) -> None:
    path = drawn.parent / "form.xlsx"
    assert tell(drawn, "export", "results-form", path).code == Exit.DONE
    before = len(events(drawn))
    said = tell(drawn, "import", "results", path)
    assert said.code == Exit.INPUT
    assert len(events(drawn)) == before


def test_results_with_faults_are_refused_with_every_fault_at_once(drawn: Path) -> None:
    rows = owed_rows(drawn)
    first = rows[0]
    visit, department, item, date, words, *_ = first.split(",")
    assert enter(drawn, first)["results"] == 1
    good = rows[1].split(",")

    def like(**changed: str) -> str:
        cells = dict(zip(("visit", "department", "item", "date", "words"), good, strict=False)) | changed
        return ",".join((*cells.values(), "", ""))

    faulty = [
        like(visit="T99/1"),
        like(visit="T05/7"),
        like(department="fire"),
        like(item="X1"),
        like(date="2001-01-04"),
        like(date="2001-05-02"),
        like(date="never"),
        like(date=""),
        like(words="fine"),
        f"{visit},{department},{item},{date},{words},,",
        rows[2],
        rows[2],
    ]
    before = events(drawn)
    said = tell(drawn, "import", "results", form(drawn, *faulty))
    assert said.code == Exit.INPUT
    for row in [*range(2, 12), 13]:
        assert f"row {row}" in said.err, said.err
    assert "row 12," not in said.err
    assert "stands in row 12 already" in said.err
    assert said.err.count("error: ") == 11
    assert events(drawn) == before


def test_results_name_items_as_the_form_does(drawn: Path) -> None:
    visit, department, item, date, words, *_ = owed_rows(drawn)[0].split(",")
    row = f"{visit},{department},{item},{date},{words},,"
    said = tell(drawn, "import", "results", form(drawn, row, row))
    assert (
        f"row 3, column 抽查事项, value “{item}”: This department's result for this visit and item “{item}” stands"
        in said.err
    )
    assert enter(drawn, row)["results"] == 1
    said = tell(drawn, "import", "results", form(drawn, row))
    assert f"item “{item}” is entered already" in said.err


def test_results_in_rows_with_another_error_are_checked_too(drawn: Path) -> None:
    visit, department, item, _date, words, *_ = owed_rows(drawn)[0].split(",")
    rows = [f"T99/1,{department},{item},never,{words},,", f"{visit},{department},X1,,{words},,"]
    said = tell(drawn, "import", "results", form(drawn, *rows))
    assert [line.split(", ")[1] for line in said.err.splitlines() if line.startswith("error")] == ["row 2"] * 2 + [
        "row 3"
    ] * 2


def test_the_days_of_the_period_and_of_the_import_are_good_days(drawn: Path) -> None:
    first, last, *_ = (row for row in owed_rows(drawn) if DAYS["p2"] in row)
    days = first.replace(DAYS["p2"], "2001-04-01"), last.replace(DAYS["p2"], "2001-05-01")
    assert enter(drawn, *days)["results"] == 2


def test_the_day_of_an_import_is_that_of_the_offices_own_clock(drawn: Path) -> None:
    """At seven in the morning in China the day of UTC is still the day before."""
    morning = datetime(2001, 4, 30, 23, tzinfo=UTC)
    row = next(row for row in owed_rows(drawn) if DAYS["p2"] in row)
    path = form(drawn, row.replace(DAYS["p2"], "2001-05-01"))
    assert tell(drawn, "import", "results", path, now=morning).code == Exit.DONE
    assert replayable(drawn)


@pytest.mark.parametrize(
    "words",
    [
        "未发现问题",
        "抽查未发现问题",
        "责令改正",
        "发现问题已责令改正",
        "行政处罚",
        "无法联系(检查时单位已关闭等情形)",
        "no problem",
    ],
)
def test_official_words_are_understood(drawn: Path, words: str) -> None:
    assert enter(drawn, owed_rows(drawn, words=words)[0])["results"] == 1


def test_every_class_of_result_is_counted_on_the_site(drawn: Path) -> None:
    rows = owed_rows(drawn)
    enter(drawn, *rows)
    assert tell(drawn, "publish", drawn.parent / "site").code == Exit.DONE
    kinds = Counter(row["finding"] for row in draw_of(drawn).results())
    assert kinds == {"no problem": len(rows)}


def test_the_results_of_a_draw_that_is_gone_are_refused(drawn: Path) -> None:
    path = form(drawn, *owed_rows(drawn))
    tell(drawn, "void", "2001-1", "--ground", "g")
    refused(drawn, Exit.FAILED, messages.NO_DRAW_YET, "import", "results", path)
    refused(drawn, Exit.CONFLICT, messages.DRAW_VOID, "import", "results", path, "--draw", "2001-1")


def test_two_draws_of_one_office_are_kept_apart(drawn: Path) -> None:
    rows = owed_rows(drawn)
    assert tell(drawn, "commit", put(drawn, small_office.plan(id='"2002"'))).code == Exit.DONE
    assert tell(drawn, "draw", "--randomness", OTHER_DICE).code == Exit.DONE
    said = tell(drawn, "import", "results", form(drawn, *rows), "--draw", "2001-1", "--json")
    assert json.loads(said.out)["ref"] == "2001-1"
    assert replayable(drawn)
    assert acts.find(open_office(drawn), None).ref == "2002-1"
    assert [len(d.results()) for d in journal.draws(events(drawn))] == [len(rows), 0]
