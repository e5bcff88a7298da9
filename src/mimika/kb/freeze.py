"""From checked records to the frozen knowledge the engine reads."""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from mimika.kb import schema
from mimika.kb.freeze_places import picture, place
from mimika.kb.lexicon import lexicon_from_records
from mimika.kb.reading import TEXTS, Records
from mimika.kb.weights import chance, distribution, footing
from mimika.model.condition import AgeHump, AgeProfile, Comorbidity, ComplaintLink, Condition, Family, Treatment
from mimika.model.example import Example
from mimika.model.finding import ABSENT, PRESENT, Answer, Finding, Group, SameAs
from mimika.model.form import ExaminationForm, Step
from mimika.model.guidance import (
    Advice,
    ComplaintType,
    Correction,
    Criteria,
    Escalation,
    Examination,
    RedFlag,
    Source,
    Specialist,
)
from mimika.model.knowledge import KnowledgeBase
from mimika.model.logic import Logic
from mimika.model.numbers import Distribution
from mimika.model.text import LANGUAGES, Language, Text
from mimika.model.words import Lexicon


def freeze(records: Records) -> KnowledgeBase:
    """Return the knowledge base. The records must be without faults."""
    findings = {i.record.id: finding(i.record, topic_of(i.place.file)) for i in records.of("findings")}
    elsewhere = {f.id: f.elsewhere for f in findings.values() if f.elsewhere}
    urgency = records.of("urgency")[0].record.thresholds
    return KnowledgeBase(
        version=records.of("about")[0].record.version,
        complaints=_by_id(records, "complaints", complaint_type),
        conditions=_by_id(records, "conditions", lambda r: condition(r, findings, elsewhere)),
        findings=findings,
        groups=_by_id(records, "groups", lambda r: Group(r.id, r.rho, r.note)),
        families=_by_id(records, "families", lambda r: Family(r.id, text(r.name), r.members, r.split_by)),
        comorbidities=tuple(
            Comorbidity(i.record.a, i.record.b, i.record.factor, footing(i.record)) for i in records.of("comorbidities")
        ),
        criteria=_by_id(records, "criteria", criteria),
        red_flags=_by_id(records, "red_flags", red_flag),
        thresholds={"routine": urgency.routine.p, "urgent": urgency.urgent.p, "emergency": urgency.emergency.p},
        specialists=_by_id(records, "specialists", lambda r: Specialist(r.id, text(r.name), text(r.why), r.child)),
        examinations=_by_id(records, "examinations", examination),
        advice=_by_id(records, "advice", lambda r: Advice(r.id, text(r.text), text(r.why), footing(r))),
        corrections=_by_id(records, "corrections", correction),
        sources=_by_id(records, "sources", lambda r: Source(r.id, r.title, r.address)),
        examples=tuple(example(item.record) for item in records.of("cases")),
        forms=_by_id(records, "forms", form),
        places=_by_id(records, "places", place),
        pictures=_by_id(records, "pictures", picture),
        texts={k: text(v) for form in TEXTS for i in records.of(form) for k, v in i.record.texts.items()},
        lexicons={language: lexicon(records, language) for language in LANGUAGES},
    )


def lexicon(records: Records, language: Language) -> Lexicon:
    """Return the lexicon of one language from all its files."""
    own = (i.record for i in records.of("lexicon") if i.place.file.startswith(f"lexicon/{language}/"))
    return lexicon_from_records(language, own)


def _by_id(records: Records, form: str, make: Callable[[Any], Any]) -> dict[Any, Any]:
    return {item.record.id: make(item.record) for item in records.of(form)}


def text(record: schema.TextRecord) -> Text:
    """Return a text in both languages."""
    return Text(record.ru, record.en)


def states_of(record: schema.FindingRecord) -> tuple[str, ...]:
    """Return the states of a finding in order."""
    return (ABSENT, PRESENT) if record.kind == "boolean" else tuple(a.id for a in record.answers)


def topic_of(file: str) -> str:
    """Return the topic that a file of findings is about; `eyelids-2.yaml` goes on with the eyelids."""
    return PurePosixPath(file).stem.rstrip("-0123456789")


def finding(record: schema.FindingRecord, topic: str) -> Finding:
    """Return a finding."""
    states = states_of(record)
    return Finding(
        id=record.id,
        of=record.of,
        kind=record.kind,
        label=text(record.label),
        definition=text(record.definition),
        question=text(record.question),
        why=text(record.why),
        background=distribution(record.background, record.background.p, states),
        states=states,
        answers=tuple(Answer(a.id, text(a.label), a.at_least, a.below) for a in record.answers),
        danger=record.danger,
        opens=record.opens,
        opens_as=record.opens_as,
        elsewhere=distribution(record.elsewhere, record.elsewhere.p, states) if record.elsewhere else None,
        same_as=same_as(record.same_as) if record.same_as else None,
        group=record.group,
        unit=record.unit,
        hpo=record.hpo,
        observers=record.observers,
        until_age_y=record.until_age_y,
        only_sex=record.only_sex,
        topic=topic,
    )


def same_as(record: schema.SameAsRecord) -> SameAs:
    """Return what a finding shares with another."""
    return SameAs(record.finding, record.scale, record.answers)


def likelihoods(
    record: schema.ConditionRecord, findings: dict[str, Finding], elsewhere: dict[str, Distribution]
) -> dict[str, Distribution]:
    """Return P(finding | condition) for what it names, and what is rare elsewhere for what it does not."""
    unnamed = {f: d for f, d in elsewhere.items() if findings[f].complaint in record.complaints}
    named = {link.finding: distribution(link, link.p, findings[link.finding].states) for link in record.findings}
    return unnamed | named


def condition(
    record: schema.ConditionRecord, findings: dict[str, Finding], elsewhere: dict[str, Distribution]
) -> Condition:
    """Return a condition with its numbers as distributions."""
    return Condition(
        id=record.id,
        name=text(record.name),
        summary=text(record.summary),
        course=text(record.course),
        icd10=record.icd10,
        icd11=record.icd11,
        complaints={k: ComplaintLink(chance(v.share), chance(v.shows)) for k, v in record.complaints.items()},
        age=age_profile(record.age),
        female=chance(record.female),
        level=record.urgency.level,
        within_days=record.urgency.within_days,
        findings=likelihoods(record, findings, elsewhere),
        see=record.see,
        see_child=record.see_child,
        ask_for=record.ask_for,
        not_needed=record.not_needed,
        treatments=tuple(Treatment(text(t.text), footing(t)) for t in record.treatments),
        do=record.do,
        do_not=record.do_not,
        watch_for=tuple(text(t) for t in record.watch_for),
        neighbours=record.neighbours,
    )


def age_profile(record: schema.AgeRecord) -> AgeProfile:
    """Return the ages at which people come, as one or two humps."""
    humps = [AgeHump(record.low, record.peak, record.high, 1.0)]
    if record.second:
        second = record.second
        first = AgeHump(record.low, record.peak, record.high, 1 - second.share)
        humps = [first, AgeHump(second.low, second.peak, second.high, second.share)]
    return AgeProfile(tuple(humps), footing(record))


def logic(record: schema.LogicRecord) -> Logic:
    """Return a rule as a tree."""
    for op, parts in (("all", record.all), ("any", record.any), ("count", record.of)):
        if parts is not None:
            return Logic(op, tuple(logic(p) for p in parts), count=record.count or 0)  # type: ignore[arg-type]
    if record.points is not None:
        return points(record.points)
    if record.not_ is not None:
        return Logic("not", (logic(record.not_),))
    if record.age is not None:
        return Logic("age", at_least=record.age.at_least, below=record.age.below)
    if record.finding is not None:
        return Logic("finding", (), 0, record.finding, record.is_ or (), record.at_least, record.below)
    return Logic("sex", subject=record.sex) if record.sex else Logic("complaint", subject=str(record.complaint))


def points(record: schema.PointsRecord) -> Logic:
    """Return a sum of points as a tree."""
    parts = tuple(logic(point.when) for point in record.of)
    return Logic("points", parts, count=record.at_least, worth=tuple(point.worth for point in record.of))


def red_flag(record: schema.RedFlagRecord) -> RedFlag:
    """Return a red flag."""
    return RedFlag(
        id=record.id,
        number=record.number,
        name=text(record.name),
        level=record.level,
        within_days=record.within_days,
        when=logic(record.when) if record.when else None,
        escalate=tuple(Escalation(logic(e.when), e.level) for e in record.escalate),
        think_of=text(record.think_of),
        action=text(record.action),
        check=text(record.check),
        see=record.see,
        complaints=record.complaints,
        ask_if=logic(record.ask_if) if record.ask_if else None,
        opened_by=record.opened_by,
        conditions=record.conditions,
        footing=footing(record),
        reviewed=record.reviewed,
    )


def criteria(record: schema.CriteriaRecord) -> Criteria:
    """Return a set of criteria."""
    about = text(record.about)
    return Criteria(record.id, record.condition, text(record.name), about, logic(record.logic), footing(record))


def examination(record: schema.ExaminationRecord) -> Examination:
    """Return an examination."""
    needless = text(record.not_needed_why) if record.not_needed_why else None
    return Examination(record.id, text(record.name), text(record.why), needless)


def correction(record: schema.CorrectionRecord) -> Correction:
    """Return a correction."""
    return Correction(
        record.id,
        record.number,
        text(record.claim),
        text(record.current),
        record.conditions,
        record.findings,
        footing(record),
    )


def complaint_type(record: schema.ComplaintTypeRecord) -> ComplaintType:
    """Return a kind of complaint."""
    return ComplaintType(
        record.id,
        text(record.name),
        chance(record.rate),
        chance(record.other),
        chance(record.share_power),
        text(record.tell),
    )


def form(record: schema.FormRecord) -> ExaminationForm:
    """Return a guided examination."""
    steps = tuple(Step(s.finding, text(s.how)) for s in record.steps)
    return ExaminationForm(record.id, text(record.name), record.complaint, steps, footing(record))


def example(record: schema.CaseRecord) -> Example:
    """Return a given -> expect record."""
    given, expect = record.given, record.expect
    return Example(
        id=record.id,
        title=text(record.title),
        age_years=given.age,
        sex=given.sex,
        complaints=given.complaints,
        findings={
            f: float(v) if isinstance(v, int) and not isinstance(v, bool) else v for f, v in given.findings.items()
        },
        first=expect.first,
        top3=expect.top3,
        not_first=expect.not_first,
        urgency=expect.urgency,
        red_flags=expect.red_flags,
        see=expect.see,
        footing=footing(record),
    )
