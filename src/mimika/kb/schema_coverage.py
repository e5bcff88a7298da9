"""What coverage.yaml may hold: each statement of the three source articles, and what became of it."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from mimika.kb.schema import Slug, Strict, TextRecord

StatementKind = Literal[
    "kind", "cause", "sign", "number", "doctor", "examination", "treatment", "advice", "consequence"
]
Verdict = Literal["kept", "narrowed", "corrected"]
Article = Literal[1, 2, 3]
CarrierForm = Literal[
    "conditions", "findings", "criteria", "red_flags", "advice", "examinations", "specialists", "corrections"
]
ARTICLES: tuple[Article, ...] = get_args(Article)
KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class CarrierRecord(Strict):
    """An item of the knowledge that carries a statement, or the correction that answers it."""

    form: CarrierForm
    id: Slug


class CoverageRecord(Strict):
    """One statement of an article in our own words, and where it stands in the knowledge.

    `kept`: the knowledge says the same. `narrowed`: true within limits, or carried only in part,
    as a correction or the note says. `corrected`: outdated; a correction answers it.
    """

    id: Annotated[str, StringConstraints(pattern=r"^a[123]-\d{3}$")]
    article: Article
    kind: StatementKind
    statement: TextRecord
    carried_by: tuple[CarrierRecord, ...] = Field(min_length=1)
    verdict: Verdict
    note: TextRecord | None = None

    @property
    def is_answered(self) -> bool:
        """Whether a correction stands among what carries it."""
        return any(carrier.form == "corrections" for carrier in self.carried_by)
