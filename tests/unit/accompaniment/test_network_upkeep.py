"""Upkeep brings idle partners of joint work together, and settles old scores."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.entities.ties import PROJECT


def idle_pair(territory):
    ties = territory.ties
    rows = np.flatnonzero(territory.firms.alive & (ties.neighbour >= 0).any(axis=1))
    i = int(rows[0])
    d = int(np.flatnonzero(ties.neighbour[i] >= 0)[0])
    j, e = int(ties.neighbour[i, d]), int(ties.mirror[i, d])
    for row, place in ((i, d), (j, e)):
        ties.purposes[row, place] |= PROJECT
        ties.met[row, place] = territory.clock.step - 5
    ties.balance[i, d], ties.balance[j, e] = 6, -6
    return i, j, d, e


def no_joint_work(territory):
    territory.ties.purposes &= ~np.int8(PROJECT)


def test_idle_partners_meet_and_scores_are_settled(place, hold, changed):
    territory = place()
    no_joint_work(territory)
    i, j, d, e = idle_pair(territory)
    moved = changed(territory, lambda: hold(territory, "network_upkeep", [i, j]))
    assert moved == {"meetings", "ties.balance"}
    assert (territory.ties.balance[i, d], territory.ties.balance[j, e]) == (3, -3)
    first, second, *_ = territory.meetings._invited[-1]
    assert len(first) == 1
    assert {int(first[0]), int(second[0])} == {i, j}


def test_without_joint_work_there_is_nothing_to_keep_up(place, hold):
    territory = place()
    no_joint_work(territory)
    rows = np.flatnonzero(territory.firms.alive)
    assert hold(territory, "network_upkeep", rows).record["ties_kept_up"] == 0


@pytest.mark.parametrize(
    ("changes", "kwargs"), [({}, {"hours": 0.0}), ({"ablate": ["upkeep"]}, {})]
)
def test_zero_hours_or_the_ablation_change_nothing(place, hold, changed, changes, kwargs):
    territory = place(**changes)
    i, j, *_ = idle_pair(territory)
    assert not changed(territory, lambda: hold(territory, "network_upkeep", [i, j], **kwargs))


def test_the_tie_lives_longer_than_its_twin_without_upkeep(place, hold):
    trust = {}
    for kept in (True, False):
        territory = place(meet__strangers=0.0)
        i, j, d, e = idle_pair(territory)
        territory.ties.trust[i, d] = territory.ties.trust[j, e] = 0.4
        for n in range(8):
            if kept:
                hold(territory, "network_upkeep", [i, j], number=n)
            territory.step()
        where = np.flatnonzero(territory.ties.neighbour[i] == j)
        trust[kept] = float(territory.ties.trust[i, where].sum())
    assert trust[True] > trust[False]
