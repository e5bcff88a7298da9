"""Plain text laid out: headings, paragraphs, lists, all within one width."""

import re
import textwrap
from collections.abc import Iterable, Iterator

WIDTH = 88
NO_BREAK = "\u00a0"
# A per cent sign stays with its number, a dash with the word before it.
_STAYS = re.compile(r"(?<=\d) (?=%)|(?<=\S) (?=[—–] )")


def bound(text: str) -> str:
    """Return a text in which what belongs together is not parted at the end of a line."""
    return _STAYS.sub(NO_BREAK, text)


def wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Return a text as lines; `first` opens the first line and `rest` the others."""
    indent = " " * len(first) if rest is None else rest
    lines = textwrap.wrap(
        bound(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [first]


def heading(title: str) -> list[str]:
    """Return a heading with the line under it."""
    return ["", title.upper(), "─" * len(title)]


def bullets(items: Iterable[str], mark: str = "  • ") -> Iterator[str]:
    """Yield the lines of a list."""
    for item in items:
        yield from wrap(item, mark)


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def sentences(parts: Iterable[str]) -> str:
    """Return parts as sentences: each with a capital and a full stop."""
    stripped = (part.strip().rstrip(".;") for part in parts)
    return " ".join(f"{capital(part)}{'' if part.endswith(('!', '?')) else '.'}" for part in stripped if part)
