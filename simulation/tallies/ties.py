"""Relations between firms: how many, how trusted, how old, what they bridge. One pass over ties.

A tie is strong when both sides trust and respect each other and have known each other long enough
to work jointly. Relational capital counts the strong ties that also serve several purposes and in
which neither side gives much more than it takes.

Shapes: F firms, D places for ties; each tie is seen from both of its halves.
Source: facts part 3 (relational capital, tie turnover); concepts S12, S16, S44.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Bytes, Flags, Floats, Integers, Shorts
from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations, bears_joint_work
from simulation.entities.ties import Ties
from simulation.tally import Tally

YEAR = 12
EVEN = 6
"""Useful messages given beyond those taken, or the reverse, up to which a tie is even."""


class TieTally(Tally):
    """What the ties add up to, and which of them are new."""

    def __init__(self, firms: Firms, ties: Ties, relations: Relations, clock: Clock) -> None:
        """Keep the partners of the start, to see next month which ties are new."""
        self._firms, self._ties, self._relations = firms, ties, relations
        self._clock = clock
        self._partners: Integers = ties.neighbour.copy()
        self._since: Integers = np.full(ties.neighbour.shape, -YEAR, dtype=np.int32)
        self._ties_then: list[float] = []
        self.mean = self.trust = self.reciprocity = self.strong = self.capital = 0.0
        self.across_products = self.inequality = self.new = 0.0
        self.kept_share = np.nan

    def take(self) -> None:
        """Go once through the ties."""
        firms, ties, relations = self._firms, self._ties, self._relations
        step = self._clock.step
        (
            count,
            older,
            self.mean,
            self.trust,
            self.reciprocity,
            self.strong,
            self.capital,
            self.across_products,
            self.inequality,
            self.new,
        ) = _count(
            firms.alive,
            firms.founded,
            firms.product,
            ties.neighbour,
            ties.mirror,
            ties.trust,
            ties.respect,
            ties.history,
            ties.purposes,
            ties.balance,
            relations.trusted_from,
            relations.respect_needed,
            relations.history_needed,
            self._clock.month,
            step,
            self._partners,
            self._since,
        )
        self._ties_then.append(count)
        if len(self._ties_then) > YEAR:
            either = count + self._ties_then.pop(0) - older
            self.kept_share = older / either if either else np.nan


@njit(cache=True)
def _count(
    alive: Flags,
    founded: Integers,
    product: Shorts,
    neighbour: Integers,
    mirror: Bytes,
    trust: Floats,
    respect: Floats,
    history: Shorts,
    purposes: Bytes,
    balance: Shorts,
    trusted_from: float,
    respect_needed: float,
    history_needed: int,
    month: int,
    step: int,
    partners: Integers,
    since: Integers,
) -> tuple[float, ...]:
    n, ties, older, made = 0, 0, 0, 0
    trusting, returned, strong, rich, products = 0, 0, 0, 0, 0
    total = 0.0
    most = neighbour.shape[1]
    with_ties = np.zeros(most + 1, dtype=np.int64)
    for i in range(len(alive)):
        if not alive[i]:
            for d in range(most):
                partners[i, d] = -1
            continue
        n += 1
        own = 0
        new = founded[i] == month
        for d in range(most):
            j = neighbour[i, d]
            if j < 0:
                partners[i, d] = -1
                continue
            if new or j != partners[i, d] or founded[j] == month:
                partners[i, d] = j
                since[i, d] = step
            own += 1
            total += trust[i, d]
            # All that follows is a coin's toss: products of conditions cost less than branches.
            e = mirror[i, d]
            given = trust[i, d] >= trusted_from
            mutual = given & (trust[j, e] >= trusted_from)
            trusting += given
            returned += mutual
            once = j > i
            age = step - since[i, d]
            ties += once
            made += once & (age == 0)
            older += once & (age >= YEAR)
            products += once & (product[i] != product[j])
            firm = once & bears_joint_work(
                trust[i, d],
                trust[j, e],
                respect[i, d],
                respect[j, e],
                history[i, d],
                trusted_from,
                respect_needed,
                history_needed,
            )
            used = purposes[i, d]
            several = (used & 1) + ((used >> 1) & 1) + ((used >> 2) & 1) >= 2
            strong += firm
            rich += firm & several & (abs(balance[i, d]) <= EVEN)
        with_ties[own] += 1
    nothing = np.nan
    return (
        float(ties),
        float(older),
        2.0 * ties / n if n else nothing,
        total / (2.0 * ties) if ties else nothing,
        returned / trusting if trusting else nothing,
        strong / ties if ties else nothing,
        2.0 * rich / n if n else nothing,
        products / ties if ties else nothing,
        _gini_of_counts(with_ties),
        float(made),
    )


@njit(cache=True)
def _gini_of_counts(having: Integers) -> float:
    """Return the Gini coefficient of a number, given how many have 0, 1, 2 ... of it."""
    n, total, below, twice_area = 0, 0, 0, 0.0
    for number in range(len(having)):
        here = having[number] * number
        twice_area += having[number] * (2 * below + here)
        below += here
        n += having[number]
        total += here
    return 1.0 - twice_area / (n * total) if total else 0.0
