import numpy as np
import pytest
from tests.films import need_video, turned_as_by_a_phone, write

need_video()

from mimika.measure.frame import Still  # noqa: E402
from mimika.measure.video_file import VideoFile  # noqa: E402

SIDE_PX = 64


def coloured(height=120, width=160):
    """A picture without edges, of another colour in every corner."""
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    return np.stack([40 + 170 * x, 40 + 170 * y, 210 - 150 * x * y], axis=2).astype(np.uint8)


def first(path):
    with VideoFile(path) as film:
        return next(film.frames())


def leaning(scale=0.8, angle=0.3, at=(40.0, 20.0)):
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.column_stack([turn, at])


def mean_apart(frame, place):
    cut, of_whole = frame.cut(place, SIDE_PX), Still(frame.rgb).cut(place, SIDE_PX)
    assert cut.shape == (SIDE_PX, SIDE_PX, 3)
    return np.abs(cut.astype(float) - of_whole).mean()


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuv422p", "yuv444p", "yuvj420p", "yuv420p10le"])
@pytest.mark.parametrize("place", [leaning(), leaning(1.7, -0.4, (10.0, 60.0)), leaning(at=(-20.0, 90.0))])
def test_a_square_has_the_colours_of_the_whole_picture(tmp_path, pix_fmt, place):
    frame = first(write(tmp_path / "f.mkv", [coloured()] * 2, pix_fmt=pix_fmt))
    assert mean_apart(frame, place) < 2.0


def test_a_square_of_a_turned_film_stands_upright(tmp_path):
    on_its_side = write(tmp_path / "side.mp4", [np.rot90(coloured())] * 2)
    frame = first(turned_as_by_a_phone(on_its_side, tmp_path / "f.mp4"))
    assert frame.size == (160, 120)
    assert mean_apart(frame, leaning()) < 2.0
    assert np.abs(frame.cut(leaning(), SIDE_PX).astype(float) - Still(coloured()).cut(leaning(), SIDE_PX)).mean() < 6.0


def test_colours_as_said_by_the_file(tmp_path):
    import av

    frame = first(write(tmp_path / "f.mp4", [coloured()] * 2))
    as_decoded = frame.picture.to_ndarray()
    for space in ("ITU601", "ITU709"):
        frame.picture.colorspace = getattr(av.video.reformatter.Colorspace, space)
        assert mean_apart(frame, leaning()) < 2.0
    assert np.array_equal(frame.picture.to_ndarray(), as_decoded)


def test_outside_of_the_picture_its_edge_goes_on(tmp_path):
    frame = first(write(tmp_path / "f.mp4", [coloured()] * 2))
    place = np.array([[1.0, 0, -200], [0, 1, 30]])
    cut = frame.cut(place, SIDE_PX)
    assert np.abs(cut.astype(float) - cut[:, :1]).max() <= 2
