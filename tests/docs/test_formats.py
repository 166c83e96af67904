"""The page of formats names every member of what the program writes, and no other."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from pages import code, page, tables

from inventories.records import canonical
from scheduler import acts, bundle, journal
from scheduler.draw.documents import after_document, case_document, outcome_document
from scheduler.draw.draw import draw
from scheduler.log import broken_links, to_line
from scheduler.results.model import FINDINGS, FOLLOW_UPS, Result
from scheduler.store.office import Office
from scheduler.tables import KINDS

OTHER = {"closed": "opened:", "opened": "closed:"}
PAGE = page("formats.md")
TABLES = tables(PAGE)


def named(heading: str) -> set[str]:
    """The members that the table under a heading names."""
    return {name for row in TABLES[heading] for name in code(row[0])}


def members(value: Any, free: tuple[str, ...] = (), at: str = "") -> Iterator[str]:
    """The paths of all members; lists of objects as ``name[]``, members of a ``free`` object as ``name.*``."""
    if isinstance(value, dict) and value and at not in free:
        for name, inner in value.items():
            shown = "*" if at == "tables" else name
            yield from members(inner, free, f"{at}.{shown}" if at else shown)
    elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value) and at not in free:
        for item in value:
            yield from members(item, free, f"{at}[]")
    else:
        yield at


def test_every_kind_of_event_has_happened_and_is_documented(office: Office) -> None:
    assert {event.kind for event in office.events()} == journal.EVENTS
    assert set(TABLES) >= journal.EVENTS


def test_every_member_of_every_body_is_documented(office: Office) -> None:
    """Only imports whose lines are joined to targets tell how they were, and only repairs what they ended, only signed
    files who signed; closing and opening a year tell different things."""
    found: dict[str, set[str]] = {}
    for event in office.events():
        left = {"joined", "repairs", "tables", "key", "task"} - set(event.body) if event.kind == "import" else set()
        if event.kind == "year":  # a member of the other step alone begins with its name
            left = {code(row[0])[0] for row in TABLES["year"] if row[1].startswith(OTHER[event.body["step"]])}
        assert set(event.body) | left == named(event.kind), event.kind
        found.setdefault(event.kind, set()).update(event.body)
    assert found["import"] == named("import")
    assert found["year"] == named("year")


def test_every_member_of_a_joining_is_documented(office: Office) -> None:
    text = re.search(r"^`joined` has (.*?) Repairs change", PAGE, re.DOTALL | re.MULTILINE)
    assert text
    joined = [event.body["joined"] for event in office.events("import") if "joined" in event.body]
    (decision,) = [decision for one in joined for decision in one["decisions"]]
    assert set(code(text[1])) == {*joined[0], *decision, *decision["given"]}
    (repair,) = [repair for event in office.events("import") for repair in event.body.get("repairs", ())]
    (row,) = [row for row in TABLES["import"] if row[0] == "`repairs`"]
    assert set(code(row[1])) == set(repair)


def test_every_member_of_an_event_is_documented(office: Office) -> None:
    assert {name for line in lines(office) for name in json.loads(line)} == named("The log")


def lines(office: Office) -> list[bytes]:
    return [to_line(event) for event in office.events()]


def test_the_chain_is_as_the_page_says(office: Office) -> None:
    before = "0" * 64
    for line in lines(office):
        document = json.loads(line)
        stated = document.pop("hash")
        assert document["previous"] == before
        assert hashlib.sha256(canonical(document)).hexdigest() == stated
        before = stated
    assert not list(broken_links(office.events()))


def test_every_member_of_a_commitment_record_is_documented(office: Office) -> None:
    (event,) = office.events("commitment")
    found = set(members(event.body["record"]))
    lists = {name for name in found if any(other.startswith(f"{name}[]") for other in found)}  # empty in some tasks
    assert found - lists == named("Commitment record")
    assert hashlib.sha256(canonical(event.body["record"])).hexdigest() == event.body["hash"]


def test_every_field_of_every_table_is_documented() -> None:
    documented = {code(row[0])[0]: code(row[1]) for row in TABLES["Tables"]}
    assert documented == {name: [f.name for f in fields(kind)] for name, kind in KINDS.items()}


def test_every_member_of_a_result_is_documented() -> None:
    text = re.search(r"A result has (.*?)\. The first", PAGE, re.DOTALL)
    assert text
    assert {f.name for f in fields(Result)} == set(code(text[1])) - {'""'}


def test_every_finding_and_follow_up_is_documented() -> None:
    rows = {code(row[0])[0]: tuple(row[1:]) for row in TABLES["Words of results"]}
    assert rows == {finding: (w.vocabulary, w.kind, w.text) for finding, w in FINDINGS.items()}
    assert all(f"`{follow_up}` {text}" in PAGE for follow_up, text in FOLLOW_UPS.items())


def test_case_and_outcome_are_documented(office: Office) -> None:
    found = acts.find(office, journal.draws(office.events())[0].hash)
    case = acts.core_case(office, found)
    assert case.events == ()
    case = replace(case, events=tuple(event for _, event in journal.core_events(found.after)))
    outcome = outcome_document(draw(case))
    free = ("inspectors[].period_limits", "events")
    assert set(members(case_document(case), free)) == named("double-random/case@1")
    shown = ("shortage", "after[].visits", "after[].teams", "after[].refused")
    assert set(members(outcome, shown)) == named("double-random/outcome@1")
    assert outcome["shortage"].keys() == {"slots", "need", "capacity"}
    assert {*after_document(draw(case).after[0]), "event"} == {
        name.removeprefix("after[].") for name in named("double-random/outcome@1") if name.startswith("after")
    }


@pytest.fixture
def unpacked(office: Office, tmp_path: Path) -> dict[str, bytes]:
    bundle.write(bundle.collect(office), tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert [i.filename for i in archive.infolist()] == sorted(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_bundle_is_as_the_page_says(unpacked: dict[str, bytes]) -> None:
    shown = {code(row[0])[0] for row in TABLES["Audit bundle"]}
    assert {re.sub("/[0-9a-f]{64}$", "/<digest>", name) for name in unpacked} == shown
    head = json.loads(unpacked["bundle.json"])
    assert head["format"] == "double-random/bundle@1"
    assert head["files"] == {n: hashlib.sha256(b).hexdigest() for n, b in unpacked.items() if n != "bundle.json"}


def test_a_digest_by_the_page_alone(unpacked: dict[str, bytes]) -> None:
    """The digest of every table, computed from the bundle as the page describes it, by nothing of the program's."""
    (event,) = [json.loads(line) for line in unpacked["log.jsonl"].splitlines() if b'"kind":"commitment"' in line]
    record = event["body"]["record"]
    master = json.loads(unpacked["secrets.json"])[event["body"]["hash"]]["tables"]
    fields_of = {code(row[0])[0]: code(row[1]) for row in TABLES["Tables"]}
    for name, stated in record["tables"].items():
        secret = sha("\n".join(("double-random/table", master, name)))
        rows = [json.loads(line) for line in unpacked[f"frozen/{stated['root']}"].splitlines()]
        buckets = [""] * 4096
        for row_hash in sorted(row_hashes(rows, secret, fields_of[name])):
            buckets[int(row_hash[:3], 16)] += row_hash
        assert (len(rows), merkle([sha(bucket).encode() for bucket in buckets]).hex()) == (
            stated["count"],
            stated["root"],
        ), name


def row_hashes(rows: list[dict[str, Any]], secret: str, names: list[str]) -> Iterator[str]:
    for row in rows:
        yield sha("\x1f".join([sha(secret + row["id"])[:32], *(plain(row[name]) for name in names)]))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> str:
    if value is None:
        return ""
    return (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    )


def merkle(leaves: list[bytes]) -> bytes:
    """RFC 6962 §2.1, for a power of two."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = len(leaves) // 2
    return hashlib.sha256(b"\1" + merkle(leaves[:half]) + merkle(leaves[half:])).digest()
