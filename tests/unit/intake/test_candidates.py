"""The phrases looked for in a story are all that stand in it, and what is found is what a plain search finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mimika.intake.candidates import Candidates
from mimika.intake.matching import Places
from mimika.intake.morphology import analyser
from mimika.intake.tokens import Token, tokenise
from mimika.kb.filing import filed
from mimika.model.words import Language, LexiconEntry, Phrase, Words

from . import phrases_en, phrases_ru
from .lexicons import lexicon

_SAID = {
    language: [row[0] for row in (*module.PLAIN, *module.TIME, *module.PEOPLE)]
    for language, module in (("ru", phrases_ru), ("en", phrases_en))
}
_EXAMPLES = 25
_GLUE = [" ", ", ", ". ", "\n", " не ", " not ", "?", " -"]
_LANGUAGES: tuple[Language, ...] = ("ru", "en")


def places_of(text: str, language: Language) -> Places:
    return Places(tokenise(text, language, lexicon(language).cues, analyser(language)))


@st.composite
def stories(draw: st.DrawFn, language: Language) -> Places:
    said = st.one_of(st.sampled_from(_SAID[language]), st.text("абвдежт her's 12", max_size=9))
    pieces = draw(st.lists(st.tuples(said, st.sampled_from(_GLUE)), max_size=6))
    return places_of("".join(text + glue for text, glue in pieces), language)


def meets(token: Token, term: str, *, is_first: bool) -> bool:
    """Whether a word meets a term of the lexicon, told by the meaning of each form of term."""
    if term.startswith("=#"):
        return term[2:] in token.traits
    if term.startswith("=^"):
        return is_first and token.word == term[2:]
    if term.startswith("="):
        return token.word == term[1:]
    if term.startswith("*"):
        return term.strip("*") in token.word
    return token.word.startswith(term[:-1]) if term.endswith("*") else term in token.lemmas


def begins_of(words: Words, tokens: list[Token]) -> list[int]:
    def is_here(begin: int) -> bool:
        here = tokens[begin : begin + len(words)]
        first = [n == 0 or tokens[n - 1].sentence != tokens[n].sentence for n in range(begin, begin + len(here))]
        is_met = all(meets(*pair, is_first=at) for *pair, at in zip(here, words, first, strict=False))
        return len(here) == len(words) and len({token.sentence for token in here}) == 1 and is_met

    return [begin for begin in range(len(tokens)) if is_here(begin)]


@pytest.mark.parametrize("language", _LANGUAGES)
@settings(max_examples=_EXAMPLES, deadline=None)
@given(data=st.data())
def test_what_is_looked_for_is_all_that_stands(language: Language, data: st.DataObject) -> None:
    places = data.draw(stories(language))
    every = [(entry, phrase) for entry in lexicon(language).entries for phrase in entry.phrases]
    looked_for = Candidates(lexicon(language)).of(places)
    assert [pair for pair in looked_for if places.find(pair[1])] == [pair for pair in every if places.find(pair[1])]


@pytest.mark.parametrize("language", _LANGUAGES)
@settings(max_examples=_EXAMPLES, deadline=None)
@given(data=st.data())
def test_words_stand_where_a_plain_search_finds_them(language: Language, data: st.DataObject) -> None:
    places = data.draw(stories(language))
    phrases = [phrase for entry in lexicon(language).entries for phrase in (*entry.phrases, *entry.unless)]
    some = data.draw(st.lists(st.sampled_from(phrases), max_size=30))
    for words in {words for phrase in some for group in phrase.groups for words in group}:
        assert places.runs(words) == begins_of(words, places.tokens), words


@pytest.mark.parametrize("language", _LANGUAGES)
def test_each_phrase_is_filed_under_words_of_every_alternative_of_one_group(language: Language) -> None:
    phrases = [phrase for entry in lexicon(language).entries for phrase in entry.phrases]
    under: list[set[str]] = [set() for _ in phrases]
    for term, numbers in lexicon(language).filed.items():
        for number in numbers:
            under[number].add(term)
    for phrase, terms in zip(phrases, under, strict=True):
        assert any(all(terms.intersection(words) for words in group) for group in phrase.groups), phrase


def test_a_phrase_is_filed_under_its_rarest_words() -> None:
    head, hurts = (("голова",),), (("болеть",), ("не", "проходить"))
    phrases = (Phrase((head, hurts)), Phrase((head,)), Phrase((head, (("не", "видеть"),))))
    entries = [LexiconEntry("one", None, "present", phrases)]
    assert filed(entries) == {"болеть": (0,), "проходить": (0,), "голова": (1,), "видеть": (2,)}


@pytest.mark.parametrize("text", ["веко задергалось", "передергивает"])
def test_a_root_is_met_inside_a_word(text: str) -> None:
    places = places_of(text, "ru")
    terms = {"*дерг*": (0,), "*боль*": (1,), "болеть": (2,)}
    assert places.told(terms, ["*дерг*", "*боль*"]) == ["*дерг*"]
