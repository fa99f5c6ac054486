"""Networks are found where they are, hardly anywhere else, and stay themselves through turnover."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from math import comb

import numpy as np
import pytest

from simulation.clock import Clock
from simulation.declarations import Integers
from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations
from simulation.entities.networks import Networks
from simulation.entities.ties import KNOWLEDGE, Ties, connect, disconnect, free_place, place_of
from simulation.events import EventLog
from simulation.instruments.clique_percolation import groups_of_triangles, main_group
from simulation.instruments.identity import own_beyond_others
from simulation.instruments.rewired_null import edges_of, grouped, laid_out, rewired
from simulation.networks_against_null import edges_against_null
from simulation.randomness import Draws
from simulation.submodels.recognise_networks import RecogniseNetworks, recognise_networks

FIRMS = 240


def planted(seed: int, sizes: Sequence[int] = range(4, 13)) -> tuple[Integers, np.ndarray]:
    """Edges (E, 2) of groups of 4 to 12 in a sparse background, and the group of each firm."""
    chance = np.random.default_rng(seed)
    label = np.full(FIRMS, -1)
    edges = set()
    start = 0
    for number, size in enumerate(sizes):
        members = range(start, start + size)
        label[list(members)] = number
        for i in members:
            for j in range(i + 1, start + size):
                if size <= 5 or chance.random() < 0.75:
                    edges.add((i, j))
        start += size
    for _ in range(FIRMS // 2):
        i, j = sorted(chance.choice(FIRMS, 2, replace=False).tolist())
        edges.add((i, j))
    shuffled = chance.permutation(FIRMS)
    pairs = np.sort(shuffled[np.array(sorted(edges))], axis=1).astype(np.int32)
    placed = np.full(FIRMS, -1)
    placed[shuffled] = label
    return pairs, placed


def found(edges: Integers, least_members: int = 4) -> tuple[np.ndarray, Integers, np.ndarray]:
    """The main group of each firm, the group of each tie, how many groups a firm belongs to."""
    neighbour, mirror = laid_out(edges, FIRMS)
    group, _ = groups_of_triangles(neighbour, mirror, neighbour >= 0, least_members)
    main, belongs = main_group(group)
    return main, group, belongs


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Agreement of two partitions beyond chance; -1 stands for a group of one."""
    one, other = (np.where(x < 0, 1000 + np.arange(len(x)), x) for x in (one, other))
    table = {}
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        table[a, b] = table.get((a, b), 0) + 1
    together = sum(comb(n, 2) for n in table.values())
    rows = sum(comb(n, 2) for n in np.unique(one, return_counts=True)[1].tolist())
    columns = sum(comb(n, 2) for n in np.unique(other, return_counts=True)[1].tolist())
    by_chance = rows * columns / comb(len(one), 2)
    return (together - by_chance) / ((rows + columns) / 2 - by_chance)


@pytest.mark.parametrize("seed", range(10))
def test_planted_groups_are_found(seed: int) -> None:
    edges, label = planted(seed)
    main, _, _ = found(edges)
    assert adjusted_rand(main, label) >= 0.9


@pytest.mark.parametrize("seed", range(10))
def test_the_rewired_null_has_hardly_any(seed: int) -> None:
    edges, _ = planted(seed)
    verdict = edges_against_null(edges, FIRMS, 4, draws=50, seed=seed)
    assert verdict.observed >= 60
    # At most one firm in eight, where it was one in three: degrees of eight make some triangles.
    assert verdict.expected <= 0.125 * FIRMS
    assert verdict.expected <= 0.4 * verdict.observed
    assert verdict.z > 5
    assert verdict.p == pytest.approx(1 / 51)


@pytest.mark.parametrize("seed", range(5))
def test_small_groups_leave_next_to_nothing_in_the_null(seed: int) -> None:
    edges, _ = planted(seed, sizes=(4, 5) * 7)
    verdict = edges_against_null(edges, FIRMS, 4, draws=50, seed=seed)
    assert verdict.observed >= 60
    assert verdict.expected <= 0.02 * FIRMS


def test_rewiring_keeps_degrees_and_makes_no_double_tie() -> None:
    edges, _ = planted(3)
    draw = Draws(5, "test")
    swapped = rewired(edges, FIRMS, draw.key)
    before, after = (np.bincount(pairs.ravel(), minlength=FIRMS) for pairs in (edges, swapped))
    assert (before == after).all()
    assert (swapped[:, 0] < swapped[:, 1]).all()
    assert len({tuple(pair) for pair in swapped.tolist()}) == len(edges)
    kept = {tuple(pair) for pair in swapped.tolist()} & {tuple(pair) for pair in edges.tolist()}
    assert len(kept) < 0.15 * len(edges)
    assert (rewired(edges, FIRMS, draw.key) == swapped).all()


def test_a_random_graph_against_its_own_null_is_ordinary() -> None:
    chance = np.random.default_rng(1)
    pairs = {tuple(sorted(chance.choice(FIRMS, 2, replace=False).tolist())) for _ in range(FIRMS)}
    verdict = edges_against_null(np.array(sorted(pairs), dtype=np.int32), FIRMS, 4)
    assert verdict.observed <= 8
    assert verdict.p > 0.05


def test_the_order_of_rows_does_not_matter() -> None:
    edges, _ = planted(7)
    shuffled = np.random.default_rng(2).permutation(FIRMS).astype(np.int32)
    moved = np.sort(shuffled[edges], axis=1)
    before, _, _ = found(edges)
    after, _, _ = found(moved)
    there, here = set(before.tolist()) - {-1}, set(after.tolist()) - {-1}
    groups = {frozenset(shuffled[before == g].tolist()) for g in there}
    assert groups == {frozenset(np.flatnonzero(after == g).tolist()) for g in here}


def test_a_firm_may_belong_to_two_groups() -> None:
    square = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3)]
    other = [(3, 4), (3, 5), (4, 5), (4, 6), (5, 6)]
    edges = np.array(square + other, dtype=np.int32)
    main, _, belongs = found(edges)
    assert belongs[:7].tolist() == [1, 1, 1, 2, 1, 1, 1]
    assert main[0] == main[1] == main[2] != main[4] == main[5] == main[6]
    assert grouped(edges, FIRMS, 4) == 7


def test_ties_that_do_not_count_make_no_group() -> None:
    neighbour, mirror = laid_out(planted(1)[0], FIRMS)
    held = np.zeros(neighbour.shape, dtype=bool)
    assert len(edges_of(neighbour, held)) == 0
    assert groups_of_triangles(neighbour, mirror, held, 4)[1].size == 0


class Place:
    """Firms whose ties a test makes and breaks, looked at every quarter."""

    def __init__(self, firms: int = 40, memory: float = 12) -> None:
        sizes = {"skill": 8, "value": 4, "axis": 2, "tie": 20, "norm": 3}
        self.firms, self.ties = Firms(firms, sizes), Ties(firms, sizes)
        self.networks = Networks(16, sizes)
        self.firms.alive[:] = True
        self.firms.id[:] = np.arange(firms)
        self.firms.principles[:] = 0.5
        self.firms.language[:] = 0.5
        self.clock = Clock(600, 0, datetime.date(2000, 1, 1))
        self.clock.step = self.clock.month = 30
        self.events = EventLog("life")
        self.parameters = RecogniseNetworks(memory=memory)
        self.look()

    def join(self, members: Sequence[int]) -> None:
        """Tie everybody to everybody, strongly."""
        ties = self.ties
        for i in members:
            for j in members:
                if j > i and place_of(ties, i, j) < 0:
                    d, e = free_place(ties, i), free_place(ties, j)
                    connect(ties, i, j, d, e, 0.9, 0.9, 0.9, self.clock.step, KNOWLEDGE)
                    ties.history[i, d] = ties.history[j, e] = 30

    def leave(self, i: int, others: Sequence[int] | None = None) -> None:
        """Break the ties of a firm, all or those with some others."""
        for d in range(self.ties.neighbour.shape[1]):
            j = self.ties.neighbour[i, d]
            if j >= 0 and (others is None or j in others):
                disconnect(self.ties, i, d)

    def look(self) -> None:
        """Recognise the networks of this quarter; partners go on working together."""
        self.ties.met[self.ties.neighbour >= 0] = self.clock.step
        recognise_networks(
            self.firms,
            self.ties,
            self.networks,
            Relations(),
            self.parameters,
            self.clock,
            self.events,
        )
        self.clock.step += 3
        self.clock.month += 3

    def seen(self, *members: int) -> set[int]:
        """The identities of the networks of some firms."""
        rows = self.firms.network[list(members)]
        return {int(self.networks.id[row]) if row >= 0 else -1 for row in rows}


def test_a_network_keeps_its_identity_when_all_its_founders_have_gone() -> None:
    place = Place()
    members = list(range(8))
    place.join(members)
    place.look()
    (first,) = place.seen(*members)
    for newcomer in range(8, 18):
        place.leave(members.pop(0))
        members.append(newcomer)
        place.join(members)
        place.look()
        assert place.seen(*members) == {first}
    row = int(place.firms.network[members[0]])
    assert place.networks.staying[row] == 0
    assert place.networks.founders[row] == 8
    assert place.networks.identity[row] > 0.9
    assert place.seen(0, 1, 2) == {-1}


def test_a_take_over_keeps_the_members_and_loses_the_identity() -> None:
    place = Place()
    members = list(range(8))
    place.join(members)
    place.firms.principles[members] = 0.9
    place.look()
    (first,) = place.seen(*members)
    row = int(place.firms.network[0])
    before = float(place.networks.identity[row])
    place.firms.principles[members] = 0.1  # a new master's principles
    for i in members:  # who gives and is given nothing back
        place.ties.balance[i, place.ties.neighbour[i] >= 0] = 20
    place.networks.technical_quality[row] = 0.0
    place.look()
    assert place.seen(*members) == {first}
    assert place.networks.staying[row] == 8
    assert before == pytest.approx(1.0)
    assert place.networks.identity[row] < 0.6


def test_two_networks_that_merge_become_the_one_they_resemble_more() -> None:
    place = Place()
    small, big = list(range(4)), list(range(10, 18))
    place.join(small)
    place.join(big)
    place.look()
    (of_small,), (of_big,) = place.seen(*small), place.seen(*big)
    assert of_small != of_big
    place.join(small + big)
    for _ in range(6):
        place.look()
    assert place.seen(*small, *big) == {of_big}
    assert int(place.networks.alive.sum()) == 1


def test_when_a_network_splits_the_greater_part_goes_on_and_the_other_is_new() -> None:
    place = Place()
    stay, go = list(range(7)), list(range(7, 12))
    place.join(stay + go)
    place.look()
    (first,) = place.seen(*stay, *go)
    for i in go:
        place.leave(i, stay)
    place.look()
    assert place.seen(*stay) == {first}
    (second,) = place.seen(*go)
    assert second not in (first, -1)


def test_a_network_is_remembered_for_a_while_and_then_dissolved() -> None:
    place = Place()
    members = list(range(6))
    place.join(members)
    place.look()
    (first,) = place.seen(*members)
    for i in members:
        place.leave(i)
    place.look()
    assert place.seen(*members) == {first}
    place.join(members)
    place.look()
    assert place.seen(*members) == {first}
    for i in members:
        place.leave(i)
    for _ in range(6):
        place.look()
    assert place.seen(*members) == {-1}
    assert not place.networks.alive.any()


def test_the_next_tenant_of_a_row_is_no_founder() -> None:
    place = Place()
    members = list(range(6))
    place.join(members)
    place.look()
    row = int(place.firms.network[0])
    place.leave(0)
    place.firms.alive[0] = False
    place.firms.network[0] = place.firms.founder_of[0] = -1  # as `close` does
    place.firms.id[0] = -1
    place.look()
    place.firms.alive[0] = True  # a newcomer moves into the row, as `found` does
    place.firms.id[0] = 999
    place.join(members)
    place.look()
    assert place.networks.members[row] == 6
    assert place.networks.staying[row] == 5


def test_a_network_is_itself_as_far_as_it_is_not_any_other() -> None:
    alive, members = np.array([True, True, False]), np.array([2, 6, 9], dtype=np.int32)
    founding = np.array([[0.2, 0.8], [0.6, 0.4], [0.0, 0.0]])
    norms, quality = np.full((3, 3), 0.5), np.full(3, 0.5)

    def beyond(now: np.ndarray) -> float:
        return float(
            own_beyond_others(alive, members, now, norms, quality, founding, norms, quality)
        )

    assert beyond(founding) == pytest.approx(0.4 / 3)  # of three equal parts one differs, by .4
    assert beyond(founding[[1, 0, 2]]) == pytest.approx(-0.4 / 3)
    assert beyond(np.full((3, 2), 0.5)) == pytest.approx((2 * -0.2 + 6 * 0.2) / 8 / 3)
    alive[1] = False
    assert np.isnan(beyond(founding))
