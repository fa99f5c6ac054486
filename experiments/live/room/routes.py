"""The room's addresses: light pages for phones, forms that cannot be forged, limits on everything.

A visitor is known by a random cookie, a form by a token made from it. After each form comes a
redirect to an address of this room, so that going back and reloading send nothing twice.
"""

from __future__ import annotations

import hmac
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from experiments.live.room import pages
from experiments.live.room.limits import Limit
from experiments.live.room.people import Person, RefusedError
from experiments.live.room.room import Room
from simulation.language import LANGUAGES

LARGEST_FORM = 8_192
MOST_FIELDS = 24
VISITOR = re.compile(r"[\w-]{22}")
NUMBER = re.compile(r"[0-9]{1,6}")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STATUS = {"full": 503, "often": 429, "large": 413, "nowhere": 404, "form": 403}

Step = Callable[["Visit"], Awaitable[Response]]


class Visit:
    """One request of one visitor: who, in what language, with what form."""

    def __init__(self, room: Room, request: Request) -> None:
        """Know the visitor by the cookie, or make a new one."""
        self.room = room
        self.request = request
        self.path = f"/room/{room.token}"
        known = request.cookies.get("tessuto-room", "")
        self.is_new = not VISITOR.fullmatch(known)
        self.visitor = secrets.token_urlsafe(16) if self.is_new else known
        self.lang = _language(request, room.lang)
        self.form: dict[str, str] = {}

    @property
    def person(self) -> Person | None:
        """What this visitor has said so far."""
        return self.room.person(self.visitor)

    @property
    def form_token(self) -> str:
        """What this visitor's forms carry."""
        return self.room.form_token(self.visitor)

    async def read_form(self) -> None:
        """Read the form, refusing a large one before it is read whole, and a forged one."""
        body = b""
        async for piece in self.request.stream():
            body += piece
            if len(body) > LARGEST_FORM:
                raise RefusedError("large")
        try:
            pairs = parse_qsl(body.decode("utf-8"), max_num_fields=MOST_FIELDS)
        except ValueError:
            raise RefusedError("answer") from None
        self.form = dict(pairs)
        if self.is_new or not self.room.is_form_of(self.visitor, self.form.get("form", "")):
            raise RefusedError("form")

    @property
    def what_is_open(self) -> str:
        """What this visitor can do now, in a word that changes when it does."""
        now, wager = self.room.progress(), self.room.wager
        if self.person is None:
            return "outside"
        number = now.round if now.stage == "survey" else wager.number if wager else 0
        return f"{now.stage}-{number}"

    @property
    def reader(self) -> pages.Reader:
        """For whom a page is made."""
        return pages.Reader(self.path, self.form_token, self.lang, self.what_is_open)

    def to(self, where: str = "") -> Response:
        """Send the browser to another page of this room."""
        return RedirectResponse(self.path + where, 303)

    def page(self, html: str, status: int = 200) -> Response:
        """Show a page."""
        return HTMLResponse(html, status)


def room_routes(room: Room, clock: Callable[[], float] = time.monotonic) -> list[Route]:
    """The routes of a room, with its limits by this clock."""
    visitors, addresses = Limit(5, 60, clock), Limit(100, 1_000, clock)

    def served(step: Step) -> Callable[[Request], Awaitable[Response]]:
        async def serve(request: Request) -> Response:
            visit = Visit(room, request)
            answer = await _answered(visit, step, visitors, addresses)
            return _finished(visit, answer)

        return serve

    at = "/room/{token}"
    return [
        Route("/room/style.css", _style, methods=["GET"]),
        Route("/room/wait.js", _script, methods=["GET"]),
        Route(at, served(_where_now), methods=["GET"]),
        Route(at + "/now", served(_now), methods=["GET"]),
        Route(at + "/enter", served(_enter), methods=["POST"]),
        Route(at + "/vote", served(_ballot), methods=["GET"]),
        Route(at + "/vote", served(_vote), methods=["POST"]),
        Route(at + "/bet", served(_betting), methods=["GET"]),
        Route(at + "/bet", served(_bet), methods=["POST"]),
        Route(at + "/{number:int}", served(_item), methods=["GET"]),
        Route(at + "/{number:int}", served(_answer), methods=["POST"]),
        Route("/room/{rest:path}", served(_nowhere), methods=["GET", "POST"]),
    ]


async def _answered(visit: Visit, step: Step, visitors: Limit, addresses: Limit) -> Response:
    """What a step answers, within the limits, or why it is refused."""
    request = visit.request
    client = request.client.host if request.client else ""
    try:
        known = hmac.compare_digest(
            request.path_params.get("token", "").encode(), visit.room.token.encode()
        )
        if not addresses.allows(client) or not (visit.is_new or visitors.allows(visit.visitor)):
            raise RefusedError("often")
        if not known:
            raise RefusedError("nowhere")
        visit.room.heard(visit.visitor)
        if request.method == "GET" and request.query_params.get("lang") in LANGUAGES:
            return visit.to(request.url.path.removeprefix(visit.path))
        if request.method == "POST":
            await visit.read_form()
        return await step(visit)
    except RefusedError as refusal:
        reason = str(refusal)
        reader = visit.reader if reason != "nowhere" else replace(visit.reader, what_is_open="")
        return visit.page(pages.refused(reason, reader), STATUS.get(reason, 409))


def _finished(visit: Visit, answer: Response) -> Response:
    answer.headers["content-security-policy"] = POLICY
    answer.headers["cache-control"] = "no-store"
    secure = {"httponly": True, "samesite": "lax", "path": "/room"}
    if visit.is_new:
        answer.set_cookie("tessuto-room", visit.visitor, **secure)  # type: ignore[arg-type]
    if visit.request.query_params.get("lang") in LANGUAGES:
        answer.set_cookie("tessuto-lang", visit.lang, **secure)  # type: ignore[arg-type]
    return answer


async def _where_now(visit: Visit) -> Response:
    """The page that is due: coming in, the next question, the ballot, thanks or waiting."""
    person, room = visit.person, visit.room
    if person is None:
        return visit.page(pages.entering(room, visit.reader))
    now = room.progress()
    if now.stage == "survey":
        given = person.answers.get(now.round, {})
        items = room.questionnaire.items
        due = next((n for n, item in enumerate(items, 1) if item.item_id not in given), None)
        if due is not None:
            return visit.to(f"/{due}")
        return visit.page(pages.thanking(visit.reader, "/1"))
    if now.stage == "vote":
        if person.ballot is None:
            return visit.to("/vote")
        return visit.page(pages.thanking(visit.reader, "/vote"))
    wager = room.wager
    if now.stage == "bet" and wager is not None:
        guess = person.bets.get(wager.number)
        if guess is None:
            return visit.to("/bet")
        return visit.page(pages.thanking(visit.reader, "/bet", guess))
    return visit.page(pages.waiting(person, wager, visit.reader))


async def _now(visit: Visit) -> Response:
    """What is open, in a word that changes when it does: pages that wait ask for it."""
    return PlainTextResponse(visit.what_is_open)


async def _enter(visit: Visit) -> Response:
    visit.room.come_in(visit.visitor, visit.form.get("category", ""))
    return visit.to()


async def _item(visit: Visit, problem: str = "") -> Response:
    person, room = visit.person, visit.room
    place = visit.request.path_params["number"] - 1
    now = room.progress()
    if person is None or now.stage != "survey" or not 0 <= place < len(room.questionnaire.items):
        return visit.to()
    before = room.given(now.round - 1) if now.round > 1 else ()
    html = pages.question(room, person, place, before, visit.reader, problem)
    return visit.page(html, 409 if problem else 200)


async def _answer(visit: Visit) -> Response:
    room = visit.room
    place = visit.request.path_params["number"] - 1
    items = room.questionnaire.items
    if not 0 <= place < len(items):
        raise RefusedError("item")
    room.answer(visit.visitor, items[place].item_id, visit.form)
    return visit.to(f"/{place + 2}" if place + 1 < len(items) else "")


async def _ballot(visit: Visit, problem: str = "") -> Response:
    person = visit.person
    if person is None or visit.room.progress().stage != "vote":
        return visit.to()
    html = pages.voting(visit.room, person, visit.reader, problem)
    return visit.page(html, 409 if problem else 200)


async def _vote(visit: Visit) -> Response:
    order = [visit.form.get(f"place{n}", "") for n in (1, 2, 3)]
    try:
        visit.room.vote(visit.visitor, order, visit.form.get("rhythm", ""))
    except RefusedError as refusal:
        if str(refusal) == "order":
            return await _ballot(visit, "order")
        raise
    return visit.to()


async def _betting(visit: Visit) -> Response:
    person, wager = visit.person, visit.room.wager
    if person is None or wager is None or visit.room.progress().stage != "bet":
        return visit.to()
    return visit.page(pages.betting(person, wager, visit.reader))


async def _bet(visit: Visit) -> Response:
    number = visit.form.get("number", "")
    if not NUMBER.fullmatch(number):
        raise RefusedError("answer")
    visit.room.bet(visit.visitor, int(number), visit.form.get("guess", ""))
    return visit.to()


async def _nowhere(_visit: Visit) -> Response:
    raise RefusedError("nowhere")


async def _style(_request: Request) -> Response:
    return _file(pages.style(), "text/css")


async def _script(_request: Request) -> Response:
    return _file(pages.script(), "text/javascript")


def _file(content: bytes, kind: str) -> Response:
    headers = {"cache-control": "public, max-age=3600", "content-security-policy": POLICY}
    return Response(content, media_type=kind, headers=headers)


def _language(request: Request, usual: str) -> str:
    """The language asked for, else the one chosen before, else the browser's, else the room's."""
    wishes = [request.query_params.get("lang", ""), request.cookies.get("tessuto-lang", "")]
    accepted = request.headers.get("accept-language", "")[:200].split(",")
    wishes += [each.split(";")[0].strip().split("-")[0].lower() for each in accepted]
    return next((wish for wish in wishes if wish in LANGUAGES), usual)
