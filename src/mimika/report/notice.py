"""What is said about the story itself: how it fits, what to tell more, and the standing notice."""

from mimika.model.assessment import Assessment
from mimika.report.wording import Wording

# From here upward a cause outside the list is worth saying.
LEAST_OTHER = 0.15


def tell(words: Wording, assessment: Assessment) -> list[str]:
    """Return what to tell when a story is not enough."""
    if assessment.scope != "not_enough":
        return []
    kinds = assessment.complaints or tuple(words.kb.complaints)
    return [words.kb.complaints[kind].tell.pick(words.language) for kind in kinds]


def fit(words: Wording, assessment: Assessment) -> str | None:
    """Return how far the story fits what is known, where that must be said."""
    if assessment.scope != "in_scope":
        return words.say(f"scope-{assessment.scope.replace('_', '-')}")
    return words.say("other-likely") if assessment.p_other >= LEAST_OTHER else None


def notice(words: Wording, assessment: Assessment) -> str:
    """Return how the story fits, what to tell, and the standing notice."""
    first = fit(words, assessment)
    return " ".join([*([first] if first else []), *tell(words, assessment), words.say("notice")])
