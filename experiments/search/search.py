"""Search the orders and rhythms of a programme that no other one beats by all outcomes at once.

NSGA-II (deb2002) by ask and tell: every plan it asks about is lived through the store, so the same
command goes on where it was stopped. A plan that spends more than 5 % more or less money than the
programme as it is counts as not allowed. What it finds was chosen because it looked good on these
histories: it must be measured again on fresh ones (`experiments.search.measure`).
Shapes: P plans, G genes, O outcomes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.outcomes import read_outcome
from experiments.run_study import Settings, Watch, evaluate
from experiments.search.space import Floats, Space, as_rows
from experiments.study.study import Arm, Context, Design, Replications, Study
from simulation.declarations import METRICS

if TYPE_CHECKING:
    import pandas as pd

MONEY = "money_spent@end"
TOLERANCE = 0.05
LOWER_IS_BETTER = ("loss", "recovery")
ARM = "searched"


@dataclass(frozen=True)
class Asked:
    """What is searched for, where, and with which histories."""

    space: Space
    programme: str
    contexts: tuple[str, ...]
    outcomes: tuple[str, ...]
    months: int
    firms: int
    seeds: int = 6
    population: int = 16
    generations: int = 8
    key: int = 1

    @property
    def signs(self) -> Floats:
        """1 where more of an outcome is better (or nothing is said), -1 where less is (O,)."""
        return np.array([_sign(text) for text in self.outcomes], dtype=np.float64)

    def study(self, name: str, *, moved: bool) -> Study:
        """Return the study of the programme, its order and rhythm open or as they are."""
        return Study(
            name=name,
            title={"en": name},
            contexts={each: Context(of=each) for each in self.contexts},
            programmes={ARM: Arm(of=self.programme)},
            months=self.months,
            firms=self.firms,
            levers=self.space.levers if moved else {},
            design=Design(factorial=True),
            replications=Replications(seeds=self.seeds, most=max(200, self.seeds)),
            outcomes=tuple(dict.fromkeys((*self.outcomes, MONEY))),
        )


@dataclass
class Found:
    """The plans that no other one beats (P), their mean outcomes (P, O), how many were tried."""

    plans: list[dict[str, int]] = field(default_factory=list)
    outcomes: Floats = field(default_factory=lambda: np.empty((0, 0)))
    tried: int = 0


def search(
    asked: Asked, store: Path, settings: Settings | None = None, watch: Watch | None = None
) -> Found:
    """Return the front that the search ends with."""
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.core.evaluator import Evaluator
    from pymoo.core.problem import Problem
    from pymoo.problems.static import StaticProblem

    n = asked.space.genes
    problem = Problem(n_var=n, n_obj=len(asked.outcomes), n_ieq_constr=1, xl=0.0, xu=1.0)
    usual = _means(asked, lived(asked, None, store, settings, watch))[1][0]
    algorithm: Any = NSGA2(pop_size=asked.population, sampling=_first(asked))
    algorithm.setup(problem, termination=("n_gen", asked.generations), seed=asked.key)
    tried: set[tuple[int, ...]] = set()
    while algorithm.has_next():
        asked_for = algorithm.ask()
        plans = [asked.space.plan(genes) for genes in asked_for.get("X")]
        tried |= {tuple(plan.values()) for plan in plans}
        outcomes, money = _means(asked, lived(asked, plans, store, settings, watch))
        off = np.abs(money / usual - 1.0) - TOLERANCE if usual > 0 else np.zeros(len(plans))
        told = StaticProblem(problem, F=-outcomes * asked.signs, G=off[:, None])
        Evaluator().eval(told, asked_for)
        algorithm.tell(infills=asked_for)
    return _front(asked, algorithm, len(tried))


def _front(asked: Asked, algorithm: Any, tried: int) -> Found:
    """Return what no other plan beats; of plans that all come out alike, the first."""
    best = algorithm.opt
    plans: list[dict[str, int]] = []
    outcomes: list[Floats] = []
    for genes, costs in zip(best.get("X"), best.get("F"), strict=True):
        if not any(np.array_equal(-costs * asked.signs, each) for each in outcomes):
            plans.append(asked.space.plan(genes))
            outcomes.append(-costs * asked.signs)
    order = np.argsort([-row[0] * asked.signs[0] for row in outcomes], kind="stable")
    return Found([plans[at] for at in order], np.array(outcomes)[order], tried)


def _first(asked: Asked) -> Floats:
    """The programme as it is, and plans spread evenly."""
    from scipy.stats import qmc

    drawn = qmc.LatinHypercube(asked.space.genes, rng=np.random.default_rng(asked.key))
    spread = np.asarray(drawn.random(asked.population - 1), dtype=np.float64)
    return np.vstack([asked.space.shipped()[None, :], spread])


def lived(
    asked: Asked, plans: Sequence[dict[str, int]] | None, store: Path,
    settings: Settings | None, watch: Watch | None, seeds: Sequence[int] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return the runs of plans, or of the programme as it is."""
    import pandas as pd

    study = asked.study(f"search-{asked.space.programme.name}", moved=plans is not None)
    rows = pd.DataFrame(as_rows(plans) if plans is not None else {}, index=range(len(plans or [0])))
    return evaluate(study, rows, store, settings, watch, seeds)


def _means(asked: Asked, table: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return each plan's mean outcomes (P, O), and its mean money (P,), over contexts and seeds."""
    finite = table.replace([np.inf, -np.inf], np.nan)
    by_point = finite.groupby("point")[[*asked.outcomes, MONEY]].mean().sort_index()
    worst = np.where(asked.signs > 0, -np.inf, np.inf)
    outcomes = by_point[list(asked.outcomes)].to_numpy(dtype=np.float64)
    return np.where(np.isfinite(outcomes), outcomes, worst), by_point[MONEY].to_numpy(dtype=float)


def _sign(text: str) -> int:
    outcome = read_outcome(text, METRICS)
    if outcome.measure:
        return -1 if outcome.measure in LOWER_IS_BETTER else 1
    return METRICS[outcome.metric].better or 1
