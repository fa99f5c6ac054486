"""What thirty pairs say: the last year as the command reads it, its difference, who is not counted."""

from __future__ import annotations

import re

import numpy as np
import pytest

from analysis.comparison.differences import END, Difference, year_up_to
from analysis.comparison.words import difference_sentence
from analysis.statistics.paired_difference import paired_difference
from experiments.live import bands, beside
from experiments.live.bands import Bands
from experiments.live.bets import Bet, outcome, settled
from experiments.live.charts import CHARTS, curves
from experiments.live.configuration import Configuration
from experiments.live.export.archive import events, pairs
from experiments.live.pair import Pair, lived
from experiments.live.served import Served
from experiments.run_folder import Described
from simulation.language import LANGUAGES, percent, speaking

MONTHS = 36
PLACE = {chart.metric: place for place, chart in enumerate(CHARTS)}


@pytest.fixture(scope="module")
def pair() -> Pair:
    return lived(Configuration(firms=60))


@pytest.fixture
def some(pair) -> Bands:
    """Six pairs: the last month goes the other way than the last year."""
    values = np.full((2, 6, MONTHS, len(CHARTS)), np.nan)
    values[0, :] = 10.0
    values[1, :] = 12.0 + np.arange(6)[:, None, None]
    values[1, :, -1] = 9.0
    values[:, 4:, :, PLACE["network_identity"]] = np.nan
    values[..., PLACE["acceptability"]] /= 40.0
    return Bands(6, values, seed=11)


def test_a_band_counts_pairs_and_leaves_out_what_has_not_come(pair):
    values = np.full((2, 4, MONTHS, len(CHARTS)), np.nan)
    values[0, :3] = 10.0
    values[1, 0], values[1, 1], values[1, 2] = 12.0, 9.0, 10.0
    band = Bands(3, values)
    found = band.difference(0)
    assert (found.better, found.worse, found.ties) == (1, 1, 1)
    low, high = band.spread(1, 0)
    assert low[0] < high[0]
    lost = band.difference(PLACE["know_how_lost"])
    assert (lost.better, lost.worse, lost.ties) == (1, 1, 1)
    assert band.in_words(0)["en"].startswith("1 time out of 3 the last year is better")
    assert "; 1 volta peggiore, 1 volta esattamente uguale." in band.in_words(0)["it"]


def test_the_last_year_counts_as_in_the_command(some):
    jobs = PLACE["jobs"]
    found = some.difference(jobs)
    assert (found.better, found.worse) == (6, 0)  # by the last month alone: (0, 6)
    ends = [year_up_to(world, MONTHS - 1) for world in some.values[..., jobs]]
    assert found == paired_difference(ends[1], ends[0], 1, key=1 + jobs)


def test_the_difference_stands_beside_the_frequency_as_the_command_writes_it(some):
    found = some.difference(PLACE["jobs"])
    each = Difference(1, "jobs", END, MONTHS - 1, 0.0, 0.0, found, 1)
    for lang in LANGUAGES:
        with speaking(lang):
            line = difference_sentence(each, Described("Jobs", "persons", ""))
        numbers = re.findall(r"[+−][\d.,]+\d", line)
        assert len(numbers) == 3
        assert re.findall(r"[+−][\d.,]+\d", some.in_words(PLACE["jobs"])[lang]) == numbers


def test_pairs_without_a_network_are_told(some):
    said = some.in_words(PLACE["network_identity"])
    assert said["fr"].startswith("4 fois sur 4")
    assert "Dans 2 autres paires, il n'y a pas de réseau à mesurer" in said["fr"]
    assert "In altre 2 coppie non c'è una rete" in said["it"]
    assert "In 2 pairs more there is no network" in said["en"]
    assert "network" not in some.in_words(PLACE["jobs"])["en"]


def test_exactly_the_same_is_not_called_what_a_bet_calls_it(some, pair):
    for lang in LANGUAGES:
        near = settled(Bet("jobs", "alike"), pair).say[lang]
        with speaking(lang):
            equal = some.in_words(PLACE["jobs"])[lang]
        assert {"en": "exactly the same", "fr": "exactement pareille", "it": "esattamente uguale"}[
            lang
        ] in equal
        assert {"en": "similar", "fr": "semblable", "it": "simile"}[lang] in near


def test_a_share_is_in_per_cent_wherever_it_is_shown(pair, some):
    told = {each["metric"]: each for each in curves(pair)}["acceptability"]
    raw = pair.accompanied.values["acceptability"]
    shown = [each for each in told["with"] if each is not None]
    assert shown
    assert shown[-1] == pytest.approx(100 * raw.dropna().iloc[-1], abs=1e-4)
    assert max(shown) > 1
    assert set(told["unit"].values()) == {"%"}
    assert all(name.endswith("(%)") for name in told["name"].values())
    ends = [float(w.values["acceptability"].iloc[-1]) for w in (pair.accompanied, pair.without)]
    bet = settled(Bet("acceptability", outcome(*ends)), pair)
    for lang in LANGUAGES:
        assert bet.say[lang].startswith(percent(ends[0], lang=lang))
        assert percent(ends[1], lang=lang) in bet.say[lang]
    band = some.told()["curves"][PLACE["acceptability"]]
    assert band["without_low"][0] == pytest.approx(25.0)
    assert "in points: +" in band["sentence"]["en"]


def test_a_number_of_its_own_stays_as_it_is(pair):
    told = {each["metric"]: each for each in curves(pair)}["jobs"]
    assert told["with"][-1] == pair.accompanied.values["jobs"].iloc[-1]


def test_what_the_page_says_can_be_counted_again_from_the_zip(pair, some):
    told = pairs(some)
    jobs = told[told["quantity"] == "jobs"]
    assert list(jobs["seed"]) == [11, 12, 13, 14, 15, 16]
    assert int((jobs["with"] > jobs["without"]).sum()) == some.difference(PLACE["jobs"]).better
    log = events(pair)
    for world, lived_one in (("with", pair.accompanied), ("without", pair.without)):
        for kind in ("closed", "founded", "signal_seen"):
            counted = ((log["world"] == world) & (log["kind"] == kind)).sum()
            assert counted == (lived_one.events["kind"] == kind).sum() > 0


def test_half_pairs_are_not_in_the_zip(pair):
    values = np.full((2, 3, MONTHS, len(CHARTS)), np.nan)
    values[:, 1] = 1.0
    assert set(pairs(Bands(1, values, seed=5))["seed"]) == {6}


def test_a_room_that_opens_one_address_lives_its_pairs_once(monkeypatch):
    monkeypatch.setattr(bands, "what_is_served", lambda: Served(pairs=3))
    lives = []
    really = beside.many
    monkeypatch.setattr(beside, "many", lambda jobs: lives.append(1) or really(jobs))
    asked = Configuration(firms=45, seed=7)
    (first,) = bands.bands(asked, lambda: True)
    (second,) = bands.bands(asked.changed(language="it", projector=True), lambda: True)
    assert second is first
    assert first.pairs == first.of == 3
    assert lives == [1]
    list(bands.bands(asked.changed(seed=8), lambda: True))
    assert lives == [1, 1]


def test_pairs_that_somebody_stopped_wanting_are_not_kept(monkeypatch):
    monkeypatch.setattr(bands, "what_is_served", lambda: Served(pairs=6))
    asked = Configuration(firms=45, seed=9)
    begun = bands.bands(asked, lambda: True)
    assert next(begun).pairs == 3
    begun.close()
    assert [each.pairs for each in bands.bands(asked, lambda: True)] == [3, 6]
