"""What goes in and out of the API."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

from mimika.model.finding import ComplaintKind
from mimika.usecases.inputs import MOST_CHARACTERS, OLDEST_YEARS

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Value = StrictBool | StrictInt | StrictFloat | Annotated[StrictStr, Field(max_length=80)]
MOST_ANSWERS = 64


class Strict(BaseModel):
    """No field that is not known."""

    model_config = ConfigDict(extra="forbid")


class PersonIn(Strict):
    """Age in years and sex; null for what is not told."""

    age: Annotated[float, Field(ge=0, le=OLDEST_YEARS)] | None = None
    sex: Literal["female", "male"] | None = None


class CaseIn(Strict):
    """A new case: any of a story, a person and why they came."""

    language: Literal["ru", "en"] | None = None
    story: Annotated[str, Field(max_length=MOST_CHARACTERS)] | None = None
    person: PersonIn | None = None
    complaints: Annotated[list[ComplaintKind], Field(max_length=3)] = []


class WordsIn(Strict):
    """More words; with `replace` they stand in place of all told so far."""

    story: Annotated[str, Field(max_length=MOST_CHARACTERS)]
    replace: bool = False


class AnswerIn(Strict):
    """An answer to a finding or to a red flag; a null value means: does not know, or takes back what was heard."""

    about: Id
    value: Value | None = None


class AnswersIn(Strict):
    """The answers of one screen."""

    answers: Annotated[list[AnswerIn], Field(min_length=1, max_length=MOST_ANSWERS)]


class OptionOut(BaseModel):
    """One possible answer and its words."""

    value: bool | str
    label: str


class AskOut(BaseModel):
    """One thing asked: a finding or the question of a red flag; `unit` where a number may be given too."""

    about: str
    question: str
    why: str
    options: list[OptionOut]
    unit: str | None = None


class QuestionOut(BaseModel):
    """The next screen; `kind` done means that enough is known. About `left` screens are left, this one among them."""

    kind: Literal["complaint", "person", "settle", "danger", "signs", "broad", "question", "also", "done"]
    asks: list[AskOut]
    left: int


class AnsweredOut(BaseModel):
    """An answer that holds."""

    about: str
    value: bool | float | str | None
    origin: Literal["words", "answer", "diary", "video", "examination", "fhir"] = "answer"


class CaseOut(BaseModel):
    """A case as it stands."""

    id: str
    language: Literal["ru", "en"]
    is_kept: bool
    story: str
    person: PersonIn
    complaints: list[ComplaintKind]
    understood: list[dict[str, Any]]
    unread: list[str]
    answers: list[AnsweredOut]
    urgency: Literal["emergency", "urgent", "routine", "self_care"]


class FaultOut(BaseModel):
    """What is wrong, what was expected, what to do."""

    code: str
    problem: str
    hint: str
