"""A session computes what was asked last, can go back and on, and ends when it is told."""

from __future__ import annotations

import threading
import time

import pytest

from experiments.live import bands
from experiments.live.configuration import Configuration
from experiments.live.pair import lived
from experiments.live.session import Session
from simulation.errors import InputError

SMALL = Configuration(territory="baseline", firms=40, programme="cash")


@pytest.fixture
def session():
    made = Session(SMALL)
    yield made
    made.stop()


def shown(session: Session, number: int):
    until = time.monotonic() + 60
    while session.snapshot.number < number and time.monotonic() < until:
        time.sleep(0.02)
    assert session.snapshot.number >= number
    return session.snapshot


def test_opens_on_a_finished_pair(session):
    session.start()
    pair = shown(session, 1).pair
    assert pair is not None
    assert len(pair.without.values) == len(pair.accompanied.values) == pair.scenario.months
    assert pair.accompanied.programme == "cash"
    assert pair.without.programme == "none"


def test_undo_and_redo_go_through_what_was_asked(session):
    session.start()
    shown(session, 1)
    session.change(start=60)
    assert shown(session, 2).configuration.start == 60
    session.undo()
    back = shown(session, 3)
    assert back.configuration.start is None
    assert (back.past, back.following) == (0, 1)
    session.redo()
    assert shown(session, 4).configuration.start == 60


def test_language_changes_no_number_and_computes_nothing(session):
    session.start()
    shown(session, 1)
    session.speak("it")
    time.sleep(0.2)
    assert session.configuration.language == "it"
    assert session.snapshot.number == 1


def test_what_cannot_be_run_is_said_and_taken_back(session):
    session.start()
    shown(session, 1)
    session.change(territory="atlantis")
    after = shown(session, 2)
    assert "atlantis" in after.notice["fr"]
    assert after.pair is not None
    assert session.configuration.territory == "baseline"


def test_a_value_out_of_bounds_is_refused_in_words(session):
    session.start()
    shown(session, 1)
    session.change(firms=3)
    assert "firms" in shown(session, 2).notice["en"]
    assert session.configuration.firms == 40


def test_two_sessions_do_not_hear_each_other(session):
    other = Session(SMALL)
    session.start()
    other.start()
    shown(session, 1)
    shown(other, 1)
    session.change(start=90)
    shown(session, 2)
    time.sleep(0.2)
    assert other.configuration.start is None
    assert other.snapshot.number == 1
    other.stop()


def test_a_stopped_session_leaves_no_thread():
    made = Session(SMALL)
    stop = made.start()
    shown(made, 1)
    stop()
    time.sleep(0.3)
    assert not any(t is made._thread and t.is_alive() for t in threading.enumerate())


def test_pairs_behind_that_nobody_wants_any_more_do_not_wait_for_their_turn(session):
    with bands._one_at_a_time:  # another visitor's pairs are being lived
        session.start()
        shown(session, 1)
        for k in range(8):
            session.change(start=12 + k)
            shown(session, 2 + k)
        until = time.monotonic() + 10
        while waiting() > 1 and time.monotonic() < until:
            time.sleep(0.05)
        assert waiting() == 1
    assert shown(session, 10).bands.pairs > 0


def waiting() -> int:
    """How many pieces of work behind a page are there."""
    return sum(thread.name == "tessuto-bands" for thread in threading.enumerate())


def test_a_defect_takes_one_wish_back_and_the_next_is_lived(session, monkeypatch):
    session.start()
    shown(session, 1)

    def broken(configuration: Configuration):
        if configuration.start == 60:
            raise RuntimeError("a defect")
        return lived(configuration)

    monkeypatch.setattr("experiments.live.session.lived", broken)
    session.change(start=60)
    assert shown(session, 2).notice["en"] == "Something went wrong here; this was taken back."
    assert session.configuration.start is None
    session.change(start=48)
    assert shown(session, 3).configuration.start == 48


def test_a_wish_that_cannot_be_lived_does_not_take_the_next_one_with_it(session, monkeypatch):
    session.start()
    shown(session, 1)
    begun, go = threading.Event(), threading.Event()

    def slow(configuration: Configuration):
        if configuration.start == 60:
            begun.set()
            go.wait(20)
            raise InputError("no")
        return lived(configuration)

    monkeypatch.setattr("experiments.live.session.lived", slow)
    session.change(start=60)
    assert begun.wait(20)
    session.change(start=36)
    go.set()
    assert shown(session, 3).configuration.start == 36
    assert session.configuration.start == 36
    session.undo()
    assert session.configuration.start is None


def test_a_listener_that_fails_stops_nobody(session):
    session.start()
    shown(session, 1)
    session.watch(lambda _: 1 / 0)
    session.change(start=48)
    assert shown(session, 2).configuration.start == 48
