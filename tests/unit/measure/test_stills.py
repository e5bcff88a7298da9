"""Which moments of a film are kept as pictures."""

from mimika.measure.signals import Event
from mimika.measure.stills import MOST_STILLS, _strongest


def event(kind="blink", region="lids-left", strength=1.0):
    return Event(kind, region, "left", 0.0, 0.2, strength, 1.0, 0.1)


def test_the_strongest_of_every_kind_and_region_comes_before_a_second_one():
    events = [event(strength=s) for s in (0.7, 0.9, 0.8)]
    events += [event("twitch", "nose", 0.1), event("twitch", "cheek-left", 0.2)]
    assert _strongest(events)[:4] == [1, 4, 3, 2]


def test_there_are_no_more_than_are_shown():
    assert len(_strongest([event(strength=s / 50) for s in range(50)])) == MOST_STILLS
    assert _strongest([]) == []
