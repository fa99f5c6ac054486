"""What is published of sensitivity follows from its runs, and the model lives those runs again.

They fail when a table was edited, when the model lives other numbers than those the tables rest on,
and when a parameter was added that no published study moves: then `experiments/sensitivity/README.md`
says how to measure again.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.morris_effects import morris_effects
from analysis.statistics.sampled_points import problem
from analysis.statistics.sobol_indices import sobol_indices
from experiments.many.job import live
from experiments.outcomes import read_outcome, value_of
from experiments.study.plan import Plan
from experiments.study.points import Points, points_of
from experiments.study.read_study import from_plain, read_study
from experiments.study.spelled_out import spelled_out
from experiments.study.study import Study
from simulation.placed import Placed

FOLDER = Path(__file__).resolve().parents[2] / "experiments" / "sensitivity"
TOLD = {each["study"]: each for each in json.loads((FOLDER / "sensitivity.json").read_text())}
SAMPLED = [name for name, each in TOLD.items() if each["design"]["kind"] in ("morris", "sobol")]
LIVED_AGAIN = 4
"""Runs of each study that are lived again here, drawn by the study's own name."""
LIVED_AT_NIGHT = 500


@cache
def runs() -> pd.DataFrame:
    return pd.read_parquet(FOLDER / "sensitivity_runs.parquet")


@cache
def table() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "sensitivity.csv", keep_default_na=False, na_values=[""])


@cache
def design_of(name: str) -> tuple[Study, Points]:
    study = from_plain(TOLD[name]["as_run"])
    return study, points_of(study)


def at(name: str, context: str, point: int) -> Plan:
    """The plan of one point in one context: the whole table would take minutes."""
    study, points = design_of(name)
    alone = study.model_copy(update={"contexts": {context: study.contexts[context]}})
    values = {path: [each[point]] for path, each in points.values.items()}
    return Plan(alone, Points(values, points.units[point : point + 1], points.factors))


@pytest.mark.parametrize("name", SAMPLED)
@pytest.mark.parametrize(
    "n", [LIVED_AGAIN, pytest.param(LIVED_AT_NIGHT, marks=pytest.mark.nightly)]
)
def test_the_model_lives_the_numbers_of_the_tables(name: str, n: int) -> None:
    own = runs()[runs()["study"] == name]
    outcomes = [read_outcome(text) for text in design_of(name)[0].outcomes]
    drawn = own.sample(n, random_state=int(name.rpartition("-")[2], 16) % 2**32)
    for _, kept in drawn.iterrows():
        plan = at(name, kept["context"], kept["point"])
        rows = plan.rows([kept["seed"]])
        rows = rows[rows["programme"] == kept["programme"]]
        (job,) = plan.jobs(rows, {rows["run"].iloc[0]: ()})
        months = np.asarray(live(job).values, dtype=np.float32).astype(np.float64)
        lived = pd.DataFrame(months, columns=list(job.outcomes))
        for outcome in outcomes:
            if not outcome.needs_twin:
                value = value_of(outcome, lived[outcome.metric].to_numpy()[None, :])[0]
                assert value == pytest.approx(kept[outcome.name], rel=1e-5, abs=1e-7, nan_ok=True)


def test_it_is_told_that_the_numbers_are_of_two_versions_and_how_many_were_lived_again() -> None:
    codes = {each["code"] for each in TOLD.values()}
    for page in FOLDER.glob("*.md"):
        top = page.read_text(encoding="utf-8").split("\n## ")[0]
        assert all(code in top for code in codes), page
    top = (FOLDER / "README.md").read_text(encoding="utf-8").split("\n## ")[0]
    for n in (LIVED_AGAIN, LIVED_AT_NIGHT, *(TOLD[name]["runs"] for name in SAMPLED)):
        assert f" {n:,} " in top.replace("\n", " ")


@pytest.mark.parametrize("name", SAMPLED)
def test_the_indices_follow_from_the_runs(name: str) -> None:
    (study, points), design = design_of(name), TOLD[name]["design"]
    factors = list(study.factors)
    asked = problem(factors, [[0.0, 1.0]] * len(factors))
    for context in list(study.contexts)[::4]:
        answers = _levels(name, context, "jobs@end")
        if design["kind"] == "morris":
            found = morris_effects(asked, points.units, answers, levels=design["morris"]["levels"])
        else:
            found = sobol_indices(asked, answers, second_order=design["sobol"]["second_order"])
        rows = table()
        told = rows[(rows["study"] == name) & (rows["context"] == context)
                    & (rows["outcome"] == "jobs@end") & rows["effect_of"].isna()]  # fmt: skip
        kind = told["index"].iloc[0]
        again = {each.factor: each.value for each in found.of(kind)}
        kept = dict(zip(told["assumption"], told["value"], strict=True))
        most = max(kept.values())
        assert kept == pytest.approx(again, rel=2e-3, abs=2e-4 * most)


def test_every_parameter_of_today_was_moved() -> None:
    name = next(each for each in SAMPLED if TOLD[each]["design"]["kind"] == "morris")
    today = set(spelled_out(read_study("morris_all"), Placed({})).factors)
    assert today - set(TOLD[name]["as_run"]["uncertainties"]) == set()


def test_the_ten_are_those_that_the_rule_picks() -> None:
    told = next(TOLD[each] for each in SAMPLED if each.startswith("morris_all-"))
    if len(told["as_run"]["contexts"]) < len(read_study("morris_all").contexts):
        pytest.skip("the ten are picked when all contexts of morris_all are measured")
    ten = {each["assumption"] for each in told["ten"]}
    assert ten == set(read_study("sobol_ten").uncertainties)


def _levels(name: str, context: str, outcome: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    own = runs()
    own = own[(own["study"] == name) & (own["context"] == context) & (own["programme"] == "none")]
    values = own.groupby("point")[outcome].mean().sort_index()
    assert list(values.index) == list(range(len(values)))
    return values.to_numpy(dtype=np.float64)
