"""The relations of a territory as a networkx graph, for whoever wants to look or to measure.

Shapes: F firms, D places for ties. Every attribute is a number or a text, so that the graph can be
written to GraphML, GEXF or GML as it is.
"""

from __future__ import annotations

import networkx as nx
import numpy as np

from simulation.entities.firms import Firms
from simulation.entities.markets import MARKETS, TECHNOLOGIES
from simulation.entities.networks import Networks
from simulation.entities.ties import BUSINESS, KNOWLEDGE, PROJECT, Ties

PURPOSES = tuple(
    ", ".join(
        name
        for bit, name in ((BUSINESS, "business"), (KNOWLEDGE, "knowledge"), (PROJECT, "project"))
        if bits & bit
    )
    for bits in range(8)
)


def relations_graph(
    firms: Firms, ties: Ties, networks: Networks, products: tuple[str, ...]
) -> nx.Graph[int]:
    """Return living firms, by identity, and their ties.

    Firms: row, product, technology, market, jobs, founded, network (-1: none), x, y. Ties: trust
    (mean of both sides), first and second (identities, the smaller first), trust_of_first,
    trust_of_second, history (months), purposes.
    """
    rows = np.flatnonzero(firms.alive)
    identity = firms.id[rows].tolist()
    place = firms.network[rows]
    network = np.where(place >= 0, networks.id[np.maximum(place, 0)], -1)
    described = {
        "row": rows.tolist(),
        "product": [products[p] for p in firms.product[rows].tolist()],
        "technology": [TECHNOLOGIES[t] for t in firms.technology[rows].tolist()],
        "market": [MARKETS[m] for m in firms.market[rows].tolist()],
        "jobs": (1 + firms.collaborators[rows]).tolist(),
        "founded": firms.founded[rows].tolist(),
        "network": network.tolist(),
        "x": firms.place[rows, 0].tolist(),
        "y": firms.place[rows, 1].tolist(),
    }
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(
        (node, dict(zip(described, values, strict=True)))
        for node, *values in zip(identity, *described.values(), strict=True)
    )
    one, at = np.nonzero(ties.neighbour >= 0)
    other = ties.neighbour[one, at]
    once = one < other  # rows and identities are in the same order
    one, at, other = one[once], at[once], other[once]
    there = ties.mirror[one, at]
    first, second = firms.id[one].tolist(), firms.id[other].tolist()
    trust, back = ties.trust[one, at], ties.trust[other, there]
    described = {
        "first": first,
        "second": second,
        "trust": (0.5 * (trust + back)).tolist(),
        "trust_of_first": trust.tolist(),
        "trust_of_second": back.tolist(),
        "history": np.maximum(ties.history[one, at], ties.history[other, there]).tolist(),
        "purposes": [
            PURPOSES[bits]
            for bits in (ties.purposes[one, at] | ties.purposes[other, there]).tolist()
        ],
    }
    graph.add_edges_from(
        (u, v, dict(zip(described, values, strict=True)))
        for u, v, *values in zip(first, second, *described.values(), strict=True)
    )
    return graph
