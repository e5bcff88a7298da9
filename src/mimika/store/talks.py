"""Kept talks: saved whole, loaded as they were, erased without a trace."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import ReturningInsert

from mimika.model.finding import ComplaintKind
from mimika.model.talk import Talk
from mimika.model.text import Language
from mimika.store.coding import FORMAT, complaints_of, decoded, encoded
from mimika.store.engines import BEGIN, open_engine
from mimika.store.faults_of_talks import BadKeyError, NewerTalkError, NotErasedError
from mimika.store.migrating import bring_up_to_date
from mimika.store.places import Place
from mimika.store.reasons import is_locked, told_plainly
from mimika.store.tables import MOST_KEY_CHARACTERS, talks

KEY = re.compile(rf"[A-Za-z0-9_-]{{1,{MOST_KEY_CHARACTERS}}}")


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the list says of a kept talk; times are in UTC."""

    key: str
    language: Language
    begun_at: datetime
    changed_at: datetime
    complaints: tuple[ComplaintKind, ...]


class TalkStore:
    """The talks of one place. May be used from several threads, and by several programs at once."""

    def __init__(self, place: Place, clock: Callable[[], datetime] = now) -> None:
        """Open the place and bring it up to date.

        Raises:
            StoreError: If it cannot be opened; the class tells why.
        """
        self._place = place
        self._clock = clock
        self._engine = open_engine(place)
        try:
            with told_plainly(place):
                bring_up_to_date(self._engine, str(place))
        except BaseException:
            self._engine.dispose()
            raise

    def save(self, key: str, talk: Talk) -> None:
        """Keep a talk, in place of an earlier state of it; when this returns, it is on the disk.

        Raises:
            BadKeyError: If nothing can be kept under this key.
            TalkNotKeptError: If the talk would not come back as it is.
            NewerTalkError: If a later program keeps a talk under this key; it stays.
            StoreError: If it could not be kept.
        """
        if not KEY.fullmatch(key):
            raise BadKeyError
        statement = _saving(self._engine, key, talk, self._clock())
        with told_plainly(self._place), self._engine.begin() as connection:
            is_kept = connection.execute(statement).first() is not None
        if not is_kept:
            raise NewerTalkError(key)

    def load(self, key: str) -> Talk | None:
        """Return a kept talk, or None if there is none.

        Raises:
            NewerTalkError: If a later program kept it.
            UnreadableTalkError: If it cannot be read; it stays.
            StoreError: If the store cannot be read.
        """
        if not KEY.fullmatch(key):
            return None
        query = select(talks.c.format, talks.c.talk).where(talks.c.key == key)
        with told_plainly(self._place), self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else decoded(key, row.format, row.talk)

    def delete(self, key: str) -> None:
        """Erase a talk for good. A file then holds none of its words; what a server's disk and copies hold is its own.

        Erasing what is not there is no fault, and wipes what an interrupted erasure left.

        Raises:
            NotErasedError: If another program is using the file, so that traces may remain.
            StoreError: If it could not be erased.
        """
        with told_plainly(self._place):
            if KEY.fullmatch(key):
                with self._engine.begin() as connection:
                    connection.execute(delete(talks).where(talks.c.key == key))
            if self._engine.dialect.name == "sqlite" and not _wiped(self._engine):
                raise NotErasedError(str(self._place))

    def list(self) -> tuple[Kept, ...]:
        """Return what is kept, the last changed first.

        Raises:
            StoreError: If the store cannot be read.
        """
        columns = (talks.c.key, talks.c.language, talks.c.begun_at, talks.c.changed_at, talks.c.complaints)
        query = select(*columns).order_by(talks.c.changed_at.desc(), talks.c.begun_at.desc(), talks.c.key)
        with told_plainly(self._place), self._engine.connect() as connection:
            return tuple(Kept(*row[:-1], tuple(row.complaints)) for row in connection.execute(query))

    def close(self) -> None:
        """Let go of the place; SQLite then empties its log into the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _saving(engine: Engine, key: str, talk: Talk, moment: datetime) -> ReturningInsert[tuple[str]]:
    """Return the statement that keeps a talk and answers with its key, unless a later program keeps one under it."""
    values = {
        "format": FORMAT,
        "language": talk.language,
        "complaints": complaints_of(talk),
        "changed_at": moment,
        "talk": encoded(talk),
    }
    insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    return (
        insert(talks)
        .values(key=key, begun_at=moment, **values)
        .on_conflict_do_update(index_elements=[talks.c.key], set_=values, where=talks.c.format <= FORMAT)
        .returning(talks.c.key)
    )


def _wiped(engine: Engine) -> bool:
    """Rewrite the file without what was deleted and empty its log; return whether that could be finished."""
    with engine.connect().execution_options(**{BEGIN: ""}) as connection:
        try:
            connection.exec_driver_sql("VACUUM")
            is_busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        except DBAPIError as error:
            if not is_locked(error):
                raise
            return False
    return not is_busy
