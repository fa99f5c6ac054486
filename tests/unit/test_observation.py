"""What is observed in a month is what each metric says alone."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.declarations import METRICS
from simulation.model import Territory

ALL_ARE_DUE = 13
"""Steps after which the last one was the first month of a year."""


@pytest.mark.parametrize("programme", ["none", "facilitated"])
def test_every_metric_says_the_same_alone(programme: str) -> None:
    territory = Territory("mono_product", seed=5, n_firms=60, months=30, programme=programme)
    seen = territory.run(ALL_ARE_DUE).observations
    alone = [measure() for _, _, measure in seen._taking]
    assert len(alone) == len(METRICS)
    np.testing.assert_array_equal(seen.values[ALL_ARE_DUE - 1], np.array(alone))


def test_few_metrics_say_the_same_as_among_all() -> None:
    few = ["births", "firms", "strong_ties", "potential"]
    all_of_them = Territory("baseline", seed=2, n_firms=30, months=12).run().observations
    some = Territory("baseline", seed=2, n_firms=30, months=12, metrics=few).run().observations
    for name in few:
        column = some.names.index(name)
        np.testing.assert_array_equal(some.values[:, column], all_of_them.values[:, column])
