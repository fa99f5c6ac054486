"""The relations of the start: with neighbours, with people of the same trade, with some others.

Shapes: F firms, D ties.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Integers
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.entities.neighbourhoods import Neighbourhoods, neighbour_of
from simulation.entities.ties import BUSINESS, Ties, connect, free_place, place_of
from simulation.initialization.enrol_relations import enrol_relations
from simulation.instruments.similarity import closeness, regard
from simulation.randomness import Draws, uniform
from simulation.register.relations import Relations
from simulation.scenario import Scenario


def weave_ties(
    firms: Firms, ties: Ties, markets: Markets, neighbourhoods: Neighbourhoods, n: int,
    scenario: Scenario, draw: Draws, relations: Relations | None = None,
) -> None:
    """Let each of the first n firms seek half the stated number of ties, or take the file's."""
    woven = scenario.relations
    neighbourhoods.settle(firms.place, firms.alive)
    if relations is not None:
        enrol_relations(firms, ties, relations, scenario, draw)
        return
    order = np.argsort(firms.product[:n], kind="stable").astype(np.int32)
    found = np.searchsorted(firms.product[:n][order], np.arange(markets.rows + 1))
    first_of = found.astype(np.int32)
    _weave(
        firms, ties, neighbourhoods, n, order, first_of, woven.ties / 2.0, woven.near,
        woven.same_trade, woven.through_partners, woven.trust, woven.trust_spread,
        round(woven.history), draw.key,
    )


@njit(cache=True)
def _weave(
    firms: Firms, ties: Ties, nearby: Neighbourhoods, n: int, order: Integers, first_of: Integers,
    sought: float, near: float, same_trade: float, through_partners: float, trusting: float,
    spread: float, lived: int, key: np.uint64,
) -> None:
    most = ties.neighbour.shape[1] - 2
    for i in range(n):
        wanted = int(sought + uniform(key, i, 0))
        for attempt in range(wanted):
            k = 10 * (attempt + 1)
            way = uniform(key, i, k)
            j = -1
            d = int(uniform(key, i, k + 1) * most)
            if way < through_partners and ties.neighbour[i, d] >= 0:
                j = ties.neighbour[ties.neighbour[i, d], int(uniform(key, i, k + 2) * most)]
            elif way < through_partners + same_trade:
                p = firms.product[i]
                mates = first_of[p + 1] - first_of[p]
                j = order[first_of[p] + int(uniform(key, i, k + 3) * mates)]
            elif way < through_partners + same_trade + near:
                j = neighbour_of(firms.place, nearby, i, 0.8, key, k + 4)
            else:
                j = int(uniform(key, i, k + 7) * n)
            if j < 0 or j == i or place_of(ties, i, j) >= 0:
                continue
            a, b = free_place(ties, i), free_place(ties, j)
            if a < 0 or b < 0 or a > most or b > most:
                continue
            shared = closeness(firms.principles[i], firms.principles[j])
            level = min(0.95, max(0.1, trusting + spread * (2.0 * uniform(key, i, k + 8) - 1.0)))
            connect(
                ties, i, j, a, b, level, regard(shared, firms.match[j]),
                regard(shared, firms.match[i]), 0, BUSINESS,
            )
            months = int(lived * uniform(key, i, k + 9))
            ties.history[i, a] = months
            ties.history[j, b] = months
