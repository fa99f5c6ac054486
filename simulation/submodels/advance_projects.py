"""Owners start projects, with partners they trust and respect or alone, and carry them to an end.

What a project can bring is what the partners can combine and none has alone, as far as they share
a language, what their contacts outside let them see, and a little that anyone can think of.
Success gives each member a lead on the market, deepens their tie and feeds the knowledge that
belongs to the network; failure costs trust and confidence.

Shapes: F firms, J projects of at most 5 members, D ties, K skills, N networks.
In: skills (F, K), openness, outside (F), trust, respect, history (F, D). Out: members (J, 5),
progress, novelty, outcome (J), quality, confidence (F), trust, joint (F, D), stock,
technical_quality (N).
Source: cowan2007 (joint innovation), nooteboom2007; concepts S05, S06, S07, S17.
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
from simulation.entities.joint_work import Relations, works_jointly
from simulation.entities.markets import Markets
from simulation.entities.networks import Networks, Projects
from simulation.entities.ties import PROJECT, Ties, place_of
from simulation.events import EventLog, Kind
from simulation.instruments.combining import combined_novelty
from simulation.instruments.similarity import closeness
from simulation.randomness import Draws, uniform

UNDER_WAY, SUCCESS, FAILURE = 0, 1, 2
TURNS = (Kind.PROJECT_STARTED, Kind.PROJECT_SUCCEEDED, Kind.PROJECT_FAILED)


@parameters
class AdvanceProjects:
    """How joint innovation starts, goes on and ends."""

    own_idea: float = parameter(
        0.06, unit="share", low=0, high=1, source="assumption",
        doc="Novelty that an owner of full openness finds alone.",
    )
    launching: float = parameter(
        0.021, unit="chance per month", low=0, high=1, source="facts 2.4",
        doc="Chance that a fully willing owner starts a project in a month.",
    )
    pace: float = parameter(
        0.2, unit="share per month", low=0, high=1, source="assumption",
        doc="Progress a month of a perfectly structured project in one language.",
    )
    allowed_months: float = parameter(
        12, unit="months", low=1, high=60, source="assumption",
        doc="Time until the deadline.",
    )
    usual_structure: float = parameter(
        0.6, unit="share", low=0, high=1, source="assumption",
        doc="How well partners set tasks and milestones when nobody helps them (S100).",
    )
    lead: float = parameter(
        1.0, unit="log points per novelty", low=0, high=5, source="assumption",
        doc="Market lead that a success of full novelty gives each member.",
    )
    certainty: float = parameter(
        10.0, unit="per novelty", low=0, high=30, source="assumption",
        doc="How fast the chance of success rises with what can be combined.",
    )
    bonding: float = parameter(
        0.41, unit="share", low=0, high=1, source="assumption",
        doc="Share of the missing trust that a success builds among its members.",
    )
    disappointment: float = parameter(
        0.2, unit="share", low=0, high=1, source="assumption",
        doc="Share of trust that a failure takes among its members.",
    )
    stock_gain: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Share of what the network does not know yet that a success of its members adds.",
    )
    stock_fading: float = parameter(
        0.005, unit="share per month", low=0, high=1, source="facts 4.4",
        doc="Collective knowledge lost in a month without joint work.",
    )
    joint_innovation: bool = switch(
        True, thesis="S05 C1 C5",
        doc="Trusting partners innovate together of themselves; teams of a programme have a switch "
        "of their own, `project_work.deliverable`.",
    )


@submodel(
    writes=(
        "firms.quality", "firms.confidence", "firms.projects", "ties.trust", "ties.joint",
        "ties.purposes", "projects.alive", "projects.members", "projects.identities",
        "projects.joined", "projects.started", "projects.deadline", "projects.progress",
        "projects.structure", "projects.novelty", "projects.outcome", "networks.stock",
        "networks.technical_quality",
    )
)
def advance_projects(
    firms: Firms, ties: Ties, networks: Networks, projects: Projects, markets: Markets,
    relations: Relations, joint: AdvanceProjects, clock: Clock, events: EventLog, draw: Draws,
) -> None:
    """Owners start projects, with trusted partners or alone, and carry them to an end."""
    _launch(
        firms.alive, firms.id, firms.openness, firms.confidence, firms.habits, firms.outside,
        firms.skills, firms.language, markets.frontier, ties.neighbour, ties.mirror, ties.trust,
        ties.respect, ties.history, relations.trusted_from, relations.respect_needed,
        relations.history_needed, clock.step, joint.launching, joint.own_idea,
        joint.allowed_months, joint.usual_structure, joint.joint_innovation, draw.key,
        firms.projects, projects.alive, projects.members, projects.identities, projects.joined,
        projects.started, projects.deadline, projects.progress, projects.structure,
        projects.novelty, projects.outcome,
    )
    turns = _advance(
        firms.id, firms.language, firms.network, ties.neighbour, ties.mirror, clock.step,
        joint.pace, joint.lead, joint.certainty, joint.bonding, joint.disappointment,
        joint.stock_gain, joint.stock_fading, draw.key, firms.quality, firms.confidence,
        firms.projects, ties.trust, ties.joint, ties.purposes, projects.alive,
        projects.members, projects.identities, projects.joined, projects.started,
        projects.deadline, projects.progress, projects.structure, projects.novelty,
        projects.outcome, networks.stock, networks.technical_quality,
    )
    if turns:
        _note(events, clock.month, clock.step, projects)


def _note(events: EventLog, month: int, step: int, projects: Projects) -> None:
    """Keep what began or ended, for each member."""
    who, other, novelty, ends = _turns(
        projects.alive, projects.started, projects.outcome, projects.identities,
        projects.novelty, step,
    )
    begin = 0
    for kind, end in zip(TURNS, ends, strict=True):
        if end > begin:
            each = slice(begin, end)
            events.append(kind, month, who[each], other[each], novelty[each])
        begin = end


@njit(cache=True)
def _turns(
    running: Flags, started: Integers, outcome: Bytes, identities: Identities, novelty: Floats,
    step: int,
) -> tuple[Identities, Identities, Floats, tuple[int, int, int]]:
    """Return who began, succeeded and failed, each with the leader (the leader with the next)."""
    rows = len(running)
    turn = np.full((3, rows), False)
    most = 0
    for row in range(rows):
        turn[0, row] = started[row] == step and (running[row] or outcome[row] != UNDER_WAY)
        turn[1, row] = outcome[row] == SUCCESS
        turn[2, row] = outcome[row] == FAILURE
        most += turn[0, row] + (outcome[row] != UNDER_WAY)
    most *= identities.shape[1]
    who, other, worth = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most)
    ends = np.zeros(3, dtype=np.int64)
    n = 0
    for kind in range(3):
        for row in range(rows):
            if turn[kind, row]:
                for seat in range(identities.shape[1]):
                    if identities[row, seat] >= 0:
                        who[n] = identities[row, seat]
                        other[n] = identities[row, 1 if seat == 0 else 0]
                        worth[n] = novelty[row]
                        n += 1
        ends[kind] = n
    return who[:n], other[:n], worth[:n], (ends[0], ends[1], ends[2])


@njit(cache=True)
def _launch(
    alive: Flags, identity: Identities, openness: Floats, confidence: Floats, habits: Floats,
    outside: Floats, skills: Floats, language: Floats, frontier: Floats, neighbour: Integers,
    mirror: Bytes, trust: Floats, respect: Floats, history: Shorts, trusted_from: float,
    respect_needed: float, history_needed: int, step: int, launching: float, own_idea: float,
    allowed_months: float, usual_structure: float, with_partners: bool, key: np.uint64,
    busy: Bytes, running: Flags, members: Integers, identities: Identities, joined: Bytes,
    started: Integers, deadline: Integers, progress: Floats,
    structure: Floats, novelty: Floats, outcome: Bytes,
) -> None:
    row = 0
    for i in range(len(alive)):
        if not alive[i] or busy[i] > 0:
            continue
        willing = openness[i] * (1.0 - 0.5 * habits[i]) * confidence[i]
        if uniform(key, i, 0) >= launching * willing:
            continue
        while row < len(running) and running[row]:
            row += 1
        if row == len(running):
            return
        members[row, :] = -1
        identities[row, :] = -1
        members[row, 0] = i
        taking_part = 1
        for d in range(neighbour.shape[1]):
            if taking_part == members.shape[1] or not with_partners:
                break
            j = neighbour[i, d]
            # Trust first: the rest is asked of the few that have it.
            if trust[i, d] >= trusted_from and busy[j] < 2 and works_jointly(
                neighbour, mirror, trust, respect, history, i, d, trusted_from,
                respect_needed, history_needed,
            ):
                if uniform(key, i, 2 + d) < openness[j] * trust[j, mirror[i, d]]:
                    members[row, taking_part] = j
                    taking_part += 1
        for seat in range(taking_part):
            j = members[row, seat]
            identities[row, seat] = identity[j]
            busy[j] += 1
        running[row] = True
        joined[row] = taking_part
        started[row] = step
        deadline[row] = step + int(allowed_months)
        progress[row] = 0.0
        structure[row] = usual_structure
        idea = own_idea * openness[i]
        for seat in range(taking_part):
            j = members[row, seat]
            idea = max(idea, outside[j] * _lead_elsewhere(skills[j], frontier))
        combined = combined_novelty(skills, language, members[row], taking_part)
        novelty[row] = min(1.0, idea + combined)
        outcome[row] = UNDER_WAY


@njit(cache=True)
def _lead_elsewhere(own: Floats, frontier: Floats) -> float:
    lead = 0.0
    for k in range(len(own)):
        lead += max(0.0, frontier[k] - own[k])
    return lead / len(own)


@njit(cache=True)
def _advance(
    identity: Identities, language: Floats, network: Integers, neighbour: Integers,
    mirror: Bytes, step: int, pace: float, lead: float, certainty: float, bonding: float,
    disappointment: float, stock_gain: float, stock_fading: float, key: np.uint64,
    quality: Floats, confidence: Floats, busy: Bytes, trust: Floats, joint: Integers,
    purposes: Bytes, running: Flags, members: Integers, identities: Identities,
    joined: Bytes, started: Integers, deadline: Integers, progress: Floats, structure: Floats,
    novelty: Floats, outcome: Bytes,
    stock: Floats, technical_quality: Floats,
) -> int:
    """Carry projects on; return how many began or ended this month."""
    turns = 0
    for n in range(len(stock)):
        stock[n] *= 1.0 - stock_fading
    for row in range(len(running)):
        outcome[row] = UNDER_WAY
        if not running[row]:
            continue
        present = 0
        for seat in range(members.shape[1]):
            j = members[row, seat]
            if j >= 0 and identity[j] != identities[row, seat]:
                members[row, seat] = -1
                identities[row, seat] = -1
            elif j >= 0:
                present += 1
        turns += started[row] == step
        speed = pace * structure[row]
        pairs, alike = 0, 0.0
        for one in range(members.shape[1]):
            for other in range(one):
                i, j = members[row, one], members[row, other]
                if i < 0 or j < 0:
                    continue
                pairs += 1
                alike += closeness(language[i], language[j])
                d = place_of(neighbour, i, j)
                if d >= 0:
                    e = mirror[i, d]
                    joint[i, d] = step
                    joint[j, e] = step
                    purposes[i, d] |= PROJECT
                    purposes[j, e] |= PROJECT
        alike = alike / pairs if pairs > 0 else 1.0
        progress[row] = min(1.0, progress[row] + speed * alike)
        if present < min(2, joined[row]):
            outcome[row] = FAILURE
        elif progress[row] >= 1.0:
            chance = 1.0 - np.exp(-certainty * novelty[row])
            lead_row = row
            for seat in range(members.shape[1]):
                if members[row, seat] >= 0:
                    lead_row = members[row, seat]
                    break
            won = uniform(key, lead_row, 30) < chance
            outcome[row] = SUCCESS if won else FAILURE
        elif step >= deadline[row]:
            outcome[row] = FAILURE
        if outcome[row] == UNDER_WAY:
            continue
        turns += 1
        won = outcome[row] == SUCCESS
        running[row] = False
        for seat in range(members.shape[1]):
            i = members[row, seat]
            if i < 0:
                continue
            busy[i] -= 1
            if won:
                quality[i] = min(3.0, quality[i] + lead * novelty[row])
                confidence[i] += 0.15 * (1.0 - confidence[i])
            else:
                confidence[i] *= 0.9
            n = network[i]
            if n >= 0 and joined[row] > 1:
                technical_quality[n] += 0.1 * (won - technical_quality[n])
                if won:
                    stock[n] += stock_gain * novelty[row] * (1.0 - stock[n])
            for other in range(members.shape[1]):
                j = members[row, other]
                if j < 0 or j == i:
                    continue
                d = place_of(neighbour, i, j)
                if d >= 0:
                    if won:
                        trust[i, d] += bonding * (1.0 - trust[i, d])
                    else:
                        trust[i, d] *= 1.0 - disappointment
    return turns
