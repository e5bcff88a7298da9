"""The verb point: a place on a picture and what happens there stand for answers."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from mimika.model.finding import ComplaintKind
from mimika.model.knowledge import KnowledgeBase
from mimika.model.place import Happening, Place, Pointing
from mimika.model.talk import Answer, Talk
from mimika.usecases.case_file import shown
from mimika.usecases.inputs import BadPointError
from mimika.usecases.talking import Talking

Named = TypeVar("Named")
ONE_SIDE = "one-side"


def pointed(kb: KnowledgeBase, place_id: str, happening_id: str) -> tuple[Answer, ...]:
    """Return the answers that stand for one place and what happens there; none if it only says why one came.

    Raises:
        BadPointError: If there is no such place, or no such thing happens there.
    """
    return tuple(Answer(about, value) for about, value in _happening(kb, place_id, happening_id).gives.items())


def opened(kb: KnowledgeBase, place_id: str, happening_id: str) -> ComplaintKind:
    """Return why a person comes who points so.

    Raises:
        BadPointError: If there is no such place, or no such thing happens there.
    """
    return _happening(kb, place_id, happening_id).complaint


def pointed_together(kb: KnowledgeBase, pointings: Iterable[Pointing]) -> tuple[Answer, ...]:
    """Return the answers of several pointings; what they say differently is left to be asked.

    Raises:
        BadPointError: If one points at what is not there.
    """
    said: dict[str, list[Answer]] = {}
    sides = set()
    for pointing in pointings:
        sides.add(pointing.side)
        for answer in pointed(kb, pointing.place, pointing.happening):
            said.setdefault(answer.about, []).append(answer)
    is_on_both = {"left", "right"} <= sides
    return tuple(
        answers[0]
        for answers in said.values()
        if len(set(answers)) == 1 and not (is_on_both and _is_one_side(answers[0]))
    )


def point(talking: Talking, talk: Talk, pointings: Iterable[Pointing]) -> Talk:
    """Return the talk with everything that was pointed at as the answers of one screen.

    Raises:
        BadPointError: If one points at what is not there.
    """
    chosen = tuple(pointings)
    kinds = dict.fromkeys(opened(talking.kb, p.place, p.happening) for p in chosen)
    answered = talking.answer(talk, pointed_together(talking.kb, chosen))
    # Taking the answers back takes back what they open; only what they do not open is chosen.
    there = {c.kind for c in talking.case(answered).complaints}
    missing = [kind for kind in kinds if kind not in there]
    return talking.complain(answered, [*answered.complaints, *missing]) if missing else answered


def _is_one_side(answer: Answer) -> bool:
    return answer.value == ONE_SIDE


def place_of(kb: KnowledgeBase, place_id: str) -> Place:
    """Return a place.

    Raises:
        BadPointError: If there is none of that name.
    """
    return _one_of(kb.places, place_id)


def _happening(kb: KnowledgeBase, place_id: str, happening_id: str) -> Happening:
    return _one_of(place_of(kb, place_id).happenings, happening_id)


def _one_of(items: Mapping[str, Named], id_: str) -> Named:
    if id_ not in items:
        raise BadPointError(shown(id_), ", ".join(items))
    return items[id_]
