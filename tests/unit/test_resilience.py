"""Measures against the twin, by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.errors import InputError
from simulation.instruments.resilience import (
    anticipation,
    bray_curtis,
    loss_area,
    rank_agreement,
    recovery_months,
    renewal,
    reorientation,
    resilience,
    resistance,
)
from simulation.twin import compare_with_twin

SERIES = st.lists(st.floats(1, 1e6), min_size=3, max_size=60)
VECTORS = st.lists(st.floats(0, 1e6), min_size=4, max_size=4).filter(lambda v: sum(v) > 1)


@given(SERIES)
def test_no_difference_is_full_resistance_and_no_loss(values: list[float]) -> None:
    same = resilience(values, values, onset=1)
    assert same.resistance == 1.0
    assert same.recovery_months == 0.0
    assert same.loss_area == 0.0
    assert same.renewal == pytest.approx(1.0)
    assert same.months == len(values) - 1


def test_a_fall_by_hand() -> None:
    spared = np.full(10, 200.0)
    shocked = np.array([200, 200, 180, 100, 150, 180, 196, 200, 210, 200])
    measured = resilience(shocked, spared, onset=2, window=1)
    assert measured.resistance == 0.5
    # Below 190 in months 2, 3, 4 and 5; back for good in month 6.
    assert measured.recovery_months == 4.0
    # 10 + 50 + 25 + 10 + 2 per cent months; the month above the twin gives nothing back.
    assert measured.loss_area == pytest.approx(97.0)
    assert measured.renewal == pytest.approx(2.0)


def test_what_never_comes_back_takes_for_ever() -> None:
    assert recovery_months([1.0, 0.9, 0.96, 0.9]) == math.inf
    assert recovery_months([1.0, 0.96, 0.95]) == 0.0
    # A relapse counts: from the first fall to the last return.
    assert recovery_months([1.0, 0.9, 1.0, 0.9, 1.0]) == 3.0


def test_more_than_the_twin_is_no_negative_loss() -> None:
    assert loss_area([1.1, 1.2]) == 0.0
    assert resistance([1.1, 1.2]) == 1.0


def test_renewal_is_against_the_twin_s_own_growth() -> None:
    assert renewal([100, 50, 75, 100], [100, 100, 100, 200], onset=0, window=1) == 1.0


def test_a_run_and_its_twin_have_the_same_length() -> None:
    with pytest.raises(ValueError, match="3 months, its twin 2"):
        resilience([1, 2, 3], [1, 2], 0)


def test_re_orientation_by_hand() -> None:
    assert reorientation([1, 0], [0, 1]) == 1.0
    assert reorientation([2, 4], [1, 2]) == pytest.approx(0.0)
    assert reorientation([1, 0], [1, 1]) == pytest.approx(1 - 1 / math.sqrt(2))
    assert math.isnan(reorientation([0, 0], [1, 1]))
    assert bray_curtis([1, 0], [0, 1]) == 1.0
    assert bray_curtis([2, 2], [1, 1]) == 0.0
    assert bray_curtis([2, 2], [1, 1], shares=False) == pytest.approx(2 / 6)
    assert bray_curtis([3, 1], [1, 1]) == pytest.approx(0.25)


@given(VECTORS, VECTORS)
def test_re_orientation_is_symmetric_and_bounded(one: list[float], other: list[float]) -> None:
    for measure in (reorientation, bray_curtis):
        assert measure(one, other) == pytest.approx(measure(other, one), abs=1e-12)
        assert 0.0 <= measure(one, other) <= 1.0 + 1e-12
        assert measure(one, one) == pytest.approx(0.0, abs=1e-9)


def test_anticipation_is_the_share_done_before() -> None:
    assert anticipation([1, 2, 1, 4], onset=2) == pytest.approx(3 / 8)
    assert anticipation([0, 0, 5], onset=2) == 0.0
    assert anticipation([3, 0, 0], onset=2) == 1.0
    assert anticipation([2, 2, 6], onset=2, spared=[1, 1, 1]) == pytest.approx(2 / 7)
    assert anticipation([1, 1], onset=0) == 0.0
    assert math.isnan(anticipation([1, 1], onset=1, spared=[1, 1]))


def test_measures_that_rank_alike_agree() -> None:
    values = np.array([[1, 10, 3], [2, 20, 2], [3, 30, 1], [4, 900, 0]])
    agreement = rank_agreement(values)
    assert agreement == pytest.approx(np.array([[1, 1, -1], [1, 1, -1], [-1, -1, 1]]))
    assert np.isnan(rank_agreement([[1, 1], [2, 1], [3, 1]])[0, 1])


def test_a_pair_of_frames() -> None:
    months = pd.RangeIndex(-2, 4, name="month")
    spared = pd.DataFrame({"jobs": [100.0] * 6, "conversions": [0.0] * 6}, index=months)
    shocked = spared.copy()
    shocked.loc[2, "jobs"] = 60.0
    shocked["conversions"] = [9.0, 9.0, 1.0, 0.0, 2.0, 1.0]  # the warm-up does not count
    measured = compare_with_twin(shocked, spared, onset=1, quantities=("jobs",))
    assert measured.loc["jobs", "resistance"] == pytest.approx(0.6)
    assert measured.loc["jobs", "recovery_months"] == 1
    assert measured.loc["jobs", "loss_area"] == pytest.approx(40.0)
    assert measured.loc["jobs", "anticipation"] == pytest.approx(0.25)
    with pytest.raises(InputError, match="'firms' was not observed"):
        compare_with_twin(shocked, spared, onset=1)
