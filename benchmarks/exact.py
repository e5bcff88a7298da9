"""One posterior and a million beside pyAgrum's exact inference on the same network, groups switched off for both."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any

import numpy as np
import pyagrum

from benchmarks.people import KIND, draw_people
from mimika.engine.batch import Cases, assess_many
from mimika.engine.known import settle
from mimika.engine.network import Floats, Network
from mimika.engine.plan import plan_of
from mimika.engine.posterior import chances, posterior
from mimika.engine.prior import entry_weights
from mimika.model.case import Case, Complaint, Observation, Value
from mimika.model.knowledge import KnowledgeBase

SEED, SAME = 11, 1e-9
# Share of answers missing: a story, and a long questionnaire.
MISSING = (0.92, 0.5)
CAUSE = "cause"
Known = dict[str, int]
# pyAgrum has no types; these two are as good as it gets.
gum: Any = pyagrum
Exact = Any


def without_groups(kb: KnowledgeBase) -> Network:
    """Return the network with findings independent given the cause, as a plain Bayesian network has them."""
    return Network(replace(kb, groups={g.id: replace(g, rho=0.0) for g in kb.groups.values()}))


def exact_engine(network: Network, findings: Sequence[str]) -> Exact:
    """Return pyAgrum's engine on the same numbers; it is asked for the cause only."""
    net = gum.BayesNet()
    weights = entry_weights(network, KIND)
    net.add(gum.LabelizedVariable(CAUSE, "", len(weights)))
    net.cpt(CAUSE).fillWith(weights.tolist())
    for finding in findings:
        p = network.table(finding).p
        net.add(gum.LabelizedVariable(finding, "", len(p)))
        net.addArc(CAUSE, finding)
        for cause, column in enumerate(p.T):
            net.cpt(finding)[{CAUSE: cause}] = column.tolist()
    engine = gum.LazyPropagation(net)
    engine.setTargets({CAUSE})
    return engine


def infer(engine: Exact, known: Known) -> Floats:
    """Return pyAgrum's chance of each cause."""
    engine.setEvidence(known)
    engine.makeInference()
    return np.asarray(engine.posterior(CAUSE).toarray())


def as_case(network: Network, known: Known) -> Case:
    """Return what is known as a case of the single path."""

    def value(finding: str, state: int) -> Value:
        found = network.kb.findings[finding]
        return bool(state) if found.kind == "boolean" else found.states[state]

    return Case(
        complaints=(Complaint(KIND),), observations=tuple(Observation(f, value(f, s)) for f, s in known.items())
    )


def seconds_each(run: Callable[[int], object], count: int) -> float:
    """Return the median time of one run."""
    times = []
    for i in range(count):
        began = perf_counter()
        run(i)
        times.append(perf_counter() - began)
    return float(np.median(times))


def report(kb: KnowledgeBase, *, batch_cases: int, sample_cases: int) -> list[str]:
    network, rng = without_groups(kb), np.random.default_rng(SEED)
    people = draw_people(network, batch_cases, rng)
    lines = ["Exact inference beside pyAgrum's LazyPropagation, the same network, equal answers asserted"]
    for missing in MISSING:
        drawn = people.forget(rng, missing).cases
        lines += _compare(network, Cases(drawn.kinds, drawn.states), sample_cases)
    return lines


def _compare(network: Network, cases: Cases, sample: int) -> list[str]:
    known = [{f: int(s[i]) for (_, f), s in cases.states.items() if s[i] >= 0} for i in range(sample)]
    engine = exact_engine(network, [finding for _, finding in cases.states])
    singles = [as_case(network, k) for k in known]
    began = perf_counter()
    together = assess_many(network, cases)
    rate = len(together) / (perf_counter() - began)
    for case, k, row in zip(singles, known, together, strict=False):
        expected = infer(engine, k)
        assert np.abs(posterior(network, case).p_condition - expected).max() < SAME
        assert np.abs(row - expected).max() < SAME
        assert np.abs(chances(plan_of(network, (KIND,)), settle(network, case)) - expected).max() < SAME
    settled = [settle(network, case) for case in singles]
    plan = plan_of(network, (KIND,))
    ours_s = seconds_each(lambda i: chances(plan, settled[i]), sample)
    theirs_s = seconds_each(lambda i: infer(engine, known[i]), sample)
    theirs = 1 / theirs_s
    return [
        f"  {np.mean([len(k) for k in known]):.0f} of {len(cases.states)} findings known",
        f"    one    Mimika {ours_s * 1e6:9,.0f} us        pyAgrum {theirs_s * 1e6:6,.0f} us"
        f"         ratio {theirs_s / ours_s:.1f}",
        f"    batch  Mimika {rate:9,.0f} cases/s   pyAgrum {theirs:6,.0f} a second   ratio {rate / theirs:,.0f}"
        f"   ({len(together):,} cases)",
    ]
