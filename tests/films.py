"""Films that tests make themselves, good and bad; their face is the portrait of an astronaut (NASA, public domain)."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

SHARED_CLIPS = Path(__file__).parents[2] / "shared" / "data" / "clips"
SIZE = 416
PLAIN = np.zeros((120, 160, 3), np.uint8)
# Brightest at its upper left corner, so that every turn shows.
MARKED = PLAIN.copy()
MARKED[:60, :80] = 255


def shared_clip(name):
    """Return a film of the shared data, or skip the test where it is not laid beside the project."""
    path = SHARED_CLIPS / name
    if not path.exists():
        pytest.skip(f"{path} is not there: the shared data are not laid beside this checkout")
    return path


def need_video():
    """Skip a module where the extra `video` or the portrait is not installed."""
    for package in ("av", "mediapipe", "scipy", "skimage", "threadpoolctl"):
        pytest.importorskip(package, reason=f"{package} is not installed (extra `video`, tools of development)")


def write(path, pictures, *, at_s=None, fps=30, codec="libx264", pix_fmt="yuv420p", b_frames=0, **options):
    """Write pictures as a film, each at its own moment, and return the path; options go to the container."""
    import av

    first = pictures[0]
    with av.open(str(path), "w", options=options) as out:
        stream = out.add_stream(
            codec, rate=Fraction(fps), options={"crf": "20", "preset": "ultrafast", "bf": str(b_frames)}
        )
        stream.height, stream.width, stream.pix_fmt = *first.shape[:2], pix_fmt
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for i, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts, frame.time_base = round(1000 * (i / fps if at_s is None else at_s[i])), Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def turned_as_by_a_phone(path, out):
    """Copy a film with the matrix that phones held upright write: show it turned a quarter clockwise."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 40
    one = 1 << 16
    matrix = (0, one, 0, -one, 0, 0, 0, 0, 1 << 30)
    data[at : at + 36] = b"".join(v.to_bytes(4, "big", signed=True) for v in matrix)
    out.write_bytes(data)
    return out


def cut(path, out, share):
    """Copy the first part of a file."""
    data = path.read_bytes()
    out.write_bytes(data[: int(share * len(data))])
    return out


def recorded(path, out):
    """Copy a film as a browser's camera records: VP8, and the file does not say how long it is."""
    import av

    with av.open(str(path)) as film, av.open(str(out), "w", format="webm", options={"live": "1"}) as copy:
        seen = film.streams.video[0]
        stream = copy.add_stream("libvpx", rate=seen.average_rate, options={"deadline": "realtime", "cpu-used": "8"})
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = seen.width, seen.height, "yuv420p", 8_000_000
        for frame in film.decode(seen):
            copy.mux(stream.encode(frame))
        copy.mux(stream.encode(None))
    return out


def sound_only(path):
    import av

    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 800), np.int16), format="s16", layout="mono")
        frame.sample_rate = 8000
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def pictures_of(script):
    """Return the pictures of a script of made faces."""
    from benchmarks.made_faces import frames, portraits

    return list(frames(portraits()[0], script))
