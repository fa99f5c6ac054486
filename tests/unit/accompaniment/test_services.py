"""Each kind of body has an action of its own, and taking the kind away takes that action away."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from simulation.accompaniment.serving import SERVICES, Rounds
from simulation.declarations import discover, needed
from simulation.entities.bodies import BodyKind, Scale
from simulation.model import Territory

discover()

OWN = {
    BodyKind.CHAMBER: {"meetings"},
    BodyKind.SOCIAL_PARTNER: {"firms.internal_dialogue", "firms.formality"},
    BodyKind.TRAINER: {"firms.skills", "firms.fresh"},
    BodyKind.RESEARCH_INSTITUTE: {"firms.outside", "firms.awareness", "firms.alarm"},
    BodyKind.DEVELOPMENT_AGENCY: {"meetings", "markets.listed"},
    BodyKind.CONSULTANCY: {"firms.skills", "firms.fresh"},
}
SWITCHES = {
    BodyKind.PUBLIC_AUTHORITY: "authorities_act",
    BodyKind.SOCIAL_PARTNER: "social_partners_act",
    BodyKind.RESEARCH_INSTITUTE: "institutes_act",
    BodyKind.DEVELOPMENT_AGENCY: "agencies_act",
    BodyKind.CONSULTANCY: "consultancies_act",
}


def serve(territory: Territory, body: int, *, quality: float = 1.0, n: int = 12, key: int = 5):
    rows = np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)
    function = SERVICES[BodyKind(int(territory.bodies.kind[body]))]
    rounds = Rounds(body, rows, quality, np.uint64(key), territory.clock.step)
    given = {**territory._offered(), Rounds: rounds}
    function(*(given[kind] for kind in needed(function).values()))
    return rows


def body_of(territory, kind, scale=None):
    mine = territory.bodies.kind == kind
    if scale is not None:
        mine = mine & (territory.bodies.scale == scale)
    return int(np.flatnonzero(mine)[0])


@pytest.fixture
def ready(place) -> Callable[..., Territory]:
    def make(**changes):
        territory = place(**changes)
        territory.surroundings.signal[:] = 0.5
        territory.firms.alarm[:] = 0.4
        return territory

    return make


def test_every_kind_has_a_service():
    assert set(SERVICES) == set(BodyKind)


@pytest.mark.parametrize("kind", sorted(OWN))
def test_a_kind_does_its_own_and_nothing_else(ready, changed, kind):
    territory = ready()
    assert changed(territory, lambda: serve(territory, body_of(territory, kind))) == OWN[kind]


@pytest.mark.parametrize("kind", sorted(set(OWN) - {BodyKind.CHAMBER, BodyKind.DEVELOPMENT_AGENCY}))
def test_a_body_that_is_not_engaged_changes_nothing(ready, changed, kind):
    territory = ready()
    assert not changed(territory, lambda: serve(territory, body_of(territory, kind), quality=0.0))


@pytest.mark.parametrize("kind", sorted(SWITCHES))
def test_each_kind_can_be_ablated(ready, changed, kind):
    territory = ready(ablate=[SWITCHES[kind]])
    territory.firms.projects[:] = 1
    for body in np.flatnonzero(territory.bodies.kind == kind):
        assert not changed(territory, lambda body=int(body): serve(territory, body))


# --- Authorities, by scale ----------------------------------------------------------------------


def test_the_town_works_on_the_environment(ready, changed):
    territory = ready()
    town = body_of(territory, BodyKind.PUBLIC_AUTHORITY, Scale.LOCAL)
    before = territory.surroundings.environment[0]
    assert changed(territory, lambda: serve(territory, town)) == {"surroundings.environment"}
    assert territory.surroundings.environment[0] > before


def test_the_region_funds_those_who_carry_a_project_as_far_as_declared(ready):
    territory = ready()
    region = body_of(territory, BodyKind.PUBLIC_AUTHORITY, Scale.REGIONAL)
    territory.firms.projects[:] = 0
    territory.firms.projects[:4] = 1
    territory.firms.formality[:2], territory.firms.formality[2:4] = 1.0, 0.0
    before = territory.firms.capital.copy()
    serve(territory, region)
    given = territory.firms.capital - before
    assert given[:2] == pytest.approx(0.5)
    assert not given[2:].any()


def lifted(ready, pacts):
    """How often a rule is lifted in 300 months in which everybody heard is in trouble."""
    territory = ready()
    ministry = body_of(territory, BodyKind.PUBLIC_AUTHORITY, Scale.NATIONAL)
    territory.bodies.pacts[ministry] = pacts
    territory.firms.profit[:] = -1.0
    firms, routines = territory.firms, territory.routines
    count = 0
    for key in range(300):
        routines.rung[:] = 3
        serve(territory, ministry, n=1, key=key)
        count += int((routines.rung == 2).sum())
    assert firms.alive.any()
    return count


def test_the_ministry_lifts_rules_where_firms_are_in_trouble_and_sooner_with_pacts(ready):
    alone, with_pacts = lifted(ready, 0), lifted(ready, 4)
    assert 0 < alone < with_pacts


def test_the_ministry_leaves_rules_alone_where_firms_do_well(ready, changed):
    territory = ready()
    territory.firms.profit[:] = 1.0
    territory.routines.rung[:] = 3
    ministry = body_of(territory, BodyKind.PUBLIC_AUTHORITY, Scale.NATIONAL)
    for key in range(50):
        serve(territory, ministry, key=key)
    assert (territory.routines.rung == 3).all()


# --- Without a kind -----------------------------------------------------------------------------


def introductions(territory: Territory) -> int:
    """How many meetings the chamber arranges in a year."""
    total = 0
    for _ in range(12):
        territory.services.work(territory.clock.step)
        total += sum(len(first) for first, *_ in territory.meetings._invited)
        territory.meetings._invited.clear()
        territory.step()
    return total


def test_without_a_chamber_fewer_are_introduced_and_the_other_bodies_are_the_same():
    given = {"seed": 5, "n_firms": 100, "months": 24, "warm_up": 0}
    whole = Territory("baseline", **given)
    without = Territory("baseline", **given, without_bodies=["chamber"])
    assert whole.bodies.names[1:] == without.bodies.names
    for column in ("vision", "language", "legitimacy", "mission", "hours"):
        assert np.array_equal(getattr(whole.bodies, column)[1:], getattr(without.bodies, column))
    assert introductions(without) < introductions(whole)


@pytest.mark.parametrize("kind", [kind.name.lower() for kind in BodyKind])
def test_without_any_kind_something_is_different(kind):
    given = {"seed": 5, "n_firms": 300, "months": 24, "warm_up": 0}
    whole = Territory("baseline", **given).run()
    without = Territory("baseline", **given, without_bodies=[kind]).run()
    one, other = whole.observations.values, without.observations.values
    assert not np.array_equal(one, other, equal_nan=True)


def test_a_body_left_out_must_be_known():
    with pytest.raises(Exception, match="without_bodies"):
        Territory("baseline", n_firms=20, months=1, without_bodies=["church"])


def test_duplicate_missions_cost_hours_and_coordination_gives_them_back():
    given = {
        "seed": 5,
        "n_firms": 200,
        "months": 12,
        "warm_up": 0,
        "bodies.other_centre": {
            "kind": "trainer",
            "hours": 0.2,
            "mission": {"technical": 1, "commercial": 1, "digital": 1},
        },
    }
    served = {}
    for ablate in ((), ("serving.duplicates",)):
        territory = Territory("baseline", **given, ablate=list(ablate))
        total = 0
        for _ in range(12):
            territory.step()
            total += int(territory.bodies.served[territory.bodies.kind == BodyKind.TRAINER].sum())
        served[ablate] = total
    assert served[()] < served["serving.duplicates",]
