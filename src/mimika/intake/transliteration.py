"""Russian written in Latin letters, and as it is heard: "dergaetsya" and "дергаеца" are one word."""

import re

from mimika.intake.morphology import analyser

# Words that Russians write in Latin letters and that no English sentence has.
_TYPICAL_WORDS = """
    u menya ya mne glaz glaza veko golova bolit bolyat dergaetsya dergaet dergayutsya drozhat drozhit ruki ruka
    litso lico lica shcheka scheka guba guby rot chelyust nedelyu nedeli nedelya den dnya dney mesyac mesyats mesyatsa
    god goda let uzhe esli chto kak eto ochen ne net na za po ot levyy levyi pravyy levoe pravoe verhnee nizhnee
    svodit tik tiki morgayu morgaet onemela zdravstvuyte pomogite spasibo pozhaluysta tretiy vtoroy noch nochyu
"""
_ENGLISH_WORDS = "the my is and of has have with been was are it for she he i"
_TYPICAL = frozenset(_TYPICAL_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_LATIN_WORD = re.compile(r"[a-z]+")
_LETTERS = (
    *(("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш")),
    *(("yu", "ю"), ("ya", "я"), ("ju", "ю"), ("ja", "я"), ("iy", "ий"), ("yy", "ый"), ("ey", "ей"), ("ay", "ай")),
    *(("oy", "ой"), ("uy", "уй"), ("ee", "ее"), ("ph", "ф"), ("ck", "к")),
    *zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопкрстувшхыз", strict=True),
)
_NEXT = re.compile("|".join(latin for latin, _ in _LETTERS))
_BY_LATIN = dict(reversed(_LETTERS))
_MIXED = {"eye": "глаз", "eyelid": "веко", "twitch": "тик", "twitching": "дергается", "tic": "тик", "face": "лицо"}
_KEPT = frozenset(["lgi", "lgi1", "caspr", "caspr2", "aims", "htt", "tiktok", "pandas", "pans", "youtube"])
_BY_EAR = re.compile(r"(?<=[аеиоуя])(?:цца|ца|тса)$")


def is_transliterated(text: str) -> bool:
    """Return whether a text in Latin letters is Russian."""
    words = _LATIN_WORD.findall(text.lower())
    typical = sum(word in _TYPICAL for word in words)
    return typical >= 2 and typical * 4 >= len(words) and typical > sum(word in _ENGLISH for word in words)


def cyrillic(word: str) -> str:
    """Return a word of Latin letters in Cyrillic ones, for a Russian story; names of tests and genes stay."""
    if not _LATIN_WORD.fullmatch(word) or word in _KEPT:
        return word
    if word in _MIXED:
        return _MIXED[word]
    soft = re.sub(r"t(?:s|')?ya$", "тся", word)
    return _NEXT.sub(lambda match: _BY_LATIN[match.group()], soft)


def mend_sounds(word: str) -> str:
    """Return a verb whose ending was written by ear ("дергаеца") as it is spelt; a real word ("месяца") stays."""
    if len(word) < 6 or not word.endswith(("ца", "тса")) or analyser("ru")(word).is_known:
        return word
    return _BY_EAR.sub("тся", word)
