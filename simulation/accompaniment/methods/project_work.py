"""Small teams of participants carry out a joint project with a deliverable and an end date.

Channel: rows of projects, whose tasks, budget and milestones the facilitator sets (C4), and
meetings inside each team; what comes of it is decided where all projects are.
A team needs no prior respect, unlike owners who start a project of themselves: that the facilitator
stands in for it is an assumption with a switch.
Fails: with a facilitator who knows little of projects (worse structured than by partners alone,
the project stalls); among partners who are alike or do not speak one language; without follow-up,
when the sessions are over, the ties fade like any other.
Source: facts 4.5; concepts S75, S100.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.accompaniment.session import Session, each_with_each
from simulation.declarations import Flags, Integers, method, parameter, parameters, switch
from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations, joint_places
from simulation.entities.meetings import Meetings
from simulation.entities.networks import Projects
from simulation.entities.ties import Ties
from simulation.instruments.combining import combined_novelty

MOST_PROJECTS = 2
"""A very small firm takes part in no more at a time."""


@parameters
class ProjectWork:
    """How projects of a programme are set up."""

    team: float = parameter(
        4, unit="firms", low=2, high=5, source="assumption",
        doc="Firms that work together on one deliverable.",
    )
    time_box: float = parameter(
        8, unit="months", low=1, high=36, source="assumption",
        doc="Months until the deliverable is due; `months` in an action's settings says otherwise.",
    )
    worst_structure: float = parameter(
        0.35, unit="share", low=0, high=1, source="assumption",
        doc="How well a project is set up by somebody who cannot do it (C4).",
    )
    ease: float = parameter(
        0.3, unit="share", low=0, high=1, source="assumption",
        doc="How far common work helps two members of a team to understand each other.",
    )
    full_session: float = parameter(
        12.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours of the facilitator from which a session has its full effect.",
    )
    deliverable: bool = switch(
        True, thesis="S75", doc="Teams work for a deliverable; off: they only meet."
    )
    structuring: bool = switch(
        True, thesis="S100 C8", doc="The facilitator's skill structures projects."
    )
    strangers: bool = switch(
        True, thesis="S09 C2",
        doc="Teams may be made of firms that do not yet trust and respect each other; off: only "
        "partners who would work jointly of themselves open a project.",
    )


@method(levels=(1, 3), capability="structure", remedies="confidence")
def project_work(
    session: Session, firms: Firms, ties: Ties, projects: Projects, meetings: Meetings,
    relations: Relations, work: ProjectWork,
) -> None:
    """Small teams carry out a joint project with a deliverable and an end date."""
    strength = session.strength(work.full_session)
    if strength == 0.0 or len(session.rows) < 2:
        return
    begun = 0
    for team in _teams(session.rows, round(work.team)):
        one, other = each_with_each(len(team))
        meetings.invite(team[one], team[other], session.setting, work.ease * strength)
        if work.deliverable and not _at_work(projects, team):
            ready = team if work.strangers else _partners(team, ties, relations)
            begun += _open(session, firms, projects, ready, work, strength)
    session.record["projects_begun"] = float(begun)


def _teams(rows: Integers, size: int) -> list[Integers]:
    """Deal the participants out to teams of at least two, in the order of their invitation."""
    return [
        team for team in np.array_split(rows, -(-len(rows) // size)) if len(team) > 1
    ]


def _partners(team: Integers, ties: Ties, relations: Relations) -> Integers:
    """Return those of a team who would work jointly with its first of themselves, and the first."""
    first = int(team[0])
    places = np.empty(ties.neighbour.shape[1], dtype=np.int32)
    joint = joint_places(ties, relations, first, places)
    partners = ties.neighbour[first, places[:joint]]
    ready: Integers = team[(team == first) | np.isin(team, partners)]
    return ready


def _at_work(projects: Projects, team: Integers) -> bool:
    return bool(_meet_in_one(projects.alive, projects.members, team))


@njit(cache=True)
def _meet_in_one(running: Flags, members: Integers, team: Integers) -> bool:
    for row in range(len(running)):
        if not running[row]:
            continue
        of_team = 0
        for member in members[row]:
            for i in team:
                of_team += member == i
        if of_team > 1:
            return True
    return False


def _open(
    session: Session, firms: Firms, projects: Projects, team: Integers, work: ProjectWork,
    strength: float,
) -> int:
    """Open a project for a team; return whether there were room and hands for it."""
    members = team[firms.projects[team] < MOST_PROJECTS][: projects.members.shape[1]]
    free = np.flatnonzero(~projects.alive)
    if len(members) < 2 or free.size == 0:
        return 0
    row = free[-1]  # from the end: owners' own projects take the first free rows
    projects.vacate(int(row))
    projects.alive[row] = True
    projects.members[row, : len(members)] = members
    projects.identities[row, : len(members)] = firms.id[members]
    projects.joined[row] = len(members)
    projects.started[row] = session.step
    months = float(session.settings.get("months", work.time_box))
    projects.deadline[row] = session.step + round(months)
    skill = strength if work.structuring else 0.5
    projects.structure[row] = work.worst_structure + (1.0 - work.worst_structure) * skill
    projects.novelty[row] = combined_novelty(
        firms.skills, firms.language, projects.members[row], len(members)
    )
    firms.projects[members] += 1
    return 1
