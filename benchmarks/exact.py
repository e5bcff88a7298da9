"""One posterior and a million beside pyAgrum's exact inference on the same network, groups switched off for both."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np
import pyagrum

from benchmarks.people import KIND, draw_people
from mimika.engine.batch import Cases, assess_many
from mimika.engine.network import Floats, Network
from mimika.engine.posterior import posterior
from mimika.engine.prior import entry_weights
from mimika.model.case import Case, Complaint, Observation, Value
from mimika.model.knowledge import KnowledgeBase

SEED, SAME = 11, 1e-9
CAUSE = "cause"
Known = dict[str, int]


def without_groups(kb: KnowledgeBase) -> Network:
    """Return the network with findings independent given the cause, as a plain Bayesian network has them."""
    return Network(replace(kb, groups={g.id: replace(g, rho=0.0) for g in kb.groups.values()}))


def exact_engine(network: Network, findings: Sequence[str]) -> pyagrum.LazyPropagation:
    """Return pyAgrum's engine on the same numbers; it is asked for the cause only."""
    net = pyagrum.BayesNet()
    weights = entry_weights(network, KIND)
    net.add(pyagrum.LabelizedVariable(CAUSE, "", len(weights)))
    net.cpt(CAUSE).fillWith(weights.tolist())
    for finding in findings:
        p = network.table(finding).p
        net.add(pyagrum.LabelizedVariable(finding, "", len(p)))
        net.addArc(CAUSE, finding)
        for cause, column in enumerate(p.T):
            net.cpt(finding)[{CAUSE: cause}] = column.tolist()
    engine = pyagrum.LazyPropagation(net)
    engine.setTargets({CAUSE})
    return engine


def infer(engine: pyagrum.LazyPropagation, known: Known) -> Floats:
    """Return pyAgrum's chance of each cause."""
    engine.setEvidence(known)
    engine.makeInference()
    return np.asarray(engine.posterior(CAUSE).toarray())


def as_case(network: Network, known: Known) -> Case:
    """Return what is known as a case of the single path."""

    def value(finding: str, state: int) -> Value:
        found = network.kb.findings[finding]
        return bool(state) if found.kind == "boolean" else found.states[state]

    return Case(complaints=(Complaint(KIND),), observations=tuple(Observation(f, value(f, s)) for f, s in known.items()))


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
    cases = draw_people(network, batch_cases, rng).forget(rng, 0.5).cases
    cases = Cases(cases.kinds, cases.states)
    findings = [finding for _, finding in cases.states]
    known = [{f: int(s[i]) for (_, f), s in cases.states.items() if s[i] >= 0} for i in range(sample_cases)]
    engine, singles = exact_engine(network, findings), [as_case(network, k) for k in known]
    began = perf_counter()
    together = assess_many(network, cases)
    rate = batch_cases / (perf_counter() - began)
    for i, k in enumerate(known):
        expected = infer(engine, k)
        assert np.abs(posterior(network, singles[i]).p_condition - expected).max() < SAME
        assert np.abs(together[i] - expected).max() < SAME
    ours_s = seconds_each(lambda i: posterior(network, singles[i]), sample_cases)
    theirs_s = seconds_each(lambda i: infer(engine, known[i]), sample_cases)
    return [
        f"Exact inference, {len(findings)} findings, half of them known; equal to {SAME:g} on {sample_cases} cases",
        f"  one posterior   Mimika {ours_s * 1e6:8.0f} us   pyAgrum {theirs_s * 1e6:8.0f} us"
        f"   {theirs_s / ours_s:8.1f} times as fast",
        f"  batch           Mimika {rate:8,.0f} cases/s   pyAgrum {1 / theirs_s:8,.0f} cases/s"
        f"   {rate * theirs_s:8,.0f} times as fast   ({batch_cases:,} cases)",
    ]
