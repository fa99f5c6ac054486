"""Bodies and facilitators are agents of Mesa's, each of a class of its own, with an action."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

from simulation.accompaniment.programme import (
    Action,
    FacilitatorProfile,
    Participants,
    Programme,
)
from simulation.agents import Firm
from simulation.agents_of_bodies import (
    Body,
    Chamber,
    Consultancy,
    DevelopmentAgency,
    Facilitator,
    PublicAuthority,
    ResearchInstitute,
    SocialPartner,
    Trainer,
)
from simulation.model import Territory

CLASSES = (
    Chamber,
    PublicAuthority,
    SocialPartner,
    Trainer,
    ResearchInstitute,
    DevelopmentAgency,
    Consultancy,
)
CIRCLE = Programme(
    name="circle",
    start=0,
    facilitator=FacilitatorProfile(count=2),
    actions=(
        Action(
            name="set", method="action_learning", sessions=12, participants=Participants(count=6)
        ),
    ),
)


def small(**changes) -> Territory:
    given = {"seed": 3, "n_firms": 120, "months": 24, "warm_up": 0, **changes}
    return Territory("baseline", **given)


def test_every_body_and_facilitator_is_listed_by_its_class_before_the_firms():
    territory = small(programme=CIRCLE)
    by_type = territory.agents_by_type
    assert {*CLASSES, Facilitator, Firm} == set(territory.agent_types)
    assert sum(len(by_type[kind]) for kind in CLASSES) == territory.bodies.rows
    assert len(by_type[Facilitator]) == 2
    assert [type(agent) for agent in territory.agents][-1] is Firm
    assert len({agent.unique_id for agent in territory.agents}) == len(territory.agents)


def test_a_kind_left_out_has_no_agents():
    assert Chamber not in small(without_bodies=["chamber"]).agent_types


def test_a_body_shows_its_row_and_writes_it_within_bounds():
    territory = small()
    (chamber,) = territory.agents_by_type[Chamber]
    assert (chamber.name, chamber.role) == ("chamber", "local chamber")
    assert chamber.covers == {"commercial": 1.0, "organising": 1.0, "cooperation": 1.0}
    assert type(chamber.hours) is float
    chamber.mission[:] = 9.0
    assert (territory.bodies.mission <= 1.0).all()
    chamber.engagement = 0.25
    assert territory.bodies.engagement[chamber.row] == 0.25
    for name, wrong in (("engagement", 1.2), ("engagement", float("nan")), ("mission", 0.5)):
        with pytest.raises(ValueError, match=name):
            setattr(chamber, name, wrong)
    with pytest.raises(AttributeError, match="near: engagement"):
        chamber.engagment = 0.5
    with pytest.raises(AttributeError, match="near: pledged"):
        _ = chamber.pleged
    with pytest.raises(TypeError, match="without_bodies"):
        chamber.remove()
    assert repr(chamber) == "Chamber('chamber')"
    assert isinstance(chamber, Body)


def test_partners_are_those_of_pacts():
    territory = small()
    pact = territory.bodies.pact_with
    pact[0, 2] = pact[2, 0] = True
    (chamber,) = territory.agents_by_type[Chamber]
    assert chamber.partners == (territory.bodies.names[2],)


@pytest.mark.parametrize("kind", CLASSES)
def test_each_class_acts_when_asked(kind):
    territory = small(n_firms=400, **{"schedule.without": ["serve"]})
    territory.firms.projects[:] = 1
    for agent in territory.agents_by_type[kind]:
        served = agent.act()
        assert served == agent.served
    assert sum(agent.served for agent in territory.agents_by_type[kind]) > 0


def test_agents_that_act_by_hand_do_what_the_process_does():
    """Every month each body whose turn it is: the same draws, the same bits."""
    from simulation.accompaniment import serving

    by_process, by_hand = small(), small(**{"schedule.without": ["serve"]})
    step = 0
    by_process.services.work(step)
    for kind in CLASSES:
        for agent in by_hand.agents_by_type[kind]:
            if (step + agent.row) % serving.ROUND == 0:
                agent.act()
    assert np.array_equal(by_process.firms.skills, by_hand.firms.skills)
    assert np.array_equal(by_process.bodies.served, by_hand.bodies.served)


def test_a_facilitator_holds_the_sessions_that_are_due():
    territory = small(programme=CIRCLE).run(3)
    before = territory.steering.account.sessions
    one, other = territory.agents_by_type[Facilitator]
    assert one.role == "adviser of processes"
    assert one.capabilities["structure"] == pytest.approx(0.7)
    assert one.act() == 1
    assert territory.steering.account.sessions == before + 1
    assert repr(other) == "Facilitator(1)"


@pytest.mark.parametrize("way", ["pickle", "deepcopy"])
def test_a_copy_has_agents_of_its_own(way):
    territory = small()
    (chamber,) = territory.agents_by_type[Chamber]
    pair = (territory, chamber)
    other, twin = pickle.loads(pickle.dumps(pair)) if way == "pickle" else copy.deepcopy(pair)
    assert twin.model is other
    twin.engagement = 0.1
    assert chamber.engagement != 0.1
    assert len(other.agents) == len(territory.agents)
