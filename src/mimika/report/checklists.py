"""Published criteria as checklists: each line met, not met or open."""

from mimika.engine.criteria import View, judge, view
from mimika.model.assessment import Assessment, CriteriaResult, Truth
from mimika.model.case import Case, Complaint
from mimika.model.logic import Logic
from mimika.report.sheet_shapes import Checklist, State, Tick
from mimika.report.wording import Wording

# Groups within groups deeper than this are told as one line.
DEEPEST = 2


def checklist(words: Wording, result: CriteriaResult, assessment: Assessment) -> Checklist:
    """Return one set of criteria on a case as lines to tick."""
    criteria = words.kb.criteria[result.id]
    complaints = tuple(Complaint(kind) for kind in assessment.complaints)
    known = view(words.kb, Case(assessment.person, complaints, assessment.understood))
    logic = criteria.logic
    parts = logic.parts if logic.op == "all" else (logic,)
    return Checklist(
        id=result.id,
        name=criteria.name.pick(words.language),
        about=criteria.about.pick(words.language),
        state=result.state.value,
        said=words.say(f"criteria-{result.state.value.replace('_', '-')}"),
        ticks=[_tick(words, part, known, 1) for part in parts],
        missing=[words.missing(m) for m in result.missing],
    )


def _tick(words: Wording, logic: Logic, known: View, depth: int) -> Tick:
    state: State = judge(logic, known).value
    if not logic.parts:
        return Tick(_leaf(words, logic), state, [])
    if logic.op == "not":
        inner = _tick(words, logic.parts[0], known, depth)
        return Tick(words.say("criteria-none-of", label=inner.label), state, inner.parts)
    if depth >= DEEPEST:
        return Tick(_in_one_line(words, logic), state, [])
    return Tick(_group(words, logic), state, [_tick(words, part, known, depth + 1) for part in logic.parts])


def _group(words: Wording, logic: Logic) -> str:
    key = {"all": "criteria-all-of", "any": "criteria-any-of", "points": "criteria-points"}.get(
        logic.op, "criteria-count"
    )
    return words.say(key, count=logic.count)


def _in_one_line(words: Wording, logic: Logic) -> str:
    if not logic.parts:
        return _leaf(words, logic)
    inner = "; ".join(_in_one_line(words, part) for part in logic.parts)
    return f"{_group(words, logic)} {inner}" if logic.op != "not" else words.say("criteria-none-of", label=inner)


def _leaf(words: Wording, logic: Logic) -> str:
    if logic.op != "finding":
        label = words.missing(logic.subject if logic.op == "complaint" else logic.op)
        return words.say("criteria-range", label=label, range=_range(words, logic, "")) if logic.op == "age" else label
    finding = words.kb.findings[logic.subject]
    label = finding.label.pick(words.language)
    if logic.accepted:
        answers = {a.id: a.label.pick(words.language) for a in finding.answers}
        named = f" {words.say('criteria-or')} ".join(answers.get(a, a) for a in logic.accepted)
        return label if finding.kind == "boolean" else words.say("choice-finding", label=label, answer=named)
    if logic.at_least is None and logic.below is None:
        return label
    return words.say("criteria-range", label=label, range=_range(words, logic, finding.unit or ""))


def _range(words: Wording, logic: Logic, unit: str) -> str:
    low = words.say("criteria-at-least", number=f"{logic.at_least:g}") if logic.at_least is not None else ""
    high = words.say("criteria-below", number=f"{logic.below:g}") if logic.below is not None else ""
    return " ".join(part for part in (low, high, words.unit(unit)) if part)


def is_settled(result: CriteriaResult) -> bool:
    """Return whether a set of criteria is decided."""
    return result.state is not Truth.OPEN
