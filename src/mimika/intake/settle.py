"""One voice for each finding, where a story says it several times."""

from mimika.model.words import Heard

# What is said of one complaint may be said of another too, with another value.
_MODIFIERS = frozenset(["side", "duration-d", "attack-length-s", "onset", "age-at-first-y"])


def settle(heard: list[Heard]) -> tuple[Heard, ...]:
    """Return one `Heard` for each finding, person and, of a modifier, complaint, in the order of the story.

    What is present wins over what is absent, because a false "absent" can hide a danger; what is
    so now wins over what was; then the longer words win.
    """
    best: dict[tuple[str, str, str | None], Heard] = {}
    for one in heard:
        key = (one.finding, one.about, one.with_ if one.finding in _MODIFIERS else None)
        if key not in best or _weight(one) > _weight(best[key]):
            best[key] = one
    return tuple(sorted(best.values(), key=lambda one: (one.start, one.end, one.finding)))


def _weight(one: Heard) -> tuple[bool, bool, float, int]:
    return (one.tense == "now", one.value != "absent", one.certainty, one.end - one.start)
