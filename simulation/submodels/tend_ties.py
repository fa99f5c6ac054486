"""Trust grows with useful exchange, fades with neglect, and suffers when giving is not returned.

A meeting that worked makes acquaintances of strangers; attention is limited, so a new tie may
crowd out the weakest. Respect follows the partner's work and shared principles.

Shapes: F firms, D ties, M meetings, V values. In: worked (M), gain (M, 2), match (F), principles
(F, V). Out: neighbour, mirror, trust, respect, history, met, purposes, balance (F, D).
Source: coleman1990, gulati1995 (trust from repeated ties); burt2000 (decay); S09, S12, S16, S44.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import (
    Identities,
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.entities.meetings import OUTSIDE, Meetings
from simulation.entities.ties import (
    BUSINESS,
    KNOWLEDGE,
    Ties,
    connect,
    disconnect,
    free_place,
    place_of,
    weakest,
)
from simulation.events import EventLog, Kind
from simulation.instruments.similarity import closeness, regard


@parameters
class TendTies:
    """How relations live."""

    trust_gain: float = parameter(
        0.37, unit="share per meeting", low=0, high=1, source="assumption",
        doc="Share of the missing trust that a fully useful meeting builds.",
    )
    full_use: float = parameter(
        0.05, unit="level", low=0.001, high=1, source="assumption",
        doc="Skill learned from which a meeting counts as fully useful.",
    )
    company: float = parameter(
        0.26, unit="share", low=0, high=1, source="assumption",
        doc="Usefulness of a meeting that worked but taught nothing.",
    )
    neglect: float = parameter(
        0.0097, unit="share per month", low=0, high=1, source="burt2000",
        doc="Trust lost in any month.",
    )
    broken_below: float = parameter(
        0.16, unit="share", low=0, high=1, source="assumption",
        doc="Trust below which a tie is given up.",
    )
    first_trust: float = parameter(
        0.3, unit="share", low=0, high=1, source="assumption",
        doc="Trust between new acquaintances.",
    )
    patience: float = parameter(
        6, unit="messages", low=0, high=1000, source="assumption",
        doc="Useful messages given beyond those taken before it feels unfair.",
    )
    sanction: float = parameter(
        0.15, unit="share per message", low=0, high=1, source="fehr2000",
        doc="Trust withdrawn for each further message that is not returned.",
    )
    respect_speed: float = parameter(
        0.2, unit="share per meeting", low=0, high=1, source="assumption",
        doc="How fast respect follows what a meeting shows of the partner.",
    )
    reciprocity: bool = switch(
        True, thesis="S16 C3", doc="Giving that is not returned costs trust."
    )
    renewal: bool = switch(
        True, thesis="S05 C5",
        doc="Ties are made and broken; off: they are frozen, but for those that founders inherit "
        "and closures end.",
    )


@submodel(
    writes=(
        "ties.neighbour", "ties.mirror", "ties.trust", "ties.respect", "ties.history",
        "ties.met", "ties.joint", "ties.purposes", "ties.balance",
    ),
    compiled=True,
)
def tend_ties(
    firms: Firms, ties: Ties, meetings: Meetings, markets: Markets, tending: TendTies,
    clock: Clock, events: EventLog,
) -> None:
    """Trust grows with useful exchange, fades with neglect, and suffers from unreturned giving."""
    if tending.renewal:
        made, broken = _renew(firms, ties, meetings, markets, tending, clock.step)
        for kind, pairs in ((Kind.TIE_MADE, made), (Kind.TIE_BROKEN, broken)):
            if pairs.size:
                events.append(kind, clock.month, pairs[0], pairs[1])
    _tend(firms, ties, meetings, tending, clock.step)


@njit(cache=True)
def _has_room(ties: Ties, i: int, first_trust: float) -> bool:
    """Say whether a firm has attention for one more, if need be instead of its weakest tie."""
    if free_place(ties, i) >= 0:
        return True
    d = weakest(ties, i)
    both = ties.trust[i, d] + ties.trust[ties.neighbour[i, d], ties.mirror[i, d]]
    return bool(both <= 2.0 * first_trust)


@njit(cache=True)
def _renew(
    firms: Firms, ties: Ties, meetings: Meetings, markets: Markets, tending: TendTies, step: int
) -> tuple[Identities, Identities]:
    """Break and make ties; return the pairs (2, pairs) that were made, and that were broken."""
    broken = np.empty((2, firms.rows + 2 * meetings.count), dtype=np.int64)
    n_broken = 0
    for i in range(firms.rows):
        lost = 0
        for d in range(ties.neighbour.shape[1]):  # counted first: this loop has no branches
            lost += (ties.neighbour[i, d] >= 0) & (ties.trust[i, d] < tending.broken_below)
        if lost == 0:
            continue
        for d in range(ties.neighbour.shape[1]):
            if ties.neighbour[i, d] >= 0 and ties.trust[i, d] < tending.broken_below:
                if n_broken < broken.shape[1]:
                    broken[0, n_broken] = firms.id[i]
                    broken[1, n_broken] = firms.id[ties.neighbour[i, d]]
                    n_broken += 1
                disconnect(ties, i, d)
    made = np.empty((2, meetings.count), dtype=np.int64)
    n_made = 0
    for m in range(meetings.count):
        i, j = meetings.first[m], meetings.second[m]
        if j < 0 or not meetings.worked[m] or place_of(ties, i, j) >= 0:
            continue
        if not (
            _has_room(ties, i, tending.first_trust)
            and _has_room(ties, j, tending.first_trust)
        ):
            continue
        for row in (i, j):
            if free_place(ties, row) >= 0:
                continue
            d = weakest(ties, row)
            if n_broken < broken.shape[1]:
                broken[0, n_broken] = firms.id[row]
                broken[1, n_broken] = firms.id[ties.neighbour[row, d]]
                n_broken += 1
            disconnect(ties, row, d)
        shared = closeness(firms.principles[i], firms.principles[j])
        p, q = firms.product[i], firms.product[j]
        in_business = p == q or markets.chain[p, q] > 0.0 or markets.chain[q, p] > 0.0
        purpose = BUSINESS if in_business else 0
        connect(
            ties, i, j, free_place(ties, i), free_place(ties, j), tending.first_trust,
            regard(shared, firms.match[j]), regard(shared, firms.match[i]), step, purpose,
        )
        made[0, n_made] = firms.id[i]
        made[1, n_made] = firms.id[j]
        n_made += 1
    return made[:, :n_made], broken[:, :n_broken]


@njit(cache=True, error_model="numpy")
def _tend(firms: Firms, ties: Ties, meetings: Meetings, tending: TendTies, step: int) -> None:
    sanction = tending.sanction if tending.reciprocity else 0.0
    for i in range(firms.rows):
        if firms.alive[i]:
            for d in range(ties.neighbour.shape[1]):
                ties.trust[i, d] *= 1.0 - tending.neglect
    noticed_from = tending.full_use / 10.0
    for m in range(meetings.count):
        first, second = meetings.first[m], meetings.second[m]
        if not meetings.worked[m] or second == OUTSIDE:
            continue
        place = place_of(ties, first, second)
        if place < 0:
            continue
        shared = closeness(firms.principles[first], firms.principles[second])
        for side in range(2):
            i, j = (first, second) if side == 0 else (second, first)
            d = place if side == 0 else ties.mirror[first, place]
            ties.respect[i, d] += tending.respect_speed * (
                regard(shared, firms.match[j]) - ties.respect[i, d]
            )
            taken, given = meetings.gain[m, side], meetings.gain[m, 1 - side]
            use = tending.company + (1.0 - tending.company) * min(1.0, taken / tending.full_use)
            ties.trust[i, d] += tending.trust_gain * use * (1.0 - ties.trust[i, d])
            ties.history[i, d] += (ties.met[i, d] < step) | (ties.history[i, d] == 0)
            ties.met[i, d] = step
            has_taken, has_given = taken > noticed_from, given > noticed_from
            ties.purposes[i, d] |= KNOWLEDGE * (has_taken | has_given)
            ties.balance[i, d] += int(has_given) - int(has_taken)
            if ties.balance[i, d] > tending.patience:
                ties.trust[i, d] *= 1.0 - sanction
