"""Participants without a browser: they keep a cookie and fill forms in."""

from __future__ import annotations

import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.client import HTTPConnection, RemoteDisconnected
from urllib.parse import urlencode, urlsplit

CATEGORIES = ("artisan", "commerce", "hotellerie", "elu")


class Phone:
    """One participant; what it asked for and how long it waited is kept."""

    def __init__(self, room: str, n: int) -> None:
        self.at = urlsplit(room)
        self.connection = HTTPConnection(self.at.hostname or "", self.at.port, timeout=30)
        self.cookie = ""
        self.lot = random.Random(n)
        self.category = CATEGORIES[n % len(CATEGORIES)]
        self.waits: list[float] = []

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> str:
        headers = {"Cookie": self.cookie, "Host": self.at.netloc}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if form else None
        begun = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (RemoteDisconnected, ConnectionError):  # kept alive for a few seconds only
            self.connection.close()
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        text = answer.read().decode()
        self.waits.append(time.perf_counter() - begun)
        if answer.getheader("set-cookie"):
            self.cookie = str(answer.getheader("set-cookie")).split(";")[0]
        if answer.status == 303:
            return self.ask("GET", str(answer.getheader("location")))
        if answer.status == 429:
            time.sleep(0.5)
            return self.ask(method, path, form)
        assert answer.status == 200, (answer.status, text[-300:])
        return text

    def come_in(self) -> None:
        page = self.ask("GET", self.at.path)
        self.ask("POST", f"{self.at.path}/enter", {"form": form(page), "category": self.category})

    def answer_all(self, lean: int = 0, at_most: int = 99) -> None:
        page = self.ask("GET", self.at.path)
        for _ in range(at_most):
            found = re.search(r'action="(\S+/(\d+))"', page)
            if found is None:
                return
            names = set(re.findall(r'type="radio" name="(\w+)"', page))
            number = int(found[2])
            chosen = {name: str(self._opinion(name, number, lean)) for name in names}
            page = self.ask("POST", found[1], {"form": form(page), **chosen})

    def _opinion(self, question: str, item: int, lean: int) -> int:
        usual = {"importance": 3 + item % 3, "current": 1 + item % 3, "desired": 4}.get(question, 3)
        if item in {4, 9} and self.category == "elu":
            usual = 6 - usual
        return min(5, max(1, usual + self.lot.choice((-1, 0, 0, 1)) + lean))

    def bet(self, guess: str) -> None:
        page = self.ask("GET", f"{self.at.path}/bet")
        number = re.search(r'name="number" value="(\d+)"', page)
        assert number is not None
        told = {"form": form(page), "number": number[1], "guess": guess}
        self.ask("POST", f"{self.at.path}/bet", told)

    def vote(self) -> None:
        page = self.ask("GET", f"{self.at.path}/vote")
        choices = {unescape(each) for each in re.findall(r'<option value="([^"]+)"', page)}
        first, second = self.lot.sample(sorted(choices), 2)
        rhythm = self.lot.choice(("faster", "planned"))
        ballot = {"place1": first, "place2": second, "rhythm": rhythm}
        self.ask("POST", f"{self.at.path}/vote", {"form": form(page), **ballot})


def form(page: str) -> str:
    found = re.search(r'name="form" value="(\w+)"', page)
    assert found is not None
    return found[1]


def all_at_once(phones: list[Phone], what: str, threads: int = 12, **options: object) -> None:
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(getattr(phone, what), **options) for phone in phones]:
            done.result()
