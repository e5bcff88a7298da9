"""A recording that does not say how long it is gets its length; everything else is left as it is."""

import pytest
from tests.films import MARKED, PLAIN, need_video, write

from mimika.measure.video_file import VideoFile
from mimika.usecases.film_length import give_length

need_video()

PICTURES = [MARKED, PLAIN] * 30
VP8 = {"codec": "libvpx"}
# As a browser's camera does: uneven, and a first picture after a while.
AT_S = [0.4 + 0.04 * i + 0.01 * (i % 3) for i in range(len(PICTURES))]


def times(path):
    with VideoFile(path) as film:
        return [(frame.t_s, float(frame.luma.mean())) for frame in film.frames()]


def said_s(path):
    with VideoFile(path) as film:
        return film.said_s


def test_a_recording_without_length_gets_it_and_keeps_its_pictures_and_times(tmp_path):
    film = write(tmp_path / "live.webm", PICTURES, at_s=AT_S, live="1", **VP8)
    film = film.rename(tmp_path / "film")
    before = times(film)
    assert said_s(film) is None
    give_length(film)
    assert said_s(film) == pytest.approx(AT_S[-1], abs=0.1)
    assert times(film) == before
    assert list(tmp_path.iterdir()) == [film]


@pytest.mark.parametrize(("name", "options"), [("said.webm", VP8), ("said.mp4", {})])
def test_a_film_that_says_its_length_is_left_alone(tmp_path, name, options):
    film = write(tmp_path / name, PICTURES, **options)
    before = film.read_bytes()
    give_length(film)
    assert film.read_bytes() == before


def test_a_film_whose_pictures_are_out_of_order_is_left_alone(tmp_path):
    film = write(tmp_path / "live.mkv", PICTURES, b_frames=2, live="1")
    before = film.read_bytes()
    assert said_s(film) is None
    give_length(film)
    assert film.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"no film at all", b"\x1a\x45\xdf\xa3" + bytes(200)])
def test_what_is_no_film_is_left_to_the_measurement(tmp_path, data):
    film = tmp_path / "film"
    film.write_bytes(data)
    give_length(film)
    assert film.read_bytes() == data
    assert list(tmp_path.iterdir()) == [film]


def test_a_recording_that_breaks_off_keeps_what_it_has(tmp_path):
    film = write(tmp_path / "live.webm", PICTURES, at_s=AT_S, live="1", **VP8)
    film.write_bytes(film.read_bytes()[:-300])
    count = len(times(film))
    give_length(film)
    assert len(times(film)) == count
