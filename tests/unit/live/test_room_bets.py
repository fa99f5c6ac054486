"""Bets by phone: what is taken, until when, who is told what, and what the stage makes of them."""

from __future__ import annotations

import re
import time

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from experiments.live.configuration import Configuration
from experiments.live.conversation import Conversation
from experiments.live.guard import Guard
from experiments.live.pair import lived
from experiments.live.room.answers import bets_csv
from experiments.live.room.betting import PhoneBets, most
from experiments.live.room.people import RefusedError
from experiments.live.room.room import HEARD_WITHIN, MOST_WAGERS, Room
from experiments.live.room.routes import room_routes
from experiments.live.session import Session
from tests.unit.live.asking import Asking

ASKED = {"fr": "Emplois <i> en 2019 ?", "it": "Occupati nel 2019?", "en": "Jobs in 2019?"}
SMALL = Configuration(territory="baseline", firms=40, programme="cash")


def betting_room(people: int = 3) -> tuple[Room, int]:
    room = Room()
    for n in range(people):
        room.come_in(f"v{n}", "artisan")
    return room, room.open_bet("jobs", ASKED)


def test_a_bet_may_be_changed_until_the_result_is_shown() -> None:
    room, number = betting_room()
    room.bet("v0", number, "more")
    room.bet("v1", number, "more")
    room.bet("v0", number, "less")
    assert room.guesses(number) == (1, 0, 1)
    assert room.progress().bets == 2
    room.come_in("late", "elu")
    room.bet("late", number, "alike")
    room.end_bet(number, "less")
    with pytest.raises(RefusedError, match="closed"):
        room.bet("v2", number, "less")
    assert room.guesses(number) == (1, 1, 1)
    assert room.wager is not None
    assert room.wager.came == "less"


@pytest.mark.parametrize(
    ("visitor", "number", "guess", "reason"),
    [
        ("v0", 1, "<script>", "answer"),
        ("v0", 1, "", "answer"),
        ("v0", 0, "more", "form"),
        ("v0", 2, "more", "form"),
        ("nobody", 1, "more", "unknown"),
    ],
)
def test_what_is_no_bet(visitor: str, number: int, guess: str, reason: str) -> None:
    room, _ = betting_room()
    before = room.version
    with pytest.raises(RefusedError, match=reason):
        room.bet(visitor, number, guess)
    assert room.version == before


def test_bets_are_bounded_and_forgotten() -> None:
    room, number = betting_room(1)
    for _ in range(MOST_WAGERS + 5):
        room.bet("v0", number, "more")
        room.end_bet(number, "more")
        number = room.open_bet("jobs", ASKED)
    person = room.person("v0")
    assert person is not None
    assert len(person.bets) == MOST_WAGERS - 1
    room.erase()
    assert room.wager is None
    assert room.placed() == ()


def test_an_open_bet_is_in_no_file() -> None:
    room, number = betting_room(2)
    room.bet("v0", number, "less")
    assert len(bets_csv(room).decode().splitlines()) == 1
    room.end_bet(number, "more")
    rows = bets_csv(room).decode().splitlines()
    assert rows[0] == "respondent_id,category,bet,metric,guess,came"
    assert re.fullmatch(r"r[0-9a-f]{8},artisan,1,jobs,less,more", rows[1])
    assert "v0" not in rows[1]


# --- on a phone ------------------------------------------------------------------------------


@pytest.fixture
def room() -> Room:
    return Room(lang="fr")


@pytest.fixture
def phone(room: Room) -> Asking:
    app = Starlette(routes=room_routes(room, lambda: 0.0), middleware=[Middleware(Guard, key="k")])
    made = Asking(app, client="192.168.1.20", host="192.168.1.5:8765")
    enter(made, room)
    return made


def fields(text: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', text))


def enter(phone: Asking, room: Room) -> None:
    base = f"/room/{room.token}"
    form = fields(phone.get(base).text)
    assert phone.post(f"{base}/enter", form | {"category": "elu"}).status == 303


def test_a_bet_on_a_phone(phone: Asking, room: Room) -> None:
    base = f"/room/{room.token}"
    assert phone.get(f"{base}/now").text == "closed-0"
    number = room.open_bet("jobs", ASKED)
    assert phone.get(f"{base}/now").text == "bet-1"
    assert phone.get(base).headers["location"] == f"{base}/bet"
    page = phone.get(f"{base}/bet")
    assert "Emplois &lt;i&gt; en 2019 ?" in page.text
    sent = fields(page.text)
    assert phone.post(f"{base}/bet", sent | {"guess": "more"}).headers["location"] == base
    again = phone.get(base)  # a reload shows what was bet, and asks nothing a second time
    assert "plus" in again.text
    assert f"{base}/bet" in again.text
    assert 'value="more" class="go"' in phone.get(f"{base}/bet").text
    phone.post(f"{base}/bet", sent | {"guess": "less"})
    assert room.guesses(number) == (0, 0, 1)
    room.end_bet(number, "more")
    closed = phone.get(base).text
    assert "moins" in closed
    assert "plus" not in closed  # results are for the big screen
    assert phone.post(f"{base}/bet", sent | {"guess": "more"}).status == 409
    assert room.guesses(number) == (0, 0, 1)


def test_a_page_of_an_older_bet_counts_for_nothing(phone: Asking, room: Room) -> None:
    base = f"/room/{room.token}"
    room.open_bet("jobs", ASKED)
    old = fields(phone.get(f"{base}/bet").text)
    number = room.open_bet("firms", ASKED)
    assert phone.post(f"{base}/bet", old | {"guess": "more"}).status == 403
    assert room.guesses(number) == (0, 0, 0)


def test_hostile_bets_are_refused(phone: Asking, room: Room) -> None:
    base = f"/room/{room.token}"
    number = room.open_bet("jobs", ASKED)
    good = fields(phone.get(f"{base}/bet").text) | {"guess": "more"}
    for wrong, status in (
        ({"guess": "plus"}, 409), ({"guess": ""}, 409), ({"number": "١"}, 409),
        ({"number": "9" * 400}, 409), ({"number": "-1"}, 409), ({"form": "0" * 32}, 403),
    ):  # fmt: skip
        assert phone.post(f"{base}/bet", good | wrong).status == status, wrong
    assert phone.post(f"{base}/bet", good, origin="http://evil.example").status == 403
    stranger = Asking(phone.app, client="192.168.1.21", host=phone.host)
    assert stranger.get(f"{base}/bet").headers["location"] == base
    assert stranger.post(f"{base}/bet", good).status == 403
    assert room.guesses(number) == (0, 0, 0)
    statuses = [phone.post(f"{base}/bet", good).status for _ in range(70)]
    assert statuses[0] == 303
    assert statuses[-1] == 429


def test_waiting_pages_ask_for_little(phone: Asking, room: Room) -> None:
    base = f"/room/{room.token}"
    page = phone.get(base).text
    assert 'data-now="closed-0"' in page
    assert 'data-waits="1"' in page
    assert "<noscript><meta http-equiv" in page
    room.open_survey(1)
    assert "data-waits" not in phone.get(f"{base}/1").text
    assert len(phone.get(f"{base}/now").body) < 20
    assert phone.get("/room/elsewhere/now").status == 404
    room.erase()
    assert phone.get(f"{base}/now").text == "outside"


# --- on the stage ----------------------------------------------------------------------------


class FakeStage:
    """A stage without a browser: what it was sent is kept."""

    def __init__(self) -> None:
        self.sent: list[dict] = []
        self.listener = None

    def on_msg(self, listener, remove: bool = False) -> None:
        self.listener = None if remove else listener

    def send(self, told, _buffers=None) -> None:
        self.sent.append(told)

    def say(self, **told) -> None:
        self.listener(self, told, [])

    def last(self, name: str):
        states = [each["state"] for each in self.sent if each["kind"] == "state"]
        return next(state[name] for state in reversed(states) if name in state)


@pytest.fixture
def stage(room: Room):
    session = Session(SMALL)
    made = FakeStage()
    conversation = Conversation(session, made, room=room)
    made.say(kind="ready")
    session.start()
    wait(lambda: any(each["kind"] == "pair" for each in made.sent))
    made.session, made.conversation = session, conversation
    yield made
    conversation.end()
    session.stop()


def test_a_stage_that_has_ended_is_told_nothing_more() -> None:
    session = Session(SMALL)
    before = len(session._listeners)
    first, second = (Conversation(session, FakeStage()) for _ in range(2))
    assert len(session._listeners) == before + 2
    first.end()
    assert len(session._listeners) == before + 1
    session._listeners.clear()  # as when the session has stopped first
    second.end()
    assert not session._listeners


def wait(so: object) -> None:
    until = time.monotonic() + 400  # loops are compiled once, slowly where others work
    while not so() and time.monotonic() < until:
        time.sleep(0.02)
    assert so()


def test_the_stage_counts_bets_and_shows_them_only_afterwards(stage, room: Room) -> None:
    for n in range(4):
        room.come_in(f"v{n}", "artisan")
    stage.say(kind="phones", metric="jobs")
    assert room.wager is not None
    assert room.wager.questions["it"].startswith("La vostra scommessa, Occupati nel")
    for n, guess in enumerate(("more", "less", "more")):
        room.bet(f"v{n}", 1, guess)
    wait(lambda: stage.last("phones")["bets"] == 3)
    told = stage.last("phones")
    assert told == {"open": True, "metric": "jobs", "bets": 3, "present": 4}
    assert stage.last("bets") == []
    stage.say(kind="reveal")
    shown = stage.last("bets")[-1]
    assert (shown["phones"], shown["guess"], shown["metric"]) == ([2, 0, 1], "more", "jobs")
    assert room.wager.came == shown["came"]
    assert room.progress().stage == "closed"
    assert not stage.last("phones")["open"]


def test_nobody_is_waited_for_and_a_show_of_hands_still_counts(stage, room: Room) -> None:
    room.come_in("v", "artisan")
    stage.say(kind="phones", metric="firms")
    stage.say(kind="reveal")
    assert stage.last("bets") == []
    stage.say(kind="phones", metric="firms")
    room.bet("v", 2, "less")
    stage.say(kind="bet", metric="firms", guess="more", hands=[9, 1, 2])
    shown = stage.last("bets")[-1]
    assert (shown["guess"], shown["hands"], shown["phones"]) == ("more", [9, 1, 2], [0, 0, 1])
    assert room.progress().stage == "closed"


def test_another_result_or_a_closed_stage_ends_the_bet(stage, room: Room) -> None:
    room.come_in("v", "artisan")
    stage.say(kind="phones", metric="jobs")
    room.bet("v", 1, "more")
    stage.say(kind="change", name="programme", value="none")
    wait(lambda: room.progress().stage == "closed")
    assert room.wager is not None
    assert room.wager.came is None
    stage.say(kind="phones", metric="jobs")
    stage.conversation.end()
    assert room.progress().stage == "closed"


def test_nobody_bets_on_a_result_that_is_on_its_way_out(stage, room: Room) -> None:
    room.come_in("v", "artisan")
    stage.say(kind="change", name="programme", value="none")
    assert stage.last("busy")
    stage.say(kind="phones", metric="jobs")
    assert room.wager is None
    wait(lambda: not stage.last("busy"))
    stage.say(kind="phones", metric="jobs")
    assert room.wager is not None


def test_a_page_that_comes_back_hears_all_again_and_its_bets_stay_open(stage, room: Room) -> None:
    room.come_in("v", "artisan")
    stage.say(kind="phones", metric="jobs")
    numbers = [each["number"] for each in stage.sent if each["kind"] == "pair"]
    stage.sent.clear()
    stage.say(kind="back")
    assert [each["number"] for each in stage.sent if each["kind"] == "pair"] == numbers[-1:]
    assert (stage.last("busy"), stage.last("bets")) == (False, [])
    assert stage.last("phones")["open"]
    assert room.progress().stage == "bet"


def test_a_stage_that_asks_for_what_it_shows_is_not_left_waiting(stage) -> None:
    shown = sum(each["kind"] == "pair" for each in stage.sent)
    for ask in ({"kind": "home"}, {"kind": "undo"}, {"kind": "change", "name": "none such"}):
        stage.say(**ask)
        assert not stage.last("busy"), ask
    assert sum(each["kind"] == "pair" for each in stage.sent) == shown


def test_without_a_room_the_phones_do_nothing() -> None:
    bets = PhoneBets(None)
    bets.open("jobs", lived(SMALL))
    assert not bets.is_open
    assert bets.told() is None
    other = PhoneBets(Room())
    other.open("no such thing", lived(SMALL))
    assert not other.is_open


def test_a_phone_that_was_put_away_is_not_waited_for() -> None:
    now = [0.0]
    room = Room(clock=lambda: now[0])
    for n in range(4):
        room.come_in(f"v{n}", "artisan")
    number = room.open_bet("jobs", ASKED)
    room.bet("v0", number, "more")
    assert room.progress().lately == 4
    now[0] = HEARD_WITHIN + 1
    room.heard("v1")
    room.heard("a stranger")
    assert room.progress().lately == 2  # who bet, and who still asks what is open
    assert room.progress().present == 4


def test_a_page_that_asks_is_there(phone: Asking, room: Room) -> None:
    room._heard.clear()
    assert room.progress().lately == 0
    phone.get(f"/room/{room.token}/now")
    assert room.progress().lately == 1


def test_most_is_nobody_s_where_the_room_is_divided() -> None:
    assert most((3, 1, 2)) == "more"
    assert most((2, 0, 2)) is None
    assert most((0, 0, 0)) is None
