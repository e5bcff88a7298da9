"""What keeps the service to its own machine and its own page.

Host names are checked (against DNS rebinding), requests that change something must come from the same origin, another
address than loopback needs the token, bodies and rates are limited, and no page may load anything from elsewhere.
"""

import hmac
import ipaddress
import re
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mimika.model.text import Text
from mimika.usecases.faults_of_films import MOST_FILM_BYTES

MOST_BODY_BYTES = 1_000_000
# Films alone may be large; the route tells who sends too much, kindly and in their language. What is over the film is
# the rest of its form.
FILM_PATH = re.compile(r"/(talk|api/cases)/[^/]+/film")
MOST_FORM_BYTES = MOST_FILM_BYTES + MOST_BODY_BYTES
MOST_REQUESTS, EACH_S = 600, 10
COOKIE = "mimika_token"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LOOPBACK_NAMES = {"localhost", "testserver"}
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    # With no-referrer a browser sends "Origin: null" with the page's own forms, which could not be told from others'.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), browsing-topics=()",
}


def is_loopback(host: str) -> bool:
    """Return whether a host name or address can only be this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host in LOOPBACK_NAMES


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in: the address listened on, and the token that another address than loopback needs."""

    host: str = "127.0.0.1"
    token: str | None = None
    refusals: dict[str, Text] = field(default_factory=dict)

    @classmethod
    def at(cls, host: str, refusals: dict[str, Text]) -> "Door":
        """Return the door of an address; one that others can reach gets a new token."""
        return cls(host, None if is_loopback(host) else secrets.token_urlsafe(24), refusals)


class Guard:
    """ASGI middleware around the whole service."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._rate = RateLimitItemPerSecond(MOST_REQUESTS, EACH_S)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers) or self._ask_token(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self._app(scope, _limited(receive, _most_bytes(scope)), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        client = scope["client"][0] if scope.get("client") else "?"
        if not self._is_host(headers.get("host", "")):
            return self._say(400, "refused-host")
        if not _is_same_origin(scope, headers):
            return self._say(403, "refused-origin")
        length = headers.get("content-length", "0")
        if not length.isdigit() or (not _is_film(scope) and int(length) > MOST_BODY_BYTES):
            return self._say(413, "refused-size")
        return None if self._limiter.hit(self._rate, client) else self._say(429, "refused-rate")

    def _say(self, status: int, key: str) -> Response:
        text = self._door.refusals[key]
        return JSONResponse({"code": f"M5{status}", "problem": text.en, "hint": text.ru}, status)

    def _is_host(self, host: str) -> bool:
        name = urlsplit(f"//{host}").hostname or ""
        if self._door.token is None:
            return is_loopback(name)
        try:
            return bool(ipaddress.ip_address(name)) or name == self._door.host
        except ValueError:
            return name in {self._door.host, "localhost"}

    def _ask_token(self, scope: Scope, headers: Headers) -> Response | None:
        """Return None for whoever has the token; a link that holds it becomes a cookie and leaves the address bar."""
        token = self._door.token
        if token is None:
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and hmac.compare_digest(given.encode(), token.encode()):
            answer = RedirectResponse(scope["path"], 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return answer
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        held = [bearer, _cookie(headers)]
        is_known = any(hmac.compare_digest(h.encode(), token.encode()) for h in held)
        return None if is_known else self._say(401, "refused-token")


def _cookie(headers: Headers) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _is_same_origin(scope: Scope, headers: Headers) -> bool:
    """Return whether a request may change something: browsers say where it comes from, other programs do not."""
    if scope["method"] in SAFE_METHODS:
        return True
    site = headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def _is_film(scope: Scope) -> bool:
    return scope["method"] == "POST" and FILM_PATH.fullmatch(scope["path"]) is not None


def _most_bytes(scope: Scope) -> int:
    return MOST_FORM_BYTES if _is_film(scope) else MOST_BODY_BYTES


def _limited(receive: Receive, most_bytes: int) -> Receive:
    """Return a body that ends where the limit is, also when its length was not told."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= most_bytes else {"type": "http.disconnect"}

    return limited


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending
