"""Whole reports as they are read, in both languages; `--snapshot-update` after a change that is meant."""

import json
import re
from pathlib import Path

import pytest
import yaml
from tests.unit.report.test_film_printed import SEEN

from mimika.report.contract import as_json
from mimika.report.html import as_html
from mimika.report.printed import printed
from mimika.report.text import as_text
from mimika.report.wording import Wording
from mimika.usecases.assessing import Assessing, Told

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
VERSION = re.compile(r"\d{4}\.\d{2}\.\d+")
WIDTH = 88
LANGUAGES = ("ru", "en")
PRINTED = ("child-tics", "drug-dystonia")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@pytest.fixture(scope="session")
def use(kb):
    return Assessing(kb)


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def told(request):
    """Return a function: language to what was told in it."""
    text = request.param.read_text(encoding="utf-8")
    story = yaml.safe_load(text).get("story")
    return lambda language: Told(story[language]) if story else Told(text, is_case_file=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_report(use, told, language, snapshot):
    report = as_text(use.kb, use.assess(told(language)), language)
    assert VERSION.sub("YYYY.MM.N", report) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json(use, told, language, snapshot):
    data = json.loads(as_json(use.kb, use.assess(told(language)), language), parse_float=lambda x: round(float(x), 2))
    data["knowledge"] = "YYYY.MM.N"
    assert json.dumps(data, ensure_ascii=False, indent=1) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", ["patient", "doctor"])
@pytest.mark.parametrize("told", [p for p in CASES if p.stem in PRINTED], ids=lambda path: path.stem, indirect=True)
def test_the_html(use, told, language, reader, snapshot):
    page = as_html(printed(Wording(use.kb, language), use.assess(told(language)), reader, told(language).text))
    lines = [line for line in STYLE.sub("", VERSION.sub("YYYY.MM.N", page)).splitlines() if line.strip()]
    assert "\n".join(lines) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_report_keeps_its_promises(use, told, language):
    report = as_text(use.kb, use.assess(told(language)), language)
    lines = report.splitlines()
    assert [line for line in lines if len(line) > WIDTH and "http" not in line] == []
    assert not re.search(r"\{\w*\}|None|\bnan\b", report)
    assert [line for line in lines if line != line.rstrip() or line.lstrip().startswith(("%", "— "))] == []
    headings = [line for line in lines if line and line == line.upper() and line[0].isalpha()]
    assert headings[0] == use.kb.texts["urgency-heading"].pick(language).upper()
    assert use.kb.texts["notice"].pick(language).split()[0] in report


def test_the_languages_say_the_same(use, told):
    ru, en = (json.loads(as_json(use.kb, use.assess(told(language)), language)) for language in LANGUAGES)

    def ids(data):
        return [[item["id"] for item in data[key]] for key in ("differential", "see", "ask_for", "do", "do_not")]

    assert ids(ru) == ids(en)
    assert ru["urgency"]["level"] == en["urgency"]["level"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", ["patient", "doctor"])
def test_the_film_in_the_html(use, language, reader, snapshot):
    report = printed(Wording(use.kb, language), use.assess(Told("My cheek twitches.")), reader, films=[SEEN])
    section = re.search(r'<section class="film">.*?</section>', as_html(report), re.DOTALL)
    assert section[0] == snapshot
