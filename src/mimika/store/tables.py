"""The tables in which talks are kept."""

from datetime import UTC, datetime

from sqlalchemy import JSON, Column, DateTime, Dialect, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

REVISION = "0001"  # the newest one in migrations/versions
REVISION_TABLE = "mimika_revision"
MOST_KEY_CHARACTERS = 64

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """A moment. SQLite keeps no time zone, so every moment goes in and comes out in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as the database keeps it."""
        if value is None:
            return None
        return value.astimezone(UTC).replace(tzinfo=None if dialect.name == "sqlite" else UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment as the program knows it."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# The talk is bytes, not a JSON of the database: PostgreSQL would refuse some characters and reorder its keys.
talks = Table(
    "talks",
    metadata,
    Column("key", String(MOST_KEY_CHARACTERS), primary_key=True),
    Column("format", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("complaints", JSON, nullable=False),
    Column("begun_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("talk", LargeBinary, nullable=False),
)
