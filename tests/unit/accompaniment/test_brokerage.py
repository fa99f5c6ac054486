"""A broker brings together those who lack each other's skills, with credit if there is some."""

from __future__ import annotations

import numpy as np

from simulation.entities.ties import place_of
from simulation.instruments.complementarity import complementary_pairs


def living(territory, n=10):
    return np.flatnonzero(territory.firms.alive)[:n]


def test_without_credit_it_only_arranges_meetings(place, hold, changed):
    territory = place()
    territory.firms.support[:] = 0.05
    assert changed(territory, lambda: hold(territory, "brokerage", living(territory))) == {
        "meetings"
    }


def test_credit_makes_acquaintances_who_trust_as_far_as_it_goes(place, hold, changed):
    territory = place()
    territory.firms.support[:] = 0.9
    territory.ties.neighbour[living(territory)[:0]] = -1
    moved = changed(territory, lambda: hold(territory, "brokerage", living(territory)))
    assert "ties.neighbour" in moved
    assert all(name == "meetings" or name.startswith("ties.") for name in moved)
    again = place()
    again.firms.support[:] = 0.9
    session = hold(again, "brokerage", living(again), hours=2.0)
    assert session.record["credit_lent"] == 1
    first, second, *_ = again.meetings._invited[-1]
    d = place_of(again.ties, int(first[0]), int(second[0]))
    assert again.ties.trust[first[0], d] == np.float64(0.8 * 0.9)


def test_zero_hours_change_nothing(place, hold, changed):
    territory = place()
    assert not changed(territory, lambda: hold(territory, "brokerage", living(territory), hours=0))


def test_hours_bound_the_introductions(place, hold):
    territory = place()
    assert hold(territory, "brokerage", living(territory, 20), hours=6).record["introductions"] == 3


def test_a_good_broker_sees_better_who_needs_whom():
    skills = np.array([[0.9, 0.1], [0.1, 0.9], [0.5, 0.5], [0.5, 0.45], [0.45, 0.5], [0.5, 0.5]])
    neighbour = np.full((6, 3), -1, dtype=np.int32)
    rows = np.arange(6, dtype=np.int32)

    def right(sight):
        found = 0
        for key in range(60):
            one, other = complementary_pairs(skills, neighbour, rows, 1, sight, np.uint64(key))
            found += {int(one[0]), int(other[0])} == {0, 1}
        return found

    assert right(1.0) == 60
    assert right(0.0) < 60


def test_partners_are_not_introduced_again():
    skills = np.array([[0.9, 0.1], [0.1, 0.9]])
    neighbour = np.array([[1], [0]], dtype=np.int32)
    one, _ = complementary_pairs(
        skills, neighbour, np.arange(2, dtype=np.int32), 5, 1.0, np.uint64(1)
    )
    assert not len(one)


def test_the_credit_can_be_ablated(place, hold, changed):
    territory = place(ablate=["brokerage.lending"])
    territory.firms.support[:] = 0.9
    assert changed(territory, lambda: hold(territory, "brokerage", living(territory))) == {
        "meetings"
    }
