"""Which share of an outcome's variance each factor explains, alone and with all its interactions.

Shapes: answers (N,), in the order of SALib's Saltelli sample of D factors; N is a multiple of
D + 2, or of 2 D + 2 with second order. Raises: InputError when too few blocks are whole.
Source: saltelli2010; intervals by bootstrap over blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analysis.statistics.interval import Floats
from analysis.statistics.sampled_points import Indices, ranked, whole_blocks

ALONE, IN_ALL = "S1", "ST"
RESAMPLES = 500


def sobol_indices(
    factors: Mapping[str, Any], answers: Floats, *, second_order: bool = False, key: int = 1
) -> Indices:
    """Return S1 and ST of every factor, ordered by ST."""
    from SALib.analyze import sobol

    n = int(factors["num_vars"])
    size = 2 * n + 2 if second_order else n + 2
    whole = whole_blocks(answers, size)
    kept = answers[whole]
    left_out = int((~whole).sum()) // size
    blocks = len(kept) // size
    if np.ptp(kept) == 0:
        nothing = dict.fromkeys(factors["names"], (0.0, 0.0))
        return Indices(ranked({IN_ALL: nothing, ALONE: nothing}, IN_ALL), blocks, left_out)
    found = sobol.analyze(
        dict(factors), kept, calc_second_order=second_order, print_to_console=False,
        num_resamples=RESAMPLES, seed=key,
    )  # fmt: skip
    per_kind = {
        kind: {
            name: (float(found[kind][place]), float(found[f"{kind}_conf"][place]))
            for place, name in enumerate(factors["names"])
        }
        for kind in (IN_ALL, ALONE)
    }
    return Indices(ranked(per_kind, IN_ALL), blocks, left_out)
