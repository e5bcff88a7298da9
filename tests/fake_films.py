"""Stand-ins for the process that measures a film: each does one thing, in a process of its own like the real one."""

import os
import time

from tests.unit.measure.faces import Bump, clip_of, face

from mimika.measure.faults import NotAVideoError
from mimika.measure.measuring import measure
from mimika.measure.stills import Still
from mimika.usecases.film_process import Filmed, fault_of
from mimika.usecases.measuring_films import Film

SPASMS = (5.0, 9.2, 13.7, 18.6, 23.0, 27.9, 33.0, 39.1, 44.4, 50.0, 57.3)


def filmed(task="rest"):
    """Return a film of a minute in which the left half of the face contracts."""
    spasms = [Bump(a, 0.35, 0.5) for a in SPASMS]
    blinks = [Bump(a, 0.25, 0.85) for a in (3.0, 16.2, 30.1, 47.0)]
    moves = {"mouth-corner-left": [Bump(a + 0.03, 0.35, 3.0) for a in SPASMS]}
    signals = face(60.0, moves=moves, closes=([*blinks, *spasms], blinks))
    return Filmed(Film(signals, measure(signals, clip_of(signals), task)), (Still(0, b"\xff\xd8picture"),))


def quick(line, path, task):
    """Measure at once what is not in the file."""
    assert path.read_bytes()
    line.send(0.5)
    line.send(filmed(task))


def endless(line, path, task):
    """Never come to an end."""
    line.send(0.25)
    time.sleep(600)


def refusing(line, path, task):
    """Find that the file is no film."""
    line.send(fault_of(NotAVideoError(path.name)))


def dying(line, path, task):
    """End without a word."""
    os._exit(7)
