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
    Bytes,
    Flags,
    Floats,
    Identities,
    Integers,
    Shorts,
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
    )
)
def tend_ties(
    firms: Firms, ties: Ties, meetings: Meetings, markets: Markets, tending: TendTies,
    clock: Clock, events: EventLog,
) -> None:
    """Trust grows with useful exchange, fades with neglect, and suffers from unreturned giving."""
    if tending.renewal:
        made, broken = _renew(
            firms.alive, firms.id, firms.match, firms.principles, firms.product, markets.chain,
            meetings.first, meetings.second, meetings.worked, meetings.count, clock.step,
            tending.broken_below, tending.first_trust, ties.neighbour, ties.mirror, ties.trust,
            ties.respect, ties.history, ties.met, ties.joint, ties.purposes, ties.balance,
        )
        for kind, pairs in ((Kind.TIE_MADE, made), (Kind.TIE_BROKEN, broken)):
            if pairs.size:
                events.append(kind, clock.month, pairs[0], pairs[1])
    _tend(
        firms.alive, firms.match, firms.principles, meetings.count, meetings.first,
        meetings.second, meetings.worked, meetings.gain, clock.step, tending.trust_gain,
        tending.full_use, tending.company, tending.neglect, tending.patience,
        tending.sanction if tending.reciprocity else 0.0, tending.respect_speed,
        ties.neighbour, ties.mirror, ties.trust, ties.respect, ties.history, ties.met,
        ties.purposes, ties.balance,
    )


@njit(cache=True)
def _has_room(
    neighbour: Integers, mirror: Bytes, trust: Floats, i: int, first_trust: float
) -> bool:
    """Say whether a firm has attention for one more, if need be instead of its weakest tie."""
    if free_place(neighbour, i) >= 0:
        return True
    d = weakest(neighbour, mirror, trust, i)
    both = trust[i, d] + trust[neighbour[i, d], mirror[i, d]]
    return bool(both <= 2.0 * first_trust)


@njit(cache=True)
def _renew(
    alive: Flags, identity: Identities, match: Floats, principles: Floats, product: Shorts,
    chain: Floats, first: Integers, second: Integers, worked: Flags, count: int, step: int,
    broken_below: float, first_trust: float, neighbour: Integers, mirror: Bytes, trust: Floats,
    respect: Floats, history: Shorts, met: Integers, joint: Integers, purposes: Bytes,
    balance: Shorts,
) -> tuple[Identities, Identities]:
    """Break and make ties; return the pairs (2, pairs) that were made, and that were broken."""
    broken = np.empty((2, len(alive) + 2 * count), dtype=np.int64)
    n_broken = 0
    for i in range(len(alive)):
        lost = 0
        for d in range(neighbour.shape[1]):  # counted first: this loop has no branches
            lost += (neighbour[i, d] >= 0) & (trust[i, d] < broken_below)
        if lost == 0:
            continue
        for d in range(neighbour.shape[1]):
            if neighbour[i, d] >= 0 and trust[i, d] < broken_below:
                if n_broken < broken.shape[1]:
                    broken[0, n_broken] = identity[i]
                    broken[1, n_broken] = identity[neighbour[i, d]]
                    n_broken += 1
                disconnect(neighbour, mirror, trust, i, d)
    made = np.empty((2, count), dtype=np.int64)
    n_made = 0
    for m in range(count):
        i, j = first[m], second[m]
        if j < 0 or not worked[m] or place_of(neighbour, i, j) >= 0:
            continue
        if not (
            _has_room(neighbour, mirror, trust, i, first_trust)
            and _has_room(neighbour, mirror, trust, j, first_trust)
        ):
            continue
        for row in (i, j):
            if free_place(neighbour, row) >= 0:
                continue
            d = weakest(neighbour, mirror, trust, row)
            if n_broken < broken.shape[1]:
                broken[0, n_broken] = identity[row]
                broken[1, n_broken] = identity[neighbour[row, d]]
                n_broken += 1
            disconnect(neighbour, mirror, trust, row, d)
        shared = closeness(principles[i], principles[j])
        p, q = product[i], product[j]
        purpose = BUSINESS if p == q or chain[p, q] > 0.0 or chain[q, p] > 0.0 else 0
        connect(
            neighbour, mirror, trust, respect, history, met, joint, purposes, balance,
            i, j, free_place(neighbour, i), free_place(neighbour, j), first_trust,
            regard(shared, match[j]), regard(shared, match[i]), step, purpose,
        )
        made[0, n_made] = identity[i]
        made[1, n_made] = identity[j]
        n_made += 1
    return made[:, :n_made], broken[:, :n_broken]


@njit(cache=True, error_model="numpy")
def _tend(
    alive: Flags, match: Floats, principles: Floats, count: int, first: Integers,
    second: Integers, worked: Flags, gain: Floats, step: int, trust_gain: float,
    full_use: float, company: float, neglect: float, patience: float, sanction: float,
    respect_speed: float, neighbour: Integers, mirror: Bytes, trust: Floats, respect: Floats,
    history: Shorts, met: Integers, purposes: Bytes, balance: Shorts,
) -> None:
    for i in range(len(alive)):
        if alive[i]:
            for d in range(neighbour.shape[1]):
                trust[i, d] *= 1.0 - neglect
    noticed_from = full_use / 10.0
    for m in range(count):
        if not worked[m] or second[m] == OUTSIDE:
            continue
        place = place_of(neighbour, first[m], second[m])
        if place < 0:
            continue
        shared = closeness(principles[first[m]], principles[second[m]])
        for side in range(2):
            i, j = (first[m], second[m]) if side == 0 else (second[m], first[m])
            d = place if side == 0 else mirror[first[m], place]
            respect[i, d] += respect_speed * (regard(shared, match[j]) - respect[i, d])
            taken, given = gain[m, side], gain[m, 1 - side]
            use = company + (1.0 - company) * min(1.0, taken / full_use)
            trust[i, d] += trust_gain * use * (1.0 - trust[i, d])
            history[i, d] += (met[i, d] < step) | (history[i, d] == 0)
            met[i, d] = step
            has_taken, has_given = taken > noticed_from, given > noticed_from
            purposes[i, d] |= KNOWLEDGE * (has_taken | has_given)
            balance[i, d] += has_given - has_taken
            if balance[i, d] > patience:
                trust[i, d] *= 1.0 - sanction
