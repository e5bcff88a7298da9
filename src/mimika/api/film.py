"""The routes of films: sent as a form, measured in the background, asked after, ended."""

from typing import Any, Literal

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from mimika.api.shapes import FaultOut
from mimika.measure.signals import Event, Task
from mimika.report.film_section import Film, film_json
from mimika.report.wording import Wording
from mimika.usecases.desk import Desk
from mimika.usecases.film_in_talk import TASKS, measurement, take_film
from mimika.usecases.filming import Filming, Job
from mimika.usecases.talking import Talking

FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["film"],
                    "properties": {
                        "film": {"type": "string", "format": "binary", "description": "The film, up to 2 GB."},
                        "task": {"type": "string", "enum": list(TASKS), "default": TASKS[0]},
                    },
                }
            }
        },
    }
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"model": FaultOut, "description": said}
    for code, said in ((413, "larger than is taken"), (429, "too many films wait"))
}


class MeasureOut(BaseModel):
    """A measured number with its 95 % interval and the events or frames it was counted from."""

    value: float
    low: float
    high: float
    unit: str
    count: int


class EventOut(BaseModel):
    """Something that happened, in seconds of the film; left and right are the person's own."""

    kind: str
    region: str
    side: str
    start_s: float
    end_s: float
    strength: float
    certainty: float


class FilmOut(BaseModel):
    """A film as it stands. `video`, `measures` and `events` come when it is done; `fault` when it has failed."""

    id: str
    state: Literal["waiting", "measuring", "done", "failed", "cancelled"]
    task: Task
    share: float
    fault: FaultOut | None = None
    video: dict[str, Any] | None = None
    measures: dict[str, MeasureOut] = {}
    events: list[EventOut] = []


def add_films(routes: APIRouter, talking: Talking, desk: Desk, films: Filming) -> None:
    """Add films to the routes of cases."""

    def out(job: Job) -> FilmOut:
        return _film(Wording(talking.kb, desk.get(job.key).talk.language), job)

    @routes.post("/cases/{id}/film", status_code=202, responses=REFUSALS, openapi_extra=FORM, response_model=FilmOut)
    async def send_film(id: str, request: Request) -> FilmOut | Response:
        """Send a film to be measured. It is deleted as soon as it is; what it shows is added to the case."""
        try:
            return out(await take_film(desk, films, id, request.stream(), request.headers))
        except ClientDisconnect:
            return Response(status_code=400)

    @routes.get("/cases/{id}/film/{job}")
    def show_film(id: str, job: str) -> FilmOut:
        """Show how far a film is, or what was measured."""
        desk.get(id)
        return out(films.get(id, job))

    @routes.delete("/cases/{id}/film/{job}", status_code=204)
    def end_film(id: str, job: str) -> None:
        """End the measurement of a film, or forget what was measured; what it added to the case stays."""
        desk.get(id)
        films.drop(id, job)


def _film(words: Wording, job: Job) -> FilmOut:
    shown = FilmOut(id=job.id, state=job.state, task=job.task, share=round(job.share, 3))
    if job.fault is not None:
        problem, hint = job.fault.told(words.language, job.name)
        return shown.model_copy(update={"fault": FaultOut(code=job.fault.code, problem=problem, hint=hint)})
    if job.state != "done":
        return shown
    found = measurement(job)
    return shown.model_copy(
        update={
            "video": msgspec.to_builtins(film_json(words, Film(found, job.shown))),
            "measures": {name: MeasureOut(**msgspec.to_builtins(e)) for name, e in found.measures.items()},
            "events": [_event(event) for event in found.events],
        }
    )


def _event(event: Event) -> EventOut:
    return EventOut(
        kind=event.kind,
        region=event.region,
        side=event.side,
        start_s=event.start_s,
        end_s=event.end_s,
        strength=event.strength,
        certainty=event.certainty,
    )
