"""What is said when the store of talks cannot be opened or used. No message holds a password or a person's words."""

from pathlib import Path
from typing import ClassVar

from mimika.errors import InputError


class StoreError(InputError):
    """The store of talks cannot be used."""

    code = "M300"


class NoFolderError(StoreError):
    """There is no folder to keep talks in."""

    code = "M301"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            en=(f"There is no folder {folder} to keep talks in.", "Make the folder, or name another one."),
            ru=(f"Нет папки {folder}, где хранить беседы.", "Создайте эту папку или укажите другую."),
        )


class NoAccessError(StoreError):
    """The store may not be read or written."""

    code = "M302"

    def __init__(self, place: str) -> None:
        super().__init__(
            en=(f"{place} may not be read or written.", "Give yourself the right to both, or choose another place."),
            ru=(f"Нет права читать и менять {place}.", "Дайте себе это право или выберите другое место."),
        )


class StoreLockedError(StoreError):
    """Another program is using the store."""

    code = "M303"

    def __init__(self, place: str) -> None:
        super().__init__(
            en=(
                f"{place} is in use by another program.",
                "Nothing was changed. Close the other program and try again.",
            ),
            ru=(f"{place} занято другой программой.", "Ничего не изменено. Закройте её и повторите."),
        )


class NotAStoreError(StoreError):
    """The file holds something else."""

    code = "M304"

    def __init__(self, place: str) -> None:
        super().__init__(
            en=(
                f"{place} is not a store of talks that can be read: it holds something else or is damaged.",
                "It was left as it is. Move it away or name another file; if it is damaged, restore it from a copy.",
            ),
            ru=(
                f"{place} не читается как хранилище бесед: там что-то другое или файл повреждён.",
                "Файл оставлен как есть. Уберите его или укажите другой; повреждённый восстановите из копии.",
            ),
        )


class WrongPassphraseError(StoreError):
    """The passphrase does not open the store, or there is none and one is needed."""

    code = "M305"

    def __init__(self, place: str, *, is_given: bool) -> None:
        en, ru = ("is wrong", "неверна") if is_given else ("is missing", "не указана")
        super().__init__(
            en=(
                f"{place} is encrypted, and the passphrase {en}; or it is no store of talks.",
                "Give the passphrase it was made with (MIMIKA_PASSPHRASE). Without it nobody can read the talks.",
            ),
            ru=(
                f"{place} зашифровано, а парольная фраза {ru}; или это не хранилище бесед.",
                "Укажите фразу, с которой оно создано (MIMIKA_PASSPHRASE). Без неё беседы не прочесть никому.",
            ),
        )


class NotEncryptedError(StoreError):
    """A passphrase was given for a store that stands open."""

    code = "M306"

    def __init__(self, place: str) -> None:
        super().__init__(
            en=(
                f"A passphrase was given, but {place} is not encrypted.",
                "Leave the passphrase out, or name a new file: a store is encrypted when it is made.",
            ),
            ru=(
                f"Указана парольная фраза, но {place} не зашифровано.",
                "Не указывайте фразу или назовите новый файл: шифрование включается при создании.",
            ),
        )


class BadPassphraseError(StoreError):
    """A passphrase that encrypts nothing."""

    code = "M307"
    exit_status: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__(
            en=(
                "The passphrase is empty or holds characters that cannot be used.",
                "Give a few words of your own, or no passphrase at all (unset MIMIKA_PASSPHRASE).",
            ),
            ru=(
                "Парольная фраза пуста или содержит недопустимые знаки.",
                "Придумайте фразу из нескольких слов или уберите её совсем (переменную MIMIKA_PASSPHRASE).",
            ),
        )


class PassphraseForServerError(StoreError):
    """A passphrase encrypts a file, not a server."""

    code = "M308"
    exit_status: ClassVar[int] = 2

    def __init__(self, place: str) -> None:
        super().__init__(
            en=(
                f"A passphrase was given, but talks are kept on a server ({place}), where it encrypts nothing.",
                "Leave out the passphrase, or the server (MIMIKA_DATABASE_URL).",
            ),
            ru=(
                f"Указана парольная фраза, но беседы хранит сервер ({place}): там она ничего не зашифрует.",
                "Уберите фразу или сервер (MIMIKA_DATABASE_URL).",
            ),
        )


class BadAddressError(StoreError):
    """The address of the store cannot be understood; it is not repeated, for it may hold a password."""

    code = "M309"
    exit_status: ClassVar[int] = 2

    def __init__(self) -> None:
        super().__init__(
            en=(
                "The address of the store (MIMIKA_DATABASE_URL) cannot be understood.",
                "Write postgresql://user:password@host:5432/database, or sqlite:////folder/talks.sqlite.",
            ),
            ru=(
                "Адрес хранилища (MIMIKA_DATABASE_URL) не разобрать.",
                "Укажите postgresql://user:password@host:5432/database или sqlite:////folder/talks.sqlite.",
            ),
        )


class ServerNotReachableError(StoreError):
    """The database server does not answer, or lets nobody in."""

    code = "M310"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            en=(
                f"The database server {place} cannot be used: {reason}.",
                "Check that it runs, and the address, user and password in MIMIKA_DATABASE_URL.",
            ),
            ru=(
                f"Сервер базы данных {place} недоступен: {reason}.",
                "Проверьте, что он запущен, а также адрес, имя и пароль в MIMIKA_DATABASE_URL.",
            ),
        )


class ExtraMissingError(StoreError):
    """A part of Mimika that was not installed is needed."""

    code = "M311"

    def __init__(self, extra: str) -> None:
        super().__init__(
            en=(f"This needs a part that is not installed: {extra}.", f"Install it: pip install 'mimika[{extra}]'."),
            ru=(f"Для этого нужна часть, которая не установлена: {extra}.", f"pip install 'mimika[{extra}]'."),
        )


class NewerStoreError(StoreError):
    """The store was made by a later program."""

    code = "M312"

    def __init__(self, place: str) -> None:
        super().__init__(
            en=(f"{place} was made by a newer Mimika.", "Nothing was changed. Update Mimika to open it."),
            ru=(f"{place} создано более новой Мимикой.", "Ничего не изменено. Обновите Мимику, чтобы открыть."),
        )


class StoreFailedError(StoreError):
    """The database reports a fault that has no name here, such as a full disk."""

    code = "M313"

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(
            en=(
                f"{place} could not do this ({fault}).",
                "What was kept before is as it was. Check the space on the disk and try again.",
            ),
            ru=(
                f"{place}: не получилось ({fault}).",
                "Сохранённое раньше осталось как было. Проверьте место на диске и повторите.",
            ),
        )
