"""The verdicts themselves: how often they are right, and that they can say no."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.equivalence import (
    MISSED,
    REPRODUCED,
    UNDECIDED,
    above,
    equivalent,
    interval_of_mean,
    interval_of_share,
)
from experiments.docking.runs import Runs
from experiments.docking.targets import Above, Level, Peak, Ratio

CHANCE = np.random.default_rng(7)
MARGIN = 0.5


def verdicts_at(offset: float, runs: int, repeats: int = 2_000) -> dict[str, float]:
    """How often each verdict falls when the truth lies `offset` from the target."""
    told = [
        equivalent(*interval_of_mean(values), -MARGIN, MARGIN)
        for values in CHANCE.normal(offset, 1.0, size=(repeats, runs))
    ]
    return {each: told.count(each) / repeats for each in (REPRODUCED, MISSED, UNDECIDED)}


def test_a_number_at_the_margin_is_called_reproduced_in_one_case_of_twenty_at_most() -> None:
    """The size of the test: 2,000 repeats, so 0.05 is known to about 0.005."""
    for offset in (-MARGIN, MARGIN):
        assert verdicts_at(offset, runs=60)[REPRODUCED] < 0.065


def test_with_runs_enough_a_true_number_is_reproduced_and_a_wrong_one_missed() -> None:
    assert verdicts_at(0.0, runs=100)[REPRODUCED] > 0.99
    assert verdicts_at(1.2, runs=100)[MISSED] > 0.99


def test_with_few_runs_the_verdict_is_open() -> None:
    assert verdicts_at(0.0, runs=5)[UNDECIDED] > 0.8
    assert equivalent(*interval_of_mean(np.array([1.0])), 0.0, 2.0) == UNDECIDED


def test_the_error_of_the_published_number_widens_the_interval() -> None:
    values = np.zeros(50)
    assert interval_of_mean(values) == (0.0, 0.0)
    low, high = interval_of_mean(values, error=0.1)
    assert low == pytest.approx(-high)
    assert high == pytest.approx(0.168, abs=0.001)


def test_a_share_of_none_in_thirty_is_not_known_exactly() -> None:
    """Wilson's interval by hand: z = 1.645, so 0 to z^2 / (n + z^2) = 0.083."""
    low, high = interval_of_share(np.zeros(30))
    assert low == pytest.approx(0.0, abs=1e-12)
    assert high == pytest.approx(1.645**2 / (30 + 1.645**2), abs=1e-3)


def test_an_inequality_can_hold_fail_or_stay_open() -> None:
    assert above(0.1, 0.3, 0.0) == REPRODUCED
    assert above(-0.3, -0.1, 0.0) == MISSED
    assert above(-0.1, 0.1, 0.0) == UNDECIDED


def table(means: dict[float, float], runs: int = 40) -> Runs:
    """Runs of an outcome `y` along a setting `x`, with a chance that all cells of a run share."""
    shared = CHANCE.normal(0.0, 5.0, size=runs)
    rows = [
        {"x": x, "graph": "g", "run": run, "y": mean + shared[run] + CHANCE.normal(0.0, 0.1)}
        for x, mean in means.items()
        for run in range(runs)
    ]
    return Runs(pd.DataFrame(rows), {"x": 0.0, "graph": "g"}, {"y": "outcome"})


def test_orders_are_judged_in_pairs_of_runs() -> None:
    """The shared chance is fifty times the difference: without pairs nothing could be told."""
    runs = table({0.0: 100.0, 1.0: 100.5})
    assert Above("y", {"x": 1.0}, {"x": 0.0}).judged(runs, "quick").verdict == REPRODUCED  # type: ignore[union-attr]
    assert Above("y", {"x": 0.0}, {"x": 1.0}).judged(runs, "quick").verdict == MISSED  # type: ignore[union-attr]
    one_percent = Ratio("y", {"x": 1.0}, {"x": 0.0}, 1.005, margin=0.002, quick=0.002)
    assert one_percent.judged(runs, "quick").verdict == REPRODUCED  # type: ignore[union-attr]


def test_the_place_of_an_optimum_is_found_or_refused() -> None:
    runs = table({0.0: 1.0, 0.5: 2.0, 1.0: 1.5})
    assert Peak("y", "x", 0.4, 0.6).judged(runs, "quick").verdict == REPRODUCED  # type: ignore[union-attr]
    assert Peak("y", "x", 0.9, 1.0).judged(runs, "quick").verdict == MISSED  # type: ignore[union-attr]
    assert Peak("y", "x", 0.0, 0.1, lowest=True).judged(runs, "quick").verdict == REPRODUCED  # type: ignore[union-attr]
    flat = Peak("y", "x", 0.0, 0.0).judged(table({0.0: 1.0, 0.5: 1.0, 1.0: 1.0}), "quick")
    assert flat is not None
    assert flat.verdict == UNDECIDED


def test_where_the_settings_were_not_lived_nothing_is_judged() -> None:
    runs = table({0.0: 1.0, 0.5: 2.0})
    assert Level("y", {"x": 0.3}, 1.0, 0.1, 0.1).judged(runs, "quick") is None
    assert Above("y", {"x": 0.3}, {"x": 0.0}).judged(runs, "quick") is None
    assert Peak("y", "x", 0.0, 1.0).judged(runs, "quick") is None, "two places are no optimum"
    three = table({0.0: 1.0, 0.5: 2.0, 1.0: 1.5})
    assert Peak("y", "x", 0.6, 0.9).judged(three, "quick") is None, "nobody went there"
    assert Peak("y", "x", 0.0, 1.0).judged(three, "quick") is None, "nobody went elsewhere"
