"""The conversation as a person has it in the terminal: typed answers in, questions on standard error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

STORIES = {
    "ru": "Неделю дёргается левое нижнее веко. Мне 30 лет, я женщина.",
    "en": "My left lower eyelid has been twitching for a week. I am a 30-year-old woman.",
}
OPEN = {"ru": "Болит голова. Мне 30 лет, я женщина.", "en": "My head hurts. I am a 30-year-old woman."}
FIRST_DANGER = {"ru": "не опасно ли это", "en": "whether this is dangerous"}
URGENT = {"ru": "СЕГОДНЯ", "en": "TODAY"}
LEFT = {"ru": "Осталось примерно", "en": "About"}
WHY = {"ru": ("почему", "Чтобы не пропустить: инсульт"), "en": ("why", "So as not to miss: a stroke")}
REPORT = {"ru": ("КАК СРОЧНО", "ЧТО ЭТО МОЖЕТ БЫТЬ"), "en": ("HOW SOON", "WHAT IT MAY BE")}
in_each_language = pytest.mark.parametrize("lang", ["ru", "en"])


def interview(*arguments: str, typed: str = "", status: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mimika.cli", "interview", *arguments]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done


def screens(done: subprocess.CompletedProcess[str], lang: str) -> int:
    return done.stderr.count(LEFT[lang])


@in_each_language
def test_dangers_first_then_questions_then_the_report(lang: str) -> None:
    done = interview(OPEN[lang], typed="\n" * 4 + "?\n" * 60)
    is_danger = [FIRST_DANGER[lang] in screen for screen in done.stderr.split(LEFT[lang])[1:]]
    assert is_danger == sorted(is_danger, reverse=True)
    assert set(is_danger) == {True, False}
    assert len(is_danger) < 40, "the talk ends by itself"
    assert REPORT[lang][0] in done.stdout


@in_each_language
def test_the_end_of_input_is_stop(lang: str) -> None:
    ended, stopped = (interview(STORIES[lang], typed=typed) for typed in ("", "stop\n"))
    assert ended.stdout == stopped.stdout
    assert ended.stdout.index(REPORT[lang][0]) < ended.stdout.index(REPORT[lang][1])
    assert screens(ended, lang) == 1


@in_each_language
def test_why_says_why_and_asks_again(lang: str) -> None:
    word, reason = WHY[lang]
    done = interview(STORIES[lang], typed=f"{word}\n")
    assert reason in " ".join(done.stderr.split())
    assert screens(done, lang) == 2


@in_each_language
def test_a_danger_is_told_at_once_and_the_talk_goes_on(lang: str) -> None:
    done = interview(STORIES[lang], typed="1\n?\n")
    at = done.stderr.index(f"!! {URGENT[lang]}")
    assert LEFT[lang] in done.stderr[at:]
    assert URGENT[lang] in done.stdout


def test_none_of_the_signs_does_not_take_back_a_yes() -> None:
    done = interview(
        STORIES["en"],
        typed="1\n\n",
    )
    assert "Which of these is it?" in done.stderr
    assert URGENT["en"] in done.stdout


def test_back_takes_an_answer_back(tmp_path: Path) -> None:
    kept, undone = tmp_path / "kept.yaml", tmp_path / "undone.yaml"
    interview(STORIES["en"], "--out", str(kept), typed="1\n")
    done = interview(STORIES["en"], "--out", str(undone), typed="1\nback\n")
    assert True in yaml.safe_load(kept.read_text(encoding="utf-8"))["checks"].values()
    assert "checks" not in yaml.safe_load(undone.read_text(encoding="utf-8"))
    assert done.stderr.count("whether this is dangerous") == 2


def test_what_is_no_answer_is_asked_again() -> None:
    done = interview(STORIES["en"], typed="seven\n99\n")
    assert done.stderr.count("Not understood.") == 2
    assert done.stderr.count("whether this is dangerous") == 3


def test_a_story_is_asked_for_and_age_and_sex_too(tmp_path: Path) -> None:
    out = tmp_path / "case.yaml"
    done = interview("--lang", "en", "--out", str(out), typed="My head hurts.\n\n41\n2\n")
    assert "Tell in your own words" in done.stderr
    assert yaml.safe_load(out.read_text(encoding="utf-8"))["person"] == {"age": 41.0, "sex": "male"}


def test_a_story_without_a_complaint_is_asked_what_it_is_about() -> None:
    done = interview("I am 40 and a man.", "--lang", "en", typed="2\nstop\n")
    assert "What brings you?" in done.stderr
    assert "whether this is dangerous" in done.stderr


def test_a_file_and_age_beside_it_and_json(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORIES["ru"], encoding="utf-8")
    done = interview("--file", str(story), "--age", "44", "--format", "json")
    assert json.loads(done.stdout)["urgency"]["level"]


def test_a_case_that_cannot_be_written_is_told_after_the_report(tmp_path: Path) -> None:
    done = interview(STORIES["en"], "--out", str(tmp_path / "no" / "case.yaml"), status=65)
    assert "M213" in done.stderr
    assert REPORT["en"][0] in done.stdout


@pytest.mark.parametrize(("lang", "told"), [("ru", "M201"), ("en", "M201")])
def test_an_empty_story_is_named(lang: str, told: str) -> None:
    assert told in interview("--lang", lang, typed="\n", status=65).stderr
