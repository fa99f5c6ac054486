"""A larger territory is the same territory with less chance in it.

What is a mean over firms settles as the square root of their number, and its expectation does not
drift, from about 400 firms on. It should not, and does not, where a number counts (jobs, networks)
or where it asks how the whole hangs together: the share of firms in the largest component falls as
territories grow, because everybody's attention stays what it is. Below some 200 firms trades have
too few members to find partners in, and ties per firm are fewer.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.equivalence import REPRODUCED, equivalent, interval_of_mean
from simulation.model import Territory

SIZES = (100, 400, 1600)
SEEDS = range(1, 25)
MEANS = {"mean_skill": 0.005, "mean_trust": 0.01, "habits": 0.01, "worry": 0.01, "mean_ties": 0.15}
"""Means over firms, and how far their expectations may differ between 400 firms and 1,600."""

pytestmark = pytest.mark.slow


@cache
def seen() -> pd.DataFrame:
    """The last of 36 months of the neutral territory, by number of firms and seed."""
    rows = []
    for firms in SIZES:
        for seed in SEEDS:
            territory = Territory(
                "baseline", seed, n_firms=firms, months=36, warm_up=0, events="none",
                metrics=(*MEANS, "giant_component"),
            ).run()  # fmt: skip
            last = territory.observations.frame(0).iloc[-1]
            rows.append({"n": firms, "seed": seed, **last})
    return pd.DataFrame(rows)


@pytest.mark.parametrize("name", MEANS)
def test_chance_fades_with_the_root_of_the_number_of_firms(name: str) -> None:
    """The slope of log spread on log firms is -1/2; from 24 seeds it is known to about 0.08."""
    spread = seen().groupby("n")[name].std()
    slope = np.polyfit(np.log(spread.index), np.log(spread.to_numpy()), 1)[0]
    assert -0.75 < slope < -0.25, f"{slope:.2f}"


@pytest.mark.parametrize("name", MEANS)
def test_what_is_expected_does_not_drift(name: str) -> None:
    """Equivalence, not the absence of a significant difference."""
    of = seen().pivot_table(index="seed", columns="n", values=name)
    gap = (of[1600] - of[400]).to_numpy()
    assert equivalent(*interval_of_mean(gap), -MEANS[name], MEANS[name]) == REPRODUCED, gap.mean()


def test_the_largest_component_is_a_matter_of_size() -> None:
    """Where it should not hold, it does not."""
    share = seen().groupby("n")["giant_component"].mean()
    assert share[100] > 1.5 * share[400] > 1.5 * share[1600]
