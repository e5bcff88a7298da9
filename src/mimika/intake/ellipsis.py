"""Places named without a verb of their own: in "the eyelid twitches, sometimes the cheek too" the cheek twitches.

Each such part is read once more, with the verb of its sentence put before it. Words are told by how they begin.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from mimika.intake.tokens import Token
from mimika.model.words import Language

_PLACES: dict[Language, tuple[str, ...]] = {
    "ru": (
        *("глаз", "век", "щек", "щеч", "рот", "рта", "губ", "бров", "лоб", "лба", "нос", "подбород", "челюст"),
        *("голов", "рук", "ног", "плеч", "шея", "шею", "шеи", "пальц", "язык", "висок", "висках", "виск", "затыл"),
        *("ухо", "ухе", "зуб", "лиц", "скул", "угол", "угл", "угол", "кист", "десн", "темя", "голос", "икр", "стоп"),
    ),
    "en": (
        *("eye", "lid", "cheek", "mouth", "lip", "brow", "forehead", "nose", "chin", "jaw", "head", "hand", "arm"),
        *("leg", "shoulder", "neck", "finger", "tongue", "temple", "ear", "tooth", "teeth", "face", "corner", "gum"),
        *("voice", "foot", "feet", "calf", "calves", "thumb", "toe"),
    ),
}
_VERBS: dict[Language, tuple[str, ...]] = {
    "ru": (
        *("дерг", "подерг", "дрож", "тряс", "трясет", "болит", "болят", "боль", "боли", "ноет", "ноют", "ломит"),
        *("сводит", "свело", "стяги", "пульсир", "прыга", "скач", "тянет", "подтяги", "сжима", "зажмур", "сокраща"),
        *("немеет", "немеют", "онем", "тремор", "судорог", "кривит"),
    ),
    "en": (
        *("twitch", "jerk", "jump", "flicker", "flutter", "quiver", "pulsat", "spasm", "trembl", "tremor", "shak"),
        *("pull", "cramp", "pain", "ache", "aching", "hurt", "throb", "sore", "tighten", "contract", "numb", "tingl"),
    ),
}
_BESIDE: dict[Language, tuple[str, ...]] = {
    "ru": ("лев", "прав", "верхн", "нижн", "весь", "вся", "все", "мой", "моя", "оба", "обе", "друг", "сам", "част"),
    "en": ("left", "right", "upper", "lower", "whole", "sometim", "occasion", "now", "too", "even", "often", "well"),
}
SIGN_VERBS = (*_VERBS["ru"], *_VERBS["en"])
_CONTRASTS = frozenset(["а", "но", "but"])
_JOINS = frozenset(["и", "или", "and", "or"])
_NO = frozenset(["не", "нет", "ни", "без", "not", "n't", "no", "never", "nor"])
_AUXILIARIES = "am is are was were has have had do does did can could will would 'm 's 're 've"
_OWN_VERBS = frozenset(_AUXILIARIES.split())
_MOST_PARTS = 60
_FAR = 100

Part = list[int]


def parts_without_verb(tokens: list[Token], language: Language) -> list[Part]:
    """Return the numbers of the verb and of the words of each part that lacks one; the verb comes first."""
    found: list[Part] = []
    for _, group in groupby(range(len(tokens)), lambda n: tokens[n].sentence):
        found += _of_sentence(tokens, list(group), language)
        if len(found) >= _MOST_PARTS:
            break
    return found


def repeated(tokens: list[Token], parts: list[Part]) -> tuple[list[Token], list[int]]:
    """Return the parts as sentences of their own, and where each of their words stands in the story."""
    again: list[Token] = []
    for sentence, part in enumerate(parts, 1):
        base = sentence * _FAR
        again += [replace(tokens[n], sentence=sentence, place=base + at) for at, n in enumerate(part)]
    return again, [n for part in parts for n in part]


def _of_sentence(tokens: list[Token], numbers: list[int], language: Language) -> Iterator[Part]:
    """Yield the parts of a sentence; a part before the verb counts when "and" joins it to the verb's."""
    verb: int | None = None
    waiting: list[Part] = []
    for _, group in groupby(numbers, lambda n: tokens[n].chunk):
        chunk = list(group)
        own = [n for n in chunk if tokens[n].word.startswith(_VERBS[language])]
        if own:
            if tokens[chunk[0]].word in _JOINS and verb is None:
                yield from ([own[0], *part] for part in waiting)
            verb, waiting = own[-1], []
        elif _is_elliptic(tokens, chunk, language):
            if verb is None:
                waiting.append(chunk)
            elif not _is_denied(tokens, verb) or tokens[chunk[0]].word in _CONTRASTS:
                yield [verb, *chunk]
        else:
            waiting = []


def _is_denied(tokens: list[Token], verb: int) -> bool:
    return any(token.word in _NO and token.chunk == tokens[verb].chunk for token in tokens[max(0, verb - 2) : verb])


def _is_elliptic(tokens: list[Token], chunk: list[int], language: Language) -> bool:
    """Whether a part names a place and says nothing else of it."""
    known = (*_PLACES[language], *_BESIDE[language])
    words = [tokens[n] for n in chunk]
    if any(token.word in _NO or token.word in _OWN_VERBS for token in words):
        return False
    if not any(token.word.startswith(_PLACES[language]) for token in words):
        return False
    return all("content" not in token.traits or token.word.startswith(known) for token in words)
