"""One voice for each finding, where a story says it several times."""

from dataclasses import replace

from mimika.model.words import Heard

# What is said of one complaint may be said of another too, with another value.
_PLAIN = 1.0
_MODIFIERS = frozenset(["side", "duration-d", "attack-length-s", "onset", "age-at-first-y"])


def settle(heard: list[Heard]) -> tuple[Heard, ...]:
    """Return one `Heard` for each finding, person and, of a modifier, complaint, in the order of the story.

    What is present wins over what is absent, because a false "absent" can hide a danger; what is
    so now wins over what was; then the longer words win. Where both are told plainly of now, it is disputed.
    """
    best: dict[tuple[str, str, str | None], Heard] = {}
    for one in heard:
        key = (one.finding, one.about, one.with_ if one.finding in _MODIFIERS else None)
        if key in best and _differ(one, best[key]):
            best[key] = replace(max(best[key], one, key=_weight), disputed=True)
        elif key not in best or _weight(one) > _weight(best[key]):
            best[key] = one
    return tuple(sorted(best.values(), key=lambda one: (one.start, one.end, one.finding)))


def _differ(one: Heard, other: Heard) -> bool:
    """Whether one is plainly present and the other plainly absent, both now and in other words."""
    if other.disputed:
        return True
    is_apart = one.end <= other.start or other.end <= one.start
    is_plain = one.tense == other.tense == "now" and min(one.certainty, other.certainty) >= _PLAIN
    return is_plain and is_apart and (one.value == "absent") != (other.value == "absent")


def _weight(one: Heard) -> tuple[bool, bool, float, int]:
    return (one.tense == "now", one.value != "absent", one.certainty, one.end - one.start)
