"""Two complaints may have one cause, or two that go together."""

from dataclasses import replace

import numpy as np
import pytest

from mimika.engine.network import Network
from mimika.engine.posterior import Posterior, posterior
from mimika.model.case import Case, Complaint, Observation, Person, Value
from mimika.model.finding import ComplaintKind
from mimika.model.knowledge import KnowledgeBase


def update(network: Network, kinds: list[ComplaintKind], findings: dict[str, Value]) -> Posterior:
    seen = tuple(Observation(f, v) for f, v in findings.items())
    return posterior(network, Case(Person(45, "female"), tuple(Complaint(k) for k in kinds), seen))


def p_one_cause(found: Posterior) -> float:
    causes = found.hypotheses.causes
    is_one = (causes[:, 0] == causes[:, 1]) & (causes[:, 0] < found.hypotheses.involves.shape[1] - 1)
    return float(found.p[is_one].sum())


@pytest.mark.parametrize(
    ("cause", "findings"),
    [
        pytest.param(
            "tmd-myalgia",
            {
                "pain-jaw-muscle": True,
                "jaw-movement-changes-pain": True,
                "headache-with-jaw": True,
                "pain-temple": True,
            },
            id="jaw muscle pain with temple headache",
        ),
        pytest.param(
            "sleep-bruxism",
            {"grinds-at-night": True, "jaw-morning-stiff": True, "temple-headache-on-waking": True, "worn-teeth": True},
            id="grinding with a headache on waking",
        ),
    ],
)
def test_one_cause_explains_face_pain_and_headache(kb: KnowledgeBase, cause: str, findings: dict[str, Value]) -> None:
    network = Network(kb)
    found = update(network, ["face_pain", "headache"], findings)
    both = (found.hypotheses.causes == network.index[cause]).all(axis=1)
    best_two = np.argsort(-found.p)[:2]
    assert set(best_two) & set(np.flatnonzero(both))
    assert p_one_cause(found) > 0.5


def test_ear_pain_and_fullness_belong_to_the_jaw(kb: KnowledgeBase) -> None:
    network = Network(kb)
    findings: dict[str, Value] = {"pain-in-ear": True, "ear-normal-on-exam": True, "jaw-movement-changes-pain": True}
    found = update(network, ["face_pain"], findings)
    jaw = sum(found.p_condition[network.index[c]] for c in ("tmd-myalgia", "tmj-disorder", "awake-bruxism"))
    assert jaw > 0.8 > found.p_condition[network.index["otitis"]]


def test_conditions_that_go_together_are_found_together_more_often(kb: KnowledgeBase) -> None:
    assert kb.comorbidities
    for pair in kb.comorbidities:
        assert _p_both(kb, pair.a, pair.b) > _p_both(replace(kb, comorbidities=()), pair.a, pair.b), (pair.a, pair.b)


def _p_both(kb: KnowledgeBase, a: str, b: str) -> float:
    network = Network(kb)
    kinds = [next(iter(kb.conditions[c].complaints)) for c in (a, b)]
    if kinds[0] == kinds[1]:
        kinds[1] = next((k for k in kb.conditions[b].complaints if k != kinds[0]), kinds[1])
    found = update(network, kinds, {})
    both = found.hypotheses.involves[:, [network.index[a], network.index[b]]].all(axis=1)
    return float(found.p[both].sum())
