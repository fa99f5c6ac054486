"""What is published of searches: the model lives some of those pairs again and finds the numbers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.front import gain_table, gains
from experiments.run_study import Settings
from experiments.search.measure import on_fresh_seeds
from experiments.search.search import Asked
from experiments.search.space import space_of
from simulation.read_programme import read_programme

FOUND = Path(__file__).resolve().parents[2] / "experiments" / "search" / "found"
MONTHS, FIRMS = 120, 100


def told(name: str) -> tuple[dict, pd.DataFrame]:
    return json.loads((FOUND / name / "front.json").read_text()), pd.read_csv(
        FOUND / name / "front.csv"
    )


@pytest.mark.parametrize("name", sorted(each.name for each in FOUND.iterdir()))
def test_the_table_is_that_of_the_front(name):
    front, table = told(name)
    pd.testing.assert_frame_equal(pd.DataFrame(front["front"])[list(table)], table)
    assert sorted(set(table["plan"])) == list(range(1, len(front["plans"]) + 1))
    for place, plan in enumerate(front["plans"], 1):
        programme = read_programme(str(FOUND / name / f"plan_{place}.yaml"))
        asked_for = {action.name: action for action in programme.actions}
        for path, value in plan.items():
            _, action, field = path.split(".")
            assert getattr(asked_for[action], field) == value


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "plan"),
    [
        ("standard_recipe-mono_product-30", 4),
        pytest.param("facilitated-alpine_valley", 1, marks=pytest.mark.nightly),
    ],
)
def test_the_pairs_of_a_plan_are_lived_again(name, plan, tmp_path):
    front, table = told(name)
    programme = read_programme(front["programme"])
    asked = Asked(
        space_of(programme), front["programme"], tuple(front["contexts"]),
        tuple(front["outcomes"]), MONTHS, FIRMS,
    )  # fmt: skip
    moved, usual = on_fresh_seeds(
        asked, [front["plans"][plan - 1]], 100, tmp_path, Settings(workers=2)
    )
    again = gain_table(gains(moved, usual, asked.outcomes, asked.signs, np.zeros((1, 2))))
    published = table[table["plan"] == plan].reset_index(drop=True)
    same = [
        "outcome",
        "mean",
        "mean_as_it_is",
        "difference",
        "pairs",
        "better_in",
        "worse_in",
        "ties",
    ]
    pd.testing.assert_frame_equal(again[same], published[same])
