"""Compile, once, what many runs will need: the processes then find it in the cache."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.accompaniment.programme import Programme
from simulation.model import Territory
from simulation.scenario import Scenario

MONTHS = 14
FIRMS = 40


def warm_up(scenario: Scenario, programmes: Iterable[Programme]) -> None:
    """Live a few months of a small territory under each programme, brought forward to month 0."""
    small = few_months(scenario)
    for programme in programmes:
        now = programme.model_copy(update={"start": 0})
        Territory(small, 1, programme=now, events="none").run()


def few_months(scenario: Scenario) -> Scenario:
    """Return a scenario with few firms and months, in which everything happens that is compiled."""
    plain = {"months": MONTHS, "warm_up": 2}
    if scenario.register_file is None:
        plain["firms"] = min(FIRMS, scenario.firms)
    return scenario.model_copy(update=plain)
