"""An assessment as plain text, for the person and for the doctor: what is urgent first, reasons beside everything."""

import textwrap
from collections.abc import Iterator

from mimika.model.assessment import Assessment, Candidate, CriteriaResult, Truth
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.report.citations import citations
from mimika.report.wording import Wording, notice, percent, split

WIDTH = 88
MOST_EVIDENCE = 5
# Causes under this chance are not spelled out; the doctor finds them with --explain or in the JSON.
LEAST_DETAILED = 0.15
LEAST_LISTED = 0.02


def as_text(kb: KnowledgeBase, assessment: Assessment, language: Language) -> str:
    """Return an assessment as text of at most 88 columns."""
    words = Wording(kb, language)
    sections = (
        _head,
        _urgency,
        _check_now,
        _differential,
        _questions,
        _guidance,
        _corrections,
        _understood,
        _sources,
        _foot,
    )
    return "\n".join(line for section in sections for line in section(words, assessment)).rstrip() + "\n"


def _wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    indent = " " * len(first) if rest is None else rest
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False) or [first]


def _heading(words: Wording, key: str) -> list[str]:
    title = words.say(key)
    return ["", title.upper(), "─" * len(title)]


def _bullets(items: list[str]) -> Iterator[str]:
    for item in items:
        yield from _wrap(item, "  • ")


def _head(words: Wording, _: Assessment) -> Iterator[str]:
    yield words.say("title")


def _urgency(words: Wording, assessment: Assessment) -> Iterator[str]:
    yield from _heading(words, "urgency-heading")
    yield from _wrap(words.level(assessment.urgency))
    yield from _bullets([words.say("because", reason=text) for _, text in words.reasons(assessment.urgency)])
    for flag in assessment.urgency.flags:
        yield from _wrap(words.kb.red_flags[flag].action.pick(words.language), "  → ")


def _check_now(words: Wording, assessment: Assessment) -> Iterator[str]:
    if not assessment.check_now:
        return
    yield from _heading(words, "check-heading")
    yield from _wrap(words.say("check-intro"))
    for flag in assessment.check_now:
        rule = words.kb.red_flags[flag.id]
        yield from _wrap(rule.check.pick(words.language), "  ? ")
        yield from _wrap(rule.action.pick(words.language), "    → ")


def _differential(words: Wording, assessment: Assessment) -> Iterator[str]:
    if assessment.scope != "in_scope":
        return
    yield from _heading(words, "differential-heading")
    told: set[str] = set()
    shown = [c for i, c in enumerate(assessment.differential) if i == 0 or c.probability >= LEAST_LISTED]
    for place, candidate in enumerate(shown, 1):
        yield from _candidate(words, place, candidate, candidate.probability >= LEAST_DETAILED or place == 1)
        if candidate.family and candidate.family not in told:
            told.add(candidate.family)
            yield from _family(words, candidate.family, assessment)
    yield from _wrap(words.say("other-share", percent=percent(assessment.p_other)), "  – ")
    yield from _wrap(words.say("chance-explained"))


def _candidate(words: Wording, place: int, candidate: Candidate, is_detailed: bool) -> Iterator[str]:
    condition = words.kb.conditions[candidate.condition]
    chance = words.chance(candidate.probability, candidate.low, candidate.high)
    name = words.name(condition)
    title = f"{name[:1].upper()}{name[1:]} — {words.degree(candidate.probability)}, {chance}  [{condition.icd10}]"
    yield from _wrap(title, f"  {place}. ")
    speaks_for, against = split(candidate.evidence)
    if is_detailed:
        yield from _wrap(condition.summary.pick(words.language), "     ")
    for key, lines in (("for", speaks_for), ("against", against)):
        said = "; ".join(f"{words.evidence(e)} ({words.weight(e.decibans)})" for e in lines[:MOST_EVIDENCE])
        if said and (is_detailed or key == "against"):
            yield from _wrap(f"{words.say(key)}: {said}", "     ", "       ")
    if is_detailed:
        yield from _details(words, candidate)


def _details(words: Wording, candidate: Candidate) -> Iterator[str]:
    condition = words.kb.conditions[candidate.condition]
    for result in candidate.criteria:
        yield from _wrap(f"{words.say('criteria')}: {_criteria(words, result)}", "     ", "       ")
    yield from _wrap(f"{words.say('course')}: {condition.course.pick(words.language)}", "     ", "       ")
    if condition.watch_for:
        said = "; ".join(t.pick(words.language) for t in condition.watch_for)
        yield from _wrap(f"{words.say('watch')}: {said}", "     ", "       ")
    if condition.treatments:
        said = " ".join(t.text.pick(words.language) for t in condition.treatments)
        yield from _wrap(f"{words.say('treatments')}: {said}", "     ", "       ")


def _criteria(words: Wording, result: CriteriaResult) -> str:
    name = words.kb.criteria[result.id].name.pick(words.language)
    if result.state is not Truth.OPEN:
        return f"{name} — {words.say('state-' + result.state.value.replace('_', '-'))}"
    labels = [words.missing(m) for m in result.missing]
    return f"{name} — {words.say('state-open', missing='; '.join(labels))}"


def _family(words: Wording, family_id: str, assessment: Assessment) -> Iterator[str]:
    family = words.kb.families[family_id]
    shown = [c.condition for c in assessment.differential if c.family == family_id]
    names = ", ".join(words.name(words.kb.conditions[c]) for c in shown)
    questions = " ".join(words.kb.findings[f].question.pick(words.language) for f in family.split_by[:2])
    if len(shown) > 1:
        yield from _wrap(words.say("family-note", names=names, questions=questions), "     ")


def _questions(words: Wording, assessment: Assessment) -> Iterator[str]:
    if not assessment.next_questions:
        return
    yield from _heading(words, "questions-heading")
    findings = [words.kb.findings[q.finding] for q in assessment.next_questions]
    yield from _bullets([f"{f.question.pick(words.language)} ({f.why.pick(words.language)})" for f in findings])


def _guidance(words: Wording, assessment: Assessment) -> Iterator[str]:
    kb, language = words.kb, words.language
    doctors = [kb.specialists[s] for s in assessment.see]
    asked = [kb.examinations[e] for e in assessment.ask_for]
    lists = (
        ("see-heading", [f"{d.name.pick(language)} — {d.why.pick(language)}" for d in doctors]),
        ("ask-heading", [f"{e.name.pick(language)} — {e.why.pick(language)}" for e in asked]),
        ("not-needed-heading", [words.needless(kb.examinations[e]) for e in assessment.not_needed]),
        ("do-heading", [kb.advice[a].text.pick(language) for a in assessment.do]),
        ("do-not-heading", [kb.advice[a].text.pick(language) for a in assessment.do_not]),
    )
    for key, items in lists:
        if items:
            yield from _heading(words, key)
            yield from _bullets(items)


def _corrections(words: Wording, assessment: Assessment) -> Iterator[str]:
    if not assessment.corrections:
        return
    yield from _heading(words, "corrections-heading")
    for correction in (words.kb.corrections[c] for c in assessment.corrections):
        yield from _wrap(words.say("correction-claim", claim=correction.claim.pick(words.language)), "  • ")
        yield from _wrap(words.say("correction-current", current=correction.current.pick(words.language)), "    ")


def _understood(words: Wording, assessment: Assessment) -> Iterator[str]:
    yield from _heading(words, "understood-heading")
    told = []
    if assessment.person.age_years is not None:
        told.append(words.say("person-age", age=f"{assessment.person.age_years:g}"))
    if assessment.person.sex:
        told.append(words.say(f"person-{assessment.person.sex}"))
    for seen in assessment.understood:
        label = words.observed(seen)
        told.append(words.say("understood-one", text=seen.span.text, label=label) if seen.span else label)
    yield from _bullets(told or [words.say("understood-nothing")])


def _sources(words: Wording, assessment: Assessment) -> Iterator[str]:
    cited = citations(words.kb, assessment)
    if not cited:
        return
    yield from _heading(words, "sources-heading")
    for source in cited:
        yield from _wrap(f"{source.id}  {source.title}. {source.address}", "  ", "      ")
    yield from _wrap(words.say("number-note"))


def _foot(words: Wording, assessment: Assessment) -> Iterator[str]:
    yield ""
    yield from _wrap(notice(words, assessment))
    yield words.say("knowledge-version", version=words.kb.version)
