"""How far several outcomes, or several contexts, put programmes in the same order.

Shapes: a table, a row per programme, a column per judge (an outcome, a context). Kendall's W is 1
when all judges agree, 1 / judges on average when they order by lot; tau-b compares two judges.
Source: kendall1939, tau-b after Kendall 1945.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Agreement:
    """How far judges agree on an order."""

    w: float
    by_chance: float
    taus: pd.DataFrame
    """A row and a column per judge."""


def rank_agreement(table: pd.DataFrame) -> Agreement:
    """Return Kendall's W, corrected for ties, and tau-b of every two judges."""
    from scipy.stats import kendalltau

    known = table.dropna()
    n, m = known.shape
    ranks = known.rank(axis=0).to_numpy()
    spread = ((ranks.sum(axis=1) - ranks.sum() / n) ** 2).sum()
    ties = sum(
        int((counts**3 - counts).sum())
        for judge in ranks.T
        for counts in [np.unique(judge, return_counts=True)[1]]
    )
    most = m**2 * (n**3 - n) - m * ties
    w = float(12 * spread / most) if most > 0 else float("nan")
    taus = pd.DataFrame(
        [[float(kendalltau(known[a], known[b]).statistic) for b in known] for a in known],
        index=known.columns,
        columns=known.columns,
    )
    return Agreement(w, 1 / m if m else float("nan"), taus)
