"""Sweeps are kept as they came out; what is kept is complete, and one of them is lived again."""

from __future__ import annotations

import numpy as np
from ruamel.yaml import YAML

from tests.patterns.measure_sweeps import ASKED, PLACES, SWEEPS, detection


def kept():
    return YAML(typ="safe").load(SWEEPS)


def test_every_question_has_its_answer():
    assert set(kept()) == set(ASKED), "run tests/patterns/measure_sweeps.py"
    for name, answer in kept().items():
        assert answer["seeds"] >= 3, name
        assert answer["asked"], name


def test_the_clearer_the_signs_the_more_see_them_and_no_more_see_what_is_not_coming():
    lived = detection([1, 2, 3])["levels"]
    for levels in (lived, kept()["S67"]["levels"]):
        aware = [levels[at]["aware_firms@53"][0] for at in levels]
        assert np.all(np.diff(aware) > 0)
        assert aware[0] == 0.0
        assert len({levels[at]["false_alarms@53"][0] for at in levels}) == 1


def test_places_that_stand_one_shock_are_not_simply_those_that_stand_another():
    """What the sweep found: exposure, not a lasting ability, orders the places."""
    assert set(kept()["S42"]["places"]) == set(PLACES)
    assert min(kept()["S42"]["rank agreement between shocks"]) < 0.5
