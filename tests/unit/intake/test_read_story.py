"""Phrases as people say them, and what is heard in them."""

import pytest

from mimika.intake import detect_language
from mimika.model.words import Language, Understanding

from . import phrases_en, phrases_ru
from .lexicons import read

_TABLES = ("PLAIN", "NEGATED", "NOT_NEGATED", "OTHER_PERSON", "PAST_OR_POSSIBLE", "TIME", "TYPOS")
_BOTH: tuple[tuple[Language, object], ...] = (("ru", phrases_ru), ("en", phrases_en))


def _rows(*names: str) -> list[tuple[object, ...]]:
    return [(language, *row) for language, module in _BOTH for name in names for row in getattr(module, name)]


def _of_patient(understood: Understanding) -> dict[str, str | float]:
    return {one.finding: one.value for one in understood.heard if one.about == "self" and one.tense == "now"}


@pytest.mark.parametrize(("language", "text", "expected"), _rows(*_TABLES))
def test_a_phrase_is_heard(language: Language, text: str, expected: str) -> None:
    heard = _of_patient(read(text, language))
    for item in expected.split():
        finding, _, value = item.partition("=")
        if finding.startswith("!"):
            assert finding[1:] not in heard
        elif value.replace(".", "").isdigit():
            assert heard.get(finding) == pytest.approx(float(value), rel=0.01)
        else:
            assert heard.get(finding) == (value or "present"), heard


@pytest.mark.parametrize(("language", "text", "age", "sex"), _rows("PEOPLE"))
def test_the_patient_is_known(language: Language, text: str, age: float | None, sex: str | None) -> None:
    understood = read(text, language)
    assert (understood.age_years, understood.sex) == (age, sex)


@pytest.mark.parametrize(("language", "text"), [(la, text) for la, module in _BOTH for text in module.NOTHING])
def test_other_trouble_is_no_complaint(language: Language, text: str) -> None:
    understood = read(text, language)
    assert understood.complaints == ()
    assert understood.heard == ()


@pytest.mark.parametrize(
    ("text", "language"), [("Дёргается веко", "ru"), ("my eyelid", "en"), ("пью Zoloft", "ru"), ("", "en")]
)
def test_the_language_is_told(text: str, language: Language) -> None:
    assert detect_language(text) == language


def test_what_was_once_is_past() -> None:
    heard = {h.finding: h for h in read("Раньше дёргалось веко, теперь болит голова", "ru").heard}
    assert heard["one-eyelid-flickers"].tense == "past"
    assert heard["headache"].tense == "now"


def test_words_without_a_meaning_for_us_are_shown() -> None:
    text = "Дёргается веко и чешется локоть"
    assert "локоть" in [span.text for span in read(text, "ru").words]
