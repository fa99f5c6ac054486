"""A body's rounds, by hand: whose turn it is, whom it has hours for, who accepts it, what that adds."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.serving import ROUND
from simulation.entities.bodies import BodyKind


@pytest.fixture
def town(place):
    """A territory in which everybody accepts its trainer, who has eight hours a month."""
    territory = place()
    territory.firms.formality[:] = 1.0
    body = int(np.flatnonzero(territory.bodies.kind == BodyKind.TRAINER)[0])
    territory.bodies.hours[body] = 8.0
    territory.bodies.pledged[body] = 0.0
    territory.bodies.legitimacy[body] = 1.0
    return territory, body


def test_each_body_has_its_turn_once_in_a_round_and_not_all_at_once(town, monkeypatch):
    territory, _ = town
    turns: list[tuple[int, int]] = []
    monkeypatch.setattr(territory.services, "serve", lambda body, step: turns.append((step, body)))
    for step in range(60, 60 + ROUND):
        territory.services.work(step)
    assert sorted(body for _, body in turns) == list(range(len(territory.bodies.names)))
    assert {(step + body) % ROUND for step, body in turns} == {0}
    assert len({step for step, _ in turns}) == ROUND


@pytest.mark.parametrize(
    ("hours", "pledged", "served"), [(8, 0, 6), (8, 0.5, 3), (16, 0, 12), (0, 0, 0)]
)
def test_a_round_serves_whom_there_are_hours_for_in_three_months(town, hours, pledged, served):
    territory, body = town
    territory.bodies.hours[body], territory.bodies.pledged[body] = hours, pledged
    for step in range(5):
        territory.services.serve(body, step)
        assert int(territory.bodies.served[body]) in ({served} if hours else {0, 1})


def test_an_hour_a_month_serves_a_firm_now_and_then(town):
    territory, body = town
    territory.bodies.hours[body] = 1.0
    total = 0
    for step in range(200):
        territory.services.serve(body, step)
        total += int(territory.bodies.served[body])
    assert total == pytest.approx(200 * 0.75, abs=25)


def test_who_does_not_accept_it_or_works_undeclared_is_not_reached(town):
    territory, body = town
    territory.bodies.legitimacy[body] = 0.0
    territory.services.serve(body, 0)
    assert territory.bodies.served[body] == 0
    territory.bodies.legitimacy[body] = 1.0
    territory.firms.formality[:] = 0.0
    territory.services.serve(body, 0)
    assert territory.bodies.served[body] == 0


def test_it_asks_three_for_each_place_and_then_gives_up(town):
    territory, body = town
    found = []
    for step in range(200):
        territory.bodies.legitimacy[body] = 0.1
        territory.services.serve(body, step)
        found.append(int(territory.bodies.served[body]))
    # Eighteen are asked and one in ten accepts.
    assert np.mean(found) == pytest.approx(1.8, abs=0.4)


def test_whoever_was_served_accepts_it_more_by_a_share_of_what_is_missing(town):
    territory, body = town
    territory.bodies.legitimacy[body] = 0.5
    territory.services.serve(body, 0)
    more = territory.bodies.legitimacy[body] - 0.5
    assert int((more > 0).sum()) == int(territory.bodies.served[body]) > 0
    assert more[more > 0] == pytest.approx(0.01 * 0.5, rel=1e-4)


def test_two_with_the_same_mission_lose_hours_to_each_other(place):
    served = {}
    for ablate in ((), ("serving.duplicates",)):
        territory = place(ablate=list(ablate), bodies__twin={"kind": "trainer", "hours": 8.0})
        territory.firms.formality[:] = 1.0
        twins = np.flatnonzero(territory.bodies.kind == BodyKind.TRAINER)[-2:]
        territory.bodies.mission[twins] = territory.bodies.mission[twins[0]]
        body = int(twins[0])
        territory.bodies.hours[body], territory.bodies.pledged[body] = 40.0, 0.0
        territory.bodies.legitimacy[body] = 1.0
        territory.services.serve(body, 0)
        served[bool(ablate)] = int(territory.bodies.served[body])
    assert served[True] == 30
    assert served[False] in (int(30 * 0.7), int(30 * 0.7) + 1)
