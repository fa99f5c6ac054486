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
from simulation.declarations import Integers
from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations, works_jointly
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
        ) = _count(firms, ties, relations, self._clock.month, step, self._partners, self._since)
        self._ties_then.append(count)
        if len(self._ties_then) > YEAR:
            either = count + self._ties_then.pop(0) - older
            self.kept_share = older / either if either else np.nan


@njit(cache=True)
def _count(
    firms: Firms,
    ties: Ties,
    relations: Relations,
    month: int,
    step: int,
    partners: Integers,
    since: Integers,
) -> tuple[float, ...]:
    n, pairs, older, made = 0, 0, 0, 0
    trusting, returned, strong, rich, products = 0, 0, 0, 0, 0
    total = 0.0
    most = ties.neighbour.shape[1]
    with_ties = np.zeros(most + 1, dtype=np.int64)
    for i in range(firms.rows):
        if not firms.alive[i]:
            for d in range(most):
                partners[i, d] = -1
            continue
        n += 1
        own = 0
        new = firms.founded[i] == month
        for d in range(most):
            j = ties.neighbour[i, d]
            if j < 0:
                partners[i, d] = -1
                continue
            if new or j != partners[i, d] or firms.founded[j] == month:
                partners[i, d] = j
                since[i, d] = step
            own += 1
            total += ties.trust[i, d]
            # All that follows is a coin's toss: products of conditions cost less than branches.
            e = ties.mirror[i, d]
            given = ties.trust[i, d] >= relations.trusted_from
            mutual = given & (ties.trust[j, e] >= relations.trusted_from)
            trusting += given
            returned += mutual
            once = j > i
            age = step - since[i, d]
            pairs += once
            made += once & (age == 0)
            older += once & (age >= YEAR)
            products += once & (firms.product[i] != firms.product[j])
            firm = once & works_jointly(ties, relations, i, d)
            used = ties.purposes[i, d]
            several = (used & 1) + ((used >> 1) & 1) + ((used >> 2) & 1) >= 2
            strong += firm
            rich += firm & several & (abs(ties.balance[i, d]) <= EVEN)
        with_ties[own] += 1
    nothing = np.nan
    return (
        float(pairs),
        float(older),
        2.0 * pairs / n if n else nothing,
        total / (2.0 * pairs) if pairs else nothing,
        returned / trusting if trusting else nothing,
        strong / pairs if pairs else nothing,
        2.0 * rich / n if n else nothing,
        products / pairs if pairs else nothing,
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
