"""The compiled model and the obvious one agree: process by process, and over a whole run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from simulation import randomness
from simulation.declarations import PARAMETERS, SUBMODELS, declared_parameters, discover
from simulation.model import Territory
from simulation.places import scenarios_folder
from simulation.schedule import MONTH
from tests.reference import keyed_draws
from tests.reference.comparing import differences
from tests.reference.obvious_model import PROCESSES, ObviousTerritory

PLAIN_ALREADY = {
    "intervene": "carries out a programme's file; each method is tested in tests/unit/accompaniment",
    "serve": "carries out bodies' rounds; each service is tested in tests/unit/accompaniment",
}
"""Processes without an obvious version, and why."""

discover()
OPTIONAL = sorted(set(SUBMODELS) - set(MONTH))
"""Processes that a scenario puts into the month, instead of `meet` or beside it."""


def contexts(*names: str) -> list[str]:
    """Return those contexts that there are."""
    return [name for name in names if (scenarios_folder() / "contexts" / f"{name}.yaml").exists()]


def month_by_process(territory: Territory) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """Live one month, handing out each process just before its turn comes."""
    territory.begin_month()
    for name, (process, arguments) in zip(
        territory.month_of_processes, territory.processes, strict=True
    ):
        yield name, process, arguments
    territory.clock.advance()


def disagreements(territory: Territory, months: int) -> list[str]:
    """Run each process of some months on the territory and on a copy of it, and compare."""
    found = []
    for _ in range(months):
        month = territory.clock.month
        for name, process, arguments in month_by_process(territory):
            if name in PLAIN_ALREADY:
                process(*arguments)
                continue
            obvious = ObviousTerritory.from_territory(territory)
            assert differences(territory, obvious) == [], f"the copy before {name}"
            process(*arguments)
            PROCESSES[name](obvious)
            # Every column, not only those that it says it writes: it may write no other.
            found += [f"month {month}, {name}: {line}" for line in differences(territory, obvious)]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("context", contexts("baseline", "mono_product", "textile_district"))
def test_each_process_agrees_with_the_obvious_one(context: str) -> None:
    territory = Territory(context, seed=3, n_firms=120, months=200)
    for _ in range(4):
        assert disagreements(territory, months=3) == []
        territory.run(months=27)


@pytest.mark.slow
@pytest.mark.parametrize("name", OPTIONAL)
@pytest.mark.parametrize("context", contexts("baseline", "mono_product", "textile_district")[-1:])
def test_each_process_that_a_scenario_may_choose_agrees_with_the_obvious_one(
    name: str, context: str
) -> None:
    models = name.startswith("meet_")
    arranged = {"schedule.replace": {"meet": name}} if models else {"schedule.insert": {name: "meet"}}
    territory = Territory(context, seed=5, n_firms=120, months=60, **arranged)
    assert name in territory.month_of_processes
    for _ in range(3):
        assert disagreements(territory, months=2) == []
        territory.run(months=13)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("context", contexts("baseline", "mono_product"))
def test_a_whole_run_gives_the_same_trajectory(context: str, seed: int) -> None:
    alone = {"schedule.without": [*PLAIN_ALREADY]}
    territory = Territory(context, seed=seed, n_firms=100, months=60, **alone)
    obvious = ObviousTerritory.from_territory(territory)
    for month in range(60):
        territory.step()
        obvious.step()
        if month % 6 == 5:
            assert differences(territory, obvious, tolerance=1e-9) == []


def switches() -> list[str]:
    """Return the switches that remove a mechanism from a process of the month."""
    return [
        f"{group}.{name}"
        for group, declaring in PARAMETERS.items()
        for name, declared in declared_parameters(declaring).items()
        if declared.is_ablation and (group in PROCESSES or group == "relations")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("off", [*([name] for name in switches()), switches()], ids=" ".join)
def test_the_trajectory_is_the_same_without_a_mechanism(off: list[str]) -> None:
    change = {"schedule.without": [*PLAIN_ALREADY], "ablate": off}
    territory = Territory("mono_product", seed=4, n_firms=80, months=36, **change)
    obvious = ObviousTerritory.from_territory(territory)
    for _ in range(36):
        territory.step()
        obvious.step()
    assert differences(territory, obvious, tolerance=1e-9) == []


def test_every_process_has_an_obvious_version() -> None:
    missing = set(SUBMODELS) - set(PROCESSES)
    assert missing == set(PLAIN_ALREADY), "write it in tests/reference/, or say here why not"


def test_keyed_draws_in_plain_python_are_the_same_bits() -> None:
    chosen = np.random.default_rng(0)
    for seed, step, row, k in chosen.integers(0, 2**31, size=(500, 4)).tolist():
        compiled = randomness.Draws(seed * 2**31 + step, "trade")
        compiled.turn(step)
        plain = keyed_draws.Stream(seed * 2**31 + step, "trade", step)
        assert plain.key == int(compiled.key)
        assert plain.uniform(row, k) == compiled.uniform(row, k)
        assert plain.normal(row, k % 1000) == compiled.normal(row, k % 1000)
