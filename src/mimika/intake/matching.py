"""Where phrases stand in a story; time is linear in its length.

An index leads from a term to the places where it stands. A phrase is looked for only when all
its groups stand somewhere, and only around the occurrences of its rarest group. Which phrases of
a lexicon are worth a look at all is told by the words they are filed under (`candidates`).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from mimika.intake.tokens import Token
from mimika.model.words import Phrase, Words

_ENOUGH = 12
_SHORTEST_PREFIX = 2
_LONGEST_PREFIX = 16
_SEEN = frozenset(["verb", "present", "future"])

Run = tuple[int, int]
Runs = tuple[list[int], int]
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

    def told(self, terms: Mapping[str, object], roots: Iterable[str]) -> list[str]:
        """Return those of the terms that stand in the story; `roots` are those among them written `*root*`."""
        known = terms.keys() & self._by_term.keys()
        return [term for term in known.union(roots) if self._where(term)]

    def runs(self, words: Words) -> list[int]:
        """Return where the words begin, standing side by side in this order."""
        if len(words) == 1:
            return self._where(words[0])
        begins = self._runs.get(words)
        if begins is None:
            begins = self._runs[words] = self._side_by_side(words)
        return begins

    def stands_at(self, words: Words, begin: int) -> bool:
        """Whether the words stand side by side from this token on."""
        return _holds(self.runs(words), begin)

    def _where(self, term: str) -> list[int]:
        """Return the numbers of the tokens that meet a term; `*root*` is looked for in the words when first asked."""
        where = self._by_term.get(term)
        if where is None and term[0] == "*":
            where = self._by_term[term] = list(self._containing(term.strip("*")))
        return where or _NOWHERE

    def _containing(self, root: str) -> Iterator[int]:
        at = self._joined.find(root)
        while at >= 0:
            n = bisect_right(self._begins, at) - 1
            yield n
            at = self._joined.find(root, self._begins[n + 1])

    def _side_by_side(self, words: Words) -> list[int]:
        places: list[list[int]] = []
        for term in words:
            where = self._where(term)
            if not where:
                return _NOWHERE
            places.append(where)
        rarest = min(range(len(words)), key=lambda step: len(places[step]))
        begins = [n - rarest for n in places[rarest]]
        for step, where in enumerate(places):
            if step != rarest:
                begins = [n for n in begins if _holds(where, n + step)]
        tokens, last = self.tokens, len(words) - 1
        return [n for n in begins if tokens[n].sentence == tokens[n + last].sentence]

    def find(self, phrase: Phrase, most: int = _ENOUGH) -> list[Match]:
        """Return where a phrase stands; at most a dozen places, for a story repeats itself."""
        groups = self._standing(phrase)
        if not groups:
            return []
        rarest = min(range(len(groups)), key=lambda group: sum(len(begins) for begins, _ in groups[group]))
        others = [group for n, group in enumerate(groups) if n != rarest]
        anchors = [(begin, length) for begins, length in groups[rarest] for begin in begins]
        found: list[Match] = []
        taken = -1
        for anchor in sorted(anchors, key=lambda run: (run[0], -run[1])):
            if anchor[0] <= taken:
                continue
            match = self._around(anchor, others, phrase.window)
            if match is not None and not self._is_avoided(match, phrase):
                found.append(match)
                taken = match.last
                if len(found) == most:
                    break
        return found

    def _standing(self, phrase: Phrase) -> list[list[Runs]]:
        """Return where the alternatives of each group stand; nothing if a group stands nowhere."""
        told = self._by_term
        met: list[list[Words]] = []
        for group in phrase.groups:
            # Most words of a group stand nowhere in a story: they are passed over without a call.
            words_here = [words for words in group if words[0] in told or words[0][0] == "*"]
            if not words_here:
                return []
            met.append(words_here)
        groups: list[list[Runs]] = []
        for words_here in met:
            here = [(begins, len(words)) for words in words_here if (begins := self.runs(words))]
            if not here:
                return []
            groups.append(here)
        return groups

    def _around(self, anchor: Run, others: list[list[Runs]], window: int) -> Match | None:
        used = set(range(anchor[0], anchor[0] + anchor[1]))
        for group in others:
            run = self._nearest(group, anchor[0], used, window)
            if run is None:
                return None
            used |= set(range(run[0], run[0] + run[1]))
        numbers = tuple(sorted(used))
        if self.tokens[numbers[-1]].place - self.tokens[numbers[0]].place > max(window, len(numbers) + 3):
            return None
        return Match(numbers)

    def _nearest(self, group: list[Runs], to: int, used: set[int], window: int) -> Run | None:
        best: tuple[int, int, Run] | None = None
        here = self.tokens[to].place
        for begins, length in group:
            at = bisect_left(begins, to)
            for begin in begins[max(0, at - 3) : at + 3]:
                far = abs(self.tokens[begin].place - here)
                if far > window or not used.isdisjoint(range(begin, begin + length)):
                    continue
                if best is None or (far, -length) < best[:2]:
                    best = (far, -length, (begin, length))
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


def _holds(numbers: list[int], n: int) -> bool:
    at = bisect_left(numbers, n)
    return at < len(numbers) and numbers[at] == n


def _terms(token: Token) -> set[str]:
    word = token.word
    terms = {f"{word[:n]}*" for n in range(_SHORTEST_PREFIX, min(len(word), _LONGEST_PREFIX) + 1)}
    return terms | token.lemmas | {f"={word}"} | {f"=#{trait}" for trait in token.traits & _SEEN}
