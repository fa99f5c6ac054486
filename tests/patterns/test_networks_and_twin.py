"""What a living territory shows: networks beyond chance in their time, a twin spared the shock."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.model import Territory
from simulation.networks_against_null import networks_against_null
from simulation.read_scenario import read_scenario
from simulation.twin import compare_with_twin, twin_without_threats


@pytest.mark.slow
def test_networks_are_more_than_chance() -> None:
    """In three territories, looked at every five years, groups outnumber those of the null."""
    observed, expected, looks = 0, 0.0, 0
    for seed in (1, 2, 3):
        territory = Territory("baseline", seed=seed)
        for _ in range(3):
            territory.run(60)
            verdict = networks_against_null(territory, draws=30, seed=seed)
            observed += verdict.observed
            expected += verdict.expected
            looks += 300
    assert expected <= 0.05 * looks
    assert observed > 2 * expected


def test_the_twin_is_the_same_until_the_first_sign_of_the_threat() -> None:
    scenario = read_scenario("mono_product", {"firms": 60, "months": 120})
    onset = 96
    spared = twin_without_threats(scenario)
    assert scenario.threats
    assert not spared.threats
    pair = [Territory(one, seed=5).run() for one in (scenario, spared)]
    with_shock, without = (one.observations.frame(one.clock.warm_up) for one in pair)
    first_sign = onset - scenario.threats[0].lead
    same = with_shock.loc[: first_sign - 1], without.loc[: first_sign - 1]
    assert np.array_equal(*(frame.to_numpy() for frame in same), equal_nan=True)
    measured = compare_with_twin(with_shock, without, onset)
    assert (measured["resistance"] <= 1).all()
    assert (measured["loss_area"] >= 0).all()
    assert measured.loc["revenue", "loss_area"] > 0
    again = compare_with_twin(without, without, onset)
    assert (again["resistance"] == 1).all()
    assert (again["loss_area"] == 0).all()
