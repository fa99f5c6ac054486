"""Ask an ASGI application without a network: one request in, status, headers and text out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.body.decode()


class Asking:
    """A visitor that keeps cookies, as a browser does."""

    def __init__(self, app: Any, client: str = "127.0.0.1", host: str = "127.0.0.1:8765") -> None:
        self.app, self.client, self.host = app, client, host
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, form: dict[str, str] | bytes, **headers: str) -> Answer:
        body = form if isinstance(form, bytes) else urlencode(form).encode()
        return self.ask("POST", path, body, headers)

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        path, _, query = path.partition("?")
        sent = {"host": self.host, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(),
            "query_string": query.encode(), "client": (self.client, 5), "root_path": "",
            "headers": [(k.lower().encode(), v.encode()) for k, v in sent.items()],
            "scheme": "http", "server": ("127.0.0.1", 8765), "http_version": "1.1",
        }  # fmt: skip
        answer = Answer()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                for name, value in message["headers"]:
                    if name == b"set-cookie":
                        jar = SimpleCookie(value.decode())
                        answer.cookies |= {k: v.value for k, v in jar.items()}
                    answer.headers[name.decode()] = value.decode()
            else:
                answer.body += message.get("body", b"")

        asyncio.run(self.app(scope, receive, send))
        self.cookies |= answer.cookies
        return answer
