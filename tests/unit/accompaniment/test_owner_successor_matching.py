"""Owners who grow old find successors, where there are young people and the firm earns."""

from __future__ import annotations

import numpy as np

from simulation.entities.community import ADULT

METHOD = "owner_successor_matching"


def old(place):
    territory = place()
    firms = territory.firms
    firms.age[firms.alive] = 62.0
    firms.successor[:] = 0
    firms.profit[:] = 1.0
    return territory, np.flatnonzero(firms.alive).astype(np.int32)


def found(place, hold, prepare=lambda territory: None, **how) -> int:
    territory, rows = old(place)
    prepare(territory)
    hold(territory, METHOD, rows, **{"hours": 400.0, **how})
    return int(territory.firms.successor.sum())


def test_only_successors_move(place, hold, changed):
    territory, rows = old(place)
    assert changed(territory, lambda: hold(territory, METHOD, rows, hours=400.0)) == {
        "firms.successor"
    }


def test_some_find_a_successor_more_with_skill_and_hours(place, hold):
    assert 0 < found(place, hold) < 80
    assert found(place, hold, quality=0.3) < found(place, hold)
    assert found(place, hold, hours=60.0) < found(place, hold)


def test_it_is_for_those_who_are_old_earn_and_have_nobody(place, hold):
    def young(territory):
        territory.firms.age[:] = 40.0

    def poor(territory):
        territory.firms.profit[:] = -1.0

    def provided(territory):
        territory.firms.successor[:] = 1

    assert found(place, hold, young) == 0
    assert found(place, hold, poor) == 0
    territory, rows = old(place)
    provided(territory)
    assert hold(territory, METHOD, rows).record["looking"] == 0


def test_without_young_people_nobody_is_found(place, hold):
    def emptied(territory):
        territory.population.people[ADULT] = 0.0

    assert found(place, hold, emptied) == 0


def test_zero_hours_change_nothing(place, hold):
    assert found(place, hold, hours=0.0) == 0
