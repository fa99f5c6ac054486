"""A map of relations: more asked, more known; it gets old; and a broker may go by it."""

from __future__ import annotations

import numpy as np


def living(territory, n):
    return np.flatnonzero(territory.firms.alive)[:n]


def test_nobody_learns_meets_or_trusts_by_it(place, hold, changed):
    territory = place()
    rows = living(territory, 10)
    assert not changed(territory, lambda: hold(territory, "relation_mapping", rows))


def test_the_more_are_asked_the_more_ties_are_known(place, hold):
    recall = []
    for n in (5, 20, 60):
        territory = place()
        record = hold(territory, "relation_mapping", living(territory, n), hours=100.0).record
        recall.append(record["map_recall"])
        assert 0.0 <= record["map_recall"] <= record["map_coverage"] <= 1.0
    assert recall[0] < recall[1] < recall[2]


def test_everybody_asked_with_all_skill_and_trust_the_map_is_complete(place, hold):
    territory = place()
    territory.ties.trust[territory.ties.neighbour >= 0] = 1.0
    record = hold(territory, "relation_mapping", living(territory, 99), hours=100.0).record
    assert record["map_recall"] == record["map_precision"] == 1.0


def test_asked_without_skill_people_name_fewer(place, hold):
    recall = [
        hold(place(), "relation_mapping", np.arange(40), hours=100.0, quality=q).record
        for q in (0.3, 1.0)
    ]
    assert recall[0]["map_recall"] < recall[1]["map_recall"]


def test_a_map_gets_old_and_asking_again_renews_it(place, hold):
    territory = place()
    known = territory.steering.known_relations
    first = hold(territory, "relation_mapping", living(territory, 99), hours=100.0).record
    territory.run(36)
    _, old, still = known.quality(territory.firms, territory.ties)
    assert old < first["map_recall"]
    assert still < first["map_precision"]
    again = hold(territory, "relation_mapping", living(territory, 99), hours=100.0).record
    assert again["map_recall"] > old


def test_a_broker_who_goes_by_a_map_wastes_fewer_introductions_than_one_without(place, hold):
    wasted = []
    for asked in (0, 80):
        territory = place(lived=12)
        ties = territory.ties
        around = ties.neighbour[:4][ties.neighbour[:4] >= 0]
        guests = np.unique(np.concatenate([np.arange(4), around]))[:16]
        if asked:
            hold(territory, "relation_mapping", living(territory, asked), hours=100.0)
        hold(territory, "brokerage", guests, settings={"relations": "mapped"})
        first, second, *_ = territory.meetings._invited[-1]
        wasted.append(
            sum(
                j in ties.neighbour[i] for i, j in zip(first.tolist(), second.tolist(), strict=True)
            )
        )
    assert wasted[1] < wasted[0]
