"""The relations that a user's file gives stand in the place of drawn ones.

Trust, respect and months that the file does not give are drawn as for any other tie.

Shapes: F firms, D ties, R relations of the file.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Bytes, Floats, Integers, Shorts
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
        relations.first,
        relations.second,
        trust,
        relations.respect,
        months.astype(np.int16),
        relations.purposes,
        firms.principles,
        firms.match,
        ties.neighbour,
        ties.mirror,
        ties.trust,
        ties.respect,
        ties.history,
        ties.met,
        ties.joint,
        ties.purposes,
        ties.balance,
    )


@njit(cache=True)
def _enrol(
    first: Integers,
    second: Integers,
    given_trust: Floats,
    given_respect: Floats,
    months: Shorts,
    kinds: Integers,
    principles: Floats,
    match: Floats,
    neighbour: Integers,
    mirror: Bytes,
    trust: Floats,
    respect: Floats,
    history: Shorts,
    met: Integers,
    joint: Integers,
    purposes: Bytes,
    balance: Shorts,
) -> None:
    for r in range(len(first)):
        i, j = first[r], second[r]
        a, b = free_place(neighbour, i), free_place(neighbour, j)
        if a < 0 or b < 0:
            continue
        shared = closeness(principles[i], principles[j])
        of_j, of_i = regard(shared, match[j]), regard(shared, match[i])
        if not np.isnan(given_respect[r, 0]):
            of_j, of_i = given_respect[r, 0], given_respect[r, 1]
        connect(
            neighbour,
            mirror,
            trust,
            respect,
            history,
            met,
            joint,
            purposes,
            balance,
            i,
            j,
            a,
            b,
            given_trust[r, 0],
            of_j,
            of_i,
            0,
            kinds[r],
        )
        trust[j, b] = given_trust[r, 1]
        history[i, a] = months[r]
        history[j, b] = months[r]
