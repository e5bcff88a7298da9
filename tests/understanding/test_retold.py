"""Stories in everyday words that no word was tuned on: what they come to must not grow worse."""

import pytest
from benchmarks.retold import patients, told
from benchmarks.scripted import DANGEROUS, LANGUAGES, distance, place

# As measured; the published cases, on which words were tuned, do far better.
LEAST_FIRST, LEAST_AMONG_THREE, MOST_TOO_MILD = 0.64, 0.75, 0.15


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_stories_come_to_no_less_than_they_did(kb, language):
    found = told(kb, patients("frozen"), language)
    places = [place(patient, result) for patient, result in found]
    off = [distance(patient, result) for patient, result in found if patient.wanted in DANGEROUS]
    assert sum(p == 0 for p in places) >= LEAST_FIRST * len(found)
    assert sum(p < 3 for p in places) >= LEAST_AMONG_THREE * len(found)
    assert sum(d < 0 for d in off) <= MOST_TOO_MILD * len(off)


def test_no_frozen_story_is_an_open_one():
    stories = {part: {s for p in patients(part) for s in p.stories.values()} for part in ("open", "frozen")}
    assert len(stories["open"]) > 400
    assert not stories["open"] & stories["frozen"]
