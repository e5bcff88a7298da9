"""The verb examine: a guided examination whose answers become observations."""

from collections.abc import Callable
from dataclasses import replace

from mimika.model.case import Case, Complaint, Observation, Value
from mimika.model.finding import Finding
from mimika.model.form import ExaminationForm, Step
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.usecases.case_file import with_complaints

Ask = Callable[[Step, Finding, str | None], str]


def examined(kb: KnowledgeBase, case: Case, form: ExaminationForm, ask: Ask, language: Language) -> Case:
    """Return the case with what an examination found; an empty answer leaves a step open.

    Args:
        kb: The knowledge.
        case: What is known before.
        form: The steps.
        ask: Asks one step (with what was wrong with the answer before, if anything) and returns the answer.
        language: In which yes and no may be said.
    """
    seen = []
    for step in form.steps:
        finding = kb.findings[step.finding]
        value = _answer(kb, step, finding, ask, language)
        if value is not None:
            seen.append(Observation(finding.id, value, "examination"))
    is_new = bool(seen) and form.complaint not in [c.kind for c in case.complaints]
    complaints = (*case.complaints, Complaint(form.complaint)) if is_new else case.complaints
    return with_complaints(kb, replace(case, complaints=complaints, observations=(*case.observations, *seen)))


def _answer(kb: KnowledgeBase, step: Step, finding: Finding, ask: Ask, language: Language) -> Value | None:
    fault: str | None = None
    while True:
        said = ask(step, finding, fault).strip().lower()
        if not said:
            return None
        value = parse_answer(kb, finding, said, language)
        if value is not None:
            return value
        fault = kb.texts["exam-not-understood"].pick(language).format(expected=expected(kb, finding, language))


def parse_answer(kb: KnowledgeBase, finding: Finding, said: str, language: Language) -> Value | None:
    """Return the value an answer stands for, or None if it stands for none."""
    if finding.kind == "boolean":
        return {word: value for value, words in _truths(kb, language) for word in words}.get(said)
    if said in finding.states:
        return said
    if finding.kind == "quantity":
        number = _number(said)
        return number if number is not None and finding.state_of(number) is not None else None
    return finding.states[int(said) - 1] if said.isdigit() and 1 <= int(said) <= len(finding.states) else None


def expected(kb: KnowledgeBase, finding: Finding, language: Language) -> str:
    """Return what an answer may be, in words."""
    if finding.kind == "boolean":
        return kb.texts["exam-yes-no"].pick(language)
    if finding.kind == "quantity":
        return kb.texts["exam-number"].pick(language).format(unit=finding.unit)
    return "; ".join(f"{i} — {a.label.pick(language)}" for i, a in enumerate(finding.answers, 1))


def _truths(kb: KnowledgeBase, language: Language) -> tuple[tuple[bool, list[str]], ...]:
    yes, no = (kb.texts[f"exam-words-{word}"].pick(language).split() for word in ("yes", "no"))
    return (True, yes), (False, no)


def _number(said: str) -> float | None:
    try:
        return float(said.replace(",", "."))
    except ValueError:
        return None
