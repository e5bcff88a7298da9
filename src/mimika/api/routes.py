"""The routes of the API. A case is a talk by another name: words and answers in, questions and an assessment out."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Response

from mimika.api.film import add_films
from mimika.api.shapes import (
    AnsweredOut,
    AnswersIn,
    AskOut,
    CaseIn,
    CaseOut,
    FaultOut,
    OptionOut,
    PersonIn,
    QuestionOut,
    WordsIn,
)
from mimika.model.talk import Answer, Talk
from mimika.model.text import Language
from mimika.report.contract import as_json
from mimika.report.html import as_html
from mimika.report.pdf import as_pdf
from mimika.report.printed import Reader, printed
from mimika.report.sheet import read, sheet
from mimika.report.text import as_text
from mimika.report.wording import Wording
from mimika.usecases.asking import Ask, asks
from mimika.usecases.assessing import story_language
from mimika.usecases.desk import Desk
from mimika.usecases.film_in_talk import films_to_report
from mimika.usecases.filming import Filming
from mimika.usecases.talking import Talking

FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": FaultOut, "description": said}
    for code, said in ((400, "cannot be read"), (404, "no such case"), (422, "does not fit"))
}
JSON = "application/json"
TYPES = {
    "text": "text/plain; charset=utf-8",
    "json": JSON,
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}


def router(talking: Talking, desk: Desk, films: Filming) -> APIRouter:
    """Return the routes over one knowledge base and one desk."""
    routes = APIRouter(prefix="/api", responses=FAULTS)
    _cases(routes, talking, desk, films)
    add_films(routes, talking, desk, films)
    _conversation(routes, talking, desk)
    _results(routes, talking, desk, films)
    return routes


def _cases(routes: APIRouter, talking: Talking, desk: Desk, films: Filming) -> None:
    @routes.post("/cases", status_code=201)
    def begin_case(new: CaseIn) -> CaseOut:
        """Begin a case. Nothing is kept on this machine unless it is asked for."""
        talk = Talk(new.language or story_language(new.story or ""))
        if new.person:
            talk = talking.introduce(talk, new.person.age, new.person.sex)
        talk = talking.complain(talk, new.complaints)
        if new.story is not None:
            talk = talking.tell(talk, new.story)
        return _case(talking, desk, desk.begin(talk))

    @routes.get("/cases/{id}")
    def show_case(id: str) -> CaseOut:
        """Show a case as it stands."""
        return _case(talking, desk, id)

    @routes.delete("/cases/{id}", status_code=204)
    def erase_case(id: str) -> None:
        """Erase a case for good."""
        desk.get(id)
        desk.erase(id)
        films.forget(id)

    @routes.post("/cases/{id}/keep")
    def keep_case(id: str) -> CaseOut:
        """Keep a case on this machine from now on."""
        desk.keep(id)
        return _case(talking, desk, id)


def _conversation(routes: APIRouter, talking: Talking, desk: Desk) -> None:
    def stepped(id: str, step: Callable[[Talk], Talk]) -> CaseOut:
        desk.change(id, step)
        return _case(talking, desk, id)

    @routes.post("/cases/{id}/words")
    def tell(id: str, words: WordsIn) -> CaseOut:
        """Tell more, in one's own words."""
        add = talking.retell if words.replace else talking.tell
        return stepped(id, lambda talk: add(talk, words.story))

    @routes.put("/cases/{id}/person")
    def introduce(id: str, person: PersonIn) -> CaseOut:
        """Give age and sex."""
        return stepped(id, lambda talk: talking.introduce(talk, person.age, person.sex))

    @routes.put("/cases/{id}/complaints")
    def complain(id: str, complaints: CaseIn) -> CaseOut:
        """Say why the person came; the other fields of the body are not read."""
        return stepped(id, lambda talk: talking.complain(talk, complaints.complaints))

    @routes.post("/cases/{id}/answers")
    def answer(id: str, given: AnswersIn) -> CaseOut:
        """Answer a screen, or change any answer given before."""
        answers = [Answer(a.about, a.value) for a in given.answers]
        return stepped(id, lambda talk: talking.answer(talk, answers))

    @routes.post("/cases/{id}/back")
    def back(id: str) -> CaseOut:
        """Take back the answers of the last screen."""
        return stepped(id, talking.back)

    @routes.get("/cases/{id}/question")
    def next_question(id: str, about: Annotated[str | None, Query(max_length=80)] = None) -> QuestionOut:
        """Show the next screen, or the question about one finding or red flag."""
        talk = desk.get(id).talk
        if about is not None:
            return QuestionOut(kind="question", asks=[_ask(talking.ask(about, talk.language))], left=1)
        screen = talking.screen(talk)
        if screen is None:
            return QuestionOut(kind="done", asks=[], left=0)
        asked = [_ask(a) for a in asks(talking.kb, screen, talk.language)]
        return QuestionOut(kind=screen.kind, asks=asked, left=screen.left)


def _results(routes: APIRouter, talking: Talking, desk: Desk, films: Filming) -> None:
    @routes.get("/cases/{id}/assessment", response_class=Response, responses={200: {"content": {JSON: {}}}})
    def assessment(id: str, language: Language | None = None) -> Response:
        """Return the assessment as it is by now; `mimika schema assessment` describes it."""
        talk = desk.get(id).talk
        seen = next(iter(films_to_report(films, id, talk)), None)
        encoded = as_json(talking.kb, talking.assessment(talk), language or talk.language, seen)
        return Response(encoded, media_type=JSON)

    @routes.get(
        "/cases/{id}/report",
        response_class=Response,
        responses={200: {"content": {type_: {} for type_ in TYPES.values()}}},
    )
    def report(
        id: str,
        format: Literal["text", "json", "html", "pdf"] = "text",
        reader: Reader = "patient",
        language: Language | None = None,
    ) -> Response:
        """Return the report for the patient or the doctor; text and JSON hold everything for both."""
        talk = desk.get(id).talk
        spoken, found = language or talk.language, talking.assessment(talk)
        seen = films_to_report(films, id, talk)
        if format == "text":
            made: str | bytes = as_text(talking.kb, found, spoken, seen)
        elif format == "json":
            made = msgspec.json.encode(sheet(talking.kb, found, spoken))
        else:
            write = as_pdf if format == "pdf" else as_html
            made = write(printed(Wording(talking.kb, spoken), found, reader, talk.story, films=seen))
        return Response(made, media_type=TYPES[format])


def _case(talking: Talking, desk: Desk, key: str) -> CaseOut:
    lying = desk.get(key)
    talk, case = lying.talk, talking.case(lying.talk)
    words = Wording(talking.kb, talk.language)
    return CaseOut(
        id=key,
        language=talk.language,
        is_kept=lying.is_kept,
        story=talk.story,
        person=PersonIn(age=case.person.age_years, sex=case.person.sex),
        complaints=[c.kind for c in case.complaints if not c.is_absent],
        understood=[msgspec.to_builtins(read(words, seen)) for seen in case.observations],
        unread=[span.text for span in case.unread],
        answers=[AnsweredOut(about=a.about, value=a.value, origin=a.origin) for a in talk.held.values()],
        urgency=talking.urgency(talk).level,
    )


def _ask(asked: Ask) -> AskOut:
    options = [OptionOut(value=o.value, label=o.label) for o in asked.options]
    return AskOut(about=asked.about, question=asked.question, why=asked.why, options=options, unit=asked.unit)
