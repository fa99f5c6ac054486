"""A leader is accepted by opposed partners whom nobody else joins; being in between is not enough."""

from __future__ import annotations

import numpy as np

from simulation.instruments.leadership import federated_pairs


def star(vision, back=0.9, tied=()):
    """Firm 0 trusts all others, each trusts it back so far; `tied`: others who know each other."""
    n = len(vision) + 1
    neighbour = np.full((n, n), -1, dtype=np.int32)
    mirror = np.full((n, n), -1, dtype=np.int8)
    trust = np.zeros((n, n))

    def join(i, j, there, here):
        d, e = (neighbour[i] >= 0).sum(), (neighbour[j] >= 0).sum()
        neighbour[i, d], neighbour[j, e], mirror[i, d], mirror[j, e] = j, i, e, d
        trust[i, d], trust[j, e] = there, here

    for j in range(1, n):
        join(0, j, 0.9, back)
    for i, j in tied:
        join(i, j, 0.1, 0.1)
    seen = np.array([[0.5], *([at] for at in vision)], dtype=np.float32)
    return (np.ones(n, dtype=bool), neighbour, mirror, trust, seen)


def test_opposed_partners_who_trust_it_are_joined_by_it():
    assert federated_pairs(*star([0.1, 0.9, 0.1]), 0.5, 0.3, True).tolist() == [2, 0, 0, 0]


def test_without_acceptance_there_is_brokerage_and_no_leader():
    place = star([0.1, 0.9, 0.1], back=0.1)
    assert federated_pairs(*place, 0.5, 0.3, False)[0] == 2
    assert federated_pairs(*place, 0.5, 0.3, True)[0] == 0


def test_partners_of_one_mind_or_who_know_each_other_need_no_leader():
    assert federated_pairs(*star([0.5, 0.5, 0.6]), 0.5, 0.3, True)[0] == 0
    assert federated_pairs(*star([0.1, 0.9], tied=[(1, 2)]), 0.5, 0.3, True)[0] == 0
