"""Red flags: rules that stand before and outside the ranking. Words can raise one, never clear one."""

from collections.abc import Callable
from dataclasses import dataclass

from mimika.engine.criteria import View, judge, missing, view
from mimika.model.assessment import FlagResult, Truth
from mimika.model.case import Case
from mimika.model.guidance import FlagLevel, RedFlag
from mimika.model.knowledge import KnowledgeBase
from mimika.model.logic import Logic


def red_flags(kb: KnowledgeBase, case: Case) -> tuple[FlagResult, ...]:
    """Return every red flag: met, not met (only by explicit answers), or open, highest level first."""
    known = _known(kb, case)
    return tuple(_judge(flag, known) for flag in _by_level(kb))


@dataclass(frozen=True, slots=True)
class _Known:
    """A case as red flags see it: all that was told, what was answered, and the questions answered as a whole."""

    told: View
    explicit: View
    checks: dict[str, bool]


def _known(kb: KnowledgeBase, case: Case) -> _Known:
    answered = [o for o in case.observations if o.origin != "words"]
    return _Known(view(kb, case), view(kb, case, answered), dict(case.checks))


def _by_level(kb: KnowledgeBase) -> list[RedFlag]:
    return sorted((f for f in kb.red_flags.values() if f.when), key=lambda f: (f.level, f.id))


def _state(flag: RedFlag, known: _Known) -> Truth:
    """Return the state of a flag: its signs decide; where they leave it open, the answer to its question as a whole."""
    assert flag.when is not None
    if judge(flag.when, known.told) is Truth.MET:
        return Truth.MET
    if judge(flag.when, known.explicit) is Truth.NOT_MET:
        return Truth.NOT_MET
    checked = known.checks.get(flag.id)
    return Truth.OPEN if checked is None else Truth.MET if checked else Truth.NOT_MET


def _judge(flag: RedFlag, known: _Known) -> FlagResult:
    assert flag.when is not None
    state = _state(flag, known)
    # Only signs escalate, beside a "yes" to the question as a whole too; that yes says no more than the question.
    level = _level(flag, known.told) if state is Truth.MET else flag.level
    return FlagResult(flag.id, state, level, missing(flag.when, known.explicit) if state is Truth.OPEN else ())


def _level(flag: RedFlag, told: View) -> FlagLevel:
    raised = [e.level for e in flag.escalate if judge(e.when, told) is Truth.MET]
    return min([flag.level, *raised])  # R0 < R1 < R2 < R3: the smaller is the graver


def check_now(kb: KnowledgeBase, case: Case, flags: tuple[FlagResult, ...]) -> tuple[FlagResult, ...]:
    """Return the open red flags that matter for the case's complaints, gravest first."""
    return _that_matter(kb, case, flags, Truth.OPEN)


def answered_no(kb: KnowledgeBase, case: Case, flags: tuple[FlagResult, ...]) -> tuple[FlagResult, ...]:
    """Return the red flags that matter for the case's complaints and were answered with no, gravest first."""
    return _that_matter(kb, case, flags, Truth.NOT_MET)


def _that_matter(kb: KnowledgeBase, case: Case, flags: tuple[FlagResult, ...], state: Truth) -> tuple[FlagResult, ...]:
    asks = _asks(kb, case)
    return tuple(f for f in flags if f.state is state and asks(kb.red_flags[f.id]))


def to_check(kb: KnowledgeBase, case: Case) -> tuple[str, ...]:
    """Return the ids of `check_now`, without what each is waiting for: this is asked after every answer."""
    asks, known = _asks(kb, case), _known(kb, case)
    return tuple(f.id for f in _by_level(kb) if asks(f) and _state(f, known) is Truth.OPEN)


def alone(rule: Logic | None) -> tuple[str, ...]:
    """Return the signs each of which alone raises a flag: a "no" to its question denies them all."""
    if rule is None or rule.op not in ("finding", "any"):
        return ()
    if rule.op == "any":
        return tuple(dict.fromkeys(name for part in rule.parts for name in alone(part)))
    return () if rule.accepted or rule.at_least is not None or rule.below is not None else (rule.subject,)


def broad_questions(kb: KnowledgeBase, case: Case) -> tuple[str, ...]:
    """Return the open findings, in the order of the knowledge, that would open a red flag that is not asked yet."""
    asks, known = _asks(kb, case), _known(kb, case)
    waiting = (f for f in _by_level(kb) if f.opened_by and not asks(f) and _state(f, known) is Truth.OPEN)
    opening = {finding for flag in waiting for finding in flag.opened_by}
    return tuple(f for f in kb.findings if f in opening and f not in known.told.values)


def _asks(kb: KnowledgeBase, case: Case) -> Callable[[RedFlag], bool]:
    """Return whether a red flag is worth asking about: of a complaint, opened by a yes, or begun by what is there."""
    told = view(kb, case)
    kinds = {c.kind for c in case.complaints if not c.is_absent}

    def asks(flag: RedFlag) -> bool:
        if not kinds or flag.level == "R3" or flag.when is None:
            return False
        if any(True in told.values.get(finding, ()) for finding in flag.opened_by):
            return True
        if flag.ask_if is not None and judge(flag.ask_if, told) is not Truth.MET:
            return False
        return bool(kinds & set(flag.complaints)) or _is_begun(flag.when, told)

    return asks


def _is_begun(rule: Logic, told: View) -> bool:
    """Return whether a sign that is there is one of those that together meet a rule, and no other is known absent."""
    if rule.op != "all":
        return any(_is_begun(part, told) for part in rule.parts)
    return all(judge(part, told) is not Truth.NOT_MET for part in rule.parts) and any(
        _is_sign(leaf, told.kb) and judge(leaf, told) is Truth.MET for leaf in rule.leaves()
    )


def _is_sign(leaf: Logic, kb: KnowledgeBase) -> bool:
    """Return whether a leaf tells of a danger by itself: how long it has lasted, age and complaint do not."""
    finding = kb.findings.get(leaf.subject)
    return finding is not None and (finding.kind == "boolean" or finding.of == "person")
