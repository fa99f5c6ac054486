"""Concepts of relations and networks (S04-S17, S39-S44): the contrasts that could fail.

The theses of the source text (S09, S43) are not asserted here: `measure_findings.py` reports what
the model says of them. What is asserted is that each mechanism does what it is said to do.
"""

from __future__ import annotations

import numpy as np
import pytest

from simulation.entities.meetings import EVERYDAY
from simulation.instruments.similarity import closeness
from simulation.model import Territory
from tests.patterns.paired import SEEDS, contrast, count, last, lived, observed


@pytest.mark.slow
def test_s04_members_of_a_network_speak_more_alike_than_others():
    nearer, seen = 0, 0
    for seed in SEEDS[:12]:
        territory = lived("baseline", seed, firms=200, months=96)
        frame = observed(territory)
        both = frame[["language_inside", "language_between"]].dropna()
        if len(both):
            seen += 1
            nearer += (both["language_inside"] > both["language_between"]).mean() > 0.5
    assert seen > 6
    assert nearer > 0.8 * seen


@pytest.mark.slow
def test_s05_frozen_relations_innovate_less_after_a_shock():
    def since_the_shock(territory: Territory) -> float:
        events = territory.events.frame()
        made = events["kind"].isin(["innovated", "project_succeeded"])
        return float((made & (events["month"] >= territory.threats.onset[0])).sum())

    frozen = {"ablate": ["tend_ties.renewal"]}
    found = contrast(since_the_shock, "mono_product", {}, frozen, months=144)
    assert found.low > 0, str(found)


def test_s07_what_partners_can_combine_is_most_at_a_middling_distance():
    """None for the same skills, none without a common language, most between."""
    from simulation.instruments.combining import combined_novelty

    members = np.array([0, 1], dtype=np.int32)

    def novelty(apart: float, language: float) -> float:
        skills = np.full((2, 8), 0.5)
        skills[0, :4] += apart
        skills[1, 4:] += apart
        spoken = np.array([[0.5] * 4, [0.5 + language] * 4])
        return float(combined_novelty(skills, spoken, members, 2))

    assert novelty(0.0, 0.0) == 0.0
    assert novelty(0.4, 0.5) == 0.0
    assert novelty(0.4, 0.0) > novelty(0.1, 0.0) > 0
    # The strange are unlike in language as well as in skill: most between the two ends.
    along = [novelty(0.5 * x, 0.5 * x) for x in np.linspace(0, 1, 11)]
    assert 0 < int(np.argmax(along)) < 10


@pytest.mark.slow
def test_s08_more_passes_between_partners_who_trust_each_other():
    """Messages per firm and month of a first year: all trust much, or half as much.

    Nobody is so little trusted that ties break: there are as many relations on both sides.
    """
    alike = {"relations.trust_spread": 0.0, "parameters.meet.strangers": 0.0, "warm_up": 0}
    found = contrast(
        last("messages", 12),
        "baseline",
        {**alike, "relations.trust": 0.8},
        {**alike, "relations.trust": 0.45},
        months=12,
    )
    assert found.low > 0, str(found)


def test_s08_nothing_passes_across_absent_ties_when_nobody_new_is_met():
    territory = Territory(
        "baseline",
        3,
        n_firms=120,
        months=24,
        warm_up=0,
        **{"parameters.meet.strangers": 0.0, "ablate": ["tend_ties.renewal"]},
    )
    known = {
        (int(i), int(j)) for i, row in enumerate(territory.ties.neighbour) for j in row if j >= 0
    }
    passed = 0
    for _ in range(6):
        territory.step()
        held = territory.meetings
        everyday = held.setting[: held.count] == EVERYDAY  # bodies may bring others together
        for m in np.flatnonzero(everyday & (held.gain[: held.count].sum(axis=1) > 0)):
            i, j = int(held.first[m]), int(held.second[m])
            fresh = max(territory.firms.founded[[i, j]]) >= 0
            assert (i, j) in known or fresh
            passed += 1
    assert passed > 100


@pytest.mark.slow
def test_s10_without_a_past_networks_take_years_and_money_does_not_hasten_them():
    """From no relations at all; the subsidy is a year's wages for each firm at once."""

    def first_network(seed: int, subsidy: float) -> float:
        territory = Territory(
            "baseline",
            seed,
            n_firms=150,
            months=180,
            warm_up=0,
            events="none",
            **{"relations.ties": 0.0},
        )
        territory.firms.capital[territory.firms.alive] += subsidy
        territory.run()
        seen = np.flatnonzero(observed(territory)["networks"].to_numpy() > 0)
        return float(seen[0]) if len(seen) else 180.0

    months = np.array([[first_network(seed, s) for seed in SEEDS[:12]] for s in (0.0, 12.0)])
    assert np.median(months[0]) > 24
    shortened = (months[0] - months[1]).mean()
    assert shortened < 0.5 * months[0].mean()


@pytest.mark.slow
def test_s12_partners_open_the_way_to_new_partners():
    found = contrast(count("tie_made"), "baseline", {}, {"ablate": ["meet.relational_capital"]})
    assert found.low > 0, str(found)


@pytest.mark.slow
def test_s13_reluctance_shifts_over_time():
    """The reluctance of owners at the end is not what it was at the start."""
    moved = []
    for seed in SEEDS:
        territory = Territory("baseline", seed, n_firms=120, months=96, events="none")
        firms = territory.firms

        def reluctance(firms=firms) -> np.ndarray:
            willing = firms.openness * (1 - firms.habits) * firms.confidence
            return 1 - willing[firms.alive]

        before = reluctance().mean()
        territory.run()
        moved.append(reluctance().mean() - before)
    assert abs(np.mean(moved)) > 3 * np.std(moved) / np.sqrt(len(moved))


@pytest.mark.slow
def test_s14_networks_outlive_half_their_founders_and_stay_themselves():
    living, kept = 0, 0
    for seed in SEEDS[:8]:
        territory = Territory("textile_district", seed, n_firms=200, months=180, events="none")
        while territory.running:
            territory.step()
            networks = territory.networks
            renewed = (
                networks.alive
                & (networks.members > 0)
                & (networks.staying <= 0.5 * networks.founders)
            )
            living += int(renewed.sum())
            kept += int((networks.identity[renewed] > 0.7).sum())
    assert living > 20
    assert kept > 0.5 * living


@pytest.mark.slow
def test_s15_principles_of_a_network_move_slower_than_its_members():
    drift, turnover = [], []
    for seed in SEEDS[:12]:
        territory = lived("baseline", seed, firms=200, months=96)
        networks = territory.networks
        for n in np.flatnonzero(networks.alive & (networks.members > 0)):
            drift.append(1 - closeness(networks.principles[n], networks.first_principles[n]))
            turnover.append(1 - networks.staying[n] / networks.founders[n])
    assert len(drift) > 10
    assert np.mean(drift) < np.mean(turnover)


@pytest.mark.slow
def test_s43_with_relations_held_fixed_shuffling_addresses_changes_nothing():
    """Exact: nobody new is met, so place cannot enter; all else is the same to the last bit."""

    def story(shuffled: bool) -> Territory:
        territory = Territory(
            "baseline",
            8,
            n_firms=150,
            months=60,
            warm_up=0,
            **{"parameters.meet.strangers": 0.0},
        )
        if shuffled:
            living = np.flatnonzero(territory.firms.alive)
            mixed = np.random.default_rng(1).permutation(living)
            territory.firms.place[living] = territory.firms.place[mixed]
        return territory.run()

    one, other = story(shuffled=False), story(shuffled=True)
    assert not np.array_equal(one.firms.place, other.firms.place)
    for table in ("firms", "ties", "networks", "projects", "markets", "surroundings"):
        for column in getattr(one, table).columns:
            if column != "place":
                same = getattr(getattr(one, table), column), getattr(getattr(other, table), column)
                assert np.array_equal(*same), f"{table}.{column}"
    names = [name for name in one.observations.names if not name.startswith("bridging_places")]
    assert observed(one)[names].equals(observed(other)[names])


def test_s43_place_matters_once_neighbours_are_met():
    """The other half: with new acquaintances the same shuffle moves lives."""

    def trust(shuffled: bool) -> np.ndarray:
        territory = Territory("baseline", 8, n_firms=150, months=24, warm_up=0)
        if shuffled:
            living = np.flatnonzero(territory.firms.alive)
            mixed = np.random.default_rng(1).permutation(living)
            territory.firms.place[living] = territory.firms.place[mixed]
        return territory.run().ties.trust

    assert not np.array_equal(trust(shuffled=False), trust(shuffled=True))
