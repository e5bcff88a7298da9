"""The verb examine: a guided examination whose answers become observations."""

from collections.abc import Callable
from dataclasses import replace

from mimika.model.case import Case, Complaint, Observation, Value
from mimika.model.finding import Finding
from mimika.model.form import ExaminationForm, Step
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.usecases.case_file import with_complaints
from mimika.usecases.typed import typed_value

Ask = Callable[[Step, Finding, str | None], str]
# Only choices are shown as a numbered list; a number of millimetres is typed as it is read off.
LISTED = ("choice",)


def examined(kb: KnowledgeBase, case: Case, form: ExaminationForm, ask: Ask, language: Language) -> Case:
    """Return the case with what an examination found; an empty answer leaves a step open.

    Args:
        kb: The knowledge.
        case: What is known before.
        form: The steps.
        ask: Asks one step (with what was wrong with the answer before, if anything) and returns the answer.
        language: In which what is expected is told.
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
        value = typed_value(kb, finding, said, LISTED)
        if value is not None:
            return value
        fault = kb.texts["exam-not-understood"].pick(language).format(expected=expected(kb, finding, language))


def expected(kb: KnowledgeBase, finding: Finding, language: Language) -> str:
    """Return what an answer may be, in words."""
    if finding.kind == "boolean":
        return kb.texts["exam-yes-no"].pick(language)
    if finding.kind == "quantity":
        return kb.texts["exam-number"].pick(language).format(unit=finding.unit)
    return "; ".join(f"{i} — {a.label.pick(language)}" for i, a in enumerate(finding.answers, 1))
