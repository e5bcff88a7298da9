"""The stable JSON of an assessment, for programs; `mimika schema assessment` prints its schema."""

from typing import Any

import msgspec

from mimika.model.assessment import Assessment, Candidate
from mimika.model.case import Observation, Person
from mimika.model.guidance import Examination, Specialist
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.report.film_section import Film, film_json
from mimika.report.notice import notice
from mimika.report.shapes import (
    AssessmentJson,
    CandidateJson,
    CheckJson,
    CriteriaJson,
    EvidenceJson,
    NamedJson,
    QuestionJson,
    ReasonJson,
    UnderstoodJson,
    UrgencyJson,
)
from mimika.report.wording import Wording, split


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema of an assessment."""
    schema = msgspec.json.schema(AssessmentJson)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def as_json(kb: KnowledgeBase, assessment: Assessment, language: Language, film: Film | None = None) -> bytes:
    """Return an assessment as JSON text in UTF-8, with what a film showed."""
    contract = as_contract(kb, assessment, language)
    if film is not None:
        contract.video = film_json(Wording(kb, language), film)
    encoded = msgspec.json.encode(contract)
    return msgspec.json.format(encoded, indent=2)


def as_contract(kb: KnowledgeBase, assessment: Assessment, language: Language) -> AssessmentJson:
    """Return an assessment in the shape of the contract."""
    words = Wording(kb, language)
    urgency = assessment.urgency
    reasons = [ReasonJson(id_, text) for id_, text in words.reasons(urgency)]
    return AssessmentJson(
        scope=assessment.scope,
        understood=[_understood(words, o) for o in assessment.understood],
        urgency=UrgencyJson(urgency.level, words.within(urgency), reasons),
        check_now=[_check(words, f.id, f.missing) for f in assessment.check_now],
        differential=[_candidate(words, c, assessment.person) for c in assessment.differential],
        see=[_named(kb.specialists[s], language) for s in assessment.see],
        ask_for=[_named(kb.examinations[e], language) for e in assessment.ask_for],
        do=[ReasonJson(a, kb.advice[a].text.pick(language)) for a in assessment.do],
        do_not=_do_not(words, assessment),
        next_questions=[_question(words, q.finding, q.value_bits) for q in assessment.next_questions],
        knowledge=kb.version,
        notice=notice(words, assessment),
    )


def _understood(words: Wording, seen: Observation) -> UnderstoodJson:
    span = seen.span
    place = (span.text, span.start, span.end) if span else (None, None, None)
    return UnderstoodJson(seen.finding, seen.value, words.observed(seen), *place)


def _check(words: Wording, flag_id: str, findings: tuple[str, ...]) -> CheckJson:
    flag = words.kb.red_flags[flag_id]
    return CheckJson(flag_id, flag.check.pick(words.language), flag.action.pick(words.language), list(findings))


def _candidate(words: Wording, candidate: Candidate, person: Person) -> CandidateJson:
    condition = words.kb.conditions[candidate.condition]
    speaks_for, against = (
        [EvidenceJson(e.key, words.evidence(e, person), round(e.decibans, 2)) for e in side]
        for side in split(candidate.evidence)
    )
    return CandidateJson(
        id=condition.id,
        name=words.name(condition),
        icd10=condition.icd10,
        probability=round(candidate.probability, 4),
        low=round(candidate.low, 4),
        high=round(candidate.high, 4),
        for_=speaks_for,
        against=against,
        criteria=[CriteriaJson(c.id, c.state.value, list(c.missing)) for c in candidate.criteria],
    )


def _named(item: Specialist | Examination, language: Language) -> NamedJson:
    return NamedJson(item.id, item.name.pick(language), item.why.pick(language))


def _do_not(words: Wording, assessment: Assessment) -> list[ReasonJson]:
    """Return what to leave alone: advice against, and examinations that are not needed."""
    kb, language = words.kb, words.language
    warned = [ReasonJson(a, kb.advice[a].text.pick(language)) for a in assessment.do_not]
    return warned + [ReasonJson(e, words.needless(kb.examinations[e])) for e in assessment.not_needed]


def _question(words: Wording, finding_id: str, value_bits: float) -> QuestionJson:
    finding = words.kb.findings[finding_id]
    question, why = finding.question.pick(words.language), finding.why.pick(words.language)
    return QuestionJson(finding_id, question, why, list(finding.states), round(value_bits, 3))
