"""What two signs mean together: the eye and the mouth or cheek of one side are half of the face."""

from collections.abc import Iterator

from mimika.intake.matching import Match
from mimika.intake.reader import Found
from mimika.intake.tokens import Token

MOVEMENT = "movement"
HALF_FACE = "half-face-contracts"
_EYE = frozenset(["one-eyelid-flickers", "eyes-squeeze-shut"])
_BELOW = frozenset(["cheek-twitches", "mouth-corner-pulls"])
# Eyes that squeeze, with a nose or sounds beside the mouth, are tics; a flickering lid may pull the nose along.
_BOTH_EYES = frozenset(["eyes-squeeze-shut"])
_OF_TICS = frozenset(["nose-moves", "sounds"])
_BOTH_SIDES = frozenset(["both-together", "both-separately", "switches"])


def half_faces(found: list[Found], tokens: list[Token]) -> Iterator[Match]:
    """Yield the words of each sentence in which the eye and the lower face of one side move."""
    here = [one for one in found if one.heard.about == "self" and one.heard.tense == "now"]
    elsewhere = {_sentence(one, tokens) for one in here if one.heard.value in _BOTH_SIDES}
    tics = {_sentence(one, tokens) for one in here if _is_one_of(one, _OF_TICS)}
    eyes = {_sentence(one, tokens): one for one in here if _is_eye(one, tics, tokens)}
    below = {_sentence(one, tokens): one for one in here if _is_one_of(one, _BELOW)}
    for sentence in eyes.keys() & below.keys() - elsewhere:
        yield Match(tuple(sorted({*eyes[sentence].match.tokens, *below[sentence].match.tokens})))


def _is_eye(one: Found, tics: set[int], tokens: list[Token]) -> bool:
    """Whether the eye moves, and not as one tic among others."""
    return _is_one_of(one, _EYE) and not (_is_one_of(one, _BOTH_EYES) and _sentence(one, tokens) in tics)


def _is_one_of(one: Found, findings: frozenset[str]) -> bool:
    return one.heard.finding in findings and one.heard.value == "present"


def _sentence(one: Found, tokens: list[Token]) -> int:
    return tokens[one.match.first].sentence
