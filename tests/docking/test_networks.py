"""The networks of the docked rules are what their names say, and any graph can take their place."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from experiments.docking.networks import (
    by_chance,
    caves,
    complete,
    edges_of_graph,
    lattice,
    line,
    moved,
    neighbours_of,
    parts_of,
    ring,
)
from simulation.randomness import Draws


def key(run: int = 0) -> np.uint64:
    draws = Draws(3, "networks")
    draws.turn(run)
    return draws.key


def graph(edges: np.ndarray, n: int) -> nx.Graph:
    made = nx.Graph(edges.tolist())
    assert made.number_of_edges() == len(edges), "a pair is there twice"
    assert not list(nx.selfloop_edges(made))
    made.add_nodes_from(range(n))
    assert made.number_of_nodes() == n
    return made


@pytest.mark.parametrize(("n", "k"), [(12, 4), (500, 10), (5, 4), (3, 2)])
def test_a_ring_is_the_lattice_of_watts_and_strogatz(n: int, k: int) -> None:
    assert nx.utils.graphs_equal(graph(ring(n, k), n), nx.watts_strogatz_graph(n, k, 0.0))


@pytest.mark.parametrize("n", [1, 2, 3, 6, 7, 100])
def test_complete_lines_and_lattices(n: int) -> None:
    assert graph(complete(n), n).number_of_edges() == n * (n - 1) // 2
    assert graph(line(n), n).number_of_edges() == n - 1
    square = graph(lattice(n), n)
    assert nx.is_connected(square)
    if n == 100:
        plain = nx.convert_node_labels_to_integers(nx.grid_2d_graph(10, 10))
        assert nx.utils.graphs_equal(square, plain)


@pytest.mark.parametrize(("n", "size"), [(280, 7), (283, 7), (5, 7), (8, 1), (9, 4)])
def test_caves_are_groups_of_about_one_size(n: int, size: int) -> None:
    groups = [len(part) for part in nx.connected_components(graph(caves(n, size), n))]
    assert max(groups) - min(groups) <= 1
    assert len(groups) == max(1, n // size)
    assert len(caves(n, size)) == sum(part * (part - 1) // 2 for part in groups)


def test_ties_by_chance_are_as_many_as_the_density_says() -> None:
    n, density = 300, 0.1
    pairs = n * (n - 1) / 2
    error = np.sqrt(pairs * density * (1 - density))
    assert abs(len(by_chance(n, density, key())) - density * pairs) < 4 * error
    assert len(by_chance(n, 0.0, key())) == 0
    assert len(by_chance(n, 1.0, key())) == pairs


def test_moving_ties_keeps_their_number_and_their_first_end() -> None:
    edges = ring(200, 6)
    for share in (0.0, 0.1, 1.0):
        after = moved(edges, 200, share, key())
        assert graph(after, 200).number_of_edges() == len(edges)
        assert (after[:, 0] == edges[:, 0]).all()
        changed = (after[:, 1] != edges[:, 1]).mean()
        assert abs(changed - share) < 4 * np.sqrt(0.25 / len(edges))
    assert (moved(complete(6), 6, 1.0, key()) == complete(6)).all(), "there is nowhere to go"


def test_rewired_rings_are_as_clustered_as_those_of_networkx() -> None:
    """Mean clustering over 30 graphs each, by two pieces of code and two sources of chance."""
    ours = [nx.average_clustering(graph(moved(ring(200, 8), 200, 0.1, key(r)), 200))
            for r in range(30)]  # fmt: skip
    theirs = [nx.average_clustering(nx.watts_strogatz_graph(200, 8, 0.1, seed=r))
              for r in range(30)]  # fmt: skip
    error = np.hypot(np.std(ours), np.std(theirs)) / np.sqrt(30)
    assert abs(np.mean(ours) - np.mean(theirs)) < 4 * error


def test_neighbours_and_parts_are_those_of_networkx() -> None:
    random = nx.gnp_random_graph(60, 0.03, seed=2)
    _, edges = edges_of_graph(random)
    begins, partner = neighbours_of(edges, 60)
    for i in range(60):
        assert sorted(partner[begins[i] : begins[i + 1]].tolist()) == sorted(random[i])
    part = parts_of(edges, 60)
    assert len(set(part.tolist())) == nx.number_connected_components(random)
    assert all(part[u] == part[v] for u, v in random.edges)


def test_any_graph_is_read_and_what_is_left_out_is_said() -> None:
    named = nx.Graph([("Anna", "Bruno"), ("Bruno", (1, 2))])
    named.add_node(None.__class__)
    assert edges_of_graph(named)[0] == 4
    assert edges_of_graph(named)[1].tolist() == [[0, 1], [1, 2]]
    for wild in (
        nx.DiGraph([(0, 1), (1, 0)]),
        nx.MultiGraph([(0, 1), (0, 1)]),
        nx.Graph([(0, 1), (1, 1)]),
    ):
        with pytest.warns(UserWarning, match="read as simple ties"):
            assert edges_of_graph(wild)[1].tolist() == [[0, 1]]
