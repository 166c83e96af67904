"""The sample county's files: the same every time, read without errors, and nobody's."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inventories import personal, uscc
from inventories.model import LONG_TERM
from inventories.records import to_lines
from inventories.table import Wanted, read
from scheduler.sample import RANDOMNESS, write
from scheduler.sample.codes import REGION, identity_card, mobile
from scheduler.sample.licences import EXPIRED
from scheduler.sample.naming import is_branch
from scheduler.sample.people import ENDED, RETIRED
from scheduler.sample.places import MISCOPIED, places
from scheduler.tables import Tables, freeze

AS_OF = date(2026, 1, 5)


def test_the_same_bytes_every_time(folder: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "a" / "b")
    assert [path.name for path in again] == [p.name for p in write(tmp_path / "a" / "b")]
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in again)
    for path in again:
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_no_file_has_an_error(imported: dict[str, Any]) -> None:
    for name, found in imported.items():
        assert found.errors == (), name


def test_the_only_warnings_are_the_intended_ones(imported: dict[str, Any]) -> None:
    said = Counter((name, p.message.code) for name, found in imported.items() for p in found.problems)
    assert said == {
        ("targets", "credit-code"): 1,
        ("targets", "licence-expired"): len(EXPIRED),
        ("inspectors", "licence-expired"): 1,
    }


def test_how_much_there_is(imported: dict[str, Any], tables: Tables) -> None:
    assert {name: (found.rows, len(found.records)) for name, found in imported.items()} == {
        "targets": (627, 614),
        "items": (8, 8),
        "inspectors": (36, 36),
        "leave": (18, 18),
        "conflicts": (30, 30),
        "signals": (260, 260),
        "history": (849, 849),
        "exclusions": (7, 7),
    }
    assert len({target.category for target in tables.targets}) == 7
    assert len({target.district for target in tables.targets}) == 8


def test_the_list_of_items_is_gb18030(imported: dict[str, Any]) -> None:
    assert imported["items"].encoding == "gb18030"


@pytest.mark.parametrize(
    "file", ["检查对象名录库.xlsx", "执法检查人员名录库.xlsx", "利害关系申报.xlsx", "投诉举报与失信.xlsx"]
)
def test_workbooks_have_title_rows_that_say_invented(imported: dict[str, Any], file: str) -> None:
    found = next(f for f in imported.values() if f.table.file == file)
    assert found.table.header_row == 3


def test_every_file_says_that_it_is_invented(folder: Path, imported: dict[str, Any]) -> None:
    for found in imported.values():
        table = read(folder / found.table.file, Wanted(frozenset()))
        assert "虚构" in table.raw.rows[0][1][0], found.table.file


def test_every_reference_is_known(tables: Tables) -> None:
    targets = {target.id for target in tables.targets}
    inspectors = {inspector.id for inspector in tables.inspectors}
    for kind in ("signals", "history", "exclusions"):
        assert {record.target for record in getattr(tables, kind)} <= targets
    assert {leave.inspector for leave in tables.leave} | {c.inspector for c in tables.conflicts} <= inspectors
    assert {name for visit in tables.history for name in visit.inspectors} <= inspectors
    named = {
        "target": targets,
        "entity": {t.entity for t in tables.targets},
        "owner": {t.owner for t in tables.targets},
    }
    assert all(conflict.value in named[conflict.subject] for conflict in tables.conflicts)


def test_credit_codes_are_valid_but_nobodys(tables: Tables) -> None:
    for target in tables.targets:
        assert uscc.valid(target.entity) == (target.id != MISCOPIED)
        assert target.entity[2:8] == REGION


def test_only_branches_share_their_health_centres_credit_code() -> None:
    own = [place.code for place in places() if not is_branch(place.name)]
    branches = [place for place in places() if is_branch(place.name)]
    assert len(set(own)) == len(own)
    centres = {(p.code, p.town) for p in places() if p.category == "社区卫生服务机构" and not is_branch(p.name)}
    assert branches
    assert all((place.code, place.town) in centres for place in branches)


def test_names_are_different() -> None:
    assert max(Counter(place.name for place in places()).values()) == 1


def test_identity_card_and_mobile_numbers_are_in_the_roster_and_nowhere_after(
    folder: Path, imported: dict[str, Any], tables: Tables
) -> None:
    staff = [inspector.id for inspector in tables.inspectors]
    numbers = [identity_card(key) for key in staff] + [mobile(key) for key in staff]
    roster = read(folder / "执法检查人员名录库.xlsx", Wanted(frozenset()))
    assert set(numbers) <= {cell for _, cells in roster.raw.rows for cell in cells}
    assert all(personal.find(number) for number in numbers)
    assert len(set(numbers)) == 72
    kept = b"".join(freeze(tables).values()).decode()
    assert not any(number in kept for number in numbers)
    assert not any(personal.find(value) for value in re.findall(r'"([^"]*)"', to_lines(tables.inspectors).decode()))
    assert {"身份证号", "手机号"} <= set(imported["inspectors"].ignored_headers)


def test_the_cases_that_an_office_meets_are_there(tables: Tables) -> None:
    assert {target.status for target in tables.targets} == {"active", "suspended", "closed"}
    assert {target.credit_class for target in tables.targets} == set("ABCDE")
    assert any(len(target.licences) == 2 for target in tables.targets)
    assert any(licence.valid_until == LONG_TERM for target in tables.targets for licence in target.licences)
    assert {signal.factor for signal in tables.signals} == {"complaint", "hazard", "credit", "violation"}
    assert any(not signal.substantiated for signal in tables.signals)
    assert any(signal.ended for signal in tables.signals)
    assert {c.kind for c in tables.conflicts} == {"kin", "interest", "former employer", "other"}
    assert {c.subject for c in tables.conflicts} == {"target", "entity", "owner"}
    assert {visit.date.year for visit in tables.history} == {2023, 2024, 2025}
    assert any(exclusion.ends is None for exclusion in tables.exclusions)
    assert any(exclusion.tasks for exclusion in tables.exclusions)
    assert {i.id for i in tables.inspectors if not i.active} == {RETIRED}
    assert {i.id for i in tables.inspectors if (i.certificate_until or AS_OF) < AS_OF} == {ENDED}
    assert any(len(inspector.areas) > 1 for inspector in tables.inspectors)
    assert any(inspector.lead for inspector in tables.inspectors)


def test_the_demo_has_twenty_throws_of_a_ten_sided_die() -> None:
    assert re.fullmatch(r"dice:10:[0-9]{20}", RANDOMNESS)
