"""The routes of films: sent or recorded, measured, shown, compared, taken along, forgotten."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import ClientDisconnect

from mimika.model.talk import Answer, Talk
from mimika.usecases.desk import Desk
from mimika.usecases.faults_of_films import NoSuchFilmError
from mimika.usecases.film_files import film_table, signals_json
from mimika.usecases.film_in_talk import take_film
from mimika.usecases.filming import Filming
from mimika.usecases.talking import Talking
from mimika.web.film_pages import FilmPages
from mimika.web.pages import Pages

TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}
BROKEN_OFF = 400


def add_films(routes: APIRouter, talking: Talking, desk: Desk, pages: Pages, films: Filming) -> None:
    """Add the pages of films to the routes of the page."""
    shown = FilmPages(pages, films)
    _sending(routes, talking, desk, pages, films, shown)
    _on_the_way(routes, desk, films, shown)
    _measured(routes, talking, desk, films, shown)
    _taking(routes, desk, films)


def _sending(routes: APIRouter, talking: Talking, desk: Desk, pages: Pages, films: Filming, shown: FilmPages) -> None:
    @routes.post("/film")
    def begin(request: Request) -> Response:
        key = desk.begin(talking.complain(Talk(pages.language(request)), ["movement"]))
        return RedirectResponse(f"/talk/{key}/film", 303)

    @routes.get("/talk/{key}/film")
    def choose(key: str) -> HTMLResponse:
        return HTMLResponse(shown.start(key, desk.get(key)))

    @routes.post("/talk/{key}/film")
    async def send(request: Request, key: str) -> Response:
        try:
            job = await take_film(desk, films, key, request.stream(), request.headers)
        except ClientDisconnect:
            return Response(status_code=BROKEN_OFF)
        return RedirectResponse(f"/talk/{key}/film/{job.id}", 303)


def _on_the_way(routes: APIRouter, desk: Desk, films: Filming, shown: FilmPages) -> None:
    @routes.get("/talk/{key}/film/{id}")
    def job(key: str, id: str) -> HTMLResponse:
        return HTMLResponse(shown.job(key, desk.get(key), films.get(key, id)))

    @routes.get("/talk/{key}/film/{id}/progress")
    def progress(key: str, id: str) -> Response:
        job = films.get(key, id)
        if job.is_open:
            return HTMLResponse(shown.progress(key, desk.get(key), job))
        return Response(headers={"HX-Redirect": f"/talk/{key}/film/{id}"})

    @routes.post("/talk/{key}/film/{id}/cancel")
    def cancel(key: str, id: str) -> Response:
        films.cancel(key, id)
        return RedirectResponse(f"/talk/{key}/film/{id}", 303)

    @routes.post("/talk/{key}/film/{id}/forget")
    def forget(key: str, id: str) -> Response:
        films.drop(key, id)
        return RedirectResponse(f"/talk/{key}/film", 303)


def _measured(routes: APIRouter, talking: Talking, desk: Desk, films: Filming, shown: FilmPages) -> None:
    @routes.post("/talk/{key}/film/{id}/remove")
    def remove(key: str, id: str, about: Annotated[str, Form(max_length=80)]) -> Response:
        desk.change(key, lambda talk: talking.answer(talk, [Answer(about, origin="video")]))
        return RedirectResponse(f"/talk/{key}/film/{id}", 303)

    @routes.get("/talk/{key}/film/{id}/change")
    def change(key: str, id: str, other: Annotated[str, Query(max_length=40)]) -> HTMLResponse:
        chosen = {films.done(key, one).id for one in (id, other)}
        pair = [job for job in films.of(key) if job.id in chosen]
        if len(pair) != 2:
            raise NoSuchFilmError
        return HTMLResponse(shown.change(key, desk.get(key), *pair))


def _taking(routes: APIRouter, desk: Desk, films: Filming) -> None:
    @routes.get("/talk/{key}/film/{id}/signals")
    def signals(key: str, id: str) -> Response:
        desk.get(key)
        job = films.done(key, id)
        assert job.filmed is not None
        return Response(signals_json(job.filmed.film), media_type="application/json")

    @routes.get("/talk/{key}/film/{id}/still/{n}")
    def still(key: str, id: str, n: int) -> Response:
        filmed = films.done(key, id).filmed
        if filmed is None or not 0 <= n < len(filmed.stills):
            raise NoSuchFilmError
        return Response(filmed.stills[n].jpeg, media_type="image/jpeg")

    @routes.get("/talk/{key}/film/{id}/{table}.{form}")
    def table(key: str, id: str, table: Literal["events", "signals"], form: Literal["csv", "parquet"]) -> Response:
        job = films.done(key, id)
        assert job.filmed is not None
        name = {"content-disposition": f'attachment; filename="mimika-{table}.{form}"'}
        return Response(film_table(job.filmed.film, table, form), media_type=TYPES[form], headers=name)
