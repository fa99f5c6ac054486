"""Innovative networks are recognised in relations and joint work, and followed through turnover.

Nobody declares a network. Every quarter, groups of triangles of strong ties are looked for; a
group that shares enough members with a known network is that network, whoever came or went.
Its identity is how far its principles, norms and technical quality agree with its founding.

Shapes: F firms, D ties, N networks, V values, 3 norms. In: trust, respect, history,
joint (F, D), principles, language (F, V). Out: principles, language (N, V), norms (N, 3), identity,
technical_quality (N), firms.network, founder_of (F), all else that networks hold.
Source: palla2007 (groups through time); concepts S04, S11, S14-S17, S40.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numba.extending import register_jitable

from simulation.clock import Clock
from simulation.declarations import (
    Flags,
    Integers,
    parameter,
    parameters,
    submodel,
)
from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations, joint_places
from simulation.entities.networks import Networks
from simulation.entities.ties import KNOWLEDGE, Ties
from simulation.events import EventLog, Kind
from simulation.instruments.clique_percolation import groups_of_triangles, main_group
from simulation.instruments.identity import agreement


@parameters
class RecogniseNetworks:
    """What counts as an innovative network, and as the same one."""

    every: float = parameter(
        3, unit="months", low=1, high=60, source="assumption", doc="How often one looks."
    )
    joint_within: float = parameter(
        24, unit="months", low=1, high=240, source="assumption",
        doc="A tie counts if the two worked or learned together in so many months.",
    )
    least_members: float = parameter(
        3, unit="firms", low=3, high=50, source="facts 2.4",
        doc="Members from which a group is a network.",
    )
    same_from: float = parameter(
        0.3, unit="share", low=0, high=1, source="palla2007",
        doc="Overlap (Jaccard) from which a group is a network already known.",
    )
    memory: float = parameter(
        12, unit="months", low=0, high=120, source="assumption",
        doc="How long a network that is not seen is still remembered as the same.",
    )


@submodel(writes=("networks.*", "firms.network", "firms.founder_of"), compiled=True)
def recognise_networks(
    firms: Firms, ties: Ties, networks: Networks, relations: Relations,
    recognition: RecogniseNetworks, clock: Clock, events: EventLog,
) -> None:
    """Innovative networks are recognised in relations and joint work, and followed."""
    if clock.step % round(recognition.every):
        return
    before = firms.network.copy()
    was_alive = networks.alive.copy()
    strong = strong_ties(ties, relations, clock.step - round(recognition.joint_within))
    group, members = groups_of_triangles(
        ties.neighbour, ties.mirror, strong, round(recognition.least_members)
    )
    main, belongs = main_group(group)
    row_of_group = _follow(firms, networks, recognition, main, members, clock.step)
    _describe(firms, ties, networks, main, belongs, row_of_group, strong, clock.step)
    _note(events, clock.month, firms, networks, before, was_alive)


@register_jitable
def _note(
    events: EventLog, month: int, firms: Firms, networks: Networks, before: Integers,
    was_alive: Flags,
) -> None:
    changed = (firms.network != before) & firms.alive
    if changed.any():
        last = np.maximum(before, 0)
        events.note(
            Kind.NETWORK_LEFT, month, firms.id, changed & (before >= 0),
            values=networks.id[last].astype(np.float64),
        )
        events.note(
            Kind.NETWORK_JOINED, month, firms.id, changed & (firms.network >= 0),
            values=networks.id[np.maximum(firms.network, 0)].astype(np.float64),
        )
    nobody = np.full(networks.rows, -1, dtype=np.int64)
    value = networks.id.astype(np.float64)
    events.note(
        Kind.NETWORK_RECOGNISED, month, nobody, networks.alive & ~was_alive, values=value
    )
    events.note(
        Kind.NETWORK_DISSOLVED, month, nobody, was_alive & ~networks.alive, values=value
    )


@njit(cache=True)
def strong_ties(ties: Ties, relations: Relations, since: int) -> Flags:
    """Return which ties (F, D) hold a network together: mutual trust, respect, recent work."""
    strong = np.zeros(ties.neighbour.shape, dtype=np.bool_)
    places = np.empty(ties.neighbour.shape[1], dtype=np.int32)
    for i in range(ties.neighbour.shape[0]):
        held = joint_places(ties, relations, i, places)
        for x in range(held):
            d = places[x]
            strong[i, d] = max(ties.met[i, d], ties.joint[i, d]) >= since
    return strong


@njit(cache=True)
def _follow(
    firms: Firms, networks: Networks, recognition: RecogniseNetworks, main: Integers,
    members: Integers, step: int,
) -> Integers:
    """Return the row of each group: that of the network it continues, or a new one."""
    rows = networks.rows
    own = np.zeros(len(members), dtype=np.int32)
    old = np.zeros(rows, dtype=np.int32)
    pairs = np.empty(len(main), dtype=np.int64)
    n_pairs = 0
    for i in range(len(main)):
        if main[i] >= 0:
            own[main[i]] += 1
        if firms.network[i] >= 0:
            old[firms.network[i]] += 1
            if main[i] >= 0:
                pairs[n_pairs] = np.int64(main[i]) * rows + firms.network[i]
                n_pairs += 1
    ordered = np.sort(pairs[:n_pairs])
    best_of_group = np.full(len(members), -1, dtype=np.int32)
    best_overlap = np.zeros(len(members))
    heir = np.full(rows, -1, dtype=np.int32)
    heir_overlap = np.zeros(rows)
    start = 0
    for x in range(1, n_pairs + 1):
        if x < n_pairs and ordered[x] == ordered[start]:
            continue
        g, n = ordered[start] // rows, ordered[start] % rows
        common = x - start
        overlap = common / (own[g] + old[n] - common)
        start = x
        if overlap < recognition.same_from:
            continue
        if overlap > best_overlap[g]:
            best_overlap[g] = overlap
            best_of_group[g] = n
        if overlap > heir_overlap[n]:
            heir_overlap[n] = overlap
            heir[n] = g
    newest = -1
    for n in range(rows):
        newest = max(newest, networks.id[n])
    row_of_group = np.full(len(members), -1, dtype=np.int32)
    for g in range(len(members)):
        n = best_of_group[g]
        if n >= 0 and heir[n] == g:
            row_of_group[g] = n
    for n in range(rows):
        if networks.alive[n] and step - networks.seen[n] > round(recognition.memory):
            networks.alive[n] = False
    row = 0
    for g in range(len(members)):
        if row_of_group[g] >= 0 or own[g] < round(recognition.least_members):
            continue
        while row < rows and (
            networks.alive[row] or (heir[row] >= 0 and row_of_group[heir[row]] == row)
        ):
            row += 1
        if row == rows:
            break
        newest += 1
        networks.id[row] = newest
        networks.born[row] = step
        networks.seen[row] = step
        row_of_group[g] = row
        row += 1
    return row_of_group


@njit(cache=True)
def _describe(
    firms: Firms, ties: Ties, networks: Networks, main: Integers, belongs: Integers,
    row_of_group: Integers, strong: Flags, step: int,
) -> None:
    for g in range(len(row_of_group)):
        n = row_of_group[g]
        if n >= 0:
            networks.alive[n] = True
            networks.seen[n] = step
            networks.members[n] = 0
            networks.staying[n] = 0
            networks.interlocks[n] = 0
            networks.principles[n] = 0.0
            networks.language[n] = 0.0
            networks.norms[n] = 0.0
            networks.history[n] = 0.0
            if networks.born[n] == step:
                networks.stock[n] = 0.0
                networks.technical_quality[n] = 0.5
    left = np.zeros(networks.rows, dtype=np.int32)
    for i in range(firms.rows):
        n = firms.network[i]
        if main[i] >= 0:
            n = row_of_group[main[i]]
        elif n >= 0 and (not networks.alive[n] or networks.seen[n] == step):
            n = -1
        firms.network[i] = n
        if n < 0:
            continue
        left[n] += 1
        if networks.seen[n] < step:
            continue
        if networks.born[n] == step:
            firms.founder_of[i] = networks.id[n]
        networks.members[n] += 1
        networks.staying[n] += firms.founder_of[i] == networks.id[n]
        networks.interlocks[n] += belongs[i] > 1
        networks.principles[n] += firms.principles[i]
        networks.language[n] += firms.language[i]
    within = np.zeros(networks.rows)
    for n in range(networks.rows):
        if networks.alive[n] and networks.seen[n] == step:
            networks.principles[n] /= max(1, networks.members[n])
            networks.language[n] /= max(1, networks.members[n])
    for i in range(firms.rows):
        n = firms.network[i]
        if n < 0 or networks.seen[n] < step:
            continue
        inside, strongly = 0, 0
        for d in range(ties.neighbour.shape[1]):
            if not strong[i, d]:
                continue
            strongly += 1
            if firms.network[ties.neighbour[i, d]] == n:
                inside += 1
                within[n] += 1.0
                networks.history[n] += ties.history[i, d]
                networks.norms[n, 0] += 1.0 - min(1.0, abs(ties.balance[i, d]) / 10.0)
                networks.norms[n, 1] += (ties.purposes[i, d] & KNOWLEDGE) > 0
        networks.norms[n, 2] += inside / max(1, strongly)
    for n in range(networks.rows):
        # A network not seen now is remembered as long as two of its members are left to it.
        if networks.alive[n] and networks.seen[n] < step and left[n] < 2:
            networks.alive[n] = False
        if not networks.alive[n] or networks.seen[n] < step:
            continue
        networks.history[n] /= max(1.0, within[n])
        networks.norms[n, 0] /= max(1.0, within[n])
        networks.norms[n, 1] /= max(1.0, within[n])
        networks.norms[n, 2] /= max(1, networks.members[n])
        if networks.born[n] == step:
            networks.founders[n] = networks.members[n]
            networks.first_principles[n] = networks.principles[n]
            networks.first_norms[n] = networks.norms[n]
            networks.first_quality[n] = networks.technical_quality[n]
        networks.identity[n] = agreement(
            networks.principles[n], networks.norms[n], networks.technical_quality[n],
            networks.first_principles[n], networks.first_norms[n], networks.first_quality[n],
        )
    for i in range(firms.rows):
        if firms.network[i] >= 0 and not networks.alive[firms.network[i]]:
            firms.network[i] = -1
