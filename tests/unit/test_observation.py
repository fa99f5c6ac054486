"""What is read off a tally in one go is what its metric would have said alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.declarations import METRICS
from simulation.metrics.births import births
from simulation.metrics.engagement_local import engagement_local
from simulation.metrics.potential import potential
from simulation.metrics.unemployed import unemployed
from simulation.model import Territory
from simulation.observation import handed_on

ALL_ARE_DUE = 13
"""Steps after which the last one was the first month of a year."""


@pytest.mark.parametrize("programme", ["none", "facilitated"])
def test_every_metric_says_the_same_alone(programme: str) -> None:
    territory = Territory("mono_product", seed=5, n_firms=60, months=30, programme=programme)
    seen = territory.run(ALL_ARE_DUE).observations
    alone = [measure() for _, _, measure in seen._taking]
    assert len(alone) == len(METRICS)
    np.testing.assert_array_equal(seen.values[ALL_ARE_DUE - 1], np.array(alone))


def test_most_metrics_are_read_in_one_go() -> None:
    territory = Territory("baseline", n_firms=20, months=12)
    for due in territory.observations._due:
        assert len(due.columns) == len(set(due.columns.tolist()))
        assert len(due.measures) < len(due.columns) / 2


def test_a_metric_that_does_more_than_hand_on_is_asked() -> None:
    assert handed_on(births) == "births"
    for more in (engagement_local, potential, unemployed):
        assert handed_on(more) == ""

    def twice(tally: Any) -> float:
        return float(tally.births + tally.births)

    def of_a_part(tally: Any) -> Any:
        return tally.births.real

    def one_of_two(tally: Any, other: Any) -> Any:
        return other.births

    for more in (twice, of_a_part, one_of_two, len):
        assert handed_on(more) == ""


def test_few_metrics_are_read_too() -> None:
    few = ["births", "firms", "strong_ties", "potential"]
    all_of_them = Territory("baseline", seed=2, n_firms=30, months=12).run().observations
    some = Territory("baseline", seed=2, n_firms=30, months=12, metrics=few).run().observations
    for name in few:
        column = some.names.index(name)
        np.testing.assert_array_equal(some.values[:, column], all_of_them.values[:, column])
