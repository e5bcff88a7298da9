"""What must hold of the engine whatever is known: on drawn knowledge and on the built-in one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mimika.engine.assess import assess
from mimika.engine.batch import Cases, assess_many
from mimika.engine.evidence import evidence_for, log_odds
from mimika.engine.known import settle
from mimika.engine.network import Network
from mimika.engine.posterior import Posterior, posterior
from mimika.engine.red_flags import red_flags
from mimika.engine.uncertainty import spread
from mimika.engine.urgency import urgency
from mimika.model.assessment import Truth
from mimika.model.case import Case, Complaint, Observation, Person
from mimika.model.condition import LEVELS
from small_knowledge import KINDS, cases, knowledge_bases, persons

SAME = {"rel": 1e-12, "abs": 1e-12}
MOVEMENT = ("movement",)


@pytest.fixture(params=["drawn", "built-in"])
def network_of(request: pytest.FixtureRequest, network: Network):
    """Return a function that draws a network: a small one, or always the built-in one."""
    if request.param == "built-in":
        return lambda data: network
    return lambda data: Network(data.draw(knowledge_bases()))


def property_test(max_examples: int):
    """Run a test on drawn data; the fixture it shares between examples holds no state."""

    def decorate(test):
        checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
        return settings(max_examples=max_examples, suppress_health_check=checks)(given(data=st.data())(test))

    return decorate


def some_case(data: st.DataObject, network: Network, kinds: tuple[str, ...] | None = None) -> Case:
    return data.draw(cases(network.kb, kinds))


def urgency_of(network: Network, case: Case) -> int:
    update = posterior(network, case)
    return LEVELS.index(urgency(network, update, red_flags(network.kb, case)).level)


def assert_same(a: Posterior, b: Posterior) -> None:
    assert a.p_condition == pytest.approx(b.p_condition, **SAME)


@property_test(60)
def test_the_order_of_observations_does_not_matter(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    case = some_case(data, network)
    shuffled = replace(case, observations=tuple(data.draw(st.permutations(case.observations))))
    assert_same(posterior(network, case), posterior(network, shuffled))
    assert urgency_of(network, case) == urgency_of(network, shuffled)
    assert red_flags(network.kb, case) == red_flags(network.kb, shuffled)


@property_test(60)
def test_what_fits_no_state_changes_nothing(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    case = some_case(data, network)
    finding = data.draw(st.sampled_from(sorted(network.kb.findings)))
    unknown = replace(case, observations=(*case.observations, Observation(finding, "no-such-state")))
    assert posterior(network, case).p.tolist() == posterior(network, unknown).p.tolist()


@property_test(60)
def test_a_finding_of_another_complaint_changes_nothing(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    case = some_case(data, network, MOVEMENT)
    others = [f for f in network.kb.findings.values() if f.of == "headache"]
    assume(others)
    finding = data.draw(st.sampled_from(others))
    value = True if finding.kind == "boolean" else finding.states[0]
    more = replace(case, observations=(*case.observations, Observation(finding.id, value)))
    assert posterior(network, case).p.tolist() == posterior(network, more).p.tolist()


@property_test(60)
def test_chances_sum_to_one(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    case = some_case(data, network)
    update = posterior(network, case)
    assert update.p.sum() == pytest.approx(1, abs=1e-12)
    if len(update.hypotheses.kinds) == 1:
        assert update.p_condition.sum() == pytest.approx(1, abs=1e-12)
    assert ((update.p_condition >= 0) & (update.p_condition <= 1 + 1e-12)).all()


@property_test(60)
def test_evidence_adds_up_to_posterior_against_prior_log_odds(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    update = posterior(network, some_case(data, network))
    prior = np.exp(update.log_prior)
    for condition in network.conditions:
        is_cause = update.hypotheses.involves[:, network.index[condition]]
        # Log odds of what rounds to 0 or 1 have no six digits to compare.
        if not 1e-9 < update.p[is_cause].sum() < 1 - 1e-6 or not prior[is_cause].sum() > 0:
            continue
        parts = sum(e.decibans for e in evidence_for(network, update, condition))
        expected = log_odds(update.p[is_cause].sum()) - log_odds(prior[is_cause].sum())
        assert parts == pytest.approx(expected, abs=1e-6)


@property_test(60)
def test_the_order_of_complaints_does_not_matter(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    kinds = data.draw(st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS)))
    case = some_case(data, network, kinds)
    turned = tuple(replace(o, complaint=None if o.complaint is None else 1 - o.complaint) for o in case.observations)
    reverse = replace(case, complaints=case.complaints[::-1], observations=turned)
    assert_same(posterior(network, case), posterior(network, reverse))


@property_test(150)
def test_one_more_danger_sign_never_lowers_the_urgency(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    kinds = data.draw(st.sampled_from([MOVEMENT, ("movement", "headache")]))
    case = some_case(data, network, kinds)
    dangers = sorted(f.id for f in network.kb.findings.values() if f.danger and f.of in (*kinds, "person"))
    assume(dangers)
    danger = data.draw(st.sampled_from(dangers))
    # A plain "no" that turns into a "yes" is a changed answer, not one more sign; a "no" in words may stand.
    kept = tuple(o for o in case.observations if o.finding != danger or o.value or o.origin == "words")
    case = replace(case, observations=kept)
    more = replace(case, observations=(*case.observations, Observation(danger, value=True)))
    assert urgency_of(network, more) >= urgency_of(network, case)


@property_test(60)
def test_words_raise_a_red_flag_but_never_clear_one(network, data: st.DataObject) -> None:
    flag = network.kb.red_flags[data.draw(st.sampled_from(with_findings(network)))]
    told = [f for f in network.kb.findings.values() if f.id in {leaf.subject for leaf in flag.when.leaves()}]
    person = Person(data.draw(st.floats(0, 100)), data.draw(st.sampled_from(["female", "male"])))

    def state(origin: str) -> Truth:
        denied = [Observation(f.id, False if f.kind == "boolean" else f.states[0], origin) for f in told]
        case = Case(person, (Complaint("movement"), Complaint("headache"), Complaint("face_pain")), tuple(denied))
        return next(f.state for f in red_flags(network.kb, case) if f.id == flag.id)

    answered = state("answer")
    assert answered is not Truth.OPEN
    if answered is Truth.NOT_MET:
        nothing = Case(person, (Complaint("movement"), Complaint("headache"), Complaint("face_pain")))
        unasked = next(f.state for f in red_flags(network.kb, nothing) if f.id == flag.id)
        # Age, sex and complaint alone may rule a flag out; words may not.
        assert state("words") is unasked


def with_findings(network: Network) -> list[str]:
    rules = (f for f in network.kb.red_flags.values() if f.when)
    return sorted(f.id for f in rules if any(leaf.op == "finding" for leaf in f.when.leaves()))


@property_test(100)
def test_words_that_deny_never_lower_the_urgency_of_a_flag(network, data: st.DataObject) -> None:
    case = some_case(data, network, MOVEMENT)
    dangers = sorted(f.id for f in network.kb.findings.values() if f.danger)
    denied = Observation(data.draw(st.sampled_from(dangers)), value=False, origin="words")
    met = {f.id: f.level for f in red_flags(network.kb, case) if f.state is Truth.MET}
    after = replace(case, observations=(*case.observations, denied))
    assert {f.id: f.level for f in red_flags(network.kb, after) if f.state is Truth.MET} == met


@property_test(60)
def test_nothing_known_is_never_self_care(network, data: st.DataObject) -> None:
    complaints = data.draw(st.lists(st.sampled_from([*KINDS, "face_pain"]), max_size=2))
    case = Case(data.draw(persons()), tuple(Complaint(k) for k in complaints))
    assert assess(network, case).urgency.level != "self_care"


@property_test(60)
@pytest.mark.parametrize("who", ["child", "pregnancy", "anticoagulant"])
def test_child_pregnancy_and_anticoagulants_are_never_self_care(network, who: str, data: st.DataObject) -> None:
    case = some_case(data, network, MOVEMENT)
    if who == "child":
        case = replace(case, person=Person(data.draw(st.floats(0, 17.99)), case.person.sex))
    else:
        case = replace(case, observations=(*case.observations, Observation(who, value=True)))
    assert assess(network, case).urgency.level != "self_care"


@property_test(60)
def test_many_cases_at_once_get_the_same_chances(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=2).map(tuple))
    drawn = [some_case(data, network, kinds) for _ in range(data.draw(st.integers(1, 4)))]
    together = assess_many(network, as_columns(network, kinds, drawn))
    for case, row in zip(drawn, together, strict=True):
        assert row == pytest.approx(posterior(network, case).p_condition, **SAME)


def test_a_group_too_large_for_one_table_gets_the_same_chances(monkeypatch, network: Network) -> None:
    monkeypatch.setattr("mimika.engine.batch.TABLE_ROWS", 3)
    members = ("eye-irritation", "light-bothers", "worse-reading-driving-wind", "allergic-or-eye-disease")
    seen = tuple(Observation(f, value=f != "light-bothers") for f in members)
    some = [Case(Person(), (Complaint("movement"),), seen[:i]) for i in range(5)]
    together = assess_many(network, as_columns(network, MOVEMENT, some))
    for case, row in zip(some, together, strict=True):
        assert row == pytest.approx(posterior(network, case).p_condition, **SAME)


def as_columns(network: Network, kinds: tuple[str, ...], drawn: list[Case]) -> Cases:
    settled = [{(k.complaint, k.finding): k.state for k in settle(network, case)} for case in drawn]
    keys = {key for known in settled for key in known}
    return Cases(
        kinds,
        {key: np.array([known.get(key, -1) for known in settled], dtype=np.int8) for key in keys},
        np.array([np.nan if c.person.age_years is None else c.person.age_years for c in drawn]),
        np.array([(None, "female", "male").index(c.person.sex) for c in drawn], dtype=np.int8),
    )


@property_test(30)
def test_the_interval_is_the_same_every_time_and_holds_the_chance(network_of, data: st.DataObject) -> None:
    network = network_of(data)
    update = posterior(network, some_case(data, network))
    first, again = spread(network, update, draws=50), spread(network, update, draws=50)
    assert first.low.tolist() == again.low.tolist()
    assert first.high.tolist() == again.high.tolist()
    assert (first.low <= update.p_condition).all()
    assert (update.p_condition <= first.high).all()
    assert ((first.rank_holds >= 0) & (first.rank_holds <= 1)).all()
