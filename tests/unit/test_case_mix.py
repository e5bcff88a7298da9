"""The case mixes of table A2 for movements of the face come out again when what narrows the complaint is entered.

Shares are in percent; a mix may be off by BAND_POINTS in each part. Parts that the knowledge does not hold apart
(surface and refraction, post-Bell and nerve injury) are summed.
"""

import sys
from dataclasses import dataclass, field

import numpy as np
import pytest

from mimika.engine.network import Network
from mimika.engine.posterior import posterior
from mimika.model.case import Case, Complaint, Observation, Person, Value

BAND_POINTS = 15.0
TICS = ("provisional-tic-disorder", "persistent-tic-disorder", "tourette-syndrome", "secondary-tics")
FUNCTIONAL = ("functional-facial-movement", "functional-tic-like-behaviours")
DRUGS = ("antidepressant-movement-disorder", "drug-induced-parkinsonism", "levodopa-dyskinesia", "acute-drug-dystonia")
CHOREA = ("huntington-disease", "benign-hereditary-chorea", "wilson-disease")


@dataclass(frozen=True)
class Row:
    """One row of A2: what is entered, and the share of each part of the mix.

    Attributes:
        either: Yes/no findings of which at least one is there, when the row says "or".
        ever: A choice known only not to be in its first state.
    """

    name: str
    age_years: float
    known: dict[str, Value]
    mix: dict[tuple[str, ...], float]
    either: tuple[str, ...] = ()
    ever: tuple[str, ...] = field(default=())


BOTH_EYES = {"side": "both-together"}
CHEWING = {"chewing-or-lip-movements": True}
SPARED_BLOCKER = {
    ("tardive-dyskinesia",): 2,
    # The parts other than tardive dyskinesia, 53 together, share what it leaves.
    ("edentulous-dyskinesia",): 55,
    ("meige-syndrome",): 18,
    DRUGS: 9,
    CHOREA: 6,
}
ROWS = [
    Row(
        "child blinks too much",
        8,
        {"frequent-blinking": True, **BOTH_EYES},
        {TICS: 35, ("ocular-surface-blinking",): 47, FUNCTIONAL: 10, ("eyelid-myoclonia-epilepsy",): 3},
    ),
    Row(
        "one eyelid flickers, under three weeks",
        35,
        {"one-eyelid-flickers": True, "eyes-squeeze-shut": False, "duration-d": "weeks"},
        {
            ("eyelid-myokymia",): 93,
            ("ocular-surface-blinking",): 3,
            ("hemifacial-spasm",): 1.5,
            TICS: 1.5,
            ("ms-facial-myokymia", "posterior-fossa-tumour"): 0.2,
            ("other",): 1,
        },
    ),
    Row(
        "one eyelid flickers, over three months",
        45,
        {"one-eyelid-flickers": True, "duration-d": "up-to-a-year"},
        {
            ("eyelid-myokymia",): 65,
            ("hemifacial-spasm",): 20,
            TICS: 5,
            ("facial-synkinesis",): 3,
            ("ms-facial-myokymia", "posterior-fossa-tumour"): 2,
            ("other",): 5,
        },
    ),
    Row(
        "spasms of half of the face",
        55,
        {"half-face-contracts": True, "side": "one-side"},
        {("hemifacial-spasm",): 64, ("facial-synkinesis",): 17, ("ms-facial-myokymia",): 1},
    ),
    Row(
        "over 40, both eyes squeeze shut or blink too much",
        58,
        BOTH_EYES,
        {
            ("ocular-surface-blinking",): 45,
            ("blepharospasm",): 25,
            TICS: 8,
            FUNCTIONAL: 5,
            ("tardive-dyskinesia", *DRUGS): 5,
            ("myasthenia-gravis",): 2,
            ("meige-syndrome",): 5,
        },
        either=("eyes-squeeze-shut", "frequent-blinking"),
    ),
    Row(
        "over 60, chewing, ever on a dopamine blocker",
        70,
        CHEWING,
        {
            ("tardive-dyskinesia",): 45,
            ("edentulous-dyskinesia",): 30,
            ("meige-syndrome",): 10,
            DRUGS: 5,
            CHOREA: 3,
        },
        ever=("dopamine-blocker",),
    ),
    Row("over 60, chewing, never on a dopamine blocker", 70, {**CHEWING, "dopamine-blocker": "never"}, SPARED_BLOCKER),
    Row(
        "child with tics",
        9,
        {"several-motor-tics": True},
        {
            ("provisional-tic-disorder",): 60,
            ("persistent-tic-disorder",): 18,
            ("tourette-syndrome",): 17,
            ("functional-tic-like-behaviours",): 3,
            ("stereotypies",): 1,
        },
    ),
]


def chances(network: Network, row: Row) -> dict[str, float]:
    """Return the chance of each cause in percent; `other` among them."""
    seen = tuple(Observation(f, v) for f, v in row.known.items())
    p = posterior(network, Case(Person(row.age_years), (Complaint("movement"),), seen)).p_condition
    for unsaid in (row.either, row.ever):
        if unsaid:
            p = p * (1 - np.prod([network.table(f).p[0] for f in unsaid], axis=0))
    return dict(zip([*network.conditions, "other"], 100 * p / p.sum(), strict=True))


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in ROWS])
def test_a_mix_of_table_a2_comes_out_again(network: Network, row: Row) -> None:
    p = chances(network, row)
    found = {part: sum(p[c] for c in part) for part in row.mix}
    told = "\n".join(f"  {' + '.join(part)}: {found[part]:.1f}, A2 says {share}" for part, share in row.mix.items())
    sys.stdout.write(f"{row.name}\n{told}\n")
    off = [part for part, share in row.mix.items() if abs(found[part] - share) > BAND_POINTS]
    assert not off, told
