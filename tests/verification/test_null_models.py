"""Where nothing is at work nothing is found: no announced change, no difference, no order."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analysis.statistics.paired_difference import paired_difference
from simulation.instruments.agreement import chance_w, order_agreement
from simulation.model import Territory


def test_a_twin_in_which_nothing_differs_is_the_same_to_the_last_bit() -> None:
    one, other = (Territory("mono_product", 6, n_firms=80, months=36).run() for _ in range(2))
    assert np.array_equal(one.observations.values, other.observations.values, equal_nan=True)
    assert one.events.frame().equals(other.events.frame())


def test_where_nothing_is_announced_there_is_nothing_to_see() -> None:
    """No threat in the calendar: no signal in any month; what firms fear are false alarms only."""
    territory = Territory("baseline", 3, n_firms=100, months=60, warm_up=0, threats=[]).run()
    seen = territory.observations.frame(0)
    assert (seen["signal"] == 0).all()
    assert seen["false_alarms"].max() > 0, "watching is not without error"


def test_without_false_alarms_either_nobody_is_aware_of_anything() -> None:
    quiet = {"threats": [], "parameters.scan_environment.false_alarms": 0.0}
    territory = Territory("baseline", 3, n_firms=100, months=36, warm_up=0, **quiet)
    territory.firms.awareness[:] = 0.0
    territory.run()
    assert (territory.firms.awareness == 0).all()


def test_two_samples_of_the_same_world_differ_in_one_interval_of_twenty() -> None:
    """Coverage of the interval by which programmes are compared: 400 comparisons of 20 pairs."""
    chance = np.random.default_rng(11)
    found = [paired_difference(*chance.normal(size=(2, 20)), draws=500) for _ in range(400)]
    wrong = sum(1 for each in found if each.clear != 0)
    # A percentile interval of 20 pairs is a little short: between 3 and 10 in a hundred.
    assert 0.03 * 400 <= wrong <= 0.10 * 400


@pytest.mark.parametrize(("raters", "mean", "often"), [(7, 0.142, 0.258), (15, 0.066, 0.123)])
def test_agreement_by_chance_is_told_beside_agreement(
    raters: int, mean: float, often: float
) -> None:
    """Facts, part 3: the mean and the 95 % point of W for ten items, by another implementation."""
    told_mean, told_often = chance_w(raters, 10)
    assert told_mean == pytest.approx(mean, abs=0.003)
    assert told_often == pytest.approx(often, abs=0.006)


def test_random_answers_pass_for_agreement_in_one_survey_of_twenty() -> None:
    chance = np.random.default_rng(5)
    p_values = [order_agreement(chance.random((12, 8))).all_raters.chi2_p for _ in range(400)]
    assert 0.02 <= np.mean(np.array(p_values) < 0.05) <= 0.08
    assert stats.kstest(p_values, "uniform").pvalue > 1e-4


def test_without_learning_from_others_partners_do_not_grow_alike() -> None:
    """Skills of partners against skills of strangers: with meetings that teach nothing, forgetting
    that is off and nobody coming or going, the difference stays what it was.
    """
    still = {"schedule.without": [
        "found", "close", "age_and_transmit", "innovate", "advance_projects", "serve",
        "practise_and_forget", "hire_and_dismiss",
    ]}  # fmt: skip
    territory = Territory(
        "baseline", 3, n_firms=100, months=24, warm_up=0, ablate=["exchange_knowledge.pooling"],
        **{**still, "parameters.meet.from_outside": 0.0},
    )  # fmt: skip
    before = territory.firms.skills.copy()
    territory.run()
    assert np.array_equal(territory.firms.skills, before)
