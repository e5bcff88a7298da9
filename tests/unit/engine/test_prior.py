"""How the shares of conditions become entry weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimika.engine.network import Network
from mimika.engine.prior import entry_weights
from small_knowledge import condition, knowledge

SHARES = {"often": 0.4, "seldom": 0.01, "rarely": 0.0001}


def weights(power: float) -> dict[str, float]:
    shared = [condition(name, shares={"movement": share}) for name, share in SHARES.items()]
    network = Network(knowledge(shared, [], share_power=power))
    found = entry_weights(network, "movement")
    return {**{name: float(found[i]) for name, i in network.index.items()}, "other": float(found[-1])}


def test_at_a_power_of_one_the_weights_are_the_shares():
    found = weights(1.0)
    assert found["often"] / found["seldom"] == pytest.approx(40)
    assert found["seldom"] / found["rarely"] == pytest.approx(100)


@given(st.floats(0.05, 0.95))
def test_below_one_the_rare_weigh_more_in_the_same_order_and_other_as_before(power):
    usual, found = weights(1.0), weights(power)
    assert found["often"] > found["seldom"] > found["rarely"] > usual["rarely"]
    assert found["often"] < usual["often"]
    assert found["other"] == pytest.approx(usual["other"])
    assert np.isclose(sum(found.values()), 1)
