"""Every sentence is made from the log or from the difference between the worlds."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from experiments.live.bands import Bands
from experiments.live.bets import Bet, settled
from experiments.live.biography import firm_at, life, most_eventful
from experiments.live.charts import CHARTS, sentence
from experiments.live.configuration import Configuration
from experiments.live.institutions import charter, ladder, networks
from experiments.live.narration import narration
from experiments.live.pair import lived


@pytest.fixture(scope="module")
def pair():
    return lived(Configuration(firms=60))


def test_every_sentence_points_to_a_curve_or_to_a_kind_of_event(pair):
    kinds = {f"log.{kind}" for kind in pair.accompanied.events["kind"].cat.categories}
    known = {chart.metric for chart in CHARTS} | kinds
    told = narration(pair)
    assert told
    assert {each.points for each in told} <= known
    assert [each.month for each in told] == sorted(each.month for each in told)
    assert all(0 <= each.month < pair.scenario.months for each in told)


def test_a_year_counts_what_the_logs_hold(pair):
    year = next(each for each in narration(pair) if each.kind == "year")
    said = [int(n) for n in re.findall(r"\d+", year.say["en"])][1:]
    counted = [
        int(((log["kind"] == kind) & log["month"].between(year.month - 11, year.month)).sum())
        for log in (pair.accompanied.events, pair.without.events)
        for kind in ("closed", "founded")
    ]
    assert said == counted


def test_the_crisis_is_told_in_its_month_with_the_jobs_of_both_worlds(pair):
    crisis = next(each for each in narration(pair) if each.kind == "threat")
    assert crisis.month == 96
    for world in (pair.accompanied, pair.without):
        assert str(int(world.values["jobs"].loc[96])) in crisis.say["en"]


@pytest.mark.parametrize("plans", [{"programme": "none"}, {"programme": "cash", "against": "cash"}])
def test_two_equal_worlds_are_told_once(plans):
    twin = lived(Configuration(firms=40, **plans))
    band = Bands(1, np.ones((2, 3, 12, len(CHARTS))), twin.arms)
    said = [sentence(twin), band.in_words(0), settled(Bet("jobs", "alike"), twin).say]
    for each in said:
        assert "both worlds" in each["en"].lower()
        assert "deux mondes" in each["fr"]
        assert "due mondi" in each["it"]
    told = narration(twin)
    assert any(each.kind == "threat" for each in told)
    for each in told:
        assert twin.arms.here.said not in each.say["en"]
        assert twin.arms.here.name not in each.say["en"]
    recognised = [each for each in told if each.kind.startswith("network")]
    seen = {(each.month, each.say["en"]) for each in recognised}
    assert len(seen) == len(recognised)


def test_the_same_plan_begun_later_is_another_world():
    pair = lived(Configuration(firms=40, programme="cash", against="cash", start=60))
    assert not pair.arms.same


def test_two_equal_worlds_have_no_difference_to_tell():
    twin = lived(Configuration(firms=40, programme="none"))
    kinds = {each.kind for each in narration(twin)}
    assert "year" not in kinds
    assert "widest" not in kinds
    firm = most_eventful(twin)
    told = life(twin, firm)
    assert told["fork"]["en"]["month"] is None
    assert told["with"] == told["without"]


def test_lives_are_one_until_they_fork(pair):
    told = life(pair, most_eventful(pair))
    fork = told["fork"]["fr"]
    assert told["with"]["fr"][: fork["shared"]] == told["without"]["fr"][: fork["shared"]]
    after = [each[fork["shared"] :] for each in (told["with"]["fr"], told["without"]["fr"])]
    shown = [[line for line in each if line["turn"]] for each in after]
    assert min(each[0]["month"] for each in shown if each) == fork["month"]
    assert min(each[0]["month"] for each in after if each) == fork["month"]
    assert fork["month"] >= pair.plan.start


def test_a_seat_is_its_tenant_s_in_that_month(pair):
    row, month, firm, _ = pair.accompanied.tenants[-1]
    assert firm_at(pair.accompanied, row, month) == firm
    assert firm_at(pair.accompanied, row, month - 1) != firm or month == 0


def test_the_ladder_ends_where_the_model_stands(pair):
    standing = {}
    for month, product, way, rung in ladder(pair)["with"]:
        assert 0 <= month < pair.scenario.months
        standing[product, way] = rung
    last = pair.accompanied.rungs[-1]
    for product in range(last.shape[0]):
        for way in range(last.shape[1]):
            assert standing.get((product, way), 0) == last[product, way]


def test_networks_keep_their_founders_count(pair):
    for told in networks(pair.accompanied):
        assert len(told["months"]) == len(told["members"]) == len(told["identity"])
        assert max(told["staying"]) <= told["founders"]


def test_only_an_agenda_21_has_a_charter(pair):
    assert charter(pair) is None
    signed = charter(lived(Configuration(firms=60, programme="agenda21")))
    assert signed is not None
    assert signed["log"][0]["month"] >= 24


def test_one_thing_is_said_in_the_singular(pair):
    log = pair.accompanied.events
    wanted = {"closed": 6, "founded": 7, "signal_seen": 94}
    rows = []
    for kind, month in wanted.items():
        one = log[log["kind"] == kind].iloc[[0]].assign(month=month)
        rows.append(one)
    few = pd.concat(rows).astype(log.dtypes.to_dict())
    alone = replace(pair, accompanied=replace(pair.accompanied, events=few))
    told = {each.kind: each.say for each in reversed(narration(alone))}
    assert "1 firm closed and 1 opened with accompaniment" in told["year"]["en"]
    assert "1 entreprise a fermé et 1 a ouvert avec accompagnement" in told["year"]["fr"]
    assert "1 impresa ha chiuso e 1 ha aperto con accompagnamento" in told["year"]["it"]
    assert told["signal"]["en"].startswith("By now 1 firm has seen the signs")
    assert "1 entreprise a vu les signes" in told["signal"]["fr"]
    assert "1 impresa ha visto i segni" in told["signal"]["it"]


def test_a_change_that_brings_demand_is_no_blow():
    valley = lived(Configuration(territory="alpine_valley", firms=60))
    told = [each for each in narration(valley) if each.kind in {"threat", "opening"}]
    gains = [each for each in told if "orders from the works" in each.say["en"]]
    assert [each.kind for each in gains] == ["opening"]
    assert gains[0].say["fr"].startswith("Une occasion s'ouvre : ")
    assert gains[0].say["it"].startswith("Si apre un'occasione: ")
    assert len(told) > 1
    assert all(text[0].isupper() for each in narration(valley) for text in each.say.values()
               if text[0].isalpha())  # fmt: skip
