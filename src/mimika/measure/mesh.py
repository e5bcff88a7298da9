"""Where things are on the face: numbers of the points of MediaPipe's face mesh.

Left and right are the PERSON'S own: in a film that is not mirrored, left is on the right of the picture.
"""

from typing import Final

from mimika.measure.signals import Region

POINTS: Final = 468

# Outer and inner corner of each eye; the distance of the outer corners is the unit of every length here.
LEFT_OUTER, LEFT_INNER, RIGHT_OUTER, RIGHT_INNER = 263, 362, 33, 133
# Pairs of upper and lower lid, then the corners; three pairs are steadier than the two of Soukupova and Cech (2016).
LEFT_LIDS: Final = ((387, 373), (386, 374), (385, 380))
RIGHT_LIDS: Final = ((160, 144), (159, 145), (158, 153))
# Middles of the lids.
EYE_MIDDLES: Final = (386, 374, 159, 145)
LEFT_BROW: Final = (300, 293, 334, 296, 336)
RIGHT_BROW: Final = (70, 63, 105, 66, 107)
UPPER_LIP, LOWER_LIP = 13, 14
LEFT_TEMPLE, RIGHT_TEMPLE = 454, 234

# Bone lies close under these and no muscle of expression moves all of them: bridge of the nose, forehead, temples.
STABLE: Final = (
    6, 168, 197, 195, 8, 9, 151, 33, 133, 362, 263, 127, 356, 234, 454, 162, 389,
    21, 251, 108, 337, 69, 299, 104, 333, 116, 345, 143, 372,
)  # fmt: skip

# Centres of the windows of each region, each the middle of the points named.
GRIDS: Final[tuple[tuple[Region, tuple[int, ...]], ...]] = (
    ("lids-left", (386, 257)),
    ("lids-left", (374, 253)),
    ("lids-right", (159, 27)),
    ("lids-right", (145, 23)),
    ("brow-left", (334,)),
    ("brow-left", (296,)),
    ("brow-right", (105,)),
    ("brow-right", (66,)),
    ("cheek-left", (425,)),
    ("cheek-left", (280,)),
    ("cheek-right", (205,)),
    ("cheek-right", (50,)),
    ("mouth-corner-left", (291, 287)),
    ("mouth-corner-right", (61, 57)),
    ("nose", (5,)),
    ("lips", (0, 164)),
    ("lips", (17, 18)),
    ("jaw", (199,)),
)


def grids_of(region: Region) -> list[int]:
    """Return the places of a region's grids in `GRIDS`."""
    return [i for i, (name, _) in enumerate(GRIDS) if name == region]
