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

from simulation.clock import Clock
from simulation.declarations import (
    Bytes,
    Flags,
    Floats,
    Integers,
    Shorts,
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


@submodel(writes=("networks.*", "firms.network", "firms.founder_of"))
def recognise_networks(
    firms: Firms, ties: Ties, networks: Networks, relations: Relations,
    recognition: RecogniseNetworks, clock: Clock, events: EventLog,
) -> None:
    """Innovative networks are recognised in relations and joint work, and followed."""
    if clock.step % round(recognition.every):
        return
    before = firms.network.copy()
    was_alive = networks.alive.copy()
    strong = strong_ties(
        ties.neighbour, ties.mirror, ties.trust, ties.respect, ties.history, ties.met,
        ties.joint, clock.step - round(recognition.joint_within), relations.trusted_from,
        relations.respect_needed, relations.history_needed,
    )
    group, members = groups_of_triangles(
        ties.neighbour, ties.mirror, strong, round(recognition.least_members)
    )
    main, belongs = main_group(group)
    row_of_group = _follow(
        main, members, firms.network, clock.step, recognition.same_from,
        round(recognition.least_members), round(recognition.memory), networks.alive,
        networks.id, networks.born, networks.seen,
    )
    _describe(
        firms.alive, firms.principles, firms.language, main, belongs, row_of_group,
        ties.neighbour, ties.history, ties.purposes, ties.balance, strong, clock.step,
        firms.network, firms.founder_of, networks.alive, networks.id, networks.born,
        networks.seen, networks.members, networks.founders, networks.staying,
        networks.interlocks, networks.principles, networks.first_principles, networks.norms,
        networks.first_norms, networks.technical_quality, networks.first_quality,
        networks.language, networks.history, networks.stock,
        networks.identity,
    )
    _note(events, clock.month, firms, networks, before, was_alive)


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
def strong_ties(
    neighbour: Integers, mirror: Bytes, trust: Floats, respect: Floats, history: Shorts,
    met: Integers, joint: Integers, since: int, trusted_from: float, respect_needed: float,
    history_needed: int,
) -> Flags:
    """Return which ties (F, D) hold a network together: mutual trust, respect, recent work."""
    strong = np.zeros(neighbour.shape, dtype=np.bool_)
    places = np.empty(neighbour.shape[1], dtype=np.int32)
    for i in range(neighbour.shape[0]):
        held = joint_places(
            neighbour, mirror, trust, respect, history, i, trusted_from, respect_needed,
            history_needed, places,
        )
        for x in range(held):
            d = places[x]
            strong[i, d] = max(met[i, d], joint[i, d]) >= since
    return strong


@njit(cache=True)
def _follow(
    main: Integers, members: Integers, network: Integers, step: int, same_from: float,
    least_members: int, memory: int, alive: Flags, identity: Integers, born: Integers,
    seen: Integers,
) -> Integers:
    """Return the row of each group: that of the network it continues, or a new one."""
    rows = len(alive)
    own = np.zeros(len(members), dtype=np.int32)
    old = np.zeros(rows, dtype=np.int32)
    pairs = np.empty(len(main), dtype=np.int64)
    n_pairs = 0
    for i in range(len(main)):
        if main[i] >= 0:
            own[main[i]] += 1
        if network[i] >= 0:
            old[network[i]] += 1
            if main[i] >= 0:
                pairs[n_pairs] = np.int64(main[i]) * rows + network[i]
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
        if overlap < same_from:
            continue
        if overlap > best_overlap[g]:
            best_overlap[g] = overlap
            best_of_group[g] = n
        if overlap > heir_overlap[n]:
            heir_overlap[n] = overlap
            heir[n] = g
    newest = -1
    for n in range(rows):
        newest = max(newest, identity[n])
    row_of_group = np.full(len(members), -1, dtype=np.int32)
    for g in range(len(members)):
        n = best_of_group[g]
        if n >= 0 and heir[n] == g:
            row_of_group[g] = n
    for n in range(rows):
        if alive[n] and step - seen[n] > memory:
            alive[n] = False
    row = 0
    for g in range(len(members)):
        if row_of_group[g] >= 0 or own[g] < least_members:
            continue
        while row < rows and (alive[row] or (heir[row] >= 0 and row_of_group[heir[row]] == row)):
            row += 1
        if row == rows:
            break
        newest += 1
        identity[row] = newest
        born[row] = step
        seen[row] = step
        row_of_group[g] = row
        row += 1
    return row_of_group


@njit(cache=True)
def _describe(
    living: Flags, held: Floats, spoken: Floats, main: Integers, belongs: Integers,
    row_of_group: Integers, neighbour: Integers, history: Shorts, purposes: Bytes,
    balance: Shorts, strong: Flags, step: int, network: Integers, founder_of: Integers,
    alive: Flags, identity: Integers, born: Integers, seen: Integers, members: Integers,
    founders: Integers, staying: Integers, interlocks: Integers, principles: Floats,
    first_principles: Floats, norms: Floats, first_norms: Floats, technical_quality: Floats,
    first_quality: Floats, language: Floats, lived: Floats, stock: Floats,
    agrees: Floats,
) -> None:
    for g in range(len(row_of_group)):
        n = row_of_group[g]
        if n >= 0:
            alive[n] = True
            seen[n] = step
            members[n] = 0
            staying[n] = 0
            interlocks[n] = 0
            principles[n] = 0.0
            language[n] = 0.0
            norms[n] = 0.0
            lived[n] = 0.0
            if born[n] == step:
                stock[n] = 0.0
                technical_quality[n] = 0.5
    left = np.zeros(len(alive), dtype=np.int32)
    for i in range(len(living)):
        n = network[i]
        if main[i] >= 0:
            n = row_of_group[main[i]]
        elif n >= 0 and (not alive[n] or seen[n] == step):
            n = -1
        network[i] = n
        if n < 0:
            continue
        left[n] += 1
        if seen[n] < step:
            continue
        if born[n] == step:
            founder_of[i] = identity[n]
        members[n] += 1
        staying[n] += founder_of[i] == identity[n]
        interlocks[n] += belongs[i] > 1
        principles[n] += held[i]
        language[n] += spoken[i]
    ties = np.zeros(len(alive))
    for n in range(len(alive)):
        if alive[n] and seen[n] == step:
            principles[n] /= max(1, members[n])
            language[n] /= max(1, members[n])
    for i in range(len(living)):
        n = network[i]
        if n < 0 or seen[n] < step:
            continue
        inside, strongly = 0, 0
        for d in range(neighbour.shape[1]):
            if not strong[i, d]:
                continue
            strongly += 1
            if network[neighbour[i, d]] == n:
                inside += 1
                ties[n] += 1.0
                lived[n] += history[i, d]
                norms[n, 0] += 1.0 - min(1.0, abs(balance[i, d]) / 10.0)
                norms[n, 1] += (purposes[i, d] & KNOWLEDGE) > 0
        norms[n, 2] += inside / max(1, strongly)
    for n in range(len(alive)):
        # A network not seen now is remembered as long as two of its members are left to it.
        if alive[n] and seen[n] < step and left[n] < 2:
            alive[n] = False
        if not alive[n] or seen[n] < step:
            continue
        lived[n] /= max(1.0, ties[n])
        norms[n, 0] /= max(1.0, ties[n])
        norms[n, 1] /= max(1.0, ties[n])
        norms[n, 2] /= max(1, members[n])
        if born[n] == step:
            founders[n] = members[n]
            first_principles[n] = principles[n]
            first_norms[n] = norms[n]
            first_quality[n] = technical_quality[n]
        agrees[n] = agreement(
            principles[n], norms[n], technical_quality[n], first_principles[n], first_norms[n],
            first_quality[n],
        )
    for i in range(len(living)):
        if network[i] >= 0 and not alive[network[i]]:
            network[i] = -1
