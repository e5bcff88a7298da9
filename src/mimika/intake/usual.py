"""Signs of the usual attack, told beside one that is not like it: "usually I am sick, this time I see double"."""

from mimika.intake.context import tokens_of
from mimika.intake.matching import Places
from mimika.model.words import Cues

# The contrast comes within this many words.
_FURTHEST = 60


def told_as_usual(places: Places, cues: Cues) -> frozenset[int]:
    """Return the tokens that tell of the usual attack, where the words go on to another one.

    They reach from the pause before "usually" to the one before "this time".
    """
    tokens, starts = places.tokens, tokens_of(cues.usual, places)
    others = sorted(tokens_of(cues.this_time, places)) if starts else []
    usual: set[int] = set()
    for start in starts:
        other = next((n for n in others if n > start), None)
        if other is not None and other - start <= _FURTHEST:
            before, after = tokens[start].chunk, tokens[other].chunk
            usual.update(n for n, token in enumerate(tokens) if before <= token.chunk < after)
    return frozenset(usual)
