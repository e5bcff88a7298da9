"""A talk led through the HTTP API, as any other program would lead it."""

from collections.abc import Sequence
from typing import Any

import httpx2

from benchmarks.scripted import Result
from mimika.model.case import Sex
from mimika.model.finding import ComplaintKind
from mimika.model.talk import Answer, Screen
from mimika.model.text import Language


class ThroughApi:
    """One talk at a time over a client of the API."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client
        self._case = ""

    def begin(self, language: Language, story: str, age_years: float | None, sex: Sex | None) -> None:
        """Start a new talk."""
        person = {"age": age_years, "sex": sex}
        self._case = self._post("/api/cases", {"language": language, "story": story, "person": person})["id"]

    def screen(self) -> Screen | None:
        """Return what is asked next."""
        asked = self._get("question")
        return None if asked["kind"] == "done" else Screen(asked["kind"], tuple(a["about"] for a in asked["asks"]))

    def complain(self, kinds: Sequence[ComplaintKind]) -> None:
        """Say why the person came."""
        answer = self._client.put(f"/api/cases/{self._case}/complaints", json={"complaints": list(kinds)})
        answer.raise_for_status()

    def answer(self, answers: Sequence[Answer]) -> None:
        """Answer the screen."""
        given = [{"about": a.about, "value": a.value} for a in answers]
        self._post(f"/api/cases/{self._case}/answers", {"answers": given})

    def assessment(self) -> Result:
        """Return what can be said by now."""
        found = self._get("assessment")
        return Result(found["urgency"]["level"], tuple(c["id"] for c in found["differential"]))

    def _post(self, path: str, body: dict[str, Any]) -> Any:  # noqa: ANN401  (JSON may hold anything)
        answer = self._client.post(path, json=body)
        answer.raise_for_status()
        return answer.json()

    def _get(self, what: str) -> Any:  # noqa: ANN401  (JSON may hold anything)
        answer = self._client.get(f"/api/cases/{self._case}/{what}")
        answer.raise_for_status()
        return answer.json()
