"""What was taught is followed up until it is practice."""

from __future__ import annotations

import numpy as np
import pytest


def taught(territory, n=8):
    rows = np.flatnonzero(territory.firms.alive)[:n]
    territory.firms.fresh[rows] = 0.1
    return rows


def test_what_was_taught_becomes_practice_and_nothing_new_is_taught(place, hold, changed):
    territory = place()
    rows = taught(territory)
    moved = changed(territory, lambda: hold(territory, "follow_up", rows))
    assert moved == {"firms.fresh", "firms.motivation"}
    assert (territory.firms.fresh[rows] < 0.1).all()


def test_where_nobody_talks_in_the_firm_nothing_settles(place, hold):
    territory = place()
    rows = taught(territory)
    territory.firms.internal_dialogue[rows[0]] = 0.0
    hold(territory, "follow_up", rows)
    assert territory.firms.fresh[rows[0]] == pytest.approx(0.1)


def test_without_hours_or_without_the_mechanism_nothing_happens(place, hold, changed):
    territory = place()
    rows = taught(territory)
    assert not changed(territory, lambda: hold(territory, "follow_up", rows, hours=0.0))
    territory = place(parameters__follow_up__following_up=False)
    rows = taught(territory)
    assert not changed(territory, lambda: hold(territory, "follow_up", rows))


def test_more_is_left_after_a_year_of_what_was_followed_up(place, hold):
    left = []
    for visits in (0, 4):
        territory = place()
        rows = taught(territory)
        for _ in range(visits):
            hold(territory, "follow_up", rows)
        territory.firms.reflection[rows] = 0.0
        before = territory.firms.skills[rows].copy()
        territory.run(12)
        left.append(float((territory.firms.skills[rows] - before).mean()))
    assert left[1] > left[0]
