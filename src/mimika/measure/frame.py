"""One picture of a film: upright brightness for the flow, and squares of colour cut from the planes as decoded."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av import VideoFrame

Picture = NDArray[np.uint8]
# (2, 3): where a pixel of a cut lies in the picture.
Place = NDArray[np.float64]

# What `VideoFrame.colorspace` and `color_range` say in ffmpeg's numbers; what is said of nothing else is BT.601.
BT709, FULL_RANGE = 1, 2
# Weights of red and blue in brightness (ITU-R BT.601 and BT.709).
WEIGHTS_601, WEIGHTS_709 = (0.299, 0.114), (0.2126, 0.0722)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture, upright.

    Attributes:
        t_s: Its own timestamp, in seconds from the first frame's.
        luma: (height, width) brightness, 0 to 255.
        picture: The same as decoded, perhaps on its side, in planes.
        turns: Quarters by which `picture` is turned against the clock to stand upright.
    """

    t_s: float
    luma: Picture
    picture: "VideoFrame"
    turns: int = 0

    @property
    def rgb(self) -> Picture:
        """(height, width, 3) colours of the whole picture, converted anew each time; `cut` costs a third."""
        return upright(np.asarray(self.picture.to_ndarray(format="rgb24"), np.uint8), self.turns)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.luma.shape[1], self.luma.shape[0]

    def cut(self, place: Place, side_px: int) -> Picture:
        """Return the (side, side, 3) colours of a square; outside of the picture its edge goes on.

        Args:
            place: Where a pixel of the square lies in the picture.
            side_px: In pixels.
        """
        cv = _cv()
        blue, red = (upright(plane_of(self.picture, i), self.turns) for i in (1, 2))
        there = _within(place, self.luma, blue)
        # The tint is twice as coarse as the brightness in most films, and what lies between its pixels tells nothing.
        tints = (_cut(tint, there, side_px, cv.INTER_NEAREST) for tint in (blue, red))
        mixed = cv.merge([_cut(self.luma, place, side_px, cv.INTER_LINEAR), *tints])
        rgb: Picture = cv.transform(mixed, _to_rgb(*_colours(self.picture)))
        return rgb


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """A picture that is no part of a film: (height, width, 3) colours."""

    rgb: Picture

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.rgb.shape[1], self.rgb.shape[0]

    def cut(self, place: Place, side_px: int) -> Picture:
        """Return the (side, side, 3) colours of a square; outside of the picture its edge goes on."""
        return _cut(self.rgb, place, side_px, _cv().INTER_LINEAR)


def upright(picture: Picture, turns: int) -> Picture:
    """Return a picture turned so many quarters against the clock."""
    return np.ascontiguousarray(np.rot90(picture, turns)) if turns else picture


def plane_of(picture: "VideoFrame", i: int) -> Picture:
    """Return a plane as it was decoded, not copied; a conversion to grey would cost more than decoding did."""
    plane: Any = picture.planes[i]
    rows: Picture = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def _cut(picture: Picture, place: Place, side_px: int, between: int) -> Picture:
    cv = _cv()
    how = between | cv.WARP_INVERSE_MAP
    square: Picture = cv.warpAffine(picture, place, (side_px, side_px), flags=how, borderMode=cv.BORDER_REPLICATE)
    return square


def _within(place: Place, luma: Picture, tint: Picture) -> Place:
    """Return where a pixel of a cut lies in a plane of its own size; pixels are counted by their middles."""
    scale = np.array([[tint.shape[1] / luma.shape[1]], [tint.shape[0] / luma.shape[0]]])
    there: Place = place * scale
    there[:, 2:] += (scale - 1) / 2
    return there


def _colours(picture: "VideoFrame") -> tuple[bool, bool]:
    """Return whether the colours are those of BT.709, and whether brightness takes all of 0 to 255."""
    return picture.colorspace == BT709, picture.color_range == FULL_RANGE or picture.format.name.startswith("yuvj")


@lru_cache(maxsize=4)
def _to_rgb(is_709: bool, is_full: bool) -> NDArray[np.float32]:
    """Return the (3, 4) map from brightness, blue and red difference to red, green and blue."""
    red, blue = WEIGHTS_709 if is_709 else WEIGHTS_601
    black, light, tint = (0.0, 1.0, 1.0) if is_full else (16.0, 255 / 219, 255 / 224)
    to_red, to_blue = 2 * (1 - red) * tint, 2 * (1 - blue) * tint
    green = 1 - red - blue
    turn = light * np.array([[1.0, 0, 0], [1, 0, 0], [1, 0, 0]])
    turn[:, 1:] = [[0, to_red], [-to_blue * blue / green, -to_red * red / green], [to_blue, 0]]
    shift = -turn @ np.array([black, 128, 128])
    return np.column_stack([turn, shift]).astype(np.float32)


def _cv() -> Any:  # noqa: ANN401 - of a package that may be missing
    import cv2  # noqa: PLC0415 - comes with the extra `video`

    return cv2
