"""What is known of who works with whom: named by those who were asked, and getting old.

Shapes: F firms, D ties; a map is kept by identities, so that a closed firm's next tenant is nobody.
Source: concepts S38, S98.
"""

from __future__ import annotations

import numpy as np

from simulation.declarations import Integers
from simulation.entities.firms import Firms
from simulation.entities.ties import Ties


class KnownRelations:
    """The map of relations that a programme has drawn."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self.named: dict[int, set[int]] = {}
        """By identity of each firm that was asked: the identities that it named last."""

    def hear(self, one: int, partners: set[int]) -> None:
        """Put down what somebody says now; what was said before is replaced."""
        self.named[one] = partners

    def partners(self, identity: int) -> set[int]:
        """Return who is known to work with somebody: named by it, or naming it."""
        known = set(self.named.get(identity, ()))
        known |= {one for one, named in self.named.items() if identity in named}
        return known

    def quality(self, firms: Firms, ties: Ties) -> tuple[float, float, float]:
        """Return the shares of firms on the map, of ties that are known, of known that exist."""
        living = np.flatnonzero(firms.alive)
        here = set(firms.id[living].tolist())
        known = {
            (min(one, other), max(one, other))
            for one, named in self.named.items() if one in here
            for other in named if other in here
        }
        rows, places = np.nonzero(ties.neighbour >= 0)
        one, other = firms.id[rows], firms.id[ties.neighbour[rows, places]]
        there = set(zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(),
                        strict=True))  # fmt: skip
        met = len(known & there)
        on_it = {firm for pair in known for firm in pair} | (set(self.named) & here)
        return (
            len(on_it) / max(1, len(here)),
            met / len(there) if there else 0.0,
            met / len(known) if known else 0.0,
        )

    def reached(self, firms: Firms, rows: Integers) -> Integers:
        """Return (F, W): whom each of these rows knows on the map, directly or through one other.

        Rows of firms as in `ties.neighbour`, -1 for nobody: those whom no broker need introduce.
        """
        row_of = {int(firms.id[row]): int(row) for row in rows}
        found: dict[int, set[int]] = {}
        for identity, row in row_of.items():
            direct = self.partners(identity)
            around = direct.union(*(self.partners(each) for each in direct)) if direct else direct
            found[row] = {row_of[each] for each in around if each in row_of and each != identity}
        width = max((len(each) for each in found.values()), default=0)
        reached = np.full((firms.rows, max(1, width)), -1, dtype=np.int32)
        for row, others in found.items():
            reached[row, : len(others)] = sorted(others)
        return reached
