"""The stable JSON of an assessment: its shape, for programs; `mimika schema assessment` prints its schema."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from mimika.model.assessment import Assessment, Candidate
from mimika.model.case import Observation, Value
from mimika.model.guidance import Examination, Specialist
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.report.wording import Wording, notice, split

Share = Annotated[float, Meta(ge=0, le=1)]


class UnderstoodJson(Struct, forbid_unknown_fields=True):
    """A finding that was understood, and the words it rests on ([start, end) in the story; null without words)."""

    finding: str
    value: Value
    label: str
    text: str | None
    start: int | None
    end: int | None


class ReasonJson(Struct, forbid_unknown_fields=True):
    """A red flag or a condition, in words."""

    id: str
    text: str


class UrgencyJson(Struct, forbid_unknown_fields=True):
    """How soon to act and why."""

    level: Literal["emergency", "urgent", "routine", "self_care"]
    within: str
    reasons: list[ReasonJson]


class CheckJson(Struct, forbid_unknown_fields=True):
    """An unanswered red flag: the question, what to do if yes, and the findings it asks for."""

    id: str
    text: str
    action: str
    findings: list[str]


class EvidenceJson(Struct, forbid_unknown_fields=True):
    """What one thing known does to a condition, in decibans."""

    finding: str
    label: str
    decibans: float


class CriteriaJson(Struct, forbid_unknown_fields=True):
    """A published set of criteria on this case."""

    id: str
    state: Literal["met", "not_met", "open"]
    missing: list[str]


class CandidateJson(Struct, forbid_unknown_fields=True, rename={"for_": "for"}):
    """One possible cause; `low` and `high` bound a 90 % interval."""

    id: str
    name: str
    icd10: str
    probability: Share
    low: Share
    high: Share
    for_: list[EvidenceJson]
    against: list[EvidenceJson]
    criteria: list[CriteriaJson]


class NamedJson(Struct, forbid_unknown_fields=True):
    """A doctor or an examination, and why."""

    id: str
    name: str
    why: str


class QuestionJson(Struct, forbid_unknown_fields=True):
    """An open question; `answers` are the values it takes, `value_bits` what an answer is expected to bring."""

    finding: str
    text: str
    why: str
    answers: list[str]
    value_bits: float


class AssessmentJson(Struct, forbid_unknown_fields=True):
    """An assessment. The first doctor in `see` is whom to see first."""

    scope: Literal["in_scope", "not_enough", "out_of_scope"]
    understood: list[UnderstoodJson]
    urgency: UrgencyJson
    check_now: list[CheckJson]
    differential: list[CandidateJson]
    see: list[NamedJson]
    ask_for: list[NamedJson]
    do: list[ReasonJson]
    do_not: list[ReasonJson]
    next_questions: list[QuestionJson]
    knowledge: str
    notice: str


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema of an assessment."""
    schema = msgspec.json.schema(AssessmentJson)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def as_json(kb: KnowledgeBase, assessment: Assessment, language: Language) -> bytes:
    """Return an assessment as JSON text in UTF-8."""
    encoded = msgspec.json.encode(as_contract(kb, assessment, language))
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
        differential=[_candidate(words, c) for c in assessment.differential],
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


def _candidate(words: Wording, candidate: Candidate) -> CandidateJson:
    condition = words.kb.conditions[candidate.condition]
    speaks_for, against = (
        [EvidenceJson(e.key, words.evidence(e), round(e.decibans, 2)) for e in side]
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
