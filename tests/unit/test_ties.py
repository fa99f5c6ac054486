"""A tie has two halves that know each other, whatever happens to it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.entities.joint_work import Relations, joint_places, works_jointly
from simulation.entities.ties import (
    BUSINESS,
    NEVER,
    Ties,
    connect,
    disconnect,
    free_place,
    place_of,
    trusted_choice,
    weakest,
)
from simulation.model import Territory
from simulation.randomness import uniform

FIRMS, PLACES = 9, 4
MOVES = st.lists(
    st.tuples(st.booleans(), st.integers(0, FIRMS - 1), st.integers(0, FIRMS - 1)), max_size=120
)


def empty() -> Ties:
    return Ties(FIRMS, {"tie": PLACES})


def tie(ties: Ties, i: int, j: int, trust: float = 0.4) -> bool:
    d, e = free_place(ties, i), free_place(ties, j)
    if i == j or place_of(ties, i, j) >= 0 or d < 0 or e < 0:
        return False
    connect(ties, i, j, d, e, trust, 0.6, 0.7, 5, BUSINESS)
    return True


def untie(ties: Ties, i: int, j: int) -> None:
    d = place_of(ties, i, j)
    if d >= 0:
        disconnect(ties, i, d)


def sound(ties: Ties) -> None:
    neighbour, mirror = ties.neighbour, ties.mirror
    rows, places = np.nonzero(neighbour >= 0)
    others, there = neighbour[rows, places], mirror[rows, places]
    assert (neighbour[others, there] == rows).all(), "the partner's half points elsewhere"
    assert (mirror[others, there] == places).all(), "the partner does not know where this half is"
    assert (others != rows).all(), "a firm tied to itself"
    pairs = set(zip(rows.tolist(), others.tolist(), strict=True))
    assert len(pairs) == len(rows), "two ties between the same firms"
    ghost = neighbour < 0
    assert (neighbour[ghost] == -1).all()
    assert (mirror[ghost] == -1).all()
    assert (ties.trust[ghost] == 0).all()


@given(MOVES)
@settings(max_examples=150, deadline=None)
def test_ties_stay_sound_through_any_history(moves: list[tuple[bool, int, int]]) -> None:
    ties, expected = empty(), set[frozenset[int]]()
    for make, i, j in moves:
        pair = frozenset((i, j))
        if make:
            room = all(sum(one in held for held in expected) < PLACES for one in pair)
            possible = len(pair) == 2 and pair not in expected and room
            assert tie(ties, i, j) == possible
            if possible:
                expected.add(pair)
        else:
            untie(ties, i, j)
            expected.discard(pair)
        sound(ties)
        rows, places = np.nonzero(ties.neighbour >= 0)
        found = {
            frozenset((int(one), int(ties.neighbour[one, place])))
            for one, place in zip(rows, places, strict=True)
        }
        assert found == expected


def test_a_new_tie_holds_nothing_of_the_one_before_in_its_place() -> None:
    ties = empty()
    tie(ties, 0, 1)
    ties.history[0, 0], ties.joint[0, 0], ties.balance[0, 0], ties.purposes[0, 0] = 40, 9, -3, 7
    untie(ties, 1, 0)
    tie(ties, 0, 2)
    assert ties.neighbour[0, 0] == 2
    assert (ties.history[0, 0], ties.joint[0, 0], ties.balance[0, 0]) == (0, NEVER, 0)
    assert (ties.purposes[0, 0], ties.met[0, 0]) == (BUSINESS, 5)
    assert (ties.respect[0, 0], ties.respect[2, 0]) == (0.6, 0.7)


def test_the_weakest_tie_is_the_one_with_least_trust_on_both_sides() -> None:
    ties = empty()
    for other, trust in ((1, 0.5), (2, 0.3), (3, 0.4)):
        tie(ties, 0, other, trust)
    assert weakest(ties, 0) == 1
    ties.trust[2, 0] = 0.9
    assert weakest(ties, 0) == 2
    assert weakest(ties, 8) == -1


def test_a_partner_is_chosen_by_the_square_of_trust() -> None:
    """2,000 draws: a share off by 0.045 would be found with a power of 0.8 or more."""
    ties = empty()
    for other, trust in ((1, 0.1), (2, 0.3), (3, 0.6)):
        tie(ties, 0, other, trust)
    key = np.uint64(7)
    chosen = [trusted_choice(ties, 0, uniform(key, 0, k)) for k in range(2_000)]
    shares = np.bincount(chosen, minlength=3) / 2_000
    assert np.abs(shares - np.array([1, 9, 36]) / 46).max() < 0.035
    assert trusted_choice(ties, 8, 0.5) == -1


@pytest.mark.parametrize("side", ["trust", "back", "respect", "respected", "history"])
def test_joint_work_asks_for_both_sides(side: str) -> None:
    ties = empty()
    tie(ties, 0, 1, 0.8)
    ties.history[0, 0] = ties.history[1, 0] = 6

    relations = Relations(trusted_from=0.5, respected_from=0.4, acquainted_from=3)

    def joint() -> bool:
        return bool(works_jointly(ties, relations, 0, 0))

    assert joint()
    column, row = {
        "trust": (ties.trust, 0),
        "back": (ties.trust, 1),
        "respect": (ties.respect, 0),
        "respected": (ties.respect, 1),
        "history": (ties.history, 0),
    }[side]
    column[row, 0] = 0
    assert not joint()


def test_the_places_of_joint_work_are_those_of_the_ties_that_work_jointly() -> None:
    ties = Territory("baseline", seed=5, n_firms=80, months=24).run().ties
    places = np.empty(ties.neighbour.shape[1], dtype=np.int32)
    some = 0
    for trust, respect, months in ((0.5, 0.8, 3), (0.0, 0.0, 0), (0.3, 0.6, 12)):
        relations = Relations(trust, respect, months)
        for i in range(len(ties)):
            found = places[: joint_places(ties, relations, i, places)].tolist()
            asked = [d for d in range(len(places)) if works_jointly(ties, relations, i, d)]
            assert found == asked
            some += 0 < len(found) < (ties.neighbour[i] >= 0).sum()
    assert some > 50


@pytest.mark.parametrize("context", ["mono_product", "baseline"])
def test_ties_stay_sound_as_firms_come_and_go(context: str) -> None:
    territory = Territory(context, seed=2, n_firms=80, months=60, warm_up=12)
    while territory.running:
        territory.step()
        sound(territory.ties)
        tied = (territory.ties.neighbour >= 0).any(axis=1)
        assert not tied[~territory.firms.alive].any(), "a closed firm still has ties"


def test_an_empty_place_carries_no_joint_work_whatever_is_asked() -> None:
    ties = empty()
    ties.trust[-1] = ties.respect[-1] = 1.0  # what is read in vain of an empty place
    ties.history[-1] = 99
    for gates in (Relations(), Relations(0.0, 0.0, 0)):
        assert not any(works_jointly(ties, gates, i, d) for i in range(len(ties)) for d in range(2))
