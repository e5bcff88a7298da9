"""What can be wrong with a film that is sent, before anything in it is looked at."""

from mimika.errors import InputError

MOST_FILM_BYTES = 2_000_000_000


class FilmTooLargeError(InputError):
    """A film larger than is taken."""

    code = "M260"

    def __init__(self) -> None:
        most = MOST_FILM_BYTES // 1_000_000_000
        super().__init__(
            en=(
                f"The film is larger than {most} GB.",
                "Film for a minute or two, or choose a lower resolution such as 1080p; nothing of this one was kept.",
            ),
            ru=(
                f"Видео больше {most} ГБ.",
                "Хватит минуты-двух или разрешения поменьше, например 1080p; от этого файла ничего не осталось.",
            ),
        )


class NoFilmSentError(InputError):
    """A form without a film."""

    code = "M261"

    def __init__(self) -> None:
        super().__init__(
            en=("No film was sent.", "Choose a file, or record with the camera, and say what the person does in it."),
            ru=("Видео не приложено.", "Выберите файл или снимите камерой и отметьте, что человек делает."),
        )


class TooManyFilmsError(InputError):
    """More films wait than are taken."""

    code = "M262"

    def __init__(self, waiting: int) -> None:
        super().__init__(
            en=(f"{waiting} films already wait to be measured.", "Wait until one of them is done, or cancel one."),
            ru=(f"Измерения уже ждут столько съёмок: {waiting}.", "Дождитесь, пока измерится одна, или отмените её."),
        )


class NoSuchFilmError(InputError):
    """A film that is not known (any more)."""

    code = "M263"

    def __init__(self) -> None:
        super().__init__(
            en=(
                "The results of this film are not there any more.",
                "They are held in memory only, until the talk is erased or Mimika is closed. Send the film again.",
            ),
            ru=(
                "Результатов этой съёмки больше нет.",
                "Они хранятся только в памяти, пока разговор не стёрт и Мимика не закрыта. Отправьте видео ещё раз.",
            ),
        )


class FilmNotTakenError(InputError):
    """A film that cannot be written down for the time of its measurement."""

    code = "M264"

    def __init__(self, reason: str) -> None:
        super().__init__(
            en=(f"The film cannot be taken: {reason}.", "Make room on the disk and send it again."),
            ru=(f"Видео не принять: {reason}.", "Освободите место на диске и отправьте ещё раз."),
        )
