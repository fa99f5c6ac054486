"""Advisers alone with a firm or with several: a shared hour gives less to each, but serves all."""

from __future__ import annotations

import numpy as np
import pytest

BOTH = ("individual_consulting", "group_consulting")


def living(territory, n=6):
    return np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)


def practice(place, hold, method, n=6, **how) -> float:
    territory = place()
    return hold(territory, method, living(territory, n), **how).record["practice"]


def test_alone_the_firm_gets_better_practice_and_learns_to_reflect(place, hold, changed):
    territory = place()
    moved = changed(territory, lambda: hold(territory, BOTH[0], living(territory)))
    assert moved == {"firms.skills", "firms.fresh", "firms.reflection"}


def test_an_expert_leaves_no_habit_of_reflection(place, hold, changed):
    territory = place()
    moved = changed(territory, lambda: hold(territory, BOTH[0], living(territory), process=0.0))
    assert moved == {"firms.skills", "firms.fresh"}


def test_in_a_group_they_also_meet(place, hold, changed):
    territory = place()
    moved = changed(territory, lambda: hold(territory, BOTH[1], living(territory)))
    assert moved == {"firms.skills", "firms.fresh", "meetings"}


def test_a_group_at_a_third_of_the_hours_gives_about_as_much_practice(place, hold):
    alone = practice(place, hold, BOTH[0], hours=48)
    together = practice(place, hold, BOTH[1], hours=16)
    assert together == pytest.approx(alone, rel=0.25)


def test_hours_alone_are_divided_among_the_firms(place, hold):
    assert practice(place, hold, BOTH[0], n=12) < 0.7 * practice(place, hold, BOTH[0], n=6)


def test_in_a_large_group_nobody_is_attended_to(place, hold):
    assert practice(place, hold, BOTH[1], n=40) < 0.4 * practice(place, hold, BOTH[1], n=8)


def test_two_are_no_group(place, hold, changed):
    territory = place()
    assert not changed(territory, lambda: hold(territory, BOTH[1], living(territory, 2)))


@pytest.mark.parametrize("method", BOTH)
def test_the_adviser_s_skill_scales_it(place, hold, method):
    assert practice(place, hold, method, quality=0.3) < practice(place, hold, method, quality=0.9)


@pytest.mark.parametrize("method", BOTH)
def test_zero_hours_change_nothing(place, hold, changed, method):
    territory = place()
    assert not changed(territory, lambda: hold(territory, method, living(territory), hours=0.0))
