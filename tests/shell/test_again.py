"""Importing again is the normal case: what changes is told, nothing is gone by accident, every import can be followed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import small_office
from shop import Said, tell, words_of
from small_office import commit, open_office

from inventories.problems import Exit, Message
from scheduler import acts, imported, messages
from scheduler.audit.checks import audit, verdicts
from scheduler.audit.finding import Colour
from scheduler.bundle import collect
from scheduler.store.office import Office
from scheduler.tables import freeze

HEAD = "编号,单位名称,区县,类别,地址,状态\n"
TEN = [f"S{k},School {k},east,school,Road {k},正常" for k in range(10)]
Write = Callable[..., Path]
MARCH = datetime(2001, 5, 2, tzinfo=UTC)
"""After what the command line did."""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder of a new office."""
    Office.create(tmp_path / "office", small_office.ACTOR).close()
    return tmp_path / "office"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows of targets into a file."""

    def written(rows: list[str], name: str = "targets.csv", head: str = HEAD) -> Path:
        (tmp_path / name).write_text(head + "".join(row + "\n" for row in rows), "utf-8")
        return tmp_path / name

    return written


def done(folder: Path, *words: object) -> Any:
    """What a command answers as data."""
    said = tell(folder, *words, "--json")
    assert said.code == Exit.DONE, said.err
    return json.loads(said.out)


def targets(folder: Path) -> dict[str, Any]:
    return {target.id: target for target in open_office(folder).records("targets")}


def last(folder: Path) -> dict[str, Any]:
    return open_office(folder).events()[-1].body


def refuses(said: Said, message: Message, code: Exit) -> None:
    assert (said.code, words_of(message) in said.err) == (code, True), said.err


def digest(folder: Path) -> dict[str, bytes]:
    return freeze(open_office(folder).tables())


# --- changes ------------------------------------------------------------------------------------------------------


def test_every_field_that_changed_is_told_with_its_old_and_new_value(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TEN))
    again = [TEN[0].replace("Road 0", "Lane 9"), TEN[1].replace("正常", "停业"), "S77,New,east,school,,"]
    answer = done(office, "import", "targets", write(again, "other.csv"))
    assert answer["changes"] == {
        "new": ["S77"],
        "changed": [
            {"id": "S0", "fields": [{"field": "address", "old": "Road 0", "new": "Lane 9"}]},
            {"id": "S1", "fields": [{"field": "status", "old": "active", "new": "suspended"}]},
        ],
        "gone": [],
    }
    assert (answer["new"], answer["changed"], answer["gone"], answer["same"]) == (1, 2, 0, 0)


def test_columns_that_a_file_has_no_longer_are_named(office: Path, write: Write) -> None:
    rows = [TEN[0].replace("正常", "停业"), *TEN[1:]]
    done(office, "import", "targets", write(rows))
    fewer = [",".join(row.split(",")[:4]) for row in rows]
    (warning,) = done(office, "import", "targets", write(fewer, head="编号,单位名称,区县,类别\n"))["warnings"]
    assert (warning["code"], "address, status" in warning["text"], "10 records" in warning["text"]) == (
        "fields-unsaid",
        True,
        True,
    )
    assert {t.status for t in targets(office).values()} == {"active"}
    done(office, "undo-import")
    said = tell(office, "import", "targets", write(fewer, head="编号,单位名称,区县,类别\n"), lang="zh")
    assert "经营地址, " in said.err
    assert "undo-import" in said.err


def test_what_a_file_or_its_mapping_says_is_no_missing_column(office: Path, write: Write, tmp_path: Path) -> None:
    done(office, "import", "targets", write(TEN))
    (tmp_path / "map.toml").write_text('[constants]\naddress = "High Street"\n', "utf-8")
    blank = [",".join([*row.split(",")[:4], ""]) for row in TEN]
    assert (
        done(
            office,
            "import",
            "targets",
            write(blank, head="编号,单位名称,区县,类别,状态\n"),
            "--map",
            tmp_path / "map.toml",
        )["warnings"]
        == []
    )
    assert done(office, "import", "targets", write(TEN))["warnings"] == []


def test_twenty_changes_are_shown_and_the_rest_counted(office: Path, write: Write) -> None:
    rows = [f"S{k:02},School,east,school,Road {k}," for k in range(30)]
    first = tell(office, "import", "targets", write(rows))
    assert "Road" not in first.out  # a first import has nothing to compare with
    said = tell(office, "import", "targets", write([row.replace("Road", "Lane") for row in rows]))
    assert sum("Lane" in line for line in said.out.splitlines()) == 20
    assert "10 more changes" in said.err


def test_the_same_file_twice_changes_nothing_and_is_logged(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TEN), "--complete")
    before = digest(office)
    done(office, "import", "targets", write(TEN), "--complete", "--by", "李四")
    assert digest(office) == before
    first, second = open_office(office).events()
    assert second.actor == "李四"
    assert (second.body["new"], second.body["changed"], second.body["gone"], second.body["same"]) == (0, 0, 0, 10)
    assert second.body["sha256"] == first.body["sha256"]
    assert (second.body["covers"], second.body["left_out"]) == ([], [])


def test_the_log_says_unknown_where_the_computer_knows_no_user(monkeypatch: pytest.MonkeyPatch) -> None:
    from scheduler.cli import kit

    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert kit.user() == "unknown"


# --- gone ---------------------------------------------------------------------------------------------------------


def test_without_a_word_on_what_it_covers_a_file_makes_nothing_gone(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TEN))
    assert done(office, "import", "targets", write(TEN[:1]))["gone"] == 0
    assert {target.status for target in targets(office).values()} == {"active"}


def test_a_target_that_a_complete_list_lacks_is_gone_and_comes_back(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TEN))
    said = tell(office, "import", "targets", write(TEN[:9]), "--complete")
    assert "1 are gone" in said.out
    gone = targets(office)["S9"]
    assert (gone.status, gone.gone.isoformat(), gone.name) == ("gone", "2001-05-01", "School 9")
    assert done(office, "import", "targets", write(TEN[:9]), "--complete")["gone"] == 0  # it is gone once
    back = done(office, "import", "targets", write(TEN), "--complete")
    assert (back["back"], back["changed"], targets(office)["S9"].status) == (1, 1, "active")


def test_only_what_the_file_covers_can_be_gone(office: Path, write: Write) -> None:
    clinics = ["C1,Clinic,west,clinic,,", "C2,Clinic,east,clinic,,"]
    done(office, "import", "targets", write([*TEN, *clinics]))
    done(office, "import", "targets", write(TEN[:9]), "--covers", "类别=school")
    assert [name for name, target in targets(office).items() if target.gone] == ["S9"]
    assert last(office)["covers"] == [{"column": "category", "values": ["school"]}]
    words = ["--covers", "category=clinic", "--covers", "district=west", "--covers", "district=north", "--yes"]
    done(office, "import", "targets", write(["C9,Clinic,north,clinic,,"]), *words)
    assert [name for name, target in targets(office).items() if target.gone] == ["C1", "S9"]


def test_a_row_outside_what_the_file_covers_is_an_error(office: Path, write: Write) -> None:
    said = tell(office, "import", "targets", write([*TEN, "C1,Clinic,west,clinic,,"]), "--covers", "category=school")
    refuses(said, Message("", "is not among what the file is said to cover"), Exit.INPUT)
    assert "row 12" in said.err
    assert "clinic" in said.err
    assert targets(office) == {}


def test_a_file_cut_short_empties_no_inventory(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TEN))
    before = digest(office)
    said = tell(office, "import", "targets", write(TEN[:7]), "--complete")
    refuses(said, messages.MANY_GONE, Exit.CONFLICT)
    assert "3 of the 10" in said.err
    assert digest(office) == before
    assert (
        done(office, "import", "targets", write(TEN[:8]), "--complete")["gone"] == 2
    )  # a fifth is not more than a fifth
    assert done(office, "import", "targets", write(TEN[:2]), "--complete", "--yes")["gone"] == 6


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["targets", "--covers", "colour=red"], Exit.USAGE),
        (["targets", "--covers", "category"], Exit.USAGE),
        (["targets", "--covers", "licence_kind=x"], Exit.USAGE),
        (["targets", "--covers", "status=strange"], Exit.USAGE),
        (["targets", "--covers", "category=school", "--complete"], Exit.USAGE),
        (["signals", "--complete"], Exit.USAGE),
        (["history", "--covers", "department=health"], Exit.USAGE),
        (["results", "--complete"], Exit.USAGE),
        (["results", "--accept-good"], Exit.USAGE),
        (["signals", "--accept-good"], Exit.USAGE),
        (["repairs", "--complete"], Exit.USAGE),
        (["classes", "--covers", "credit_class=A"], Exit.USAGE),
    ],
)
def test_what_no_file_can_cover_is_refused(filled: Path, write: Write, words: list[str], code: Exit) -> None:
    before = open_office(filled).events()
    said = tell(filled, "import", words[0], write(TEN), *words[1:])
    assert said.code == code, said.all
    assert open_office(filled).events() == before


def test_a_target_that_is_gone_is_out_of_the_frame_and_counted(filled: Path, write: Write) -> None:
    office = open_office(filled, MARCH)
    fields = ("id", "name", "district", "category", "address", "entity", "owner", "status", "credit_class")
    words = {"active": "正常", "closed": "注销"}
    records = [t for t in office.records("targets") if t.id != "T03"]
    rows = [",".join(words.get(str(getattr(t, f)), str(getattr(t, f))) for f in fields) for t in records]
    done(filled, "import", "targets", write(rows, head=",".join(fields) + "\n"), "--complete")
    draw = commit(office)
    assert {"task": "water", "ground": "gone", "count": 1} in draw.record["excluded"]
    acts.draw(office, small_office.DICE)
    assert verdicts(audit(collect(office)))[1] == Colour.GREEN


def test_an_item_off_the_list_is_warned_about_by_the_check_of_a_plan(filled: Path, write: Write) -> None:
    (filled.parent / "plan.toml").write_bytes(small_office.plan())
    rows = ["K1,Records,重点", "K2,Waste,一般"]
    done(filled, "import", "items", write(rows, "i.csv", "编号,事项名称,事项类别\n"), "--complete", "--yes")
    checked = json.loads(tell(filled, "plan", "check", filled.parent / "plan.toml", "--json").out)
    assert "item-unknown" in [problem["code"] for problem in checked["problems"]]


def test_an_inspector_off_the_roster_is_inactive_from_that_day(filled: Path, write: Write) -> None:
    roster = "id,name,department\n"
    rows = [f"H{k},Healer {k},health" for k in range(7)]
    done(filled, "import", "inspectors", write(rows, "roster.csv", roster), "--covers", "部门=health")
    (gone,) = [i for i in open_office(filled).records("inspectors") if i.gone]
    assert (gone.id, gone.active, gone.gone.isoformat()) == ("H7", False, "2001-05-01")


def test_conflicts_leave_and_exclusions_that_are_gone_ended_the_day_before(filled: Path, write: Write) -> None:
    row = "id,inspector,subject,value,kind\n"
    done(filled, "import", "conflicts", write(["C1,H3,target,T02,kin"], "c.csv", row), "--complete", "--yes")
    ends = {c.id: c.ends and c.ends.isoformat() for c in open_office(filled).records("conflicts")}
    assert ends == {"C1": None, "C2": "2001-04-30", "C3": "2001-04-30"}
    row = "id,inspector,begins,ends\n"
    done(filled, "import", "leave", write(["L3,H3,2001-05-01,2001-05-02"], "l.csv", row), "--complete", "--yes")
    found = {leave.id: leave.ends.isoformat() for leave in open_office(filled).records("leave")}
    assert found == {"L1": "2001-04-30", "L2": "2001-01-12", "L3": "2001-05-02"}  # L2 was over already
    row = "id,target,ground,document\n"
    done(filled, "import", "exclusions", write(["E2,T02,flood,Doc 2"], "e.csv", row), "--complete", "--yes")
    ends = {e.id: e.ends and e.ends.isoformat() for e in open_office(filled).records("exclusions")}
    assert ends == {"E1": "2001-04-30", "E2": None}


# --- undo ---------------------------------------------------------------------------------------------------------


def test_an_import_is_undone_and_the_tables_are_as_before(office: Path, write: Write) -> None:
    states = [digest(office)]
    rows = [TEN, [*TEN[:9], "N1,New,east,school,,"], [TEN[0].replace("Road", "Lane")]]
    for k, part in enumerate(rows):
        done(office, "import", "targets", write(part), *(["--complete"] if k == 1 else []))
        states.append(digest(office))
    for k in (2, 1, 0):
        answer = done(office, "undo-import")
        assert (answer["undone"], digest(office)) == (k + 1, states[k])
    said = tell(office, "undo-import")
    refuses(said, messages.NOTHING_TO_UNDO, Exit.CONFLICT)
    assert [event.kind for event in open_office(office).events()] == ["import"] * 3 + ["undo"] * 3
    done(office, "import", "targets", write(TEN))
    assert digest(office) == states[1]


def test_an_undone_import_can_be_made_again_and_undone_again(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TEN))
    before = digest(office)
    changed = [row.replace("Road", "Lane") for row in TEN]
    for _ in range(2):
        assert done(office, "import", "targets", write(changed))["changed"] == 10
        done(office, "undo-import")
        assert digest(office) == before
    assert done(office, "undo-import")["undone"] == 1
    assert targets(office) == {}


def test_an_import_on_which_something_rests_is_not_undone(filled: Path) -> None:
    office = open_office(filled)
    commit(office)
    before = digest(filled)
    said = tell(filled, "undo-import")
    refuses(said, Message("", "After the last import something was logged"), Exit.CONFLICT)
    assert "commitment" in said.err
    assert digest(filled) == before
    small_office.fill(office)  # what comes after the commitment can be undone
    assert done(filled, "undo-import")["kind"] == "conflicts"


# --- rows left out ------------------------------------------------------------------------------------------------


BAD = "S/1,School x,east,school,,"
WORSE = "S20,School y,east,school,,strange"


def test_with_errors_nothing_is_stored_and_the_good_rows_only_if_asked(office: Path, write: Write) -> None:
    file = write([*TEN, BAD, WORSE])
    assert tell(office, "import", "targets", file).code == Exit.INPUT
    assert open_office(office).events() == []
    answer = done(office, "import", "targets", file, "--accept-good")
    assert (answer["new"], len(targets(office))) == (10, 10)
    listed = done(office, "list", "left-out")
    assert [(row["file"], row["row"], row["id"], row["ground"], row["value"]) for row in listed] == [
        ("targets.csv", 12, "", "identifier", "S/1"),
        ("targets.csv", 13, "S20", "choice", "strange"),
    ]
    assert done(office, "status")["left_out"] == 2
    assert "2 rows of imports are left out" in tell(office, "status").out


def test_an_identity_card_number_is_masked_on_record(office: Path, write: Write) -> None:
    number = "110101199003070134"
    done(office, "import", "targets", write([*TEN, f"{number},School x,east,school,,"]), "--accept-good")
    events = json.dumps([event.body for event in open_office(office).events()])
    assert number not in events
    assert [row["ground"] for row in done(office, "list", "left-out")] == ["card-identifier"]


def test_an_identifier_with_a_wrong_row_is_left_out_with_all_its_rows(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TEN))
    rows = ["S0,Other name,east,school,,", "S0,Third name,east,school,,", "S1,Renamed,east,school,,"]
    done(office, "import", "targets", write(rows, "two.csv"), "--accept-good")
    assert (targets(office)["S0"].name, targets(office)["S1"].name) == ("School 0", "Renamed")
    assert [(row["row"], row["ground"]) for row in done(office, "list", "left-out")] == [(2, "same-id"), (3, "same-id")]


@pytest.mark.parametrize(
    "text", [HEAD + 'S1,"open,east,school,,\n', "编号,单位名称\nS1,School\n", "nothing to see here\n"]
)
def test_an_error_of_the_file_itself_is_never_accepted(office: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.csv").write_text(text, "utf-8")
    assert tell(office, "import", "targets", tmp_path / "bad.csv", "--accept-good").code == Exit.INPUT
    assert open_office(office).events() == []


def test_a_row_that_refers_to_nobody_is_left_out_like_any_other(filled: Path, write: Write) -> None:
    rows = ["L7,H3,2001-05-01,2001-05-02", "L8,H99,2001-05-01,2001-05-02"]
    done(filled, "import", "leave", write(rows, "leave.csv", "id,inspector,begins,ends\n"), "--accept-good")
    assert [(row["id"], row["ground"]) for row in done(filled, "list", "left-out")] == [("L8", "unknown-inspector")]
    assert {leave.id for leave in open_office(filled).records("leave")} == {"L1", "L2", "L7"}


def test_nothing_is_gone_while_rows_are_left_out(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TEN))
    file = write([*TEN[:9], TEN[9].replace("S9", "S/9")])
    said = tell(office, "import", "targets", file, "--complete", "--accept-good")
    assert said.code == Exit.DONE
    assert words_of(messages.GONE_UNKNOWN) in said.err
    assert targets(office)["S9"].gone is None


@pytest.mark.parametrize(
    ("rows", "name", "words", "open_rows"),
    [
        ([], "other.csv", [], [12, 13]),
        (["S20,School y,east,school,,"], "other.csv", [], [12]),
        ([], "targets.csv", [], []),
        ([BAD], "targets.csv", ["--accept-good"], [12]),
        ([], "other.csv", ["--complete"], []),
    ],
    ids=["another file", "the identifier", "the file again", "the file again, still wrong", "a complete list"],
)
def test_rows_left_out_stay_until_they_are_repaired(
    office: Path, write: Write, rows: list[str], name: str, words: list[str], open_rows: list[int]
) -> None:
    done(office, "import", "targets", write([*TEN, BAD, WORSE]), "--accept-good")
    done(office, "import", "targets", write([*TEN, *rows], name), *words)
    assert [row["row"] for row in done(office, "list", "left-out")] == open_rows
    done(office, "undo-import")
    assert [row["row"] for row in done(office, "list", "left-out")] == [12, 13]  # an undone import repairs nothing


def test_an_import_of_another_table_repairs_nothing(office: Path, write: Write) -> None:
    done(office, "import", "targets", write([*TEN, BAD]), "--accept-good")
    file = write(["K1,Records"], "targets.csv", "id,name\n")
    done(office, "import", "items", file, "--complete")
    assert [row["row"] for row in done(office, "list", "left-out")] == [12]


def test_rows_left_out_stand_in_the_next_commitment(filled: Path, write: Write) -> None:
    done(filled, "import", "targets", write([BAD, WORSE, WORSE.replace("S20", "S21")]), "--accept-good")
    office = open_office(filled, MARCH)
    draw = commit(office)
    assert draw.record["left_out"] == [
        {"kind": "targets", "ground": "choice", "count": 2},
        {"kind": "targets", "ground": "identifier", "count": 1},
    ]
    acts.draw(office, small_office.DICE)
    assert verdicts(audit(collect(office)))[1] == Colour.GREEN


# --- duplicates ---------------------------------------------------------------------------------------------------


TWICE = [*TEN, "S99,School 0,east,school,Road 0,"]


def test_probable_duplicates_are_counted_after_an_import_and_decided(office: Path, write: Write) -> None:
    said = tell(office, "import", "targets", write(TWICE))
    assert "1 pairs of targets are probably the same place" in said.err
    (pair,) = json.loads(tell(office, "duplicates", "list", "--json").out)
    assert (pair["one"], pair["other"], pair["why"]) == ("S0", "S99", ["same name and address"])
    decided = tell(office, "duplicates", "decide", "S0", "S99", "--same", "--ground", "seen on site")
    assert decided.code == Exit.DONE, decided.err
    assert targets(office)["S99"].merged_into == "S0"
    assert last(office) == {"stays": "S0", "other": "S99", "same": True, "ground": "seen on site"}
    again = done(office, "import", "targets", write(TWICE), "--complete")
    assert (again["changed"], again["gone"], again["same"]) == (0, 0, 11)  # the decision outlasts the list
    assert json.loads(tell(office, "duplicates", "list", "--json").out) == []


def test_a_pair_is_shown_with_both_targets_and_the_reason_once(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TWICE))
    said = tell(office, "duplicates", "list")
    lines = [line.split() for line in said.out.splitlines() if "Road 0" in line]
    assert [line[0] for line in lines] == ["S0", "S99"]
    assert (said.out.count("same name and address"), said.err) == (1, "1 pairs\n")
    assert len(said.out.splitlines()) < 9


def test_a_decision_is_taken_back_by_the_opposite_one(office: Path, write: Write) -> None:
    done(office, "import", "targets", write(TWICE))
    for same in ("--same", "--different", "--same"):
        said = tell(office, "duplicates", "decide", "S0", "S99", same, "--ground", "g")
        assert said.code == Exit.DONE, said.err
        assert targets(office)["S99"].merged_into == ("S0" if same == "--same" else "")
    assert imported.merged(open_office(office).events()) == {"S99": "S0"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["S0", "S0", "--same"], Exit.USAGE),
        (["S0", "S5"], Exit.USAGE),
        (["S0", "X1", "--same"], Exit.FAILED),
        (["S99", "S0", "--same"], Exit.CONFLICT),
        (["S1", "S99", "--same"], Exit.CONFLICT),
        (["S1", "S99", "--different"], Exit.CONFLICT),
    ],
)
def test_what_cannot_be_decided_is_refused(office: Path, write: Write, words: list[str], code: Exit) -> None:
    done(office, "import", "targets", write(TWICE))
    assert tell(office, "duplicates", "decide", "S0", "S99", "--same", "--ground", "g").code == Exit.DONE
    before = digest(office)
    assert tell(office, "duplicates", "decide", *words, "--ground", "g").code == code
    assert digest(office) == before


def test_a_merged_target_is_out_and_what_is_known_of_it_counts_for_the_other(filled: Path) -> None:
    """T08 has a complaint, a past visit by H0 and M0, and its entity a conflict with M0; T11 has none that counts."""
    assert tell(filled, "duplicates", "decide", "T11", "T08", "--same", "--ground", "one yard").code == Exit.DONE
    office = open_office(filled, MARCH)
    draw = commit(office)
    facts = acts.frozen_facts(office, draw)
    assert {"task": "clinics", "ground": "merged", "count": 1} in draw.record["excluded"]
    points = {line.cause: line.points for line in facts.frame.assessments["T11"].lines}
    assert points["complaint"] == 10
    assert facts.last["T11"] == {"H0", "M0"}
    assert "M0" in facts.barred["T11"]
    acts.draw(office, small_office.DICE)
    assert verdicts(audit(collect(office)))[1] == Colour.GREEN


# --- what else a clerk meets --------------------------------------------------------------------------------------


def test_a_comparison_with_a_registry_does_not_stand_in_the_way_of_undoing(office: Path, write: Write) -> None:
    before = digest(office)
    done(office, "import", "targets", write(TEN))
    done(office, "compare", write(["School 1,Road 1"], "registry.csv", "企业名称,地址\n"))
    assert done(office, "undo-import")["undone"] == 1
    assert digest(office) == before


@pytest.mark.parametrize("words", [["undo"], ["UNDO", "x.csv"]])
def test_whoever_looks_for_the_undoing_among_the_imports_is_told_where_it_is(office: Path, words: list[str]) -> None:
    said = tell(office, "import", *words)
    assert (said.code, "double-random undo-import" in said.err) == (Exit.USAGE, True), said.err
    assert "double-random undo-import" in " ".join(tell(office, "import", "--help").out.split())


def test_a_row_outside_what_the_file_covers_is_marked_in_its_own_column(office: Path, write: Write) -> None:
    said = tell(office, "import", "targets", write(["C1,Clinic,west,clinic,,"]), "--covers", "category=school")
    assert "column 类别" in said.err


@pytest.mark.parametrize(("lang", "headers"), [("en", ("old value", "new value")), ("zh", ("原值", "新值"))])
def test_old_and_new_values_stand_under_their_own_headers(
    office: Path, write: Write, lang: str, headers: tuple[str, str]
) -> None:
    done(office, "import", "targets", write(TEN))
    said = tell(office, "import", "targets", write([TEN[0].replace("Road", "Lane")]), lang=lang)
    assert all(header in said.out for header in headers), said.out


def test_the_table_is_read_back_once_however_often_it_is_looked_at(
    office: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a million records back takes as long as reading the file."""
    done(office, "import", "targets", write(TWICE))
    read: list[str] = []
    real = Office.records
    monkeypatch.setattr(Office, "records", lambda self, kind: read.append(kind) or real(self, kind))
    said = tell(office, "import", "targets", write([*TWICE, "S98,School 1,east,school,Road 1,"]))
    assert "2 pairs of targets are probably the same place" in said.err
    assert read == ["targets"]


VISITS = "对象编号,检查日期,检查机关,检查人员,检查结果\n"


def test_a_past_visit_is_one_visit_however_many_rows_and_files_tell_of_it(office: Path, write: Write) -> None:
    """Else a limit on visits in a year could be used up by importing a list twice."""
    done(office, "import", "targets", write(TEN))
    done(office, "import", "history", write(["S1,2000-05-01,health,H1,"], "h.csv", VISITS))
    rows = ["S1,2000-05-01,health,H2,fine", "S1,2000-05-01,health,H1,fined", "S1,2000-05-02,health,H1,"]
    answer = done(office, "import", "history", write(rows, "h.csv", VISITS))
    assert (answer["new"], answer["changed"], [w["code"] for w in answer["warnings"]]) == (1, 1, ["record-twice"])
    (first, second) = sorted(open_office(office).records("history"), key=lambda visit: visit.date)
    assert (first.inspectors, first.result, second.date.day) == (("H1", "H2"), "fine；fined", 2)
    answer = done(office, "import", "history", write([*reversed(rows)], "h.csv", VISITS))
    assert (answer["new"], answer["changed"], answer["same"]) == (0, 0, 2)
