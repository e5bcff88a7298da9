"""An assessment as plain text, for the person and for the doctor: what is urgent first, reasons beside everything."""

from collections.abc import Iterator, Sequence

from mimika.model.assessment import Assessment
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.report.citations import citations
from mimika.report.film_section import Film, film_lines
from mimika.report.layout import bullets, heading, wrap
from mimika.report.notice import fit, tell
from mimika.report.text_causes import causes
from mimika.report.wording import Wording

# More words that were not understood than this help nobody.
MOST_UNREAD = 12


def as_text(kb: KnowledgeBase, assessment: Assessment, language: Language, films: Sequence[Film] = ()) -> str:
    """Return an assessment as text of at most 88 columns, with what films showed; only an address may be longer."""
    words = Wording(kb, language)
    sections = (
        _head,
        _urgency,
        _scope,
        _check_now,
        causes,
        _questions,
        _guidance,
        _corrections,
        _understood,
        lambda words, _: (line for film in films for line in film_lines(words, film)),
        _sources,
        _foot,
    )
    return "\n".join(line for section in sections for line in section(words, assessment)).rstrip() + "\n"


def _head(words: Wording, _: Assessment) -> Iterator[str]:
    yield words.say("title")


def _urgency(words: Wording, assessment: Assessment) -> Iterator[str]:
    """Yield how soon to act; under each red flag what to do, and no advice twice."""
    yield from heading(words.say("urgency-heading"))
    yield from wrap(words.level(assessment.urgency))
    told: set[str] = set()
    for id_, reason in words.reasons(assessment.urgency):
        yield from bullets([words.say("because", reason=reason)])
        flag = words.kb.red_flags.get(id_)
        action = flag.action.pick(words.language) if flag else ""
        if action and action not in told:
            told.add(action)
            yield from wrap(action, "    → ")


def _scope(words: Wording, assessment: Assessment) -> Iterator[str]:
    """Yield why there is no list of causes, and what to tell for one."""
    if assessment.scope == "in_scope":
        return
    yield ""
    yield from wrap(fit(words, assessment) or "")
    to_tell = tell(words, assessment)
    if to_tell:
        yield from heading(words.say("tell-heading"))
        yield from bullets(to_tell)


def _check_now(words: Wording, assessment: Assessment) -> Iterator[str]:
    if not assessment.check_now:
        return
    yield from heading(words.say("check-heading"))
    yield from wrap(words.say("check-intro"))
    for flag in assessment.check_now:
        rule = words.kb.red_flags[flag.id]
        yield from wrap(rule.check.pick(words.language), "  ? ")
        yield from wrap(rule.action.pick(words.language), "    → ")


def _questions(words: Wording, assessment: Assessment) -> Iterator[str]:
    if not assessment.next_questions:
        return
    yield from heading(words.say("questions-heading"))
    for question in assessment.next_questions:
        finding = words.kb.findings[question.finding]
        yield from wrap(finding.question.pick(words.language), "  • ")
        yield from wrap(finding.why.pick(words.language), "    ")


def _guidance(words: Wording, assessment: Assessment) -> Iterator[str]:
    kb, language = words.kb, words.language
    doctors = [kb.specialists[s] for s in assessment.see]
    asked = [kb.examinations[e] for e in assessment.ask_for]
    needless = [kb.examinations[e] for e in assessment.not_needed]
    lists = (
        ("see-heading", [f"{d.name.pick(language)} — {d.why.pick(language)}" for d in doctors]),
        ("ask-heading", [f"{e.name.pick(language)} — {e.why.pick(language)}" for e in asked]),
        ("not-needed-heading", [f"{e.name.pick(language)} — {words.needless_why(e)}" for e in needless]),
        ("do-heading", [kb.advice[a].text.pick(language) for a in assessment.do]),
        ("do-not-heading", [kb.advice[a].text.pick(language) for a in assessment.do_not]),
    )
    for key, items in lists:
        if items:
            yield from heading(words.say(key))
            yield from bullets(items)


def _corrections(words: Wording, assessment: Assessment) -> Iterator[str]:
    if not assessment.corrections:
        return
    yield from heading(words.say("corrections-heading"))
    for correction in (words.kb.corrections[c] for c in assessment.corrections):
        yield from wrap(words.say("correction-claim", claim=correction.claim.pick(words.language)), "  • ")
        yield from wrap(words.say("correction-current", current=correction.current.pick(words.language)), "    ")


def _understood(words: Wording, assessment: Assessment) -> Iterator[str]:
    yield from heading(words.say("understood-heading"))
    told = []
    if assessment.person.age_years is not None:
        told.append(words.age(assessment.person.age_years))
    if assessment.person.sex:
        told.append(words.sex(assessment.person))
    for seen in assessment.understood:
        label = words.observed(seen)
        told.append(
            words.say("understood-one", text=" ".join(seen.span.text.split()), label=label) if seen.span else label
        )
    yield from bullets(told or [words.say("understood-nothing")])
    for finding in assessment.disputed:
        question = words.kb.findings[finding].question.pick(words.language)
        yield from wrap(words.say("understood-both", question=question), "  ! ")
    unread = ", ".join(dict.fromkeys(span.text for span in assessment.unread[:MOST_UNREAD]))
    if unread:
        yield from wrap(words.say("understood-not", words=unread))


def _sources(words: Wording, assessment: Assessment) -> Iterator[str]:
    cited = citations(words.kb, assessment)
    if not cited:
        return
    yield from heading(words.say("sources-heading"))
    for source in cited:
        yield from wrap(f"{source.id}  {source.title}. {source.address}", "  ", "      ")
    yield from wrap(words.say("number-note"))


def _foot(words: Wording, _: Assessment) -> Iterator[str]:
    yield ""
    yield from wrap(words.say("notice"))
    yield words.say("knowledge-version", version=words.kb.version)
