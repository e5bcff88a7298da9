"""Red flags: rules that stand before and outside the ranking. Words can raise one, never clear one."""

from mimika.engine.criteria import View, judge, missing, view
from mimika.model.assessment import FlagResult, Truth
from mimika.model.case import Case
from mimika.model.finding import ComplaintKind
from mimika.model.guidance import FlagLevel, RedFlag
from mimika.model.knowledge import KnowledgeBase
from mimika.model.logic import Logic


def red_flags(kb: KnowledgeBase, case: Case) -> tuple[FlagResult, ...]:
    """Return every red flag: met, not met (only by explicit answers), or open, highest level first."""
    told = view(kb, case)
    explicit = view(kb, case, [o for o in case.observations if o.origin != "words"])
    rules = sorted((f for f in kb.red_flags.values() if f.when), key=lambda f: (f.level, f.id))
    checks = dict(case.checks)
    return tuple(_judge(flag, told, explicit, checks.get(flag.id)) for flag in rules)


def _judge(flag: RedFlag, told: View, explicit: View, checked: bool | None) -> FlagResult:
    """Return the state of a flag: its signs decide; where they leave it open, the answer to its question as a whole."""
    assert flag.when is not None
    if judge(flag.when, told) is Truth.MET:
        return FlagResult(flag.id, Truth.MET, _level(flag, told))
    if judge(flag.when, explicit) is Truth.NOT_MET:
        return FlagResult(flag.id, Truth.NOT_MET, flag.level)
    if checked is not None:
        return FlagResult(flag.id, Truth.MET if checked else Truth.NOT_MET, flag.level)
    return FlagResult(flag.id, Truth.OPEN, flag.level, missing(flag.when, explicit))


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
    told = view(kb, case)
    kinds = {c.kind for c in case.complaints if not c.is_absent}
    return tuple(f for f in flags if f.state is state and _matters(kb.red_flags[f.id], kinds, told))


def alone(rule: Logic | None) -> tuple[str, ...]:
    """Return the signs each of which alone raises a flag: a "no" to its question denies them all."""
    if rule is None or rule.op not in ("finding", "any"):
        return ()
    if rule.op == "any":
        return tuple(dict.fromkeys(name for part in rule.parts for name in alone(part)))
    return () if rule.accepted or rule.at_least is not None or rule.below is not None else (rule.subject,)


def _matters(flag: RedFlag, kinds: set[ComplaintKind], told: View) -> bool:
    if not kinds & set(flag.complaints) or flag.level == "R3":
        return False
    return flag.ask_if is None or judge(flag.ask_if, told) is Truth.MET
