"""A story is cut where understood words begin and end, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from mimika.model.case import Observation, Span
from mimika.web.segments import segments


def span(story, start, end):
    start, end = sorted((min(start, len(story)), min(end, len(story))))
    return Span(story[start:end], start, end)


PLACE = st.integers(0, 60)


@given(st.text(max_size=60), st.lists(st.tuples(PLACE, PLACE), max_size=5), PLACE)
def test_the_pieces_make_the_story_again(story, places, unread):
    seen = [Observation(f"f{i}", True, "words", None, span(story, *place)) for i, place in enumerate(places)]
    pieces = segments(story, seen, [span(story, unread, unread + 5)])
    assert "".join(piece.text for piece in pieces) == story


def test_words_of_two_findings_carry_both():
    story = "left eye twitches"
    seen = [
        Observation("side", "one-side", "words", None, Span("left eye", 0, 8)),
        Observation("twitch", True, "words", None, Span("eye twitches", 5, 17)),
    ]
    told = [(p.text, p.findings) for p in segments(story, seen, [])]
    assert told == [("left ", ("side",)), ("eye", ("side", "twitch")), (" twitches", ("twitch",))]
