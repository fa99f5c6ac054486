"""Confidence first; then old routines loosen and performance dips; without support it hurts."""

from __future__ import annotations

import numpy as np
import pytest

METHOD = "supported_unlearning"


def ready(place, confidence=0.6, **changes):
    territory = place(**changes)
    firms = territory.firms
    firms.confidence[:] = confidence
    firms.habits[:] = 0.6
    firms.dip[:] = 0.0
    return territory, np.flatnonzero(firms.alive)[:8].astype(np.int32)


def test_habits_fall_performance_dips_confidence_rises(place, hold, changed):
    territory, rows = ready(place)
    moved = changed(territory, lambda: hold(territory, METHOD, rows))
    assert moved == {"firms.habits", "firms.dip", "firms.confidence"}
    firms = territory.firms
    assert (firms.habits[rows] < 0.6).all()
    assert (firms.dip[rows] > 0.0).all()
    assert (firms.confidence[rows] > 0.6).all()


def test_those_without_confidence_are_encouraged_first(place, hold, changed):
    territory, rows = ready(place, confidence=0.1)
    assert changed(territory, lambda: hold(territory, METHOD, rows)) == {"firms.confidence"}


def test_confrontation_without_support_costs_confidence_and_credit(place, hold):
    territory, rows = ready(place)
    credit = territory.firms.support[rows].copy()
    hold(territory, METHOD, rows, quality=0.0)
    assert (territory.firms.confidence[rows] < 0.6).all()
    assert (territory.firms.support[rows] < credit).all()


def test_support_makes_the_dip_shallower(place, hold):
    dips = []
    for quality in (0.2, 1.0):
        territory, rows = ready(place)
        hold(territory, METHOD, rows, quality=quality)
        dips.append(territory.firms.dip[rows].mean())
    assert dips[1] < dips[0]


@pytest.mark.parametrize(
    ("switch", "left"),
    [
        ("confronting", {"firms.confidence"}),
        ("encouraging", {"firms.habits", "firms.dip", "firms.confidence", "firms.support"}),
    ],
)
def test_each_half_can_be_taken_away(place, hold, changed, switch, left):
    territory, rows = ready(place, **{f"parameters__supported_unlearning__{switch}": False})
    assert changed(territory, lambda: hold(territory, METHOD, rows)) == left


def test_zero_hours_change_nothing(place, hold, changed):
    territory, rows = ready(place)
    assert not changed(territory, lambda: hold(territory, METHOD, rows, hours=0.0))
