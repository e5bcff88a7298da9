"""What can be wrong with a film, and what to do about it; no message repeats more of a path than the file's name."""

from mimika.errors import InputError

MAKE_ANEW = (
    "Film again, or export it as MP4 (H.264) from the phone's gallery.",
    "Снимите ещё раз или выгрузите видео из галереи телефона как MP4 (H.264).",
)


class VideoError(InputError):
    """A film that cannot be measured."""

    code = "M240"


class VideoToolsMissingError(VideoError):
    """The packages that read films and find faces are not installed."""

    code = "M241"
    exit_status = 69

    def __init__(self, package: str) -> None:
        super().__init__(
            en=(
                f"Measuring video needs packages that are not installed here ({package}).",
                "Install them with: pip install 'mimika[video]' (Python 3.11 or 3.12).",
            ),
            ru=(
                f"Для измерений по видео здесь не хватает пакетов ({package}).",
                "Установите их: pip install 'mimika[video]' (Python 3.11 или 3.12).",
            ),
        )


class VideoNotReadError(VideoError):
    """A file that is not there or may not be read."""

    code = "M242"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            en=(f"The video {name} cannot be read: {reason}.", "Check the name and that you may read it."),
            ru=(f"Видео {name} не читается: {reason}.", "Проверьте имя и право на чтение."),
        )


class EmptyVideoError(VideoError):
    """A file of zero bytes."""

    code = "M243"

    def __init__(self, name: str) -> None:
        super().__init__(
            en=(f"The file {name} is empty (0 bytes).", "Copy it once more; copying may have been broken off."),
            ru=(f"Файл {name} пуст (0 байт).", "Скопируйте его ещё раз: копирование могло прерваться."),
        )


class NotAVideoError(VideoError):
    """A file that is no film."""

    code = "M244"

    def __init__(self, name: str) -> None:
        super().__init__(
            en=(f"The file {name} is not a video.", "Give a film of the face, such as an MP4, MOV, MKV or WebM file."),
            ru=(f"Файл {name} не видео.", "Нужна съёмка лица, например файл MP4, MOV, MKV или WebM."),
        )


class CutOffVideoError(VideoError):
    """A film that was cut off before anything in it can be shown."""

    code = "M245"

    def __init__(self, name: str) -> None:
        super().__init__(
            en=(f"The video {name} is cut off, and no frame of it can be shown.", f"Copy it anew. {MAKE_ANEW[0]}"),
            ru=(f"Видео {name} обрезано, и показать нельзя ни кадра.", f"Скопируйте его заново. {MAKE_ANEW[1]}"),
        )


class NoPictureError(VideoError):
    """A file with sound only."""

    code = "M246"

    def __init__(self, name: str) -> None:
        super().__init__(
            en=(f"The file {name} has no picture, only sound or text.", "Give the film itself."),
            ru=(f"В файле {name} нет изображения, только звук или текст.", "Нужна сама съёмка."),
        )


class TooShortError(VideoError):
    """A film too short to say anything."""

    code = "M247"

    def __init__(self, name: str, duration_s: float, least_s: float) -> None:
        super().__init__(
            en=(
                f"The video {name} is too short: {duration_s:.1f} s of at least {least_s:g} s.",
                "Film for a minute or two, the face large and well lit.",
            ),
            ru=(
                f"Видео {name} слишком короткое: {duration_s:.1f} с, нужно не меньше {least_s:g} с.",
                "Снимайте минуту-две: лицо крупно и при хорошем свете.",
            ),
        )


class CrashedError(VideoError):
    """A film on which the process that measured it died."""

    code = "M248"

    def __init__(self, name: str, status: int | None) -> None:
        super().__init__(
            en=(
                f"Measuring {name} ended the process that did it (status {status}).",
                f"The file may be damaged, or memory ran out. {MAKE_ANEW[0]}",
            ),
            ru=(
                f"На файле {name} прервался сам процесс измерения (код {status}).",
                f"Файл повреждён, или не хватило памяти. {MAKE_ANEW[1]}",
            ),
        )


class NoVideosError(VideoError):
    """A folder without films."""

    code = "M249"

    def __init__(self, name: str) -> None:
        super().__init__(
            en=(
                f"There are no videos in the folder {name}.",
                "Films end on .mp4, .mov, .mkv, .webm, .avi and the like.",
            ),
            ru=(f"В папке {name} нет видео.", "Имена съёмок кончаются на .mp4, .mov, .mkv, .webm, .avi и подобное."),
        )


class NotATableError(VideoError):
    """A table in a form that cannot be written."""

    code = "M250"
    exit_status = 2

    def __init__(self, name: str) -> None:
        super().__init__(
            en=(f"A table cannot be written as {name}.", "Let its name end on .parquet or .csv."),
            ru=(f"Таблицу нельзя записать как {name}.", "Пусть имя кончается на .parquet или .csv."),
        )
