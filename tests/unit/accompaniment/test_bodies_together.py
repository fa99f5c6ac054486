"""Bodies talk, agree across scales, reorganise their services, and keep or break their pledges."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.commitments import Commitments, settle_month
from simulation.accompaniment.methods.body_dialogue import balance_of_voices
from simulation.accompaniment.programme import Action, Participants, Programme
from simulation.instruments.missions import duplicated, needs_of, overlap, uncovered
from simulation.model import Territory


def everybody(territory):
    return list(range(territory.bodies.rows))


def test_dialogue_moves_only_what_bodies_say_and_want(place, hold, changed):
    territory = place()
    moved = changed(
        territory, lambda: hold(territory, "body_dialogue", bodies=everybody(territory))
    )
    assert moved == {"bodies.language", "bodies.vision", "bodies.engagement"}


def test_a_monologue_moves_nobody(place, hold, changed):
    territory = place()
    authorities = np.flatnonzero(territory.bodies.kind == 1)
    assert len(authorities) > 1
    assert not changed(territory, lambda: hold(territory, "body_dialogue", bodies=authorities))
    assert balance_of_voices(np.array([1, 1, 1])) == 0.0
    assert balance_of_voices(np.arange(7)) == pytest.approx(1.0)


@pytest.mark.parametrize("method", ["body_dialogue", "cross_scale_pact", "reorganise_services"])
@pytest.mark.parametrize("kwargs", [{"hours": 0.0}, {"quality": 0.0}])
def test_no_hours_or_no_skill_no_effect(place, hold, changed, method, kwargs):
    territory = place()
    assert not changed(
        territory, lambda: hold(territory, method, bodies=everybody(territory), **kwargs)
    )


def agreed(place, hold, quality=1.0, engagement=1.0, **columns):
    territory = place()
    territory.bodies.engagement[:] = engagement
    for name, value in columns.items():
        getattr(territory.bodies, name)[:] = value
    for n in range(6):
        hold(
            territory,
            "cross_scale_pact",
            bodies=everybody(territory),
            quality=quality,
            key=n,
            number=n,
        )
    return territory.bodies


def test_pacts_join_different_scales_only_both_ways(place, hold, changed):
    territory = place()
    territory.bodies.engagement[:] = 1.0
    moved = changed(
        territory, lambda: hold(territory, "cross_scale_pact", bodies=everybody(territory))
    )
    assert moved == {"bodies.pact_with", "bodies.pacts"}
    pacts = territory.bodies.pact_with
    assert np.array_equal(pacts, pacts.T)
    one, other = np.nonzero(pacts)
    assert (territory.bodies.scale[one] != territory.bodies.scale[other]).all()


def test_pacts_need_engagement_a_good_host_and_near_visions(place, hold):
    best = agreed(place, hold).pacts.sum()
    assert best > agreed(place, hold, quality=0.2).pacts.sum()
    assert agreed(place, hold, engagement=0.0).pacts.sum() == 0
    assert agreed(place, hold, scale=1).pacts.sum() == 0
    far = np.tile(np.array([0.0, 1.0] * 5)[:9, None], (1, 4))
    assert agreed(place, hold, vision=far).pacts.sum() < best


def test_services_move_towards_the_gaps_and_only_missions_move(place, hold, changed):
    territory = place()
    territory.bodies.engagement[:] = 1.0
    bodies, firms = territory.bodies, territory.firms
    needs = needs_of(firms.skills, firms.alive, territory.markets.frontier)
    before = uncovered(needs, bodies.mission, bodies.hours)
    moved = changed(
        territory,
        lambda: [
            hold(territory, "reorganise_services", bodies=everybody(territory)) for _ in range(8)
        ],
    )
    assert moved == {"bodies.mission"}
    assert uncovered(needs, bodies.mission, bodies.hours) < before


def test_a_wrong_diagnosis_reorganises_worse(place, hold):
    left = {}
    for quality in (0.3, 1.0):
        territory = place()
        territory.bodies.engagement[:] = 1.0
        for n in range(20):
            session = hold(
                territory,
                "reorganise_services",
                bodies=everybody(territory),
                quality=quality,
                key=n,
                hours=12.0 / quality,
            )
        left[quality] = session.record["uncovered_needs"]
    assert left[1.0] < left[0.3]


def test_overlap_and_duplicates_by_hand():
    mission = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    hours = np.array([10.0, 10.0, 20.0])
    assert overlap(mission, hours) == pytest.approx(0.25)
    assert [duplicated(mission, np.array([3, 3, 3]), n) for n in range(3)] == [1.0, 1.0, 0.0]
    assert [duplicated(mission, np.array([3, 4, 3]), n) for n in range(3)] == [0.0, 0.0, 0.0]


# --- Pledged and delivered ----------------------------------------------------------------------


def month_of(territory, asked, given, **switches):
    settle_month(
        territory.bodies,
        territory.firms,
        np.asarray(asked, float),
        np.asarray(given, float),
        Commitments(**switches),
    )


def asked_of(territory, row, share_given):
    asked = np.zeros(territory.bodies.rows)
    asked[row] = float(territory.bodies.pledged[row] * territory.bodies.hours[row])
    return asked, asked * share_given


def test_a_month_without_requests_changes_nothing(place, changed):
    territory = place()
    nothing = np.zeros(territory.bodies.rows)
    assert not changed(territory, lambda: month_of(territory, nothing, nothing))


def test_who_gives_what_was_pledged_is_seen_to(place, changed):
    territory = place()
    before = territory.bodies.delivered[0]
    territory.bodies.delivered[0] = 0.0
    moved = changed(territory, lambda: month_of(territory, *asked_of(territory, 0, 1.0)))
    assert moved == {"bodies.delivered"}
    assert territory.bodies.delivered[0] == pytest.approx(0.1 * territory.bodies.pledged[0])
    assert before > 0.0


def test_an_unkept_pledge_costs_the_others_engagement_and_firms_support(place, changed):
    territory = place()
    engagement = territory.bodies.engagement.copy()
    moved = changed(territory, lambda: month_of(territory, *asked_of(territory, 0, 0.0)))
    assert moved == {"bodies.delivered", "bodies.engagement", "firms.support"}
    assert (territory.bodies.engagement[1:] < engagement[1:]).all()
    assert territory.bodies.engagement[0] == engagement[0]


def test_nobody_minds_when_pledges_are_not_seen(place, changed):
    territory = place()
    month = asked_of(territory, 0, 0.0)
    assert changed(territory, lambda: month_of(territory, *month, pledges_seen=False)) == {
        "bodies.delivered"
    }


def test_partners_of_a_pact_follow_the_more_engaged(place):
    territory = place()
    bodies = territory.bodies
    bodies.engagement[:] = 0.2
    bodies.engagement[1] = 0.9
    bodies.pact_with[0, 1] = bodies.pact_with[1, 0] = True
    month_of(territory, np.zeros(bodies.rows), np.zeros(bodies.rows))
    assert bodies.engagement[0] > 0.2
    assert bodies.engagement[1] == 0.9
    assert (bodies.engagement[2:] == 0.2).all()


def meeting_every_month(*, withdrawing: bool) -> Territory:
    everyone = Participants(who="bodies", count=0)
    actions = [Action(name="talk", method="body_dialogue", sessions=20, participants=everyone)]
    if withdrawing:
        actions.append(
            Action(
                name="leave",
                method="withdrawal",
                start=4,
                sessions=1,
                participants=everyone,
                settings={"scale": "regional"},
            )
        )
    programme = Programme(name="p", start=1, actions=tuple(actions))
    return Territory("baseline", 3, n_firms=60, months=18, warm_up=0, programme=programme).run()


def test_the_withdrawal_of_a_scale_is_felt_by_the_others_and_by_firms():
    staying, left = meeting_every_month(withdrawing=False), meeting_every_month(withdrawing=True)
    local = staying.bodies.scale == 0
    assert (left.bodies.engagement[local] < staying.bodies.engagement[local]).all()
    assert left.firms.support.mean() < staying.firms.support.mean()
    regional = left.bodies.scale == 1
    assert (left.bodies.delivered[regional] < left.bodies.pledged[regional]).all()
