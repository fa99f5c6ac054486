"""What must not matter does not: how many processes, in which order, what is looked at.

Threads: `tests/test_contracts.py` and `tests/unit/test_table.py`. Rows of a register's files:
`tests/unit/test_register.py`. Addresses (S43): `tests/patterns/test_concepts_relations.py`.
The row that a firm has in the tables does matter, as the name does by which fate calls it: its
draws belong to its row. A register's firms are therefore sorted by their identity first.
"""

from __future__ import annotations

import numpy as np
import pytest

from experiments.many.job import Job, live, own_code
from experiments.many.run_all import run_all
from simulation.model import Territory
from simulation.read_programme import read_programme
from simulation.read_scenario import read_scenario

SEEDS = (1, 2, 3)
OUTCOMES = ("jobs", "mean_skill", "mean_trust")


def lived(seed: int) -> np.ndarray:
    territory = Territory("mono_product", seed, n_firms=60, months=24, warm_up=6, events="none")
    return territory.run().observations.values


@pytest.mark.slow
def test_one_process_or_several_give_the_same_bits() -> None:
    scenario = read_scenario("mono_product", {"firms": 60, "months": 24, "warm_up": 6})
    nothing = read_programme("none")
    jobs = [Job(scenario, nothing, seed, OUTCOMES, own_code()) for seed in SEEDS]
    here = {job.seed: live(job).values for job in jobs}
    for workers in (1, 2):
        found = {each.job.seed: each.result for each in run_all(jobs, live, workers)}
        assert found.keys() == here.keys()
        for seed, result in found.items():
            assert result is not None
            assert np.array_equal(result.values, here[seed]), f"seed {seed}, {workers} processes"


def test_the_order_in_which_runs_are_lived_is_nothing_to_them() -> None:
    forwards = {seed: lived(seed) for seed in SEEDS}
    backwards = {seed: lived(seed) for seed in reversed(SEEDS)}
    for seed in SEEDS:
        assert np.array_equal(forwards[seed], backwards[seed], equal_nan=True)


@pytest.mark.parametrize("events", ["none", "life"])
def test_looking_changes_nothing(events: str) -> None:
    """Fewer metrics, fewer events, somebody who looks at every month: the same lives."""
    watched = Territory("baseline", 4, n_firms=60, months=24, warm_up=0, events="all")
    for _ in range(24):
        watched.step()
        watched.observations.frame(0)
    few = Territory(
        "baseline", 4, n_firms=60, months=24, warm_up=0, events=events, metrics=("jobs",)
    ).run()
    for table in ("firms", "ties", "networks", "projects"):
        for column in getattr(few, table).columns:
            one, other = (getattr(getattr(each, table), column) for each in (watched, few))
            assert np.array_equal(one, other, equal_nan=one.dtype.kind == "f"), f"{table}.{column}"


def test_months_lived_at_once_or_one_by_one_are_the_same() -> None:
    at_once = Territory("baseline", 4, n_firms=60, months=30, warm_up=0).run()
    in_parts = Territory("baseline", 4, n_firms=60, months=30, warm_up=0)
    for months in (1, 7, 22):
        in_parts.run(months)
    assert np.array_equal(at_once.observations.values, in_parts.observations.values, equal_nan=True)


def test_a_longer_story_begins_like_the_shorter_one() -> None:
    short = Territory("mono_product", 4, n_firms=60, months=24, warm_up=6).run()
    longer = Territory("mono_product", 4, n_firms=60, months=48, warm_up=6).run()
    taken = short.observations.taken
    assert np.array_equal(
        short.observations.values[:taken], longer.observations.values[:taken], equal_nan=True
    )
