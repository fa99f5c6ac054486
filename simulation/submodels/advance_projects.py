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
    Floats,
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
from simulation.events import EventLog, Kind, keep
from simulation.instruments.combining import combined_novelty
from simulation.instruments.similarity import closeness
from simulation.randomness import Draws, uniform

UNDER_WAY, SUCCESS, FAILURE = 0, 1, 2
BEGAN, SUCCEEDED, FAILED = range(3)
TURNS = (
    int(Kind.PROJECT_STARTED), int(Kind.PROJECT_SUCCEEDED), int(Kind.PROJECT_FAILED),
)


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
    ),
    compiled=True,
)
def advance_projects(
    firms: Firms, ties: Ties, networks: Networks, projects: Projects, markets: Markets,
    relations: Relations, joint: AdvanceProjects, clock: Clock, events: EventLog, draw: Draws,
) -> None:
    """Owners start projects, with trusted partners or alone, and carry them to an end."""
    _launch(firms, ties, projects, markets, relations, joint, clock.step, draw.key)
    turns = _advance(firms, ties, networks, projects, joint, clock.step, draw.key)
    if turns:
        events.make_room(turns * projects.members.shape[1])
        _note(events, clock.month, clock.step, projects)


@njit(cache=True)
def _note(events: EventLog, month: int, step: int, projects: Projects) -> None:
    """Keep what began or ended: each member with the leader, the leader with the next."""
    for turn in range(len(TURNS)):
        for row in range(projects.rows):
            if not _turned(projects, row, turn, step):
                continue
            for seat in range(projects.identities.shape[1]):
                member = projects.identities[row, seat]
                if member >= 0:
                    other = projects.identities[row, 1 if seat == 0 else 0]
                    keep(events, TURNS[turn], month, member, other, projects.novelty[row])


@njit(cache=True)
def _turned(projects: Projects, row: int, turn: int, step: int) -> bool:
    """Say whether a project began, succeeded or failed in this step."""
    if turn == BEGAN:
        there = projects.alive[row] or projects.outcome[row] != UNDER_WAY
        return bool(projects.started[row] == step and there)
    return bool(projects.outcome[row] == (SUCCESS if turn == SUCCEEDED else FAILURE))


@njit(cache=True)
def _launch(
    firms: Firms, ties: Ties, projects: Projects, markets: Markets, relations: Relations,
    joint: AdvanceProjects, step: int, key: np.uint64,
) -> None:
    row = 0
    for i in range(firms.rows):
        if not firms.alive[i] or firms.projects[i] > 0:
            continue
        willing = firms.openness[i] * (1.0 - 0.5 * firms.habits[i]) * firms.confidence[i]
        if uniform(key, i, 0) >= joint.launching * willing:
            continue
        while row < projects.rows and projects.alive[row]:
            row += 1
        if row == projects.rows:
            return
        projects.members[row, :] = -1
        projects.identities[row, :] = -1
        projects.members[row, 0] = i
        taking_part = 1
        for d in range(ties.neighbour.shape[1]):
            if taking_part == projects.members.shape[1] or not joint.joint_innovation:
                break
            j = ties.neighbour[i, d]
            # Trust first: the rest is asked of the few that have it.
            if (
                ties.trust[i, d] >= relations.trusted_from
                and firms.projects[j] < 2
                and works_jointly(ties, relations, i, d)
            ):
                if uniform(key, i, 2 + d) < firms.openness[j] * ties.trust[j, ties.mirror[i, d]]:
                    projects.members[row, taking_part] = j
                    taking_part += 1
        for seat in range(taking_part):
            j = projects.members[row, seat]
            projects.identities[row, seat] = firms.id[j]
            firms.projects[j] += 1
        projects.alive[row] = True
        projects.joined[row] = taking_part
        projects.started[row] = step
        projects.deadline[row] = step + int(joint.allowed_months)
        projects.progress[row] = 0.0
        projects.structure[row] = joint.usual_structure
        idea = joint.own_idea * firms.openness[i]
        for seat in range(taking_part):
            j = projects.members[row, seat]
            idea = max(idea, firms.outside[j] * _lead_elsewhere(firms.skills[j], markets.frontier))
        combined = combined_novelty(
            firms.skills, firms.language, projects.members[row], taking_part
        )
        projects.novelty[row] = min(1.0, idea + combined)
        projects.outcome[row] = UNDER_WAY


@njit(cache=True)
def _lead_elsewhere(own: Floats, frontier: Floats) -> float:
    lead = 0.0
    for k in range(len(own)):
        lead += max(0.0, frontier[k] - own[k])
    return lead / len(own)


@njit(cache=True)
def _advance(
    firms: Firms, ties: Ties, networks: Networks, projects: Projects, joint: AdvanceProjects,
    step: int, key: np.uint64,
) -> int:
    """Carry projects on; return how many began or ended this month."""
    turns = 0
    for n in range(networks.rows):
        networks.stock[n] *= 1.0 - joint.stock_fading
    for row in range(projects.rows):
        projects.outcome[row] = UNDER_WAY
        if not projects.alive[row]:
            continue
        present = 0
        for seat in range(projects.members.shape[1]):
            j = projects.members[row, seat]
            if j >= 0 and firms.id[j] != projects.identities[row, seat]:
                projects.members[row, seat] = -1
                projects.identities[row, seat] = -1
            elif j >= 0:
                present += 1
        turns += projects.started[row] == step
        speed = joint.pace * projects.structure[row]
        pairs, alike = 0, 0.0
        for one in range(projects.members.shape[1]):
            for other in range(one):
                i, j = projects.members[row, one], projects.members[row, other]
                if i < 0 or j < 0:
                    continue
                pairs += 1
                alike += closeness(firms.language[i], firms.language[j])
                d = place_of(ties, i, j)
                if d >= 0:
                    e = ties.mirror[i, d]
                    ties.joint[i, d] = step
                    ties.joint[j, e] = step
                    ties.purposes[i, d] |= PROJECT
                    ties.purposes[j, e] |= PROJECT
        alike = alike / pairs if pairs > 0 else 1.0
        projects.progress[row] = min(1.0, projects.progress[row] + speed * alike)
        if present < min(2, projects.joined[row]):
            projects.outcome[row] = FAILURE
        elif projects.progress[row] >= 1.0:
            chance = 1.0 - np.exp(-joint.certainty * projects.novelty[row])
            lead_row = row
            for seat in range(projects.members.shape[1]):
                if projects.members[row, seat] >= 0:
                    lead_row = projects.members[row, seat]
                    break
            won = uniform(key, lead_row, 30) < chance
            projects.outcome[row] = SUCCESS if won else FAILURE
        elif step >= projects.deadline[row]:
            projects.outcome[row] = FAILURE
        if projects.outcome[row] == UNDER_WAY:
            continue
        turns += 1
        won = projects.outcome[row] == SUCCESS
        projects.alive[row] = False
        for seat in range(projects.members.shape[1]):
            i = projects.members[row, seat]
            if i < 0:
                continue
            firms.projects[i] -= 1
            if won:
                firms.quality[i] = min(3.0, firms.quality[i] + joint.lead * projects.novelty[row])
                firms.confidence[i] += 0.15 * (1.0 - firms.confidence[i])
            else:
                firms.confidence[i] *= 0.9
            n = firms.network[i]
            if n >= 0 and projects.joined[row] > 1:
                networks.technical_quality[n] += 0.1 * (won - networks.technical_quality[n])
                if won:
                    networks.stock[n] += (
                        joint.stock_gain * projects.novelty[row] * (1.0 - networks.stock[n])
                    )
            for other in range(projects.members.shape[1]):
                j = projects.members[row, other]
                if j < 0 or j == i:
                    continue
                d = place_of(ties, i, j)
                if d >= 0:
                    if won:
                        ties.trust[i, d] += joint.bonding * (1.0 - ties.trust[i, d])
                    else:
                        ties.trust[i, d] *= 1.0 - joint.disappointment
    return turns
