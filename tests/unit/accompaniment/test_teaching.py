"""The arithmetic of teaching, by hand: what an hour closes, up to where, and for whom."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.teaching import Teaching, subjects_asked, teach
from simulation.entities.markets import SKILLS

ROWS = np.array([3, 5], dtype=np.int32)


@pytest.fixture
def firms(place):
    firms = place().firms
    firms.skills[:] = 0.25
    firms.fresh[:] = 0.0
    firms.internal_dialogue[:] = 0.5
    return firms


def only(subject: int, share: float = 1.0) -> np.ndarray:
    shares = np.zeros(len(SKILLS))
    shares[subject] = share
    return shares


def test_hours_close_a_share_of_the_gap_to_the_taught_level(firms):
    gained = teach(firms, ROWS, only(2), 10.0, Teaching())
    # A fiftieth of what is left in each of ten hours, .62 of it used, half of it for want of dialogue.
    by_hand = 0.62 * (1.0 - 0.98**10) * (0.85 - 0.25) * 0.5
    assert gained == pytest.approx(by_hand)
    assert firms.skills[ROWS, 2] == pytest.approx(0.25 + by_hand)
    assert firms.fresh[ROWS, 2] == pytest.approx(by_hand)
    assert (np.delete(firms.skills[ROWS], 2, axis=1) == 0.25).all()
    assert (firms.skills[[2, 4]] == 0.25).all()


def test_half_the_hours_on_a_subject_count_half(firms):
    teach(firms, ROWS, only(0, 0.5), 10.0, Teaching())
    assert firms.skills[3, 0] == pytest.approx(0.25 + 0.62 * (1.0 - 0.98**5) * 0.6 * 0.5)


def test_what_is_gained_is_the_mean_per_firm_over_all_subjects(firms):
    firms.internal_dialogue[5] = 0.0
    gained = teach(firms, ROWS, only(0) + only(1), 10.0, Teaching())
    assert gained == pytest.approx(2 * 0.62 * (1.0 - 0.98**10) * 0.6 * 0.5 / 2)
    assert (firms.skills[5] == 0.25).all()


def test_each_firm_may_have_subjects_of_its_own(firms):
    teach(firms, ROWS, np.array([only(0), only(1)]), 10.0, Teaching())
    assert [list(np.flatnonzero(firms.fresh[i])) for i in ROWS] == [[0], [1]]


def test_who_knows_as_much_as_is_taught_learns_nothing(firms):
    firms.skills[3, 0] = 0.9
    firms.skills[5, 0] = 0.85
    assert teach(firms, ROWS, only(0), 50.0, Teaching()) == 0.0
    assert firms.skills[3, 0] == 0.9


def test_nobody_in_the_room_gains_nothing(firms):
    assert teach(firms, ROWS[:0], only(0), 10.0, Teaching()) == 0.0


def test_hours_are_shared_among_the_named_subjects():
    assert subjects_asked("digital").sum() == 1.0
    shares = subjects_asked(["digital", SKILLS[0]])
    assert shares[SKILLS.index("digital")] == shares[0] == 0.5
    assert shares.sum() == 1.0
