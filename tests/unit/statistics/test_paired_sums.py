"""Weighted sums over arms, their intervals, and what is worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.statistics.interval import mean_interval, t_interval
from analysis.statistics.paired_difference import INTERACTION, paired_sum


def test_a_two_by_two_is_what_both_do_beyond_the_sum_of_each() -> None:
    both, one, other = np.array([9.0, 8, 9, 7, 9]), np.full(5, 3.0), np.full(5, 4.0)
    found = paired_sum(np.array([both, one, other, np.ones(5)]), INTERACTION)
    assert found.mean == pytest.approx(8.4 - 3 - 4 + 1)
    assert (found.pairs, found.better, found.worse, found.ties) == (5, 5, 0, 0)
    assert found.clear == 1


def test_ties_are_counted_apart_and_a_seed_that_lacks_an_arm_is_left_out() -> None:
    arms = np.array([[1.0, 2, 3, 4, 5, np.nan], [1.0, 2, 4, 3, 4, 9]])
    found = paired_sum(arms, (1, -1), sign=-1)
    assert (found.pairs, found.better, found.worse, found.ties) == (5, 1, 2, 2)


def test_students_interval_is_the_textbook_one() -> None:
    low, high = t_interval(np.array([4.0, 5, 6, 7, 8]))
    # sd 1.5811, t(4) = 2.7764: half width 2.7764 * 1.5811 / sqrt(5) = 1.9632
    assert (low, high) == (pytest.approx(4.0368, abs=1e-3), pytest.approx(7.9632, abs=1e-3))


def test_bca_shifts_with_skew_where_students_interval_cannot() -> None:
    skewed = np.array([0.1] * 20 + [0.2] * 5 + [5.0, 8.0])
    low, high = mean_interval(skewed)
    mean = skewed.mean()
    student = t_interval(skewed)
    assert low == student[0]  # the wider end on each side: there Student's,
    assert high > student[1] + 0.2 * (student[1] - mean)  # here the bootstrap's


@pytest.mark.parametrize("alike", [0.0, 0.4, 0.8])
@pytest.mark.parametrize("n", [5, 8, 20])
def test_of_pure_noise_hardly_more_than_one_in_twenty_seems_clear(n: int, alike: float) -> None:
    rng = np.random.default_rng(7)
    clear = 0
    for _ in range(200):
        values = rng.normal(size=n) * (rng.random(n) >= alike)
        low, high = mean_interval(values, draws=300)
        clear += low > 0 or high < 0
    assert clear <= 18  # one in twenty is 10; BCa alone gave 15 to 40


def test_values_all_alike_give_an_interval_of_no_width_and_few_give_none() -> None:
    assert mean_interval(np.full(9, 2.5)) == (2.5, 2.5)
    assert np.isnan(mean_interval(np.arange(4.0))).all()
    assert np.isnan(t_interval(np.arange(4.0))).all()
