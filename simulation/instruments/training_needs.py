"""Which skills are short, in whom, at which level, and whether teaching is the answer.

Train or re-organise: the difference of the two ratings people gave (T - O, as in Hennessy &
Hicks). Hours are gap x hours per point: an assumption of the caller, to be shown as one.
Shapes: R respondents. Levels: 1 actors, 2 services, 3 inside the firm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulation.instruments.groups import SMALLEST_CATEGORY
from simulation.instruments.survey import BoolArray, FloatArray, Survey

Solution = Literal["train", "reorganise", "both", "not_asked"]
Method = Literal["action_learning", "action_research", "project_work", "large_group"]
HOURS_PER_POINT = 12.0  # assumption: two days a point; no trial gives hours per point of gap
SMALLEST_GAP = 0.5
CLEAR_DIFFERENCE = 0.5


@dataclass(frozen=True)
class TrainingNeed:
    """One skill short in one audience."""

    item: int
    audience: str
    level: int  # 0 when not given
    respondents: int
    gap: float
    share_short: float
    train_minus_reorganise: float  # NaN when the two questions were not asked
    solution: Solution
    method: Method
    hours_per_person: float


def training_needs(
    survey: Survey, split: BoolArray, hours_per_point: float = HOURS_PER_POINT
) -> tuple[TrainingNeed, ...]:
    """Skills short by half a point or more in audiences of five or more, the largest gap first."""
    gaps = survey.wanted - survey.current
    audiences = sorted(set(zip(survey.categories, survey.levels, strict=True)))
    needs = []
    for category, level in audiences:
        members = np.array(
            [(c, n) == (category, level)
             for c, n in zip(survey.categories, survey.levels, strict=True)]
        )  # fmt: skip
        for j, item in enumerate(survey.items):
            known = members & np.isfinite(gaps[:, j])
            if item.kind != "skill" or known.sum() < SMALLEST_CATEGORY:
                continue
            gap = float(gaps[known, j].mean())
            if gap < SMALLEST_GAP:
                continue
            train, reorganise = survey.by_training[known, j], survey.by_reorganising[known, j]
            difference = _difference(train, reorganise)
            solution = _solution(difference)
            unknown = survey.no_opinion[1, members, j].mean()
            needs.append(
                TrainingNeed(
                    item=j,
                    audience=category,
                    level=level,
                    respondents=int(known.sum()),
                    gap=gap,
                    share_short=float((gaps[known, j] > 0).mean()),
                    train_minus_reorganise=difference,
                    solution=solution,
                    method=suggested_method(bool(split[j]), float(unknown), solution),
                    hours_per_person=0.0 if solution == "reorganise" else gap * hours_per_point,
                )
            )
    return tuple(sorted(needs, key=lambda need: (-need.gap, need.item, need.audience)))


def suggested_method(split: bool, share_no_opinion: float, solution: Solution) -> Method:
    """Opposed views first meet; an unknown state is first explored; then learn, or build."""
    if split:
        return "large_group"
    if share_no_opinion >= 0.2:
        return "action_research"
    return "project_work" if solution == "reorganise" else "action_learning"


def _difference(train: FloatArray, reorganise: FloatArray) -> float:
    both = np.isfinite(train) & np.isfinite(reorganise)
    return float((train - reorganise)[both].mean()) if both.any() else float("nan")


def _solution(difference: float) -> Solution:
    if np.isnan(difference):
        return "not_asked"
    if difference >= CLEAR_DIFFERENCE:
        return "train"
    return "reorganise" if difference <= -CLEAR_DIFFERENCE else "both"
