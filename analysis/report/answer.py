"""Everything that the page says of one study, worked out; words and figures come after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.report.arms import Arms, arms_of
from analysis.report.by_lever import Choice, by_lever
from analysis.report.effects import Effect, effects, means
from analysis.report.titles import better_sign
from analysis.report.what_matters import Matters, what_matters, where_it_fails
from analysis.statistics.rank_agreement import Agreement, rank_agreement
from analysis.statistics.robustness import best_by, regret, robustness
from analysis.statistics.scenario_discovery import Box
from experiments.outcomes import read_outcome
from experiments.store.kept_study import KeptStudy, runs_and_twins

if TYPE_CHECKING:
    from experiments.store import Store

FEW_PAIRS = 20
LEAST_FOR_AGREEMENT = 3
BAND = (0.1, 0.9)


@dataclass(frozen=True)
class Robust:
    """Robustness and regret of the arms over contexts, by the first outcome."""

    table: pd.DataFrame
    regrets: pd.DataFrame
    best: dict[str, tuple[str, ...]]
    """By rule, the arms that it prefers: several where it holds them equal."""


@dataclass(frozen=True)
class Course:
    """One arm's months in one context: mean, and the band that holds four histories in five."""

    arm: str
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Answer:
    """One study, answered."""

    kept: KeptStudy
    table: pd.DataFrame
    arms: Arms | None
    effects: list[Effect]
    matters: list[Matters]
    boxes: dict[str, Box | None]
    robust: Robust | None
    agreement: Agreement | None
    courses: list[Course]
    course_context: str
    planned: int
    twins: int
    failures: pd.DataFrame
    points: pd.DataFrame
    by_lever: list[Choice]

    @property
    def headline(self) -> str:
        """The outcome of the first screen: the study's first."""
        return self.kept.outcomes[0]

    def of(self, outcome: str) -> list[Effect]:
        """The effects on one outcome."""
        return [each for each in self.effects if each.outcome == outcome]

    @property
    def pairs(self) -> int:
        """The fewest pairs behind an effect."""
        return min((each.paired.pairs for each in self.effects), default=0)


def answer(store: Store, name: str | KeptStudy) -> Answer:
    """Read a study from its store and work its answers out."""
    kept = store.study(name)
    table = store.table(kept)
    points = store.points(kept)
    arms = arms_of(kept, table) if len(table) else None
    headline = kept.outcomes[0]
    found = effects(kept, table, arms) if arms else []
    matters = [
        each
        for context in kept.contexts
        for each in what_matters(kept, table, points, arms, headline, context)
    ]
    context = _told(found, headline, kept)
    runs, twins = runs_and_twins(store.plan(kept))
    return Answer(
        kept=kept,
        table=table,
        arms=arms,
        effects=found,
        matters=matters,
        boxes=_boxes(kept, table, points, arms, headline),
        robust=_robust(kept, table, arms, found, headline),
        agreement=_agreement(kept, table, arms),
        courses=_courses(store, kept, table, arms, headline, context),
        course_context=context,
        planned=len(runs),
        twins=len(twins),
        failures=store.failures(kept),
        points=points,
        by_lever=by_lever(kept, table, arms) if arms else [],
    )


def _told(found: list[Effect], headline: str, kept: KeptStudy) -> str:
    """The context whose months are drawn: where the clearest effect is, else the first."""
    clear = [each for each in found if each.outcome == headline and each.paired.clear]
    if not clear:
        return kept.contexts[0]
    spread = max(clear, key=lambda e: abs(e.paired.mean) / max(1e-12, e.paired.high - e.paired.low))
    return spread.context


def _boxes(
    kept: KeptStudy, table: pd.DataFrame, points: pd.DataFrame, arms: Arms | None, outcome: str
) -> dict[str, Box | None]:
    if arms is None or "point" not in arms.shared or len(points) < 2:
        return {}
    return {arm: where_it_fails(kept, table, points, arms, outcome, arm) for arm in arms.others}


def _robust(
    kept: KeptStudy, table: pd.DataFrame, arms: Arms | None, found: list[Effect], outcome: str
) -> Robust | None:
    if arms is None or len(kept.contexts) < 2:
        return None
    grid = means(table, arms, outcome).dropna(axis=1)
    better = next((each.better for each in found if each.outcome == outcome), 0)
    if better == 0:  # of what is neither better nor worse there is no best
        return None
    grid = grid[[name for name in kept.contexts if name in grid]]
    if grid.shape[1] < 2 or arms.first not in grid.index:
        return None
    return Robust(robustness(grid, arms.first, better), regret(grid, better),
                  best_by(robustness(grid, arms.first, better), better))  # fmt: skip


def _agreement(kept: KeptStudy, table: pd.DataFrame, arms: Arms | None) -> Agreement | None:
    """How far the study's outcomes put the arms in the same order, over all contexts."""
    if arms is None or len(arms.names) < LEAST_FOR_AGREEMENT or len(kept.outcomes) < 2:
        return None
    judges = {
        outcome: means(table, arms, outcome).mean(axis=1) * (better_sign(kept, outcome) or 1)
        for outcome in kept.outcomes
    }
    return rank_agreement(pd.DataFrame(judges))


def _courses(
    store: Store, kept: KeptStudy, table: pd.DataFrame, arms: Arms | None, outcome: str,
    context: str,
) -> list[Course]:  # fmt: skip
    """The months of the headline's metric, arm by arm, in one context."""
    metric = read_outcome(outcome).metric
    own = table[table["context"] == context]
    names = {run: "" for run in own["run"]}
    if arms is not None:
        names = dict(zip(own["run"], own[arms.column].astype(str), strict=True))
    lived = store.months(kept, [metric])
    lived = lived[lived["run"].isin(names.keys())]
    found = []
    for arm in arms.names if arms else ("",):
        runs = lived[lived["run"].map(names) == arm]
        if runs.empty:
            continue
        by_month = runs.groupby("month")[metric]
        band = [by_month.quantile(share).to_numpy(dtype=float) for share in BAND]
        found.append(Course(arm, by_month.mean().to_numpy(dtype=float), *band))
    return found
