"""From an assessment to the sheet that every layout shows."""

from collections.abc import Iterable, Iterator

from mimika.model.assessment import Assessment, Candidate, EvidenceLine
from mimika.model.case import Observation
from mimika.model.guidance import Advice
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.report.checklists import checklist, is_settled
from mimika.report.citations import citations
from mimika.report.layout import capital
from mimika.report.notice import fit, tell
from mimika.report.sheet_shapes import (
    Banner,
    Cause,
    Check,
    Cited,
    Correction,
    Flag,
    Item,
    Read,
    Reason,
    Sheet,
    State,
    Weighed,
)
from mimika.report.text_causes import LEAST_DETAILED, Entry, entries
from mimika.report.wording import Wording, split

MOST_UNREAD = 12


def sheet(kb: KnowledgeBase, assessment: Assessment, language: Language) -> Sheet:
    """Return everything a person reads of an assessment, in one language."""
    words = Wording(kb, language)
    causes = [_cause(words, entry, assessment, place) for place, entry in enumerate(_entries(assessment))]
    return Sheet(
        language=language,
        person=list(_person(words, assessment)),
        banner=_banner(words, assessment),
        scope=assessment.scope,
        fit=fit(words, assessment) or "",
        tell=tell(words, assessment),
        checks=[_check(words, flag.id) for flag in assessment.check_now],
        flags=list(_flags(words, assessment)),
        causes=causes,
        other=words.say("other-share", percent=words.percent(assessment.p_other)),
        p_other=assessment.p_other,
        see=[
            Item(d, capital(kb.specialists[d].name.pick(language)), kb.specialists[d].why.pick(language))
            for d in assessment.see
        ],
        bring=[words.say(f"bring-{what.replace('_', '-')}") for what in ("all", *assessment.complaints)],
        ask_for=[
            Item(e, capital(kb.examinations[e].name.pick(language)), kb.examinations[e].why.pick(language))
            for e in assessment.ask_for
        ],
        not_needed=[
            Item(e, capital(kb.examinations[e].name.pick(language)), words.needless_why(kb.examinations[e]))
            for e in assessment.not_needed
        ],
        do=_advice(words, (kb.advice[a] for a in assessment.do)),
        do_not=_advice(words, (kb.advice[a] for a in assessment.do_not)),
        corrections=[_correction(words, c) for c in assessment.corrections],
        watch=list(dict.fromkeys(line for cause in causes if cause.is_detailed for line in cause.watch)),
        understood=[read(words, seen) for seen in assessment.understood],
        disputed=[kb.findings[f].question.pick(language) for f in assessment.disputed],
        unread=list(dict.fromkeys(span.text for span in assessment.unread))[:MOST_UNREAD],
        questions=[_question(words, q.finding) for q in assessment.next_questions],
        sources=[Cited(s.id, s.title, s.address) for s in citations(kb, assessment)],
        notice=words.say("notice"),
        version=words.say("knowledge-version", version=kb.version),
    )


def _entries(assessment: Assessment) -> list[Entry]:
    return entries(assessment) if assessment.scope == "in_scope" else []


def _person(words: Wording, assessment: Assessment) -> Iterator[str]:
    if assessment.person.age_years is not None:
        yield words.age(assessment.person.age_years)
    if assessment.person.sex:
        yield words.sex(assessment.person)


def _banner(words: Wording, assessment: Assessment) -> Banner:
    urgency = assessment.urgency
    reasons, told = [], set()
    for id_, text in words.reasons(urgency):
        flag = words.kb.red_flags.get(id_)
        action = flag.action.pick(words.language) if flag else ""
        reasons.append(Reason(capital(text), "" if action in told else action))
        told.add(action)
    first = assessment.see[0] if assessment.see else "gp"
    where = words.kb.specialists[first].name.pick(words.language)
    return Banner(urgency.level, words.level(urgency), words.within(urgency), capital(where), reasons)


def _check(words: Wording, flag_id: str) -> Check:
    flag = words.kb.red_flags[flag_id]
    return Check(flag_id, flag.check.pick(words.language), flag.action.pick(words.language))


def _flags(words: Wording, assessment: Assessment) -> Iterator[Flag]:
    groups: tuple[tuple[State, Iterable[str]], ...] = (
        ("met", assessment.urgency.flags),
        ("not_met", assessment.denied),
        ("open", (flag.id for flag in assessment.check_now)),
    )
    for state, ids in groups:
        for flag in (words.kb.red_flags[id_] for id_ in ids):
            name, think_of = flag.name.pick(words.language), flag.think_of.pick(words.language)
            yield Flag(flag.id, flag.number, name, state, think_of)


def _cause(words: Wording, entry: Entry, assessment: Assessment, place: int) -> Cause:
    first = entry.members[0]
    kb, language = words.kb, words.language
    condition = kb.conditions[first.condition]
    family = kb.families[entry.family] if entry.family else None
    known = {seen.finding for seen in assessment.understood}
    speaks_for, against = ([_weighed(words, e, assessment) for e in side] for side in split(first.evidence))
    results = [r for member in entry.members for r in member.criteria]
    ordered = sorted(results, key=lambda r: (not is_settled(r), len(r.missing)))
    # How sure the sum of near twins is was not drawn, so no interval is told.
    low, high = (first.low, first.high) if family is None else (entry.probability, entry.probability)
    return Cause(
        id=first.condition,
        name=capital(family.name.pick(language) if family else words.name(condition)),
        icd10=", ".join(dict.fromkeys(kb.conditions[m.condition].icd10 for m in entry.members)),
        icd11=condition.icd11 or "",
        degree=words.degree(entry.probability),
        said=words.chance(first.probability, low, high) if family is None else words.alone(entry.probability),
        p=entry.probability,
        low=low,
        high=high,
        summary=condition.summary.pick(language),
        course=condition.course.pick(language),
        watch=[t.pick(language) for t in condition.watch_for],
        treatments=[t.text.pick(language) for t in condition.treatments],
        speaks_for=speaks_for,
        against=against,
        criteria=[checklist(words, result, assessment) for result in ordered],
        family=[_member(words, m) for m in entry.members] if family else [],
        split=[kb.findings[f].question.pick(language) for f in family.split_by if f not in known] if family else [],
        is_detailed=place == 0 or entry.probability >= LEAST_DETAILED,
    )


def _member(words: Wording, member: Candidate) -> Item:
    name = capital(words.name(words.kb.conditions[member.condition]))
    return Item(member.condition, name, words.chance(member.probability, member.low, member.high))


def _weighed(words: Wording, line: EvidenceLine, assessment: Assessment) -> Weighed:
    return Weighed(words.evidence(line, assessment.person), words.weight(line.decibans), round(line.decibans, 1))


def _advice(words: Wording, advice: Iterable[Advice]) -> list[Item]:
    return [Item(a.id, a.text.pick(words.language), a.why.pick(words.language)) for a in advice]


def _correction(words: Wording, correction_id: str) -> Correction:
    correction = words.kb.corrections[correction_id]
    return Correction(correction.claim.pick(words.language), correction.current.pick(words.language))


def read(words: Wording, seen: Observation) -> Read:
    """Return a finding as it was understood."""
    span = seen.span
    place = (" ".join(span.text.split()), span.start, span.end) if span else ("", 0, 0)
    is_absent = seen.value is False
    name = words.missing(seen.finding) if is_absent else words.observed(seen)
    came_from = words.say(f"origin-{seen.origin}")
    return Read(seen.finding, words.observed(seen), name, is_absent, seen.origin, came_from, *place)


def _question(words: Wording, finding_id: str) -> Item:
    finding = words.kb.findings[finding_id]
    return Item(finding_id, finding.question.pick(words.language), finding.why.pick(words.language))
