"""Which programme is best when nobody knows in which territory one stands: robustness and regret.

Shapes: a table of means, a row per programme, a column per context. Regret: how far a programme is
from the best one of that context. Source: wald1950 (maximin), savage1951 (minimax regret), and the
signal-to-noise form of mean and variance (after Kwakkel et al. 2016).
"""

from __future__ import annotations

import pandas as pd

MAXIMIN, REGRET, SURE, SHARE = "worst", "greatest_regret", "mean_variance", "share_better"
TIE = 1e-9


def regret(means: pd.DataFrame, better: int = 1) -> pd.DataFrame:
    """Return how far each programme is from the best of each context, never negative."""
    return (means.max() - means) if better >= 0 else (means - means.min())


def robustness(means: pd.DataFrame, first: str, better: int = 1) -> pd.DataFrame:
    """Return a row per programme: its worst context, greatest regret, mean with variance, and the
    share of contexts where it is better than the `first` programme.

    `mean_variance` is (mean + 1) / (deviation + 1) when more is better, and the product of the two
    when less is: high, or low, without swinging between contexts. It needs values above -1.
    """
    sign = 1 if better >= 0 else -1
    towards = means * sign
    mean, deviation = means.mean(axis=1), means.std(axis=1, ddof=0)
    others = towards.gt(towards.loc[first])
    table = pd.DataFrame(
        {
            MAXIMIN: towards.min(axis=1) * sign,
            REGRET: regret(means, better).max(axis=1),
            SURE: (mean + 1) / (deviation + 1) if sign > 0 else (mean + 1) * (deviation + 1),
            SHARE: others.mean(axis=1).where(means.index != first),
        }
    )
    table.index.name = "programme"
    return table


def best_by(table: pd.DataFrame, better: int = 1) -> dict[str, tuple[str, ...]]:
    """Return the programmes that each rule prefers: several where it holds them equal."""
    up = better >= 0
    return {
        MAXIMIN: _first(table[MAXIMIN], up=up),
        REGRET: _first(table[REGRET], up=False),
        SURE: _first(table[SURE], up=up),
    }


def _first(values: pd.Series, *, up: bool) -> tuple[str, ...]:
    """Return who has the best value, ties within rounding included."""
    best = values.max() if up else values.min()
    near = (values - best).abs() <= TIE * max(1.0, float(values.abs().max()))
    return tuple(str(name) for name in values.index[near])
