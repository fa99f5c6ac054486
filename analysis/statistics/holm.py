"""Which of many tests stay significant when all are looked at together. Source: holm1979."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

LEVEL = 0.05


def holm(p_values: Sequence[float], level: float = LEVEL) -> list[bool]:
    """Return for each p whether it survives; NaN never does and does not count."""
    values = np.asarray(p_values, dtype=float)
    known = np.flatnonzero(np.isfinite(values))
    survives = [False] * len(values)
    for place, row in enumerate(known[np.argsort(values[known], kind="stable")]):
        if values[row] > level / (len(known) - place):
            break
        survives[row] = True
    return survives
