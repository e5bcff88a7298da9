"""Places to keep talks in: a file, an encrypted file, a PostgreSQL server."""

import uuid

import pytest
from tests.contracts import postgres

from mimika.store.places import place_from

PASSPHRASE = "тихий сад o'clock"


@pytest.fixture(scope="session")
def server():
    """Return the address of a real PostgreSQL server."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (extra postgres)")
    if postgres.binaries() is None:
        pytest.skip("no PostgreSQL server in /usr/lib/postgresql (Debian package postgresql)")
    with postgres.server() as address:
        yield address


@pytest.fixture
def database(server):
    """Return the environment of a new database."""
    psycopg = pytest.importorskip("psycopg")
    name = f"talks_{uuid.uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return {"MIMIKA_DATABASE_URL": f"{server}/{name}"}


@pytest.fixture
def file(tmp_path):
    """Return the environment of a new file."""
    return {"MIMIKA_DATABASE_URL": f"sqlite:///{tmp_path}/talks.sqlite"}


@pytest.fixture
def encrypted(file):
    """Return the environment of a new encrypted file."""
    pytest.importorskip("sqlcipher3", reason="sqlcipher3 is not installed (extra encrypted)")
    return file | {"MIMIKA_PASSPHRASE": PASSPHRASE}


@pytest.fixture(params=["file", "encrypted", "database"])
def place(request):
    """Return each kind of place in turn."""
    return place_from(request.getfixturevalue(request.param))
