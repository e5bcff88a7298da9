"""What every knowledge record is made of: texts in both languages, and numbers that say what they rest on."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Probability = Annotated[float, Field(ge=0, le=1)]
ComplaintKind = Literal["movement", "face_pain", "headache"]
Level = Literal["self_care", "routine", "urgent", "emergency"]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Strict(BaseModel):
    """A record that refuses unknown keys and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class TextRecord(Strict):
    """What a person reads, in both languages."""

    ru: Line
    en: Line


class Basis(StrEnum):
    """Where a number comes from."""

    FOUND = "found"
    KNOWN = "known"
    DERIVED = "derived"
    ESTIMATE = "estimate"


class Founded(Strict):
    """A statement that says what it rests on.

    `found` names a `source` of sources.yaml; `known` names the work in `ref` and how sure
    we are (`sure`); `derived` gives its formula in `note`; `estimate` has no source at all.
    """

    basis: Basis
    source: str | None = None
    ref: Line | None = None
    sure: Literal["H", "M", "L"] | None = None
    n: int | None = Field(default=None, ge=1)
    note: Line | None = None


class ProbabilityRecord(Founded):
    """One probability and its basis."""

    p: Probability
