"""Files for machines: valid to their own descriptor, schemas and digests, and a change touches only what it concerns."""

import csv
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest
from public_views import committed, hostile, planned, row, whole

from scheduler.publish.files import BOOKS, TABLES, downloads
from scheduler.publish.package import LICENCE
from scheduler.publish.view import EndedView, FormerView, ObjectionView, OverdueView, SiteView
from scheduler.publish.words import Words

DAY, LATER = date(2026, 4, 2), date(2026, 7, 2)
FORMER = FormerView(DAY, LATER, "录入有误", "penalty", "未公示", "整改中", DAY)
OPEN = ObjectionView(DAY, "当日停业")
DECIDED = ObjectionView(DAY, "=1+1", "upheld", LATER, "属实")


def numbered(view: SiteView) -> SiteView:
    """A view whose results have numbers as those of an office, and pages."""
    rows = [replace(one, reference=f"{n:012x}", place=f"{n % 7:012x}") for n, one in enumerate(view.results)]
    return replace(view, results=tuple(rows))


def full() -> SiteView:
    """A site in which everything that can be published has happened."""
    view = numbered(whole(40))
    rows = list(view.results)
    rows[3] = replace(
        rows[3], since=DAY, corrected=LATER, former=(FORMER, FORMER), objections=(DECIDED,), digest="ab" * 32
    )
    rows[4] = replace(rows[4], since=DAY, objections=(OPEN,), nonce="cd" * 16)
    overdue = OverdueView("2026-01-2", "仁和诊所", "", "胜利街 1 号", ("t1",), ("市卫生健康局",), DAY)
    ended = EndedView("fe" * 6, LATER, "credit repair", "ef" * 32)
    return replace(view, results=tuple(rows), overdue=(overdue,), ended=(ended,), terms="CC-BY-4.0")


def dated() -> SiteView:
    """The hostile view with days where the log has days."""
    view = numbered(hostile())
    steps = tuple(replace(step, date="2026-01-05") for step in view.plan.steps)
    return replace(view, plan=replace(view.plan, steps=steps))


VIEWS = {
    "full": full,
    "hostile": dated,
    "planned": planned,
    "committed": committed,
}


def words() -> Words:
    """Chinese that is not English, whatever the text."""
    return Words("〔{}〕".format, str)


def written(view: SiteView, folder: Path) -> Path:
    """The files of a view in a folder."""
    for name, data in downloads(view, words()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / "files"


@pytest.fixture(params=VIEWS)
def view(request: pytest.FixtureRequest) -> SiteView:
    """A site of each sort."""
    made: SiteView = VIEWS[request.param]()
    return made


def valid(descriptor: Path) -> frictionless.Report:
    """What frictionless says of a package."""
    with frictionless.system.use_context(trusted=True):
        return frictionless.validate(str(descriptor), type="package")


def test_frictionless_finds_the_package_valid(view: SiteView, tmp_path: Path) -> None:
    report = valid(written(view, tmp_path) / "datapackage.json")
    assert report.valid, report.flatten(["name", "fieldName", "type", "message"])[:5]
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda text: text.replace("2026-04-02", "2026-04-32", 1), "type-error"),
        (lambda text: text.replace("000000000001", "000000000002", 1), "primary-key"),
        (lambda text: text.replace(",t1,", ",t9,", 1), "foreign-key"),
        (lambda text: text.replace("抽查未发现问题", "没有问题", 1), "constraint-error"),
        (lambda text: text + "\r\n", "hash-count"),
    ],
)
def test_frictionless_finds_what_is_wrong(change: Callable[[str], str], error: str, tmp_path: Path) -> None:
    folder = written(full(), tmp_path)
    before = (folder / "results.csv").read_text("utf-8-sig")
    assert change(before) != before
    (folder / "results.csv").write_text(change(before), "utf-8-sig", newline="")
    assert error in {found[0] for found in valid(folder / "datapackage.json").flatten(["type"])}


def test_every_csv_is_a_resource_with_its_size_and_digest(view: SiteView) -> None:
    files = downloads(view, words())
    resources = {r["path"]: r for r in json.loads(files["files/datapackage.json"])["resources"]}
    assert {f"files/{path}" for path in resources} == {name for name in files if name.endswith(".csv")}
    for path, resource in resources.items():
        data = files[f"files/{path}"]
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        header = next(csv.reader([data.decode("utf-8-sig").split("\r\n")[0]]))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert len(header) == len(set(header)), path


def test_every_json_has_a_schema_and_keeps_it(view: SiteView) -> None:
    files = downloads(view, words())
    documents = {name for name in files if name.endswith(".json") and "/schema/" not in name} - {
        "files/datapackage.json"
    }
    assert {name.replace("files/", "files/schema/", 1) for name in documents} == {n for n in files if "/schema/" in n}
    for name in documents - {"files/commitment-record.json"}:  # that of these views is no whole record
        schema = json.loads(files[name.replace("files/", "files/schema/", 1)])
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(files[name]), schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_schema_knows_every_member_and_no_other(book: Any) -> None:
    files = downloads(full(), words())
    document = json.loads(files[f"files/{book.name}.json"])
    schema = json.loads(files[f"files/schema/{book.name}.json"])
    for wrong in (
        document | {"more": 1},
        {k: v for k, v in document.items() if k != "office"},
        document | {"format": "x"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_the_digests_are_those_of_every_file_but_their_own(view: SiteView) -> None:
    files = {name.removeprefix("files/"): data for name, data in downloads(view, words()).items()}
    lines = files.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(files[name]).hexdigest()}  {name}" for name in sorted(files)]


@pytest.mark.parametrize(
    ("named", "licences"),
    [
        ("", None),
        ("CC-BY-4.0", [{"name": "CC-BY-4.0"}]),
        ("可自由使用，注明来源", [{"path": LICENCE, "title": "可自由使用，注明来源"}]),
    ],
)
def test_the_licence_is_what_the_office_names(named: str, licences: Any, tmp_path: Path) -> None:
    folder = written(replace(full(), terms=named), tmp_path)
    assert json.loads((folder / "datapackage.json").read_bytes()).get("licenses") == licences
    said = (folder / LICENCE).read_text("utf-8")
    assert named in said
    assert ("named no licence" in said) == (not named)
    assert valid(folder / "datapackage.json").valid


def test_the_same_records_give_the_same_bytes(view: SiteView) -> None:
    assert downloads(view, words()) == downloads(view, words())


ALWAYS = {"datapackage.json", "SHA256SUMS"}
RESULTS = {"results.csv", "results.xlsx", "results.json"}
PUBLICITY = {"publicity.csv", "publicity.xlsx", "publicity.json"}
CHANGES: dict[str, tuple[Callable[[SiteView], SiteView], set[str]]] = {
    "a correction": (
        lambda view: with_row(view, corrected=LATER, former=(FORMER,), problems="另"),
        {*RESULTS, "corrections.csv", "corrections.xlsx", "corrections.json"},
    ),
    "a correction of the finding": (
        lambda view: with_row(view, corrected=LATER, former=(FORMER,), finding="penalty"),
        {*RESULTS, *PUBLICITY, "corrections.csv", "corrections.xlsx", "corrections.json"},
    ),
    "an objection": (
        lambda view: with_row(view, objections=(OPEN,)),
        {*RESULTS, "objections.csv", "corrections.xlsx", "corrections.json"},
    ),
    "a new result": (
        lambda view: replace(view, results=(*view.results, row(500, reference="ab" * 6))),
        {*RESULTS, *PUBLICITY},
    ),
    "an end": (
        lambda view: replace(view, ended=(EndedView("fe" * 6, LATER, "credit repair", "ef" * 32),)),
        {"ended.csv", "corrections.xlsx", "corrections.json"},
    ),
    "an overdue visit": (
        lambda view: replace(view, overdue=full().overdue),
        {"overdue.csv", "overdue.xlsx", "overdue.json"},
    ),
    "progress": (
        lambda view: replace(view, progress=(replace(view.progress[0], done=62), *view.progress[1:])),
        {"progress.csv", "progress.xlsx", "progress.json"},
    ),
}


def test_the_changes_are_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "open-data.md").read_text("utf-8").split("## What changes when")[1]
    rows = re.findall(r"^\| (an? [^|]*|progress) \| (.*) \|$", page.split("\n## ")[0], re.MULTILINE)
    assert {what: re.findall(r"`([^`]+)`", files) for what, files in rows} == {
        what: sorted(files) for what, (_, files) in CHANGES.items()
    }


def with_row(view: SiteView, **changes: Any) -> SiteView:
    """A view with one result changed, the finding of which is ``no problem``."""
    first = replace(view.results[0], **changes)
    return replace(view, results=(first, *view.results[1:]))


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_touches_only_its_files(what: str) -> None:
    change, expected = CHANGES[what]
    view = numbered(whole(40))
    before, after = downloads(view, words()), downloads(change(view), words())
    assert before.keys() == after.keys()
    touched = {name.removeprefix("files/") for name in before if before[name] != after[name]}
    assert touched == expected | ALWAYS


def test_results_of_one_inspection_stand_together_for_the_publicity_system() -> None:
    same = {"target": "仁和诊所", "department": "市卫生健康局", "task": "t1", "date": DAY, "entity": "", "address": ""}
    rows = (row(0, item="b", **same), row(1, item="a", **same), row(2, item="a", **{**same, "task": "t2"}))
    (both, other) = json.loads(downloads(replace(whole(0), results=rows), words())["files/publicity.json"])["data"]
    assert [(d["seqno"], d["raninsItemName"], d["raninsCheckResName"]) for d in both["details"]] == [
        (1, "a", "发现问题已责令改正"),
        (2, "b", "抽查未发现问题"),
    ]
    assert (both["raninsTypeName"], other["raninsTypeName"]) == ("定向", "不定向")
    assert (both["raninsTaskId"], both["raninsTaskName"], both["insDate"]) == (
        "t1",
        "医疗机构依法执业情况抽查",
        "2026-04-02",
    )
