"""A set of a few owners talks, reflects, and learns to convene itself."""

from __future__ import annotations

import numpy as np


def living(territory, n=8):
    return np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)


def test_members_meet_reflect_and_dare(place, hold, changed):
    territory = place()
    moved = changed(territory, lambda: hold(territory, "action_learning", living(territory)))
    assert moved == {"meetings", "firms.reflection", "firms.confidence"}


def test_two_are_no_set(place, hold, changed):
    territory = place()
    assert not changed(territory, lambda: hold(territory, "action_learning", living(territory, 2)))


def test_a_process_adviser_makes_the_set_able_to_go_on_alone_an_expert_does_not(place, hold):
    territory = place()
    rows = living(territory)
    assert hold(territory, "action_learning", rows, process=1.0).circle.autonomy > 0.0
    assert hold(territory, "action_learning", rows, process=0.0).circle.autonomy == 0.0


def test_longer_sessions_have_room_for_more_talks(place, hold):
    def talks(hours):
        territory = place()
        hold(territory, "action_learning", living(territory), hours=hours)
        return len(territory.meetings._invited[-1][0])

    assert talks(2.0) < talks(6.0)


def test_quality_scales_reflection(place, hold):
    def reflected(quality):
        territory = place()
        hold(territory, "action_learning", living(territory), quality=quality)
        return territory.firms.reflection.sum()

    assert reflected(0.3) < reflected(0.9)


def test_zero_hours_change_nothing(place, hold, changed):
    territory = place()
    assert not changed(
        territory, lambda: hold(territory, "action_learning", living(territory), hours=0.0)
    )
