"""What is said of one kept talk that cannot be read, kept or erased."""

from typing import ClassVar

from mimika.store.faults import StoreError


class UnreadableTalkError(StoreError):
    """A kept talk that cannot be read."""

    code = "M320"

    def __init__(self, key: str) -> None:
        super().__init__(
            en=(f"The kept talk {key} cannot be read.", "It was left as it is. Begin a new talk, or erase this one."),
            ru=(f"Сохранённую беседу {key} не прочесть.", "Она оставлена как есть. Начните новую или сотрите эту."),
        )


class NewerTalkError(StoreError):
    """A talk that a later program has kept."""

    code = "M321"

    def __init__(self, key: str) -> None:
        super().__init__(
            en=(
                f"The talk {key} was kept by a newer Mimika.",
                "It was left as it is. Update Mimika to go on with it, or begin a new talk.",
            ),
            ru=(
                f"Беседу {key} сохранила более новая Мимика.",
                "Она оставлена как есть. Обновите Мимику, чтобы продолжить, или начните новую.",
            ),
        )


class TalkNotKeptError(StoreError):
    """A talk that would not come back as it went in."""

    code = "M322"

    def __init__(self) -> None:
        super().__init__(
            en=(
                "The talk cannot be kept: it holds a character or a number that cannot be written down.",
                "Nothing was changed. Tell it in plain text, with ordinary numbers.",
            ),
            ru=(
                "Беседу не сохранить: в ней знак или число, которое нельзя записать.",
                "Ничего не изменено. Расскажите простым текстом, с обычными числами.",
            ),
        )


class BadKeyError(StoreError):
    """A name that no talk can be kept under."""

    code = "M323"
    exit_status: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__(
            en=(
                "A talk cannot be kept under this name.",
                "Use 1 to 64 Latin letters, digits, hyphens and underscores.",
            ),
            ru=(
                "Под таким именем беседу не сохранить.",
                "Подойдут латинские буквы, цифры, дефис и подчёркивание: от 1 до 64 знаков.",
            ),
        )


class NotErasedError(StoreError):
    """A talk is gone from the list, but its words may still stand in the file."""

    code = "M324"

    def __init__(self, place: str) -> None:
        super().__init__(
            en=(
                f"The talk can no longer be opened, but traces may remain: another program is using {place}.",
                "Close the other program and erase the talk once more.",
            ),
            ru=(
                f"Беседу уже не открыть, но следы могли остаться: {place} занято другой программой.",
                "Закройте её и сотрите беседу ещё раз.",
            ),
        )
