"""A plan on paper: approved, filed, published, amended; what is refused in which words; what can be committed then."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import small_office
from forger import chained, finds, other, with_body
from shop import Said, tell, words_of
from small_office import commit, open_office

from inventories.problems import Exit, Message, Refused
from scheduler import acts
from scheduler.audit.checks import audit
from scheduler.audit.finding import Colour
from scheduler.bundle import Bundle, collect, read, write
from scheduler.plan import acts as approving
from scheduler.plan import life_messages as messages
from scheduler.plan.acts import Paper
from scheduler.plan.life import life
from scheduler.publish.acts import publish
from scheduler.store.office import Office

FIRST, SECOND = small_office.plan(), small_office.plan(title='"Amended"', rotation="2")
DAY = date(2001, 1, 8)
PAPER = Paper("No. 3", DAY)


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of a plan as files."""
    paths = tmp_path / "first.toml", tmp_path / "second.toml"
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_bytes(text)
    return paths


def step(folder: Path, verb: str, plan: object, *words: object, on: str = "2001-01-08") -> Said:
    number = () if "--number" in words or verb == "publish" else ("--number", "No. 3")
    return tell(folder, "plan", verb, plan, *words, *number, "--date", on)


def lived(office: Office) -> Office:
    """Approved, filed, published, amended, filed again."""
    approving.approve(office, FIRST, "plan.toml", PAPER)
    digest = acts.file_digest(FIRST)
    approving.file(office, "2001", digest, replace(PAPER, agency="city"))
    approving.publish(office, "2001", digest, Paper("", DAY))
    approving.amend(office, SECOND, "plan.toml", Paper("No. 4", date(2001, 1, 9)), "a new rule")
    approving.file(office, "2001", acts.file_digest(SECOND), Paper("No. 5", date(2001, 1, 9), "city"))
    return office


def refused(message: Message, act: Callable[[], object], code: Exit = Exit.CONFLICT) -> None:
    with pytest.raises(Refused) as caught:
        act()
    assert (caught.value.problems[0].message, caught.value.exit_code) == (message, code)


def test_each_step_is_an_event_with_number_day_and_what_changed(filled: Path) -> None:
    office = lived(open_office(filled))
    events = office.events("plan")
    assert [e.body["step"] for e in events] == ["approved", "filed", "published", "amended", "filed"]
    assert [e.body["number"] for e in events] == ["No. 3", "No. 3", "", "No. 4", "No. 5"]
    assert events[3].body["changes"] == [
        {"member": "title", "from": "Plan", "to": "Amended"},
        {"member": "inspectors.rotation", "from": "1", "to": "2"},
    ]
    assert [office.frozen(e.body["digest"]) for e in events] == [FIRST, FIRST, FIRST, SECOND, SECOND]
    assert life(events, "2001").digest == acts.file_digest(SECOND)


def test_the_order_is_kept(filled: Path) -> None:
    office, digest = open_office(filled), acts.file_digest(FIRST)
    with_city = replace(PAPER, agency="city")
    refused(messages.NOT_APPROVED, lambda: approving.file(office, "2001", digest, with_city))
    refused(messages.NOT_APPROVED, lambda: approving.publish(office, "2001", digest, PAPER))
    refused(messages.NOT_APPROVED, lambda: approving.amend(office, SECOND, "plan.toml", PAPER, "g"))
    approving.approve(office, FIRST, "plan.toml", PAPER)
    refused(messages.APPROVED_ALREADY, lambda: approving.approve(office, SECOND, "plan.toml", PAPER))
    refused(messages.NOT_FILED, lambda: approving.publish(office, "2001", digest, PAPER))
    refused(messages.NOT_IN_FORCE, lambda: approving.file(office, "2001", "0" * 64, with_city))
    approving.file(office, "2001", digest, with_city)
    refused(messages.FILED_ALREADY, lambda: approving.file(office, "2001", digest, with_city))
    approving.file(office, "2001", digest, replace(PAPER, agency="province"))
    approving.publish(office, "2001", digest, PAPER)
    refused(messages.PUBLISHED_ALREADY, lambda: approving.publish(office, "2001", digest, PAPER))
    refused(messages.NOTHING_CHANGED, lambda: approving.amend(office, FIRST + b"# x\n", "plan.toml", PAPER, "g"))
    approving.amend(office, SECOND, "plan.toml", PAPER, "g")
    refused(messages.NOT_IN_FORCE, lambda: approving.file(office, "2001", digest, with_city))
    refused(messages.NOT_FILED, lambda: approving.publish(office, "2001", acts.file_digest(SECOND), PAPER))
    assert len(office.events("plan")) == 5


def test_days_do_not_run_back_or_ahead(filled: Path) -> None:
    office = open_office(filled)
    refused(messages.STEP_LATE, lambda: approving.approve(office, FIRST, "plan.toml", Paper("n", date(2001, 12, 1))))
    approving.approve(office, FIRST, "plan.toml", PAPER)
    early = Paper("n", date(2001, 1, 7), "city")
    refused(messages.STEP_EARLY, lambda: approving.file(office, "2001", acts.file_digest(FIRST), early))


def test_a_text_that_is_no_plan_is_not_approved(filled: Path) -> None:
    office = open_office(filled)
    with pytest.raises(Refused) as caught:
        approving.approve(office, FIRST.replace(b"limit = 9", b"limt = 9"), "plan.toml", PAPER)
    assert caught.value.exit_code == Exit.PLAN
    assert office.events("plan") == []


def test_only_the_text_in_force_can_be_committed(filled: Path) -> None:
    office = lived(open_office(filled))
    refused(messages.NOT_IN_FORCE, lambda: commit(office, FIRST))
    assert office.events("commitment") == []
    assert commit(office, SECOND).record["plan"]["digest"] == acts.file_digest(SECOND)


def test_an_office_that_never_approves_is_warned(filled: Path, texts: tuple[Path, Path]) -> None:
    said = tell(filled, "commit", texts[0])
    assert said.code == Exit.DONE
    assert words_of(messages.NEVER_APPROVED) in said.err


def test_an_approved_plan_is_committed_without_a_warning(filled: Path, texts: tuple[Path, Path]) -> None:
    assert step(filled, "approve", texts[0]).code == Exit.DONE
    assert words_of(messages.NOT_IN_FORCE) in tell(filled, "commit", texts[1]).err
    said = tell(filled, "commit", texts[0], "--json")
    assert said.code == Exit.DONE
    assert "plan-never-approved" not in said.out


def test_the_verbs_say_what_was_done_and_what_is_next(filled: Path, texts: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = texts
    assert "plan file 2001" in step(filled, "approve", first).err
    assert step(filled, "file", first, "--with", "city").code == Exit.DONE
    assert step(filled, "file", "2001", "--with", "province", on="2001年1月9日").code == Exit.DONE
    assert step(filled, "publish", "2001", on="2001-01-09").code == Exit.DONE
    amended = step(filled, "amend", second, "--ground", "a new rule", on="2001-01-10")
    assert "inspectors.rotation" in amended.out
    shown = tell(filled, "plan", "show", "2001", "--write", tmp_path / "again.toml")
    assert (tmp_path / "again.toml").read_bytes() == SECOND
    assert all(word in shown.out for word in ("approved", "province", "2001-01-09", "a new rule", "Amended"))
    assert tell(filled, "plan", "show", "2001", "--write", tmp_path / "again.toml").code == Exit.CONFLICT
    data = json.loads(tell(filled, "plan", "show", first, "--json").out)
    assert (data["in_force"], data["named"]) == (acts.file_digest(SECOND), acts.file_digest(FIRST))
    assert [s["step"] for s in data["steps"]] == ["approved", "filed", "filed", "published", "amended"]
    assert "plan 2001: approved 2001-01-08 No. 3, " in tell(filled, "status").out
    assert list(json.loads(tell(filled, "status", "--json").out)["plans"]) == ["2001"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "1999"), Exit.FAILED),
        (("show", "nowhere.toml"), Exit.FAILED),
        (("approve", "nowhere.toml", "--number", "1", "--date", "2001-01-01"), Exit.INPUT),
        (("file", "1999", "--with", "x", "--number", "1", "--date", "2001-01-01"), Exit.FAILED),
        (("file", "1999", "--with", " ", "--number", "1", "--date", "2001-01-01"), Exit.USAGE),
        (("publish", "1999", "--date", "2001-02-30"), Exit.USAGE),
        (("publish", "1999", "--date", "soon"), Exit.USAGE),
        (("amend", "x.toml", "--number", "1", "--date", "2001-01-01"), Exit.USAGE),
    ],
)
def test_what_is_not_there(filled: Path, words: tuple[str, ...], code: Exit) -> None:
    said = tell(filled, "plan", *words)
    assert said.code == code
    assert said.err
    assert "Traceback" not in said.err


def test_a_draft_is_shown_as_one(filled: Path, texts: tuple[Path, Path], tmp_path: Path) -> None:
    assert "draft" in tell(filled, "plan", "show", texts[0]).out
    assert tell(filled, "plan", "show", texts[0], "--write", tmp_path / "x").code == Exit.CONFLICT


# the public pages


def test_the_pages_show_the_steps_and_only_public_changes(filled: Path, tmp_path: Path) -> None:
    office = lived(open_office(filled))
    commit(office, SECOND)
    publish(office, None, tmp_path / "site")
    page = (tmp_path / "site" / "plan.html").read_text("utf-8")
    for text in ("No. 3", "No. 4", "2001-01-09", "city", "a new rule", "Amended"):
        assert text in page, text
    assert "rotation" not in page
    public = json.loads((tmp_path / "site" / "files" / "plan.json").read_text("utf-8"))
    assert [s["step"] for s in public["plan"]["steps"]] == ["approved", "filed", "published", "amended", "filed"]
    assert public["plan"]["steps"][3]["unpublished"] == 1


# the audit


@pytest.fixture
def bundle(filled: Path) -> Bundle:
    """The bundle of an office whose approved and amended plan is committed."""
    office = lived(open_office(filled))
    commit(office, SECOND)
    return collect(office)


def colour(bundle: Bundle, number: str) -> Colour:
    return next(c.finding.colour for c in audit(bundle) if c.number == number)


def test_the_bundle_carries_every_version(bundle: Bundle, tmp_path: Path) -> None:
    write(bundle, tmp_path / "bundle.zip")
    again = read(tmp_path / "bundle.zip")
    assert {FIRST, SECOND} <= set(again.frozen.values())
    assert colour(again, "1.40") == colour(again, "2.20") == Colour.GREEN


def test_a_plan_never_approved_is_amber(committed: Path) -> None:
    assert colour(collect(open_office(committed)), "2.20") == Colour.AMBER


def test_approved_after_the_commitment_is_amber(committed: Path) -> None:
    office = open_office(committed)
    approving.approve(office, FIRST, "plan.toml", PAPER)
    assert colour(collect(office), "2.20") == Colour.AMBER


def test_another_text_committed_is_red(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An altered program commits what was not approved."""
    monkeypatch.setattr(acts, "must_be_in_force", lambda *_: None)
    office = lived(open_office(filled))
    commit(office, FIRST)
    assert finds("2.20", collect(office))


def events_of(bundle: Bundle) -> list[Any]:
    return [k for k, event in enumerate(bundle.events) if event.kind == "plan"]


def test_no_amendment_can_hide_or_invent_a_change(bundle: Bundle) -> None:
    k = events_of(bundle)[3]
    for forged in ([], bundle.events[k].body["changes"][:1], [*bundle.events[k].body["changes"]] * 2):
        events = list(bundle.events)
        events[k] = replace(events[k], body={**events[k].body, "changes": forged})
        assert finds("1.40", replace(bundle, events=chained(events)))


@pytest.mark.parametrize("member", ["plan", "digest", "step", "date", "with"])
def test_no_step_can_be_changed(bundle: Bundle, member: str) -> None:
    for k in events_of(bundle):
        events = list(bundle.events)
        changed = "" if member == "with" and events[k].body["with"] else other(events[k].body[member])
        events[k] = replace(events[k], body={**events[k].body, member: changed})
        unseen = member == "date" and k in (events_of(bundle)[0],)  # a day before all others, like any other
        unseen = unseen or (member == "with" and events[k].body["step"] != "filed")
        assert finds("1.40", replace(bundle, events=chained(events))) != unseen, (k, member)


@pytest.mark.parametrize("dropped", [0, 1, 3])
def test_no_step_can_be_left_out(bundle: Bundle, dropped: int) -> None:
    place = events_of(bundle)[dropped]
    events = [event for k, event in enumerate(bundle.events) if k != place]
    assert finds("1.40", replace(bundle, events=chained(events)))


def test_a_frozen_text_that_is_another_is_seen(bundle: Bundle) -> None:
    digest = acts.file_digest(FIRST)
    forged = replace(bundle, frozen={**bundle.frozen, digest: FIRST.replace(b"limit = 9", b"limit = 8")})
    assert finds("1.40", forged)
    del forged.frozen[digest]  # type: ignore[attr-defined]
    assert finds("1.40", forged)


def test_a_day_still_to_come_is_seen(bundle: Bundle) -> None:
    assert finds("1.40", with_body(bundle, "plan", ("date",), lambda _: "2031-01-01"))
    assert datetime.fromisoformat(bundle.events[-1].time) < datetime(2031, 1, 1, tzinfo=UTC)
