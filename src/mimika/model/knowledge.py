"""Everything Mimika knows, checked and frozen."""

from dataclasses import dataclass

from mimika.model.condition import Comorbidity, Condition, Family, Level
from mimika.model.example import Example
from mimika.model.finding import ComplaintKind, Finding, Group
from mimika.model.form import ExaminationForm
from mimika.model.guidance import (
    Advice,
    ComplaintType,
    Correction,
    Criteria,
    Examination,
    RedFlag,
    Source,
    Specialist,
)
from mimika.model.place import Picture, Place, View
from mimika.model.text import Text
from mimika.model.words import Lexicon


@dataclass(frozen=True)
class KnowledgeBase:
    """One frozen whole; every mapping is keyed by the item's id. Ids inside it all resolve."""

    version: str
    complaints: dict[ComplaintKind, ComplaintType]
    conditions: dict[str, Condition]
    findings: dict[str, Finding]
    groups: dict[str, Group]
    families: dict[str, Family]
    comorbidities: tuple[Comorbidity, ...]
    criteria: dict[str, Criteria]
    red_flags: dict[str, RedFlag]
    thresholds: dict[Level, float]
    specialists: dict[str, Specialist]
    examinations: dict[str, Examination]
    advice: dict[str, Advice]
    corrections: dict[str, Correction]
    sources: dict[str, Source]
    examples: tuple[Example, ...]
    forms: dict[str, ExaminationForm]
    places: dict[str, Place]
    pictures: dict[View, Picture]
    texts: dict[str, Text]
    lexicons: dict[str, Lexicon]
