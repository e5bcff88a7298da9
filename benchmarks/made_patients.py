"""Short films of four made-up people, each with the movements of one textbook case, and what they must change."""

from dataclasses import dataclass

from benchmarks.made_faces import Close, Move, Script

SECONDS = 26.0
BLINKS = tuple(Close("both", at, 0.25) for at in (3.2, 8.9, 14.6, 21.7))
SPASMS_S = (4.5, 6.4, 10.2, 12.3, 16.0, 18.1, 19.8, 23.4)


@dataclass(frozen=True, slots=True)
class Patient:
    """A script, the age in years, the cause whose chance must rise (or fall), and findings that must be seen."""

    id: str
    script: Script
    age_years: float
    cause: str
    must_rise: bool
    findings: frozenset[str]


def patients() -> tuple[Patient, ...]:
    """Return the four: half the face in spasm, both eyes in spasm, lids that jerk, and somebody who only blinks."""
    return (_half_face(), _both_eyes(), _lid_jerks(), _only_blinks())


def _half_face() -> Patient:
    moves = [
        Move(region, at + late, 0.4, height, 0.1)
        for at in SPASMS_S
        for region, late, height in (
            ("mouth-corner-left", 0.03, 4.0),
            ("cheek-left", 0.0, 3.0),
            ("brow-left", 0.0, 4.0),
        )
    ]
    closes = (*BLINKS, *(Close("left", at, 0.4, 0.75, 0.1) for at in SPASMS_S))
    findings = frozenset({"side", "half-face-contracts", "mouth-corner-pulls"})
    return Patient(
        "half of the face", Script(SECONDS, moves, closes), 55, "hemifacial-spasm", must_rise=True, findings=findings
    )


def _both_eyes() -> Patient:
    spasms = [Close("both", at, 0.3, 1.0, held) for at, held in ((4.0, 1.4), (8.5, 0.7), (12.0, 2.2), (18.0, 1.2))]
    often = [Close("both", at, 0.22) for at in (2.2, 3.1, 7.0, 7.8, 10.5, 11.2, 16.0, 16.8, 21.0, 21.8, 22.7, 24.0)]
    findings = frozenset({"side", "eyes-squeeze-shut", "lid-spasms-on-exam"})
    return Patient(
        "both eyes", Script(SECONDS, closes=[*spasms, *often]), 60, "blepharospasm", must_rise=True, findings=findings
    )


def _lid_jerks() -> Patient:
    closed = [Close("both", at, 0.3, 1.0, 0.9) for at in (4.0, 15.0)]
    jerks = [Close("both", start + i / 3, 0.22, 0.6) for start in (5.6, 16.6) for i in range(11)]
    findings = frozenset({"side", "rhythmic", "jerks-after-eye-closure"})
    script = Script(SECONDS, closes=[*closed, *jerks])
    return Patient("lids at 3 Hz", script, 10, "eyelid-myoclonia-epilepsy", must_rise=True, findings=findings)


def _only_blinks() -> Patient:
    script = Script(SECONDS, closes=BLINKS)
    return Patient(
        "only blinks", script, 60, "blepharospasm", must_rise=False, findings=frozenset({"frequent-blinking"})
    )
