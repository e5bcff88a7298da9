"""Three-valued logic over what is known of a person: the language of criteria and red flags."""

from dataclasses import dataclass
from typing import Literal

Operator = Literal["all", "any", "not", "count", "points", "finding", "age", "sex", "complaint"]


@dataclass(frozen=True, slots=True)
class Logic:
    """One node. Leaves are finding, age, sex and complaint.

    `count` is true when at least `count` of `parts` are; `points` when the `worth` of those
    that are true comes to `count` or more.

    A finding leaf holds when it is present, when its answer is one of `accepted`, or when
    its number lies in [at_least, below).
    """

    op: Operator
    parts: "tuple[Logic, ...]" = ()
    count: int = 0
    subject: str = ""
    accepted: tuple[str, ...] = ()
    at_least: float | None = None
    below: float | None = None
    worth: tuple[int, ...] = ()

    def leaves(self) -> "tuple[Logic, ...]":
        """Return every leaf below this node, left to right."""
        if not self.parts:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves())
