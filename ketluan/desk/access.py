"""Who may ask the desk: a browser on this machine, from the desk's own pages, that was given the key of this start."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTRY = "/vao"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
REFUSED = (
    "Bàn văn thư không nhận yêu cầu này. Hãy mở bàn bằng địa chỉ mà chương trình in ra khi khởi động "
    "(mỗi lần khởi động có một địa chỉ mới)."
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The port and the secrets of one start: `entry` opens the desk and is then the browser's cookie, `form` stands in
    every form."""

    port: int
    entry: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    form: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def address(self) -> str:
        """What is opened in the browser."""
        return f"http://127.0.0.1:{self.port}{ENTRY}?khoa={self.entry}"

    @property
    def cookie(self) -> str:
        """Cookies do not know ports: two desks on one machine need two names."""
        return f"ban-van-thu-{self.port}"

    def opens(self, given: str) -> bool:
        """Whether this is the key of this start."""
        return hmac.compare_digest(given.encode(), self.entry.encode())

    def signs(self, given: str) -> bool:
        """Whether a form or a script of the desk's own pages sends this."""
        return hmac.compare_digest(given.encode(), self.form.encode())


class Guard:
    """Lets through what the desk's own pages ask for, with headers that let a page do no more than that."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answer = self._stopped(
            scope, {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        )
        await (answer or self.app)(scope, receive, _with_headers(send))

    def _stopped(self, scope: Scope, headers: Mapping[str, str]) -> Response | None:
        """The answer to what may not go on; the way in is the only page without a cookie."""
        keys, method = self.keys, scope["method"]
        hosts = [f"{name}:{keys.port}" for name in ("127.0.0.1", "localhost")]
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in hosts or method not in ("GET", "HEAD", "POST"):
            return _refused()
        if scope["path"] == ENTRY and method == "GET":
            return self._entered(scope["query_string"].decode("latin-1"))
        if (origin or method == "POST") and origin != f"http://{host}":
            return _refused()
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return _refused()
        return None if keys.opens(_cookies(headers.get("cookie", "")).get(keys.cookie, "")) else _refused()

    def _entered(self, query: str) -> Response:
        given = query.removeprefix("khoa=")
        if not self.keys.opens(given):
            return _refused()
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self.keys.cookie, self.keys.entry, httponly=True, samesite="strict", path="/")
        return answer


def _refused() -> Response:
    return PlainTextResponse(REFUSED, status_code=403)


def _cookies(header: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, _, value in pairs}


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [name.lower() for name, _ in message["headers"]]
            more = ((name.lower().encode(), value.encode()) for name, value in HEADERS.items())
            message["headers"] = [*message["headers"], *(pair for pair in more if pair[0] not in own)]
        await send(message)

    return sent
