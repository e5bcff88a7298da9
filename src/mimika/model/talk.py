"""A conversation: what was told, what was answered, and what to ask next."""

from dataclasses import dataclass
from typing import Literal

from mimika.model.case import Case, Origin, Person, Value
from mimika.model.finding import ComplaintKind
from mimika.model.text import Language

ScreenKind = Literal["complaint", "person", "settle", "danger", "signs", "broad", "question", "also"]
NOBODY, NOTHING = Person(), Case()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a finding or to the question of a red flag.

    No value: the person does not know, or takes back what was heard. A red flag is answered with yes or no. Its origin
    is "video" where a film gave it.
    """

    about: str
    value: Value | None = None
    origin: Origin = "answer"


@dataclass(frozen=True, slots=True)
class Screen:
    """What to ask next, on one screen.

    Attributes:
        kind: `complaint`: why the person came; `person`: age and sex; `settle`: of what the words say both yes and no;
            `danger`: the questions of several red flags; `signs`: which signs made the person say yes to one of them;
            `broad`: what else there is, which opens more red flags;
            `question`: one finding; `also`: several that may tell something together, asked at the end.
        asks: Ids of red flags for `danger`, of findings otherwise.
        flag: The red flag whose signs are asked.
        value_bits: What the answer is expected to bring.
        left: About how many screens are left, this one among them.
    """

    kind: ScreenKind
    asks: tuple[str, ...] = ()
    flag: str | None = None
    value_bits: float = 0.0
    left: int = 1

    @property
    def has_ticks(self) -> bool:
        """Whether several things are asked on one list, to be ticked."""
        return self.kind in ("danger", "signs", "broad", "also")


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything a person has given, in order; the case and the next screen follow from it alone.

    Attributes:
        language: The language of the conversation.
        words: What was told, piece by piece; spans count in the pieces joined by line breaks.
        heard: The case as it was understood from the words.
        person: Age and sex as they were given, which stand before what was heard.
        complaints: Why the person came, where they chose it.
        turns: Answers, a tuple for each screen; the last one about the same thing holds.
        is_person_asked: Whether age and sex were asked, so that they are not asked again.
    """

    language: Language
    words: tuple[str, ...] = ()
    heard: Case = NOTHING
    person: Person = NOBODY
    complaints: tuple[ComplaintKind, ...] = ()
    turns: tuple[tuple[Answer, ...], ...] = ()
    is_person_asked: bool = False

    @property
    def story(self) -> str:
        """All that was told, as one text."""
        return "\n".join(self.words)

    @property
    def standing(self) -> dict[str, Value | None]:
        """The answer that holds for each thing asked, in the order in which they were first asked."""
        return {about: answer.value for about, answer in self.held.items()}

    @property
    def held(self) -> dict[str, Answer]:
        """The answer that holds for each thing asked, with where it came from."""
        return {a.about: a for turn in self.turns for a in turn}
