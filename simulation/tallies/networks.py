"""The innovative networks: how many, how old, how much themselves, how interwoven. Quarterly.

A network counts while at least two firms belong to it. Means are over networks; where it says so,
over members. Closeness of language is taken from pairs: each member with the last one (by row) of
the same network, and with the last one of another: a sample that grows with the firms only.

Shapes: F firms, N networks, V values. Source: facts part 3; concepts S04, S06, S14, S17, S39, S40.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.entities.firms import Firms
from simulation.entities.networks import Networks
from simulation.instruments.community_test import history_part, language_part, several_part
from simulation.instruments.similarity import closeness
from simulation.tally import Tally


class NetworkTally(Tally):
    """What the networks add up to, and the parts of the fabric that they make."""

    def __init__(self, firms: Firms, networks: Networks, clock: Clock) -> None:
        """Look at firms and networks."""
        self._firms, self._networks, self._clock = firms, networks, clock
        self.count = self.size = self.age = self.turnover = self.linked = self.shared = 0.0
        self.identity = self.quality = self.stock = self.history = 0.0
        self.inside = self.between = 0.0
        self.several_part = self.language_part = self.history_part = 0.0

    def take(self) -> None:
        """Go once through the networks and their members."""
        firms, networks = self._firms, self._networks
        (
            self.count,
            self.size,
            self.age,
            self.turnover,
            self.linked,
            self.shared,
            self.identity,
            self.quality,
            self.stock,
            self.history,
            self.inside,
            self.between,
            self.several_part,
            self.language_part,
            self.history_part,
        ) = _count(firms, networks, self._clock.step)


@njit(cache=True)
def _count(firms: Firms, networks: Networks, step: int) -> tuple[float, ...]:
    sizes = np.zeros(networks.rows)
    last = np.full(networks.rows, -1, dtype=np.int32)
    previous, before = -1, -1
    n, inside, between = 0, 0, 0
    near, across = 0.0, 0.0
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        n += 1
        g = firms.network[i]
        if g < 0:
            continue
        sizes[g] += 1.0
        if last[g] >= 0:
            inside += 1
            near += closeness(firms.language[i], firms.language[last[g]])
        other = previous if previous < 0 or firms.network[previous] != g else before
        if other >= 0 and firms.network[other] != g:
            between += 1
            across += closeness(firms.language[i], firms.language[other])
        if previous < 0 or firms.network[previous] != g:
            before = previous
        previous = i
        last[g] = i
    count, linked = 0, 0
    age, gone, overlapping, belonging = 0.0, 0.0, 0.0, 0.0
    itself, good, held, lived = 0.0, 0.0, 0.0, 0.0
    for g in range(networks.rows):
        if sizes[g] < 2.0:
            sizes[g] = 0.0
            continue
        count += 1
        age += (step - networks.born[g]) / 12.0
        gone += 1.0 - min(1.0, networks.staying[g] / max(1, networks.founders[g]))
        linked += networks.interlocks[g] > 0
        overlapping += networks.interlocks[g]
        belonging += networks.members[g]
        itself += sizes[g] * networks.identity[g]
        good += sizes[g] * networks.technical_quality[g]
        lived += sizes[g] * networks.history[g]
        held += networks.stock[g]
    if count == 0:
        nothing = np.nan
        return (
            0.0,
            nothing,
            nothing,
            nothing,
            0.0,
            0.0,
            nothing,
            nothing,
            0.0,
            0.0,
            nothing,
            nothing,
            0.0,
            0.0,
            0.0,
        )
    networked = sizes.sum()
    language_between = across / between if between else np.nan
    return (
        float(count),
        networked / count,
        age / count,
        gone / count,
        linked / count,
        min(1.0, overlapping / max(1.0, belonging)),
        itself / networked,
        good / networked,
        held / count,
        lived / networked,
        near / inside if inside else np.nan,
        language_between,
        several_part(networked / n, sizes),
        language_part(language_between),
        history_part(lived / networked),
    )
