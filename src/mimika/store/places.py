"""Where talks are kept: a file on this machine, encrypted or not, or a PostgreSQL server."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from mimika.store.faults import BadAddressError, BadPassphraseError, PassphraseForServerError

ADDRESS, PASSPHRASE = "MIMIKA_DATABASE_URL", "MIMIKA_PASSPHRASE"
SERVERS = {"postgres", "postgresql", "postgresql+psycopg"}
PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class TalkFile:
    """An SQLite file.

    Attributes:
        passphrase: What encrypts it; None leaves it open to whoever can read the file.
        patience_s: How long to wait for another program that is using it.
    """

    path: Path
    passphrase: str | None = field(default=None, repr=False)
    patience_s: float = PATIENCE_S

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class TalkServer:
    """A database on a PostgreSQL server."""

    address: URL = field(repr=False)
    patience_s: float = PATIENCE_S

    def __str__(self) -> str:
        return f"{self.address.host or 'localhost'}:{self.address.port or 5432}/{self.address.database or ''}"


Place = TalkFile | TalkServer


def own_folder() -> Path:
    """Return the folder of this person on this machine; it need not exist yet."""
    return Path(platformdirs.user_data_dir("mimika", appauthor=False))


def place_from(environment: Mapping[str, str], passphrase: str | None = None) -> Place:
    """Return where talks are kept, by the environment; a passphrase given here stands before the one there.

    Raises:
        BadAddressError: If the address cannot be understood.
        BadPassphraseError: If the passphrase encrypts nothing.
        PassphraseForServerError: If one is given for a server.
    """
    key = environment.get(PASSPHRASE) if passphrase is None else passphrase
    key = None if key is None else _checked_passphrase(key)
    if not (given := environment.get(ADDRESS)):
        return TalkFile(own_folder() / "talks.sqlite", key)
    address = _address(given)
    if address.drivername == "sqlite":
        return TalkFile(Path(address.database or "").absolute(), key)
    server = TalkServer(address)
    if key is not None:
        raise PassphraseForServerError(str(server))
    return server


def _address(given: str) -> URL:
    try:
        address = make_url(given)
    except (ArgumentError, ValueError):
        raise BadAddressError from None
    if address.drivername == "sqlite" and address.database not in {None, "", ":memory:"}:
        return address
    if address.drivername not in SERVERS:
        raise BadAddressError
    return address.set(drivername="postgresql+psycopg")


def _checked_passphrase(passphrase: str) -> str:
    """Return the passphrase in the form in which every keyboard and system gives it."""
    composed = unicodedata.normalize("NFC", passphrase)
    # An empty key would leave the file open without a word.
    if not composed.strip() or any(unicodedata.category(c) in {"Cc", "Cs"} for c in composed):
        raise BadPassphraseError
    return composed
