"""Large groups come closer when visions are seen first; a forced vote leaves a losing group."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.participation import willingness
from simulation.instruments.shared_vision import acceptability, vision_distance


def room(territory):
    """Two opposed trades, the larger at one end and the smaller at the other."""
    family = territory.markets.family[territory.firms.product]
    alive = territory.firms.alive
    sizes = [(int((alive & (family == f)).sum()), f) for f in set(family[alive].tolist())]
    (_, large), (_, small) = sorted(sizes, reverse=True)[:2]
    many = np.flatnonzero(alive & (family == large))[:8]
    few = np.flatnonzero(alive & (family == small))[:4]
    territory.firms.vision[many] = 0.8
    territory.firms.vision[few] = 0.3
    return many, few


def test_only_visions_move_when_nothing_is_voted(place, hold, changed):
    territory = place()
    rows = np.concatenate(room(territory))
    bodies = [0, 1, 2]
    moved = changed(
        territory,
        lambda: hold(
            territory, "large_group_negotiation", rows, bodies=bodies, settings={"vote": 0.0}
        ),
    )
    assert moved == {"firms.vision", "bodies.vision"}


def test_zero_hours_change_nothing_not_even_by_a_vote(place, hold, changed):
    territory = place()
    rows = np.concatenate(room(territory))
    assert not changed(
        territory,
        lambda: hold(
            territory, "large_group_negotiation", rows, hours=0.0, settings={"visualise": 0.0}
        ),
    )


def test_distance_falls_and_acceptability_rises_with_quality(place, hold):
    seen = {}
    for quality in (0.1, 0.5, 1.0):
        territory = place()
        rows = np.concatenate(room(territory))
        for n in range(4):
            session = hold(
                territory,
                "large_group_negotiation",
                rows,
                number=n,
                quality=quality,
                settings={"vote": 0.0},
            )
        seen[quality] = session.record
    apart = [seen[quality]["vision_distance"] for quality in (1.0, 0.5, 0.1)]
    assert apart == sorted(apart)
    assert apart[0] < apart[2]
    assert seen[1.0]["acceptability"] > seen[0.1]["acceptability"]


def test_a_forced_vote_leaves_losers_who_then_stay_away(place, hold):
    territory = place()
    many, few = room(territory)
    rows = np.concatenate([many, few])
    firms = territory.firms
    before = willingness(firms, rows, firms.support[rows])
    session = hold(territory, "large_group_negotiation", rows, settings={"visualise": 0.0})
    after = willingness(firms, rows, firms.support[rows])
    lost = after < before - 1e-9
    assert lost[len(many) :].all()
    assert not lost[: len(many)].any()
    assert session.record["losing"] == pytest.approx(len(few) / len(rows))


def test_seen_for_long_enough_the_same_vote_leaves_fewer_losers(place, hold):
    territory = place()
    rows = np.concatenate(room(territory))
    for n in range(6):
        session = hold(
            territory,
            "large_group_negotiation",
            rows,
            number=n,
            settings={"vote": float(n == 5)},
        )
    assert session.record["losing"] == 0.0


def test_without_the_mechanism_seeing_changes_nothing(place, hold, changed):
    territory = place(ablate=["negotiating.visualisation"])
    rows = np.concatenate(room(territory))
    assert not changed(
        territory, lambda: hold(territory, "large_group_negotiation", rows, settings={"vote": 0.0})
    )


def test_group_wise_acceptability_by_hand():
    accepting = np.array([True, True, True, False])
    labels = np.array([0, 0, 1, 1])
    # Groups: (1 + 2) / (2 + 2) = 0.75 and (1 + 1) / (2 + 2) = 0.5.
    both, least = acceptability(accepting, labels)
    assert (both, least) == (pytest.approx((0.75 * 0.5) ** 0.5), 0.5)
    visions = np.array([[0.0], [0.2], [0.6], [1.0]])
    assert vision_distance(visions, labels) == pytest.approx(0.7)
