"""From a film to the assessment: four made-up people, each rendered to a file, measured and weighed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mediapipe", reason="the extra video is not installed")
pytest.importorskip("skimage", reason="the portrait comes with scikit-image")

from benchmarks.made_faces import Portrait, portraits, render
from benchmarks.made_patients import Patient, patients

PATIENTS = {p.id: p for p in patients()}


@pytest.fixture(scope="module")
def astronaut() -> Portrait:
    return portraits()[0]


@pytest.fixture(scope="module", params=PATIENTS)
def patient(request: pytest.FixtureRequest) -> Patient:
    return PATIENTS[request.param]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, astronaut: Portrait, patient: Patient) -> Path:
    return render(tmp_path_factory.mktemp("film") / "film.mp4", astronaut, patient.script)


def assessed(case: Path, *more: str) -> dict:
    command = [sys.executable, "-m", "mimika.cli", "assess", "--file", str(case), "--format", "json", "--lang", "en"]
    done = subprocess.run([*command, *more], capture_output=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def chance(assessment: dict, cause: str) -> float:
    return next((c["probability"] for c in assessment["differential"] if c["id"] == cause), 0.0)


def test_the_film_changes_the_assessment_the_right_way(tmp_path: Path, patient: Patient, film: Path):
    case = tmp_path / "case.yaml"
    # A normal film must speak against what was told; the others must find what nobody told.
    findings = "" if patient.must_rise else "findings: {eyes-squeeze-shut: true}\n"
    case.write_text(f"person: {{age: {patient.age_years:g}}}\ncomplaints: [movement]\n{findings}", encoding="utf-8")
    before, after = assessed(case), assessed(case, "--video", str(film))
    shown = {s["finding"]: s for s in after["video"]["shown"]}
    assert set(shown) >= patient.findings
    assert after["video"]["not_assessable"] == {}
    was, is_ = chance(before, patient.cause), chance(after, patient.cause)
    if patient.must_rise:
        assert is_ > max(0.15, 2 * was)
        assert after["differential"][0]["id"] == patient.cause or is_ > 4 * was
    else:
        assert is_ < was
        assert set(shown) == {"frequent-blinking"}
        assert shown["frequent-blinking"]["value"] is False
    sides = {s["side"] for s in shown.values() if s["side"]}
    assert sides <= {"left"}
    assert bool(sides) == (patient.id == "half of the face")
