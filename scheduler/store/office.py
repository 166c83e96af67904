"""An office's store: what has happened (the log), what is known now (records), what was frozen."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, literal
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, insert, select

from inventories.held import texts_of
from inventories.problems import Exit, refuse
from inventories.records import canonical, record
from scheduler import messages
from scheduler.journal import AFTER_RELEASE
from scheduler.log import Event, next_event
from scheduler.store import database, schema
from scheduler.store.database import Database
from scheduler.store.schema import EventRow, FrozenRow, RecordRow, SecretRow
from scheduler.tables import KINDS, RECORDS, Tables
from scheduler.year import messages as year_messages

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class AlreadyHappened(Exception):
    """An act that may happen only once is in the log already; the argument is its name."""


class Office:
    """The store in ``folder``. All acts go through ``act``; reading needs no transaction of its own."""

    def __init__(self, folder: Path, actor: str, clock: Clock = utc_now) -> None:
        self.folder, self.actor, self._clock = folder, actor, clock
        self._database = database.of(folder)
        with _in_words(self._database):
            if not self._database.exists():
                raise refuse(messages.NO_OFFICE, Exit.FAILED, folder=str(folder.resolve()))
        self._engine = self._database.engine()
        self._check_version()

    @classmethod
    def create(cls, folder: Path, actor: str, clock: Clock = utc_now, url: str | None = None) -> "Office":
        """A new, empty store in ``folder``, which is made if need be, or in the database of ``url``, which the folder then
        names. Refused where one lies already."""
        place = database.of(folder) if url is None else database.named(url)
        with _in_words(place):
            if not place.free() or not database.of(folder).free():
                raise refuse(messages.OFFICE_EXISTS, Exit.CONFLICT, folder=str(folder))
            folder.mkdir(parents=True, exist_ok=True)
            engine = place.engine()
            with engine.execution_options(writing=True).begin() as connection:
                place.create(connection)
            engine.dispose()
        if url is not None:
            (folder / database.FILE).write_text(url + "\n", "utf-8")
        return cls(folder, actor, clock)

    def clock(self) -> datetime:
        """The time now, by the clock that dates the log."""
        return self._clock()

    def close(self) -> None:
        """Let go of the store (Windows keeps open files locked)."""
        self._engine.dispose()

    def _check_version(self) -> None:
        with _in_words(self._database), self._engine.connect() as connection:
            found = self._database.version(connection)
        if found != schema.VERSION:
            told = {"file": self._database.name, "found": found, "known": schema.VERSION}
            raise refuse(messages.STORE_VERSION, Exit.FAILED, **told)

    @contextmanager
    def act(self) -> Iterator["Act"]:
        """One transaction that holds the write lock: whole, or not at all."""
        writing = self._engine.execution_options(writing=True)
        try:
            with _in_words(self._database), Session(writing) as session, session.begin():
                yield Act(session, self._database, self.actor, self._clock)
        except IntegrityError as error:
            raise AlreadyHappened(str(error.orig)) from error

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with _in_words(self._database), Session(self._engine) as session:
            yield session

    def events(self, *kinds: str) -> list[Event]:
        """The log's events in order, all or those of some kinds."""
        with self._reading() as session:
            query = select(EventRow).order_by(col(EventRow.seq))
            if kinds:
                query = query.where(col(EventRow.kind).in_(kinds))
            return [_event(row) for row in session.exec(query)]

    def head(self) -> Event | None:
        """The log's last event; None for an empty log."""
        with self._reading() as session:
            return _head(session)

    def tables(self) -> Tables:
        """All current records."""
        return Tables(**{name: self.records(name) for name in KINDS})

    def records(self, kind: str) -> tuple[Any, ...]:
        """The current records of one kind, sorted by identifier."""
        return tuple(record(RECORDS[kind], json.loads(body)) for body in self.texts(kind).values())

    def texts(self, kind: str) -> dict[str, bytes]:
        """The canonical form of the current records of one kind by identifier, sorted by it."""
        newer = aliased(RecordRow)
        latest = select(func.max(newer.event)).where(newer.kind == RecordRow.kind, newer.id == RecordRow.id)
        current = col(RecordRow.event) == latest.scalar_subquery()
        body = self._database.as_bytes(col(RecordRow.body))
        order = self._database.in_order(col(RecordRow.id))
        query = select(RecordRow.id, body).where(RecordRow.kind == kind, current).order_by(order)
        with self._reading() as session:
            return {name: text for name, text in session.exec(query) if text is not None}

    def frozen(self, digest: str) -> bytes:
        """What a commitment froze under ``digest``. Errors: KeyError."""
        with self._reading() as session:
            row = session.get(FrozenRow, digest)
        if row is None:
            raise KeyError(digest)
        return row.body

    def secrets(self, commitment: str) -> tuple[str, str]:
        """The draw's secret (blank in an open draw) and the table secret of a commitment. Errors: KeyError."""
        with self._reading() as session:
            row = session.get(SecretRow, commitment)
        if row is None:
            raise KeyError(commitment)
        return row.draw, row.tables


@contextmanager
def _in_words(place: Database) -> Iterator[None]:
    """What the database says of itself (no disk, no right to write, damage) as a refusal (exit 1)."""
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        if place.busy(error):
            raise refuse(messages.STORE_BUSY, Exit.FAILED, file=place.name) from None
        raise refuse(messages.STORE_UNREADABLE, Exit.FAILED, file=place.name, error=str(error.orig)) from None


class Act:
    """What can be done within one transaction, at one ``time`` (ISO 8601 in UTC, to the second)."""

    def __init__(self, session: Session, place: Database, actor: str, clock: Clock) -> None:
        self._session, self._database, self._actor = session, place, actor
        session.connection()  # takes the write lock: the time that follows is after every event in the log
        self.time = clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def head(self) -> Event | None:
        """The last event of the log."""
        return _head(self._session)

    def append(self, kind: str, body: dict[str, Any], once: str | None = None) -> Event:
        """Append an event; raises AlreadyHappened if ``once`` is taken. Refused if the clock is behind the log,
        or the event would be about a draw of a year that is closed and not about a result released there."""
        head = self.head()
        if head is not None and self.time < head.time:
            raise refuse(messages.CLOCK_BEHIND, Exit.FAILED, now=self.time, last=head.time)
        if "commitment" in body and kind not in AFTER_RELEASE:
            self._must_be_open(body["commitment"])
        event = next_event(head, self.time, self._actor, kind, body)
        if once is not None and self._session.exec(select(EventRow.seq).where(EventRow.once == once)).first():
            raise AlreadyHappened(once)
        values = {**event.__dict__, "body": canonical(event.body).decode(), "once": once}
        self._session.execute(insert(EventRow).values(**values))
        return event

    def _must_be_open(self, commitment: str) -> None:
        """Refuse (exit 6) whatever would happen to a draw of a year that is closed; no act gets past here."""
        for row in self._session.exec(select(EventRow).where(EventRow.kind == "year")):
            body = json.loads(row.body)
            if commitment in body.get("commitments", ()):
                raise refuse(year_messages.YEAR_CLOSED, Exit.CONFLICT, year=body["year"], seq=row.seq)

    def put(self, kind: str, records: Iterable[Any], event: int) -> None:
        """Store records by identifier, as their versions from ``event`` on."""
        rows = ((kind, name, event, text) for name, text in texts_of(records))
        self._database.put(self._session.connection(), rows)

    def restore(self, undone: int, event: int) -> None:
        """From ``event`` on, every record that came by the event ``undone`` is as it was before that, or not there."""
        former = aliased(RecordRow)
        body = (
            select(former.body)
            .where(former.kind == RecordRow.kind, former.id == RecordRow.id, former.event < undone)
            .order_by(col(former.event).desc())
            .limit(1)
            .scalar_subquery()
        )
        touched = select(RecordRow.kind, RecordRow.id, literal(event), body).where(RecordRow.event == undone)
        self._session.execute(insert(RecordRow).from_select(["kind", "id", "event", "body"], touched))

    def freeze(self, digest: str, body: bytes) -> None:
        """Keep what a commitment states under ``digest``; the same bytes are kept once."""
        if self._session.get(FrozenRow, digest) is None:
            self._session.execute(insert(FrozenRow).values(digest=digest, body=body))

    def keep_secrets(self, commitment: str, draw: str, tables: str) -> None:
        """Keep the secrets of a commitment."""
        self._session.execute(insert(SecretRow).values(commitment=commitment, draw=draw, tables=tables))


def _head(session: Session) -> Event | None:
    row = session.exec(select(EventRow).order_by(col(EventRow.seq).desc()).limit(1)).first()
    return None if row is None else _event(row)


def _event(row: EventRow) -> Event:
    return Event(row.seq, row.time, row.actor, row.kind, json.loads(row.body), row.previous, row.hash)
