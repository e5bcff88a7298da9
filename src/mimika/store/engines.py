"""A connection to where talks are kept, set so that what was saved stays and what was erased does not."""

import os
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from mimika.store.faults import ExtraMissingError, NoAccessError, NoFolderError
from mimika.store.places import Place, TalkFile, TalkServer, own_folder

BEGIN = "mimika_begin"  # execution option of SQLite: DEFERRED, IMMEDIATE, or empty for no transaction
SQLITE_BUSY = 5
PRAGMAS = (
    "PRAGMA temp_store = MEMORY",  # VACUUM would otherwise copy talks into a file of the system's temporary folder
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS: without it the disk may still hold the data in its cache
    "PRAGMA checkpoint_fullfsync = ON",
)


def open_engine(place: Place) -> Engine:
    """Return an engine on a place; for a file, its folder and the file exist from here on.

    Raises:
        StoreError: If there is no folder, no right to it, or a part of the program is missing.
    """
    # Parameters hold what a person told; they stay out of every message and log.
    if isinstance(place, TalkServer):
        return _server_engine(place)
    module = _sqlite_module(place)
    prepare(place.path)
    engine = create_engine(
        f"sqlite:///{place.path.name}", module=module, creator=lambda: _connect(place, module), hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return engine


def prepare(path: Path) -> None:
    """Make the file, which nobody but its owner may read, and the person's own folder.

    Raises:
        NoFolderError: If there is no such folder.
        NoAccessError: If the file may not be written.
    """
    try:
        if path.parent == own_folder():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.chmod(0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except (FileNotFoundError, FileExistsError, NotADirectoryError):
        raise NoFolderError(path.parent) from None
    except OSError:
        raise NoAccessError(str(path)) from None


def _server_engine(place: TalkServer) -> Engine:
    try:
        return create_engine(
            place.address,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": max(1, int(place.patience_s)),
                "options": f"-c synchronous_commit=on -c lock_timeout={int(place.patience_s * 1000)}",
            },
        )
    except ImportError:
        raise ExtraMissingError("postgres") from None


def _sqlite_module(place: TalkFile) -> ModuleType:
    if place.passphrase is None:
        import sqlite3  # noqa: PLC0415

        return sqlite3
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415
    except ImportError:
        raise ExtraMissingError("encrypted") from None
    module: ModuleType = dbapi2
    return module


def _connect(place: TalkFile, module: ModuleType) -> Any:  # noqa: ANN401  (sqlite3 and sqlcipher3 share no type)
    # mode=rw: a file that was taken away is not made again behind the person's back, readable by all.
    connection = module.connect(
        f"{place.path.as_uri()}?mode=rw",
        uri=True,
        timeout=place.patience_s,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        for pragma in (*_key(place), *PRAGMAS):
            connection.execute(pragma)
        _use_write_ahead_log(connection, module, place.patience_s)
    except module.Error:
        connection.close()
        raise
    return connection


def _key(place: TalkFile) -> tuple[str, ...]:
    if place.passphrase is None:
        return ()
    quoted = place.passphrase.replace("'", "''")
    return ("PRAGMA cipher_log_level = NONE", f"PRAGMA key = '{quoted}'", "PRAGMA cipher_compatibility = 4")


def _use_write_ahead_log(connection: Any, module: ModuleType, patience_s: float) -> None:  # noqa: ANN401
    """Switch the file to a write-ahead log. SQLite does not wait by itself while another program does the same."""
    give_up_at = time.monotonic() + patience_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except module.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or time.monotonic() > give_up_at:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    if kind := connection.get_execution_options().get(BEGIN, "DEFERRED"):
        connection.exec_driver_sql(f"BEGIN {kind}")
