"""What stands between a browser and the page: who may see what, and what a page may do.

In room mode the neighbours' devices see the room's light pages and nothing else; the page itself,
which can do more, is for this machine and for whoever was given the facilitator's key.
Other sites may not speak through a visitor's browser: a request must come from the address that it
goes to, and that address must be a number or this machine's own name.
"""

from __future__ import annotations

import hmac
import socket
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from experiments.live.addresses import is_loopback

KEY_COOKIE = "tessuto-key"
OPEN_TO_ALL = ("/room/", "/readyz", "/favicon.ico")
COMMON_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
# Solara compiles its templates in the browser and hands widgets their code as blobs.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class Guard:
    """Refuse what comes from elsewhere, and say to browsers what a page may do."""

    def __init__(self, app: ASGIApp, *, key: str = "", names: frozenset[str] = frozenset()) -> None:
        """With a key, devices other than this machine need it for all but the room's pages."""
        self.app = app
        self.key = key
        self.names = names | own_names()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if scope["type"] == "websocket":
            if refused:
                await send({"type": "websocket.close", "code": 1008})
                return
            await self.app(scope, receive, send)
            return
        answered = refused or self._entry(scope)
        if answered is not None:
            await answered(scope, receive, _with_headers(send))
            return
        await self.app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            return PlainTextResponse("This address is not known here.\n", 421)
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        origin = headers.get("origin")
        if changes and origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return PlainTextResponse("This came from another site.\n", 403)
        if self._needs_key(scope) and not self._entry(scope):
            return PlainTextResponse("This page is for the facilitator.\n", 403)
        return None

    def _is_ours(self, host: str) -> bool:
        """Whether a Host header is a number or one of this machine's names."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        return name in self.names or _is_number(name)

    def _needs_key(self, scope: Scope) -> bool:
        if not self.key or scope["path"].startswith(OPEN_TO_ALL):
            return False
        client = scope.get("client")
        if client is not None and is_loopback(client[0]):
            return False
        return not _same(_cookie(scope, KEY_COOKIE), self.key)

    def _entry(self, scope: Scope) -> RedirectResponse | None:
        """With the right key in the address: keep it in a cookie and take it out of the address."""
        if not self.key or scope["type"] != "http" or scope["method"] != "GET":
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"))
        given = dict(asked).get("key", "")
        if not _same(given, self.key):
            return None
        rest = urlencode([(name, value) for name, value in asked if name != "key"])
        # Only the path of this very request: never an address that somebody else wrote.
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(KEY_COOKIE, self.key, httponly=True, samesite="strict")
        return answer


def own_names() -> frozenset[str]:
    """The names by which this machine may be called."""
    name = socket.gethostname().lower()
    return frozenset({"localhost", name, f"{name.partition('.')[0]}.local"})


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in COMMON_HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("content-security-policy", PAGE_POLICY)
        await send(message)

    return sending


def _is_number(name: str) -> bool:
    try:
        socket.inet_pton(socket.AF_INET6 if ":" in name else socket.AF_INET, name)
    except (OSError, UnicodeError):
        return False
    return True


def _cookie(scope: Scope, name: str) -> str:
    try:
        cookies = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return ""
    return cookies[name].value if name in cookies else ""


def _same(given: str, key: str) -> bool:
    return bool(key) and hmac.compare_digest(given.encode(), key.encode())
