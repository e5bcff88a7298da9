"""The verbs for the knowledge itself: check it, run its cases, show an item."""

from dataclasses import dataclass

from mimika.engine.assess import assess
from mimika.engine.network import Network
from mimika.engine.separation import Pair, neighbour_pairs
from mimika.model.assessment import Assessment
from mimika.model.case import Case, Complaint, Observation, Person
from mimika.model.example import Example
from mimika.model.knowledge import KnowledgeBase
from mimika.usecases.case_file import with_complaints


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """A given -> expect record, and what differed from what it expects."""

    example: Example
    differences: tuple[str, ...]


def run_examples(kb: KnowledgeBase) -> tuple[ExampleResult, ...]:
    """Return the result of every given -> expect record of the knowledge."""
    network = Network(kb)
    return tuple(ExampleResult(e, _differences(e, assess(network, _case(kb, e)))) for e in kb.examples)


def weak_pairs(kb: KnowledgeBase, least_decibans: float) -> tuple[Pair, ...]:
    """Return neighbours that questions a person can answer tell apart by less than this, weakest first."""
    return tuple(p for p in neighbour_pairs(Network(kb)) if p.decibans < least_decibans)


def _case(kb: KnowledgeBase, example: Example) -> Case:
    seen = tuple(Observation(finding, value) for finding, value in example.findings.items())
    complaints = tuple(Complaint(kind) for kind in example.complaints)
    return with_complaints(kb, Case(Person(example.age_years, example.sex), complaints, seen))


def _differences(example: Example, got: Assessment) -> tuple[str, ...]:
    ranked = [c.condition for c in got.differential]
    found = []
    if example.first and ranked[:1] != [c for c in ranked[:1] if c in example.first]:
        found.append(f"first is {ranked[:1]}, expected one of {list(example.first)}")
    if not set(example.top3) <= set(ranked[:3]):
        found.append(f"first three are {ranked[:3]}, expected {list(example.top3)} among them")
    if set(example.not_first) & set(ranked[:1]):
        found.append(f"first is {ranked[0]}, which was not to be")
    if example.urgency and got.urgency.level not in example.urgency:
        found.append(f"urgency is {got.urgency.level}, expected one of {list(example.urgency)}")
    if not set(example.red_flags) <= set(got.urgency.flags):
        found.append(f"red flags are {list(got.urgency.flags)}, expected {list(example.red_flags)}")
    if not set(example.see) <= set(got.see):
        found.append(f"doctors are {list(got.see)}, expected {list(example.see)} among them")
    return tuple(found)
