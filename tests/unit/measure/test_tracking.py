import contextlib
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from tests.films import PLAIN, need_video, pictures_of, shared_clip, turned_as_by_a_phone, write

need_video()

from mimika.measure import tracking  # noqa: E402
from mimika.measure.stretch import stretch  # noqa: E402
from mimika.measure.tracking import track  # noqa: E402

FPS, SECONDS = 30, 5
MOST_MB = 400
IN_TWO_PARTS = """
import sys
from pathlib import Path
from mimika.measure.two_parts import in_two_parts
in_two_parts(Path(sys.argv[1]), 19.6, lambda share: print(share, flush=True))
"""


@pytest.fixture(scope="module")
def pictures():
    """The right eye closes at 2 s, the left cheek moves by 3 % of the eye distance at 3.5 s."""
    from benchmarks.made_faces import Close, Move, Script

    return pictures_of(
        Script(SECONDS, closes=[Close("right", 2, 0.3)], moves=[Move("cheek-left", 3.5, 0.2, 3)], fps=FPS)
    )


@pytest.fixture(scope="module")
def plain(pictures, tmp_path_factory):
    return track(write(tmp_path_factory.mktemp("films") / "f.mp4", pictures), 1)


def during(signals, values, from_s, to_s):
    return values[(signals.t_s >= from_s) & (signals.t_s < to_s)]


def test_the_first_second_is_dropped_and_everything_is_of_one_length(plain):
    signals, clip = plain
    assert signals.t_s[0] == pytest.approx(1.0, abs=0.02)
    assert clip.frames == FPS * SECONDS
    assert clip.fps == pytest.approx(FPS, rel=0.01)
    lengths = {len(v) for v in (signals.found, signals.faces, signals.aperture, *signals.motion.values())}
    assert lengths == {len(signals)} == {FPS * (SECONDS - 1)}


def test_products_take_one_thread_while_a_film_is_followed_and_what_was_set_after(pictures, tmp_path):
    from threadpoolctl import threadpool_info

    def threads():
        return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]

    before, during = threads(), []
    stretch(write(tmp_path / "f.mp4", pictures[:20]), 0, np.inf, 1, lambda _: during.append(threads()))
    assert during
    assert {n for told in during for n in told} == {1}
    assert threads() == before


def test_a_face_that_looks_into_the_camera(plain):
    signals, _ = plain
    assert signals.found.all()
    assert (signals.faces == 1).all()
    assert np.median(signals.eye_distance_px) == pytest.approx(90, rel=0.05)
    assert np.abs(np.median(signals.yaw_deg)) < 25


def test_the_eye_that_closes_is_the_persons_right_one(plain):
    signals, _ = plain
    left, right = during(signals, signals.aperture, 2.0, 2.4).min(axis=0) / np.median(signals.aperture, axis=0)
    assert left > 0.8
    assert right < 0.6


def test_the_cheek_that_moves_is_the_persons_left_one(plain):
    signals, _ = plain
    moved = {side: np.ptp(during(signals, signals.motion[f"cheek-{side}"], 3.4, 3.8)) for side in ("left", "right")}
    assert 1.0 < moved["left"] < 4.0
    assert moved["right"] < moved["left"] / 2


def test_a_mirrored_film_has_its_sides_exchanged(pictures, tmp_path):
    signals, _ = track(write(tmp_path / "f.mp4", [p[:, ::-1] for p in pictures]), 1)
    left, right = during(signals, signals.aperture, 2.0, 2.4).min(axis=0) / np.median(signals.aperture, axis=0)
    assert left < 0.6
    assert right > 0.8


def test_a_turned_film_says_the_same(pictures, plain, tmp_path):
    on_its_side = write(tmp_path / "side.mp4", [np.rot90(p) for p in pictures])
    signals, clip = track(turned_as_by_a_phone(on_its_side, tmp_path / "f.mp4"), 1)
    assert clip.rotation_deg == 270
    assert signals.found.all()
    assert np.median(signals.aperture, axis=0) == pytest.approx(np.median(plain[0].aperture, axis=0), rel=0.1)


def test_five_frames_a_second(pictures, tmp_path):
    signals, clip = track(write(tmp_path / "f.mp4", pictures[::6], fps=5), 1)
    assert clip.fps == pytest.approx(5)
    assert signals.found.all()


def test_uneven_frames_keep_their_times(pictures, tmp_path):
    at_s = np.cumsum(np.random.default_rng(1).uniform(0.01, 0.06, len(pictures)))
    signals, clip = track(write(tmp_path / "f.mp4", pictures, at_s=at_s), 1)
    assert clip.jitter_share > 0.3
    assert clip.duration_s == pytest.approx(at_s[-1] - at_s[0], abs=0.002)
    assert np.all(np.diff(signals.t_s) > 0)


def test_two_faces_are_noticed(pictures, tmp_path):
    signals, _ = track(write(tmp_path / "f.mp4", [np.hstack([p, p]) for p in pictures[:75]]), 1)
    assert np.median(signals.faces) == 2


def test_no_face_is_no_fault(tmp_path):
    signals, _ = track(write(tmp_path / "f.mp4", [PLAIN] * 75), 1)
    assert not signals.found.any()
    assert np.isnan(signals.aperture).all()
    assert all(np.isnan(v).all() for v in signals.motion.values())


def test_two_processes_say_what_one_says(pictures, plain, tmp_path, monkeypatch):
    monkeypatch.setattr(tracking, "WORTH_SPLITTING_S", 1.0)
    told = []
    signals, clip = track(write(tmp_path / "f.mp4", pictures), 2, told.append)
    assert np.array_equal(signals.t_s, plain[0].t_s)
    assert clip.frames == plain[1].frames
    assert np.median(np.abs(signals.aperture - plain[0].aperture)) < 0.01
    cheek = during(signals, signals.motion["cheek-left"], 3.4, 3.8)
    assert np.ptp(cheek) == pytest.approx(np.ptp(during(plain[0], plain[0].motion["cheek-left"], 3.4, 3.8)), rel=0.3)
    assert told[-1] == pytest.approx(1.0)
    assert told == sorted(told)


def test_a_real_face_is_found_in_every_frame():
    signals, clip = track(shared_clip("WolfgangLanger_Pexels.mp4"), 1)
    assert (clip.frames, clip.width_px, clip.height_px) == (472, 640, 360)
    assert signals.found.all()
    # Looked at: the eyes are shut from the beginning to 5.9 s and open at 8 s.
    assert during(signals, signals.aperture, 1.5, 5.5).max() < during(signals, signals.aperture, 7.0, 8.2).max() / 2


def test_a_face_that_leaves_the_picture_is_missed():
    signals, _ = track(shared_clip("face_noface.mov"), 1)
    assert 0.1 < signals.found.mean() < 0.9
    assert np.isnan(signals.aperture[~signals.found]).all()


def test_nobody_in_the_picture():
    assert not track(shared_clip("no_face.mp4"), 1)[0].found.any()


def test_large_films_need_little_memory_and_nothing_is_written_to_the_terminal(pictures, tmp_path):
    import cv2

    large = [cv2.resize(p, (3840, 2160)) for p in pictures[:70:10]]
    path = write(tmp_path / "f.mp4", [large[i // 10] for i in range(70)])
    code = (
        "import sys; from pathlib import Path; from mimika.measure.tracking import track; track(Path(sys.argv[1]), 1)\n"
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not tell how much memory a process took")
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert int(done.stdout) / 1024 < MOST_MB


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc on this system")
def test_a_killed_measurement_leaves_no_process_behind():
    command = [sys.executable, "-c", IN_TWO_PARTS, str(shared_clip("WolfgangLanger_Pexels.mp4"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        next(line for line in process.stdout if float(line) > 0)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.kill()
    assert len(children) >= 2
    until = time.monotonic() + 30
    while any(is_at_work(child) for child in children):
        assert time.monotonic() < until
        time.sleep(0.1)


def is_at_work(pid):
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    return False
