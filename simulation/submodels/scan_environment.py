"""Owners watch for signs of what is coming, and trusted partners share what they saw.

A signal is seen more easily by the open and by those with contacts outside; now and then a sign
is seen that announces nothing. Unease follows what is seen and what is lost.

Shapes: F firms, D ties. In: trust (F, D), profit (F), signal. Out: awareness, alarm, worry (F).
Source: ansoff1975 (weak signals); concepts S24, S33, S67.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.clock import Clock
from simulation.declarations import Flags, Floats, parameter, parameters, submodel, switch
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.entities.ties import Ties
from simulation.events import EventLog, Kind
from simulation.randomness import Draws, uniform

NOTICED = 0.3
"""Awareness from which an owner would speak of what is coming."""


@parameters
class ScanEnvironment:
    """How signs are seen, believed, shared and forgotten."""

    attention: float = parameter(
        0.03, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance that an owner of middling openness sees a fully clear signal.",
    )
    insight: float = parameter(
        0.3, unit="share", low=0, high=1, source="assumption",
        doc="How much of what was unseen one sign reveals.",
    )
    sharing: float = parameter(
        0.05, unit="share per month", low=0, high=1, source="assumption",
        doc="Share of a trusted partner's lead in awareness that passes in a month.",
    )
    forgetting: float = parameter(
        0.02, unit="share per month", low=0, high=1, source="assumption",
        doc="Awareness and alarm lost in a month without signs.",
    )
    false_alarms: float = parameter(
        0.002, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance of seeing a decline that is not coming.",
    )
    shared_watch: bool = switch(
        True, thesis="S67 C6", doc="Partners share what they see of the future."
    )


@submodel(writes=("firms.awareness", "firms.alarm", "firms.worry"), compiled=True)
def scan_environment(
    firms: Firms, ties: Ties, surroundings: Surroundings, scanning: ScanEnvironment,
    clock: Clock, events: EventLog, blocks: Blocks, draw: Draws,
) -> None:
    """Owners watch for signs of what is coming, and trusted partners share what they saw."""
    before = firms.awareness.copy()
    noticed = np.zeros(firms.rows, dtype=np.bool_)
    blocks.sweep(
        _scan, firms.rows, firms, ties, scanning, float(surroundings.signal[0]), draw.key, before,
        noticed,
    )
    events.note(Kind.SIGNAL_SEEN, clock.month, firms.id, noticed)


@njit(cache=True, nogil=True)
def _scan(
    begin: int, end: int, firms: Firms, ties: Ties, scanning: ScanEnvironment, signal: float,
    key: np.uint64, before: Floats, noticed: Flags,
) -> None:
    sharing = scanning.sharing if scanning.shared_watch else 0.0
    for i in range(begin, end):
        if not firms.alive[i]:
            continue
        seen = before[i]
        sight = scanning.attention * signal * (0.5 + firms.openness[i] + firms.outside[i])
        if signal > 0.0 and uniform(key, i, 0) < sight:
            seen += scanning.insight * (1.0 - seen)
        for d in range(ties.neighbour.shape[1]):
            # Nobody trusts an empty place; whose row is then read there makes no difference.
            lead = max(0.0, before[ties.neighbour[i, d]] - seen)
            seen += sharing * ties.trust[i, d] * lead
        if signal == 0.0:
            seen *= 1.0 - scanning.forgetting
        firms.awareness[i] = seen
        noticed[i] = before[i] < NOTICED <= seen
        firms.alarm[i] *= 1.0 - scanning.forgetting
        if uniform(key, i, 1) < scanning.false_alarms * (1.0 - 0.5 * seen):
            firms.alarm[i] += scanning.insight * (1.0 - firms.alarm[i])
        lost = 0.4 if firms.profit[i] < 0.0 else 0.0
        unease = min(1.0, 0.6 * seen + 0.5 * firms.alarm[i] + lost)
        firms.worry[i] += 0.1 * (unease - firms.worry[i])
