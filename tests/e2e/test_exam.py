"""The guided examination as a doctor meets it: questions on standard error, answers line by line."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ANSWERS = "30\nнет\n-\n\n\nда\nне знаю\nда\n\nнет\nнет\n"


def exam(*arguments: str, answers: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mimika.cli", "exam", *arguments]
    return subprocess.run(command, input=answers, capture_output=True, text=True, check=False, timeout=60)


def test_answers_become_observations_of_an_examination(tmp_path: Path) -> None:
    out = tmp_path / "case.yaml"
    done = exam("jaw", "--out", str(out), answers=ANSWERS)
    assert (done.returncode, done.stdout) == (0, "")
    case = yaml.safe_load(out.read_text(encoding="utf-8"))
    found = {o["finding"]: o["value"] for o in case["observations"]}
    assert found["mouth-opening-mm"] == 30
    assert found["familiar-pain-on-muscle-palpation"] is True
    assert found["jaw-deviates"] is False
    assert "jaw-locks" not in found, "an empty answer leaves a step open"
    assert {o["origin"] for o in case["observations"]} == {"examination"}
    assert case["complaints"] == ["face_pain"]


def test_an_answer_that_fits_nothing_is_asked_again_with_what_was_expected() -> None:
    done = exam("jaw", answers="очень широко\n45\n" + "\n" * 20)
    assert done.returncode == 0
    assert "Не понято" in done.stderr
    assert "мм" in done.stderr


def test_findings_are_added_to_a_case(tmp_path: Path) -> None:
    case = tmp_path / "before.yaml"
    case.write_text("person: {age: 33, sex: female}\nfindings: {pain-jaw-muscle: true}\n", encoding="utf-8")
    done = exam("jaw", "--case", str(case), "--lang", "en", answers="35\n\n\n\n\nyes\n\n\nyes\n\n")
    assert done.returncode == 0
    assert "Myalgia" in done.stdout or "muscle" in done.stdout
    assert done.stdout.index("HOW SOON") < done.stdout.index("WHAT IT MAY BE")


@pytest.mark.parametrize("form", ["knee", "JAW"])
def test_an_unknown_examination_names_those_there_are(form: str) -> None:
    done = exam(form, answers="")
    assert done.returncode == 2
    assert "jaw" in done.stderr
    assert "Traceback" not in done.stderr
