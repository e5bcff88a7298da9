"""The service: API and page in one, guarded."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from mimika import __version__
from mimika.api.routes import router as api_router
from mimika.errors import InputError
from mimika.service.guard import Door, Guard
from mimika.usecases.desk import Desk
from mimika.usecases.faults_of_films import FilmTooLargeError, NoSuchFilmError, TooManyFilmsError
from mimika.usecases.film_in_talk import filming
from mimika.usecases.film_process import measure_film
from mimika.usecases.filming import Filming, Work
from mimika.usecases.inputs import NoSuchTalkError
from mimika.usecases.talking import Talking
from mimika.web.pages import Pages
from mimika.web.routes import router as web_router

STATIC = Path(__file__).parents[1] / "web" / "static"
REFUSALS = ("refused-host", "refused-origin", "refused-size", "refused-rate", "refused-token")
STATUSES: dict[type[InputError], int] = {
    NoSuchTalkError: 404,
    NoSuchFilmError: 404,
    FilmTooLargeError: 413,
    TooManyFilmsError: 429,
}
log = logging.getLogger("mimika")


def create_app(
    talking: Talking, desk: Desk, host: str = "127.0.0.1", work: Work = measure_film
) -> tuple[FastAPI, Door]:
    """Return the service over one knowledge base and one desk, and its door; `work` measures films."""
    door = Door.at(host, {key: talking.kb.texts[key] for key in REFUSALS})
    films = filming(talking, desk, work)
    app = FastAPI(
        lifespan=_until_closed(films),
        title="Mimika",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        description="From what a person notices to what it may be and what to do. It informs, never diagnoses.",
    )
    pages = Pages(talking)
    app.include_router(api_router(talking, desk, films))
    app.include_router(web_router(talking, desk, pages, films))
    app.mount("/static", _Static(directory=STATIC), name="static")
    app.add_middleware(cast("Any", Guard), door=door)
    _tell_faults(app, pages)
    return app, door


def _until_closed(films: Filming) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what runs as long as the service does: films that are under way end with it."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        films.end()

    return lifespan


class _Static(StaticFiles):
    """Files of the page; their names hold a version, so a browser may keep them."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401  (as the base class has it)
        """Return a file with leave to keep it for a day."""
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "max-age=86400"
        return response


def _tell_faults(app: FastAPI, pages: Pages) -> None:
    """Answer every fault as the page or the API tells it; what a person wrote goes into no log."""

    def answer(request: Request, status: int, code: str, told: tuple[str, str]) -> Response:
        if request.url.path.startswith("/api"):
            return JSONResponse({"code": code, "problem": told[0], "hint": told[1]}, status)
        return HTMLResponse(pages.fault(request, told), status)

    @app.exception_handler(InputError)
    async def input_fault(request: Request, fault: InputError) -> Response:
        status = next((status for kind, status in STATUSES.items() if isinstance(fault, kind)), 422)
        told = fault.ru if pages.language(request) == "ru" else (fault.problem, fault.hint)
        return answer(request, status, fault.code, told)

    @app.exception_handler(RequestValidationError)
    async def shape_fault(request: Request, fault: RequestValidationError) -> Response:
        where = ", ".join(".".join(str(part) for part in error["loc"]) for error in fault.errors())
        what = "; ".join(dict.fromkeys(str(error["type"]) for error in fault.errors()))
        said = pages.say(request, "fault-shape", where=where, what=what), pages.say(request, "fault-shape-hint")
        return answer(request, 422, "M500", said)

    @app.exception_handler(HTTPException)
    async def http_fault(request: Request, fault: HTTPException) -> Response:
        said = HTTPStatus(fault.status_code).phrase, pages.say(request, "fault-http-hint")
        return answer(request, fault.status_code, f"M5{fault.status_code}", said)

    @app.middleware("http")
    async def unforeseen(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            return await go_on(request)
        except Exception as fault:
            # The last line: no stack trace reaches a person, and no words a log.
            log.critical(
                "%s %s: %s",
                request.method,
                request.scope["route"].path if "route" in request.scope else "?",
                type(fault).__name__,
            )
            said = pages.say(request, "fault-ours"), pages.say(request, "fault-ours-hint")
            return answer(request, 500, "M599", said)
