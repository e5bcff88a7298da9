"""A case from a file: what fits becomes observations, what does not is named with its place."""

import pytest

from mimika.errors import InputError
from mimika.model.case import Complaint, Observation, Person
from mimika.usecases.assessing import Assessing, Told
from mimika.usecases.case_file import MOST_COMPLAINTS, read_case


@pytest.fixture(scope="session")
def case(kb):
    """Return a function that reads the text of a case file."""
    use = Assessing(kb)
    return lambda text, **told: use.case(Told(text, is_case_file=True, **told))


def test_findings_and_observations_become_observations(case):
    got = case(
        "person: {age: 57, sex: female}\n"
        "findings: {half-face-contracts: true, side: one-side, duration-d: 700}\n"
        "observations: [{finding: side, value: one-side, origin: examination, complaint: 0}]\n"
    )
    assert got.person == Person(57.0, "female")
    assert got.complaints == (Complaint("movement"),)
    assert got.observations == (
        Observation("half-face-contracts", value=True),
        Observation("side", "one-side"),
        Observation("duration-d", 700.0),
        Observation("side", "one-side", "examination", 0),
    )


def test_age_and_sex_told_beside_the_file_stand_before_it(case):
    got = case("person: {age: 57, sex: female}\nfindings: {side: one-side}", age_years=6.0, sex="male")
    assert got.person == Person(6.0, "male")


def test_an_absent_complaint_stays_absent(case):
    got = case("complaints: [movement]\nabsent_complaints: [headache]")
    assert got.complaints == (Complaint("movement"), Complaint("headache", is_absent=True))
    assert len(got.complaints) <= MOST_COMPLAINTS


@pytest.mark.parametrize("text", ["{}", "person: {}", "findings: {}", "person: null\nfindings: {}"])
def test_an_empty_case_is_a_case(case, text):
    assert case(text).observations == ()


BAD_CASES = {
    "age under 0": ("person: {age: -3}", "$.person.age: is -3; an age lies between 0 and 120"),
    "age over 120": ("person: {age: 400}", "$.person.age: is 400"),
    "age as word": ("person: {age: old}", "$.person.age: is old"),
    "age as truth": ("person: {age: yes}", "$.person.age: is true"),
    "age not a number": ("person: {age: .nan}", "$.person.age"),
    "sex": ("person: {sex: other}", "$.person.sex: is other"),
    "person a list": ("person: [1]", "$.person: is not a mapping"),
    "unknown key": ("colour: red", "$.colour: is not known; known are"),
    "unknown person key": ("person: {name: x}", "$.person.name: is not known"),
    "unknown complaint": ("complaints: [toothache]", "$.complaints: toothache is not one of"),
    "complaint a list": ("complaints: [[movement]]", "$.complaints: "),
    "complaints a word": ("complaints: movement", "$.complaints: is not a list"),
    "too many complaints": ("complaints: [movement, movement, movement, movement]", "at most 3"),
    "unknown finding": ("findings: {half-face-contract: true}", "Did you mean half-face-contracts?"),
    "answer that does not exist": ("findings: {side: left}", "$.findings.side: left does not fit; expected one of"),
    "number for yes or no": ("findings: {half-face-contracts: 3}", "expected true or false"),
    "time under 0": ("findings: {duration-d: -5}", "$.findings.duration-d: -5 does not fit"),
    "time without end": ("findings: {duration-d: .inf}", "$.findings.duration-d: a number too large"),
    "huge number": (f"findings: {{duration-d: 1{'0' * 400}}}", "$.findings.duration-d: a number too large"),
    "list as value": ("findings: {side: [one-side]}", "$.findings.side"),
    "findings a list": ("findings: [side]", "$.findings: is not a mapping"),
    "observation without value": ("observations: [{finding: side}]", "$.observations[0]"),
    "observation of unknown origin": (
        "observations: [{finding: side, value: one-side, origin: dream}]",
        "$.observations[0].origin: is dream",
    ),
    "observation of no complaint": (
        "observations: [{finding: side, value: one-side, complaint: -1}]",
        "$.observations[0].complaint: is -1",
    ),
    "not yaml": ("person: {age: 57", "is neither YAML nor JSON"),
    "python tag": ("person: !!python/object/apply:os.system [ls]", "is neither YAML nor JSON"),
    "impossible date": ("person: 2026-02-31", "holds a value that cannot be read"),
    "deeply nested": ("[" * 20_000, "holds a value that cannot be read"),
    "a story": ("my eyelid has been twitching for a week", "is not a mapping"),
    "a list": ("- 1", "is not a mapping"),
    "binary": ("\0\1\2", "not readable text"),
    "empty": (" ", "is empty"),
}


@pytest.mark.parametrize(("text", "words"), BAD_CASES.values(), ids=BAD_CASES)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_case_that_cannot_be_used_is_refused(case, text, words, language):
    with pytest.raises(InputError) as caught:
        case(text)
    assert caught.value.exit_status == 65
    told = caught.value.told(language)
    assert "→" in told
    if words.startswith("$") or language == "en":
        assert words in told


def test_a_case_file_with_sentences_in_it_does_not_see_them_repeated(kb):
    secret = "моя соседка Анна больна"
    text = f"{secret}: 1\nfindings: {{side: '{secret}', '{secret}': true}}\nperson: {{sex: '{secret}'}}\n"
    with pytest.raises(InputError) as caught:
        read_case(kb, text)
    assert "Анна" not in str(caught.value) + caught.value.told("ru")
