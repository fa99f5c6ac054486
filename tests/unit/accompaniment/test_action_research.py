"""Action research corrects the diagnosis cycle by cycle; its first cycle only plans."""

from __future__ import annotations

import itertools

import numpy as np

from simulation.accompaniment.session import Circle


def living(territory, n=30):
    return np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)


def cycles(territory, hold, n=5, **how) -> list[float]:
    rows = living(territory)
    circle = Circle(rows, territory.firms.id[rows].copy(), 2)
    return [
        hold(territory, "action_research", rows, number=k, circle=circle, **how)
        .record["diagnosis_error"]
        for k in range(n)
    ]  # fmt: skip


def test_the_error_falls_over_cycles_but_not_in_the_first(place, hold):
    territory = place()
    known = territory.steering.known_needs
    at_first = known.error(territory.firms, territory.markets, 0.85)
    errors = cycles(territory, hold)
    assert errors[0] == at_first
    assert all(later < earlier for earlier, later in itertools.pairwise(errors))


def test_the_first_cycle_teaches_nothing(place, hold, changed):
    territory = place()
    rows = living(territory)
    first = changed(territory, lambda: hold(territory, "action_research", rows, number=0))
    later = changed(territory, lambda: hold(territory, "action_research", rows, number=1))
    assert first == {"firms.reflection"}
    assert later == {"firms.reflection", "firms.skills", "firms.fresh"}


def test_skill_of_the_researcher_makes_it_faster(place, hold):
    assert cycles(place(), hold, quality=1.0)[-1] < cycles(place(), hold, quality=0.3)[-1]


def test_without_revision_the_diagnosis_stays(place, hold):
    errors = cycles(place(parameters__action_research__revising=False), hold)
    assert max(errors) - min(errors) < 0.02  # what is learned moves the truth a little


def test_zero_hours_change_nothing(place, hold, changed):
    territory = place()
    rows = living(territory)
    assert not changed(
        territory, lambda: hold(territory, "action_research", rows, number=1, hours=0.0)
    )
