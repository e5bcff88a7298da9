"""The posterior is what an independent engine finds: pyAgrum's exact inference on the same numbers, to 1e-9.

The prior and the tables are written out here from section 4 of the design, one assignment of causes at a time;
only pyAgrum multiplies and normalises.
"""

import math
import warnings
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mimika.engine.known import Known, settle
from mimika.engine.network import Network
from mimika.engine.posterior import posterior
from mimika.model.case import Case, Complaint, Observation, Person
from mimika.model.condition import AgeHump, Condition
from mimika.model.knowledge import KnowledgeBase
from small_knowledge import KINDS, boolean, cases, choice, condition, knowledge, knowledge_bases

with warnings.catch_warnings():
    # Its SWIG types warn on import, and a warning as error ends the interpreter there.
    warnings.simplefilter("ignore")
    import pyagrum as gum

OTHER = None
Cause = str | None


@dataclass(frozen=True)
class Oracle:
    """A case as a Bayesian network with one node for the assignment of causes."""

    kb: KnowledgeBase
    case: Case

    @property
    def kinds(self) -> list[str]:
        return [c.kind for c in self.case.complaints if not c.is_absent]

    def assignments(self) -> list[tuple[Cause, ...]]:
        per_complaint = [[*(c for c in sorted(self.kb.conditions) if self._can(c, k)), OTHER] for k in self.kinds]
        return list(product(*per_complaint))

    def _can(self, cause: str, kind: str) -> bool:
        return kind in self.kb.conditions[cause].complaints

    def prior(self, assignment: tuple[Cause, ...]) -> float:
        weight = 1.0
        for cause in set(assignment):
            served = [k for k, c in zip(self.kinds, assignment, strict=True) if c == cause]
            if cause is OTHER:
                weight *= math.prod(self._rate(k) * self.share(k, cause) for k in served)
            else:
                weight *= self._shared(cause, served)
        for pair in self.kb.comorbidities:
            if len(self.kinds) > 1 and {pair.a, pair.b} <= set(assignment):
                weight *= pair.factor
        absent = {c.kind for c in self.case.complaints if c.is_absent} - set(self.kinds)
        known = [self.kb.conditions[c] for c in set(assignment) if c is not OTHER]
        return weight * math.prod(1 - c.complaints[k].shows.p for c in known for k in absent if k in c.complaints)

    def _shared(self, cause: str, served: list[str]) -> float:
        shows = [self.kb.conditions[cause].complaints[k].shows.p for k in served]
        ways = [
            self._rate(k) * self.share(k, cause) * math.prod(shows[:i] + shows[i + 1 :]) for i, k in enumerate(served)
        ]
        return math.prod(ways) ** (1 / len(ways))

    def _rate(self, kind: str) -> float:
        return self.kb.complaints[kind].rate.p

    def share(self, kind: str, cause: Cause) -> float:
        """w[c, k]: the share of a cause, shifted by age and sex; `other` keeps its own."""
        other = self.kb.complaints[kind].other.p
        if cause is OTHER:
            return other
        raw = {c.id: self._raw_share(c, kind) for c in self.kb.conditions.values() if kind in c.complaints}
        return (1 - other) * raw[cause] / math.fsum(raw.values())

    def _raw_share(self, cause: Condition, kind: str) -> float:
        person, raw = self.case.person, cause.complaints[kind].share.p ** self.kb.complaints[kind].share_power.p
        if person.age_years is not None:
            bells = math.fsum(h.share * bell(h, person.age_years) for h in cause.age.humps)
            raw *= 0.97 * bells + 0.03 / 110
        if person.sex is not None:
            raw *= cause.female.p if person.sex == "female" else 1 - cause.female.p
        return raw

    def table(self, known: Known, assignment: tuple[Cause, ...]) -> list[float]:
        """P(state | causes) of one finding."""
        finding = self.kb.findings[known.finding]
        background = list(finding.background.means)
        causes = {assignment[known.complaint]} if known.complaint >= 0 else set(assignment)
        told = [self.kb.conditions[c].findings[known.finding].means for c in causes if self._tells(c, known.finding)]
        if known.complaint >= 0:
            return list(told[0]) if told else background
        return noisy_or(told, background) if finding.kind == "boolean" else pooled(told, background)

    def _tells(self, cause: Cause, finding: str) -> bool:
        return cause is not OTHER and finding in self.kb.conditions[cause].findings

    def informs(self, known: Known, assignment: tuple[Cause, ...]) -> bool:
        causes = {assignment[known.complaint]} if known.complaint >= 0 else set(assignment)
        return any(self._tells(c, known.finding) for c in causes)

    def group_likelihood(self, members: list[Known], assignment: tuple[Cause, ...]) -> float:
        """The product of a group's likelihood ratios, scaled by 1 / (1 + (m - 1) rho)."""
        rho = self.kb.groups[self.kb.findings[members[0].finding].group].rho
        m = sum(self.informs(k, assignment) for k in members)
        ratio = math.prod(
            self.table(k, assignment)[k.state] / self.kb.findings[k.finding].background.means[k.state] for k in members
        )
        return ratio ** (1 / (1 + max(m - 1, 0) * rho))


def bell(hump: AgeHump, age_years: float) -> float:
    """The density of a two-piece normal with this mode and these 5th and 95th percentiles."""
    low, high = (max(abs(edge - hump.peak) / 1.645, 1.0) for edge in (hump.low, hump.high))
    sigma = low if age_years < hump.peak else high
    return math.sqrt(2 / math.pi) / (low + high) * math.exp(-((age_years - hump.peak) ** 2) / (2 * sigma**2))


def noisy_or(told: list[tuple[float, ...]], background: list[float]) -> list[float]:
    """Each cause may bring the finding on top of the leak; a cause that makes it rarer takes its part away."""
    leak = background[1]
    spared, kept = 1 - leak, 1.0
    for absent, present in told:
        if present >= leak:
            spared *= absent / (1 - leak)
        else:
            kept *= present / leak
    p = (1 - spared) * kept
    return [1 - p, p]


def pooled(told: list[tuple[float, ...]], background: list[float]) -> list[float]:
    raw = [b * math.prod(t[state] / b for t in told) for state, b in enumerate(background)]
    return [r / math.fsum(raw) for r in raw]


def infer(oracle: Oracle, known: tuple[Known, ...]) -> tuple[list[float], dict[str, float]]:
    """Return the chance of each assignment and of each condition, by pyAgrum alone."""
    assignments = oracle.assignments()
    size = len(assignments)
    raw = [oracle.prior(a) for a in assignments]
    net = gum.BayesNet()
    net.add(gum.LabelizedVariable("causes", "", size))
    net.cpt("causes").fillWith([r / math.fsum(raw) for r in raw])
    groups: dict[tuple[int, str], list[Known]] = {}
    evidence: dict[str, int | list[float]] = {}
    for i, k in enumerate(known):
        group = oracle.kb.findings[k.finding].group
        if group:
            groups.setdefault((k.complaint, group), []).append(k)
            continue
        _add_child(net, f"finding-{i}", [oracle.table(k, a) for a in assignments])
        evidence[f"finding-{i}"] = k.state
    for i, members in enumerate(groups.values()):
        _add_child(net, f"group-{i}", [[float(row == column) for column in range(size)] for row in range(size)])
        likelihood = [oracle.group_likelihood(members, a) for a in assignments]
        evidence[f"group-{i}"] = [v / max(likelihood) for v in likelihood]
    for name in oracle.kb.conditions:
        _add_child(net, name, [[float(name not in a), float(name in a)] for a in assignments])
    engine = gum.LazyPropagation(net)
    engine.setEvidence(evidence)
    engine.setTargets({"causes", *oracle.kb.conditions})
    engine.makeInference()
    return engine.posterior("causes").tolist(), {c: engine.posterior(c)[1] for c in oracle.kb.conditions}


def _add_child(net: gum.BayesNet, name: str, rows: list[list[float]]) -> None:
    net.add(gum.LabelizedVariable(name, "", len(rows[0])))
    net.addArc("causes", name)
    for row, values in enumerate(rows):
        net.cpt(name)[{"causes": row}] = values


def assert_same(kb: KnowledgeBase, case: Case) -> None:
    network = Network(kb)
    ours = posterior(network, case)
    assignments, by_condition = infer(Oracle(kb, case), settle(network, case))
    names = [*network.conditions, OTHER]
    found = {tuple(names[i] for i in row): p for row, p in zip(ours.hypotheses.causes, ours.p, strict=True)}
    for assignment, p in zip(Oracle(kb, case).assignments(), assignments, strict=True):
        assert found[assignment] == pytest.approx(p, abs=1e-9)
    for name, p in by_condition.items():
        assert ours.p_condition[network.index[name]] == pytest.approx(p, abs=1e-9)


def draw_and_compare(data: st.DataObject, kinds: tuple[str, ...] | None) -> None:
    kb = data.draw(knowledge_bases())
    case = data.draw(cases(kb, kinds))
    # pyAgrum knows no variable with a single value.
    assume(len(Oracle(kb, case).assignments()) > 1)
    assert_same(kb, case)


@settings(max_examples=300)
@given(st.data())
def test_one_complaint_gives_the_posterior_of_an_independent_engine(data: st.DataObject) -> None:
    draw_and_compare(data, (data.draw(st.sampled_from(KINDS)),))


@settings(max_examples=300)
@given(st.data())
def test_two_complaints_give_the_posterior_of_an_independent_engine(data: st.DataObject) -> None:
    draw_and_compare(data, data.draw(st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS))))


@settings(max_examples=200)
@given(st.data())
def test_absent_complaints_and_all_the_rest_give_the_posterior_of_an_independent_engine(data: st.DataObject) -> None:
    draw_and_compare(data, None)


@pytest.mark.parametrize("kinds", [("movement", "headache"), ("headache", "headache")])
def test_a_shared_cause_a_group_and_persons_findings_agree_at_once(kinds: tuple[str, ...]) -> None:
    findings = [
        boolean("fever", 0.1, "person"),
        boolean("tired", 0.3, "person", group="g"),
        boolean("pale", 0.2, "person", group="g"),
        choice("drug", {"none": 0.8, "old": 0.1, "new": 0.1}, "person"),
        boolean("throbs", 0.3, "headache"),
    ]
    both = {"movement": 0.3, "headache": (0.2, 0.7)}
    conditions = [
        condition("a", {"fever": 0.9, "tired": 0.7, "pale": 0.6, "drug": (0.2, 0.1, 0.7)}, both),
        condition("b", {"fever": 0.01, "tired": 0.1, "drug": (0.6, 0.3, 0.1), "throbs": 0.9}, both),
        condition("c", {"throbs": 0.8, "fever": 0.5}, {"headache": 0.5}),
    ]
    kb = knowledge(conditions, findings, groups={"g": 0.6})
    values = {"fever": True, "tired": True, "pale": False, "drug": "new", "throbs": True}
    seen = tuple(Observation(f, v) for f, v in values.items())
    assert_same(kb, Case(Person(30, "female"), tuple(Complaint(k) for k in kinds), seen))
