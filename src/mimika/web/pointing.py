"""The routes of the pictures: a place, what happens there, and on to what was understood."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from mimika.model.place import Pointing, Side
from mimika.model.talk import Talk
from mimika.usecases.desk import Desk
from mimika.usecases.pointing import point
from mimika.usecases.talking import Talking
from mimika.web.pages import Pages

MOST_HAPPENINGS = 20
Happenings = Annotated[list[str], Form(max_length=MOST_HAPPENINGS)]
Place = Annotated[str, Form(max_length=60)]


def add_pictures(routes: APIRouter, talking: Talking, desk: Desk, pages: Pages) -> None:
    """Add the pictures, before a talk has begun and within one."""

    @routes.get("/picture")
    def pictures(request: Request, side: Side = "left") -> str:
        return pages.pictures(pages.language(request), side)

    @routes.get("/picture/{place}")
    def place(request: Request, place: str, side: Side | None = None) -> str:
        return pages.place(pages.language(request), place, side)

    @routes.post("/point")
    def begin(
        request: Request, place: Place, happening: Happenings | None = None, side: Annotated[Side | None, Form()] = None
    ) -> Response:
        talk = point(talking, Talk(pages.language(request)), [Pointing(place, h, side) for h in happening or []])
        return RedirectResponse(f"/talk/{desk.begin(talk)}/understood", 303)

    @routes.get("/talk/{key}/picture")
    def more_pictures(key: str, side: Side = "left") -> HTMLResponse:
        return HTMLResponse(pages.pictures(desk.get(key).talk.language, side, key))

    @routes.get("/talk/{key}/picture/{place}")
    def another_place(key: str, place: str, side: Annotated[Side | None, Query()] = None) -> HTMLResponse:
        return HTMLResponse(pages.place(desk.get(key).talk.language, place, side, key))

    @routes.post("/talk/{key}/point")
    def go_on(
        key: str, place: Place, happening: Happenings | None = None, side: Annotated[Side | None, Form()] = None
    ) -> Response:
        desk.change(key, lambda talk: point(talking, talk, [Pointing(place, h, side) for h in happening or []]))
        return RedirectResponse(f"/talk/{key}/understood", 303)
