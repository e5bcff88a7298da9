"""How well the labelled phrases are heard, beside the keyword peer, and how fast a story is read."""

from datetime import date
from statistics import median
from time import perf_counter

from tests.understanding.phrases import listener, read_phrases, score

from benchmarks.keyword_peer import KeywordPeer
from mimika.intake import read_story
from mimika.model.knowledge import KnowledgeBase

STORY_CHARACTERS = 1000
TODAY = date(2026, 11, 27)
PARTS = ("open", "frozen", "sentences/open", "sentences/frozen")


def report(kb: KnowledgeBase, *, most_phrases: int | None = None) -> list[str]:
    """Return the lines to print; `most_phrases` cuts each part for a quick run."""
    lines = ["Understanding of labelled phrases (frozen: never tuned on), beside keywords with NegEx-style negation"]
    ours, peer = listener(kb), KeywordPeer(kb)
    for language in kb.lexicons:
        for part in PARTS:
            phrases = read_phrases(part, language)[:most_phrases]
            for name, listen in (("Mimika", ours), ("peer", peer)):
                lines.append(f"  {language} {part:16} {name:7} {score(kb, phrases, listen, _counts)}")
        lines.append(f"  {language} a story of {STORY_CHARACTERS:,} characters: {_story_ms(kb, language):.1f} ms")
    return lines


def _counts(finding: str) -> bool:
    # Where the movement mainly is follows from every place named; the labels give it only where it is said outright.
    return finding != "body-part"


def _story_ms(kb: KnowledgeBase, language: str) -> float:
    texts = " ".join(p.text + "." for p in read_phrases("open", language))[:STORY_CHARACTERS]
    lexicon = kb.lexicons[language]
    times = []
    for _ in range(7):
        began = perf_counter()
        read_story(texts, lexicon.language, lexicon, TODAY)
        times.append(perf_counter() - began)
    return 1000 * median(times[1:])
