"""A world lived by the process beside the page is the same world; without it nothing is missing."""

from __future__ import annotations

import time

import numpy as np
import pytest

from experiments.live import worlds
from experiments.live.beside import Beside
from experiments.live.configuration import Configuration
from experiments.live.recording import lived
from experiments.many.processes import processors

SMALL = Configuration(firms=40, seed=11)
pytestmark = pytest.mark.slow


@pytest.fixture
def beside():
    if processors() < 2:
        pytest.skip("one processor: nothing is lived beside the page")
    process = Beside()
    process.begin((SMALL.scenario(), SMALL.other_plan(), SMALL.seed))
    yield process
    process.end()


def test_it_is_the_same_world_and_a_dead_process_is_replaced(beside):
    asked = (SMALL.scenario(), SMALL.plan(), SMALL.seed)
    here, there = lived(*asked), beside.live(asked)
    assert there is not None
    assert np.array_equal(here.state, there.state)
    assert np.array_equal(here.ties, there.ties)
    assert here.values.equals(there.values)
    assert here.events.equals(there.events)
    assert here.count("closed", 0, 240) == there.count("closed", 0, 240)
    for worker in beside._engine._crew:
        worker.process.kill()
        worker.process.join()
    assert beside.live(asked) is None
    assert beside.live(asked) is not None


def test_a_pair_is_lived_on_both_sides_at_once(beside, monkeypatch):
    monkeypatch.setattr(worlds, "beside", beside)
    monkeypatch.setattr(worlds, "_worlds", worlds.Kept())
    scenario = SMALL.scenario()
    without, accompanied = worlds.both(scenario, SMALL.other_plan(), SMALL.plan(), SMALL.seed)
    assert without.programme == "none"
    assert accompanied.programme == "facilitated"
    assert np.array_equal(without.state, lived(scenario, SMALL.other_plan(), SMALL.seed).state)


def test_without_a_process_every_world_is_lived_here():
    process = Beside()
    begun = time.monotonic()
    assert process.live((SMALL.scenario(), SMALL.plan(), SMALL.seed)) is None
    assert time.monotonic() - begun < 1
