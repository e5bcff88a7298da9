"""A film in a form goes to a file that only this user can read, and nothing is left of one that is refused."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimika.errors import InputError
from mimika.usecases.faults_of_films import FilmNotTakenError, FilmTooLargeError, NoFilmSentError
from mimika.usecases.film_folder import clear
from mimika.usecases.uploading import received

TYPE = "multipart/form-data; boundary=cut"
FILM = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def form(film=FILM, name="a.mp4", task="talk"):
    head = f'--cut\r\nContent-Disposition: form-data; name="task"\r\n\r\n{task}\r\n--cut\r\n'
    head += f'Content-Disposition: form-data; name="film"; filename="{name}"\r\nContent-Type: video/mp4\r\n\r\n'
    return head.encode() + film + b"\r\n--cut--\r\n"


def take(body, size=700, type_=TYPE, **options):
    async def pieces():
        for i in range(0, len(body), size):
            yield body[i : i + size]

    return asyncio.run(received(pieces(), type_, **options))


@pytest.mark.parametrize("size", [1, 7, 700, 100_000])
def test_a_film_arrives_whole_however_it_is_cut(size):
    film = take(form(), size)
    assert film.path.read_bytes() == FILM
    assert (film.name, film.fields) == ("a.mp4", {"task": "talk"})


def test_only_this_user_can_read_it():
    film = take(form())
    assert film.path.stat().st_mode & 0o777 == 0o600
    assert film.path.parent.stat().st_mode & 0o777 == 0o700
    assert "a.mp4" not in str(film.path)
    clear(film.path)
    clear(film.path)
    assert not film.path.parent.exists()


@pytest.mark.parametrize(("name", "kept"), [("C:\\films\\me.mov", "me.mov"), ("../../x", "x"), ("я.mp4", "я.mp4")])
def test_of_a_name_its_last_part_is_kept(name, kept):
    assert take(form(name=name)).name == kept


def test_a_film_over_the_limit_is_refused_and_gone(own_folder):
    with pytest.raises(FilmTooLargeError):
        take(form(), most_bytes=len(FILM) - 1)
    assert list(own_folder.iterdir()) == []
    assert take(form(), most_bytes=len(FILM)).name


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        (form(film=b"", name=""), TYPE),
        (b"--cut--\r\n", TYPE),
        (b"nothing of a form", TYPE),
        (form(), "application/json"),
        (form(), "multipart/form-data"),
    ],
)
def test_a_form_without_a_film_is_told(own_folder, body, type_):
    with pytest.raises(NoFilmSentError):
        take(body, type_=type_)
    assert list(own_folder.iterdir()) == []


def test_a_connection_that_breaks_leaves_nothing(own_folder):
    async def broken():
        yield form()[:3000]
        raise ConnectionResetError(104, "reset")

    with pytest.raises((FilmNotTakenError, ConnectionResetError)):
        asyncio.run(received(broken(), TYPE))
    assert list(own_folder.iterdir()) == []


@given(st.binary(max_size=400))
def test_no_bytes_break_it(body):
    with contextlib.suppress(InputError):
        clear(take(body, 50).path)
