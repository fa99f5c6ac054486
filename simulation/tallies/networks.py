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
from simulation.declarations import Flags, Floats, Integers
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
        ) = _count(
            firms.alive,
            firms.network,
            firms.language,
            networks.alive,
            networks.born,
            networks.members,
            networks.founders,
            networks.staying,
            networks.interlocks,
            networks.technical_quality,
            networks.history,
            networks.stock,
            networks.identity,
            self._clock.step,
        )


@njit(cache=True)
def _count(
    living: Flags,
    network: Integers,
    language: Floats,
    alive: Flags,
    born: Integers,
    members: Integers,
    founders: Integers,
    staying: Integers,
    interlocks: Integers,
    quality: Floats,
    history: Floats,
    stock: Floats,
    identity: Floats,
    step: int,
) -> tuple[float, ...]:
    sizes = np.zeros(len(alive))
    last = np.full(len(alive), -1, dtype=np.int32)
    previous, before = -1, -1
    n, inside, between = 0, 0, 0
    near, across = 0.0, 0.0
    for i in range(len(living)):
        if not living[i]:
            continue
        n += 1
        g = network[i]
        if g < 0:
            continue
        sizes[g] += 1.0
        if last[g] >= 0:
            inside += 1
            near += closeness(language[i], language[last[g]])
        other = previous if previous < 0 or network[previous] != g else before
        if other >= 0 and network[other] != g:
            between += 1
            across += closeness(language[i], language[other])
        if previous < 0 or network[previous] != g:
            before = previous
        previous = i
        last[g] = i
    count, linked = 0, 0
    age, gone, overlapping, belonging = 0.0, 0.0, 0.0, 0.0
    itself, good, held, lived = 0.0, 0.0, 0.0, 0.0
    for g in range(len(alive)):
        if sizes[g] < 2.0:
            sizes[g] = 0.0
            continue
        count += 1
        age += (step - born[g]) / 12.0
        gone += 1.0 - min(1.0, staying[g] / max(1, founders[g]))
        linked += interlocks[g] > 0
        overlapping += interlocks[g]
        belonging += members[g]
        itself += sizes[g] * identity[g]
        good += sizes[g] * quality[g]
        lived += sizes[g] * history[g]
        held += stock[g]
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
