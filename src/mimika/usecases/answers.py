"""Whether answers fit what was asked."""

from collections.abc import Iterable
from dataclasses import replace

from mimika.model.finding import ComplaintKind
from mimika.model.knowledge import KnowledgeBase
from mimika.model.talk import Answer
from mimika.usecases.case_file import MOST_COMPLAINTS, MOST_NUMBER, expected_value, shown
from mimika.usecases.inputs import BadAnswerError


def checked_complaints(kb: KnowledgeBase, kinds: Iterable[str]) -> tuple[ComplaintKind, ...]:
    """Return complaint kinds without repeats.

    Raises:
        BadAnswerError: If there is no such kind, or there are too many.
    """
    known = {str(kind): kind for kind in kb.complaints}
    chosen = tuple(dict.fromkeys(kinds))
    for kind in chosen:
        if kind not in known:
            raise BadAnswerError(shown(kind), "names no kind of complaint", ", ".join(known))
    return tuple(known[kind] for kind in chosen)[:MOST_COMPLAINTS]


def checked_answers(kb: KnowledgeBase, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return answers as the talk keeps them.

    Raises:
        BadAnswerError: If one is about nothing that can be asked, or does not fit.
    """
    return tuple(_checked(kb, answer) for answer in answers)


def _checked(kb: KnowledgeBase, answer: Answer) -> Answer:
    finding, value = kb.findings.get(answer.about), answer.value
    if finding is None and answer.about not in kb.red_flags:
        raise BadAnswerError(
            shown(answer.about), "is about nothing that is known", "the id of a finding or of a red flag"
        )
    if value is None:
        return answer
    if finding is None:
        if not isinstance(value, bool):
            raise BadAnswerError(shown(answer.about), "does not fit", "true or false")
        return answer
    number = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
    is_measurable = not isinstance(number, float) or 0 <= number <= MOST_NUMBER
    if not is_measurable or finding.state_of(number) is None:
        raise BadAnswerError(shown(answer.about), "does not fit", expected_value(finding))
    return replace(answer, value=number)
