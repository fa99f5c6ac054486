"""Visits bring contacts and skills where hosts are understood; territories exchange both ways."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.programme import Action, Participants, Programme
from simulation.errors import InputError
from simulation.territories import SideBySide


def living(territory, n=20):
    return np.flatnonzero(territory.firms.alive)[:n]


def visiting(**settings) -> Programme:
    return Programme(
        name="visits",
        start=1,
        actions=(
            Action(
                name="visit",
                method="peer_visits",
                hours=24,
                sessions=8,
                participants=Participants(choose="strongest", count=15, stable=False),
                settings=settings,
            ),
        ),
    )


def test_contacts_outside_and_skills_move_and_nothing_else(place, hold, changed):
    territory = place()
    moved = changed(
        territory,
        lambda: hold(territory, "peer_visits", living(territory), settings={"bridge": 1.0}),
    )
    assert moved == {"firms.outside", "firms.skills"}


@pytest.mark.parametrize(
    "kwargs", [{"hours": 0.0}, {"quality": 0.0}, {"settings": {"bridge": 0.0}}]
)
def test_no_hours_no_skill_or_no_bridge_no_effect(place, hold, changed, kwargs):
    territory = place()
    rows = living(territory)
    assert not changed(territory, lambda: hold(territory, "peer_visits", rows, **kwargs))


def test_a_better_bridge_and_a_better_host_help_more(place, hold):
    gained = {}
    for bridge, quality in ((0.3, 1.0), (1.0, 1.0), (1.0, 0.3)):
        territory = place()
        rows = living(territory, 80)
        before = territory.firms.outside[rows].sum()
        hold(territory, "peer_visits", rows, quality=quality, settings={"bridge": bridge})
        gained[bridge, quality] = territory.firms.outside[rows].sum() - before
    assert gained[1.0, 1.0] > gained[0.3, 1.0] > 0.0
    assert gained[1.0, 1.0] > gained[1.0, 0.3] > 0.0


def test_without_the_mechanism_no_bridge_is_needed(place, hold, changed):
    territory = place(ablate=["peer_visits.language_bridge"])
    assert changed(
        territory,
        lambda: hold(territory, "peer_visits", living(territory), settings={"bridge": 0.0}),
    )


def side_by_side(bridge, programme) -> SideBySide:
    return SideBySide(
        ["baseline", "mono_product"],
        programme=programme,
        seed=3,
        bridge=bridge,
        n_firms=60,
        months=14,
        warm_up=0,
    ).run()


@pytest.fixture(scope="module")
def arms():
    return {
        name: side_by_side(bridge, programme)
        for name, bridge, programme in (
            ("bridge", 1.0, visiting()),
            ("no bridge", 0.0, visiting()),
            ("alone", 1.0, "none"),
        )
    }


def skills(places: SideBySide) -> list[np.ndarray]:
    return [each.firms.skills for each in places.territories]


def test_visits_between_territories_add_only_where_there_is_a_bridge(arms):
    outside = {
        name: [each.firms.outside[each.firms.alive].mean() for each in places.territories]
        for name, places in arms.items()
    }
    for n in range(2):
        assert outside["bridge"][n] > outside["no bridge"][n]
        assert outside["no bridge"][n] == pytest.approx(outside["alone"][n], abs=0.01)


def test_hosts_learn_too_and_the_order_of_territories_does_not_matter(arms):
    swapped = SideBySide(
        ["mono_product", "baseline"],
        programme=visiting(),
        bridge=1.0,
        seed=3,
        n_firms=60,
        months=2,
        warm_up=0,
    )
    assert swapped.running
    guests = []
    original = swapped.territories[0].elsewhere.take_guests

    def watched():
        found = original()
        guests.extend(found)
        return found

    swapped.territories[0].elsewhere.take_guests = watched
    swapped.run()
    assert guests
    assert not swapped.territories[0].elsewhere.guests


def test_side_by_side_is_reproducible_and_says_which_territory(arms):
    again = side_by_side(1.0, visiting())
    for one, other in zip(skills(arms["bridge"]), skills(again), strict=True):
        assert np.array_equal(one, other)
    frame = again.frame()
    assert set(frame["territory"]) == {"0 baseline", "1 mono_product"}
    assert len(frame) == 28


@pytest.mark.parametrize("bridge", [-0.1, [0.5], [0.5, 2.0]])
def test_bridges_that_do_not_fit_are_refused(bridge):
    with pytest.raises(InputError, match="bridge"):
        SideBySide(["baseline", "baseline"], bridge=bridge, n_firms=20, months=1)


def test_one_territory_has_nobody_beside_it():
    with pytest.raises(InputError, match="at least two"):
        SideBySide(["baseline"])
