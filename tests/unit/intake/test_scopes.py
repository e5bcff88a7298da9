"""Whose, when and whether: what is of others, over, imagined or denied is not heard as the patient's own."""

import pytest

from mimika.intake import detect_language
from mimika.model.words import Heard

from . import scopes
from .lexicons import read

_ROWS = [row for name in ("OTHERS", "OVER", "IMAGINED", "DENIED") for row in getattr(scopes, name)]


def _heard(text: str) -> tuple[Heard, ...]:
    language = detect_language(text)
    return read(text, language).heard


@pytest.mark.parametrize(("text", "expected"), _ROWS)
def test_only_the_patient_of_today_is_heard(text: str, expected: str) -> None:
    heard = {one.finding: one.value for one in _heard(text) if one.about == "self" and one.tense == "now"}
    for item in expected.split():
        finding, _, value = item.lstrip("!").partition("=")
        if item.startswith("!"):
            assert heard.get(finding, "absent") == "absent", heard
        else:
            assert heard.get(finding) == (value or "present"), heard


@pytest.mark.parametrize(("text", "finding", "is_disputed"), scopes.DISPUTED)
def test_a_contradiction_is_told(text: str, finding: str, is_disputed: bool) -> None:
    one = next(one for one in _heard(text) if one.finding == finding and one.tense == "now")
    assert one.disputed is is_disputed
    assert not is_disputed or one.value == "present"
