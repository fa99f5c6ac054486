"""How many runs a study makes: each once, and apart from them the twins that threats spare.

Arms that a lever does not touch, and points that come twice, are the same runs. A study of very
many cells is not tried cell by cell: then the number is the most that it can be.
"""

from __future__ import annotations

from dataclasses import dataclass

from experiments.study.cell import Marks
from experiments.study.plan import Plan

MOST_TRIED = 5_000


@dataclass(frozen=True)
class Count:
    """Runs and their twins; whether exactly so many, or at most."""

    runs: int
    twins: int = 0
    exact: bool = True


def counted(plan: Plan, most_tried: int = MOST_TRIED) -> Count:
    """Return how many runs a study makes with its own number of histories."""
    seeds = plan.study.replications.seeds
    if plan.cells > most_tried:
        cells = plan.cells * seeds
        return Count(cells, cells if plan.strikes else 0, exact=False)
    marks = list(plan.marks())
    lived = {(each.scenario, each.programme) for each in marks}
    spared = {_twin(each) for each in marks if each.twin}
    return Count(len(lived) * seeds, len(spared - lived) * seeds)


def _twin(mark: Marks) -> tuple[str, str]:
    return mark.twin, mark.programme
