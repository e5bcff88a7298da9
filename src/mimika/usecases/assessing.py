"""The verb assess: a story or a case in, an assessment out, and the evidence for one cause on request."""

import difflib
from dataclasses import dataclass, replace

from mimika.engine.assess import assess
from mimika.engine.evidence import log_odds
from mimika.engine.network import Network
from mimika.intake import detect_language
from mimika.model.assessment import Assessment, Candidate
from mimika.model.case import Case, Person, Sex
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.usecases.case_file import read_case
from mimika.usecases.inputs import NothingToExplainError, UnknownIdError, checked_age, checked_text
from mimika.usecases.story import case_of_story


@dataclass(frozen=True, slots=True)
class Told:
    """What a person gave: a story or a case file, with what was said beside it."""

    text: str
    is_case_file: bool = False
    age_years: float | None = None
    sex: Sex | None = None


class Assessing:
    """Assessments from one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.network = Network(kb)

    def case(self, told: Told) -> Case:
        """Return the case that was told.

        Raises:
            InputError: If it cannot be used.
        """
        age = checked_age(told.age_years)
        if not told.is_case_file:
            return case_of_story(self.kb, told.text, age, told.sex)
        case = read_case(self.kb, checked_text(told.text))
        person = Person(case.person.age_years if age is None else age, told.sex or case.person.sex)
        return replace(case, person=person)

    def assess(self, told: Told) -> Assessment:
        """Return the assessment of what was told.

        Raises:
            InputError: If it cannot be used.
        """
        return self.assess_case(self.case(told))

    def assess_case(self, case: Case) -> Assessment:
        """Return the assessment of a case whose findings are all known to the knowledge."""
        return assess(self.network, case)

    def candidate(self, assessment: Assessment, condition: str) -> tuple[Candidate, float]:
        """Return one listed cause and its prior log odds in decibans.

        Raises:
            UnknownIdError: If there is no such condition in the list.
            NothingToExplainError: If there is no list.
        """
        if not assessment.differential:
            raise NothingToExplainError
        for candidate in assessment.differential:
            if candidate.condition == condition:
                return candidate, log_odds(candidate.entry)
        listed = [c.condition for c in assessment.differential]
        raise UnknownIdError(condition, difflib.get_close_matches(condition, listed, 3, 0.4) or listed[:3])


def story_language(text: str) -> Language:
    """Return the language a story is told in."""
    return detect_language(text)
