"""Project work puts teams to a deliverable, as well structured as the facilitator can."""

from __future__ import annotations

import numpy as np
import pytest


def living(territory, n=8):
    return np.flatnonzero(territory.firms.alive & (territory.firms.projects == 0))[:n]


def test_it_opens_projects_and_meetings_and_nothing_else(place, hold, changed):
    territory = place()
    moved = changed(territory, lambda: hold(territory, "project_work", living(territory)))
    assert {"meetings", "projects.alive", "projects.members", "projects.structure"} <= moved
    others = moved - {"meetings", "firms.projects"}
    assert all(name.startswith("projects.") for name in others)


@pytest.mark.parametrize("kwargs", [{"hours": 0.0}, {"quality": 0.0}])
def test_without_hours_or_skill_nothing_happens(place, hold, changed, kwargs):
    territory = place()
    rows = living(territory)
    assert not changed(territory, lambda: hold(territory, "project_work", rows, **kwargs))


def test_structure_follows_the_skill_and_a_bad_hand_is_worse_than_none(place, hold):
    usual = 0.6
    structure = {}
    for quality in (0.2, 0.9):
        territory = place()
        hold(territory, "project_work", living(territory, 4), quality=quality)
        begun = territory.projects.alive & (territory.projects.started == territory.clock.step)
        structure[quality] = territory.projects.structure[begun][-1]
    assert structure[0.2] < usual < structure[0.9]


def test_a_team_at_work_is_not_given_a_second_project(place, hold):
    territory = place()
    rows = living(territory, 4)
    assert hold(territory, "project_work", rows).record["projects_begun"] == 1
    assert hold(territory, "project_work", rows, number=1).record["projects_begun"] == 0


def test_the_project_ends_with_success_or_by_its_deadline(place, hold):
    territory = place()
    rows = living(territory, 4)
    hold(territory, "project_work", rows, settings={"months": 5})
    row = np.flatnonzero(np.isin(territory.projects.members, rows).sum(axis=1) > 1)[-1]
    started = territory.projects.started[row]
    territory.run(7)
    assert not territory.projects.alive[row] or territory.projects.started[row] != started


def test_identical_partners_bring_nothing_new(place, hold):
    territory = place()
    rows = living(territory, 4)
    territory.firms.skills[rows] = 0.5
    hold(territory, "project_work", rows)
    row = np.flatnonzero(np.isin(territory.projects.members, rows).sum(axis=1) > 1)[-1]
    assert territory.projects.novelty[row] == 0.0


def test_ties_among_participants_grow_and_fade_without_follow_up(place, hold):
    def trust(territory, rows):
        among = np.isin(territory.ties.neighbour[rows], rows)
        return float(np.where(among, territory.ties.trust[rows], 0.0).sum())

    territory, without = place(), place()
    rows = living(territory, 8)
    for n in range(6):
        hold(territory, "project_work", rows, number=n)
        territory.step()
        without.step()
    after = trust(territory, rows) - trust(without, rows)
    territory.run(40)
    without.run(40)
    assert after > 0.0
    assert trust(territory, rows) - trust(without, rows) < after


def test_without_teams_of_strangers_only_partners_open_a_project(place, hold):
    alone = place(project_work__strangers=False)
    rows = living(alone, 4)
    assert hold(alone, "project_work", rows).record["projects_begun"] == 0

    partners = place(project_work__strangers=False)
    firms, ties = partners.firms, partners.ties
    first = next(i for i in living(partners, 60) if (ties.neighbour[i] >= 0).sum() > 2)
    there = np.flatnonzero(ties.neighbour[first] >= 0)
    friend, stranger = ties.neighbour[first, there[0]], ties.neighbour[first, there[1]]
    firms.projects[[first, friend, stranger]] = 0
    for one, d in ((first, there[0]), (friend, ties.mirror[first, there[0]])):
        ties.trust[one, d] = ties.respect[one, d] = 1.0
        ties.history[one, d] = 12
    ties.trust[first, there[1]] = 0.1
    team = np.array([first, friend, stranger], dtype=np.int32)
    assert hold(partners, "project_work", team).record["projects_begun"] == 1
    row = np.flatnonzero(np.isin(partners.projects.members, team).sum(axis=1) > 1)[-1]
    members = partners.projects.members[row]
    assert set(members[members >= 0]) == {first, friend}
