"""Films of faces whose every movement is known: a still portrait, warped, swayed, made noisy and encoded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mimika.measure.landmarks import Landmarks
from mimika.measure.mesh import LEFT_OUTER, RIGHT_OUTER
from mimika.measure.signals import Floats

Picture = NDArray[np.uint8]
Maps = NDArray[np.float32]

WIDTH = HEIGHT = 416
EYE_DISTANCE_PX = 90.0
EXPOSURE = 125.0
NOISES = 16
# The encoder's threads race to build the tree by which it spreads its bits: each time it would be another film.
REPEATABLE = {"threads": "1", "x264-params": "no-mbtree=1"}
STILLS = (("single_face.mp4", 0.5), ("WolfgangLanger_Pexels.mp4", 11.5))
# Centre (middle of mesh points), way it moves (x away from the middle of the face, y down) and reach in eye distances.
PLACES: dict[str, tuple[tuple[int, ...], tuple[float, float], float]] = {
    "lids-left": ((374, 253), (-0.3, -0.95), 0.11),
    "lids-right": ((145, 23), (-0.3, -0.95), 0.11),
    "brow-left": ((334,), (0.0, -1.0), 0.13),
    "brow-right": ((105,), (0.0, -1.0), 0.13),
    "cheek-left": ((425,), (0.2, -0.98), 0.15),
    "cheek-right": ((205,), (0.2, -0.98), 0.15),
    "mouth-corner-left": ((291, 287), (0.8, -0.6), 0.13),
    "mouth-corner-right": ((61, 57), (0.8, -0.6), 0.13),
    "nose": ((5,), (0.0, -1.0), 0.13),
    "lips": ((0, 164), (0.0, -1.0), 0.13),
    "jaw": ((199,), (0.0, -1.0), 0.15),
    # Not measured by itself: what opens the mouth.
    "lower-lip": ((17,), (0.0, 1.0), 0.10),
}
UPPER_LID = {
    "left": (263, 466, 388, 387, 386, 385, 384, 398, 362),
    "right": (33, 246, 161, 160, 159, 158, 157, 173, 133),
}
LOWER_LID = {
    "left": (263, 249, 390, 373, 374, 380, 381, 382, 362),
    "right": (33, 7, 163, 144, 145, 153, 154, 155, 133),
}
UNDER_BROW = {"left": (282, 295), "right": (52, 65)}


@dataclass(frozen=True, slots=True)
class Move:
    """A region moves by `height` % of the eye distance and back; held at its height for `hold_s`."""

    region: str
    at_s: float
    length_s: float
    height: float
    hold_s: float = 0.0

    def shape(self, t_s: float) -> float:
        """Return how far it has gone at a moment, 0 to 1: a raised cosine with a level top."""
        return risen(t_s - self.at_s, self.length_s, self.hold_s)


@dataclass(frozen=True, slots=True)
class Close:
    """An eye ("left", "right" or "both", the person's own) closes to a share and opens again."""

    side: str
    at_s: float
    length_s: float
    share: float = 1.0
    hold_s: float = 0.0

    def shape(self, t_s: float) -> float:
        """Return how far it has gone at a moment, 0 to 1."""
        return risen(t_s - self.at_s, self.length_s, self.hold_s)


@dataclass(frozen=True, slots=True)
class Nod:
    """The head goes down by `height` % of the eye distance and back."""

    at_s: float
    length_s: float
    height: float


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that happens in a film, and how it is filmed."""

    seconds: float
    moves: Sequence[Move] = ()
    closes: Sequence[Close] = ()
    nods: Sequence[Nod] = ()
    fps: int = 30
    crf: int = 23
    sway: float = 1.5
    noise: float = 3.0
    flicker: float = 0.01
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A still face, looking into the camera, at the size of a film, with the points of the mesh on it."""

    name: str
    rgb: Picture
    points: Maps = field(repr=False)

    @property
    def unit_px(self) -> float:
        """The distance of the outer corners of the eyes."""
        return float(np.hypot(*(self.points[LEFT_OUTER] - self.points[RIGHT_OUTER])))


def risen(since_s: float, length_s: float, hold_s: float) -> float:
    """Return a raised cosine of `length_s` with a level top of `hold_s` put in its middle."""
    if since_s <= 0 or since_s >= length_s + hold_s:
        return 0.0
    half = length_s / 2
    x = since_s if since_s < half else half if since_s < half + hold_s else since_s - hold_s
    return float(0.5 * (1 - np.cos(2 * np.pi * x / length_s)))


def portraits(clips: Path | None = None) -> list[Portrait]:
    """Return the astronaut of scikit-image (NASA, public domain) and stills of the films at hand."""
    from skimage import data as pictures  # noqa: PLC0415 - a tool of development

    data: Any = pictures

    found = [portrait("astronaut", np.asarray(data.astronaut()))]
    for name, second in STILLS:
        if clips is not None and (clips / name).exists():
            found.append(portrait(name.split(".")[0].split("_")[0], _still(clips / name, second)))
    return found


def portrait(name: str, rgb: Picture, eye_distance_px: float = EYE_DISTANCE_PX) -> Portrait:
    """Return a picture cut and scaled so that the eyes are level and so far apart, the face in the middle.

    Raises:
        ValueError: If no face is found in it.
    """
    cv2 = _cv()

    points = _points(rgb, name)
    left, right = points[LEFT_OUTER], points[RIGHT_OUTER]
    across = left - right
    turn_deg = float(np.degrees(np.arctan2(across[1], across[0])))
    scale = eye_distance_px / float(np.hypot(*across))
    to = cv2.getRotationMatrix2D(tuple(map(float, (left + right) / 2)), turn_deg, scale)
    to[:, 2] += np.array([WIDTH / 2, 0.45 * HEIGHT]) - (left + right) / 2
    smaller = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    if scale < 0.6:
        # Sampling every third pixel would make a picture grainier than any camera does.
        rgb = cv2.GaussianBlur(rgb, (0, 0), 0.4 / scale)
    cut = cv2.warpAffine(rgb, to, (WIDTH, HEIGHT), flags=smaller, borderMode=cv2.BORDER_REPLICATE)
    points = _points(cut, name)
    return Portrait(name, _exposed(cut, points), points)


def _exposed(rgb: Picture, points: Maps) -> Picture:
    """Return the picture as light as a camera exposes a face."""
    (left, top), (right, bottom) = points.min(axis=0).astype(int), points.max(axis=0).astype(int)
    return np.clip(rgb * (EXPOSURE / max(1.0, float(rgb[top:bottom, left:right].mean()))), 0, 255).astype(np.uint8)


def render(path: Path, of: Portrait, script: Script) -> Path:
    """Write the film of a script as H.264 and return its path."""
    import av  # noqa: PLC0415

    with av.open(str(path), "w") as out:
        options = {"crf": str(script.crf), **REPEATABLE}
        stream: Any = out.add_stream("libx264", rate=Fraction(script.fps), options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for rgb in frames(of, script):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
        out.mux(stream.encode())
    return path


def frames(of: Portrait, script: Script) -> Iterator[Picture]:
    """Yield the pictures of a script, one by one."""
    cv2 = _cv()

    rng = np.random.default_rng(script.seed)
    grain = np.round(rng.standard_normal((NOISES, HEIGHT, WIDTH, 1)) * script.noise).astype(np.int16).repeat(3, axis=3)
    warp, sway = _Warp(of), _Sway(rng, script, of.unit_px)
    for i in range(round(script.seconds * script.fps)):
        t_s = i / script.fps
        still = warp.at(t_s, script)
        to = sway.at(t_s)
        seen = cv2.warpAffine(still, to, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        light = 1 + script.flicker * (np.sin(2 * np.pi * 9.7 * t_s) + np.sin(2 * np.pi * 0.13 * t_s))
        noise = np.roll(grain[rng.integers(NOISES)], tuple(rng.integers(0, 64, 2)), axis=(0, 1))
        yield cv2.add(cv2.convertScaleAbs(seen, alpha=light), noise, dtype=cv2.CV_8U)


def _cv() -> Any:  # noqa: ANN401 - its types say more than it keeps
    import cv2  # noqa: PLC0415 - comes with the extra `video`

    return cv2


class _Warp:
    """Moves the skin of a portrait: smooth bumps, and lids that come down over the eyes."""

    def __init__(self, of: Portrait) -> None:
        self._of = of
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        self._x, self._y = x, y
        middle = of.points[5][0]
        self._bumps: dict[str, tuple[Maps, float, float]] = {}
        for region, (centre, (away, down), reach) in PLACES.items():
            cx, cy = of.points[list(centre)].mean(axis=0)
            bump = np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * (reach * of.unit_px) ** 2))
            self._bumps[region] = (bump, away * (1 if cx > middle else -1), down)

    def at(self, t_s: float, script: Script) -> Picture:
        """Return the warped portrait at a moment."""
        cv2 = _cv()

        going = [(m, m.shape(t_s) * m.height) for m in script.moves]
        going = [(m, by) for m, by in going if by]
        shut = {side: max((c.shape(t_s) * c.share for c in script.closes if c.side in (side, "both")), default=0.0)
                for side in UPPER_LID}  # fmt: skip
        if not going and not any(shut.values()):
            return self._of.rgb
        x, y = self._x.copy(), self._y.copy()
        for move, by in going:
            bump, across, down = self._bumps[move.region]
            px = by / 100 * self._of.unit_px
            x -= bump * np.float32(across * px)
            y -= bump * np.float32(down * px)
        for side, share in shut.items():
            if share:
                self._lower(y, side, share)
        moved: Picture = cv2.remap(self._of.rgb, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return moved

    def _lower(self, y: Maps, side: str, share: float) -> None:
        """Draw the upper lid down: the skin above the eye is stretched over it, column by column."""
        upper, lower = (self._of.points[list(p[side])] for p in (UPPER_LID, LOWER_LID))
        upper, lower = upper[np.argsort(upper[:, 0])], lower[np.argsort(lower[:, 0])]
        top = float(self._of.points[list(UNDER_BROW[side])][:, 1].mean())
        for column in range(int(np.ceil(upper[0, 0])), int(upper[-1, 0]) + 1):
            lid, end = (float(np.interp(column, c[:, 0], c[:, 1])) for c in (upper, lower))
            edge = lid + share * (end - lid)
            if edge - lid < 1e-3 or lid - top < 2:
                continue
            rows = np.arange(int(np.ceil(top)), int(edge) + 1)
            y[rows, column] += (top + (rows - top) * (lid - top) / (edge - top) - rows).astype(np.float32)


class _Sway:
    """The head is never still: slow drifts across, up, round and near, and the nods of the script."""

    def __init__(self, rng: np.random.Generator, script: Script, unit_px: float) -> None:
        self._nods, self._unit_px = script.nods, unit_px
        self._hz, self._phase = rng.uniform(0.08, 0.35, (4, 3)), rng.uniform(0, 2 * np.pi, (4, 3))
        self._size = np.array([unit_px, unit_px, 30.0, 0.3]) * script.sway / 100

    def at(self, t_s: float) -> Floats:
        """Return the (2, 3) similarity of the head at a moment."""
        cv2 = _cv()

        dx, dy, turn_deg, nearer = self._size * np.sin(2 * np.pi * self._hz * t_s + self._phase).mean(axis=1)
        dy += sum(risen(t_s - n.at_s, n.length_s, 0) * n.height / 100 * self._unit_px for n in self._nods)
        to = cv2.getRotationMatrix2D((WIDTH / 2, 0.5 * HEIGHT), float(turn_deg), float(1 + nearer))
        to[:, 2] += (dx, dy)
        return np.asarray(to, np.float64)


def _points(rgb: Picture, name: str) -> Maps:
    with Landmarks() as landmarks:
        # The mesh settles over a few looks.
        found = [landmarks.points(rgb) for _ in range(5)][-1]
    if found is None:
        msg = f"no face is found in {name}; a portrait that looks into the camera was expected"
        raise ValueError(msg)
    return found[:, :2].copy()


def _still(path: Path, second: float) -> Picture:
    import av  # noqa: PLC0415

    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            if frame.time is not None and frame.time >= second:
                return np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
    msg = f"{path.name} ends before {second} s"
    raise ValueError(msg)
