"""Which assumption matters most for an answer, from any sample of points.

For designs without an order (Latin hypercube, a table): the share of the answer's variance that
each factor explains alone (S1, estimated within slices of the factor), with intervals. What
factors do only together stays unseen: Sobol designs see it (sobol_indices.py).
Shapes: points (N, D) of numbers, answers (N,).
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from analysis.statistics.interval import Floats
from analysis.statistics.sampled_points import Indices, problem, ranked

LEAST_POINTS = 50
RESAMPLES = 100


def strongest_assumption(points: pd.DataFrame, answers: Floats, seed: int = 1) -> Indices | None:
    """Return S1 of every factor that varies, the greatest first; None below 50 points."""
    known = np.isfinite(answers)
    varied = [str(name) for name in points if points[name].nunique() > 1]
    kept = points.loc[known, varied]
    if len(kept) < LEAST_POINTS or not varied or np.ptp(answers[known]) == 0:
        return None
    from SALib.analyze import delta

    bounds = [[float(kept[name].min()), float(kept[name].max())] for name in varied]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = delta.analyze(
            problem(varied, bounds), kept.to_numpy(float), answers[known],
            num_resamples=RESAMPLES, print_to_console=False, seed=seed, method="sobol",
        )  # fmt: skip
    alone = {
        name: (float(found["S1"][place]), float(found["S1_conf"][place]))
        for place, name in enumerate(varied)
    }
    return Indices(ranked({"S1": alone}, "S1"), len(kept), int((~known).sum()))
