"""Room for new firms: wanted much, present little, and something to build on.

An opening is a need with a high desired level, a low current one and, on the same axis, a resource
that people find present. Room to grow is an important item with a moderate gap and such a
resource. Positions are on the scale brought to 0-1. Shapes: R respondents, J items.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulation.instruments.survey import Survey, mean_of_answers

HIGH = 0.75  # 4 on a scale of 1-5
MIDDLE = 0.5
MODERATE = (0.1, 0.4)  # gap as a share of the scale


@dataclass(frozen=True)
class Opening:
    """One item with room in it."""

    item: int
    kind: Literal["opening", "growth"]
    wanted: float  # 0-1
    current: float  # 0-1
    resources: tuple[int, ...]  # items found present on the same axis
    resource_asked: bool  # False: the survey asks about no resource on this axis


def openings(survey: Survey) -> tuple[Opening, ...]:
    """Openings, then room to grow, the largest gap first; only those whose resource is not absent.

    Where no resource was asked about, an opening is kept and says so; room to grow is not.
    """
    span = survey.scale_max - survey.scale_min
    wanted = (mean_of_answers(survey.wanted) - survey.scale_min) / span
    current = (mean_of_answers(survey.current) - survey.scale_min) / span
    importance = (mean_of_answers(survey.importance) - survey.scale_min) / span
    found = []
    for j, item in enumerate(survey.items):
        on_axis = [k for k, other in enumerate(survey.items)
                   if other.kind == "resource" and other.axis == item.axis]  # fmt: skip
        present = tuple(k for k in on_axis if current[k] >= MIDDLE)
        if item.kind != "need" or (on_axis and not present) or not np.isfinite(wanted[j]):
            continue
        gap = wanted[j] - current[j]
        if wanted[j] >= HIGH and current[j] < MIDDLE:
            found.append(Opening(j, "opening", float(wanted[j]), float(current[j]), present,
                                 bool(on_axis)))  # fmt: skip
        elif importance[j] >= HIGH and MODERATE[0] <= gap <= MODERATE[1] and present:
            found.append(Opening(j, "growth", float(wanted[j]), float(current[j]), present, True))
    return tuple(sorted(found, key=lambda o: (o.kind != "opening", o.current - o.wanted, o.item)))
