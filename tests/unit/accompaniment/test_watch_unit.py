"""A watch unit reads what signs there are and drops false alarms; led badly, it makes them."""

from __future__ import annotations

import numpy as np
import pytest


def living(territory, n=8):
    return np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)


def with_signs(place, signal=0.8, **changes):
    territory = place(**changes)
    territory.surroundings.signal[0] = signal
    territory.firms.awareness[:] = 0.1
    territory.firms.alarm[:] = 0.4
    return territory


def test_awareness_and_alarm_move_and_nothing_else(place, hold, changed):
    territory = with_signs(place)
    moved = changed(territory, lambda: hold(territory, "watch_unit", living(territory)))
    assert moved == {"firms.awareness", "firms.alarm"}


def test_signs_raise_awareness_and_alarms_fall(place, hold):
    territory = with_signs(place)
    rows = living(territory)
    hold(territory, "watch_unit", rows)
    assert (territory.firms.awareness[rows] > 0.1).all()
    assert (territory.firms.alarm[rows] < 0.4).all()


def test_without_signs_there_is_nothing_to_see(place, hold):
    territory = with_signs(place, signal=0.0)
    rows = living(territory)
    hold(territory, "watch_unit", rows)
    assert territory.firms.awareness[rows] == pytest.approx(0.1)


def test_what_one_saw_all_know(place, hold):
    territory = with_signs(place, signal=0.0)
    rows = living(territory)
    territory.firms.awareness[rows[0]] = 0.9
    hold(territory, "watch_unit", rows)
    assert (territory.firms.awareness[rows] > 0.3).all()


def test_led_without_skill_it_now_and_then_alarms_itself(place, hold):
    def alarms(quality):
        territory = with_signs(place)
        territory.firms.alarm[:] = 0.0
        found = 0
        for key in range(300):
            hold(territory, "watch_unit", living(territory), quality=quality, key=key)
            found += territory.firms.alarm.max() > 0.0
            territory.firms.alarm[:] = 0.0
        return found

    assert alarms(1.0) == 0
    assert 3 <= alarms(0.0) <= 30


def test_zero_hours_change_nothing(place, hold, changed):
    territory = with_signs(place)
    assert not changed(
        territory, lambda: hold(territory, "watch_unit", living(territory), hours=0.0)
    )


def test_with_the_mechanism_off_nothing_moves(place, hold, changed):
    territory = with_signs(place, parameters__watch_unit__reading_together=False)
    assert not changed(territory, lambda: hold(territory, "watch_unit", living(territory)))
