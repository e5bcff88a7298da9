"""The items of a list that one "no" denies: "no fever, rash or stiff neck", "слабости, двоения, онемения нет"."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from mimika.intake.tokens import Token

_LONGEST_ITEM = 5
_FURTHEST = 40
_OR = frozenset(["или", "либо", "ни", "or", "nor"])
_JOINS = frozenset(["и", "да", "and", *_OR])

Item = list[int]


def list_after(tokens: list[Token], last: int) -> Iterator[int]:
    """Yield the numbers of the list items that follow a word, as far as a list goes on."""
    sentence, chunk = tokens[last].sentence, tokens[last].chunk
    ahead = [n for n in range(last + 1, min(last + _FURTHEST, len(tokens))) if tokens[n].sentence == sentence]
    items = _items(tokens, (n for n in ahead if tokens[n].chunk != chunk))
    until = max((at for at, item in enumerate(items) if tokens[item[0]].word in _OR), default=-1)
    for at, item in enumerate(items):
        if at > until and not _is_genitive(tokens, item):
            return
        yield from item


def list_before(tokens: list[Token], first: int) -> Iterator[int]:
    """Yield the numbers of the list items before a word; they stand in the genitive."""
    sentence, chunk = tokens[first].sentence, tokens[first].chunk
    back = [n for n in range(first - 1, max(first - _FURTHEST, -1), -1) if tokens[n].sentence == sentence]
    for item in _items(tokens, (n for n in back if tokens[n].chunk != chunk)):
        if not _is_genitive(tokens, item):
            return
        yield from item


def _items(tokens: list[Token], numbers: Iterable[int]) -> list[Item]:
    """Return the parts that can be items of a list, up to the first that cannot."""
    items: list[Item] = []
    for _, group in groupby(numbers, lambda n: tokens[n].chunk):
        item = sorted(group)
        words = [tokens[n] for n in item if tokens[n].word not in _JOINS]
        if len(words) > _LONGEST_ITEM or any(map(_ends_list, words)):
            break
        items.append(item)
    return items


def _ends_list(token: Token) -> bool:
    """Whether a word begins a statement of its own: it has a verb, who does it, or a number that was measured."""
    return bool({"verb", "subject"} & token.traits) or token.word.isdigit()


def _is_genitive(tokens: list[Token], item: Item) -> bool:
    return any("genitive" in tokens[n].traits for n in item)
