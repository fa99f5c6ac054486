"""Coaching opens the talk inside a firm, where there is somebody to talk to."""

from __future__ import annotations

import numpy as np

METHOD = "internal_dialogue_coaching"


def living(territory, n=8):
    return np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)


def opened(place, hold, **how) -> float:
    territory = place()
    territory.firms.collaborators[:] = 2
    before = territory.firms.internal_dialogue.sum()
    hold(territory, METHOD, living(territory), **how)
    return float(territory.firms.internal_dialogue.sum() - before)


def test_only_the_dialogue_moves(place, hold, changed):
    territory = place()
    territory.firms.collaborators[:] = 2
    moved = changed(territory, lambda: hold(territory, METHOD, living(territory)))
    assert moved == {"firms.internal_dialogue"}


def test_an_owner_alone_has_nobody_to_talk_to(place, hold, changed):
    territory = place()
    territory.firms.collaborators[:] = 0
    assert not changed(territory, lambda: hold(territory, METHOD, living(territory)))


def test_skill_and_hours_scale_it(place, hold):
    assert opened(place, hold, quality=0.3) < opened(place, hold, quality=0.9)
    assert opened(place, hold, hours=8) < opened(place, hold, hours=32)


def test_zero_hours_change_nothing(place, hold):
    assert opened(place, hold, hours=0.0) == 0.0


def test_with_the_mechanism_off_nothing_moves(place, hold, changed):
    territory = place(parameters__internal_dialogue_coaching__inside=False)
    territory.firms.collaborators[:] = 2
    assert not changed(territory, lambda: hold(territory, METHOD, living(territory)))
