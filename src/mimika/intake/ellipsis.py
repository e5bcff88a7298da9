"""Places named without a verb of their own: in "the eyelid twitches, sometimes the cheek too" the cheek twitches.

Each such part is read once more, with the verb of its sentence put before it.
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
_NOT_WHOLE = {"нос": ("носит",), "век": (), "рот": ()}
_CONTRASTS = frozenset(["а", "but"])
_NO = frozenset(["не", "нет", "ни", "без", "not", "n't", "no", "never", "nor"])
_MOST_PARTS = 60


def elliptic(tokens: list[Token], language: Language) -> list[Token]:
    """Return each part that lacks its verb, with the verb, as sentences of their own after the story's."""
    found: list[Token] = []
    sentences = 0
    last = tokens[-1].sentence if tokens else 0
    for _, group in groupby(tokens, lambda token: token.sentence):
        sentence = list(group)
        for part in _parts(sentence, language):
            sentences += 1
            if sentences > _MOST_PARTS:
                return found
            number = last + sentences
            base = number * 1000
            found += [
                replace(token, sentence=number, clause=base, chunk=base, place=base + n)
                for n, token in enumerate(part)
            ]
    return found


def _parts(sentence: list[Token], language: Language) -> Iterator[list[Token]]:
    """Yield the verb and the words of each part without one."""
    chunks = [list(chunk) for _, chunk in groupby(sentence, lambda token: token.chunk)]
    verb: list[Token] = []
    for chunk in chunks:
        own = [n for n, token in enumerate(chunk) if _begins(token, _VERBS[language])]
        if own:
            before = chunk[max(0, own[-1] - 1) : own[-1]]
            verb = [*(token for token in before if token.word in _NO), chunk[own[-1]]]
        elif verb and _is_elliptic(chunk, language):
            is_denied = verb[0].word in _NO
            if not is_denied:
                yield [verb[-1], *chunk]
            elif chunk[0].word in _CONTRASTS:
                yield [verb[-1], *chunk]


def _is_elliptic(chunk: list[Token], language: Language) -> bool:
    """Whether a part names a place and says nothing of its own about it."""
    places = [token for token in chunk if _begins(token, _PLACES[language])]
    others = [
        token
        for token in chunk
        if "content" in token.traits
        and not _begins(token, _PLACES[language])
        and not _begins(token, _BESIDE[language])
    ]
    has_verb = any(token.word in _OWN_VERBS for token in chunk)
    return bool(places) and not others and not has_verb and not any(token.word in _NO for token in chunk)


_OWN_VERBS = frozenset("am is are was were has have had do does did can could will would 'm 's 're 've".split())


def _begins(token: Token, starts: tuple[str, ...]) -> bool:
    return token.word.startswith(starts)
