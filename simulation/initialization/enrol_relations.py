"""The relations that a user's file gives stand in the place of drawn ones.

Trust, respect and months that the file does not give are drawn as for any other tie.

Shapes: F firms, D ties, R relations of the file.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Floats, Integers, Shorts
from simulation.entities.firms import Firms
from simulation.entities.ties import Ties, connect, free_place
from simulation.instruments.similarity import closeness, regard
from simulation.randomness import Draws
from simulation.register.relations import Relations
from simulation.scenario import Scenario


def enrol_relations(
    firms: Firms, ties: Ties, relations: Relations, scenario: Scenario, draw: Draws
) -> None:
    """Make every tie of the file, in the order of the firms' ids."""
    woven, n = scenario.relations, len(relations)
    drawn = woven.trust + woven.trust_spread * (2.0 * draw.uniforms(n, 8) - 1.0)
    trust = np.where(np.isnan(relations.trust), np.clip(drawn, 0.1, 0.95)[:, None], relations.trust)
    lived = np.floor(woven.history * draw.uniforms(n, 9))
    months = np.where(np.isnan(relations.months), lived, np.floor(relations.months))
    _enrol(
        firms, ties, relations.first, relations.second, trust, relations.respect,
        months.astype(np.int16), relations.purposes,
    )


@njit(cache=True)
def _enrol(
    firms: Firms,
    ties: Ties,
    first: Integers,
    second: Integers,
    trust: Floats,
    respect: Floats,
    months: Shorts,
    purposes: Integers,
) -> None:
    for r in range(len(first)):
        i, j = first[r], second[r]
        a, b = free_place(ties, i), free_place(ties, j)
        if a < 0 or b < 0:
            continue
        shared = closeness(firms.principles[i], firms.principles[j])
        of_j, of_i = regard(shared, firms.match[j]), regard(shared, firms.match[i])
        if not np.isnan(respect[r, 0]):
            of_j, of_i = respect[r, 0], respect[r, 1]
        connect(ties, i, j, a, b, trust[r, 0], of_j, of_i, 0, purposes[r])
        ties.trust[j, b] = trust[r, 1]
        ties.history[i, a] = months[r]
        ties.history[j, b] = months[r]
