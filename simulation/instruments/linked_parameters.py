"""What a survey says about the model's initial states: a range for each linked parameter.

An item names a parameter and a transform: `unit` (current level on 0-1), `inverse_unit` (one
minus it), `gap_unit` (mean gap as a share of the scale), `relative` (current level on 0-1, less
what the same person says on average of the items with this transform). Uncertainty of the survey
becomes a prior range, never one number. Shapes: R respondents, J items, B draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.instruments.bootstrap import interval, resampled_means
from simulation.instruments.gaps import respondents_per_item
from simulation.instruments.survey import FloatArray, Survey, mean_of_answers


@dataclass(frozen=True)
class LinkedParameter:
    """A parameter the survey informs, on 0-1; on -1 to 1 if it is relative."""

    parameter: str
    item: int
    transform: str
    respondents: int
    low: float
    central: float
    high: float


def linked_parameters(survey: Survey, times: FloatArray) -> tuple[LinkedParameter, ...]:
    """One entry per item that names a parameter and was answered by two or more."""
    span = survey.scale_max - survey.scale_min
    unit = (survey.current - survey.scale_min) / span
    sources = {"unit": unit, "inverse_unit": 1 - unit,
               "gap_unit": (survey.wanted - survey.current) / span,
               "relative": unit - _usual(survey, unit)}  # fmt: skip
    found = []
    for j, item in enumerate(survey.items):
        values = sources[item.transform or "unit"][:, [j]]
        count = respondents_per_item(values)
        if not item.linked_parameter or count[0] < 2:
            continue
        ends = interval(resampled_means(times, values), count)
        central = float(mean_of_answers(values)[0])
        transform = item.transform or "unit"
        lowest = -1 if transform == "relative" else 0
        low, high = np.clip([ends.low[0], ends.high[0]], lowest, 1).tolist()
        found.append(
            LinkedParameter(item.linked_parameter, j, transform, int(count[0]), low, central, high)
        )
    return tuple(found)


def _usual(survey: Survey, unit: FloatArray) -> FloatArray:
    """What each respondent says on average of the items that are read relatively, (R, 1)."""
    relative = np.array([item.transform == "relative" for item in survey.items], dtype=bool)
    usual: FloatArray = mean_of_answers(unit[:, relative], axis=1)[:, None]
    return usual
