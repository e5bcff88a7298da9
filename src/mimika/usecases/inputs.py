"""What may come in, and what is said when it cannot be used. No message repeats a person's words."""

import unicodedata
from typing import ClassVar

from mimika.errors import InputError

MOST_CHARACTERS = 200_000
OLDEST_YEARS = 120
LEAST_READABLE_SHARE = 0.5
SAMPLE_LETTERS = 2000


class EmptyStoryError(InputError):
    """Nothing was told."""

    code = "M201"

    def __init__(self) -> None:
        super().__init__(
            en=("The story is empty.", 'Tell what you notice: mimika assess "my left eyelid has twitched for a week".'),
            ru=("Рассказ пуст.", 'Расскажите, что замечаете: mimika assess "неделю дёргается левое веко".'),
        )


class StoryTooLongError(InputError):
    """The story is longer than anybody tells."""

    code = "M202"

    def __init__(self, length: int) -> None:
        super().__init__(
            en=(
                f"The story has {length} characters; at most {MOST_CHARACTERS} can be read.",
                "Keep what matters for this complaint, or send the parts one by one.",
            ),
            ru=(
                f"В рассказе {length} знаков; прочесть можно не больше {MOST_CHARACTERS}.",
                "Оставьте то, что важно для этой жалобы, или пришлите по частям.",
            ),
        )


class NotTextError(InputError):
    """The input is not readable text."""

    code = "M203"

    def __init__(self, place: str) -> None:
        super().__init__(
            en=(f"The input is not readable text ({place}).", "Give plain text in Russian or English, saved as UTF-8."),
            ru=(f"Это не читаемый текст ({place}).", "Дайте простой текст на русском или английском в UTF-8."),
        )


class NoWordsError(InputError):
    """There are no words of a language that can be read."""

    code = "M204"

    def __init__(self) -> None:
        super().__init__(
            en=(
                "No words in Russian or English were found in the story.",
                "Tell it in Russian or English; a few plain sentences are enough.",
            ),
            ru=(
                "В рассказе нет русских или английских слов.",
                "Расскажите по-русски или по-английски; хватит нескольких простых предложений.",
            ),
        )


class OtherLanguageError(InputError):
    """The story is told in a language that cannot be read."""

    code = "M209"

    def __init__(self) -> None:
        super().__init__(
            en=(
                "The story does not seem to be in Russian or English, and nothing in it was understood.",
                "Tell it in Russian or English; a few plain sentences are enough.",
            ),
            ru=(
                "Рассказ, похоже, не на русском и не на английском, и понять из него ничего не удалось.",
                "Расскажите по-русски или по-английски; хватит нескольких простых предложений.",
            ),
        )


class AgeOutOfRangeError(InputError):
    """An age nobody has."""

    code = "M205"
    exit_status: ClassVar[int] = 2

    def __init__(self, age_years: float) -> None:
        super().__init__(
            en=(
                f"The age is {age_years:g}; an age lies between 0 and {OLDEST_YEARS} years.",
                "Give the age in years, or leave it out.",
            ),
            ru=(
                f"Возраст {age_years:g}; возраст бывает от 0 до {OLDEST_YEARS} лет.",
                "Укажите возраст в годах или не указывайте его.",
            ),
        )


class UnknownIdError(InputError):
    """There is nothing of that name."""

    code = "M206"
    exit_status: ClassVar[int] = 2

    def __init__(self, name: str, near: list[str]) -> None:
        meant, probably = (
            (f" Did you mean {', '.join(near)}?", f" Может быть, {', '.join(near)}?") if near else ("", "")
        )
        super().__init__(
            en=(f"There is nothing called {name!r} here.{meant}", "`mimika kb show` lists every id."),
            ru=(f"Здесь нет ничего с именем {name!r}.{probably}", "Все имена перечислит `mimika kb show`."),
        )


class NoSuchTalkError(InputError):
    """A talk that is not there."""

    code = "M220"

    def __init__(self) -> None:
        super().__init__(
            en=(
                "There is no such conversation here (any more).",
                "It was not kept, was erased, or the program was started anew. Begin again from the first page.",
            ),
            ru=(
                "Такого разговора здесь нет (или уже нет).",
                "Его не сохраняли, стёрли, или программу запустили заново. Начните с первой страницы.",
            ),
        )


class AddressTakenError(InputError):
    """A service that cannot listen where it was told to."""

    code = "M221"

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            en=(
                f"Nothing can listen on {host}, port {port} ({reason}).",
                "Close what listens there (perhaps another Mimika), or choose a port: mimika serve --port 0.",
            ),
            ru=(
                f"Занять адрес {host}, порт {port} не удалось ({reason}).",
                "Закройте то, что там работает (может быть, другую Мимику), или выберите порт: mimika serve --port 0.",
            ),
        )


class BadAnswerError(InputError):
    """An answer to nothing, or one that does not fit."""

    code = "M211"

    def __init__(self, about: str, problem: str, expected: str) -> None:
        super().__init__(
            en=(f"The answer to {about} {problem}.", f"Expected: {expected}."),
            ru=(f"Ответ на {about} не подходит.", f"Подойдёт: {expected}."),
        )


class BadPointError(InputError):
    """A pointing at a place, or at something happening there, that the pictures do not have."""

    code = "M212"

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(
            en=(f"There is no {name} to point at.", f"Expected one of {expected}."),
            ru=(f"Показать на {name} нельзя: такого здесь нет.", f"Подойдёт одно из: {expected}."),
        )


class NothingToExplainError(InputError):
    """There is no list of causes, so there is no evidence to show."""

    code = "M207"

    def __init__(self) -> None:
        super().__init__(
            en=(
                "There is nothing to explain: this story gives no list of possible causes.",
                "Tell where it is, on which side, since when and what brings it on.",
            ),
            ru=(
                "Объяснять нечего: этот рассказ не даёт списка возможных причин.",
                "Расскажите, где это, с какой стороны, с каких пор и что это вызывает.",
            ),
        )


class FileNotReadError(InputError):
    """A file that cannot be read."""

    code = "M208"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            en=(f"The file {name} cannot be read: {reason}.", "Check the name and that you may read it."),
            ru=(f"Файл {name} не читается: {reason}.", "Проверьте имя и право на чтение."),
        )


class FileNotWrittenError(InputError):
    """A file that cannot be written."""

    code = "M213"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            en=(
                f"The file {name} cannot be written: {reason}.",
                "Check that the folder is there and that you may write.",
            ),
            ru=(f"Файл {name} не записать: {reason}.", "Проверьте, что папка есть и что в неё можно писать."),
        )


class PdfToTerminalError(InputError):
    """A PDF would be printed on the screen of a terminal."""

    code = "M214"
    exit_status: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__(
            en=("A PDF cannot be read in a terminal.", "Name a file (--out report.pdf) or send it on (> report.pdf)."),
            ru=(
                "PDF не прочесть в терминале.",
                "Укажите файл (--out report.pdf) или перенаправьте вывод (> report.pdf).",
            ),
        )


def checked_age(age_years: float | None) -> float | None:
    """Return the age, or raise AgeOutOfRangeError."""
    if age_years is not None and not 0 <= age_years <= OLDEST_YEARS:
        raise AgeOutOfRangeError(age_years)
    return age_years


def decoded(data: bytes) -> str:
    """Return the text of a story file or of standard input.

    Raises:
        NotTextError: If it is binary or not UTF-8.
    """
    if b"\0" in data:
        raise NotTextError("binary")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start} ≠ UTF-8"
        raise NotTextError(place) from error


def checked_text(text: str) -> str:
    """Return a text that can be read: a story, or a case file.

    Raises:
        EmptyStoryError, StoryTooLongError, NotTextError: If it cannot.
    """
    if not text.strip():
        raise EmptyStoryError
    if len(text) > MOST_CHARACTERS:
        raise StoryTooLongError(len(text))
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t\f\v" for c in text):
        raise NotTextError("control characters")
    return text


def checked_story(text: str) -> str:
    """Return a story that can be read.

    Raises:
        EmptyStoryError, StoryTooLongError, NotTextError, NoWordsError: If it cannot.
    """
    letters = [c for c in checked_text(text) if c.isalpha()][:SAMPLE_LETTERS]
    readable = sum("LATIN" in (name := unicodedata.name(c, "")) or "CYRILLIC" in name for c in letters)
    if not letters or readable < LEAST_READABLE_SHARE * len(letters):
        raise NoWordsError
    return text
