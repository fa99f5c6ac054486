"""The pair on the page: one map, two worlds that part only when the plan begins."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import numpy as np
import pytest

from analysis.letters import letter_of
from experiments.live.bands import Bands
from experiments.live.bets import Bet, outcome, read_bet, settled
from experiments.live.charts import CHARTS
from experiments.live.configuration import Configuration
from experiments.live.export.report import report
from experiments.live.frame import COMEBACK
from experiments.live.goals import GOALS, goals
from experiments.live.languages import FAMILIES
from experiments.live.levers import LEVERS, levers
from experiments.live.message import described
from experiments.live.pair import lived
from experiments.live.recording import Doing
from experiments.live.seats import seats
from experiments.live.solara_settings import PATIENCE
from experiments.live.tour import TOUR
from experiments.live.widget import BROWSER, script
from experiments.live.words import WORDS, books
from experiments.live.worlds import Kept
from simulation.model import Territory
from simulation.read_scenario import contexts, read_scenario

SMALL = Configuration(firms=60)


@pytest.fixture(scope="module")
def pair():
    return lived(SMALL)


def test_worlds_are_the_same_until_the_plan_begins(pair):
    begins = pair.plan.start
    assert np.array_equal(pair.without.state[:begins], pair.accompanied.state[:begins])
    assert not np.array_equal(pair.without.state, pair.accompanied.state)


def test_frames_say_what_the_model_says(pair):
    territory = Territory(pair.scenario, SMALL.seed, programme=pair.plan).run()
    last = pair.accompanied.state[-1] & 7
    assert np.array_equal(last != Doing.ABSENT, territory.firms.alive)
    frame = territory.observations.frame(pair.scenario.warm_up)
    assert np.allclose(pair.accompanied.values["jobs"], frame.loc[0:, "jobs"])


def test_the_relations_of_a_month_are_those_counted_for_its_firms(pair):
    month = 120
    ties = pair.accompanied.ties
    now = ties[(ties[:, 2] <= month) & (ties[:, 3] > month)]
    counted = np.bincount(now[:, :2].ravel(), minlength=pair.accompanied.state.shape[1])
    assert np.array_equal(np.minimum(counted, 31), pair.accompanied.state[month] >> 3)


def test_the_map_stays_whatever_is_tried(pair):
    other = lived(SMALL.changed(programme="cash", strength=0.5))
    assert np.array_equal(pair.places, other.places)
    assert pair.places.min() >= 0
    assert pair.places.max() <= 1
    assert np.array_equal(seats(pair.without.ties, 80), seats(pair.without.ties, 80))


def test_the_message_unfolds_into_what_was_recorded(pair):
    told, block = described(pair)
    at, length = told["parts"]["state.with"]
    state = np.frombuffer(block[at : at + length], dtype=np.uint8)
    assert np.array_equal(state.reshape(pair.accompanied.state.shape), pair.accompanied.state)
    at, length = told["parts"]["ties.without"]
    ties = np.frombuffer(block[at : at + length], dtype="<u2").reshape(-1, 4)
    assert np.array_equal(ties, pair.without.ties)
    json.dumps(told, allow_nan=False)
    assert len(block) < 400_000


def test_a_result_is_computed_once_and_the_oldest_is_forgotten():
    kept, made = Kept(2), []
    for key in ("a", "b", "a", "c", "b"):
        kept.get(key, lambda key=key: made.append(key) or key)
    assert made == ["a", "b", "c", "b"]
    assert len(kept) == 2


def test_at_most_seven_levers_in_three_groups(pair):
    assert len(LEVERS) <= 7
    assert {lever.group for lever in LEVERS} == {"territory", "threat", "plan"}
    for told in levers(SMALL, pair.scenario, pair.plan):
        assert set(told["title"]) == set(told["what"]) == {"fr", "it", "en"}
        assert "choices" in told or told["low"] < told["high"]


@pytest.mark.parametrize(
    ("here", "there", "came"),
    [(110, 100, "more"), (101, 100, "alike"), (90, 100, "less"), (0, 0, "alike")],
)
def test_alike_is_below_two_per_cent(here, there, came):
    assert outcome(here, there) == came


def test_a_bet_is_compared_with_what_came(pair):
    here, there = (world.values["jobs"].iloc[-1] for world in (pair.accompanied, pair.without))
    came = settled(Bet("jobs", outcome(here, there)), pair)
    assert came.right
    assert "counts as similar" in came.say["en"]
    assert str(int(here)) in came.say["en"]


@pytest.mark.parametrize(
    "told", [{}, {"metric": "jobs", "guess": "maybe"}, {"metric": "gold", "guess": "more"}]
)
def test_what_is_no_bet_is_ignored(told):
    assert read_bet(told) is None


def test_hands_are_counted_within_reason():
    bet = read_bet({"metric": "jobs", "guess": "less", "hands": [3, -2, "x"]})
    assert bet is not None
    assert bet.hands == (3, 0, 0)


def test_goals_are_measured_and_one_without_facilitators_says_it_cannot(pair):
    told = {each["name"]: each for each in goals(pair)}
    jobs = pair.accompanied.values["jobs"]
    assert told["jobs"]["reached"] == (jobs.iloc[-1] / jobs.iloc[0] >= GOALS[0].target)
    months = told["autonomy"]["value"]
    assert "months with a meeting" in months["en"]
    assert " mois avec une rencontre" in months["fr"]
    assert "lost" in told["crafts"]["value"]["en"]
    cash = {each["name"]: each for each in goals(lived(SMALL.changed(programme="cash")))}
    assert not cash["autonomy"]["reached"]


def test_what_is_gained_for_too_much_is_said_to_be_gained(pair):
    money = next(goal for goal in GOALS if goal.name == "money")
    spent = float(pair.accompanied.values["money_spent"].iloc[-1])
    for low, dear in ((-1.0, "reached, but too dear ("), (9.0, ", and too dear (")):
        told = replace(money, target=low, at_cost=spent - 1).told(pair)
        assert not told["reached"]
        assert dear in told["value"]["en"]
        assert "trop cher (" in told["value"]["fr"]
        assert "troppo caro (" in told["value"]["it"]
    fair = replace(money, target=-1.0, at_cost=spent + 1).told(pair)
    assert fair["reached"]
    assert "dear" not in fair["value"]["en"]


def test_the_tour_s_eight_steps_can_be_set():
    assert len(TOUR) == 8
    for step in TOUR:
        changed = SMALL.changed(**step.set)
        assert changed.plan().actions
        assert step.chart in {chart.metric for chart in CHARTS}


def test_the_tour_bets_on_what_it_has_not_shown():
    for n, step in enumerate(TOUR):
        if step.bet:
            assert step.set not in [before.set for before in TOUR[:n]]


def test_letters_are_those_of_the_map():
    assert [letter_of(n) for n in (0, 25, 26)] == ["A", "Z", "A1"]


def test_every_word_the_scripts_ask_for_is_there():
    asked = set()
    for path in Path(BROWSER).glob("*.js"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"\.t\(\s*\"([\w.]+)\"", text))
    assert asked
    assert asked <= set(WORDS)


def test_every_language_says_every_word():
    said = books()
    assert {lang: set(book["words"]) for lang, book in said.items()} == {
        lang: set(WORDS) for lang in ("fr", "it", "en")
    }
    assert said["fr"]["symbols"]["decimal"] == ","
    assert said["it"]["months"][2] == "marzo"


OF_THE_FRAME = (COMEBACK, PATIENCE)


def test_the_scripts_are_put_together_in_the_order_of_their_needs():
    told = script()
    names = re.findall(r"^const module_(\w+) = \(\(\) => \{$", told, re.MULTILINE)
    put_together = [path for path in Path(BROWSER).glob("*.js") if path not in OF_THE_FRAME]
    assert len(names) == len(set(names)) == len(put_together)
    for name in names:
        body = (BROWSER / f"{name}.js").read_text(encoding="utf-8")
        for needed in re.findall(r'from "\./(\w+)\.js"', body):
            assert names.index(needed) < names.index(name)
    assert "import " not in re.sub(r"//.*", "", told).replace("imported", "")


def test_worlds_are_called_by_their_plans_as_soon_as_both_have_one(pair):
    plain = described(pair)[0]["arms"]
    assert plain["with"]["name"]["en"] == "With accompaniment"
    assert plain["without"]["short"]["fr"] == "sans"
    told = described(lived(SMALL.changed(against="cash")))[0]
    assert told["arms"]["without"]["name"]["en"] == "Money to firms"
    assert told["arms"]["with"]["said"]["en"] == "under «Facilitated, from diagnosis to autonomy»"
    nothing = described(lived(SMALL.changed(programme="none")))[0]["arms"]
    assert nothing["with"] == nothing["without"] == plain["without"]


GENERIC = (
    "accompaniment",
    "accompagnement",
    "accompagnamento",
    "left to itself",
    "laissé",
    "lasciato",
)


def test_no_sentence_says_without_accompaniment_of_a_world_that_has_one():
    pair = lived(SMALL.changed(programme="training_only", against="cash"))
    told = described(pair)[0]
    said = [told["sentence"], *(each["say"] for each in told["narration"])]
    band = Bands(1, np.ones((2, 30, 3, len(CHARTS))), pair.arms)
    said += [band.in_words(0), settled(Bet("jobs", "more"), pair).say]
    assert len(said) > 10
    for each in said:
        for text in each.values():
            assert not [word for word in GENERIC if word in text.lower()], text
    assert "Training alone" in told["sentence"]["en"]
    assert "Money to firms" in told["sentence"]["en"]
    for lang in ("fr", "it", "en"):
        assert pair.arms.there.plain()["short"][lang] in unescape(report(pair, lang))
        assert pair.arms.here.plain()["said"][lang] in " ".join(each[lang] for each in said)


def test_every_family_of_trades_has_its_name_in_every_language():
    for name in contexts():
        products = read_scenario(name).economy.products.values()
        assert {product.family for product in products} <= set(FAMILIES)
