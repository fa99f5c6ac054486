"""A room from the code on the screen to the trial of its plan, phones and big screen together."""

from __future__ import annotations

import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, RemoteDisconnected
from urllib.parse import urlencode, urlsplit

import pytest

pytestmark = pytest.mark.browser
CATEGORIES = ("artisan", "commerce", "hotellerie", "elu")
READY = 20_000


class Phone:
    """A participant without a browser: keeps a cookie, fills forms in."""

    def __init__(self, room: str, n: int) -> None:
        self.at = urlsplit(room)
        self.connection = HTTPConnection(self.at.hostname, self.at.port, timeout=20)
        self.cookie = ""
        self.lot = random.Random(n)
        self.category = CATEGORIES[n % len(CATEGORIES)]

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie, "Host": self.at.netloc}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if form else None
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (RemoteDisconnected, ConnectionError):  # kept alive for a few seconds only
            self.connection.close()
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.getheader("set-cookie"):
            self.cookie = answer.getheader("set-cookie").split(";")[0]
        if answer.status == 303:
            return self.ask("GET", answer.getheader("location"))
        if answer.status == 429:
            time.sleep(0.5)
            return self.ask(method, path, form)
        assert answer.status == 200, (answer.status, text[-300:])
        return answer.status, text

    def come_in(self) -> None:
        _, page = self.ask("GET", self.at.path)
        self.ask("POST", f"{self.at.path}/enter", {"form": form(page), "category": self.category})

    def answer_all(self, lean: int = 0) -> None:
        _, page = self.ask("GET", self.at.path)
        while found := re.search(r'action="(\S+/(\d+))"', page):
            names = set(re.findall(r'type="radio" name="(\w+)"', page))
            number = int(found[2])
            chosen = {name: str(self._opinion(name, number, lean)) for name in names}
            _, page = self.ask("POST", found[1], {"form": form(page), **chosen})

    def _opinion(self, question: str, item: int, lean: int) -> int:
        usual = {"importance": 3 + item % 3, "current": 1 + item % 3, "desired": 4}.get(question, 3)
        if item in {4, 9} and self.category == "elu":
            usual = 6 - usual
        return min(5, max(1, usual + self.lot.choice((-1, 0, 0, 1)) + lean))

    def vote(self) -> None:
        _, page = self.ask("GET", f"{self.at.path}/vote")
        choices = re.findall(r'<option value="([^"]+)"', page)
        first, second = self.lot.sample(sorted(set(choices)), 2)
        ballot = {
            "place1": first,
            "place2": second,
            "rhythm": self.lot.choice(("faster", "planned")),
        }
        self.ask("POST", f"{self.at.path}/vote", {"form": form(page), **unescaped(ballot)})


def form(page: str) -> str:
    return re.search(r'name="form" value="(\w+)"', page)[1]


def unescaped(fields: dict[str, str]) -> dict[str, str]:
    from html import unescape

    return {name: unescape(value) for name, value in fields.items()}


def all_at_once(phones: list[Phone], what: str) -> None:
    with ThreadPoolExecutor(12) as pool:
        for done in [pool.submit(getattr(phone, what)) for phone in phones]:
            done.result()


def test_a_room_from_the_code_to_the_trial(serve, look, keep_picture) -> None:
    served = serve("--room", "--host", "127.0.0.1")
    screen = look(served.address + "screen")
    screen.wait_for_selector(".room-panel svg", timeout=READY)
    screen.set_default_timeout(READY)
    phones = [Phone(served.room, n) for n in range(24)]
    all_at_once(phones, "come_in")
    screen.wait_for_selector("text=24 personnes", timeout=READY)
    screen.click("text=Ouvrir les questions")
    screen.wait_for_selector("text=Fermer les questions", timeout=READY)
    keep_picture(screen, "room-1-ask")
    all_at_once(phones, "answer_all")
    screen.wait_for_selector("text=24 / 24", timeout=READY)
    screen.click("text=Fermer les questions")
    screen.click("text=2 Priorités")
    screen.wait_for_selector("img.room-picture", timeout=READY)
    keep_picture(screen, "room-2-grid")
    screen.click("text=3 Plan")
    screen.click("text=Faire le plan")
    screen.wait_for_selector(".room-actions li", timeout=READY)
    keep_picture(screen, "room-3-plan")
    screen.click("text=Partir d'ici dans la simulation")
    screen.wait_for_selector("text=sous son plan", timeout=READY)
    screen.click("text=4 Second regard")
    screen.click("text=Ouvrir le second tour")
    screen.wait_for_selector("text=Fermer les questions", timeout=READY)
    for phone in phones[:20]:
        phone.answer_all(lean=phone.lot.choice((0, 0, 1)))
    screen.click("text=Fermer les questions")
    screen.wait_for_selector("img.room-picture", timeout=READY)
    screen.wait_for_timeout(500)
    keep_picture(screen, "room-4-second-look", whole=True)
    screen.click("text=5 Voter")
    screen.click("text=Ouvrir le vote")
    screen.wait_for_selector("text=Fermer le vote", timeout=READY)
    all_at_once(phones, "vote")
    screen.wait_for_selector("text=24 bulletins", timeout=READY)
    keep_picture(screen, "room-5-vote")
    screen.click("text=Fermer le vote")
    screen.click("text=6 Essayer")
    screen.click("text=/Vivre .* paires/")
    screen.wait_for_selector(".room-table tr:nth-child(3)", timeout=90_000)
    keep_picture(screen, "room-6-trial")
    screen.click("text=Effacer toutes les réponses")
    screen.click("text=Effacer pour de bon")
    screen.wait_for_selector("text=0 personne", timeout=READY)


@pytest.mark.parametrize("lang", ["fr", "it", "en"])
def test_a_phone_in_three_languages(serve, look, keep_picture, lang: str) -> None:
    served = serve("--room", "--host", "127.0.0.1")
    screen = look(served.address + "screen")
    screen.wait_for_selector(".room-panel svg", timeout=READY)
    phone = look(served.room, "phone", locale=lang, java_script_enabled=False)
    keep_picture(phone, f"phone-1-enter-{lang}")
    assert phone.get_attribute("html", "lang") == lang
    phone.click("button[value=artisan]")
    keep_picture(phone, f"phone-2-wait-{lang}")
    screen.click("text=1 Demander")
    screen.click("text=Ouvrir les questions")
    screen.wait_for_selector("text=Fermer les questions", timeout=READY)
    phone.goto(served.room)
    phone.click("label:has(input[name=importance][value='4'])")
    phone.click("label:has(input[name=current][value='2'])")
    phone.click("label:has(input[name=desired][value=nsp])")
    keep_picture(phone, f"phone-3-question-{lang}", whole=True)
    phone.click("button.go")
    assert phone.url.endswith("/2")
    screen.click("text=Fermer les questions")
    screen.click("text=Effacer toutes les réponses")
    screen.click("text=Effacer pour de bon")
