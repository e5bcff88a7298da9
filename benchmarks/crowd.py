"""Many people at once on the page of a real service: every request timed, every fault counted."""

import re
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import httpx2
import numpy as np

from benchmarks.running import service

STORIES = {
    "ru": (
        "Мне 57 лет. Полгода сами зажмуриваются оба глаза, хуже на ярком свету, легче, когда говорю.",
        "Женщина, 34 года. Раз-два в месяц пульсирует половина головы, тошнит, мешают свет и звуки, так лет десять.",
        "Справа в щеке стреляет как током на секунды, когда бреюсь, ем или чищу зубы. Мне 63, мужчина.",
    ),
    "en": (
        "A woman of 57. For half a year both eyes squeeze shut by themselves, worse in bright light.",
        "I am 34. Once or twice a month half of my head throbs, I feel sick, light and sound hurt, for ten years now.",
        "A man of 63. In my right cheek it shoots like electric current for seconds when I shave or eat.",
    ),
}
# How long a person looks at a screen before the next press, drawn evenly; estimate.
LEAST_LOOK_S, MOST_LOOK_S = 2.0, 6.0
MOST_SCREENS = 40


@dataclass(slots=True)
class Tally:
    """What came of all requests."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    talks: int = 0


def report(people: int, minutes: float) -> list[str]:
    """Return the lines to print."""
    tally, ends_at = Tally(), time.monotonic() + 60 * minutes
    with TemporaryDirectory() as home, service(Path(home)) as running:
        visitors = [
            threading.Thread(target=_visitor, args=(running.address, Random(n), tally, ends_at)) for n in range(people)
        ]
        for one in visitors:
            one.start()
        for one in visitors:
            one.join()
    p50, p95, worst = (1000 * np.percentile(tally.seconds, [50, 95, 100])).tolist()
    look = f"a look of {LEAST_LOOK_S:.0f}-{MOST_LOOK_S:.0f} s before each press"
    return [
        f"{people} people at once on the page for {minutes:g} minutes ({look})",
        f"  {len(tally.seconds):,} requests, {tally.talks} talks led to their end, {len(tally.faults)} faults",
        f"  time of a request: median {p50:.0f} ms, 95th percentile {p95:.0f} ms, worst {worst:.0f} ms",
        *(f"  fault: {fault}" for fault in dict.fromkeys(tally.faults)),
    ]


def _visitor(address: str, random: Random, tally: Tally, ends_at: float) -> None:
    with httpx2.Client(base_url=address, follow_redirects=True, timeout=60) as client:
        while time.monotonic() < ends_at:
            try:
                _talk(client, random, tally, ends_at)
            except httpx2.HTTPError as fault:
                tally.faults.append(type(fault).__name__)


def _talk(client: httpx2.Client, random: Random, tally: Tally, ends_at: float) -> None:
    """Lead one talk: tell, look at what was understood, answer every screen at random, read the result."""
    language = random.choice(["ru", "en"])
    client.cookies.set("language", language)
    page = _timed(client, random, tally, "GET", "/")
    page = _timed(client, random, tally, "POST", "/tell", {"story": random.choice(STORIES[language])})
    base = page.url.path.rsplit("/", 1)[0]
    page = _timed(client, random, tally, "GET", f"{base}/ask")
    for _ in range(MOST_SCREENS):
        if page.url.path.endswith("/result") or time.monotonic() > ends_at:
            break
        page = _answered(client, random, tally, base, page.text)
    tally.talks += page.url.path.endswith("/result")


def _answered(client: httpx2.Client, random: Random, tally: Tally, base: str, page: str) -> httpx2.Response:
    asked = re.findall(r'name="asked" value="([^"]+)"', page)
    if asked:
        return _timed(client, random, tally, "POST", f"{base}/answers", {"asked": asked, "rest": "no"})
    if 'name="sex"' in page:
        return _timed(client, random, tally, "POST", f"{base}/person", {"age": "40", "sex": "female"})
    about = re.findall(r'name="about" value="([^"]+)"', page)
    values = re.findall(r'<button[^>]* name="value" value="([^"]*)"', page)
    return _timed(client, random, tally, "POST", f"{base}/answer", {"about": about[0], "value": random.choice(values)})


def _timed(
    client: httpx2.Client, random: Random, tally: Tally, method: str, path: str, form: dict[str, object] | None = None
) -> httpx2.Response:
    """Look at the screen for a while, then send one request; a press and the page it leads to are one."""
    time.sleep(random.uniform(LEAST_LOOK_S, MOST_LOOK_S))
    began = time.perf_counter()
    answer = client.request(method, path, data=form)
    tally.seconds.append(time.perf_counter() - began)
    if answer.status_code != 200:
        tally.faults.append(f"{method} {path.rsplit('/', 1)[-1]}: {answer.status_code}")
    return answer
