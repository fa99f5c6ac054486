"""The room's pages: light, without script, in three languages, and not to be forged or flooded."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from experiments.live.guard import Guard
from experiments.live.room.people import Choice
from experiments.live.room.room import Room
from experiments.live.room.routes import LARGEST_FORM, room_routes
from tests.unit.live.asking import Answer, Asking

KEY = "key-of-the-facilitator"


@pytest.fixture
def room() -> Room:
    return Room(lang="fr")


@pytest.fixture
def app(room: Room) -> Starlette:
    return Starlette(routes=room_routes(room, lambda: 0.0), middleware=[Middleware(Guard, key=KEY)])


@pytest.fixture
def phone(app: Starlette) -> Asking:
    return Asking(app, client="192.168.1.20", host="192.168.1.5:8765")


def form_of(answer: Answer) -> str:
    found = re.search(r'name="form" value="(\w+)"', answer.text)
    assert found is not None
    return found[1]


def enter(phone: Asking, room: Room, category: str = "artisan") -> None:
    first = phone.get(f"/room/{room.token}")
    entered = phone.post(
        f"/room/{room.token}/enter", {"form": form_of(first), "category": category}
    )
    assert (entered.status, entered.headers["location"]) == (303, f"/room/{room.token}")


def test_a_whole_visit(phone: Asking, room: Room) -> None:
    base = f"/room/{room.token}"
    enter(phone, room)
    assert "refresh" in phone.get(base).text
    room.open_survey(1)
    where = phone.get(base).headers["location"]
    for n, item in enumerate(room.questionnaire.items, 1):
        assert where == f"{base}/{n}"
        page = phone.get(where)
        assert item.label("fr").replace("'", "&#39;") in page.text
        answers = {"form": form_of(page), "importance": "5", "current": "2", "desired": "4"}
        where = phone.post(where, answers).headers["location"]
    assert where == base
    assert room.progress().finished["artisan"] == 1
    assert f"{base}/1" in phone.get(base).text
    room.open_vote([Choice("project a", {"fr": "Projet <b>a</b>"}), Choice("b", {})])
    ballot = phone.get(phone.get(base).headers["location"])
    assert "Projet &lt;b&gt;a&lt;/b&gt;" in ballot.text
    form = {"form": form_of(ballot), "place1": "b", "place2": "b", "rhythm": "faster"}
    assert phone.post(f"{base}/vote", form).status == 409
    assert phone.post(f"{base}/vote", form | {"place2": "project a"}).status == 303
    assert room.ballots()[0].order == ("b", "project a")


@pytest.mark.parametrize(
    ("lang", "word"), [("fr", "Je réponds"), ("it", "Rispondo"), ("en", "I answer")]
)
def test_three_languages(phone: Asking, room: Room, lang: str, word: str) -> None:
    base = f"/room/{room.token}"
    assert word in phone.get(base, accept_language=f"{lang}-XX;q=0.9, en;q=0.1").text
    moved = phone.get(f"{base}?lang={lang}")
    assert moved.headers["location"] == base
    page = phone.get(base, accept_language="de")
    assert word in page.text
    assert f'<html lang="{lang}">' in page.text


def test_pages_are_light_and_need_no_script(phone: Asking, room: Room) -> None:
    enter(phone, room)
    room.open_survey(1)
    page = phone.get(f"/room/{room.token}/1")
    assert len(page.body) < 8_000
    assert re.findall(r"<script[^>]*>", page.text) == ['<script src="/room/wait.js" defer>']
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    script = phone.get("/room/wait.js")
    assert len(script.body) < 3_000
    assert "eval" not in script.text
    assert "innerHTML" not in script.text
    assert page.headers["cache-control"] == "no-store"
    assert len(phone.get("/room/style.css").body) < 8_000


def test_forms_cannot_be_forged(app: Starlette, phone: Asking, room: Room) -> None:
    base = f"/room/{room.token}"
    other = Asking(app, client="192.168.1.21", host=phone.host)
    stolen = form_of(other.get(base))
    phone.get(base)
    for form in ({"category": "artisan"}, {"category": "artisan", "form": stolen}):
        assert phone.post(f"{base}/enter", form).status == 403
    good = {"category": "artisan", "form": form_of(phone.get(base))}
    assert phone.post(f"{base}/enter", good, origin="http://evil.example").status == 403
    assert room.progress().present == 0
    assert phone.post(f"{base}/enter", good, origin="http://192.168.1.5:8765").status == 303


def test_what_is_too_much_is_refused(phone: Asking, room: Room) -> None:
    base = f"/room/{room.token}"
    phone.get(base)
    assert phone.post(f"{base}/enter", b"x=" + b"a" * LARGEST_FORM).status == 413
    assert phone.post(f"{base}/enter", b"&".join(b"a=1" for _ in range(99))).status == 409
    statuses = [phone.get(base).status for _ in range(70)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_the_link_cannot_be_guessed_and_leads_nowhere_else(phone: Asking, room: Room) -> None:
    assert len(room.token) >= 16
    for path in ("/room/x", "/room/x/1", f"/room/{room.token}x", "/room/", "/room/../etc"):
        assert phone.get(path).status == 404
    moved = phone.get(f"/room/{room.token}?lang=it&next=//evil.example")
    assert moved.headers["location"] == f"/room/{room.token}"


def test_neighbours_see_the_room_only(app: Starlette, phone: Asking, room: Room) -> None:
    assert phone.get(f"/room/{room.token}").status == 200
    for path in ("/", "/resourcez", "/jupyter/api/kernels/1", "/_solara/cdn/x"):
        assert phone.get(path).status == 403
    assert Asking(app).get("/").status == 404  # this machine passes; there is no page in this test
    assert phone.get("/?key=wrong").status == 403
    entry = phone.get(f"//evil.example/x?key={KEY}&lang=it")
    assert (entry.status, entry.headers["location"]) == (303, "/evil.example/x?lang=it")
    assert phone.get("/").status == 404


def test_other_names_are_not_answered(app: Starlette) -> None:
    assert Asking(app, host="rebound.example:8765").get("/readyz").status == 421
    assert Asking(app, host="[::1]:8765").get("/readyz").status == 404
