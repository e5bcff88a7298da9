"""What a fault of the database means to a person."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnectionError

from mimika.store.faults import (
    NoAccessError,
    NotAStoreError,
    NotEncryptedError,
    ServerNotReachableError,
    StoreError,
    StoreFailedError,
    StoreLockedError,
    WrongPassphraseError,
)
from mimika.store.places import Place, TalkFile, TalkServer

# https://www.sqlite.org/rescode.html
SQLITE_LOCKED, SQLITE_DENIED, SQLITE_DAMAGED, SQLITE_NOT_A_DATABASE = {5, 6}, {3, 8, 14, 23}, 11, 26
# https://www.postgresql.org/docs/current/errcodes-appendix.html
LOCKED_STATES, DENIED_STATE = {"40001", "40P01", "55P03"}, "42501"
PLAIN_HEADER = b"SQLite format 3\0"
CIPHER_PAGE_BYTES = 4096


@contextmanager
def told_plainly(place: Place) -> Iterator[None]:
    """Turn faults of the database into faults a person can mend; theirs are dropped, as they may hold words.

    Raises:
        StoreError: In place of any fault of the database.
    """
    try:
        yield
    except NoFreeConnectionError:
        raise StoreLockedError(str(place)) from None
    except DBAPIError as error:
        fault = _of_file(place, error) if isinstance(place, TalkFile) else _of_server(place, error)
        raise fault from None


def is_locked(error: DBAPIError) -> bool:
    """Return whether another program is using an SQLite file."""
    return _code(error) in SQLITE_LOCKED


def _code(error: DBAPIError) -> int:
    return int(getattr(error.orig, "sqlite_errorcode", 1)) & 0xFF


def _of_file(place: TalkFile, error: DBAPIError) -> StoreError:
    code, name = _code(error), str(place)
    if code in SQLITE_LOCKED:
        return StoreLockedError(name)
    if code in SQLITE_DENIED:
        return NoAccessError(name)
    if code == SQLITE_DAMAGED:
        return NotAStoreError(name)
    if code == SQLITE_NOT_A_DATABASE:
        return _of_contents(place)
    return StoreFailedError(name, str(getattr(error.orig, "sqlite_errorname", type(error.orig).__name__)))


def _of_contents(place: TalkFile) -> StoreError:
    """Return why the first page makes no sense. An encrypted file has no header, only whole pages."""
    with place.path.open("rb") as file:
        is_plain = file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
        has_whole_pages = file.seek(0, 2) % CIPHER_PAGE_BYTES == 0
    if is_plain and place.passphrase is not None:
        return NotEncryptedError(str(place))
    if is_plain or not has_whole_pages:
        return NotAStoreError(str(place))
    return WrongPassphraseError(str(place), is_given=place.passphrase is not None)


def _of_server(place: TalkServer, error: DBAPIError) -> StoreError:
    state, name = getattr(error.orig, "sqlstate", None), str(place)
    if state in LOCKED_STATES:
        return StoreLockedError(name)
    if state == DENIED_STATE:
        return NoAccessError(name)
    # Without a state the fault is one of the connection, and its text holds nothing that was told.
    if isinstance(error, OperationalError) and state is None:
        return ServerNotReachableError(name, str(error.orig).strip().partition("\n")[0].rstrip("."))
    if state is not None and state.startswith(("08", "28", "3D", "57P")):
        return ServerNotReachableError(name, state)
    return StoreFailedError(name, state or type(error.orig).__name__)
