"""The trial of a room's plans: the numbers of runs lived one by one, and stopped when it is told."""

from __future__ import annotations

import numpy as np

from experiments.live.room.trial import OUTCOMES, try_plans
from experiments.many.arms import arms
from experiments.many.job import live
from simulation.read_programme import read_programme
from simulation.read_scenario import read_scenario

SEEDS = (1, 2)
PLANS = [read_programme("facilitated"), read_programme("cash")]


def small():
    few = {"firms": 40, "months": 30, "warm_up": 6}
    return read_scenario("mono_product").model_copy(update=few)


def test_processes_beside_the_page_find_what_runs_one_by_one_find():
    told = []
    found = try_plans(small(), PLANS, lambda done, of: told.append((done, of)) or True, SEEDS)
    assert told == [(n, 6) for n in range(1, 7)]
    assert not found.interrupted
    design = arms(small(), [read_programme("none"), *PLANS], SEEDS, OUTCOMES)
    for job in design.jobs():
        design.take(job, live(job), "")
    np.testing.assert_array_equal(found.values, design.values)


def test_it_stops_between_two_runs():
    found = try_plans(small(), PLANS, lambda done, of: done < 2, SEEDS)
    assert found.interrupted
    assert np.isfinite(found.values).all(axis=(2, 3)).sum() == 2
