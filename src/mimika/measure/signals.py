"""What a clip is turned into: signals of a face over time, the events in them and what is measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

Side = Literal["left", "right", "both", "none"]
Task = Literal["rest", "talk", "read", "close"]
Region = Literal[
    "lids-left", "lids-right", "brow-left", "brow-right", "cheek-left", "cheek-right",
    "mouth-corner-left", "mouth-corner-right", "nose", "lips", "jaw", "head",
]  # fmt: skip
EventKind = Literal["blink", "long-closure", "tonic-closure", "twitch"]
Unit = Literal["per-minute", "share", "hz", "s", "index", "chance"]

LEFT, RIGHT = 0, 1
EYE_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
SIDED: tuple[str, ...] = ("lids", "brow", "cheek", "mouth-corner")
REGIONS: tuple[Region, ...] = (
    "lids-left", "lids-right", "brow-left", "brow-right", "cheek-left", "cheek-right",
    "mouth-corner-left", "mouth-corner-right", "nose", "lips", "jaw", "head",
)  # fmt: skip


def side_of(region: Region) -> Side:
    """Return the PERSON'S side a region lies on; "none" for the middle of the face and the head."""
    if region.endswith("-left"):
        return "left"
    return "right" if region.endswith("-right") else "none"


@dataclass(frozen=True, slots=True)
class Clip:
    """What is known of the film itself; no name, no path, no place.

    Attributes:
        width_px: Width of the picture as it is shown, after rotation.
        height_px: Height of the picture as it is shown.
        duration_s: From the first to the last frame's own timestamp.
        rotation_deg: Rotation that was undone.
        frames: Frames that were read.
        fps: Frames a second, from the middle distance of the timestamps.
        jitter_share: Spread of the distances of the timestamps over their middle; 0 for an even film.
        is_truncated: Whether the file ended before it said it would.
    """

    width_px: int
    height_px: int
    duration_s: float
    rotation_deg: int
    frames: int
    fps: float
    jitter_share: float = 0.0
    is_truncated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """A face over n frames. Where no face was found, values are NaN and `found` is False.

    Left and right are the PERSON'S own, column 0 is left and column 1 is right.

    Attributes:
        t_s: (n,) timestamps, strictly rising, in seconds.
        found: (n,) whether the face was found.
        faces: (n,) how many faces were seen.
        eye_distance_px: (n,) distance of the outer corners of the eyes, in pixels of the source.
        yaw_deg: (n,) turn of the head to a side; 0 looks into the camera.
        light: (n,) mean luma of the face, 0 to 255.
        aperture: (n, 2) opening of the lids over the eye distance or over the eye's width.
        motion: region to (n,) displacement in % of the eye distance, head motion removed; of "head" its own motion.
        mouth_open: (n,) opening of the lips over the eye distance.
        brow_height: (n, 2) height of the brow over the eye's corners, over the eye distance; up is more.
        second: As `motion`, of a second place of those regions that are watched at two.
    """

    t_s: Floats
    found: Flags
    faces: Counts
    eye_distance_px: Floats
    yaw_deg: Floats
    light: Floats
    aperture: Floats
    motion: Mapping[Region, Floats]
    mouth_open: Floats
    brow_height: Floats
    second: Mapping[Region, Floats] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.t_s)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between two moments, in seconds of the clip.

    Attributes:
        strength: Share closed (0 to 1) of a closure; peak displacement in % of the eye distance of a twitch.
        certainty: 0 to 1, how far it stands out from the noise and from its neighbours.
        peak_s: The moment of the greatest movement.
        with_regions: Other regions that moved with it in the same moment.
    """

    kind: EventKind
    region: Region
    side: Side
    start_s: float
    end_s: float
    strength: float
    certainty: float
    peak_s: float
    with_regions: tuple[Region, ...] = ()

    @property
    def duration_s(self) -> float:
        """How long it lasted, in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured number with its 95 % interval and what it was counted from; `count` events or frames."""

    value: float
    low: float
    high: float
    unit: Unit
    count: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One condition of a measurement: whether it holds, what was seen and what was needed.

    `id` names the texts that tell why it matters and how to film better; `stops` are the groups of measures that
    cannot be told when it does not hold.
    """

    id: str
    holds: bool
    seen: float
    needed: float
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Movements of one region in an even beat."""

    region: Region
    start_s: float
    end_s: float
    events: int
    frequency_hz: float
    spacing_cv: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one clip says. A measure that cannot be told is absent from `measures`, never zero.

    Attributes:
        not_assessable: Group of measures ("eyes", "twitches", "all") to the ids of the verdicts that stop it.
        measures: Id of a measure, such as "blink-rate" or "twitch-rate.lids-left", to its estimate.
        runs: Movements in an even beat.
        observed_s: Seconds in which the face was seen.
    """

    task: Task
    clip: Clip
    observed_s: float
    verdicts: tuple[Verdict, ...]
    not_assessable: Mapping[str, tuple[str, ...]]
    events: tuple[Event, ...] = ()
    measures: Mapping[str, Estimate] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    told_from: Mapping[Region, float] = field(default_factory=dict)

    def is_assessable(self, group: str) -> bool:
        """Return whether a group of measures ("eyes", "twitches") can be told from this clip."""
        return group not in self.not_assessable and "all" not in self.not_assessable
