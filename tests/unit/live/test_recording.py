"""What the page keeps of a world is what the tables say, month by month."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.live.recording import MOST_RELATIONS, OBSERVED, Doing, Recorder, lived
from simulation.model import Territory
from simulation.read_programme import read_programme
from simulation.read_scenario import read_scenario
from simulation.scenario import Scenario

MONTHS = 40


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_scenario("mono_product").model_copy(update={"n_firms": 60, "months": MONTHS})


@pytest.fixture(scope="module")
def months(scenario):
    """Month by month what the tables say: relations of mutual trust, and what firms do."""
    territory = Territory(scenario, 3, programme="facilitated", events="life", metrics=OBSERVED)
    seen = []
    while territory.running:
        territory.step()
        if territory.clock.month > 0:
            seen.append((trusting(territory), doing(territory)))
    return seen


@pytest.fixture(scope="module")
def world(scenario):
    return lived(scenario, read_programme("facilitated"), 3)


def trusting(territory: Territory) -> set[tuple[int, int]]:
    ties, enough = territory.ties, territory.scenario.parameters.relations.trusted_from
    half = {
        (i, int(j))
        for i, place in np.argwhere((ties.neighbour >= 0) & (ties.trust >= enough)).tolist()
        for j in [ties.neighbour[i, place]]
    }
    return {(i, j) for i, j in half if i < j and (j, i) in half}


def doing(territory: Territory) -> np.ndarray:
    firms = territory.firms
    told = np.full(firms.rows, Doing.WORKING, dtype=np.uint8)
    told[firms.received > 0] = Doing.LEARNING
    told[firms.awareness >= 0.4] = Doing.WATCHING
    told[firms.projects > 0] = Doing.TOGETHER
    told[(firms.capital < 0) & (firms.profit < 0)] = Doing.STRUGGLING
    told[~firms.alive] = Doing.ABSENT
    return told


def test_each_relation_of_mutual_trust_is_there_in_its_months_and_no_other(world, months):
    assert len(world.ties) > 50
    assert len(world.ties) > len(months[-1][0])  # some have ended
    for month, (now, _) in enumerate(months):
        begun = (world.ties[:, 2] <= month) & (month < world.ties[:, 3])
        assert {(int(i), int(j)) for i, j in world.ties[begun][:, :2]} == now


def test_what_firms_do_and_how_many_they_trust_stand_in_one_number(world, months):
    for month, (now, told) in enumerate(months):
        assert np.array_equal(world.state[month] & 7, told)
        having = np.bincount(np.array(sorted(now)).ravel(), minlength=len(told))
        assert np.array_equal(world.state[month] >> 3, np.minimum(having, MOST_RELATIONS))


def test_the_months_before_the_story_are_not_kept(scenario):
    territory = Territory(scenario, 3, programme="none", metrics=OBSERVED)
    recorder = Recorder(territory)
    territory.step()
    recorder.take()
    assert not recorder.state.any()
