import numpy as np
import pytest
from tests.films import MARKED, PLAIN, cut, need_video, sound_only, turned_as_by_a_phone, write

need_video()

from mimika.measure import faults  # noqa: E402
from mimika.measure.tracking import track  # noqa: E402
from mimika.measure.video_file import VideoFile, within  # noqa: E402


def bytes_of(path, data):
    path.write_bytes(data)
    return path


BAD = {
    "zero bytes": (faults.EmptyVideoError, lambda d: bytes_of(d / "f.mp4", b"")),
    "text renamed": (faults.NotAVideoError, lambda d: bytes_of(d / "f.mp4", b"dear diary " * 500)),
    "text": (faults.NotAVideoError, lambda d: bytes_of(d / "f.txt", b"dear diary " * 500)),
    "noise": (faults.NotAVideoError, lambda d: bytes_of(d / "f.mp4", np.random.default_rng(0).bytes(50_000))),
    "not there": (faults.VideoNotReadError, lambda d: d / "f.mp4"),
    "a folder": (faults.VideoNotReadError, lambda d: d),
    "sound only": (faults.NoPictureError, lambda d: sound_only(d / "f.wav")),
    "cut, its index at the end": (
        faults.CutOffVideoError,
        lambda d: cut(write(d / "whole.mp4", [PLAIN] * 90), d / "f.mp4", 0.7),
    ),
    "one picture": (faults.TooShortError, lambda d: write(d / "f.mp4", [PLAIN])),
    "under two seconds": (faults.TooShortError, lambda d: write(d / "f.mp4", [PLAIN] * 45)),
}


@pytest.mark.parametrize(("fault", "made"), BAD.values(), ids=BAD)
def test_a_bad_film_is_told_by_its_own_fault(tmp_path, fault, made):
    path = made(tmp_path)
    with pytest.raises(faults.VideoError) as told:
        track(path)
    assert type(told.value) is fault
    for language in ("ru", "en"):
        assert path.name in told.value.told(language)
        assert str(tmp_path.parent) not in told.value.told(language)


def test_a_film_that_may_not_be_read(tmp_path, monkeypatch):
    path = write(tmp_path / "f.mp4", [PLAIN] * 3)

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refused)
    with pytest.raises(faults.VideoNotReadError, match="Permission denied"):
        VideoFile(path)


def test_every_fault_of_a_film_is_tried():
    elsewhere = {faults.VideoToolsMissingError, faults.CrashedError, faults.NoVideosError, faults.NotATableError}
    assert {f for f, _ in BAD.values()} | elsewhere == set(faults.VideoError.__subclasses__())


def times(path, **of):
    with VideoFile(path) as film:
        return [frame.t_s for frame in film.frames(**of)], film.is_truncated


def test_frames_carry_their_own_times(tmp_path):
    at_s = [0.0, 0.033, 0.1, 0.4, 0.41, 1.25]
    got, is_truncated = times(write(tmp_path / "f.mp4", [MARKED] * 6, at_s=at_s))
    assert got == pytest.approx(at_s, abs=0.001)
    assert not is_truncated


def test_a_film_that_begins_late_begins_at_zero(tmp_path):
    got, _ = times(write(tmp_path / "f.mkv", [MARKED] * 3, at_s=[5.0, 5.1, 5.2]))
    assert got == pytest.approx([0, 0.1, 0.2], abs=0.001)


def test_a_stretch_is_from_one_moment_to_before_another(tmp_path):
    got, _ = times(write(tmp_path / "f.mp4", [MARKED] * 50, fps=10), from_s=1.0, to_s=2.0)
    assert got == pytest.approx(np.arange(1.0, 2.0, 0.1), abs=0.001)


def test_going_on_from_the_middle_gives_the_same_frames(tmp_path):
    path = write(tmp_path / "f.mp4", [MARKED] * 300, fps=10)
    with VideoFile(path) as film:
        film.skip_to(20.0)
        got = [frame.t_s for frame in film.frames(20.0)]
    assert got == pytest.approx(np.arange(20, 30, 0.1), abs=0.001)


@pytest.mark.parametrize("container", ["mkv", "mp4"])
def test_of_a_cut_film_what_is_there_is_used(tmp_path, container):
    options = {"movflags": "faststart"} if container == "mp4" else {}
    noise = list(np.random.default_rng(0).integers(0, 255, (90, 120, 160, 3), np.uint8))
    whole = write(tmp_path / f"whole.{container}", noise, **options)
    got, is_truncated = times(cut(whole, tmp_path / f"f.{container}", 0.6))
    assert is_truncated
    assert 30 < len(got) < 80
    assert not times(whole)[1]


def test_a_film_of_a_phone_held_upright_stands_upright(tmp_path):
    path = turned_as_by_a_phone(write(tmp_path / "f.mp4", [MARKED] * 5), tmp_path / "turned.mp4")
    with VideoFile(path) as film:
        frame = next(film.frames())
        assert (film.rotation_deg, film.upright_size) == (270, (120, 160))
    assert frame.luma.shape == (160, 120)
    # A quarter clockwise: what was the upper left corner is now the upper right one.
    assert frame.luma[:80, 60:].min() > 180
    assert frame.luma[:80, :50].max() < 60
    assert frame.rgb.shape == (160, 120, 3)
    assert np.abs(frame.rgb.mean(axis=2) - frame.luma).max() < 60


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuv444p", "yuv420p10le"])
def test_the_luma_is_that_of_the_picture(tmp_path, pix_fmt):
    with VideoFile(write(tmp_path / "f.mkv", [MARKED] * 3, pix_fmt=pix_fmt)) as film:
        luma = next(film.frames()).luma
    assert luma.shape == (120, 160)
    assert luma.dtype == np.uint8
    assert luma[:55, :75].min() > 200
    assert luma[65:, 85:].max() < 40


def test_large_pictures_are_made_smaller(tmp_path):
    with VideoFile(write(tmp_path / "f.mp4", [np.zeros((1080, 1920, 3), np.uint8)] * 2)) as film:
        assert next(film.frames()).luma.shape == (720, 1280)
        assert film.upright_size == (1920, 1080)
        assert film.shrink == 1.5


@pytest.mark.parametrize(
    ("size", "watched"), [((640, 480), (640, 480)), ((2160, 3840), (720, 1280)), ((721, 999), (720, 998))]
)
def test_sizes(size, watched):
    assert within(*size) == watched
