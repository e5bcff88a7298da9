"""The verb talk: words and answers in, the next question and an assessment out, at any moment.

A talk is a value: every step returns a new one, so whatever keeps talks can keep them whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mimika.engine.assess import urgency_of
from mimika.engine.interview import Asked, next_screen
from mimika.engine.red_flags import alone
from mimika.model.assessment import Assessment, Urgency
from mimika.model.case import Case, Complaint, Observation, Person, Sex
from mimika.model.finding import ComplaintKind
from mimika.model.knowledge import KnowledgeBase
from mimika.model.talk import Answer, Screen, Talk
from mimika.model.text import Language
from mimika.usecases.answers import checked_answers, checked_complaints
from mimika.usecases.asking import Ask, ask
from mimika.usecases.assessing import Assessing
from mimika.usecases.case_file import MOST_COMPLAINTS, with_complaints
from mimika.usecases.inputs import AgeOutOfRangeError, checked_age
from mimika.usecases.story import case_of_story


class Talking:
    """Conversations over one knowledge base."""

    def __init__(self, use: Assessing) -> None:
        self.use = use
        self.kb = use.kb

    def tell(self, talk: Talk, words: str) -> Talk:
        """Return the talk with more words; everything told so far is read again as one story.

        Raises:
            InputError: If the words cannot be used.
        """
        return self._told(talk, (*talk.words, words))

    def retell(self, talk: Talk, words: str) -> Talk:
        """Return the talk with these words in place of all that was told.

        Raises:
            InputError: If the words cannot be used.
        """
        return self._told(talk, (words,))

    def _told(self, talk: Talk, words: tuple[str, ...]) -> Talk:
        heard = case_of_story(self.kb, "\n".join(words), talk.person.age_years, talk.person.sex)
        return replace(talk, words=words, heard=heard)

    def introduce(self, talk: Talk, age_years: float | None, sex: Sex | None) -> Talk:
        """Return the talk with age and sex as they were given; None leaves one unknown.

        Raises:
            AgeOutOfRangeError: If nobody is that old.
        """
        return replace(talk, person=Person(checked_age(age_years), sex), is_person_asked=True)

    def years(self, said: str) -> float | None:
        """Return an age as it was typed, or None where nothing was.

        Raises:
            AgeOutOfRangeError: If it is no age.
        """
        try:
            return checked_age(float(said.replace(",", "."))) if said.strip() else None
        except ValueError:
            raise AgeOutOfRangeError(float("nan")) from None

    def complain(self, talk: Talk, kinds: Iterable[ComplaintKind]) -> Talk:
        """Return the talk with why the person came.

        Raises:
            BadAnswerError: If there is no such kind.
        """
        return replace(talk, complaints=checked_complaints(self.kb, kinds))

    def answer(self, talk: Talk, answers: Iterable[Answer]) -> Talk:
        """Return the talk with the answers of one screen.

        Raises:
            BadAnswerError: If an answer does not fit what was asked.
        """
        return replace(talk, turns=(*talk.turns, checked_answers(self.kb, answers)))

    def back(self, talk: Talk) -> Talk:
        """Return the talk without the answers of the last screen; what a film showed stays."""
        last = max((i for i, turn in enumerate(talk.turns) if not _is_filmed(turn)), default=len(talk.turns))
        return replace(talk, turns=(*talk.turns[:last], *talk.turns[last + 1 :]))

    def case(self, talk: Talk) -> Case:
        """Return the case a talk has come to: answers stand before words."""
        return case_of_talk(self.kb, talk)

    def screen(self, talk: Talk) -> Screen | None:
        """Return what to ask next, or None when enough is known."""
        case = self.case(talk)
        if not any(not c.is_absent for c in case.complaints):
            return Screen("complaint")
        if not talk.is_person_asked and None in (case.person.age_years, case.person.sex):
            return Screen("person")
        findings = [about for about, a in talk.held.items() if about in self.kb.findings and a.origin == "answer"]
        questions = sum(
            len(turn) == 1 and turn[0].about in self.kb.findings and not _is_filmed(turn) for turn in talk.turns
        )
        unknown = frozenset(about for about, value in talk.standing.items() if value is None)
        last = findings[-1] if findings else None
        return next_screen(self.use.network, case, Asked(unknown, last, questions, len(findings)))

    def ask(self, about: str, language: Language) -> Ask:
        """Return how one finding or red flag is asked, whatever is asked next.

        Raises:
            BadAnswerError: If there is nothing of that name.
        """
        checked_answers(self.kb, [Answer(about)])
        return ask(self.kb, about, language)

    def urgency(self, talk: Talk) -> Urgency:
        """Return how soon to act by now."""
        return urgency_of(self.use.network, self.case(talk))

    def assessment(self, talk: Talk) -> Assessment:
        """Return what can be said by now."""
        return self.use.assess_case(self.case(talk))


def case_of_talk(kb: KnowledgeBase, talk: Talk) -> Case:
    """Return the case a talk has come to."""
    heard, standing = talk.heard, talk.standing
    answered = {about: answer for about, answer in talk.held.items() if about in kb.findings}
    kinds = dict.fromkeys([*(c.kind for c in heard.complaints), *talk.complaints])
    case = Case(
        Person(
            heard.person.age_years if talk.person.age_years is None else talk.person.age_years,
            talk.person.sex or heard.person.sex,
        ),
        tuple(Complaint(kind) for kind in kinds)[:MOST_COMPLAINTS],
        (
            *(seen for seen in heard.observations if seen.finding not in answered),
            *(Observation(a.about, a.value, a.origin) for a in answered.values() if a.value is not None),
            *_denied(kb, talk),
        ),
        checks=tuple(
            (about, value) for about, value in standing.items() if isinstance(value, bool) and about in kb.red_flags
        ),
        disputed=tuple(f for f in heard.disputed if f not in answered or answered[f].value is None),
        unread=heard.unread,
    )
    return with_complaints(kb, case)


def _is_filmed(turn: tuple[Answer, ...]) -> bool:
    return bool(turn) and all(answer.origin == "video" for answer in turn)


def _denied(kb: KnowledgeBase, talk: Talk) -> Iterator[Observation]:
    """Yield the signs that a "no" to the question of a red flag denies: those that alone would raise it."""
    standing = talk.standing
    told = {o.finding for o in talk.heard.observations}
    denied = (kb.red_flags[about] for about, value in standing.items() if value is False and about in kb.red_flags)
    signs = dict.fromkeys(sign for flag in denied for sign in alone(flag.when))
    yield from (Observation(sign, value=False) for sign in signs if sign not in standing and sign not in told)
