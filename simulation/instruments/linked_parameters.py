"""What a survey says about the model's initial states: a range for each linked parameter.

An item names a parameter and a transform: `unit` (current level on 0-1), `inverse_unit` (one
minus it), `gap_unit` (mean gap as a share of the scale). Uncertainty of the survey becomes a
prior range, never one number. Shapes: R respondents, J items, B draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.instruments.bootstrap import interval, resampled_means
from simulation.instruments.gaps import respondents_per_item
from simulation.instruments.survey import FloatArray, Survey, mean_of_answers


@dataclass(frozen=True)
class LinkedParameter:
    """A parameter the survey informs, on 0-1."""

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
               "gap_unit": (survey.wanted - survey.current) / span}  # fmt: skip
    found = []
    for j, item in enumerate(survey.items):
        values = sources[item.transform or "unit"][:, [j]]
        count = respondents_per_item(values)
        if not item.linked_parameter or count[0] < 2:
            continue
        ends = interval(resampled_means(times, values), count)
        central = float(mean_of_answers(values)[0])
        low, high = np.clip([ends.low[0], ends.high[0]], 0, 1).tolist()
        transform = item.transform or "unit"
        found.append(
            LinkedParameter(item.linked_parameter, j, transform, int(count[0]), low, central, high)
        )
    return tuple(found)
