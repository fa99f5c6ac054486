"""Owners start projects, with trusted partners or alone, and carry them to an end."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from tests.reference.obvious_firm import closeness
from tests.reference.obvious_things import Project

if TYPE_CHECKING:
    from tests.reference.keyed_draws import Stream
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory

MOST_MEMBERS = 5


def advance_projects(territory: ObviousTerritory) -> None:
    """New projects start; then all go on, and some end."""
    draw = territory.draws("advance_projects")
    territory.projects = [
        project if project and project.outcome == "under way" else None
        for project in territory.projects
    ]
    start_projects(territory, draw)
    for network in territory.networks:
        if network is not None:
            network.stock *= 1.0 - territory.parameters.advance_projects.stock_fading
    for project in territory.projects:
        if project is not None:
            advance(project, territory)
            decide(project, territory, draw)
            if project.outcome != "under way":
                end(project, territory)


def start_projects(territory: ObviousTerritory, draw: Stream) -> None:
    """Owners with no project under way may start one, as long as a place is free."""
    rule = territory.parameters.advance_projects
    for firm in territory.firms():
        willing = firm.openness * (1.0 - 0.5 * firm.habits) * firm.confidence
        if firm.projects > 0 or draw.uniform(firm.slot, 0) >= rule.launching * willing:
            continue
        if None not in territory.projects:
            return
        members = [firm]
        if rule.joint_innovation:
            members += willing_partners(firm, territory, draw)
        for member in members:
            member.projects += 1
        territory.projects[territory.projects.index(None)] = Project(
            members=list(members),
            started=territory.months_lived,
            deadline=territory.months_lived + int(rule.allowed_months),
            structure=rule.usual_structure,
            novelty=novelty_of(members, territory),
            joined=len(members),
        )


def willing_partners(
    firm: ObviousFirm, territory: ObviousTerritory, draw: Stream
) -> list[ObviousFirm]:
    """Ask partners in the order of their places, until the project is full."""
    relations = territory.parameters.relations
    partners: list[ObviousFirm] = []
    for place, tie in enumerate(firm.ties):
        if len(partners) == MOST_MEMBERS - 1:
            break
        if (
            tie is None
            or tie.partner.projects >= 2
            or not tie.works_jointly(
                relations.trusted_from, relations.respect_needed, relations.history_needed
            )
        ):
            continue
        if draw.uniform(firm.slot, 2 + place) < tie.partner.openness * tie.other.trust:
            partners.append(tie.partner)
    return partners


def novelty_of(members: list[ObviousFirm], territory: ObviousTerritory) -> float:
    """Return the leader's own idea or the best one seen outside, plus what can be combined."""
    idea = territory.parameters.advance_projects.own_idea * members[0].openness
    for firm in members:
        ahead = [
            max(0.0, there - here)
            for there, here in zip(territory.frontier, firm.skills, strict=True)
        ]
        idea = max(idea, firm.outside * (sum(ahead) / len(ahead)))
    return min(1.0, idea + combined_novelty(members))


def combined_novelty(members: list[ObviousFirm]) -> float:
    """Return what members can combine beyond each one's own, as far as they share a language."""
    if len(members) < 2:
        return 0.0
    beyond = 0.0
    n_skills = len(members[0].skills)
    for k in range(n_skills):
        levels = [firm.skills[k] for firm in members]
        beyond += max(levels) - sum(levels) / len(levels)
    shared = [
        max(0.0, 2.0 * closeness(one.language, other.language) - 1.0)
        for one, other in pairs_of(members)
    ]
    return min(1.0, 2.0 * beyond / n_skills * sum(shared) / len(shared))


def pairs_of(members: list[ObviousFirm]) -> list[tuple[ObviousFirm, ObviousFirm]]:
    """Return each pair once: (2nd, 1st), (3rd, 1st), (3rd, 2nd) and so on."""
    by_seat = sorted(combinations(range(len(members)), 2), key=lambda pair: (pair[1], pair[0]))
    return [(members[later], members[earlier]) for earlier, later in by_seat]


def advance(project: Project, territory: ObviousTerritory) -> None:
    """Work goes on at the pace of its structure, as far as the members share a language."""
    project.members = [
        firm if firm is not None and firm.alive else None for firm in project.members
    ]
    pairs = pairs_of(project.present())
    for one, other in pairs:
        tie = one.tie_with(other)
        if tie is not None:
            for half in (tie, tie.other):
                half.joint = territory.months_lived
                half.purposes.add("project")
    alike = 1.0
    if pairs:
        alike = sum(closeness(one.language, other.language) for one, other in pairs) / len(pairs)
    speed = territory.parameters.advance_projects.pace * project.structure
    project.progress = min(1.0, project.progress + speed * alike)


def decide(project: Project, territory: ObviousTerritory, draw: Stream) -> None:
    """A project fails for want of people or time; one that is finished may succeed."""
    certainty = territory.parameters.advance_projects.certainty
    present = project.present()
    if len(present) < min(2, project.joined):
        project.outcome = "failure"
    elif project.progress >= 1.0:
        chance = 1.0 - math.exp(-certainty * project.novelty)
        succeeds = draw.uniform(present[0].slot, 30) < chance
        project.outcome = "success" if succeeds else "failure"
    elif territory.months_lived >= project.deadline:
        project.outcome = "failure"


def end(project: Project, territory: ObviousTerritory) -> None:
    """Success gives a lead, courage and trust, and feeds the network; failure takes some."""
    rule = territory.parameters.advance_projects
    won = project.outcome == "success"
    for firm in project.present():
        firm.projects -= 1
        if won:
            firm.quality = min(3.0, firm.quality + rule.lead * project.novelty)
            firm.confidence += 0.15 * (1.0 - firm.confidence)
        else:
            firm.confidence *= 0.9
        network = firm.network
        if network is not None and project.joined > 1:
            network.technical_quality += 0.1 * (won - network.technical_quality)
            if won:
                network.stock += rule.stock_gain * project.novelty * (1.0 - network.stock)
        for other in project.present():
            tie = firm.tie_with(other)
            if tie is not None and won:
                tie.trust += rule.bonding * (1.0 - tie.trust)
            elif tie is not None:
                tie.trust *= 1.0 - rule.disappointment
