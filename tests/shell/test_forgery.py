"""Forged bundles: every fact of a bundle changed, one at a time, and the numbered check that is red because of it.

Two forgers. The clumsy one changes a record and leaves the chain as it was: 1.02 catches all that. The skilful one makes
all hashes, links and digests anew (``forger``), but cannot change what the outside remembers: the hash of the
commitment. A forger who makes even the commitment anew is caught only by who kept it. And what is logged after the last
commitment and decides nothing (an actor, a ground, the name of a file) is held by nothing but a copy of the log outside:
those facts stand in ``ONLY_A_COPY_OF_THE_LOG``.
"""

import copy
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import small_office
from forger import chained, finds, leaves, other, place, red, with_body, with_events, with_rows, without
from shop import tell, words_of
from small_office import OTHER_DICE, happen, open_office

from inventories.problems import Exit, Refused
from inventories.records import canonical
from scheduler import acts, journal, messages
from scheduler.after import acts as afterwards
from scheduler.after.acts import Decision
from scheduler.audit.checks import Colour, audit
from scheduler.bundle import Bundle, collect, read, write
from scheduler.commitment import Secrets, commitment_hash
from scheduler.log import Event, next_event
from scheduler.publish.acts import publish
from scheduler.results import acts as reviewing
from scheduler.store.office import Office
from scheduler.tables import KINDS, parse_lines

HISTORY = (
    "commitment", "randomness", "draw", "recusal", "absence", "results", "review", "review", "extension", "reinforcement",
    "replacement", "appointment", "application", "rejection", "recusal", "cancellation", "recusal", "publication",
)  # fmt: skip
ONLY_A_COPY_OF_THE_LOG = {
    "application": set(),
    "rejection": {"officer", "ground"},
    "cancellation": {"document", "agency", "ground"},
    "recusal": {"ground", "officer"},
    "absence": {"ground"},
    "reinforcement": {"ground"},
    "replacement": set(),
    "appointment": {"order", "officer"},
    "results": {"file", "sha256", "rows.0.problems", "rows.0.rectification", "rows.0.case"},
    "review": set(),
    "extension": {"ground", "officer"},
    "publication": {"files", "manifest"},
}


def _fill_a_year(folder: Path) -> None:
    office = open_office(folder)

    def standing() -> list[journal.StandingVisit]:
        return list(journal.standing(acts.find(office, None)).values())

    visit, who = next((v, w) for v in standing() for w in v.team.values() if w and w.startswith("M"))
    happen(office, "recusal", inspector=who, target=visit.target, ground="g")
    busy = Counter(w for v in standing() if v.period == "p1" for w in v.team.values() if w and w.startswith("H"))
    happen(office, "absence", inspector=min(busy, key=lambda w: (-busy[w], w)), periods=["p1", "p2"], ground="g")
    whole = next(v for v in standing() if None not in v.team.values())  # a visit with an open slot waits
    small_office.enter(office, whole.name)
    places = [result.place for result in small_office.results_of(office, whole.name)]
    for decision in ("checked", "released"):
        reviewing.review(office, acts.find(office, None), decision, places)  # type: ignore[arg-type]
    reviewing.extend(office, acts.find(office, None), [whole.name], date(2001, 8, 1), "g", "f")
    happen(office, "reinforcement", inspector="M1", limit=4, ground="g")
    ended = next(v for v in standing() if v.name != whole.name and "water" in v.tasks)  # which is not allowed in p1
    happen(office, "replacement", visit=ended.name, period="p2", ground="g")
    place = next((v.name, s) for v in standing() for s, w in v.team.items() if w is None)
    happen(office, "appointment", visit=place[0], slot=place[1], inspector="M3", order="o", officer="f")
    _apply_and_cancel(office)
    happen(office, "recusal", inspector="M3", target=place[0].rsplit("/", 1)[0], ground="g")
    publish(office, None, folder / "site")


def _apply_and_cancel(office: Office) -> None:
    """A party's application, rejected and granted on review; then a task is cancelled."""
    draw = acts.find(office, None)
    coming = [v for v in journal.standing(draw).values() if v.name not in draw.over()]
    visit, who = next((v, w) for v in coming for w in v.team.values() if w and w.startswith("H"))
    asked = {
        "inspector": who,
        "target": visit.target,
        "on": "party",
        "applicant": "a",
        "relation": "kin",
        "ground": "g",
    }
    afterwards.apply(office, draw, {**asked, "date": None})
    pair, no, yes = (who, visit.target), Decision("f", rejected_for="not kin"), Decision("f")
    afterwards.decide(office, draw, pair, no, review=False)
    afterwards.decide(office, draw, pair, yes, review=True)
    afterwards.cancel(office, draw, {"task": "water", "document": "d", "agency": "a", "ground": "g"})


@pytest.fixture(scope="module")
def year(_drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle in which everything has happened."""
    return _bundle(_drawn, tmp_path_factory.mktemp("year") / "office", _fill_a_year)


def _two(folder: Path) -> None:
    office = open_office(folder)
    acts.void(office, acts.find(office, None), "g")
    small_office.commit(office, small_office.plan())
    acts.draw(office, OTHER_DICE)


@pytest.fixture(scope="module")
def two(_drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle with a void draw and the draw of the next batch."""
    return _bundle(_drawn, tmp_path_factory.mktemp("two") / "office", _two)


def _bundle(base: Path, folder: Path, fill: Callable[[Path], None]) -> Bundle:
    shutil.copytree(base, folder)
    fill(folder)
    return collect(open_office(folder))


def root(bundle: Bundle, table: str) -> str:
    """The digest under which a table is frozen."""
    found: str = bundle.events[place(bundle, "commitment")].body["record"]["tables"][table]["root"]
    return found


def body(bundle: Bundle, kind: str) -> dict[str, Any]:
    return bundle.events[place(bundle, kind)].body


def test_honest_bundles_are_not_red(year: Bundle, two: Bundle) -> None:
    assert tuple(event.kind for event in year.events if event.kind != "import") == HISTORY
    assert red(year) == set()
    assert red(two) == set()
    assert red(with_events(year, year.events)) == set()


@pytest.mark.parametrize(
    ("member", "other_value"), [("draw", "2001-2"), ("draw", "2001-1x"), ("results", 0), ("results", 2)]
)
def test_a_publication_of_what_was_not_released_is_red(year: Bundle, member: str, other_value: object) -> None:
    assert not finds("1.36", year)
    assert finds("1.36", with_body(year, "publication", (member,), lambda _: other_value))


# the clumsy forger


@pytest.mark.parametrize("field", ["seq", "time", "actor", "kind", "body", "previous", "hash"])
def test_no_field_of_any_event_can_be_changed_alone(year: Bundle, field: str) -> None:
    for k, event in enumerate(year.events):
        value: Any = event.body | {"more": ""} if field == "body" else other(getattr(event, field))
        change: dict[str, Any] = {field: value}
        events = [*year.events[:k], replace(event, **change), *year.events[k + 1 :]]
        assert finds("1.02", replace(year, events=tuple(events))), event


@pytest.mark.parametrize("change", ["dropped", "doubled", "moved to the end"])
def test_no_event_can_be_dropped_doubled_or_moved(year: Bundle, change: str) -> None:
    for k in range(len(year.events) - 1):
        events = list(year.events)
        taken = events.pop(k) if change != "doubled" else events[k]
        events[len(events) if change == "moved to the end" else k : k] = [] if change == "dropped" else [taken]
        assert finds("1.02", replace(year, events=tuple(events))), year.events[k]


# the skilful forger, at the commitment


def _record_paths() -> list[tuple[str, set[str]]]:
    """Each member of a commitment's record, and the check beside 1.03 that knows it from what it speaks of."""
    return [
        ("format", {"1.03"}),
        ("specification", {"1.03"}),
        ("plan.id", {"1.04"}),
        ("plan.batch", {"1.04"}),
        ("plan.planned", {"1.04"}),
        ("plan.digest", {"1.04"}),
        ("dated", {"1.03"}),
        ("previous", {"1.03"}),
        ("draw", {"1.04"}),
        ("secret", {"1.05"}),
        ("coordination", {"1.04"}),
        *((f"tables.{name}.{part}", {"1.06"}) for name in KINDS for part in ("count", "root")),
        ("frame.count", {"1.07"}),
        ("frame.root", {"1.07"}),
        ("cells.count", {"1.08"}),
        ("cells.root", {"1.08"}),
        ("tasks", {"1.08"}),
        *((f"tasks.0.{part}", {"1.08"}) for part in ("task", "pool", "least", "most", "strata", "mandates")),
        *((f"tasks.0.strata.0.{part}", {"1.08"}) for part in ("name", "pool")),
        ("excluded", {"1.09"}),
        *((f"excluded.0.{part}", {"1.09"}) for part in ("task", "ground", "count")),
        ("unreached", {"1.09"}),
        ("left_out", {"1.16"}),
        ("randomness", {"1.04"}),
        *((f"randomness.0.{part}", {"1.04"}) for part in ("kind", "faces", "throws", "fallbacks")),
        ("bits", {"2.01"}),
        ("results_due", {"1.04"}),
    ]


def _path(text: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in text.split("."))


@pytest.mark.parametrize(("member", "checks"), _record_paths())
def test_no_member_of_the_commitment_can_be_changed(year: Bundle, member: str, checks: set[str]) -> None:
    forged = with_body(year, "commitment", ("record", *_path(member)), other)
    assert all(finds(number, forged) for number in checks | {"1.03"})


def test_all_members_of_the_commitment_are_tried(year: Bundle) -> None:
    tried = {member for member, _ in _record_paths()}
    assert {".".join(map(str, path)) for path in leaves(body(year, "commitment")["record"])} == tried


@pytest.mark.parametrize("member", [member for member, _ in _record_paths()])
def test_a_commitment_of_another_hash_does_not_fit_its_draw(year: Bundle, member: str) -> None:
    """The forger who hashes the changed record, and names the new hash everywhere, but cannot draw so that it fits."""
    forged = with_body(year, "commitment", ("record", *_path(member)), other)
    hash_ = commitment_hash(body(forged, "commitment")["record"])
    old = body(year, "commitment")["hash"]
    text = json.dumps([event.__dict__ for event in forged.events]).replace(old, hash_)
    events = chained(Event(**event) for event in json.loads(text))
    forged = replace(forged, events=events, secrets={hash_: year.secrets[old]})
    assert finds("1.11", forged)


@pytest.mark.parametrize("more", ["added", "removed"])
def test_the_commitment_has_its_members_and_no_others(year: Bundle, more: str) -> None:
    def change(record: dict[str, Any]) -> dict[str, Any]:
        return {**record, "note": ""} if more == "added" else {k: v for k, v in record.items() if k != "excluded"}

    assert finds("1.03", with_body(year, "commitment", ("record",), change))


def test_the_events_before_a_commitment_are_held_by_it(year: Bundle) -> None:
    for field, value in (("time", "2001-01-05T00:00:00Z"), ("actor", "nobody"), ("kind", "publication"), ("body", {})):
        change: dict[str, Any] = {field: value}
        first = replace(year.events[0], **change)
        assert finds("1.03", with_events(year, (first, *year.events[1:])))
    for path in leaves(body(year, "import")):
        assert finds("1.03", with_body(year, "import", path, other))
    assert finds("1.03", without(year, 0))


# the skilful forger, at the randomness and the draw


@pytest.mark.parametrize("text", [OTHER_DICE, "dice:10:3", "dice:6:1", "", "x" * 20, "dice:10:" + "٣" * 20])
def test_other_randomness_is_seen(year: Bundle, text: str) -> None:
    assert red(with_body(year, "randomness", ("text",), lambda _: text)) & {"1.10", "1.11"}


@pytest.mark.parametrize("value", [None, 5, ["x"], {}])
def test_randomness_that_is_no_text_is_seen(year: Bundle, value: object) -> None:
    assert finds("1.10", with_body(year, "randomness", ("text",), lambda _: value))


def test_no_part_of_the_draw_can_be_changed(year: Bundle) -> None:
    for path in leaves(body(year, "draw")["outcome"]):
        assert finds("1.11", with_body(year, "draw", ("outcome", *path), other)), path


def test_no_member_is_added_to_the_draw_or_left_out(year: Bundle) -> None:
    outcome = body(year, "draw")["outcome"]
    for name in outcome:
        fewer = {k: outcome[k] for k in outcome if k != name}
        assert finds("1.11", with_body(year, "draw", ("outcome",), lambda _, f=fewer: f)), name  # type: ignore[misc]
    assert finds("1.11", with_body(year, "draw", ("outcome",), lambda o: {**o, "note": ""}))


def test_somebody_of_another_department_in_a_seat_is_against_a_rule(year: Bundle) -> None:
    teams = year.events[place(year, "draw")].body["outcome"]["teams"]
    market = {row["inspector"] for row in teams if (row["inspector"] or "").startswith("M")}
    k = next(k for k, row in enumerate(teams) if (row["inspector"] or "").startswith("H"))
    path = ("outcome", "teams", k, "inspector")
    assert market
    assert not finds("1.21", year)
    assert all(finds("1.21", with_body(year, "draw", path, lambda _, who=who: who)) for who in market)  # type: ignore[misc]


@pytest.mark.parametrize("value", [True, 1.0])
def test_the_draw_is_the_same_byte_for_byte(year: Bundle, value: object) -> None:
    assert body(year, "draw")["outcome"]["targets"][0]["rank"] == value
    assert finds("1.11", with_body(year, "draw", ("outcome", "targets", 0, "rank"), lambda _: value))


def test_a_target_swapped_for_its_reserve_is_seen(year: Bundle) -> None:
    """The whole outcome made to fit: the friend is not drawn, another is, everywhere."""
    outcome = body(year, "draw")["outcome"]
    drawn = {row["target"] for row in outcome["targets"]}
    friend, instead = min(drawn), next(t.id for t in small_office.tables().targets if t.id not in drawn)
    text = json.dumps([e.body for e in year.events]).replace(f'"{friend}', f'"{instead}')
    events = [replace(e, body=b) for e, b in zip(year.events, json.loads(text), strict=True)]
    assert finds("1.11", with_events(year, events))


# the skilful forger, afterwards


@pytest.mark.parametrize("kind", sorted(set(HISTORY) - {"commitment", "randomness", "draw"}))
def test_no_act_can_be_changed_but_in_what_decides_nothing(year: Bundle, kind: str) -> None:
    unseen = set()
    for path in leaves(body(year, kind)):
        name = ".".join(map(str, path))
        found = red(with_body(year, kind, path, other))
        if path == ("commitment",):
            assert "1.00" in found
        elif not found:
            unseen.add(name)
        else:
            assert found & {"1.13", "1.14", "1.30", "1.31", "1.36"}, name
    assert unseen == ONLY_A_COPY_OF_THE_LOG[kind]


@pytest.mark.parametrize(
    ("kind", "member", "value"),
    [
        ("recusal", "inspector", "nobody"),
        ("recusal", "target", "nowhere"),
        ("absence", "inspector", "nobody"),
        ("absence", "periods", ["p9"]),
        ("reinforcement", "inspector", "nobody"),
        ("reinforcement", "limit", 3),
        ("reinforcement", "limit", 40),
        ("replacement", "visit", "T99/1"),
        ("replacement", "period", "p1"),
        ("appointment", "inspector", "nobody"),
        ("appointment", "slot", 99),
        ("appointment", "visit", "T99/1"),
    ],
)
def test_an_act_that_could_not_be_is_seen(year: Bundle, kind: str, member: str, value: object) -> None:
    assert finds("1.13", with_body(year, kind, (member,), lambda _: value))


def _appointed(bundle: Bundle, visit: str, slot: int, who: str) -> Bundle:
    """An appointment more at the end, with the outcome that the specification gives it."""
    draw = journal.draws(bundle.events)[-1]
    outcome = {"visits": [], "ended": [], "open": draw.after[-1].body["outcome"]["open"], "teams": [], "refused": []}
    made = {"commitment": draw.hash, "visit": visit, "slot": slot, "inspector": who, "order": "o", "officer": "f"}
    person = next(i for i in small_office.tables().inspectors if i.id == who)
    made |= {"name": person.name, "department": person.department}
    event = next_event(bundle.events[-1], bundle.events[-1].time, "x", "appointment", {**made, "outcome": outcome})
    return replace(bundle, events=(*bundle.events, event))


def test_nobody_is_appointed_in_the_place_of_another(year: Bundle) -> None:
    """An altered program could swap any member of any team, and the draw would still replay."""
    visits = journal.standing(journal.draws(year.events)[-1])
    done = journal.draws(year.events)[-1].over()
    visit, slot = next((n, s) for n, v in visits.items() if n not in done for s, w in v.team.items() if w)
    assert finds("1.13", _appointed(year, visit, slot, "M4"))


def test_nobody_is_appointed_to_a_visit_that_took_place(year: Bundle) -> None:
    draw = journal.draws(year.events)[-1]
    visit = draw.results()[0]["visit"]
    slot = next(iter(journal.standing(draw)[visit].team))
    assert finds("1.13", _appointed(year, visit, slot, "M4"))


def _results(bundle: Bundle, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Bundle:
    """One more result at the end, like the first but changed."""
    first = body(bundle, "results")
    rows = [change(dict(first["rows"][0]))]
    last = bundle.events[-1]
    event = next_event(last, last.time, "x", "results", {**first, "rows": rows})
    return replace(bundle, events=(*bundle.events, event))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"visit": "T99/1"},
        {"visit": "T05/9"},
        {"department": "fire"},
        {"item": "X1"},
        {"finding": "fine"},
        {"date": "2001-01-05"},
        {"date": "2001-12-31"},
        {"date": "soon"},
        {"date": None},
        {"more": "x"},
    ],
)
def test_a_result_that_could_not_be_is_seen(year: Bundle, changed: dict[str, Any]) -> None:
    assert finds("1.14", _results(year, lambda row: row | changed))


def test_a_result_of_a_visit_never_drawn_is_seen(year: Bundle) -> None:
    standing = journal.standing(journal.draws(year.events)[-1])
    target = next(t.id for t in small_office.tables().targets if f"{t.id}/1" not in standing)
    assert finds("1.14", _results(year, lambda row: row | {"visit": f"{target}/1"}))


# the skilful forger, with events dropped, doubled, reordered


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        ("commitment", "1.00"),
        ("randomness", "1.10"),
        ("draw", "3.03"),
        ("reinforcement", "1.13"),
        ("appointment", "1.13"),
    ],
)
def test_a_dropped_event_is_seen_if_anything_follows_from_it(year: Bundle, kind: str, check: str) -> None:
    assert check in red(without(year, place(year, kind)))


def test_an_event_of_an_unknown_kind_is_not_passed_over(year: Bundle) -> None:
    k = place(year, "recusal")
    hidden = replace(year.events[k], kind="Recusal")
    assert finds("1.02", with_events(year, (*year.events[:k], hidden, *year.events[k + 1 :])))


@pytest.mark.parametrize("kind", ["commitment", "randomness", "draw"])
def test_a_second_of_what_happens_once_is_seen(year: Bundle, kind: str) -> None:
    k = place(year, kind)
    for at in (k, k + 1, len(year.events)):
        assert red(with_events(year, (*year.events[:at], year.events[k], *year.events[at:]))) & {"3.01", "1.00"}
    again = with_body(year, "randomness", ("text",), lambda _: OTHER_DICE).events[place(year, "randomness")]
    assert finds("3.01", with_events(year, (*year.events, again)))


def test_a_second_void_is_seen(two: Bundle) -> None:
    void = two.events[place(two, "void")]
    assert finds("3.01", with_events(two, (*two.events, void)))


def test_randomness_logged_after_the_draw_is_seen(year: Bundle) -> None:
    k = place(year, "randomness")
    swapped = [*year.events[:k], year.events[k + 1], year.events[k], *year.events[k + 2 :]]
    swapped[k], swapped[k + 1] = (
        replace(swapped[k], time=year.events[k].time),
        replace(swapped[k + 1], time=year.events[k + 1].time),
    )
    assert finds("1.10", with_events(year, swapped))


def test_acts_in_another_order_are_seen(year: Bundle) -> None:
    k = place(year, "absence")
    times = [event.time for event in year.events]
    events = [*year.events[: k - 1], year.events[k], year.events[k - 1], *year.events[k + 1 :]]
    assert finds("1.13", with_events(year, [replace(e, time=t) for e, t in zip(events, times, strict=True)]))


def test_time_does_not_run_backwards(year: Bundle) -> None:
    k = place(year, "draw")
    early = replace(year.events[k], time="2001-01-06T00:30:00Z")
    assert finds("1.02", with_events(year, (*year.events[:k], early, *year.events[k + 1 :])))


def test_a_deleted_void_is_seen_by_the_next_commitment(two: Bundle) -> None:
    assert finds("1.03", without(two, place(two, "void")))


def test_a_deleted_batch_is_seen(two: Bundle) -> None:
    first = journal.draws(two.events)[0].hash
    gone = [k for k, e in enumerate(two.events) if first in (e.body.get("hash"), e.body.get("commitment"))]
    assert red(without(two, *gone)) >= {"1.03", "3.02"}


def test_throws_used_twice_are_seen(two: Bundle) -> None:
    first = body(two, "randomness")["text"]
    events = [replace(e, body=e.body | {"text": first}) if e.kind == "randomness" else e for e in two.events]
    assert finds("1.10", with_events(two, chained(events)))
    assert not finds("1.10", two)


def test_every_act_that_changed_the_draw_is_listed(year: Bundle) -> None:
    found = {c.number: c.finding for c in audit(year)}
    acts_of = [event for event in year.events if event.kind in journal.ACTS]
    assert found["2.04"].colour == found["2.05"].colour == Colour.AMBER
    for event in acts_of:
        number, other_number = ("2.04", "2.05") if event.kind == "appointment" else ("2.05", "2.04")
        assert f"event {event.seq}:" in found[number].detail
        assert f"event {event.seq}:" not in found[other_number].detail


def test_a_limit_that_is_no_number_is_seen(year: Bundle) -> None:
    for limit in (True, "4", 2**53):
        assert finds("1.13", with_body(year, "reinforcement", ("limit",), lambda _, limit=limit: limit))


def test_randomness_without_a_draw_is_seen(committed: Path) -> None:
    office = open_office(committed)
    with office.act() as act:
        act.append(
            "randomness",
            {"commitment": acts.find(office, None).hash, "text": small_office.DICE, "evidence": [""], "ground": ""},
        )
    assert red(collect(office)) == {"3.03"}


@pytest.mark.parametrize("drawn_first", [True, False])
def test_who_vanished_with_a_void_draw_is_named(drawn: Path, committed: Path, drawn_first: bool) -> None:
    """Also if it was set aside when the dice were known and nothing had been drawn from them yet."""
    folder = drawn if drawn_first else committed
    office = open_office(folder)
    draw = acts.find(office, None)
    if not drawn_first:
        with office.act() as act:
            act.append(
                "randomness", {"commitment": draw.hash, "text": small_office.DICE, "evidence": [""], "ground": ""}
            )
    acts.void(office, draw, "the dice did not suit")
    found = {c.number: c.finding for c in audit(collect(office))}
    assert found["3.04"].colour == Colour.AMBER
    expected = {row["target"] for row in acts.find(open_office(drawn), "2001-1").outcome["targets"]}
    assert all(target in found["3.04"].detail for target in expected)
    assert "the dice did not suit" in found["3.04"].detail


# the skilful forger, at what is frozen


def _fields() -> list[tuple[str, str]]:
    found = small_office.tables()
    return [(table, name) for table in KINDS for name in getattr(found, table)[0].__dataclass_fields__]


@pytest.mark.parametrize(("table", "field"), _fields())
def test_no_field_of_any_table_can_be_changed(year: Bundle, table: str, field: str) -> None:
    def change(rows: list[Any]) -> list[Any]:
        return [{**rows[0], field: other(rows[0][field])}, *rows[1:]]

    assert finds("1.06", with_rows(year, root(year, table), change))


@pytest.mark.parametrize("table", KINDS)
@pytest.mark.parametrize("change", ["dropped", "doubled", "added", "swapped"])
def test_no_row_of_any_table_can_be_dropped_or_added(year: Bundle, table: str, change: str) -> None:
    def changed(rows: list[Any]) -> list[Any]:
        new = {**rows[-1], "id": "Z9"}
        return {
            "dropped": rows[1:],
            "doubled": [*rows, rows[0]],
            "added": [*rows, new],
            "swapped": [*rows[:-1], new],
        }[change]

    assert finds("1.06", with_rows(year, root(year, table), changed))


@pytest.mark.parametrize(
    ("table", "field", "honest", "forged"),
    [
        ("inspectors", "active", False, "false"),
        ("inspectors", "lead", False, "false"),
        ("inspectors", "limit", 3, "3"),
        ("inspectors", "limit", None, ""),
        ("signals", "substantiated", False, "false"),
        ("signals", "count", 1, "1"),
        ("signals", "ended", None, ""),
        ("exclusions", "tasks", ["clinics"], '["clinics"]'),
        ("targets", "attributes", [["beds", "0"]], '[["beds","0"]]'),
    ],
)
def test_a_value_that_only_looks_the_same_is_seen(
    year: Bundle, table: str, field: str, honest: object, forged: object
) -> None:
    """Its text is the same, so the digest is the same; but "false" is true to a program."""

    def change(rows: list[Any]) -> list[Any]:
        k = next(k for k, row in enumerate(rows) if row[field] == honest)
        return [*rows[:k], {**rows[k], field: forged}, *rows[k + 1 :]]

    assert finds("1.06", with_rows(year, root(year, table), change))


def test_the_order_of_rows_decides_nothing(year: Bundle) -> None:
    forged = year
    for table in KINDS:
        forged = with_rows(forged, root(year, table), lambda rows: rows[::-1])
    assert red(forged) == set()


@pytest.mark.parametrize("table", KINDS)
@pytest.mark.parametrize("data", [None, b"", b"[]\n", b"{}\n", b"null\n", b"\xff", b"[" * 100_000])
def test_a_table_that_is_missing_or_no_table_is_seen(year: Bundle, table: str, data: bytes | None) -> None:
    frozen = {name: value for name, value in year.frozen.items() if name != root(year, table)}
    if data is not None:
        frozen[root(year, table)] = data
    assert finds("1.06", replace(year, frozen=frozen))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + b"\n# a comment",
        lambda text: text.replace(b'"1/3"', b'"1/2"'),
        lambda text: text.replace(b"limit = 9", b"limit = 10"),
        lambda text: text.replace(b"2001-12-31", b"2001-12-30"),
        lambda text: text.replace(b'"closed"', b'"open"'),
        lambda text: b"",
        lambda text: b"\xff",
        lambda text: b"x = " + b"[" * 10_000,
    ],
)
def test_no_byte_of_the_plan_can_be_changed(year: Bundle, change: Callable[[bytes], bytes]) -> None:
    digest = body(year, "commitment")["record"]["plan"]["digest"]
    forged = change(year.frozen[digest])
    assert forged != year.frozen[digest]
    assert finds("1.04", replace(year, frozen={**year.frozen, digest: forged}))


@pytest.mark.parametrize(
    ("secrets", "checks"),
    [
        (Secrets("4" * 64, "7" * 64), {"1.05", "1.11"}),
        (Secrets("", "7" * 64), {"1.05", "1.11"}),
        (Secrets("5" * 64, "4" * 64), {"1.06", "1.07", "1.08"}),
        (Secrets("5" * 64, ""), {"1.06", "1.07", "1.08"}),
        (Secrets(None, 5), {"1.05", "1.06"}),  # type: ignore[arg-type]
        (None, {"1.05", "1.06", "1.11"}),
    ],
)
def test_other_secrets_are_seen(year: Bundle, secrets: Secrets | None, checks: set[str]) -> None:
    hash_ = body(year, "commitment")["hash"]
    assert red(replace(year, secrets={hash_: secrets} if secrets else {})) >= checks


# files that are no bundle


@pytest.fixture(scope="module")
def whole(year: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "bundle.zip"
    write(year, path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_bundle_is_read_as_it_was_written(year: Bundle, whole: Path) -> None:
    assert read(whole) == year
    assert tell(None, "audit", whole).code == Exit.DONE


def test_no_file_of_a_bundle_can_be_changed_added_or_left_out(whole: Path, tmp_path: Path) -> None:
    files = parts(whole)
    for name in files:
        if name != "bundle.json":
            changed = packed({**files, name: files[name] + b"\n"}, tmp_path / "b.zip")
            assert finds("1.01", read(changed)), name
        said = tell(None, "audit", packed({n: d for n, d in files.items() if n != name}, tmp_path / "b.zip"))
        assert said.code in (Exit.INPUT, Exit.VERIFICATION), name
    assert finds("1.01", read(packed({**files, "more.txt": b""}, tmp_path / "b.zip")))


def _nested(depth: int) -> bytes:
    return b'{"a":' * depth + b"0" + b"}" * depth


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bundle.json", b""),
        ("bundle.json", b"[]"),
        ("bundle.json", b"{}"),
        ("bundle.json", b'{"format":"double-random/bundle@2","files":{}}'),
        ("bundle.json", b'{"format":"double-random/bundle@1","files":[]}'),
        ("bundle.json", b'{"format":"double-random/bundle@1","files":{"log.jsonl":5}}'),
        ("bundle.json", _nested(100_000)),
        ("secrets.json", b""),
        ("secrets.json", b"[]"),
        ("secrets.json", b'{"x":{}}'),
        ("secrets.json", b'{"x":[]}'),
        ("secrets.json", b"{}"),
        ("log.jsonl", b""),
        ("log.jsonl", b"x"),
        ("log.jsonl", b"\xff\xfe"),
        ("log.jsonl", b"[]\n"),
        ("log.jsonl", b"5\n"),
        ("log.jsonl", b"{}\n"),
        ("log.jsonl", b"null\n"),
        ("log.jsonl", _nested(100_000)),
    ],
)
def test_a_broken_part_is_refused_or_red(whole: Path, tmp_path: Path, name: str, data: bytes) -> None:
    said = tell(None, "audit", packed({**parts(whole), name: data}, tmp_path / "b.zip"))
    assert said.code in (Exit.INPUT, Exit.VERIFICATION)


@pytest.mark.parametrize("kind", ["commitment", "draw", "results"])
@pytest.mark.parametrize(
    "value", [None, 5, "x", [1], {}, {"commitment": []}, {"commitment": None}, {"hash": [], "record": 5}, {"hash": "x"}]
)
def test_an_event_with_any_body_is_red_and_no_crash(year: Bundle, kind: str, value: Any) -> None:
    k = place(year, kind)
    odd = [*year.events[:k], replace(year.events[k], body=value), *year.events[k + 1 :]]
    assert red(replace(year, events=tuple(odd)))


@pytest.mark.parametrize("field", ["seq", "time", "actor", "kind", "previous", "hash"])
@pytest.mark.parametrize("value", [None, 5, [], {}, True, "\ud800", 1e400])
def test_an_event_with_any_field_is_red_and_no_crash(year: Bundle, field: str, value: Any) -> None:
    k = place(year, "commitment" if value is None else "draw")
    odd = [*year.events[:k], replace(year.events[k], **{field: value}), *year.events[k + 1 :]]
    assert red(replace(year, events=tuple(odd)))


@pytest.mark.parametrize(
    "path", [("record",), ("record", "plan"), ("record", "tables"), ("record", "tasks"), ("record", "randomness")]
)
@pytest.mark.parametrize("value", [None, 5, "x", [], {}, {"id": [], "batch": {}}])
def test_a_commitment_with_any_record_is_red_and_no_crash(year: Bundle, path: tuple[str, ...], value: Any) -> None:
    assert red(with_body(year, "commitment", path, lambda _: value))


@pytest.mark.parametrize("depth", [*range(900, 1000, 7), 5_000])
def test_deep_nesting_is_no_crash(year: Bundle, whole: Path, tmp_path: Path, depth: int) -> None:
    last = json.loads(parts(whole)["log.jsonl"].splitlines()[-1])
    line = canonical({**last, "seq": last["seq"] + 1, "body": 0}).replace(b'"body":0', b'"body":' + _nested(depth))
    files = {**parts(whole), "log.jsonl": parts(whole)["log.jsonl"] + line + b"\n"}
    said = tell(None, "audit", packed(files, tmp_path / "b.zip"))
    assert said.code in (Exit.INPUT, Exit.VERIFICATION)


@pytest.mark.parametrize("data", [b"", b"x", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\x00" * 5000])
def test_a_file_that_is_no_bundle_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    said = tell(None, "audit", path)
    assert (said.code, said.out) == (Exit.INPUT, "")
    assert words_of(messages.NO_BUNDLE) in said.err


def test_a_bundle_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.zip", tmp_path):
        assert tell(None, "audit", path).code == Exit.INPUT


def test_a_spoiled_bundle_is_refused_or_seen_wherever_it_is_spoiled(whole: Path, tmp_path: Path) -> None:
    data, path = whole.read_bytes(), tmp_path / "b.zip"
    good = read(whole)
    for k in range(0, len(data), 67):
        path.write_bytes(data[:k] + bytes([data[k] ^ 0x55]) + data[k + 1 :])
        said = _read(path)
        assert said is None or said == good or said.altered, k
        path.write_bytes(data[:k])
        assert _read(path) is None


def _read(path: Path) -> Bundle | None:
    try:
        return read(path)
    except Refused as refused:
        return None if refused.exit_code == Exit.INPUT else read(path)


def test_a_bundle_that_would_fill_the_memory_is_refused_unread(whole: Path, tmp_path: Path) -> None:
    """The sizes that the directory of the ZIP file claims are enough."""
    path = packed({**parts(whole), "frozen/large": b"0"}, tmp_path / "b.zip")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (2**32 - 2).to_bytes(4, "little")
    path.write_bytes(data)
    said = tell(None, "audit", path)
    assert said.code == Exit.INPUT
    assert "4 GiB" in said.err


def test_a_packed_file_that_is_larger_than_it_claims_is_refused(whole: Path, tmp_path: Path) -> None:
    path = packed({**parts(whole), "frozen/large": bytes(10**6)}, tmp_path / "b.zip")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    assert tell(None, "audit", path).code == Exit.INPUT


def test_forging_leaves_the_honest_bundle_as_it_was(year: Bundle) -> None:
    """The tests above would show nothing if they spoiled what they start from."""
    assert red(copy.deepcopy(year)) == set()
    assert all(parse_lines(year.frozen[root(year, table)]) for table in KINDS)
