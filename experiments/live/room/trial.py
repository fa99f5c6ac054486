"""The room's plan against the facilitator's and against nothing: same territory, same draws.

Lived by processes beside the page, so that it answers meanwhile; can be told to stop between two
runs. Source: possible histories, not forecasts; few pairs say little, and it is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

from experiments.comparison import Comparison
from experiments.live import beside
from experiments.many.arms import arms
from experiments.many.compared import compared
from simulation.accompaniment.programme import Programme
from simulation.read_programme import read_programme
from simulation.scenario import Scenario

OUTCOMES = ("jobs", "firms", "mean_skill", "relational_capital", "awareness", "environment")
PAIRS = 10

EachRun = Callable[[int, int], bool]


def try_plans(
    scenario: Scenario,
    programmes: Sequence[Programme],
    each_run: EachRun,
    seeds: Sequence[int] = tuple(range(1, PAIRS + 1)),
) -> Comparison:
    """Live every seed under nothing and under each programme; raises InputError for misfits.

    `each_run` is told how many runs are over, of how many, and says whether to go on.
    """
    design = arms(scenario, [read_programme("none"), *programmes], seeds, OUTCOMES)
    jobs = design.jobs()
    with closing(beside.many(jobs)) as coming:
        for done, each in enumerate(coming, 1):
            design.take(each.job, each.result, each.failure)
            if not each_run(done, len(jobs)):
                break
    return compared(design, interrupted=len(design.done) < len(jobs))
