"""Backups: whole, of one moment, portable from system to system; and nothing is ever written over what is not theirs."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pg_server
import psycopg
import pytest
import small_office
from shop import tell, words_of
from small_office import open_office
from sqlalchemy.exc import IntegrityError

from inventories.problems import Exit, Message, Refused
from scheduler import acts
from scheduler import messages as known
from scheduler.bundle import collect, write
from scheduler.store import copying, database, keeping, messages, schema, sqlite
from scheduler.store.office import Office

SYSTEMS = ["sqlite", "postgresql"]
Where = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with pg_server.running() as found:
        yield found


@pytest.fixture
def where(request: pytest.FixtureRequest) -> Where:
    """The options by which a verb is told of an empty place in a system."""

    def options(system: str) -> list[str]:
        if system == "sqlite":
            return []
        there = request.getfixturevalue("place")
        return ["--database", pg_server.url(there, pg_server.new(there))]

    return options


@pytest.fixture
def kept(drawn: Path, tmp_path: Path) -> Path:
    """A backup of the office that has drawn."""
    keeping.backup(drawn, tmp_path / "kept")
    return tmp_path / "kept"


def bundle_of(folder: Path) -> bytes:
    file = folder.with_name(folder.name + ".zip")
    write(collect(open_office(folder)), file)
    return file.read_bytes()


@pytest.mark.parametrize("back", SYSTEMS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_restored_is_what_was_backed_up(
    kept: Path, drawn: Path, tmp_path: Path, where: Where, system: str, back: str
) -> None:
    """From a file into either system, from there into either once more: the same log, records and bundle to the byte."""
    first, second, again = tmp_path / "first", tmp_path / "second", tmp_path / "again"
    assert tell(None, "restore", kept, first, *where(system)).code == Exit.DONE
    said = tell(first, "backup", again)
    assert said.code == Exit.DONE, said.all
    head = open_office(drawn).head()
    assert head is not None
    assert head.hash in said.out
    assert "office-key.pem" in said.err
    assert tell(None, "restore", again, second, *where(back)).code == Exit.DONE
    for folder in (first, second):
        assert bundle_of(folder) == bundle_of(drawn)
        assert open_office(folder).tables() == open_office(drawn).tables()
        assert tell(folder, "void", "2001-1", "--ground", "g").code == Exit.DONE


def test_a_draw_made_since_the_backup_comes_out_the_same_again(committed: Path, tmp_path: Path) -> None:
    keeping.backup(committed, tmp_path / "kept")
    lost = acts.draw(open_office(committed), small_office.DICE)
    keeping.restore(tmp_path / "kept", tmp_path / "o", None)
    assert acts.draw(open_office(tmp_path / "o"), small_office.DICE).outcome == lost.outcome


def test_the_journal_of_a_lost_store_is_not_played_into_the_restored_one(kept: Path, tmp_path: Path) -> None:
    """What a power cut left beside a file that is gone would put pages of the lost store into the new one."""
    keeping.restore(kept, tmp_path / "lost", None)
    file, journal = tmp_path / "lost" / sqlite.FILE, tmp_path / "lost" / f"{sqlite.FILE}-journal"
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN")
        raw.executemany("INSERT INTO frozen VALUES (?, ?)", ((f"{k:064}", b"x" * 9000) for k in range(300)))
        left = journal.read_bytes()
        raw.execute("ROLLBACK")
    assert left.startswith(bytes.fromhex("d9d505f920a163d7"))  # the mark of one that is to be played back
    file.unlink()
    journal.write_bytes(left)
    assert tell(None, "restore", kept, tmp_path / "lost").code == Exit.DONE
    assert not journal.exists()
    assert copying.look(file) == copying.look(kept)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_restored_store_is_append_only(kept: Path, tmp_path: Path, where: Where, system: str) -> None:
    folder = tmp_path / "o"
    assert tell(None, "restore", kept, folder, *where(system)).code == Exit.DONE
    engine = database.of(folder).engine()
    for table in schema.TABLES:
        for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} SELECT * FROM {table}"):
            with engine.connect() as connection, pytest.raises(IntegrityError):
                connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_backup_is_of_one_moment_while_the_office_works(tmp_path: Path, where: Where, system: str) -> None:
    """Clerks import without pause; each backup holds the records of exactly the events in its log."""
    folder = tmp_path / "o"
    assert tell(None, "init", folder, *where(system)).code == Exit.DONE
    office, over = Office(folder, "clerk"), threading.Event()
    failures: list[BaseException] = []

    def work() -> None:
        try:
            while not over.is_set():
                with office.act() as act:
                    seq = act.append("test", {}).seq
                    act.freeze(f"{seq:064x}", b"x" * 5000)
                    act.put("items", [small_office.Item(f"N{seq}-{k}", "x") for k in range(50)], seq)
        except BaseException as error:
            failures.append(error)

    clerk = threading.Thread(target=work)
    clerk.start()
    seen = []
    try:
        for _ in range(8):
            found = keeping.backup(folder, tmp_path / "kept")
            seen.append(found.events)
            with closing(sqlite3.connect(tmp_path / "kept")) as raw:
                assert raw.execute("SELECT count(*), max(seq) FROM event").fetchone() == (
                    found.events,
                    found.events or None,
                )
                assert raw.execute("SELECT count(*), max(event) FROM record").fetchone() == (
                    50 * found.events,
                    found.events or None,
                )
                assert raw.execute("SELECT count(*) FROM frozen").fetchone() == (found.events,)
    finally:
        over.set()
        clerk.join()
        office.close()
    assert failures == []
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_two_who_write_the_same_backup_at_once_leave_a_whole_one(drawn: Path, tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def run() -> None:
        try:
            for _ in range(5):
                keeping.backup(drawn, tmp_path / "kept")
        except BaseException as error:
            errors.append(error)

    clerks = [threading.Thread(target=run) for _ in range(3)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert errors == []
    assert copying.look(tmp_path / "kept").events == len(open_office(drawn).events())
    assert not list(tmp_path.glob("*.part*"))


def test_an_earlier_backup_of_the_same_office_is_replaced(kept: Path, drawn: Path) -> None:
    acts.void(open_office(drawn), acts.find(open_office(drawn), None), "ground")
    assert tell(drawn, "backup", kept).code == Exit.DONE
    assert copying.look(kept).events == len(open_office(drawn).events())
    assert tell(drawn, "backup", kept).code == Exit.DONE


def _longer(drawn: Path, kept: Path) -> None:
    """The backup of an office that has gone on since the store that is backed up."""
    keeping.restore(kept, drawn.with_name("later"), None)
    later = open_office(drawn.with_name("later"))
    acts.void(later, acts.find(later, None), "ground")
    keeping.backup(later.folder, kept)


def _forked(drawn: Path, kept: Path) -> None:
    """As long as the log, and another."""
    _longer(drawn, kept)
    acts.void(open_office(drawn), acts.find(open_office(drawn), None), "another ground")


@pytest.mark.parametrize(
    "taken",
    [
        _longer,
        _forked,
        lambda _drawn, kept: kept.write_bytes(b"results"),
        lambda _drawn, kept: kept.write_bytes(b""),
        lambda _drawn, kept: kept.write_bytes(kept.read_bytes()[:20000]),
        lambda drawn, kept: (kept.unlink(), kept.hardlink_to(drawn / sqlite.FILE)),
    ],
    ids=["longer", "forked", "a table", "empty", "cut", "the store itself"],
)
def test_no_other_file_is_written_over(drawn: Path, kept: Path, taken: Callable[[Path, Path], object]) -> None:
    taken(drawn, kept)
    before = kept.read_bytes()
    said = tell(drawn, "backup", kept)
    assert said.code == Exit.CONFLICT
    assert words_of(messages.BACKUP_EXISTS) in said.err
    assert kept.read_bytes() == before


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_restored_where_an_office_lies(
    drawn: Path, kept: Path, tmp_path: Path, where: Where, system: str, lang: str
) -> None:
    options = where(system)
    assert tell(None, "restore", kept, tmp_path / "o", *options, lang=lang).code == Exit.DONE
    before = bundle_of(tmp_path / "o")
    for words in ([tmp_path / "o"], [tmp_path / "o", *options], [drawn, *where("postgresql")]):
        said = tell(None, "restore", kept, *words, lang=lang)
        assert said.code == Exit.CONFLICT
        if lang == "en":
            assert words_of(known.OFFICE_EXISTS) in said.err
    assert bundle_of(tmp_path / "o") == before


def _changed(statement: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with closing(sqlite3.connect(file)) as raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {name}")
            raw.executescript(statement)

    return change


def _cut(share: float) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)]) and None


SPOILED: dict[str, tuple[Callable[[Path], object], Message, Exit]] = {
    "empty": (_cut(0), messages.NO_BACKUP, Exit.INPUT),
    "header only": (_cut(0.001), messages.NO_BACKUP, Exit.INPUT),
    "half": (_cut(0.5), messages.NO_BACKUP, Exit.INPUT),
    "all but the end": (_cut(0.99), messages.NO_BACKUP, Exit.INPUT),
    "a table": (lambda file: file.write_text("编号,名称\n" * 99, "utf-8"), messages.NO_BACKUP, Exit.INPUT),
    "another database": (_changed("PRAGMA user_version = 0"), messages.NO_BACKUP, Exit.INPUT),
    "a database of the same version": (_changed("DROP TABLE event"), messages.NO_BACKUP, Exit.INPUT),
    "without frozen tables": (_changed("DROP TABLE frozen"), messages.NO_BACKUP, Exit.INPUT),
    "a table without what it had": (
        _changed("DROP TABLE frozen; CREATE TABLE frozen (digest)"),
        known.STORE_UNREADABLE,
        Exit.FAILED,
    ),
    "a row without its value": (
        _changed(
            "DROP TABLE secret; CREATE TABLE secret (commitment, draw, tables); INSERT INTO secret VALUES (1, 2, NULL)"
        ),
        messages.NO_BACKUP,
        Exit.INPUT,
    ),
    "newer": (_changed(f"PRAGMA user_version = {schema.VERSION + 1}"), known.STORE_VERSION, Exit.FAILED),
    "an event changed": (
        _changed("UPDATE event SET actor = 'x' WHERE seq = 3"),
        messages.BROKEN_CHAIN,
        Exit.VERIFICATION,
    ),
    "an event gone": (_changed("DELETE FROM event WHERE seq = 3"), messages.BROKEN_CHAIN, Exit.VERIFICATION),
    "the first event gone": (_changed("DELETE FROM event WHERE seq = 1"), messages.BROKEN_CHAIN, Exit.VERIFICATION),
    "no JSON": (_changed("UPDATE event SET body = '{' WHERE seq = 3"), messages.BROKEN_CHAIN, Exit.VERIFICATION),
    "a body of bytes": (
        _changed("UPDATE event SET body = x'00ff' WHERE seq = 3"),
        messages.BROKEN_CHAIN,
        Exit.VERIFICATION,
    ),
}


@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize("system", SYSTEMS)
def test_a_spoiled_backup_is_refused_and_nothing_is_made(
    kept: Path, tmp_path: Path, where: Where, how: str, system: str
) -> None:
    spoil, message, code = SPOILED[how]
    spoil(kept)
    before = kept.read_bytes()
    options = where(system)
    said = tell(None, "restore", kept, tmp_path / "o", *options)
    assert said.code == code, said.all
    assert words_of(message) in said.err
    assert kept.read_bytes() == before
    assert not list(tmp_path.glob("o/*"))
    assert tell(None, "init", tmp_path / "o", *options).code == Exit.DONE


def test_a_store_with_a_broken_chain_is_not_backed_up_over_a_good_one(drawn: Path, kept: Path) -> None:
    before = kept.read_bytes()
    _changed("UPDATE event SET actor = 'x' WHERE seq = 3")(drawn / sqlite.FILE)
    said = tell(drawn, "backup", kept)
    assert said.code == Exit.VERIFICATION
    assert words_of(messages.BROKEN_CHAIN) in said.err
    assert kept.read_bytes() == before


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_not_as_it_was_read_is_not_kept(
    kept: Path, drawn: Path, tmp_path: Path, where: Where, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk, or a program, that loses something on the way."""
    monkeypatch.setattr(copying, "_tables", lambda *_: None)
    options = where(system)
    said = tell(None, "restore", kept, tmp_path / "o", *options)
    assert said.code == Exit.VERIFICATION
    assert words_of(messages.NOT_COPIED) in said.err
    with pytest.raises(Refused):
        keeping.backup(drawn, kept)
    monkeypatch.undo()
    assert copying.look(kept).events == len(open_office(drawn).events())
    assert tell(None, "restore", kept, tmp_path / "o", *options).code == Exit.DONE


def test_data_is_told_as_json(drawn: Path, tmp_path: Path) -> None:
    import json

    told = json.loads(tell(drawn, "backup", tmp_path / "kept", "--json").out)
    assert (told["version"], told["events"]) == (schema.VERSION, len(open_office(drawn).events()))
    restored = json.loads(tell(None, "restore", tmp_path / "kept", tmp_path / "o", "--json").out)
    assert restored == {"folder": str(tmp_path / "o"), **{name: told[name] for name in ("version", "events", "head")}}
    assert json.loads(tell(drawn, "upgrade", "--json").out)["backup"] is None


def test_a_clerk_who_may_only_read_can_back_up(place: str, kept: Path, tmp_path: Path) -> None:
    name = pg_server.new(place)
    assert tell(None, "restore", kept, tmp_path / "o", "--database", pg_server.url(place, name)).code == Exit.DONE
    with pg_server.connect(place, name) as raw:
        raw.execute("CREATE ROLE reader LOGIN")
        raw.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    (tmp_path / "o" / database.FILE).write_text(pg_server.url(place, name, "reader"), "utf-8")
    assert tell(tmp_path / "o", "backup", tmp_path / "again").code == Exit.DONE
    assert copying.look(tmp_path / "again") == copying.look(kept)


def test_nothing_is_restored_among_tables_of_others(place: str, kept: Path, tmp_path: Path) -> None:
    name = pg_server.new(place)
    with pg_server.connect(place, name) as raw:
        raw.execute("CREATE TABLE other (x int)")
    said = tell(None, "restore", kept, tmp_path / "o", "--database", pg_server.url(place, name))
    assert said.code == Exit.FAILED
    with pg_server.connect(place, name) as raw, pytest.raises(psycopg.errors.UndefinedTable):
        raw.execute("SELECT * FROM event")
