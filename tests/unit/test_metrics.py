"""What is measured obeys its own identities, month after month, and matches the plain formula."""

from __future__ import annotations

import pickle
from functools import cache
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation.declarations import METRICS
from simulation.entities.firms import Exit
from simulation.events import Kind
from simulation.instruments.cohesion import biggest_component, closure_and_constraint
from simulation.instruments.community_test import (
    community_test,
    date_of_birth,
    fabric_index,
    history_part,
    language_part,
    several_part,
)
from simulation.instruments.rewired_null import laid_out
from simulation.model import Territory
from simulation.tallies.ties import _gini_of_counts
from simulation.tallies.variety import spread_over_trades

SHARES = (
    "absorptive_capacity",
    "aware_firms",
    "awareness",
    "bridging_places",
    "bridging_products",
    "clustering",
    "collective_stock",
    "community",
    "environment",
    "fabric_history",
    "fabric_index",
    "fabric_interlocks",
    "fabric_language",
    "fabric_networks",
    "false_alarms",
    "formality",
    "giant_component",
    "habits",
    "heritage",
    "holders_lost",
    "interlocks",
    "language_between",
    "language_inside",
    "mean_skill",
    "mean_trust",
    "network_identity",
    "network_quality",
    "network_turnover",
    "networked_firms",
    "new_output",
    "norms",
    "openness",
    "outside_contacts",
    "potential",
    "product_concentration",
    "reciprocity",
    "relational_capital",
    "reorientation",
    "response_act",
    "response_decide",
    "signal",
    "skill_inequality",
    "strong_ties",
    "territorial_identity",
    "tie_inequality",
    "ties_kept",
    "traditions",
    "rules",
    "undeclared_output",
    "unemployed",
    "worry",
    "youth",
)


@cache
def lived() -> Territory:
    return Territory("mono_product", seed=4, n_firms=80, months=132).run()


def seen() -> pd.DataFrame:
    territory = lived()
    return territory.observations.frame(territory.clock.warm_up)


@pytest.mark.parametrize("name", sorted(set(SHARES) - {"relational_capital"}))
def test_shares_are_shares(name: str) -> None:
    values = seen()[name].dropna()
    assert values.between(-1e-12, 1 + 1e-12).all()


def test_what_is_not_a_share_is_not_negative() -> None:
    frame = seen()
    for name in set(METRICS) - set(SHARES):
        assert (frame[name].dropna() >= -1e-9).all(), name


def test_every_metric_is_defined_at_the_end_unless_there_is_nothing_to_measure() -> None:
    frame = seen()
    may_be_undefined = {
        name for name in METRICS if name.startswith(("network", "language", "response"))
    }
    undefined = set(frame.columns[frame.iloc[-1].isna()])
    assert undefined <= may_be_undefined


def test_firms_balance_births_and_deaths() -> None:
    frame = seen()
    change = frame["firms"].diff().iloc[1:]
    assert (change == (frame["births"] - frame["deaths"]).iloc[1:]).all()
    assert frame["firms"].iloc[0] == 80 + frame["births"].iloc[0] - frame["deaths"].iloc[0]


def test_births_deaths_and_hand_overs_are_those_of_the_log() -> None:
    territory, frame = lived(), seen()
    log = territory.events.frame()
    for name, kind in (
        ("births", Kind.FOUNDED),
        ("deaths", Kind.CLOSED),
        ("transmissions", Kind.TRANSMITTED),
    ):
        noted = log[log["kind"] == kind.name.lower()].groupby("month").size()
        if kind is Kind.TRANSMITTED:  # some hand over and close in the same month
            assert frame[name].sum() <= noted.sum() <= 1.05 * frame[name].sum() + 3
        else:
            assert (noted.reindex(frame.index, fill_value=0) == frame[name]).all()
    causes = log[log["kind"] == "closed"]["value"]
    assert set(causes) <= {float(cause) for cause in Exit} - {0.0}


def test_every_message_has_two_ends() -> None:
    frame = seen()
    assert (frame["messages"] == frame["messages_sent"]).all()
    assert frame["messages"].sum() > 0


def test_heads_add_up() -> None:
    territory, frame = lived(), seen()
    firms = territory.firms
    at_work = firms.alive.sum() + firms.collaborators[firms.alive].sum()
    assert frame["jobs"].iloc[-1] == at_work
    products = territory.observations.products(territory.clock.warm_up)
    assert list(products.index[:2]) == [-60, -48]
    assert products.sum(axis=1).to_list() == frame["jobs"].reindex(products.index).to_list()


def test_rates_are_per_firm_and_year() -> None:
    frame = seen()
    year = frame.iloc[-12:]
    expected = 12 * year["births"].sum() / year["firms"].sum()
    assert frame["birth_rate"].iloc[-1] == pytest.approx(expected)


def test_the_fabric_is_the_geometric_mean_of_its_parts() -> None:
    frame = seen()
    parts = ["fabric_networks", "fabric_interlocks", "fabric_language", "fabric_history"]
    assert frame["fabric_index"].to_numpy() == pytest.approx(
        frame[parts].prod(axis=1).to_numpy() ** 0.25
    )


def test_relations_match_the_plain_formula() -> None:
    territory, frame = lived(), seen()
    firms, ties = territory.firms, territory.ties
    here = ties.neighbour >= 0
    last = frame.iloc[-1]
    assert last["mean_ties"] == pytest.approx(here.sum() / firms.alive.sum())
    assert last["mean_trust"] == pytest.approx(ties.trust[here].mean())
    degree = np.sort(here.sum(axis=1)[firms.alive])
    n = len(degree)
    gini = (2 * np.arange(1, n + 1) - n - 1) @ degree / (n * degree.sum())
    assert last["tie_inequality"] == pytest.approx(gini)
    made = pd.Series(firms.skills[firms.alive].mean(axis=1))
    assert last["mean_skill"] == pytest.approx(made.mean())
    assert last["skill_spread"] == pytest.approx(made.std(ddof=0))
    pairs = [abs(a - b) for a, b in combinations(made, 2)]
    step = territory.clock.steps - 1
    if step % METRICS["skill_inequality"].every == 0:
        assert last["skill_inequality"] == pytest.approx(sum(pairs) / (n * n * made.mean()))


def test_new_and_kept_ties_follow_a_memory_of_pairs() -> None:
    territory = Territory("baseline", seed=2, n_firms=40, months=6, warm_up=12)
    kept: list[set[tuple[int, int]]] = []
    for _ in range(territory.clock.steps):
        before = pairs_of(territory) if kept else None
        territory.step()
        kept.append(pairs_of(territory))
        if before is not None:
            new = territory.observations.last("new_ties")
            # A tie that broke and was made again within the month is new, but the same pair.
            assert len(kept[-1] - before) <= new <= len(kept[-1] - before) + 2
    now, then = kept[-1], kept[-13]
    jaccard = len(now & then) / len(now | then)
    assert territory.observations.last("ties_kept") == pytest.approx(jaccard, abs=0.06)


def pairs_of(territory: Territory) -> set[tuple[int, int]]:
    ids = territory.firms.id
    rows, places = np.nonzero(territory.ties.neighbour >= 0)
    others = territory.ties.neighbour[rows, places]
    return {tuple(sorted((int(ids[i]), int(ids[j])))) for i, j in zip(rows, others, strict=True)}


@given(
    arrays(np.float64, 8, elements=st.one_of(st.just(0.0), st.floats(0.01, 1e5))),
    st.lists(st.integers(0, 3), min_size=8, max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_variety_decomposes_exactly(jobs: np.ndarray, family: list[int]) -> None:
    trades = np.array(family, dtype=np.int32)
    concentration, unrelated, related = spread_over_trades(jobs, trades)
    if jobs.sum() == 0:
        assert np.isnan(concentration)
        return
    share = jobs / jobs.sum()
    entropy = -sum(s * np.log2(s) for s in share if s > 0)
    within = 0.0
    for g in set(family):
        of_trade = share[trades == g]
        if of_trade.sum() > 0:
            inner = of_trade[of_trade > 0] / of_trade.sum()
            within += of_trade.sum() * -(inner * np.log2(inner)).sum()
    assert related == pytest.approx(within, abs=1e-9)
    assert unrelated + related == pytest.approx(entropy, abs=1e-9)
    assert 1 / 8 - 1e-12 <= concentration <= 1 + 1e-12


@given(st.lists(st.integers(0, 12), min_size=2, max_size=40))
@settings(max_examples=60, deadline=None)
def test_the_gini_of_counts_is_the_gini(numbers: list[int]) -> None:
    having = np.bincount(numbers, minlength=13).astype(np.int64)
    value = _gini_of_counts(having)
    apart = sum(abs(a - b) for a in numbers for b in numbers)
    plain = apart / (2 * len(numbers) * sum(numbers)) if sum(numbers) else 0.0
    assert value == pytest.approx(plain, abs=1e-12)
    assert 0 <= value < 1


@pytest.mark.parametrize("seed", range(4))
def test_cohesion_agrees_with_networkx(seed: int) -> None:
    graph = nx.gnm_random_graph(40, 70, seed=seed)
    for i, j in graph.edges:
        graph.edges[i, j]["weight"] = 0.2 + 0.1 * ((i * 7 + j) % 5)
    edges = np.array(sorted(map(sorted, graph.edges)), dtype=np.int32)
    neighbour, mirror = laid_out(edges, 40)
    strength = np.zeros(neighbour.shape)
    for i, d in zip(*np.nonzero(neighbour >= 0), strict=True):
        strength[i, d] = graph.edges[int(i), int(neighbour[i, d])]["weight"] / 2
    closed, constraint = closure_and_constraint(neighbour, mirror, strength)
    plain = [c for c in nx.constraint(graph, weight="weight").values() if not np.isnan(c)]
    assert closed == pytest.approx(nx.transitivity(graph))
    assert constraint == pytest.approx(np.mean(plain))
    biggest = max(map(len, nx.connected_components(graph)))
    assert biggest_component(neighbour, neighbour >= 0) == biggest


def test_a_community_needs_all_four() -> None:
    enough = {"networks": 3, "overlap": 0.3, "language": 0.5, "history": 24}
    assert community_test(**enough).passed
    for name in enough:
        assert not community_test(**{**enough, name: 0}).passed
    assert date_of_birth(range(6), [0, 1, 0, 1, 1, 1], lasting=3) == 3
    assert date_of_birth(range(3), [1, 1, 0], lasting=3) is None


def test_no_part_of_the_fabric_replaces_another() -> None:
    assert fabric_index(0.5, 0.5, 0.5, 0.5) == pytest.approx(0.5)
    for missing in range(4):
        parts = [0.8] * 4
        parts[missing] = 0.0
        assert fabric_index(*parts) == 0.0
    assert several_part(0.6, np.array([9.0, 0.0])) == 0.0  # one network is no fabric
    assert several_part(0.6, np.array([9.0, 9.0])) == pytest.approx(0.3)
    assert language_part(2 / 3) == 0.0
    assert language_part(1.0) == 1.0
    assert history_part(60.0) == 0.5


def test_observing_changes_nothing_and_travels() -> None:
    territory = Territory("baseline", seed=3, n_firms=30, months=6, warm_up=0).run(3)
    twin = pickle.loads(pickle.dumps(territory))
    territory.run()
    twin.run()
    left, right = territory.observations.values, twin.observations.values
    assert np.array_equal(left, right, equal_nan=True)
    model_vars = territory.datacollector.model_vars
    assert set(METRICS) <= set(model_vars)
    assert len(model_vars["jobs"]) == territory.clock.steps
    assert territory.datacollector.get_model_vars_dataframe().shape[0] == territory.clock.steps
