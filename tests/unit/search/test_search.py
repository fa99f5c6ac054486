"""The search: a plan stays a plan of the same cost, the front is one, the same command replays."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.front import gains
from experiments.command.app import call
from experiments.run_study import Settings
from experiments.search.plan_file import plan_file
from experiments.search.search import Asked, _front
from experiments.search.search import search as run_search
from experiments.search.space import space_of
from experiments.study.levers import with_levers
from simulation.errors import InputError
from simulation.read_programme import read_programme

RECIPE = read_programme("standard_recipe")


def test_any_plan_keeps_every_session_and_hour_and_ends_in_time() -> None:
    space = space_of(RECIPE)
    rng = np.random.default_rng(1)
    for genes in (*rng.random((50, space.genes)), np.zeros(space.genes), np.ones(space.genes)):
        moved = with_levers(RECIPE, space.plan(genes))
        for before, after in zip(RECIPE.actions, moved.actions, strict=True):
            assert (after.sessions, after.hours, after.money) == (
                before.sessions, before.hours, before.money,
            )  # fmt: skip
            assert after.start + (after.sessions - 1) * after.every < 60


def test_the_programme_as_it_is_is_one_of_the_plans() -> None:
    space = space_of(RECIPE)
    plan = space.plan(space.shipped())
    for action in RECIPE.actions:
        fits = action.start + (action.sessions - 1) * action.every < 60
        if fits:
            assert plan[f"actions.{action.name}.start"] == pytest.approx(action.start, abs=1)


def test_where_nothing_can_be_moved_it_says_so() -> None:
    with pytest.raises(InputError, match="fewer than two actions"):
        space_of(read_programme("none"))


def test_a_front_holds_no_plan_that_another_beats_and_costs_the_same(tmp_path: Path) -> None:
    asked = Asked(space_of(RECIPE), "standard_recipe", ("baseline",),
                  ("jobs@end", "unemployed@end"), months=30, firms=15, seeds=2, population=4,
                  generations=2)  # fmt: skip
    assert asked.signs.tolist() == [1.0, -1.0]
    found = run_search(asked, tmp_path, Settings(workers=1))
    towards = found.outcomes * asked.signs
    for one in towards:
        assert not any((other >= one).all() and (other > one).any() for other in towards)
    again = run_search(asked, tmp_path, Settings(workers=1))
    assert again.plans == found.plans
    assert np.array_equal(again.outcomes, found.outcomes)


def test_plans_that_come_out_alike_are_told_once() -> None:
    asked = Asked(space_of(RECIPE), "standard_recipe", ("baseline",),
                  ("jobs@end", "unemployed@end"), months=30, firms=15)  # fmt: skip
    genes = np.random.default_rng(1).random((3, asked.space.genes))
    opt = {"X": genes, "F": np.array([[-9.0, 2.0], [-8.0, 1.0], [-9.0, 2.0]])}
    found = _front(asked, SimpleNamespace(opt=opt), 3)
    assert found.plans == [asked.space.plan(genes[0]), asked.space.plan(genes[1])]
    assert found.outcomes.tolist() == [[9.0, 2.0], [8.0, 1.0]]


def test_plans_are_paired_with_the_programme_on_the_same_histories() -> None:
    usual = pd.DataFrame({"point": 0, "context": "a", "seed": range(6), "jobs@end": np.arange(6.0)})
    moved = pd.concat(
        [usual.assign(point=p, **{"jobs@end": usual["jobs@end"] + 2 * p}) for p in (0, 1)]
    ).sample(frac=1, random_state=1)
    told = gains(moved, usual, ("jobs@end",), np.array([1.0]), np.array([[2.5], [9.0]]))
    assert [each.paired.mean for each in told] == [0.0, 2.0]
    assert (told[0].paired.ties, told[1].paired.better) == (6, 6)
    assert told[1].searched == 9.0


def test_a_found_plan_is_a_programme_like_any_other(tmp_path: Path) -> None:
    space = space_of(RECIPE)
    plan = space.plan(np.full(space.genes, 0.5))
    path = tmp_path / "plan.yaml"
    path.write_text(plan_file(RECIPE, plan, "Found."), encoding="utf-8")
    again = read_programme(path)
    starts = {action.name: action.start for action in again.actions}
    assert starts == {a.name: plan[f"actions.{a.name}.start"] for a in RECIPE.actions}


def test_the_command_searches_measures_and_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["search", "standard_recipe", "--generations", "1", "--population", "4", "--seeds", "2",
             "--fresh", "5", "--firms", "15", "--months", "30", "--workers", "1", "--lang", "en",
             "--store", str(tmp_path / "store"), "--out", str(tmp_path / "out"), "--json"]  # fmt: skip
    assert call(asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["front"][0]["pairs"] == 5
    assert (tmp_path / "out" / "plan_1.yaml").is_file()
    assert call(asked[:-1]) == 0  # from the store, in words
    assert "Fewer than 20 pairs behind some differences (5)" in capsys.readouterr().out
    assert call(["search", "standard_recipe", "--outcomes", "jobs@end"]) == 2
    assert call(["search", "none"]) == 2
    assert "two outcomes" in capsys.readouterr().err
