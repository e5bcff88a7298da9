"""Small literal knowledge bases, and strategies that draw knowledge and cases; read it to write an engine test."""

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from mimika.model.case import Case, Complaint, Observation, Person, Value
from mimika.model.condition import AgeHump, AgeProfile, Comorbidity, ComplaintLink, Condition, Family
from mimika.model.finding import ABSENT, PRESENT, Answer, Finding, Group
from mimika.model.guidance import ComplaintType, Criteria, Examination, RedFlag, Specialist
from mimika.model.knowledge import KnowledgeBase
from mimika.model.logic import Logic
from mimika.model.numbers import Chance, Distribution, Footing
from mimika.model.text import Text

GUESS = Footing("estimate")
KINDS = ("movement", "headache")
NOT_NEEDED = ("advice", "corrections", "sources", "forms", "places", "pictures", "texts", "lexicons")
ANYONE = Person()
ANY_AGE = (AgeHump(5, 40, 80, 1.0),)
ORIGINS = ("words", "answer", "diary", "video", "examination", "fhir")
# Far enough from 0 and 1 that 1e-9 is a fair demand of any engine.
PROBABILITIES = st.floats(0.02, 0.98)


def text(words: str) -> Text:
    return Text(words, words)


def chance(p: float, n: float = 20) -> Chance:
    return Chance(p, n, GUESS)


def distribution(p: float | Iterable[float], n: float = 20) -> Distribution:
    """P(present) of a yes/no finding, or the weights of all states."""
    means = (1 - p, p) if isinstance(p, float) else tuple(p)
    return Distribution(tuple(m / sum(means) for m in means), n, GUESS)


def boolean(id_: str, p: float = 0.1, of: str = "movement", **more: Any) -> Finding:
    return _finding(id_, "boolean", of, (ABSENT, PRESENT), distribution(p), **more)


def choice(id_: str, background: Mapping[str, float], of: str = "movement", **more: Any) -> Finding:
    answers = tuple(Answer(state, text(state)) for state in background)
    return _finding(id_, "choice", of, tuple(background), distribution(background.values()), answers=answers, **more)


def quantity(
    id_: str, bins: Mapping[str, tuple[float | None, float | None]], of: str = "movement", **more: Any
) -> Finding:
    """A number with bins of equal background: {name: (at least, below)}."""
    answers = tuple(Answer(name, text(name), low, high) for name, (low, high) in bins.items())
    return _finding(id_, "quantity", of, tuple(bins), distribution([1.0] * len(bins)), answers=answers, **more)


def _finding(id_: str, kind: str, of: str, states: tuple[str, ...], background: Distribution, **more: Any) -> Finding:
    words = text(id_)
    return Finding(id_, of, kind, words, words, words, words, background, states, **more)


def condition(
    id_: str,
    findings: Mapping[str, float | Iterable[float]] | None = None,
    shares: Mapping[str, float | tuple[float, float]] | None = None,
    **more: Any,
) -> Condition:
    """A condition with P(present) or state weights of findings, and (share, shows) of each complaint kind."""
    own: dict[str, Any] = {
        "age": AgeProfile(ANY_AGE, GUESS),
        "female": chance(0.5),
        "level": "routine",
        "within_days": 30,
        "see": ("neurologist",),
    }
    pairs = {k: v if isinstance(v, tuple) else (v, 0.9) for k, v in (shares or {"movement": 0.2}).items()}
    links = {k: ComplaintLink(chance(share), chance(shows)) for k, (share, shows) in pairs.items()}
    words = text(id_)
    return Condition(
        id=id_,
        name=words,
        summary=words,
        course=words,
        icd10="G00",
        icd11=None,
        complaints=links,
        findings={f: distribution(p) for f, p in (findings or {}).items()},
        **(own | more),
    )


def red_flag(id_: str, when: Logic | None, level: str = "R1", **more: Any) -> RedFlag:
    own: dict[str, Any] = {
        "within_days": 3,
        "escalate": (),
        "see": ("neurologist",),
        "complaints": ("movement",),
        "ask_if": None,
        "opened_by": (),
        "conditions": (),
    }
    words = text(id_)
    return RedFlag(
        id=id_,
        number=id_,
        name=words,
        level=level,
        when=when,
        think_of=words,
        action=words,
        check=words,
        footing=GUESS,
        reviewed="2026-11",
        **(own | more),
    )


def criteria(id_: str, condition_id: str, logic: Logic) -> Criteria:
    return Criteria(id_, condition_id, text(id_), text(id_), logic, GUESS)


def leaf(finding: str, *accepted: str, at_least: float | None = None, below: float | None = None) -> Logic:
    return Logic("finding", subject=finding, accepted=accepted, at_least=at_least, below=below)


def doctors(**child_of: str | None) -> tuple[Specialist, ...]:
    """Specialists by id (underscores stand for hyphens), each with the one who takes their place for a child."""
    names = {name.replace("_", "-"): child for name, child in child_of.items()}
    return tuple(Specialist(name, text(name), text(name), child) for name, child in names.items())


DOCTORS = doctors(
    emergency=None, gp="paediatrician", paediatrician=None, neurologist="paediatric-neurologist",
    paediatric_neurologist=None, dentist=None,
)  # fmt: skip


def knowledge(
    conditions: Iterable[Condition],
    findings: Iterable[Finding],
    *,
    rates: Mapping[str, tuple[float, float]] | None = None,
    groups: Mapping[str, float] | None = None,
    **more: Any,
) -> KnowledgeBase:
    """A knowledge base of these parts; `rates` are (rate, other) of each complaint kind, `groups` their rho."""
    power = chance(more.pop("share_power", 1.0))
    kinds = rates or {"movement": (0.03, 0.1), "headache": (0.5, 0.06)}
    parts: dict[str, Any] = {
        "families": (),
        "criteria": (),
        "red_flags": (),
        "specialists": DOCTORS,
        "examinations": (),
    }
    named = {name: {item.id: item for item in more.pop(name, empty)} for name, empty in parts.items()}
    rest: dict[str, Any] = {"comorbidities": (), "thresholds": {"routine": 0.25, "urgent": 0.25, "emergency": 0.25}}
    nothing: dict[str, Any] = {key: {} for key in NOT_NEEDED}
    return KnowledgeBase(
        version="test",
        complaints={k: ComplaintType(k, text(k), chance(r), chance(o), power, text(k)) for k, (r, o) in kinds.items()},
        conditions={c.id: c for c in conditions},
        findings={f.id: f for f in findings},
        groups={g: Group(g, rho, "") for g, rho in (groups or {}).items()},
        examples=(),
        **named,
        **(nothing | rest | more),
    )


def examination(id_: str) -> Examination:
    return Examination(id_, text(id_), text(id_))


def family(id_: str, members: tuple[str, ...], split_by: tuple[str, ...]) -> Family:
    return Family(id_, text(id_), members, split_by)


def comorbidity(a: str, b: str, factor: float) -> Comorbidity:
    return Comorbidity(a, b, factor, GUESS)


def case(*kinds: str, person: Person = ANYONE, absent: tuple[str, ...] = (), **values: Value) -> Case:
    """A case by complaint kinds and answers; underscores in finding names stand for hyphens."""
    complaints = tuple(Complaint(k) for k in kinds or ("movement",)) + tuple(
        Complaint(k, is_absent=True) for k in absent
    )
    return Case(person, complaints, tuple(Observation(f.replace("_", "-"), v) for f, v in values.items()))


@st.composite
def knowledge_bases(draw: st.DrawFn) -> KnowledgeBase:
    """Two to five conditions, two to six findings of every sort, one or two groups, comorbidities."""
    groups = draw(st.dictionaries(st.sampled_from(["g", "h"]), st.floats(0, 1), max_size=2))
    findings = [draw(_drawn_finding(f"f{i}", sorted(groups))) for i in range(draw(st.integers(2, 6)))]
    conditions = [draw(_drawn_condition(f"k{i}", findings)) for i in range(draw(st.integers(2, 5)))]
    pairs = [comorbidity("k0", "k1", draw(st.floats(0.2, 8)))] if draw(st.booleans()) else []
    rates = {k: (draw(st.floats(0.01, 0.6)), draw(st.floats(0.02, 0.5))) for k in KINDS}
    power = draw(st.floats(0.3, 1))
    return knowledge(conditions, findings, rates=rates, groups=groups, comorbidities=tuple(pairs), share_power=power)


@st.composite
def _drawn_finding(draw: st.DrawFn, id_: str, groups: list[str]) -> Finding:
    of = draw(st.sampled_from([*KINDS, "person"]))
    more = {"group": draw(st.sampled_from([None, *groups])), "danger": draw(st.booleans())}
    if draw(st.booleans()):
        return boolean(id_, draw(PROBABILITIES), of, **more)
    states = "abcd"[: draw(st.integers(2, 4))]
    return choice(id_, {s: draw(PROBABILITIES) for s in states}, of, **(more | {"danger": False}))


@st.composite
def _drawn_condition(draw: st.DrawFn, id_: str, findings: list[Finding]) -> Condition:
    linked = [f for f in findings if draw(st.booleans())]
    own = {
        f.id: draw(PROBABILITIES) if f.kind == "boolean" else [draw(PROBABILITIES) for _ in f.states] for f in linked
    }
    kinds = draw(st.sets(st.sampled_from(KINDS), min_size=1))
    low = draw(st.floats(0, 50))
    peak = low + draw(st.floats(0.5, 20))
    humps = [AgeHump(low, peak, peak + draw(st.floats(0.5, 40)), 1.0)]
    if draw(st.booleans()):
        share = draw(st.floats(0.1, 0.9))
        humps = [AgeHump(humps[0].low, peak, humps[0].high, share), AgeHump(50, 65, 80, 1 - share)]
    return condition(
        id_,
        own,
        {k: (draw(st.floats(0.01, 0.6)), draw(st.floats(0.05, 0.98))) for k in sorted(kinds)},
        age=AgeProfile(tuple(humps), GUESS),
        female=chance(draw(st.floats(0.05, 0.95))),
        level=draw(st.sampled_from(["self_care", "routine", "urgent", "emergency"])),
    )


@st.composite
def persons(draw: st.DrawFn) -> Person:
    age = draw(st.none() | st.floats(0, 100))
    return Person(age, draw(st.sampled_from([None, "female", "male"])))


@st.composite
def observations(draw: st.DrawFn, kb: KnowledgeBase, kinds: tuple[str, ...], finding_id: str) -> Observation:
    """One observation with an explicit complaint, of a finding that these complaints have."""
    finding = kb.findings[finding_id]
    value: Value = draw(st.booleans() if finding.kind == "boolean" else st.sampled_from(finding.states))
    places = [i for i, k in enumerate(kinds) if k == finding.of]
    return Observation(
        finding_id, value, draw(st.sampled_from(ORIGINS)), draw(st.sampled_from(places)) if places else None
    )


@st.composite
def cases(draw: st.DrawFn, kb: KnowledgeBase, kinds: tuple[str, ...] | None = None, most: int = 8) -> Case:
    """One or two complaints (two may be of one kind), random observations, age and sex sometimes."""
    shown = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=2).map(tuple)) if kinds is None else kinds
    fitting = sorted(f.id for f in kb.findings.values() if f.of == "person" or f.of in shown)
    chosen = draw(st.lists(st.sampled_from(fitting), max_size=most)) if fitting else []
    absent = [] if kinds is not None else [k for k in KINDS if k not in shown and draw(st.booleans())]
    complaints = tuple(Complaint(k) for k in shown) + tuple(Complaint(k, is_absent=True) for k in absent)
    return Case(draw(persons()), complaints, tuple(draw(observations(kb, shown, f)) for f in chosen))
