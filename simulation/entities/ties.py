"""Relations between firms: each side holds its own half, and knows where the other half is.

A firm has at most D ties, because attention is limited. `neighbour[i, d]` is the partner's row
(-1: empty), `mirror[i, d]` the place of the same tie at the partner: `neighbour[j, mirror] == i`.
Trust and respect are what this side feels; a tie is strong when both sides do. In an empty place
there is no trust: sums over trust need not ask whether a place is taken.

Loops over places ask as little as they can: which places are taken and trusted is as good as random
to the processor, and each wrong guess costs it as much as a dozen sums. Hence products with a yes
or no (1 or 0) where an `if` would do, and a list of the few places that matter before what is dear.

Shapes: F firms, D places for ties. Months count from the start of the run (steps).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import (
    Bytes,
    Floats,
    Integers,
    Shorts,
    column,
)
from simulation.table import Table

BUSINESS = 1
KNOWLEDGE = 2
PROJECT = 4
NEVER = -10_000


class Ties(Table):
    """Relations between firms, one row per firm."""

    neighbour: Integers = column(
        "int32",
        shape=("tie",),
        unit="row of firms",
        low=-1,
        fill=-1,
        doc="Partner, or -1 for an empty place.",
    )
    mirror: Bytes = column(
        "int8",
        shape=("tie",),
        unit="place",
        low=-1,
        fill=-1,
        doc="Where the partner keeps its half.",
    )
    trust: Floats = column(
        "float64", shape=("tie",), unit="share", low=0, high=1, doc="Trust in the partner."
    )
    respect: Floats = column(
        "float64", shape=("tie",), unit="share", low=0, high=1, doc="Respect for the partner (S09)."
    )
    history: Shorts = column(
        "int16",
        shape=("tie",),
        unit="months",
        low=0,
        doc="Months in which the two exchanged something (S11).",
    )
    met: Integers = column(
        "int32", shape=("tie",), unit="step", fill=NEVER, doc="Last useful meeting."
    )
    joint: Integers = column(
        "int32", shape=("tie",), unit="step", fill=NEVER, doc="Last joint work."
    )
    purposes: Bytes = column(
        "int8",
        shape=("tie",),
        unit="bits",
        low=0,
        high=7,
        doc="Business 1, knowledge 2, project 4: a tie is multiplex.",
    )
    balance: Shorts = column(
        "int16",
        shape=("tie",),
        unit="messages",
        doc="Useful messages given minus taken: reciprocity (S16).",
    )


# Unfolded where they are called (a third faster).
@njit(cache=True, inline="always")
def place_of(ties: Ties, i: int, j: int) -> int:
    """Return where firm i keeps its tie with firm j, or -1; no two ties are with the same firm."""
    place = -1
    for d in range(ties.neighbour.shape[1]):
        place += (d + 1) * (ties.neighbour[i, d] == j)
    return place


@njit(cache=True)
def free_place(ties: Ties, i: int) -> int:
    """Return the first empty place of firm i, or -1."""
    for d in range(ties.neighbour.shape[1]):
        if ties.neighbour[i, d] < 0:
            return d
    return -1


@njit(cache=True)
def connect(
    ties: Ties, i: int, j: int, d: int, e: int, trusting: float, respecting_j: float,
    respecting_i: float, step: int, purpose: int,
) -> None:
    """Make a tie between i (at its place d) and j (at its place e), both places being empty."""
    for half in range(2):
        row = i if half == 0 else j
        place = d if half == 0 else e
        ties.neighbour[row, place] = j if half == 0 else i
        ties.mirror[row, place] = e if half == 0 else d
        ties.respect[row, place] = respecting_j if half == 0 else respecting_i
        ties.trust[row, place] = trusting
        ties.history[row, place] = 0
        ties.met[row, place] = step
        ties.joint[row, place] = NEVER
        ties.purposes[row, place] = purpose
        ties.balance[row, place] = 0


@njit(cache=True)
def disconnect(ties: Ties, i: int, d: int) -> None:
    """Break the tie that firm i keeps at d, on both sides."""
    j, e = ties.neighbour[i, d], ties.mirror[i, d]
    for half in range(2):
        row = i if half == 0 else j
        place = d if half == 0 else e
        ties.neighbour[row, place] = -1
        ties.mirror[row, place] = -1
        ties.trust[row, place] = 0.0


@njit(cache=True)
def weakest(ties: Ties, i: int) -> int:
    """Return the place of the tie of i with the least trust, the two sides added; -1 if none."""
    place = -1
    least = np.inf
    for d in range(ties.neighbour.shape[1]):
        j = ties.neighbour[i, d]
        if j >= 0:
            both = ties.trust[i, d] + ties.trust[j, ties.mirror[i, d]]
            if both < least:
                least = both
                place = d
    return place


@njit(cache=True, inline="always")
def trusted_choice(ties: Ties, i: int, drawn: float) -> int:
    """Return the place of one tie of i, by the square of trust; -1 if it has none.

    `drawn` is a draw in [0, 1) of whoever asks.

    The square: people go back to the few they trust most (Giuliani 2007 finds such a core).
    """
    total = 0.0
    for d in range(ties.neighbour.shape[1]):
        total += ties.trust[i, d] * ties.trust[i, d]  # nobody trusts an empty place
    left = drawn * total
    last = -1
    for d in range(ties.neighbour.shape[1]):
        if ties.trust[i, d] > 0.0:
            last = d
            left -= ties.trust[i, d] * ties.trust[i, d]
            if left < 0.0:
                return d
    return last
