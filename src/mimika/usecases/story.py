"""From a story to a case: what was heard becomes observations, each with the words it rests on."""

from datetime import date, datetime
from typing import cast

from mimika.intake import detect_language, read_story
from mimika.model.case import Case, Complaint, Observation, Person, Sex, Span, Value
from mimika.model.finding import ComplaintKind
from mimika.model.knowledge import KnowledgeBase
from mimika.model.words import Heard
from mimika.usecases.carry import carried
from mimika.usecases.case_file import with_complaints
from mimika.usecases.inputs import OtherLanguageError, checked_story
from mimika.usecases.language import is_other_language


def case_of_story(
    kb: KnowledgeBase,
    text: str,
    age_years: float | None = None,
    sex: Sex | None = None,
    today: date | None = None,
) -> Case:
    """Return the case a story tells. Given age and sex stand before what the words say; dates are counted from today.

    Raises:
        EmptyStoryError, StoryTooLongError, NotTextError, NoWordsError, OtherLanguageError: If it cannot be read.
    """
    story = checked_story(text)
    spoken = detect_language(story)
    understood = read_story(story, spoken, kb.lexicons[spoken], today or datetime.now().astimezone().date())
    if not understood.heard and is_other_language(story, kb.lexicons[spoken]):
        raise OtherLanguageError
    person = Person(
        understood.age_years if age_years is None else age_years,
        understood.sex if sex is None else sex,
    )
    counted = [h for h in understood.heard if _counts(kb, h, person)]
    kinds = [cast("ComplaintKind", kind) for kind in understood.complaints]
    disputed = {h.finding for h in counted if h.disputed}
    # A danger sign that is disputed counts until it is settled; anything else waits for the answer.
    counted = [h for h in counted if h.finding not in disputed or kb.findings[h.finding].danger]
    told = Case(
        person,
        tuple(Complaint(kind) for kind in kinds),
        tuple(_observation(h) for h in counted),
        disputed=tuple(sorted(disputed)),
        unread=tuple(Span(w.text, w.start, w.end) for w in understood.words),
    )
    case = with_complaints(kb, told)
    return carried(kb, case, {i: cast("ComplaintKind", h.with_) for i, h in enumerate(counted) if h.with_})


def _counts(kb: KnowledgeBase, heard: Heard, person: Person) -> bool:
    """Return whether something heard is an observation of the person now, and can be one at their age."""
    if heard.is_complaint or heard.about != "self" or heard.tense != "now" or heard.finding not in kb.findings:
        return False
    until = kb.findings[heard.finding].until_age_y
    return until is None or person.age_years is None or person.age_years < until


def _observation(heard: Heard) -> Observation:
    values: dict[str | float, Value] = {"present": True, "absent": False}
    value = values.get(heard.value, heard.value)
    return Observation(heard.finding, value, "words", None, Span(heard.text, heard.start, heard.end))
