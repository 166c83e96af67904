"""The store in PostgreSQL: append-only for everybody who may write, and the same log as in a file."""

from collections.abc import Iterator
from pathlib import Path

import pg_server
import psycopg
import pytest
import small_office
from psycopg import sql
from shop import tell, words_of

from inventories.model import Item
from inventories.problems import Exit
from scheduler import acts, messages
from scheduler.bundle import collect
from scheduler.store import database, schema
from scheduler.store.office import AlreadyHappened, Office

COLUMNS = {
    "event": ("seq", "actor"),
    "frozen": ("digest", "body"),
    "secret": ("commitment", "draw"),
    "record": ("id", "body"),
}
"""A column of the key and one of the rest."""


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with pg_server.running() as found:
        yield found


def office_in(place: str, folder: Path) -> tuple[Office, str]:
    """A small office that has drawn, and the name of its database."""
    name = pg_server.new(place)
    office = Office.create(folder, small_office.ACTOR, small_office.ticking(), pg_server.url(place, name))
    small_office.fill(office)
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    return office, name


@pytest.fixture(scope="module")
def drawn_there(place: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, str]]:
    office, name = office_in(place, tmp_path_factory.mktemp("pg") / "office")
    yield office, name
    office.close()


def content(raw: "psycopg.Connection[tuple[object, ...]]") -> list[list[tuple[object, ...]]]:
    tables = [sql.Identifier(table) for table in schema.TABLES]
    return [raw.execute(sql.SQL("SELECT * FROM {} ORDER BY 1, 2").format(table)).fetchall() for table in tables]


@pytest.mark.parametrize("table", schema.TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {key} = {key}",
        "UPDATE {table} SET {value} = {value} WHERE false",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE {key} IS NULL",
        "TRUNCATE {table}",
        "TRUNCATE {table} CASCADE",
        "TRUNCATE event, frozen, secret, record",
        "INSERT INTO {table} SELECT * FROM {table} LIMIT 1",
        "INSERT INTO {table} SELECT * FROM {table} LIMIT 1 ON CONFLICT ({keys}) DO UPDATE SET {value} = EXCLUDED.{value}",
        "MERGE INTO {table} t USING {table} s ON t.{key} = s.{key} WHEN MATCHED THEN DELETE",
        "SET session_replication_role = replica; DELETE FROM {table}",
    ],
)
def test_what_is_in_the_store_cannot_be_changed(
    place: str, drawn_there: tuple[Office, str], table: str, statement: str
) -> None:
    key, value = COLUMNS[table]
    keys = "kind, id, event" if table == "record" else key
    with pg_server.connect(place, drawn_there[1]) as raw:
        before = content(raw)
        with pytest.raises(psycopg.errors.IntegrityError):
            raw.execute(statement.format(table=table, key=key, keys=keys, value=value).encode())
        assert content(raw) == before


@pytest.mark.parametrize("seq", [0, -1, 1, 10**6])
def test_only_the_next_number_is_let_in(place: str, drawn_there: tuple[Office, str], seq: int) -> None:
    with pg_server.connect(place, drawn_there[1]) as raw, pytest.raises(psycopg.errors.IntegrityError, match="append"):
        raw.execute("INSERT INTO event VALUES (%s, 'now', 'me', 'x', '{}', '', 'h', NULL, '[]')", (seq,))


def test_records_are_put_whole_and_none_twice(place: str, tmp_path: Path) -> None:
    office, _ = office_in(place, tmp_path / "office")
    items = tuple(Item(f"N{k:04}", f"抽查\\事项\t{k}") for k in range(450))
    with office.act() as act:
        seq = act.append("test", {}).seq
        act.put("items", items, seq)
    assert [item for item in office.records("items") if item in items] == [*items]
    with pytest.raises(AlreadyHappened, match="append-only"), office.act() as act:
        act.put("items", [Item("N9999", "y"), *items[:1]], seq)
    assert "N9999" not in office.texts("items")
    office.close()


def test_the_log_and_the_bundle_are_those_of_a_file(place: str, tmp_path: Path) -> None:
    """The same acts at the same times: the same events, hashes, tables and secrets, whatever keeps them."""
    there, _ = office_in(place, tmp_path / "there")
    here = Office.create(tmp_path / "here", small_office.ACTOR, small_office.ticking())
    small_office.fill(here)
    small_office.commit(here)
    acts.draw(here, small_office.DICE)
    assert collect(there) == collect(here)
    assert there.tables() == here.tables()
    here.close()
    there.close()


def test_order_is_by_bytes_in_any_collation(place: str, tmp_path: Path) -> None:
    name = f"icu{pg_server.new(place)}"
    with pg_server.connect(place) as raw:
        raw.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' ENCODING 'UTF8'".encode()
        )
    office = Office.create(tmp_path / "o", small_office.ACTOR, small_office.ticking(), pg_server.url(place, name))
    names = ["B", "a", "A-1", "A.1", "A1", "a_1", "Z", "0"]
    with office.act() as act:
        act.put("items", [Item(name, "x") for name in names], act.append("test", {}).seq)
    assert [item.id for item in office.records("items")] == sorted(names)
    office.close()


def test_a_clerk_who_may_only_read_and_add_can_do_the_job_and_no_more(place: str, tmp_path: Path) -> None:
    name = pg_server.new(place)
    Office.create(tmp_path / "o", "owner", small_office.ticking(), pg_server.url(place, name)).close()
    with pg_server.connect(place, name) as raw:
        raw.execute("CREATE ROLE junior LOGIN")
        raw.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO junior")
    (tmp_path / "o" / database.FILE).write_text(pg_server.url(place, name, "junior"), "utf-8")
    office = Office(tmp_path / "o", "junior", small_office.ticking())
    small_office.fill(office)
    small_office.commit(office)
    acts.draw(office, small_office.DICE)
    before = len(office.events())
    office.close()
    for statement in (
        "ALTER TABLE event DISABLE TRIGGER ALL",
        "DROP TRIGGER event_kept ON event",
        "DROP TABLE event",
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "TRUNCATE event",
    ):
        with pg_server.connect(place, name, "junior") as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(statement.encode())
    with pg_server.connect(place, name) as raw:
        assert raw.execute("SELECT count(*) FROM event").fetchone() == (before,)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_office_is_made_in_a_database_and_in_no_other(place: str, tmp_path: Path, lang: str) -> None:
    url = pg_server.url(place, pg_server.new(place))
    assert tell(None, "init", tmp_path / "o", "--database", url, lang=lang).code == Exit.DONE
    assert tell(tmp_path / "o", "status", lang=lang).code == Exit.DONE
    assert not list((tmp_path / "o").glob("*.db"))
    assert tell(None, "init", tmp_path / "o", "--database", url, lang=lang).code == Exit.CONFLICT
    assert tell(None, "init", tmp_path / "o2", "--database", url, lang=lang).code == Exit.CONFLICT
    assert tell(None, "init", tmp_path / "o", lang=lang).code == Exit.CONFLICT
    other = pg_server.url(place, pg_server.new(place))
    assert tell(None, "init", tmp_path / "o", "--database", other, lang=lang).code == Exit.CONFLICT


@pytest.mark.parametrize(
    ("url", "message", "code"),
    [
        ("mysql://a@b/c", messages.DATABASE_URL, Exit.USAGE),
        ("nonsense", messages.DATABASE_URL, Exit.USAGE),
        ("postgresql://a@b", messages.DATABASE_URL, Exit.USAGE),
        ("postgresql://a:secret@b/c", messages.DATABASE_PASSWORD, Exit.USAGE),
        ("postgresql://a@/c?host=/nowhere", messages.STORE_UNREADABLE, Exit.FAILED),
    ],
)
def test_a_database_that_cannot_be_used_is_refused_in_words(
    tmp_path: Path, url: str, message: messages.Message, code: Exit
) -> None:
    said = tell(None, "init", tmp_path / "o", "--database", url)
    assert said.code == code, said.all
    assert words_of(message) in said.err
    assert "secret@" not in said.err
    assert not (tmp_path / "o" / database.FILE).exists()


def test_a_server_that_went_away_is_told_in_words(place: str, tmp_path: Path) -> None:
    office, name = office_in(place, tmp_path / "o")
    office.close()
    with pg_server.connect(place) as raw:
        raw.execute(f"DROP DATABASE {name}".encode())
    for words in (["status"], ["draw"], ["export", "bundle", tmp_path / "b.zip"]):
        said = tell(tmp_path / "o", *words)
        assert said.code == Exit.FAILED
        assert name in said.err


def test_a_store_of_a_newer_program_is_left_alone(place: str, tmp_path: Path) -> None:
    office, name = office_in(place, tmp_path / "o")
    office.close()
    with pg_server.connect(place, name) as raw:
        raw.execute("COMMENT ON TABLE event IS 'double-random store 99'")
    said = tell(tmp_path / "o", "status")
    assert said.code == Exit.FAILED
    assert words_of(messages.STORE_VERSION) in said.err
