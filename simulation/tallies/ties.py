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
    _date(firms, ties, month, step, partners, since)
    n, pairs, older, made = 0, 0, 0, 0
    trusting, returned, strong, rich, products = 0, 0, 0, 0, 0
    total = 0.0
    most = ties.neighbour.shape[1]
    with_ties = np.zeros(most + 1, dtype=np.int64)
    begun_here = np.empty(most, dtype=np.int32)
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        n += 1
        own, here = 0, 0
        for d in range(most):  # without branches, as in `ties.py`
            taken = ties.neighbour[i, d] >= 0
            own += taken
            total += ties.trust[i, d]
            trusting += taken & (ties.trust[i, d] >= relations.trusted_from)
            begun_here[here] = d
            here += ties.neighbour[i, d] > i
        with_ties[own] += 1
        pairs += here
        for x in range(here):  # each tie once, from the half of the lower row
            d = begun_here[x]
            j, e = ties.neighbour[i, d], ties.mirror[i, d]
            given = ties.trust[i, d] >= relations.trusted_from
            returned += 2 * (given & (ties.trust[j, e] >= relations.trusted_from))
            age = step - since[i, d]
            made += age == 0
            older += age >= YEAR
            products += firms.product[i] != firms.product[j]
            firm = works_jointly(ties, relations, i, d)
            used = ties.purposes[i, d]
            several = (used & 1) + ((used >> 1) & 1) + ((used >> 2) & 1) >= 2
            strong += firm
            rich += firm & several & (abs(ties.balance[i, d]) <= EVEN)
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
def _date(
    firms: Firms, ties: Ties, month: int, step: int, partners: Integers, since: Integers
) -> None:
    """Write since when each tie is there; who was founded this month has new ties only."""
    rows, places = partners.shape
    for i in range(rows):
        changed = 0
        for d in range(places):  # few rows change in a month: one look is for all places at once
            changed += ties.neighbour[i, d] != partners[i, d]
        if changed == 0:
            continue
        for d in range(places):
            if ties.neighbour[i, d] != partners[i, d]:
                partners[i, d] = ties.neighbour[i, d]
                since[i, d] = step
    for i in range(rows):
        if not firms.alive[i] or firms.founded[i] != month:
            continue
        for d in range(places):
            j = ties.neighbour[i, d]
            if j >= 0:
                since[i, d] = step
                since[j, ties.mirror[i, d]] = step


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
