"""The server: Solara's page, what it needs in a browser, and light routes beside it.

Raises: InputError for a Solara whose files are not here.
"""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Any

from experiments.live.addresses import is_loopback
from experiments.live.frame import framed, language_of
from experiments.live.guard import Guard
from experiments.live.served import Served, keep
from experiments.live.solara_settings import (
    CDN,
    FRONT_END,
    SCRIPT,
    VUETIFY,
    check_front_end,
    patient_script,
    settle,
)

if TYPE_CHECKING:
    from starlette.applications import Starlette

PAGE = "experiments.live.site"
BORN = "/born"
A_YEAR = "public, max-age=31536000, immutable"
CLOSE_WITHIN = 3
PACKING = 4  # of 9: a fifth of the time, a twentieth more to send


def application(served: Served) -> Starlette:
    """The whole application, ready to be run."""
    settle(PAGE)
    import solara.server.starlette as solara_server
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.routing import Mount, Route

    check_front_end()
    keep(served)
    born = token_hex(8)  # by it a page knows whether another server answers
    routes: list[Any] = [
        Route(BORN, _saying(born)),
        Route(f"/static/{SCRIPT}", _saying(patient_script(), "text/javascript")),
        Mount(f"{CDN}/{VUETIFY}/dist", _files("solara-vuetify-app")),
        Mount(f"{CDN}/requirejs@2.3.6", _files("")),
        Mount(f"{CDN}/@widgetti/vue-grid-layout@2.3.13-alpha.2/dist", _files("")),
        Mount(CDN, _nothing),
    ]
    if served.room is not None:
        from experiments.live.room.routes import room_routes

        routes += room_routes(served.room)
    hidden = {"/_solara/api/evict/{kernel_id}"}
    framing = _framing(solara_server.root, served, born)
    routes += [
        Route(each.path, framing) if getattr(each, "endpoint", None) is solara_server.root else each
        for each in solara_server.routes
        if not (isinstance(each, Route) and each.path in hidden)
    ]
    return Starlette(
        routes=routes,
        lifespan=solara_server.lifespan,
        middleware=[
            Middleware(Guard, key=served.key, names=served.names),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=PACKING),
        ],
    )


def run(app: Starlette, listening: Any) -> None:
    """Serve on a socket that listens already, until Ctrl-C."""
    import uvicorn

    configuration = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws_max_size=8 * 1024 * 1024,
        # To this machine itself, packing takes longer than sending.
        ws_per_message_deflate=not is_loopback(listening.getsockname()[0]),
        timeout_graceful_shutdown=CLOSE_WITHIN,
        limit_concurrency=2_000,
    )
    uvicorn.Server(configuration).run(sockets=[listening])


def _files(folder: str) -> Any:
    """A folder of the front end; its names change with its content, so browsers may keep it."""
    from starlette.staticfiles import StaticFiles

    class Kept(StaticFiles):
        def file_response(self, *args: Any, **kwargs: Any) -> Any:
            answer = super().file_response(*args, **kwargs)
            answer.headers["cache-control"] = A_YEAR
            return answer

    return Kept(directory=FRONT_END / folder)


def _saying(text: str, kind: str = "text/plain") -> Any:
    """An answer that stays the same while this server lives."""
    from starlette.responses import Response

    async def said(_: Any) -> Any:
        return Response(text, media_type=kind, headers={"cache-control": "no-store"})

    return said


def _framing(root: Any, served: Served, born: str) -> Any:
    """Solara's page in a frame of ours."""
    from starlette.responses import HTMLResponse

    async def page(request: Any) -> Any:
        answer = await root(request, request.path_params.get("fullpath", ""))
        if answer.status_code == 200:
            usual = served.spoken if request.url.path.endswith("/screen") else served.lang
            spoken = language_of(request.query_params.get("language"), usual)
            framing = HTMLResponse(framed(answer.body.decode(), spoken, born))
            framing.raw_headers += [each for each in answer.raw_headers if each[0] == b"set-cookie"]
            return framing
        return answer

    return page


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """Answer that a file is not here; it is never looked for elsewhere."""
    from starlette.responses import PlainTextResponse

    await PlainTextResponse("There is no such file here.\n", 404)(scope, receive, send)
