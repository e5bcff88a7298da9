"""English words: a small table of irregular forms, then the Snowball stem."""

from functools import lru_cache

import snowballstemmer

from mimika.intake.morphology import WordForm

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "am is are was were been being 'm 're",
        "do": "does did done doing",
        "have": "has had having 've",
        "not": "n't 't",
        "will": "'ll wo",
        "would": "'d",
        "can": "ca",
        "begin": "began begun",
        "bite": "bit bitten",
        "blow": "blew blown",
        "break": "broke broken",
        "come": "came",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feel": "felt",
        "foot": "feet",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes going",
        "grow": "grew grown",
        "hang": "hung",
        "keep": "kept",
        "know": "knew known",
        "leave": "left",
        "lose": "lost losing",
        "make": "made",
        "pregnant": "pregnancy",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "shake": "shook shaken shaking shaky shakes",
        "sleep": "slept asleep",
        "speak": "spoke spoken",
        "stick": "stuck sticks sticking",
        "swallow": "swallowing",
        "swell": "swollen",
        "swing": "swung",
        "take": "took taken taking",
        "tell": "told",
        "think": "thought",
        "tooth": "teeth",
        "wake": "woke woken",
        "wear": "wore worn",
        "weak": "weaken weakness weaker",
        "write": "wrote written",
        "numb": "numbness",
        "bad": "worse worst",
    }.items()
    for form in forms.split()
}
_PERSON_WORDS = """
    i you he she it they we my his her our there
"""
_SUBJECT_WORDS = """
    i you he she it they we my his her its their our who which that there this am is are was were has have had
    do does did can could will would 'm 's 're 've
"""
_GRAMMAR_WORDS = """
    a an the and or but if so as at by for from in into of off on onto out over to up with about after again
    also all any because been before being between both each few how just like me more most much no nor not
    now only other own same some such than then them these those through too under until very what when where
    while why your yours him hers mine 't n't
"""
_PERSONS = frozenset(_PERSON_WORDS.split())
_SUBJECTS = frozenset(_SUBJECT_WORDS.split())
_GRAMMAR = _SUBJECTS | frozenset(_GRAMMAR_WORDS.split())
# These are not the word they are made of: a handful is no hand, and who is tearful has no watering eyes.
_WHOLE_WORDS = """
    mouthful forkful spoonful handful earful eyeful tearful dreadful fretful useful
    headed heading handed handing faced facing backed
"""
_WHOLE = frozenset(_WHOLE_WORDS.split())
_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def analyse(word: str) -> WordForm:
    """Return the base form and traits of a lower-case word or a contracted ending."""
    lemmas = {"'s", "be", "have"} if word == "'s" else set(likely_lemmas(word))
    if word == "cannot":
        lemmas.add("not")
    traits = {"verb"} if word in _SUBJECTS else set()
    if word in _PERSONS:
        traits.add("subject")
    if word not in _GRAMMAR:
        traits.add("content")
    return WordForm(frozenset(lemmas), frozenset(traits), is_known=word in _GRAMMAR)


def likely_lemmas(word: str) -> tuple[str, ...]:
    """Return the one base form of a word; "left" and "stuck" keep their own reading too."""
    if word in {"cannot", "unable"}:
        return ("cannot", _stem(word))
    if word in {"left", "stuck", "bit", "worse", "worst", "felt", "lost"}:
        return (word, _stem(_IRREGULAR[word]))
    if word in _WHOLE:
        return (word,)
    return (_stem(_IRREGULAR.get(word, word)),)


def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word[:60]))
