"""How a territory took a shock, measured against its twin to which the shock never came.

Several measures, because none is standard (crawley2025): what one calls resilient another may not.

Shapes: `actual` and `twin` are one value per month, from the month in which the shock strikes.
Source: martin2012 (resistance, recovery, renewal), bruneau2003 (loss area).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Series = npt.NDArray[np.float64]

BACK = 0.95
"""A territory has recovered when it is back at this share of its twin, and stays there."""


@dataclass(frozen=True)
class Resilience:
    """One shock's measures; shares of the twin's level, times in months from the shock."""

    resistance: float
    worst_month: int
    recovery_months: float
    loss_area: float
    renewal: float


def resilience(actual: Series, twin: Series) -> Resilience:
    """Compare two paired series from the month of the shock on. Needs at least two months.

    `resistance` is 1 minus the deepest relative loss; `recovery_months` runs until the series is
    back at 95 % of the twin for good (nan: not yet; 0: it never fell below); `loss_area` is the
    loss summed over time, in months of the twin's whole level; `renewal` is growth since the
    worst month as a ratio to the twin's (above 1: it grows faster).
    """
    level = actual / np.where(twin > 0, twin, np.nan)
    loss = 1.0 - level
    worst = int(np.nanargmax(loss))
    below = np.flatnonzero(level < BACK)
    if not below.size:
        recovery = 0.0
    elif below[-1] == len(level) - 1:
        recovery = float("nan")
    else:
        recovery = float(below[-1] + 1)
    since = actual[-1] / actual[worst] if actual[worst] > 0 else float("nan")
    twins = twin[-1] / twin[worst] if twin[worst] > 0 else float("nan")
    return Resilience(
        resistance=1.0 - max(0.0, float(loss[worst])),
        worst_month=worst,
        recovery_months=recovery,
        loss_area=float(np.nansum(np.maximum(loss, 0.0))),
        renewal=float(since / twins) if twins > 0 else float("nan"),
    )
