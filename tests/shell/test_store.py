"""The store: append-only for everybody, whole or not at all, and plain words where it cannot be used."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import small_office
from shop import tell, words_of
from small_office import ACTOR, open_office, ticking

from inventories.model import Item
from inventories.problems import Exit, Refused
from inventories.records import encoded
from scheduler import acts, messages
from scheduler.log import broken_links
from scheduler.store import schema, sqlite
from scheduler.store.office import AlreadyHappened, Office
from scheduler.tables import KINDS

TABLES = ("event", "frozen", "secret", "record")
COLUMNS = {
    "event": ("seq", "actor"),
    "frozen": ("digest", "body"),
    "secret": ("commitment", "draw"),
    "record": ("id", "body"),
}
"""A column of the key and one of the rest."""
READING = [["status"], ["list", "targets"], ["list", "visits"], ["show", "draw"], ["export", "bundle", "b.zip"]]


def db(folder: Path) -> Path:
    return folder / sqlite.FILE


def bytes_of(folder: Path) -> str:
    return hashlib.sha256(db(folder).read_bytes()).hexdigest()


@pytest.fixture(params=["recursive triggers", "plain"])
def raw(request: pytest.FixtureRequest, drawn: Path) -> Iterator[sqlite3.Connection]:
    """The store, opened by somebody who does not use this program."""
    with closing(sqlite3.connect(db(drawn), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA recursive_triggers = {request.param != 'plain'}")
        yield connection


def content(raw: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {key} = {key}",
        "UPDATE {table} SET {value} = 'x'",
        "UPDATE OR REPLACE {table} SET {value} = 'x'",
        "UPDATE OR IGNORE {table} SET {value} = 'x'",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE {key} IS NOT NULL",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        "REPLACE INTO {table} SELECT * FROM {table} ORDER BY 1 DESC LIMIT 1",
        "INSERT INTO {table} SELECT * FROM {table}",
        "INSERT INTO {table} SELECT * FROM {table} LIMIT 1 ON CONFLICT DO UPDATE SET {value} = 'x'",
    ],
)
def test_what_is_in_the_log_or_frozen_cannot_be_changed(raw: sqlite3.Connection, table: str, statement: str) -> None:
    key, value = COLUMNS[table]
    before = content(raw)
    statement = statement.replace("LIMIT 1 ON", "WHERE true LIMIT 1 ON").format(table=table, key=key, value=value)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)
    assert content(raw) == before


@pytest.mark.parametrize("column", ["hash", "once"])
def test_replacing_by_a_unique_column_deletes_no_event(raw: sqlite3.Connection, column: str) -> None:
    """INSERT OR REPLACE deletes rows that share any unique value, not only the key."""
    before = content(raw)
    seq, last = raw.execute("SELECT seq, hash FROM event ORDER BY seq DESC").fetchone()
    taken = raw.execute(f"SELECT {column} FROM event WHERE {column} IS NOT NULL").fetchone()[0]
    row = {"seq": seq + 1, "previous": last, "hash": "new", "once": None, column: taken}
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(
            "INSERT OR REPLACE INTO event (seq, time, actor, kind, body, previous, hash, once) "
            "VALUES (:seq, 'now', 'me', 'draw', '{}', :previous, :hash, :once)",
            row,
        )
    assert content(raw) == before


@pytest.mark.parametrize("table", TABLES)
def test_replacing_by_row_number_deletes_nothing(raw: sqlite3.Connection, table: str) -> None:
    before = content(raw)
    key, value = COLUMNS[table]
    with pytest.raises(sqlite3.DatabaseError):
        raw.execute(f"INSERT OR REPLACE INTO {table} (rowid, {key}, {value}) VALUES (1, 99, 'x')")
    assert content(raw) == before


@pytest.mark.parametrize("seq", [0, -1, 1, 10**6])
def test_only_the_next_number_is_let_in(raw: sqlite3.Connection, seq: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("INSERT INTO event VALUES (?, 'now', 'me', 'x', '{}', '', 'h', NULL, '[]')", (seq,))


def test_the_log_is_one_chain(drawn: Path) -> None:
    events = open_office(drawn).events()
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert list(broken_links(events)) == []


def test_an_act_that_fails_leaves_no_trace(drawn: Path) -> None:
    office = open_office(drawn)
    before = office.events()

    def fail() -> None:
        with office.act() as act:
            act.append("test", {})
            act.put("items", (), 1)
            act.freeze("d", b"x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert office.events() == before
    with pytest.raises(KeyError):
        office.frozen("d")


def test_many_records_are_put_whole_and_none_twice(filled: Path) -> None:
    office = open_office(filled)
    items = tuple(Item(f"N{k:04}", f"抽查事项{k}") for k in range(450))
    with office.act() as act:
        seq = act.append("test", {}).seq
        act.put("items", items, seq)
    assert [item for item in office.records("items") if item in items] == [*items]
    assert office.texts("items")["N0449"] == encoded(items[-1])
    with pytest.raises(AlreadyHappened, match="append-only"), office.act() as act:
        act.put("items", [*(replace(item, name="x") for item in items[:3]), Item("N9999", "y")], seq)
    assert [item for item in office.records("items") if item in items] == [*items]
    assert "N9999" not in office.texts("items")


def test_what_happens_once_happens_once(filled: Path) -> None:
    office = open_office(filled)
    with office.act() as act:
        act.append("test", {}, once="a")
    for _ in range(2):
        with pytest.raises(AlreadyHappened), office.act() as act:
            act.append("other", {}, once="a")
    with office.act() as act:
        act.append("test", {}, once="b")
    assert [event.kind for event in office.events()][-2:] == ["test", "test"]


def test_a_clock_behind_the_log_is_refused(drawn: Path) -> None:
    office = open_office(drawn, small_office.BEGINS)
    before = office.events()
    with pytest.raises(Refused) as refused:
        acts.void(office, acts.find(office, None), "ground")
    assert refused.value.exit_code == Exit.FAILED
    assert refused.value.problems[0].message.code == "clock-behind"
    assert office.events() == before


def test_the_same_records_again_change_nothing(filled: Path) -> None:
    office = open_office(filled)
    before = office.tables()
    small_office.fill(office)
    assert office.tables() == before
    assert [event.body["same"] for event in office.events()[-len(KINDS) :]] == [len(getattr(before, k)) for k in KINDS]


@pytest.mark.parametrize("command", READING)
def test_there_is_no_office_in_another_folder(tmp_path: Path, command: list[str]) -> None:
    said = tell(tmp_path, *command)
    assert said.code == Exit.FAILED
    assert words_of(messages.NO_OFFICE) in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_new_office_is_never_made_over_an_old_one(drawn: Path) -> None:
    before = bytes_of(drawn)
    assert tell(None, "init", drawn).code == Exit.CONFLICT
    assert bytes_of(drawn) == before


@pytest.mark.parametrize("command", READING)
def test_a_store_of_a_newer_program_is_left_alone(drawn: Path, command: list[str]) -> None:
    with closing(sqlite3.connect(db(drawn))) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = bytes_of(drawn)
    said = tell(drawn, *command)
    assert said.code == Exit.FAILED
    assert words_of(messages.STORE_VERSION) in said.err
    assert bytes_of(drawn) == before


def _spoil(path: Path, how: str) -> None:
    whole = path.read_bytes()
    spoiled = {
        "empty": b"",
        "header only": whole[:100],
        "first page only": whole[:4096],
        "half": whole[: len(whole) // 2],
        "all but the end": whole[:-4096],
        "text": b"not a store\n" * 1000,
        "garbage behind the header": whole[:100] + bytes(range(256)) * ((len(whole) - 100) // 256),
        "garbage behind the first page": whole[:4096] + bytes(range(256)) * ((len(whole) - 4096) // 256),
        "zeros behind the first page": whole[:4096] + bytes(len(whole) - 4096),
        "no tables": b"",
    }[how]
    path.write_bytes(spoiled)
    if how == "no tables":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version = {schema.VERSION}")


@pytest.mark.parametrize(
    "how",
    [
        "empty",
        "header only",
        "first page only",
        "half",
        "all but the end",
        "text",
        "garbage behind the header",
        "garbage behind the first page",
        "zeros behind the first page",
        "no tables",
    ],
)
@pytest.mark.parametrize("verb", ["status", "draw", "export"])
def test_a_spoiled_store_is_refused_in_words(committed: Path, how: str, verb: str) -> None:
    _spoil(db(committed), how)
    before = bytes_of(committed)
    bundle = committed.parent / "b.zip"
    words: dict[str, list[object]] = {
        "status": [],
        "draw": ["--randomness", small_office.DICE],
        "export": ["bundle", bundle],
    }
    said = tell(committed, verb, *words[verb])
    assert said.code == Exit.FAILED
    assert "error" in said.err
    assert "office.db" in said.err
    assert bytes_of(committed) == before
    assert not bundle.exists()


def _block_writing(folder: Path) -> None:
    """Where SQLite wants its journal there is a folder: nothing can be written, for any user on any system."""
    (folder / f"{sqlite.FILE}-journal").mkdir()


def test_a_store_that_cannot_be_written_is_refused_in_words(committed: Path) -> None:
    before = bytes_of(committed)
    _block_writing(committed)
    for words in (["draw", "--randomness", small_office.DICE], ["void", "2001-1", "--ground", "g"]):
        said = tell(committed, *words)
        assert said.code == Exit.FAILED
        assert words_of(messages.STORE_UNREADABLE) in said.err
    assert bytes_of(committed) == before


def test_an_office_is_not_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    _block_writing(tmp_path / "office")
    said = tell(None, "init", tmp_path / "office")
    assert said.code == Exit.FAILED
    assert "error" in said.err


def test_a_new_office_that_was_broken_off_can_be_made_again(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    db(tmp_path / "office").touch()
    assert tell(None, "init", tmp_path / "office").code == Exit.DONE
    assert tell(tmp_path / "office", "status").code == Exit.DONE


def test_an_actor_may_have_any_name(tmp_path: Path) -> None:
    office = Office.create(tmp_path / "一 个 文件夹", "李 '四'; DROP TABLE event", ticking())
    small_office.fill(office)
    assert {event.actor for event in office.events()} == {"李 '四'; DROP TABLE event"}
    assert (office.folder / sqlite.FILE).is_file()
    assert ACTOR not in {event.actor for event in office.events()}
