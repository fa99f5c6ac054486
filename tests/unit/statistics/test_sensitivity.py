"""Indices against functions whose indices are known, and what a missing answer does to them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from analysis.statistics.morris_effects import morris_effects
from analysis.statistics.sampled_points import problem
from analysis.statistics.sobol_indices import sobol_indices
from analysis.statistics.strongest_assumption import strongest_assumption
from simulation.errors import InputError

ISHIGAMI = problem(["x", "y", "z"], [[-np.pi, np.pi]] * 3)


def ishigami(points: np.ndarray) -> np.ndarray:
    x, y, z = points.T
    return np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)


@pytest.fixture(scope="module")
def sampled() -> np.ndarray:
    return sobol_sample.sample(ISHIGAMI, 2048, calc_second_order=False, seed=7)


def test_the_indices_of_ishigami_are_the_analytic_ones(sampled: np.ndarray) -> None:
    found = sobol_indices(ISHIGAMI, ishigami(sampled))
    alone = {each.factor: each.value for each in found.of("S1")}
    in_all = {each.factor: each.value for each in found.of("ST")}
    assert alone == pytest.approx({"x": 0.3139, "y": 0.4424, "z": 0.0}, abs=0.03)
    assert in_all == pytest.approx({"x": 0.5576, "y": 0.4424, "z": 0.2437}, abs=0.03)
    assert [each.factor for each in found.of("ST")] == ["x", "y", "z"]
    assert all(each.low < each.value < each.high for each in found.of("ST"))


def test_a_missing_answer_costs_its_block_and_not_the_indices(sampled: np.ndarray) -> None:
    answers = ishigami(sampled)
    answers[[3, 4, 700]] = np.nan
    found = sobol_indices(ISHIGAMI, answers)
    assert (found.blocks, found.left_out) == (2046, 2)
    assert found.of("ST")[0].value == pytest.approx(0.5576, abs=0.03)


def test_too_few_whole_blocks_are_refused_and_so_is_a_torn_design(sampled: np.ndarray) -> None:
    answers = ishigami(sampled[:25])
    answers[::5] = np.nan
    with pytest.raises(InputError, match="0 of 5"):
        sobol_indices(ISHIGAMI, answers)
    with pytest.raises(InputError, match="not complete"):
        sobol_indices(ISHIGAMI, ishigami(sampled[:24]))


def test_an_outcome_that_never_moves_hangs_on_nothing(sampled: np.ndarray) -> None:
    found = sobol_indices(ISHIGAMI, np.ones(len(sampled)))
    assert {each.value for each in found.indices} == {0.0}


def test_morris_finds_the_slopes_of_a_plane_and_the_bend_of_a_product() -> None:
    asked = problem(["a", "b", "c", "d"], [[0, 1]] * 4)
    points = morris_sample.sample(asked, 40, num_levels=4, seed=5)
    a, b, c, d = points.T
    answers = 5 * a - 2 * b + c * d
    answers[7] = np.nan
    found = morris_effects(asked, points, answers)
    strength = {each.factor: each.value for each in found.of("mu_star")}
    uneven = {each.factor: each.value for each in found.of("sigma")}
    assert (strength["a"], strength["b"]) == (pytest.approx(5), pytest.approx(2))
    assert uneven["a"] == pytest.approx(0, abs=1e-9)
    assert uneven["c"] > 0.2
    assert (found.blocks, found.left_out) == (39, 1)


def test_the_assumption_that_matters_is_found_in_any_sample() -> None:
    rng = np.random.default_rng(2)
    points = pd.DataFrame(rng.random((300, 3)), columns=["strong", "weak", "none"])
    points["fixed"] = 1.0
    found = strongest_assumption(
        points, (3 * points["strong"] + points["weak"] + rng.normal(0, 0.1, 300)).to_numpy()
    )
    assert found is not None
    assert [each.factor for each in found.of("S1")] == ["strong", "weak", "none"]
    assert found.of("S1")[0].value == pytest.approx(0.9, abs=0.1)
    assert strongest_assumption(points[:30], np.arange(30.0)) is None


def test_morris_gives_no_interval_that_nobody_worked_out() -> None:
    factors = problem(["a", "b"], [[0, 1]] * 2)
    points = morris_sample.sample(factors, 6, num_levels=4, seed=1)
    found = morris_effects(factors, points, points @ [3.0, 1.0])
    assert all(np.isfinite([each.low, each.high]).all() for each in found.of("mu_star"))
    for kind in ("mu", "sigma"):
        assert all(np.isnan([each.low, each.high]).all() for each in found.of(kind))
