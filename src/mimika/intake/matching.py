"""Where phrases stand in a story; time is linear in its length.

An index leads from a term to the places where it stands. A phrase is looked for only when all
its groups stand somewhere, and only around the occurrences of its rarest group.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from mimika.intake.tokens import Token
from mimika.model.words import Alternatives, Phrase, Words

_ENOUGH = 12
_SHORTEST_PREFIX = 2
_LONGEST_PREFIX = 16
_SEEN = frozenset(["verb", "present", "future"])

Run = tuple[int, int]
_NOWHERE: list[int] = []


@dataclass(frozen=True, slots=True)
class Match:
    """Numbers of the tokens that met a phrase, in order of standing."""

    tokens: tuple[int, ...]

    @property
    def first(self) -> int:
        """Number of the first token."""
        return self.tokens[0]

    @property
    def last(self) -> int:
        """Number of the last token."""
        return self.tokens[-1]


class Places:
    """The words of one story, indexed by every term they can meet."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        by_term: dict[str, list[int]] = defaultdict(list)
        for n, token in enumerate(tokens):
            for term in _terms(token):
                by_term[term].append(n)
            if n == 0 or tokens[n - 1].sentence != token.sentence:
                by_term[f"=^{token.word}"].append(n)
        self._by_term = dict(by_term)
        self._begins = list(accumulate((len(token.word) + 1 for token in tokens), initial=0))
        self._joined = " ".join(token.word for token in tokens)
        self._runs: dict[Words, list[int]] = {}

    def runs(self, words: Words) -> list[int]:
        """Return where the words begin, standing side by side in this order."""
        begins = self._where(words[0])
        if not begins:
            return _NOWHERE
        if len(words) == 1:
            return begins
        if words not in self._runs:
            for step, term in enumerate(words[1:], 1):
                begins = [n for n in begins if self._follows(n, step, term)]
            self._runs[words] = begins
        return self._runs[words]

    def stands_at(self, words: Words, begin: int) -> bool:
        """Whether the words stand side by side from this token on."""
        begins = self.runs(words)
        at = bisect_left(begins, begin)
        return at < len(begins) and begins[at] == begin

    def _where(self, term: str) -> list[int]:
        """Return the numbers of the tokens that meet a term; `*root*` is looked for in the words when first asked."""
        if term[0] == "*" and term not in self._by_term:
            self._by_term[term] = list(self._containing(term.strip("*")))
        return self._by_term.get(term, _NOWHERE)

    def _containing(self, root: str) -> Iterator[int]:
        at = self._joined.find(root)
        while at >= 0:
            n = bisect_right(self._begins, at) - 1
            yield n
            at = self._joined.find(root, self._begins[n + 1])

    def _follows(self, begin: int, step: int, term: str) -> bool:
        n = begin + step
        if n >= len(self.tokens) or self.tokens[n].sentence != self.tokens[begin].sentence:
            return False
        where = self._where(term)
        at = bisect_left(where, n)
        return at < len(where) and where[at] == n

    def find(self, phrase: Phrase, most: int = _ENOUGH) -> list[Match]:
        """Return where a phrase stands; at most a dozen places, for a story repeats itself."""
        begins: list[list[Run]] = []
        told = self._by_term
        for group in phrase.groups:
            # Most words of a group stand nowhere in a story: they are passed over without a call.
            words_here = [words for words in group if words[0] in told or words[0][0] == "*"]
            here = [(n, len(words)) for words in words_here for n in self.runs(words)]
            if not here:
                return []
            begins.append(here)
        rarest = min(range(len(begins)), key=lambda group: len(begins[group]))
        others = [group for n, group in enumerate(phrase.groups) if n != rarest]
        found: list[Match] = []
        taken = -1
        for begin, length in sorted(begins[rarest], key=lambda run: (run[0], -run[1])):
            if begin <= taken:
                continue
            match = self._around((begin, length), others, phrase)
            if match is not None and not self._is_avoided(match, phrase):
                found.append(match)
                taken = match.last
                if len(found) == most:
                    break
        return found

    def _around(self, anchor: Run, others: list[Alternatives], phrase: Phrase) -> Match | None:
        used = set(range(anchor[0], anchor[0] + anchor[1]))
        for group in others:
            run = self._nearest(group, anchor[0], used, phrase.window)
            if run is None:
                return None
            used |= set(range(run[0], run[0] + run[1]))
        numbers = tuple(sorted(used))
        if self.tokens[numbers[-1]].place - self.tokens[numbers[0]].place > max(phrase.window, len(numbers) + 3):
            return None
        return Match(numbers)

    def _nearest(self, group: Alternatives, to: int, used: set[int], window: int) -> Run | None:
        best: tuple[int, int, Run] | None = None
        for words in group:
            begins = self.runs(words)
            at = bisect_left(begins, to)
            for begin in begins[max(0, at - 3) : at + 3]:
                far = abs(self.tokens[begin].place - self.tokens[to].place)
                if far > window or not used.isdisjoint(range(begin, begin + len(words))):
                    continue
                if best is None or (far, -len(words)) < best[:2]:
                    best = (far, -len(words), (begin, len(words)))
        return best[2] if best else None

    def _is_avoided(self, match: Match, phrase: Phrase) -> bool:
        return any(self.near(words, match, phrase.window) for words in phrase.avoid)

    def near(self, words: Words, match: Match, reach: int) -> bool:
        """Whether the words stand within reach of a match, or inside it."""
        low = self.tokens[match.first].place - reach
        high = self.tokens[match.last].place + reach
        begins = self.runs(words)
        at = bisect_left(begins, match.first)
        around = begins[max(0, at - 2) : at + 12]
        return any(low <= self.tokens[begin].place <= high for begin in around)


def _terms(token: Token) -> set[str]:
    word = token.word
    terms = {f"{word[:n]}*" for n in range(_SHORTEST_PREFIX, min(len(word), _LONGEST_PREFIX) + 1)}
    return terms | token.lemmas | {f"={word}"} | {f"=#{trait}" for trait in token.traits & _SEEN}
