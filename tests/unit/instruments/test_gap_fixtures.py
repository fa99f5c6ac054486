"""The hand-computed tables of the instrument's specification, to the printed digits."""

import numpy as np
import pytest

from simulation.instruments.agreement import chance_w, concordance, generalised_w, order_agreement
from simulation.instruments.consensus import (
    agreement_a,
    esteban_ray,
    interquartile_range,
    leik_consensus,
    normalised_variance,
    ordinal_variation,
    polarisation,
    standard_deviation,
    tastle_wierman,
)
from simulation.instruments.gaps import (
    mean_gaps,
    mean_of_categories,
    mean_weighted_discrepancy,
    needs_index,
    ranked_discrepancy,
    servqual,
)

NAN = np.nan
# Items 1-4: everyone short; one slightly; nobody; two short by four and two satisfied.
IMPORTANCE = np.array([[5, 4, 3, 5], [5, 4, 3, 5], [5, 4, 3, 4], [5, 4, 3, 4], [4, 4, 3, NAN]])
CURRENT = np.array([[2, 4, 3, 1], [2, 4, 3, 1], [2, 4, 3, 5], [2, 4, 3, 5], [2, 3, 3, NAN]])
ORDERS = np.array([[5, 4, 4, 2, 1], [5, 5, 3, 2, 2], [4, 4, 4, 3, 1], [5, 3, 4, 1, 2]], float)


def test_worked_gaps() -> None:
    assert mean_gaps(IMPORTANCE, CURRENT).round(1).tolist() == [2.8, 0.2, 0.0, 1.5]
    discrepancy = mean_weighted_discrepancy(IMPORTANCE, CURRENT)
    assert discrepancy.round(2).tolist() == [13.44, 0.80, 0, 6.75]
    assert ranked_discrepancy(IMPORTANCE, CURRENT).tolist() == [-100, -20, 0, 0]
    assert needs_index(IMPORTANCE, CURRENT).round(3).tolist() == [1.40, 0.053, 0, 0.50]


def test_servqual_keeps_its_sign_and_asks_for_100_points() -> None:
    # Gaps P - E are -2.8, -0.2, 0, -1.5; dimensions of two items, 75 and 25 points.
    found = servqual(CURRENT, IMPORTANCE, ["a", "a", "b", "b"], {"a": 75, "b": 25})
    assert found == pytest.approx(0.75 * -1.5 + 0.25 * -0.75)
    with pytest.raises(ValueError, match="100 points"):
        servqual(CURRENT, IMPORTANCE, ["a", "a", "b", "b"], {"a": 75, "b": 20})


def test_categories_can_count_as_equals() -> None:
    answers = np.array([[1.0]] * 9 + [[5.0]])
    assert mean_of_categories(answers, ["firm"] * 9 + ["elected"]).tolist() == [3.0]


@pytest.mark.parametrize(
    ("counts", "iqr", "sd", "cns", "a", "leik", "variance", "er", "iov"),
    [
        ((0, 0, 20, 0, 0), 0, 0.00, 1.000, 1.000, 1.000, 0.000, 0.000, 0.000),
        ((10, 0, 0, 0, 10), 4, 2.05, 0.000, -1.000, 0.000, 1.000, 1.000, 1.000),
        ((4, 4, 4, 4, 4), 2, 1.45, 0.434, 0.000, 0.400, 0.500, 0.243, 0.800),
        ((0, 4, 12, 4, 0), 0, 0.65, 0.834, 0.700, 0.800, 0.100, 0.213, 0.320),
        ((0, 0, 2, 8, 10), 1, 0.68, 0.760, 0.700, 0.700, 0.110, 0.248, 0.340),
        ((0, 10, 0, 10, 0), 2, 1.03, 0.585, 0.167, 0.500, 0.250, 0.500, 0.500),
        ((12, 0, 0, 0, 8), 4, 2.01, 0.029, -0.600, 0.200, 0.960, 0.968, 0.960),
        ((1, 0, 0, 0, 19), 0, 0.89, 0.714, 0.800, 0.900, 0.190, 0.224, 0.190),
    ],
)
def test_consensus_table(counts, iqr, sd, cns, a, leik, variance, er, iov) -> None:  # type: ignore[no-untyped-def]
    spread = np.array(counts, float)
    assert interquartile_range(spread) == iqr
    assert round(standard_deviation(spread), 2) == sd
    measures = (tastle_wierman, agreement_a, leik_consensus, normalised_variance, esteban_ray)
    found = [round(float(measure(spread)), 3) for measure in (*measures, ordinal_variation)]
    assert found == [cns, a, leik, variance, er, iov]
    assert float(polarisation(spread)) == pytest.approx((1 - float(agreement_a(spread))) / 2)


def test_kendall_w_and_its_tests() -> None:
    found = concordance(ORDERS)
    assert round(found.w, 4) == 0.8904
    assert (round(found.chi2, 3), round(found.chi2_p, 4)) == (14.247, 0.0065)
    assert (round(found.f, 3), found.f_df) == (24.375, (3.5, 10.5))
    assert round(generalised_w(ORDERS), 4) == 0.8924
    assert round(concordance(ORDERS.T).w, 4) == 0.0368
    assert found.mean_spearman == pytest.approx((4 * found.w - 1) / 3)


def test_a_constant_rater_lowers_w_and_both_are_given() -> None:
    found = order_agreement(np.vstack([ORDERS, np.full(5, 4.0)]))
    assert round(found.all_raters.w, 4) == 0.7123
    assert round(found.without_constant.w, 4) == 0.8904
    assert found.constant_raters.tolist() == [False] * 4 + [True]


def test_unanimous_and_opposed() -> None:
    one_way = np.array([[1.0, 2, 3, 4]])
    assert concordance(np.repeat(one_way, 3, axis=0)).w == pytest.approx(1)
    assert concordance(np.vstack([one_way, one_way[:, ::-1]])).w == pytest.approx(0)
    assert concordance(np.array([[1.0, 5, 1]] * 3)).w == pytest.approx(1)  # not 5.33


def test_w_without_ties_is_friedman() -> None:
    from scipy.stats import friedmanchisquare

    ratings = np.random.default_rng(4).integers(1, 6, (7, 6)).astype(float)
    expected = friedmanchisquare(*ratings.T).statistic / (7 * 5)
    assert concordance(ratings).w == pytest.approx(expected)


@pytest.mark.parametrize(
    ("raters", "mean", "high"),
    [(2, 0.506, 0.82), (3, 0.334, 0.60), (5, 0.199, 0.36), (12, 0.085, 0.17), (40, 0.025, 0.05)],
)
def test_chance_level_is_one_over_m(raters: int, mean: float, high: float) -> None:
    # The specification's own figures are simulated: equal within the error of both simulations.
    found = chance_w(raters, 8)
    assert found[0] == pytest.approx(1 / raters, abs=0.012)
    assert found[0] == pytest.approx(mean, abs=0.02)
    assert found[1] == pytest.approx(high, abs=0.035)
