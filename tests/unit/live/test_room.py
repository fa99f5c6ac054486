"""The room: what is taken, what is refused, what is forgotten, and that it is the gap instrument."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from analysis.gap.plan import plan_file
from experiments.live.room.answers import as_csv, survey_of
from experiments.live.room.limits import MOST_SENDERS, Limit
from experiments.live.room.opinion import opinion
from experiments.live.room.people import Choice, RefusedError
from experiments.live.room.questionnaire import usual_questionnaire
from experiments.live.room.room import MOST_PEOPLE, Room
from simulation.errors import InputError
from simulation.instruments.diagnosis import diagnose
from simulation.instruments.read_survey import read_survey
from simulation.instruments.survey import QUESTIONS

CATEGORIES = ("artisan", "elu", "commerce", "hotellerie")


def filled(room: Room, people: int = 24, number: int = 1, seed: int = 3) -> Room:
    """A room in which everyone answered, from a fixed lot."""
    lot = np.random.default_rng(seed)
    room.open_survey(number)
    for n in range(people):
        if room.person(f"v{n}") is None:
            room.come_in(f"v{n}", CATEGORIES[n % len(CATEGORIES)])
        for item in room.questionnaire.items:
            room.answer(f"v{n}", item.item_id, {
                question: "nsp" if lot.random() < 0.03 else str(lot.integers(1, 6))
                for question in room.questionnaire.questions(item)
            })  # fmt: skip
    return room


def test_the_room_s_file_gives_the_plan_of_the_gap_command(tmp_path: Path) -> None:
    room = filled(Room())
    path = tmp_path / "room.csv"
    path.write_bytes(as_csv(room, (1,)))
    here, there = survey_of(room, 1), read_survey(path, usual_questionnaire().items)
    assert set(here.respondents) == set(there.respondents)
    for question in QUESTIONS:
        np.testing.assert_array_equal(
            here.answers[QUESTIONS.index(question)], there.answers[QUESTIONS.index(question)]
        )
    assert plan_file(diagnose(here, 50), "fr") == plan_file(diagnose(there, 50), "fr")


def test_a_blank_is_no_answer_and_no_opinion_is_one() -> None:
    room = Room()
    room.open_survey(1)
    room.come_in("v", "artisan")
    item = room.questionnaire.items[0].item_id
    room.answer("v", item, {"importance": "nsp", "current": "", "desired": "4"})
    survey = survey_of(room, 1)
    assert survey.no_opinion[0, 0, 0]
    assert not survey.no_opinion[1, 0, 0]
    assert np.isnan(survey.answers[:2, 0, 0]).all()
    assert survey.answers[2, 0, 0] == 4


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (lambda room: room.come_in("w", "<script>"), "category"),
        (lambda room: room.answer("nobody", "apprentissage", {}), "unknown"),
        (lambda room: room.answer("v", "apprentissage", {"importance": "6"}), "answer"),
        (lambda room: room.answer("v", "apprentissage", {"importance": "1e0"}), "answer"),
        (lambda room: room.answer("v", "other", {"importance": "1"}), "item"),
        (lambda room: room.vote("v", ["a"], "planned"), "closed"),
        (lambda room: room.open_survey(99), "round"),
    ],
)
def test_what_is_not_taken(wrong, reason: str) -> None:
    room = Room()
    room.open_survey(1)
    room.come_in("v", "artisan")
    before = room.version
    with pytest.raises(RefusedError, match=reason):
        wrong(room)
    assert room.version == before


def test_votes_name_known_actions_once() -> None:
    room = Room()
    room.come_in("v", "artisan")
    room.open_vote([Choice(name, {}) for name in "abcd"])
    for order in (["a", "a"], ["z"], []):
        with pytest.raises(RefusedError, match="order"):
            room.vote("v", order, "planned")
    room.vote("v", ["b", "", "a"], "faster")
    assert room.ballots()[0].order == ("b", "a")
    room.open_vote([Choice("a", {})])
    assert room.ballots() == ()


def test_a_room_is_bounded_and_forgets() -> None:
    room = Room()
    for n in range(MOST_PEOPLE):
        room.come_in(f"v{n}", "artisan")
    with pytest.raises(RefusedError, match="full"):
        room.come_in("one more", "artisan")
    filled(room, 4)
    token = room.form_token("v1")
    room.erase()
    assert room.progress().present == 0
    assert room.person("v1") is None
    assert room.given(1) == ()
    assert not room.is_form_of("v1", token)
    with pytest.raises(InputError):
        survey_of(room, 1)


def test_names_tell_nothing_and_stay_from_round_to_round() -> None:
    room = filled(filled(Room(), 8), 8, 2)
    first, second = (room.given(number) for number in (1, 2))
    assert [each.name for each in first] == [each.name for each in second]
    assert [each.name for each in first] == sorted(each.name for each in first)
    assert not any("v" in each.name for each in first)


def test_the_room_s_opinion_is_not_told_below_five() -> None:
    room = filled(Room(), 4)
    item = room.questionnaire.items[0].item_id
    assert opinion(room.given(1), item, "desired") is None
    filled(room, 30)
    found = opinion(room.given(1), item, "desired")
    assert found is not None
    assert 1 <= found.low <= found.median <= found.high <= 5


def test_many_at_once_lose_nothing() -> None:
    room = Room()
    room.open_survey(1)
    items = [item.item_id for item in room.questionnaire.items]

    def answering(n: int) -> None:
        room.come_in(f"v{n}", "artisan")
        for item in items:
            room.answer(f"v{n}", item, {"importance": "3"})

    threads = [Thread(target=answering, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert room.progress().finished["artisan"] == 20
    assert room.version == 1 + 20 * (1 + len(items))


def test_a_limit_refills_and_stays_small() -> None:
    now = [0.0]
    limit = Limit(2, 3, clock=lambda: now[0])
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    assert limit.allows("b")
    now[0] = 0.6
    assert limit.allows("a")
    assert not limit.allows("a")
    for n in range(MOST_SENDERS + 50):
        limit.allows(str(n))
    assert len(limit._left) == MOST_SENDERS
