"""Sixty phones at once on one server: everyone is served, soon, and nothing is lost."""

from __future__ import annotations

import threading
import time

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from experiments.live.addresses import LOOPBACK, listening
from experiments.live.guard import Guard
from experiments.live.room.room import Room
from experiments.live.room.routes import room_routes
from tests.unit.live.phones import Phone, all_at_once

PHONES, ITEMS = 60, 5
SOON = 2.0
"""Seconds that the slowest of twenty may wait; much more than measured, this machine may be busy."""


@pytest.mark.slow
def test_sixty_phones_at_once() -> None:
    room = Room()
    app = Starlette(routes=room_routes(room), middleware=[Middleware(Guard, key="key")])
    with listening(LOOPBACK, 0) as bound:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        address = f"http://{LOOPBACK}:{bound.getsockname()[1]}/room/{room.token}"
        phones = [Phone(address, n) for n in range(PHONES)]
        all_at_once(phones, "come_in", threads=PHONES)
        room.open_survey(1)
        all_at_once(phones, "answer_all", threads=PHONES, at_most=ITEMS)
        number = room.open_bet("jobs", {"fr": "Emplois ?"})
        all_at_once(phones, "bet", threads=PHONES, guess="more")
        server.should_exit = True
        thread.join(10)
    waits = sorted(wait for phone in phones for wait in phone.waits)
    assert room.progress().present == PHONES
    given = room.given(1)
    assert len(given) == PHONES
    assert room.guesses(number) == (PHONES, 0, 0)
    assert all(len(each.answers) == ITEMS for each in given)
    assert waits[int(0.95 * len(waits))] < SOON
    print(f"{len(waits)} requests, median {1000 * waits[len(waits) // 2]:.0f} ms, "
          f"95 % within {1000 * waits[int(0.95 * len(waits))]:.0f} ms")  # fmt: skip
