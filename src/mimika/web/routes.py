"""The routes of the page. Every form works without script; what changes something is a POST that leads to a page."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from mimika.model.case import Sex, Value
from mimika.model.finding import ComplaintKind
from mimika.model.talk import Answer, Screen, Talk
from mimika.model.text import Language
from mimika.usecases.desk import Desk
from mimika.usecases.filming import Filming
from mimika.usecases.inputs import MOST_CHARACTERS
from mimika.usecases.talking import Talking
from mimika.web.films import add_films
from mimika.web.pages import EXAMPLES, LANGUAGE_COOKIE, Pages
from mimika.web.pointing import add_pictures
from mimika.web.reports import add_reports

PAGE_OF_TALK = r"^(understood|ask|result|doctor|film(/[A-Za-z0-9_-]{1,40})?)$"
YEAR_S = 365 * 24 * 3600
Story = Annotated[str, Form(max_length=MOST_CHARACTERS)]
Id = Annotated[str, Form(max_length=80)]


def router(talking: Talking, desk: Desk, pages: Pages, films: Filming) -> APIRouter:
    """Return the routes of the page."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _start(routes, talking, desk, pages)
    add_pictures(routes, talking, desk, pages)
    add_films(routes, talking, desk, pages, films)
    _understood(routes, talking, desk, pages)
    _ask(routes, talking, desk, pages)
    _result(routes, desk, pages)
    add_reports(routes, talking, desk, films)
    _keeping(routes, desk, films)
    return routes


def to(key: str, place: str) -> RedirectResponse:
    """Return the way to a page of a talk."""
    return RedirectResponse(f"/talk/{key}/{place}", 303)


def _speaking(answer: Response, language: Language) -> Response:
    """Return an answer by which the browser remembers the language."""
    answer.set_cookie(LANGUAGE_COOKIE, language, max_age=YEAR_S, samesite="lax", httponly=True)
    return answer


def _start(routes: APIRouter, talking: Talking, desk: Desk, pages: Pages) -> None:
    @routes.get("/")
    def start(request: Request, lang: Language | None = None) -> Response:
        if lang is None:
            return HTMLResponse(pages.start(pages.language(request), desk.kept()))
        return _speaking(RedirectResponse("/", 303), lang)

    @routes.post("/tell")
    def tell(
        request: Request, story: Story = "", example: Annotated[int | None, Form(ge=0, lt=len(EXAMPLES))] = None
    ) -> Response:
        language = pages.language(request)
        words = story if example is None else talking.kb.texts[EXAMPLES[example]].pick(language)
        return to(desk.begin(talking.tell(Talk(language), words)), "understood")


def _understood(routes: APIRouter, talking: Talking, desk: Desk, pages: Pages) -> None:
    @routes.get("/talk/{key}/understood")
    def understood(key: str) -> str:
        return pages.understood(key, desk.get(key))

    @routes.post("/talk/{key}/words")
    def retell(key: str, story: Story = "") -> Response:
        desk.change(key, lambda talk: talking.retell(talk, story))
        return to(key, "understood")

    @routes.post("/talk/{key}/remove")
    def remove(key: str, about: Id) -> Response:
        desk.change(key, lambda talk: talking.answer(talk, [Answer(about)]))
        return to(key, "understood")

    @routes.post("/talk/{key}/language")
    def speak(
        key: str,
        language: Annotated[Language, Form()],
        here: Annotated[str, Form(pattern=PAGE_OF_TALK)] = "result",
    ) -> Response:
        desk.change(key, lambda talk: replace(talk, language=language))
        return _speaking(to(key, here), language)


def _ask(routes: APIRouter, talking: Talking, desk: Desk, pages: Pages) -> None:
    @routes.get("/talk/{key}/ask")
    def ask(key: str, about: Annotated[str | None, Query(max_length=80)] = None) -> Response:
        lying = desk.get(key)
        if about is not None:
            talking.ask(about, lying.talk.language)
            kind: Literal["question", "danger"] = "question" if about in talking.kb.findings else "danger"
            return HTMLResponse(pages.ask(key, lying, Screen(kind, (about,)), is_change=True))
        screen = talking.screen(lying.talk)
        return HTMLResponse(pages.ask(key, lying, screen)) if screen else to(key, "result")

    @routes.post("/talk/{key}/answer")
    def answer(key: str, about: Id, value: Annotated[str, Form(max_length=80)] = "") -> Response:
        desk.change(key, lambda talk: talking.answer(talk, [Answer(about, _value(talking, about, value))]))
        return to(key, "ask")

    @routes.post("/talk/{key}/answers")
    def tick(
        key: str,
        asked: Annotated[list[str], Form(max_length=64)],
        there: Annotated[list[str] | None, Form(max_length=64)] = None,
        rest: Annotated[Literal["no", "unknown"], Form()] = "unknown",
    ) -> Response:
        others = False if rest == "no" else None
        answers = [Answer(about, True if about in (there or ()) else others) for about in asked]
        desk.change(key, lambda talk: talking.answer(talk, answers))
        return to(key, "ask")

    @routes.post("/talk/{key}/person")
    def introduce(
        key: str,
        age: Annotated[str, Form(max_length=8)] = "",
        sex: Annotated[Sex | Literal[""], Form()] = "",
        place: Annotated[Literal["understood", "ask"], Form()] = "ask",
    ) -> Response:
        years = talking.years(age)
        desk.change(key, lambda talk: talking.introduce(talk, years, sex or None))
        return to(key, place)

    @routes.post("/talk/{key}/complaints")
    def complain(key: str, kinds: Annotated[list[ComplaintKind] | None, Form()] = None) -> Response:
        desk.change(key, lambda talk: talking.complain(talk, kinds or []))
        return to(key, "ask")

    @routes.post("/talk/{key}/back")
    def back(key: str) -> Response:
        is_first = not desk.get(key).talk.turns
        desk.change(key, talking.back)
        return to(key, "understood" if is_first else "ask")


def _value(talking: Talking, about: str, value: str) -> Value | None:
    """Return a form's value as the answer it is: nothing, yes, no, an option, or a number."""
    if value in ("", "true", "false"):
        return {"": None, "true": True, "false": False}[value]
    finding = talking.kb.findings.get(about)
    if finding is None or value in finding.states or not value.replace(",", ".", 1).replace(".", "", 1).isdigit():
        return value
    return float(value.replace(",", "."))


def _result(routes: APIRouter, desk: Desk, pages: Pages) -> None:
    @routes.get("/talk/{key}/result")
    def result(key: str) -> str:
        return pages.result(key, desk.get(key))

    @routes.get("/talk/{key}/doctor")
    def doctor(key: str) -> str:
        return pages.result(key, desk.get(key), "doctor")


def _keeping(routes: APIRouter, desk: Desk, films: Filming) -> None:
    @routes.post("/talk/{key}/keep")
    def keep(key: str) -> Response:
        desk.keep(key)
        return to(key, "result")

    @routes.post("/talk/{key}/erase")
    def erase(key: str) -> Response:
        desk.erase(key)
        films.forget(key)
        return RedirectResponse("/", 303)
