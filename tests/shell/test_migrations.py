"""Stores of older versions, kept as SQL, are brought up, and are then like new ones."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pg_server
import pytest
import small_office
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from shop import tell, words_of
from sqlalchemy import Connection, make_url, text
from sqlmodel import SQLModel

from inventories.problems import Exit
from scheduler import messages
from scheduler.audit.checks import Colour, audit, verdicts
from scheduler.bundle import collect
from scheduler.store import copying, database, keeping, migrating, schema, sqlite
from scheduler.store import messages as store_messages
from scheduler.store.copying import Held

STORES = Path(__file__).with_name("stores")
HEAD = (12, "1fc9320e6949a252e3e9b56d7520ec8cf097b2471677ab7c87a84a1d3b9d52af")
"""The last event of the stores that are kept."""
SYSTEMS = ["sqlite", "postgresql"]


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with pg_server.running() as found:
        yield found


def older(request: pytest.FixtureRequest, system: str, folder: Path) -> Path:
    """The folder of an office whose store is of the oldest version."""
    kept = (STORES / f"version-{schema.OLDEST}.{system}.sql").read_text("utf-8")
    folder.mkdir()
    if system == "sqlite":
        with closing(sqlite3.connect(folder / sqlite.FILE)) as raw:
            raw.executescript(kept)
        return folder
    there = request.getfixturevalue("place")
    name = pg_server.new(there)
    with pg_server.connect(there, name) as connection:
        connection.execute(kept.encode())
    (folder / database.FILE).write_text(pg_server.url(there, name), "utf-8")
    return folder


def migrate(folder: Path, version: int = schema.VERSION) -> None:
    place = database.of(folder)
    engine = place.engine()
    with engine.execution_options(writing=True).begin() as connection:
        migrating.migrate(place, connection, version)
    engine.dispose()


def test_the_steps_lead_from_the_oldest_version_to_this_one() -> None:
    known = ScriptDirectory(str(migrating.STEPS), version_locations=[str(migrating.STEPS)])
    assert (known.get_base(), known.get_current_head()) == (str(schema.OLDEST), str(schema.VERSION))
    assert [step.revision for step in known.walk_revisions()] == [
        str(k) for k in range(schema.VERSION, schema.OLDEST - 1, -1)
    ]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("begun", ["kept", "made"])
def test_what_was_brought_up_is_like_new(
    request: pytest.FixtureRequest, tmp_path: Path, system: str, begun: str
) -> None:
    """The tables as the models tell, and the same guards; whether the oldest store was kept or is made now."""
    place = (
        empty(request, system, tmp_path / "o")
        if begun == "made"
        else database.of(older(request, system, tmp_path / "o"))
    )
    engine = place.engine()
    with engine.execution_options(writing=True).begin() as connection:
        if begun == "made":
            migrating.create(place, connection, schema.OLDEST)
        migrating.migrate(place, connection, schema.VERSION)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        changes = compare_metadata(context, SQLModel.metadata)
        assert [change for change in changes if change[0] != "remove_table_comment"] == []  # it tells the version
        assert place.version(connection) == schema.VERSION
        found = guards(connection, system)
    engine.dispose()
    fresh = empty(request, system, tmp_path / "fresh")
    engine = fresh.engine()
    with engine.execution_options(writing=True).begin() as connection:
        database.create(fresh, connection)
        assert guards(connection, system) == found
    engine.dispose()


def empty(request: pytest.FixtureRequest, system: str, folder: Path) -> database.Database:
    """A place without a store."""
    folder.mkdir()
    if system == "postgresql":
        there = request.getfixturevalue("place")
        (folder / database.FILE).write_text(pg_server.url(there, pg_server.new(there)), "utf-8")
    return database.of(folder)


def guards(connection, system: str) -> set[tuple[str, ...]]:  # type: ignore[no-untyped-def]
    """The guards, each with its definition."""
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, pg_get_triggerdef(t.oid), tgenabled, prosrc FROM pg_trigger t "
        "JOIN pg_proc p ON p.oid = tgfoid WHERE NOT tgisinternal",
    }[system]
    found = {tuple(map(str, row)) for row in connection.execute(text(query))}
    assert len(found) == {"sqlite": 12, "postgresql": 6}[system]
    return found


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_log_stays_what_it_was(request: pytest.FixtureRequest, tmp_path: Path, system: str) -> None:
    folder = older(request, system, tmp_path / "o")
    migrate(folder)
    office = small_office.open_office(folder)
    head = office.head()
    assert head is not None
    assert (head.seq, head.hash) == HEAD
    assert office.tables() == small_office.tables()
    assert verdicts(audit(collect(office)))[1] == Colour.GREEN


STEP_OF_TABLES = """
import sqlalchemy as sa
from alembic import op
revision = "{next}"
down_revision = "{version}"
def upgrade():
    for table in {tables}:
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("more", sa.String))
"""


def test_tables_made_anew_are_guarded_again(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite changes much of a table only by making another, which has no guards."""
    folder = older(request, "sqlite", tmp_path / "o")
    steps = tmp_path / "steps"
    steps.mkdir()
    for step in migrating.STEPS.glob("*.py"):
        (steps / step.name).write_bytes(step.read_bytes())
    following = schema.VERSION + 1
    text_ = STEP_OF_TABLES.format(next=following, version=schema.VERSION, tables=schema.TABLES)
    (steps / "next.py").write_text(text_, "utf-8")
    monkeypatch.setattr(migrating, "STEPS", steps)
    migrate(folder)
    before = rows(folder)
    migrate(folder, following)
    assert rows(folder) == [[(*row, None) for row in table] for table in before]
    with closing(sqlite3.connect(folder / sqlite.FILE)) as raw:
        kept = {name for (name,) in raw.execute("SELECT name FROM pragma_table_list WHERE wr")}
        assert kept == {"frozen", "secret", "record"}  # no hidden row number by which to replace
        for table in schema.TABLES:
            for statement in (f"DELETE FROM {table}", f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    raw.execute(statement)


def rows(folder: Path) -> list[list[tuple[object, ...]]]:
    """The content of all tables."""
    with closing(sqlite3.connect(folder / sqlite.FILE)) as raw:
        return [sorted(raw.execute(f"SELECT * FROM {table}"), key=repr) for table in schema.TABLES]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("words", [["status"], ["list", "targets"], ["draw"], ["export", "bundle", "b.zip"]])
def test_every_verb_says_that_the_store_is_older(
    request: pytest.FixtureRequest, tmp_path: Path, system: str, words: list[str]
) -> None:
    folder = older(request, system, tmp_path / "o")
    said = tell(folder, *words)
    assert said.code == Exit.FAILED
    assert words_of(messages.STORE_OLDER) in said.err
    assert "double-random upgrade" in said.err


def test_a_version_that_no_step_leads_from_is_refused_as_unknown(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder = older(request, "sqlite", tmp_path / "o")
    with closing(sqlite3.connect(folder / sqlite.FILE)) as raw:
        raw.execute(f"PRAGMA user_version = {schema.OLDEST - 1}")
    said = tell(folder, "status")
    assert said.code == Exit.FAILED
    assert words_of(messages.STORE_VERSION) in said.err


@pytest.mark.parametrize("system", SYSTEMS)
def test_upgrade_makes_a_backup_and_brings_the_store_up(
    request: pytest.FixtureRequest, tmp_path: Path, system: str
) -> None:
    folder = older(request, system, tmp_path / "o")
    said = tell(folder, "upgrade")
    assert said.code == Exit.DONE, said.all
    assert HEAD[1] in said.out
    kept = folder / f"office-version-{schema.OLDEST}.backup"
    assert str(kept) in said.err
    assert copying.look(kept) == Held(schema.OLDEST, *HEAD)
    assert verdicts(audit(collect(small_office.open_office(folder))))[1] == Colour.GREEN
    assert tell(folder, "void", "2001-1", "--ground", "g").code == Exit.DONE
    assert json.loads(tell(folder, "upgrade", "--json").out)["backup"] is None
    assert copying.look(kept) == Held(schema.OLDEST, *HEAD)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_backup_of_an_older_store_is_restored_as_a_store_of_this_version(
    request: pytest.FixtureRequest, tmp_path: Path, system: str
) -> None:
    folder = older(request, "sqlite", tmp_path / "o")
    keeping.backup(folder, tmp_path / "kept")
    options = []
    if system == "postgresql":
        there = request.getfixturevalue("place")
        options = ["--database", pg_server.url(there, pg_server.new(there))]
    said = tell(None, "restore", tmp_path / "kept", tmp_path / "new", *options)
    assert said.code == Exit.DONE, said.all
    head = small_office.open_office(tmp_path / "new").head()
    assert head is not None
    assert (head.seq, head.hash) == HEAD


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_step_that_fails_leaves_the_store_as_it_was(
    request: pytest.FixtureRequest, tmp_path: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = older(request, system, tmp_path / "o")

    def fails(place: database.Database, connection: Connection, version: int) -> None:
        real(place, connection, version)
        raise ZeroDivisionError

    real = migrating.migrate
    monkeypatch.setattr(keeping.migrating, "migrate", lambda *a: real(*a) if a[2] == schema.OLDEST else fails(*a))
    with pytest.raises(ZeroDivisionError):
        keeping.upgrade(folder)
    monkeypatch.undo()
    assert words_of(messages.STORE_OLDER) in tell(folder, "status").err
    assert tell(folder, "upgrade").code == Exit.DONE


def test_only_the_owner_can_bring_a_database_up(request: pytest.FixtureRequest, place: str, tmp_path: Path) -> None:
    folder = older(request, "postgresql", tmp_path / "o")
    url = (folder / database.FILE).read_text("utf-8")
    with pg_server.connect(place, str(make_url(url).database)) as raw:
        raw.execute("CREATE ROLE reader LOGIN")
        raw.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO reader")
    (folder / database.FILE).write_text(url.replace("clerk@", "reader@"), "utf-8")
    said = tell(folder, "upgrade")
    assert said.code == Exit.FAILED
    assert "must be owner" in said.err
    (folder / database.FILE).write_text(url, "utf-8")
    assert tell(folder, "upgrade").code == Exit.DONE
    (folder / database.FILE).write_text(url.replace("clerk@", "reader@"), "utf-8")
    assert tell(folder, "void", "2001-1", "--ground", "g").code == Exit.DONE  # with the rights that it had


def test_upgrade_refuses_what_it_does_not_know(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assert words_of(messages.NO_OFFICE) in tell(tmp_path, "upgrade").err
    folder = older(request, "sqlite", tmp_path / "o")
    for version in (schema.OLDEST - 1, schema.VERSION + 1):
        with closing(sqlite3.connect(folder / sqlite.FILE)) as raw:
            raw.execute(f"PRAGMA user_version = {version}")
        said = tell(folder, "upgrade")
        assert said.code == Exit.FAILED
        assert words_of(messages.STORE_VERSION) in said.err
    assert [file.name for file in folder.iterdir()] == [sqlite.FILE]


def test_nothing_is_brought_up_over_a_file_of_others(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    folder = older(request, "sqlite", tmp_path / "o")
    (folder / f"office-version-{schema.OLDEST}.backup").write_text("mine", "utf-8")
    before = (folder / sqlite.FILE).read_bytes()
    said = tell(folder, "upgrade")
    assert said.code == Exit.CONFLICT
    assert words_of(store_messages.BACKUP_EXISTS) in said.err
    assert (folder / sqlite.FILE).read_bytes() == before
