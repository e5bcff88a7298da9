"""The possible causes as plain text; near twins that cannot be told apart yet are one entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from mimika.model.assessment import Assessment, Candidate, CriteriaResult, Truth
from mimika.report.layout import capital, heading, sentences, wrap
from mimika.report.notice import fit
from mimika.report.wording import Wording, split

MOST_EVIDENCE, MOST_EVIDENCE_BRIEF = 5, 3
MOST_OPEN_CRITERIA = 2
# Causes under this chance are told briefly; the doctor finds the rest with --explain or in the JSON.
LEAST_DETAILED = 0.15
LEAST_LISTED = 0.02
MOST_SPLITTING = 2
INDENT, DEEPER = "     ", "       "


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered cause, or a family of near twins, most likely first."""

    members: tuple[Candidate, ...]

    @property
    def probability(self) -> float:
        """Chance that any of its members is a cause."""
        return min(1.0, sum(m.probability for m in self.members))

    @property
    def family(self) -> str | None:
        """Family id, where there is more than one member."""
        return self.members[0].family if len(self.members) > 1 else None


def entries(assessment: Assessment) -> list[Entry]:
    """Return what is listed, most likely first; a family counts with the sum of its members."""
    shown = [c for i, c in enumerate(assessment.differential) if i == 0 or c.probability >= LEAST_LISTED]
    grouped: dict[str, list[Candidate]] = {}
    for candidate in shown:
        grouped.setdefault(candidate.family or candidate.condition, []).append(candidate)
    return sorted((Entry(tuple(members)) for members in grouped.values()), key=lambda e: -e.probability)


def causes(words: Wording, assessment: Assessment) -> Iterator[str]:
    """Yield the lines on what it may be."""
    if assessment.scope != "in_scope":
        return
    yield from heading(words.say("differential-heading"))
    said = fit(words, assessment)
    yield from wrap(said) if said else ()
    for place, entry in enumerate(entries(assessment), 1):
        yield from _title(words, place, entry)
        yield from _family(words, entry, assessment)
        yield from _why(words, entry, assessment, is_detailed=place == 1 or entry.probability >= LEAST_DETAILED)
    yield from wrap(words.say("other-share", percent=words.percent(assessment.p_other)), "  – ")
    yield from wrap(words.say("chance-explained"))


def _title(words: Wording, place: int, entry: Entry) -> list[str]:
    first = entry.members[0]
    if entry.family is None:
        condition = words.kb.conditions[first.condition]
        name, code = words.name(condition), f"  [{condition.icd10}]"
        chance = words.chance(first.probability, first.low, first.high)
    else:
        name, code = words.kb.families[entry.family].name.pick(words.language), ""
        chance = words.alone(entry.probability)
    return wrap(f"{capital(name)} — {words.degree(entry.probability)}, {chance}{code}", f"  {place}. ")


def _family(words: Wording, entry: Entry, assessment: Assessment) -> Iterator[str]:
    if entry.family is None:
        return
    yield from wrap(words.say("family-members"), INDENT)
    for member in entry.members:
        condition = words.kb.conditions[member.condition]
        chance = words.chance(member.probability, member.low, member.high)
        yield from wrap(f"{words.name(condition)} — {chance}  [{condition.icd10}]", f"{INDENT}– ")
    known = {seen.finding for seen in assessment.understood}
    open_ = [f for f in words.kb.families[entry.family].split_by if f not in known][:MOST_SPLITTING]
    if open_:
        questions = " ".join(words.kb.findings[f].question.pick(words.language) for f in open_)
        yield from wrap(f"{words.say('family-split')}: {questions}", INDENT, DEEPER)


def _why(words: Wording, entry: Entry, assessment: Assessment, *, is_detailed: bool) -> Iterator[str]:
    first = entry.members[0]
    condition = words.kb.conditions[first.condition]
    if is_detailed:
        yield from wrap(condition.summary.pick(words.language), INDENT)
    most = MOST_EVIDENCE if is_detailed else MOST_EVIDENCE_BRIEF
    for key, lines in zip(("for", "against"), split(first.evidence), strict=True):
        said = [f"{words.evidence(e, assessment.person)} ({words.weight(e.decibans)})" for e in lines[:most]]
        if said:
            yield from wrap(f"{words.say(key)}: {'; '.join(said)}", INDENT, DEEPER)
    if is_detailed:
        for key, text in _details(words, entry):
            yield from wrap(f"{words.say(key)}: {text}", INDENT, DEEPER)


def _details(words: Wording, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what is worth knowing of the most likely member, and the criteria of all."""
    condition = words.kb.conditions[entry.members[0].condition]
    for member in entry.members:
        yield from (("criteria", text) for text in _criteria(words, member.criteria))
    yield "course", condition.course.pick(words.language)
    if condition.watch_for:
        yield "watch", sentences(t.pick(words.language) for t in condition.watch_for)
    if condition.treatments:
        yield "treatments", sentences(t.text.pick(words.language) for t in condition.treatments)


def _criteria(words: Wording, results: tuple[CriteriaResult, ...]) -> Iterator[str]:
    """Yield what is settled, then the open sets that lack least; the rest by name, for they split finer than helps."""
    settled = [r for r in results if r.state is not Truth.OPEN]
    still_open = sorted((r for r in results if r.state is Truth.OPEN), key=lambda r: len(r.missing))
    for result in settled:
        yield f"{_name(words, result)} — {words.say('state-' + result.state.value.replace('_', '-'))}"
    for result in still_open[:MOST_OPEN_CRITERIA]:
        missing = "; ".join(words.missing(m) for m in result.missing)
        yield f"{_name(words, result)} — {words.say('state-open', missing=missing)}"
    if rest := still_open[MOST_OPEN_CRITERIA:]:
        yield words.say("state-open-too", names="; ".join(_name(words, r) for r in rest))


def _name(words: Wording, result: CriteriaResult) -> str:
    return words.kb.criteria[result.id].name.pick(words.language)
