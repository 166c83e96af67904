"""Publishing is safe and told: what would change, what was altered by hand, what was published when; and a crash harms nothing.

DOUBLE_RANDOM_KILLS sets the number of processes that are killed (15).
"""

import csv
import io
import json
import os
import random
import shutil
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import small_year
from shop import NOW, start, tell, words_of
from small_office import enter, open_office, results_of

from inventories.problems import Exit
from inventories.records import canonical
from scheduler.cli import publishing as verb
from scheduler.log import broken_links
from scheduler.publish import acts as publishing
from scheduler.publish import held, masks
from scheduler.publish.folder import FOREIGN, NEW, OLD, STRANGERS
from scheduler.store.office import Office

KILLS = int(os.environ.get("DOUBLE_RANDOM_KILLS", "15"))
PUBLISHING = """
import sys
from scheduler.cli.main import run
from scheduler.publish import acts
from shop import stopped
print("ready", flush=True)
sys.stdin.readline()
with stopped():
    print("code", run(["--office", sys.argv[1], "--lang", "en", "publish", sys.argv[2]]), flush=True)
"""


@pytest.fixture
def site(drawn: Path, tmp_path: Path) -> Path:
    """The site of an office in which one visit's results are released."""
    office = open_office(drawn)
    small_year.staff(office)
    small_year.release(office, results_of(office, small_year.visits(office)[0].name))
    office.close()
    assert tell(drawn, "publish", tmp_path / "site").code == 0
    return tmp_path / "site"


def checked(office: Path, site: Path, code: int = 0) -> dict[str, Any]:
    """What ``publish --check`` says, as data."""
    said = tell(office, "publish", site, "--check", "--json")
    assert said.code == code, said.all
    told: dict[str, Any] = json.loads(said.out)
    return told


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def release_more(folder: Path, visit: int = 1, problems: str = "") -> str:
    """Release the results of another visit; the name of its target, as it is shown."""
    office = Office(folder, "clerk", lambda: NOW)
    name = small_year.visits(office)[visit].name
    small_year.release(office, [replace(result, problems=problems) for result in results_of(office, name)])
    target = next(t for t in office.records("targets") if name.startswith(t.id))
    office.close()
    return masks.shown(target, "masked").name


def test_what_was_just_published_is_as_logged_and_nothing_would_change(drawn: Path, site: Path) -> None:
    told = checked(drawn, site)
    nothing = {"new": [], "changed": [], "gone": []}
    assert (told["files"], told["results"], told["as_logged"]) == (nothing, nothing, True)
    assert (told["altered"], told["missing"], told["foreign"], told["published_later"]) == ([], [], [], None)
    (published,) = json.loads(tell(drawn, "list", "publications", "--json").out)
    assert told["published"] == published
    assert (published["files"], published["draw"]) == (len(content(site)) - 1, "2001-1")
    assert json.loads(tell(drawn, "status", "--json").out)["publication"] == published
    assert published["time"] in tell(drawn, "status").out


def test_what_would_change_is_named_and_nothing_is_written(drawn: Path, site: Path) -> None:
    name = release_more(drawn)
    before, events = content(site), len(open_office(drawn).events())
    told = checked(drawn, site)
    assert {row["target"] for row in told["results"]["new"]} == {name}
    assert (told["results"]["changed"], told["results"]["gone"]) == ([], [])
    assert {"files/results.csv", "files/publicity.json", "results.html", "files/SHA256SUMS"} <= set(
        told["files"]["changed"]
    )
    assert not {"files/plan.json", "plan.html", "style.css", "files/overdue.csv"} & set(told["files"]["changed"])
    words = tell(drawn, "publish", site, "--check").out
    assert name in words
    assert f"Results: {len(told['results']['new'])} new, 0 changed, 0 gone" in words
    assert (content(site), len(open_office(drawn).events())) == (before, events)
    assert tell(drawn, "publish", site).code == 0
    assert content(site) != before
    assert checked(drawn, site)["files"]["changed"] == []


def test_a_folder_that_is_not_there_has_everything_to_get(drawn: Path, site: Path, tmp_path: Path) -> None:
    told = checked(drawn, tmp_path / "nowhere")
    assert set(told["files"]["new"]) == set(content(site)) - {held.MARKER}
    assert (len(told["results"]["new"]), told["published"], told["as_logged"]) == (len(shown(site)), None, True)
    assert not (tmp_path / "nowhere").exists()
    assert "Nothing was published there." in tell(drawn, "publish", tmp_path / "nowhere", "--check").out


def shown(site: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((site / "files" / "results.json").read_bytes())["results"]
    return rows


def test_what_was_altered_by_hand_is_named(drawn: Path, site: Path) -> None:
    (site / "plan.html").write_text("other", "utf-8")
    (site / "files" / "plan.csv").unlink()
    (site / "logo.png").write_bytes(b"ours")
    (site / "Thumbs.db").write_bytes(b"of the system")
    told = checked(drawn, site, Exit.VERIFICATION)
    assert (told["altered"], told["missing"], told["foreign"]) == (["plan.html"], ["files/plan.csv"], ["logo.png"])
    assert told["files"] == {"new": ["files/plan.csv"], "changed": ["plan.html"], "gone": []}
    words = tell(drawn, "publish", site, "--check")
    assert words.code == Exit.VERIFICATION
    for line in ("altered since: plan.html", "missing since: files/plan.csv", "not written by this program: logo.png"):
        assert line in words.out


def test_files_of_others_in_a_site_are_not_lost(drawn: Path, site: Path) -> None:
    (site / "files" / "logo.png").write_bytes(b"ours")
    before, events = content(site), len(open_office(drawn).events())
    said = tell(drawn, "publish", site)
    assert said.code == Exit.CONFLICT
    assert words_of(STRANGERS) in said.err
    assert "files/logo.png" in said.err
    assert (content(site), len(open_office(drawn).events())) == (before, events)
    (site / "files" / "logo.png").unlink()
    assert tell(drawn, "publish", site).code == 0


def test_a_folder_of_others_is_refused_as_publishing_would(drawn: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.doc").write_bytes(b"years of work")
    said = tell(drawn, "publish", tmp_path / "thesis", "--check")
    assert said.code == Exit.USAGE
    assert words_of(FOREIGN) in said.err


def test_a_site_that_the_log_does_not_know_is_said_to_be_none(drawn: Path, site: Path) -> None:
    listing = site / held.MARKER
    listing.write_bytes(listing.read_bytes().replace(b"plan.html", b"plan2.html"))
    told = checked(drawn, site, Exit.VERIFICATION)
    assert told["published"] is None
    assert "none of the publications" in tell(drawn, "publish", site, "--check").out


def test_an_earlier_publication_is_known_as_such(drawn: Path, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "backup")
    release_more(drawn)
    assert tell(drawn, "publish", site).code == 0
    first, second = json.loads(tell(drawn, "list", "publications", "--json").out)
    told = checked(drawn, tmp_path / "backup")
    assert (told["published"], told["published_later"], told["as_logged"]) == (first, second, True)
    assert f"event {second['event']}" in tell(drawn, "publish", tmp_path / "backup", "--check").out


def test_long_lists_are_cut_short_in_words_alone(drawn: Path, site: Path, tmp_path: Path) -> None:
    words = tell(drawn, "publish", tmp_path / "nowhere", "--check").out
    told = checked(drawn, tmp_path / "nowhere")
    assert words.count("\n  new: ") == verb.SHOWN
    assert f"… and {len(told['files']['new']) - verb.SHOWN} more like this" in words


def test_what_happens_while_a_site_is_made_is_on_it(drawn: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody releases results between the making of the pages and the act."""
    real, calls = publishing.made, []

    def made(office: Any, ref: str | None) -> publishing.Site:
        calls.append(ref)
        found = real(office, ref)
        if len(calls) == 1:
            release_more(drawn)
        return found

    monkeypatch.setattr(publishing, "made", made)
    before = len(shown(site))
    office = Office(drawn, "clerk", lambda: NOW)
    publishing.publish(office, None, site)
    office.close()
    assert len(calls) == 2
    assert len(shown(site)) > before
    assert open_office(drawn).events()[-1].body["results"] == len(shown(site))


def test_a_publication_that_is_killed_at_any_moment_leaves_a_whole_site(drawn: Path, site: Path) -> None:
    """First the time that publishing takes is measured, then it is killed at a moment within it, over and over."""
    following = start(PUBLISHING, drawn, site)
    whole, moments = 0.0, random.Random(20010106)
    seen: Counter[str] = Counter()
    for k in range(KILLS + 1):
        process, following = following, start(PUBLISHING, drawn, site)
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        before = content(site)
        if k:
            release_more(drawn, problems=str(k))
        began = time.monotonic()
        process.stdin.write("\n")
        process.stdin.flush()
        if k:
            time.sleep(whole * moments.random() ** 0.5)  # more often while files are written, which comes last
            process.kill()
        process.communicate()
        whole = whole or time.monotonic() - began
        seen[left(drawn, site, before)] += 1
        assert list(broken_links(open_office(drawn).events())) == []
        assert tell(drawn, "publish", site).code == 0
        assert checked(drawn, site)["as_logged"]
        assert not [end for end in (NEW, OLD) if site.with_name(site.name + end).exists()]
    following.kill()
    following.communicate()
    print(dict(seen))


def left(office: Path, site: Path, before: dict[str, bytes]) -> str:
    """Which site a publication that was killed has left; every one of them is whole."""
    if not site.exists():  # between the two renames: the next publication takes the old one back first
        assert content(site.with_name(site.name + OLD)) == before
        return "between"
    found = held.read(site)
    assert (found.altered, found.missing, found.foreign) == ([], [], [])
    if content(site) == before:
        return "old"
    logged = [event.body["manifest"] for event in open_office(office).events("publication")]
    return "new" if found.manifest in logged else "new, not logged yet"


def exported(office: Path, file: Path) -> None:
    said = tell(office, "export", "publicity", file)
    assert said.code == 0, said.err


def test_the_export_for_the_publicity_system(drawn: Path, site: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx", "json"):
        exported(drawn, tmp_path / f"p.{suffix}")
        assert (tmp_path / f"p.{suffix}").read_bytes() == (site / "files" / f"publicity.{suffix}").read_bytes()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "p.csv").read_text("utf-8-sig"))))
    assert len(rows) == len(shown(site))
    assert {(row["raninsPlanId"], row["raninsPlaneName"], row["insAuth"]) for row in rows} <= {
        ("2001", "Plan", name) for name in ("health", "market")
    }
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert tell(drawn, "export", "publicity", tmp_path / "p.doc").code == Exit.USAGE
    assert not (tmp_path / "p.doc").exists()


def test_nothing_is_exported_of_results_that_are_not_released(drawn: Path, tmp_path: Path) -> None:
    office = open_office(drawn)
    small_year.staff(office)
    enter(office, small_year.visits(office)[0].name)
    exported(drawn, tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_bytes())["data"] == []


def test_the_record_of_the_commitment_keeps_its_schema(drawn: Path, site: Path) -> None:
    import jsonschema

    schema = json.loads((site / "files" / "schema" / "commitment-record.json").read_bytes())
    record = json.loads((site / "files" / "commitment-record.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(record, schema, format_checker=jsonschema.FormatChecker())
    for wrong in (record | {"more": 1}, record | {"draw": "ajar"}, {k: v for k, v in record.items() if k != "bits"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
    assert canonical(record) == (site / "files" / "commitment-record.json").read_bytes()
