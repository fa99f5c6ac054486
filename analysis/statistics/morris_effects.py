"""How strongly each factor moves an outcome on average (mu*), and how unevenly (sigma).

Shapes: points (N, D) and answers (N,), in the order of SALib's Morris sample: trajectories of D + 1
points. Raises: InputError when too few trajectories are whole. Source: morris1991, campolongo2007.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.statistics.interval import Floats
from analysis.statistics.sampled_points import Indices, ranked, whole_blocks

STRENGTH, MEAN, UNEVEN = "mu_star", "mu", "sigma"
RESAMPLES = 500
NOBODY_KNOWS = float("nan")
"""The half width where no interval is worked out: for the mean and the unevenness."""


def morris_effects(
    factors: Mapping[str, Any], points: Floats, answers: Floats, *, levels: int = 4, key: int = 1
) -> Indices:
    """Return mu* (with its interval), mu and sigma of every factor, ordered by mu*."""
    from SALib.analyze import morris

    size = int(factors["num_vars"]) + 1
    whole = whole_blocks(answers, size)
    found = morris.analyze(dict(factors), points[whole], answers[whole], num_levels=levels,
                           num_resamples=RESAMPLES, print_to_console=False, seed=key)  # fmt: skip
    names = list(factors["names"])
    strength = {
        name: (float(value), float(half))
        for name, value, half in zip(names, found["mu_star"], found["mu_star_conf"], strict=True)
    }
    mean = {name: (float(mu), NOBODY_KNOWS) for name, mu in zip(names, found["mu"], strict=True)}
    uneven = {name: (float(s), NOBODY_KNOWS) for name, s in zip(names, found["sigma"], strict=True)}
    n = len(answers) // size
    kept = int(whole.sum()) // size
    per_kind = {STRENGTH: strength, MEAN: mean, UNEVEN: uneven}
    return Indices(ranked(per_kind, STRENGTH), kept, n - kept)
