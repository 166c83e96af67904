"""Offices that hand each other signed files: a city and its district, a lead and its partner, and somebody in between."""

import copy
import csv
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import click
import pytest
import small_office
from forger import finds, red, with_events, with_rows
from shop import NOW, Said, tell

from inventories.problems import Exit
from scheduler import acts
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect
from scheduler.exchange import form, handin, handover, keyfile, notes, trust
from scheduler.imports import store_records
from scheduler.store.office import Office

MARKET = small_office.MARKET
MINUTES = count()
"""Every command is a minute after the one before, so that no log goes back in time."""


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed where a passphrase is asked for, in order."""
    answers: list[str] = []
    monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda _prompt: answers.pop(0))
    return answers


@dataclass(frozen=True)
class Desk:
    """An office of a test: its folder, and the words that are said in it."""

    folder: Path

    def tell(self, *words: object, lang: str = "en") -> Said:
        return tell(self.folder, *words, lang=lang, now=NOW + timedelta(minutes=next(MINUTES)))

    def does(self, *words: object) -> Said:
        said = self.tell(*words)
        assert said.code == 0, said.err
        return said

    @property
    def office(self) -> Office:
        return small_office.open_office(self.folder, NOW + timedelta(minutes=next(MINUTES)))

    @property
    def key(self) -> str:
        return self.does("key", "show").out.strip()

    def file(self, name: str) -> Path:
        return self.folder.parent / name


@pytest.fixture
def city(drawn: Path) -> Desk:
    """An office that has drawn, with a key."""
    desk = Desk(drawn)
    desk.does("key", "new", "--name", "city", "--no-passphrase")
    return desk


@pytest.fixture
def partner(tmp_path: Path) -> Desk:
    """The market department's own office, with its roster, leave and conflicts, and a key."""
    folder = tmp_path / "partner"
    office = Office.create(folder, small_office.ACTOR, small_office.ticking())
    found = small_office.tables()
    own = [i for i in found.inspectors if i.department == MARKET]
    names = {i.id for i in own}
    for kind, records in (
        ("inspectors", own),
        ("leave", [x for x in found.leave if x.inspector in names]),
        ("conflicts", [x for x in found.conflicts if x.inspector in names]),
    ):
        store_records(office, kind, records, {"file": f"{kind}.csv", "sha256": "0" * 64, "rows": len(records)})
    office.close()
    desk = Desk(folder)
    desk.does("key", "new", "--name", "partner", "--no-passphrase")
    return desk


@pytest.fixture
def lead(filled: Path, partner: Desk) -> Desk:
    """An office that leads a joint draw, has not committed yet and trusts the partner."""
    desk = Desk(filled)
    desk.does("key", "new", "--name", "lead", "--no-passphrase")
    desk.does("key", "trust", partner.key, "--as", "market bureau", "--department", MARKET)
    return desk


@pytest.fixture
def handed(lead: Desk, partner: Desk) -> Path:
    """The partner's hand-in."""
    partner.does("handin", partner.file("in.txt"), "--department", MARKET)
    return partner.file("in.txt")


def altered(path: Path) -> Iterator[tuple[int, bytes]]:
    """The file with each of its lines changed, dropped, said twice."""
    lines = path.read_bytes().split(b"\n")
    for k, line in enumerate(lines[:-1]):
        changed = line.replace(b'"', b"'", 1) if b'"' in line else line + b"x"
        for instead in ([changed], [], [line, line]):
            if instead != [line, line] or k != len(lines) - 2:  # a signature said twice says the same
                yield k, b"\n".join([*lines[:k], *instead, *lines[k + 1 :]])


# ---- keys


def test_a_key_is_kept_under_a_passphrase_that_is_asked_twice(filled: Path, typed: list[str]) -> None:
    desk = Desk(filled)
    typed += ["pass one", "pass two", "pass one", "pass one"]  # the two differ: both are asked again
    said = desk.does("key", "new", "--name", "office")
    assert typed == []
    assert said.out.strip() == desk.key
    assert b"ENCRYPTED" in (filled / keyfile.FILE).read_bytes()
    assert (filled / keyfile.FILE).stat().st_mode & 0o077 == 0
    typed.append("another")
    assert desk.tell("handin", desk.file("x"), "--department", MARKET).code == Exit.FAILED
    typed.append("pass one")
    desk.does("handin", desk.file("x"), "--department", MARKET)


def test_a_key_is_not_made_twice(city: Desk) -> None:
    before = (city.folder / keyfile.FILE).read_bytes()
    assert city.tell("key", "new", "--no-passphrase").code == Exit.CONFLICT
    assert (city.folder / keyfile.FILE).read_bytes() == before


@pytest.mark.parametrize("name", ["a b", "a+b", "a\tb", "\u3000"])
def test_a_name_that_no_key_can_have(filled: Path, name: str) -> None:
    assert Desk(filled).tell("key", "new", "--name", name, "--no-passphrase").code == Exit.USAGE
    assert not (filled / keyfile.FILE).exists()


def test_the_key_file_of_another_office_does_not_sign(city: Desk, partner: Desk) -> None:
    shutil.copy(partner.folder / keyfile.FILE, city.folder / keyfile.FILE)
    said = city.tell("handover", city.file("x"), "--district", "east")
    assert (said.code, city.file("x").exists()) == (Exit.FAILED, False)


@pytest.mark.parametrize("data", [b"", b"garbage", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_key_file_that_is_none(city: Desk, data: bytes) -> None:
    (city.folder / keyfile.FILE).write_bytes(data)
    assert city.tell("handover", city.file("x"), "--district", "east").code == Exit.FAILED


def test_without_a_key_nothing_is_signed(drawn: Path) -> None:
    said = tell(drawn, "handover", drawn.parent / "x", "--district", "east")
    assert (said.code, (drawn.parent / "x").exists()) == (Exit.FAILED, False)
    assert tell(drawn, "key", "show").code == Exit.FAILED


def test_trust_and_its_end(lead: Desk, partner: Desk) -> None:
    assert lead.tell("key", "trust", partner.key, "--as", "else").code == Exit.CONFLICT
    assert lead.tell("key", "trust", lead.key, "--as", "us").code == Exit.CONFLICT
    assert lead.tell("key", "trust", partner.key[:-2], "--as", "else").code == Exit.INPUT
    rows = json.loads(lead.does("list", "keys", "--json").out)
    assert [(row["name"], row["agency"], row["hands in"]) for row in rows] == [
        ("lead", "this office", ""),
        ("partner", "market bureau", MARKET),
    ]
    lead.does("key", "distrust", "partner", "--ground", "lost")
    assert lead.tell("key", "distrust", "partner", "--ground", "lost").code == Exit.FAILED
    assert len(json.loads(lead.does("list", "keys", "--json").out)) == 1
    lead.does("key", "trust", partner.key, "--as", "else")


# ---- handover


def read(path: Path, by: Desk) -> tuple[handover.Head, tuple[handover.HandedVisit, ...]]:
    text, _ = notes.open_note(path.read_bytes(), [notes.verifier(by.key)])
    return form.read(handover.FORMAT, text, handover.Head, handover.HandedVisit)


def test_a_handover_holds_the_districts_visits_and_no_more(city: Desk) -> None:
    city.does("handover", city.file("east.txt"), "--district", "east", "--document", "No. 5", "--level", "city")
    head, visits = read(city.file("east.txt"), city)
    draw = acts.find(city.office, None)
    facts = acts.frozen_facts(city.office, draw)
    assert (head.draw, head.commitment, head.document, head.level) == ("2001-1", draw.hash, "No. 5", "city")
    expected = {row["visit"] for row in draw.outcome["visits"] if facts.targets[row["visit"][:-2]].district == "east"}
    assert {visit.visit for visit in visits} == expected != set()
    for visit in visits:
        assert {member.id for member in visit.team} <= {i.id for i in facts.tables.inspectors if "east" in i.areas}
        assert visit.target.district == "east"


def test_nothing_secret_is_in_a_handover(city: Desk) -> None:
    """No ticket, point, band or conflict: neither by name nor by value; and nobody who was not drawn."""
    city.does("handover", city.file("east.txt"), "--district", "east")
    city.does("handover", city.file("m.txt"), "--department", MARKET)
    office = city.office
    draw = acts.find(office, None)
    for name in ("east.txt", "m.txt"):
        text = city.file(name).read_text("utf-8")
        members = set(_members(json.loads(line) for line in text.split("\n")[1:] if line.startswith("{")))
        assert not members & {
            "band",
            "points",
            "ticket",
            "rank",
            "rate",
            "path",
            "cell",
            "conflict",
            "kind_of_conflict",
        }
        assert not any(row["ticket"] in text for row in draw.outcome["targets"])
        assert draw.outcome["seed"] not in text
        assert "kin" not in text.replace("kind", "")


def _members(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = value.values()
    if not isinstance(value, str | int | None):
        for inner in value:
            yield from _members(inner)


def test_a_department_gets_its_own_people_by_name_and_of_others_that_they_come(city: Desk) -> None:
    city.does("handover", city.file("m.txt"), "--department", MARKET)
    _, visits = read(city.file("m.txt"), city)
    assert {member.department for visit in visits for member in visit.team} == {MARKET}
    assert {other for visit in visits for other in visit.others} == {"health"}
    assert "Healer" not in city.file("m.txt").read_text("utf-8")


def test_whom_a_handover_cannot_be_for(city: Desk) -> None:
    path = city.file("x.txt")
    assert city.tell("handover", path).code == Exit.USAGE
    assert city.tell("handover", path, "--district", "east", "--department", MARKET).code == Exit.USAGE
    assert "east, west" in city.tell("handover", path, "--district", "north").err
    assert city.tell("handover", path, "--department", "fire").code == Exit.FAILED
    assert city.tell("handover", path, "--district", "east", "--level", "moon").code == Exit.USAGE
    assert not path.exists()
    path.write_text("mine")
    assert city.tell("handover", path, "--district", "east").code == Exit.CONFLICT
    assert path.read_text() == "mine"
    assert not city.office.events("handover")


def test_nothing_is_handed_over_before_the_draw(committed: Path) -> None:
    desk = Desk(committed)
    desk.does("key", "new", "--name", "a", "--no-passphrase")
    assert desk.tell("handover", desk.file("x"), "--district", "east").code == Exit.CONFLICT


def test_what_cannot_be_written_is_not_logged(city: Desk) -> None:
    assert city.tell("handover", city.file("no folder") / "x.txt", "--district", "east").code == Exit.FAILED
    assert not city.office.events("handover")


# ---- hand-in


def test_a_hand_in_is_taken_whole(lead: Desk, handed: Path) -> None:
    before = lead.office.tables()
    said = lead.does("import", "handin", handed, "--yes")
    assert "Handed in by market bureau" in said.out
    after = lead.office.tables()
    assert [i for i in after.inspectors if i.department != MARKET] == [
        i for i in before.inspectors if i.department != MARKET
    ]
    told = {(c.inspector, c.subject, c.value) for c in after.conflicts if c.id.startswith("h")}
    assert told == {(c.inspector, c.subject, c.value) for c in before.conflicts if c.inspector.startswith("M")}
    again = json.loads(lead.does("import", "handin", handed, "--json").out)
    assert all(not counts["new"] + counts["changed"] + counts["gone"] for counts in again["tables"].values())


def test_a_hand_in_says_neither_what_a_conflict_is_nor_why_somebody_is_away(handed: Path) -> None:
    text = handed.read_text("utf-8")
    assert "kin" not in text.replace('"kind', "")
    assert "interest" not in text
    assert "study" not in text


def test_who_is_not_in_it_is_gone(lead: Desk, partner: Desk, handed: Path) -> None:
    lead.does("import", "handin", handed)
    _leave(partner, "M0")
    partner.does("handin", partner.file("again.txt"), "--department", MARKET)
    lead.does("import", "handin", partner.file("again.txt"), "--yes")
    records = {i.id: i for i in lead.office.records("inspectors")}
    assert records["M0"].gone
    assert not any(i.gone for name, i in records.items() if name != "M0")
    over = [c for c in lead.office.records("conflicts") if c.inspector == "M0"]
    assert all(c.ends is not None and c.ends.isoformat() < "2001-12-31" for c in over)


def _leave(partner: Desk, gone: str) -> None:
    path = partner.file("roster.csv")
    rows = [f"{i.id},{i.name},{MARKET}\n" for i in partner.office.records("inspectors") if i.id != gone]
    path.write_text("工号,姓名,部门\n" + "".join(rows), "utf-8")
    partner.does("import", "inspectors", path, "--complete", "--yes")


def test_an_undone_hand_in_leaves_all_three_tables_as_they_were(lead: Desk, partner: Desk, handed: Path) -> None:
    before = lead.office.tables()
    lead.does("import", "handin", handed)
    assert lead.office.tables() != before
    lead.does("key", "distrust", "partner", "--ground", "sent in error")
    lead.does("undo-import")
    assert lead.office.tables() == before
    assert "M0" in lead.does("list", "conflicts").out


def test_every_altered_line_is_found(lead: Desk, handed: Path) -> None:
    before = lead.office.tables()
    for k, data in altered(handed):
        handed.write_bytes(data)
        said = lead.tell("import", "handin", handed)
        assert said.code in (Exit.INPUT, Exit.VERIFICATION), (k, data, said.out)
    assert lead.office.tables() == before
    assert not [e for e in lead.office.events("import") if e.body["kind"] == "handin"]


def test_files_that_are_refused_in_words(lead: Desk, partner: Desk, handed: Path) -> None:
    good = handed.read_bytes()
    handed.write_bytes(good.replace(b"Trader 0", b"Traitor"))
    said = lead.tell("import", "handin", handed)
    assert said.code == Exit.VERIFICATION
    assert "altered" in said.err
    handed.write_bytes(good)
    lead.does("key", "distrust", "partner", "--ground", "lost")
    said = lead.tell("import", "handin", handed)
    assert said.code == Exit.VERIFICATION
    assert "signed by partner" in said.err
    lead.does("key", "trust", partner.key, "--as", "fire", "--department", "fire")
    said = lead.tell("import", "handin", handed)
    assert said.code == Exit.INPUT
    assert "“market”" in said.err
    assert "“fire”" in said.err
    for garbage in (b"", b"\xff\xfe\x00", "编号,姓名\n1,甲\n".encode(), b"double-random/handin@1\n\n"):
        handed.write_bytes(garbage)
        assert lead.tell("import", "handin", handed).code == Exit.INPUT
    assert lead.tell("import", "handin", handed.with_name("none.txt")).code == Exit.INPUT


def test_a_number_of_another_department_is_refused(lead: Desk, partner: Desk) -> None:
    path = partner.file("more.csv")
    path.write_text(f"工号,姓名,部门\nH1,Usurper,{MARKET}\n", "utf-8")
    partner.does("import", "inspectors", path)
    partner.does("handin", partner.file("in.txt"), "--department", MARKET)
    said = lead.tell("import", "handin", partner.file("in.txt"))
    assert said.code == Exit.INPUT
    assert "H1" in said.err


def test_a_signed_file_of_bad_content_is_refused(lead: Desk, partner: Desk) -> None:
    """A signature makes nothing true: every line is read as strictly as a stranger's."""
    key = keyfile.read(partner.folder, lambda: "")
    lines = handin.lines(MARKET, partner.office.tables())
    head = handin.Head(MARKET, lead.office.tables().history[0].date)
    good = form.write(handin.FORMAT, head, lines)
    assert '"id":"M0"' in good
    for bad in (
        good.replace('"id":"M0"', '"id":"M 0"'),
        good.replace('"id":"M0"', '"id":"M1"'),
        good.replace('"id":"M0"', '"id":7'),
        good.replace('"inspector":"M0"', '"inspector":"M9"'),
        good.replace('"department":"market","gone"', '"department":"health","gone"'),
        good.replace('"gone":null', '"gone":"2001-01-01"'),
        good.replace('"gone":null', '"band":"A","gone":null'),
        good.replace("{", "{ "),
        good.replace(form.first_line(good.encode()), "double-random/handin@2"),
        good + good.split("\n")[2] + "\n",
        good + '{"conflict":null,"inspector":null,"leave":null}\n',
        good + "[]\n",
        "double-random/handin@1\n",
    ):
        assert bad != good
        path = partner.file("bad.txt")
        path.write_bytes(notes.sign(bad, "partner", key))
        said = lead.tell("import", "handin", path)
        assert said.code == Exit.INPUT, bad


def test_the_lead_sees_how_many_conflicts_there_are_and_not_whom_they_touch(lead: Desk, handed: Path) -> None:
    lead.does("import", "handin", handed)
    said = lead.does("list", "conflicts")
    assert "entity-4" not in said.all
    assert "owner 5" not in said.all
    assert "market: 4 conflicts" in said.err  # two as they were, ended by the hand-in, and two handed in
    assert "T02" in said.out  # the lead's own are shown
    rows = json.loads(lead.does("list", "conflicts", "--json").out)
    assert {row["inspector"] for row in rows} == {"H3"}
    office = lead.office
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    for row in acts.find(office, None).outcome["visits"]:
        shown = lead.does("show", "visit", row["visit"]).out
        assert "conflict of interest: M" not in shown


def test_show_visit_says_that_something_is_declared(lead: Desk, handed: Path) -> None:
    lead.does("import", "handin", handed)
    office = lead.office
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    facts = acts.frozen_facts(office, acts.find(office, None))
    names = {t.id for t in facts.tables.targets if t.owner == "owner 5" or t.entity == "entity-4"}
    visits = [r["visit"] for r in acts.find(office, None).outcome["visits"] if r["visit"][:-2] in names]
    shown = "".join(lead.does("show", "visit", visit).out for visit in visits)
    assert "declared to its department" in shown or not visits


# ---- lists from above


@pytest.fixture
def district(filled: Path, city: Desk) -> Desk:
    """A district's office, with the city's targets in its inventory, that trusts the city."""
    desk = Desk(filled)
    desk.does("key", "new", "--name", "district", "--no-passphrase")
    desk.does("key", "trust", city.key, "--as", "City Health")
    return desk


@pytest.fixture
def down(city: Desk, district: Desk) -> Path:
    """What the city hands down."""
    city.does("handover", city.file("east.txt"), "--district", "east", "--document", "No. 5", "--level", "city")
    return city.file("east.txt")


def assigned_to(desk: Desk) -> list[Any]:
    return [a for a in desk.office.records("assigned") if a.document == "No. 5"]


def test_what_a_city_hands_down_is_assigned_to_the_district(district: Desk, city: Desk, down: Path) -> None:
    district.does("import", "assigned", down)
    _, visits = read(down, city)
    found = assigned_to(district)
    assert {(a.target, a.task) for a in found} == {(v.target.id, t.id) for v in visits for t in v.tasks}
    assert {(a.origin, a.level, a.gone) for a in found} == {("City Health", "city", None)}
    named = {v.target.id: tuple(m.id for m in v.team) for v in visits}
    assert all(a.inspectors == named[a.target] for a in found)
    before = district.office.records("assigned")
    district.does("import", "assigned", down)
    assert district.office.records("assigned") == before
    district.does("import", "assigned", down, "--preview")


def test_a_document_holds_all_of_its_own(district: Desk, city: Desk, down: Path) -> None:
    """What a new version of a document lacks is gone; what comes again is back."""
    district.does("import", "assigned", down)
    key = keyfile.read(city.folder, lambda: "")
    text, _ = notes.open_note(down.read_bytes(), [notes.verifier(city.key)])
    lines = text.split("\n")
    shorter = city.file("again.txt")
    shorter.write_bytes(notes.sign("\n".join([*lines[:2], *lines[3:]]), "city", key))
    lost = json.loads(lines[2])["target"]["id"]
    district.does("import", "assigned", shorter)
    assert {a.target for a in assigned_to(district) if a.gone} == {lost}
    said = json.loads(district.does("import", "assigned", down, "--json").out)
    assert said["back"] == said["changed"] > 0
    assert not [a for a in assigned_to(district) if a.gone]


def test_one_task_of_ours_for_all(district: Desk, down: Path) -> None:
    district.does("import", "assigned", down, "--task", "water")
    assert {a.task for a in assigned_to(district)} == {"water"}
    assert district.tell("import", "assigned", down, "--origin", "me").code == Exit.USAGE
    assert district.tell("import", "targets", down, "--task", "water").code == Exit.USAGE


def test_every_altered_line_of_a_handover_is_found(district: Desk, down: Path) -> None:
    for k, data in altered(down):
        down.write_bytes(data)
        said = district.tell("import", "assigned", down)
        assert said.code in (Exit.INPUT, Exit.VERIFICATION), (k, data[:100], said.out)
    assert not assigned_to(district)


def test_somebody_elses_district_and_an_unknown_key_are_refused(partner: Desk, city: Desk, down: Path) -> None:
    assert partner.tell("import", "assigned", down).code == Exit.VERIFICATION
    partner.does("key", "trust", city.key, "--as", "City")
    said = partner.tell("import", "assigned", down)
    assert said.code == Exit.INPUT
    assert "it is for east" in said.err


def test_an_identifier_of_another_place_is_an_error(district: Desk, down: Path) -> None:
    """The city's code and the district's happen to be the same for two places."""
    first = next(json.loads(line) for line in down.read_text("utf-8").split("\n")[2:] if line.startswith("{"))["target"]
    path = district.file("t.csv")
    path.write_text(f"编号,单位名称,区县,类别,统一社会信用代码\n{first['id']},Elsewhere,east,clinic,other\n", "utf-8")
    district.does("import", "targets", path)
    said = district.tell("import", "assigned", down)
    assert said.code == Exit.INPUT
    assert first["name"] in said.err
    assert not assigned_to(district)


def test_a_spreadsheet_of_an_office_without_this_program(district: Desk) -> None:
    path, review = district.file("list.csv"), district.file("review.csv")
    said = ["--origin", "Province", "--document", "P 1", "--task", "water", "--level", "province"]
    path.write_text("单位名称,地址,统一社会信用代码\nPlace 02 of Xiacun,Long Street 2,\nx,,entity-0\n", "utf-8")
    assert district.tell("import", "assigned", path).code == Exit.INPUT  # task, origin and document are missing
    assert district.tell("import", "assigned", path, *said).code == Exit.INPUT  # one has to be decided on
    district.does("import", "assigned", path, *said, "--review", review)
    assert "T02" in review.read_text("utf-8-sig")
    path.write_text("对象编号,检查人员\nT99,\nT02,H1\nT04,H99\n", "utf-8")
    refused = district.tell("import", "assigned", path, *said)
    assert refused.code == Exit.INPUT
    assert "H99" in refused.err
    assert "another agency has drawn" in refused.err
    path.write_text("对象编号,检查人员\nT02,H1\nT04,\n", "utf-8")
    district.does("import", "assigned", path, *said)
    found = {
        (a.target, a.inspectors, a.level, a.origin) for a in district.office.records("assigned") if a.document == "P 1"
    }
    assert found == {("T02", ("H1",), "province", "Province"), ("T04", (), "province", "Province")}


# ---- audit


@pytest.fixture
def whole(lead: Desk, handed: Path) -> Bundle:
    """The bundle of a joint draw that was handed back."""
    lead.does("import", "handin", handed)
    office = lead.office
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    lead.does("handover", lead.file("back.txt"), "--department", MARKET)
    lead.does("handin", lead.file("own.txt"), "--department", "health")
    lead.does("key", "distrust", "partner", "--ground", "lost")
    return collect(lead.office)


def test_the_honest_bundle_is_not_red(whole: Bundle) -> None:
    assert red(whole) == set()
    assert not finds("2.50", whole)


def test_a_plain_import_into_a_handed_in_roster_is_seen(lead: Desk, handed: Path) -> None:
    """The lead can change the partner's roster only in the open: the auditor sees that it is not what was signed."""
    lead.does("import", "handin", handed)
    lead.file("c.csv").write_text("工号,对象类型,回避对象,关系\nM2,检查对象,T06,其他\n", "utf-8")
    lead.does("import", "conflicts", lead.file("c.csv"))
    office = lead.office
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    bundle = collect(office)
    (found,) = [c.finding for c in audit(bundle) if c.number == "2.50"]
    assert (found.colour, found.detail) == (Colour.AMBER, "market: conflicts")
    assert red(bundle) == set()


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize(
    ("kind", "row", "seen"),
    [
        ("leave", "M2,2001-04-02,2001-04-28", True),  # over by the day of the hand-in, yet within the plan's days
        ("leave", "M2,2000-04-02,2000-04-28", False),  # it touches no day of the plan
        ("conflicts", "M2,检查对象,T06,其他,2001-04-02,2001-04-28", True),
        ("conflicts", "M2,检查对象,T06,其他,2000-04-02,2000-04-28", False),
        ("conflicts", "M2,检查对象,T06,其他,2001-04-02,2001-04-30", True),  # as if the hand-in had ended it
    ],
)
def test_past_days_added_to_a_handed_in_roster_are_seen(
    lead: Desk, handed: Path, kind: str, row: str, seen: bool, late: bool
) -> None:
    """Whether they were added before the hand-in was taken or after."""
    path = lead.file("more.csv")
    heads = {"leave": "工号,开始日期,结束日期", "conflicts": "工号,对象类型,回避对象,关系,开始日期,结束日期"}
    path.write_text(f"{heads[kind]}\n{row}\n", "utf-8")
    steps: list[tuple[object, ...]] = [("import", kind, path), ("import", "handin", handed)]
    for words in reversed(steps) if late else steps:
        lead.does(*words)
    small_office.commit(lead.office)
    acts.draw(lead.office, small_office.DICE)
    bundle = collect(lead.office)
    (found,) = [c.finding for c in audit(bundle) if c.number == "2.50"]
    assert (found.colour == Colour.AMBER) == seen
    assert red(bundle) == set()


def test_what_a_later_hand_in_no_longer_has_is_explained_by_it(lead: Desk, partner: Desk, handed: Path) -> None:
    lead.does("import", "handin", handed)
    path = partner.file("few.csv")
    path.write_text("工号,对象类型,回避对象,关系\nM0,检查对象,T09,其他\n", "utf-8")
    partner.does("import", "conflicts", path, "--complete", "--yes")
    partner.does("handin", partner.file("again.txt"), "--department", MARKET)
    lead.does("import", "handin", partner.file("again.txt"))
    small_office.commit(lead.office)
    acts.draw(lead.office, small_office.DICE)
    assert any(c.id.startswith("h") and c.ends for c in lead.office.records("conflicts"))
    assert not finds("2.50", collect(lead.office))


def body_of(bundle: Bundle, kind: str, change: Callable[[dict[str, Any]], object]) -> Bundle:
    """The bundle with the body of the last event of ``kind`` (``taken``: an import of a hand-in) changed, chained anew."""
    events = list(bundle.events)
    at = max(k for k, e in enumerate(events) if (e.body.get("kind") == "handin" if kind == "taken" else e.kind == kind))
    body = copy.deepcopy(events[at].body)
    change(body)
    events[at] = replace(events[at], body=body)
    return with_events(bundle, events)


@pytest.mark.parametrize(
    ("kind", "change", "number"),
    [
        ("taken", lambda b: b.update(sha256="0" * 64), "1.50"),
        ("taken", lambda b: b.update(key=b["key"].replace("partner", "else")), "1.50"),
        ("taken", lambda b: b["covers"][0].update(values=["health"]), "1.50"),
        ("taken", lambda b: b["tables"]["conflicts"].update(new=0), "1.50"),
        ("taken", lambda b: b["tables"]["inspectors"].update(gone=1), "1.17"),
        ("trust", lambda b: b.update(department="health"), "1.50"),
        ("trust", lambda b: b.update(key=b["key"].replace("partner", "else")), "1.50"),
        ("trust", lambda b: b.update(name="else"), "1.52"),
        ("trust", lambda b: b.update(key="no key"), "1.52"),
        ("distrust", lambda b: b.update(key=b["key"] + "="), "1.52"),
        ("key", lambda b: b.update(key=b["key"].replace("lead", "else")), "1.50"),
        ("handin", lambda b: b.update(conflicts=0), "1.50"),
        ("handin", lambda b: b.update(department=MARKET), "1.50"),
        ("handover", lambda b: b.update(sha256="0" * 64), "1.50"),
        ("handover", lambda b: b.update(department="health"), "1.51"),
        ("handover", lambda b: b.update(districts=["east"], department=""), "1.51"),
        ("handover", lambda b: b.update(document="No. 6"), "1.51"),
        ("handover", lambda b: b.update(level="city"), "1.51"),
        ("handover", lambda b: b.update(visits=b["visits"] + 1), "1.51"),
    ],
)
def test_a_forged_event_is_found(
    whole: Bundle, kind: str, change: Callable[[dict[str, Any]], object], number: str
) -> None:
    assert finds(number, body_of(whole, kind, change))


def test_a_key_distrusted_before_is_found(whole: Bundle) -> None:
    at = next(k for k, e in enumerate(whole.events) if e.body.get("kind") == "handin")
    last = next(e for e in whole.events if e.kind == "distrust")
    events = [*whole.events[:at], replace(last, time=whole.events[at].time), *whole.events[at:]]
    assert finds("1.50", with_events(whole, events))


def test_a_file_kept_otherwise_is_found(whole: Bundle) -> None:
    for event in trust.signed(whole.events):
        digest = event.body["sha256"]
        changed = whole.frozen[digest].replace(b"Trader", b"Traitor").replace(b"Healer", b"Heeler")
        assert finds("1.50", replace(whole, frozen={**whole.frozen, digest: changed}))
        left = {name: body for name, body in whole.frozen.items() if name != digest}
        assert finds("1.50", replace(whole, frozen=left))


def test_a_handover_of_other_visits_is_found(whole: Bundle, lead: Desk) -> None:
    """The office signs a file that leaves a visit out, and logs it as if it were whole."""
    event = next(e for e in whole.events if e.kind == "handover")
    text, _ = notes.open_note(whole.frozen[event.body["sha256"]], [notes.verifier(event.body["key"])])
    lines = text.split("\n")
    shorter = "\n".join([*lines[:2], *lines[3:]])
    note = notes.sign(shorter, "lead", keyfile.read(lead.folder, lambda: ""))
    digest = hashlib.sha256(note).hexdigest()
    forged = body_of(whole, "handover", lambda b: b.update(sha256=digest, visits=b["visits"] - 1))
    forged = replace(forged, frozen={**forged.frozen, digest: note})
    assert not finds("1.50", forged)
    assert finds("1.51", forged)


def test_a_list_from_above_that_is_not_as_signed_is_seen(district: Desk, down: Path) -> None:
    district.does("import", "assigned", down)
    office = district.office
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    bundle = collect(office)
    assert red(bundle) == set()
    assert colour(bundle, "2.51") == Colour.GREEN
    record = next(e.body["record"] for e in bundle.events if e.kind == "commitment")
    forged = with_rows(
        bundle, record["tables"]["assigned"]["root"], lambda rows: [r for r in rows if r["origin"] == "City"]
    )
    assert colour(forged, "2.51") == Colour.AMBER
    assert finds("1.06", forged)
    assert finds("1.50", body_of(bundle, "import", lambda body: body.update(rows=0)))
    assert colour(body_of(bundle, "import", lambda body: body.update(task="water")), "2.51") == Colour.AMBER


def test_a_signed_list_whose_import_was_undone_is_seen(district: Desk, down: Path) -> None:
    """Else an office could take in what it has to, and let it vanish again."""
    district.does("import", "assigned", down)
    assert _undone(district, "2.51") == Colour.AMBER


def test_a_hand_in_whose_import_was_undone_is_seen(lead: Desk, handed: Path) -> None:
    lead.does("import", "handin", handed)
    assert _undone(lead, "2.50") == Colour.AMBER


def test_an_office_that_trusts_its_own_key_as_that_of_another_is_seen(whole: Bundle) -> None:
    """Else it could sign lists from above itself."""
    own = next(e.body["key"] for e in whole.events if e.kind == "key")
    assert finds("1.50", body_of(whole, "trust", lambda body: body.update(key=own)))


def _undone(desk: Desk, number: str) -> Colour:
    desk.does("undo-import")
    small_office.commit(desk.office)
    bundle = collect(desk.office)
    assert red(bundle) == set()
    return colour(bundle, number)


def colour(bundle: Bundle, number: str) -> Colour:
    (found,) = [c.finding for c in audit(bundle) if c.number == number]
    return found.colour


def test_a_roster_that_is_not_as_signed_is_seen(whole: Bundle) -> None:
    record = next(e.body["record"] for e in whole.events if e.kind == "commitment")
    for table in ("inspectors", "conflicts"):
        forged = with_rows(
            whole, record["tables"][table]["root"], lambda rows: [r for r in rows if r["id"][0] != "M"][:-1]
        )
        (found,) = [c.finding for c in audit(forged) if c.number == "2.50"]
        assert found.colour == Colour.AMBER


# ---- a signed file for people


def test_a_partner_reads_its_own_peoples_visits(city: Desk, partner: Desk) -> None:
    path, out = city.file("m.txt"), city.file("m.csv")
    city.does("handover", path, "--department", MARKET)
    said = partner.tell("show", "signed", path, "--to", out)
    assert (said.code, out.exists()) == (Exit.VERIFICATION, False)
    partner.does("key", "trust", city.key, "--as", "City Health")
    told = json.loads(partner.does("show", "signed", path, "--json").out)
    _, visits = read(path, city)
    assert (told["agency"], told["head"]["department"]) == ("City Health", MARKET)
    assert [line["visit"] for line in told["lines"]] == [visit.visit for visit in visits]
    people = [f"{member.name} ({member.id})" for visit in visits for member in visit.team]
    assert ", ".join(line["team"] for line in told["lines"]) == ", ".join(people)
    shown = partner.does("show", "signed", path, "--to", out)
    assert "signed by: City Health" in shown.out
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert rows == told["lines"]
    assert {(r["begins"], r["ends"]) for r in rows} == {
        (v.period.begins.isoformat(), v.period.ends.isoformat()) for v in visits
    }
    assert city.does("show", "signed", path).out.startswith("signed by: this office")


def test_a_hand_in_is_shown_without_what_conflicts_touch(lead: Desk, handed: Path) -> None:
    said = lead.does("show", "signed", handed)
    assert "Trader 0" in said.out
    assert "entity-4" not in said.all
    assert "owner 5" not in said.all
    told = json.loads(lead.does("show", "signed", handed, "--json").out)
    assert sum(int(line["conflicts"]) for line in told["lines"]) == 2
    text, _key = notes.open_note(handed.read_bytes(), [notes.verifier(lead.office.events("trust")[0].body["key"])])
    days = {x.leave.inspector for x in form.read(handin.FORMAT, text, handin.Head, handin.Line)[1] if x.leave}
    assert {line["id"] for line in told["lines"] if line["leave"]} == days


def test_what_cannot_be_shown_of_signed_files(lead: Desk, partner: Desk, handed: Path) -> None:
    key = keyfile.read(partner.folder, lambda: "")
    good, path = handed.read_bytes(), partner.file("bad.txt")
    for data, code in (
        (good.replace(b"Trader 0", b"Traitor"), Exit.VERIFICATION),
        (b"\xff\x00", Exit.INPUT),
        (notes.sign("double-random/other@1\n{}\n", "partner", key), Exit.INPUT),
        (notes.sign("double-random/handover@1\n", "partner", key), Exit.INPUT),
    ):
        path.write_bytes(data)
        said = lead.tell("show", "signed", path, "--to", lead.file("x.csv"))
        assert (said.code, said.out, lead.file("x.csv").exists()) == (code, "", False)
    assert lead.tell("show", "signed", handed, "--to", lead.file("x.pdf")).code == Exit.USAGE
    assert lead.tell("show", "signed", path.with_name("none")).code == Exit.INPUT


def test_a_target_of_a_signed_list_that_is_not_here_is_told_by_its_line(district: Desk, city: Desk, down: Path) -> None:
    text, _key = notes.open_note(down.read_bytes(), [notes.verifier(city.key)])
    lines = text.split("\n")
    visit = json.loads(lines[4])  # the fifth line of the file
    visit["target"] |= {"id": "nowhere", "entity": "", "licences": [], "name": "Nowhere"}
    lines[4] = json.dumps(visit, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    down.write_bytes(notes.sign("\n".join(lines), "city", keyfile.read(city.folder, lambda: "")))
    said = district.tell("import", "assigned", down)
    assert said.code == Exit.INPUT
    assert "row 5" in said.err


def test_a_mistake_in_a_hand_in_is_told_by_its_line(lead: Desk, partner: Desk) -> None:
    roster = handin.lines(MARKET, partner.office.tables())
    stranger = replace(roster[1], inspector=replace(roster[1].inspector, department="fire"))
    bad = form.write(handin.FORMAT, handin.Head(MARKET, NOW.date()), [roster[0], stranger, *roster[2:]])
    partner.file("bad.txt").write_bytes(notes.sign(bad, "partner", keyfile.read(partner.folder, lambda: "")))
    assert "line 4: " in lead.tell("import", "handin", partner.file("bad.txt")).err


def test_no_personal_number_of_a_files_name_is_kept(lead: Desk, partner: Desk) -> None:
    path = partner.file("13800138000.txt")
    partner.does("handin", path, "--department", MARKET)
    lead.does("import", "handin", path)
    lead.does("handin", lead.file("13900139000.txt"), "--department", MARKET)
    told = [e.body["file"] for desk in (partner, lead) for e in desk.office.events("handin", "import")]
    assert told.count("***.txt") == 3
