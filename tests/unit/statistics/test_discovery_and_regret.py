"""A planted box found again; a regret table worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.rank_agreement import rank_agreement
from analysis.statistics.robustness import best_by, regret, robustness
from analysis.statistics.scenario_discovery import discover_box

MEANS = pd.DataFrame(
    {"calm": [10.0, 12, 9], "crisis": [2.0, 1, 6]}, index=["nothing", "courses", "circles"]
)


def test_a_planted_box_is_found_with_its_coverage_and_density() -> None:
    rng = np.random.default_rng(1)
    points = pd.DataFrame(rng.random((600, 3)), columns=["trust", "ties", "noise"])
    points["context"] = rng.choice(["valley", "city"], 600)
    planted = (points.trust < 0.4) & (points.ties > 0.6) & (points.context == "city")
    box = discover_box(points, planted.to_numpy())
    assert box is not None
    assert (box.coverage, box.density) == (pytest.approx(1, abs=0.12), pytest.approx(1, abs=0.12))
    ranges = {each.factor: each for each in box.ranges}
    assert ranges["trust"].at_most == pytest.approx(0.4, abs=0.05)
    assert ranges["trust"].at_least is None
    assert ranges["ties"].at_least == pytest.approx(0.6, abs=0.05)
    assert ranges["context"].names == ("city",)
    assert box.base_rate == pytest.approx(planted.mean())
    assert not ranges["trust"].by_chance
    assert "noise" not in ranges or ranges["noise"].by_chance


def test_a_box_in_noise_looks_dense_where_it_was_chosen_and_not_elsewhere() -> None:
    rng = np.random.default_rng(1)
    points = pd.DataFrame(rng.random((100, 20)), columns=[f"x{i}" for i in range(20)])
    noise = rng.random(100) < 0.3
    box = discover_box(points, noise)
    assert box is not None
    assert box.density > 2 * box.base_rate
    assert box.unseen is not None
    assert box.unseen.density < 1.2 * box.base_rate


def test_a_planted_box_holds_on_points_that_did_not_choose_it() -> None:
    rng = np.random.default_rng(2)
    points = pd.DataFrame(rng.random((300, 2)), columns=["trust", "noise"])
    points["context"] = rng.choice(["valley", "city"], 300)
    planted = ((points.trust < 0.4) & (points.context == "city")).to_numpy()
    box = discover_box(points, planted)
    assert box is not None
    assert box.unseen is not None
    assert min(box.unseen.coverage, box.unseen.density) > 0.85


def test_what_belongs_together_is_left_out_together() -> None:
    """Ten copies of each of thirty points: copies left in would give away those left out."""
    rng = np.random.default_rng(3)
    once = pd.DataFrame(rng.random((30, 12)), columns=[f"x{i}" for i in range(12)])
    cases = rng.random(30) < 0.4
    points, copies = once.loc[once.index.repeat(10)].reset_index(drop=True), np.repeat(cases, 10)
    apart = discover_box(points, copies)
    together = discover_box(points, copies, pd.Series(np.repeat(np.arange(30), 10)))
    assert apart is not None
    assert together is not None
    assert apart.unseen is not None
    assert together.unseen is not None
    assert apart.density == together.density
    assert together.unseen.density < apart.unseen.density - 0.2


def test_too_few_cases_for_two_thirds_leave_the_box_untried() -> None:
    points = pd.DataFrame({"a": np.linspace(0, 1, 60)})
    box = discover_box(points, np.arange(60) < 11)
    assert box is not None
    assert box.unseen is None


def test_without_enough_cases_no_box_is_made_up() -> None:
    points = pd.DataFrame({"a": np.linspace(0, 1, 50)})
    assert discover_box(points, np.arange(50) < 9) is None
    assert discover_box(points, np.ones(50, dtype=bool)) is None


def test_regret_and_robustness_are_those_worked_out_by_hand() -> None:
    assert regret(MEANS).to_dict("index") == {
        "nothing": {"calm": 2.0, "crisis": 4.0},
        "courses": {"calm": 0.0, "crisis": 5.0},
        "circles": {"calm": 3.0, "crisis": 0.0},
    }
    table = robustness(MEANS, "nothing")
    assert table["worst"].to_dict() == {"nothing": 2.0, "courses": 1.0, "circles": 6.0}
    assert table["greatest_regret"].to_dict() == {"nothing": 4.0, "courses": 5.0, "circles": 3.0}
    # circles: mean 7.5, deviation 1.5: 8.5 / 2.5
    assert table.loc["circles", "mean_variance"] == pytest.approx(3.4)
    assert table["share_better"].to_dict() == {
        "nothing": pytest.approx(np.nan, nan_ok=True), "courses": 0.5, "circles": 0.5,
    }  # fmt: skip
    assert set(best_by(table).values()) == {("circles",)}


def test_where_less_is_better_everything_turns() -> None:
    assert regret(MEANS, better=-1).loc["circles"].to_list() == [0.0, 5.0]
    table = robustness(MEANS, "nothing", better=-1)
    assert table.loc["courses", "worst"] == 12.0
    assert best_by(table, better=-1)["worst"] == ("circles",)


def test_who_is_equal_is_not_told_as_the_best() -> None:
    table = robustness(MEANS.assign(calm=10.0, crisis=[2.0, 2.0, 1.0]), "nothing")
    assert best_by(table)["worst"] == best_by(table)["mean_variance"] == ("nothing", "courses")
    still = robustness(MEANS * 0, "nothing")
    assert set(best_by(still, better=-1).values()) == {("nothing", "courses", "circles")}


def test_judges_who_agree_give_one_and_the_textbook_example_its_value() -> None:
    same = pd.DataFrame({"a": [1, 2, 3, 4], "b": [10, 20, 30, 40]})
    assert rank_agreement(same).w == pytest.approx(1)
    mixed = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 1, 4, 3], "c": [4, 3, 2, 1]})
    found = rank_agreement(mixed)
    # rank sums 7, 6, 9, 8: S = 5, W = 12 * 5 / (9 * 60)
    assert found.w == pytest.approx(12 * 5 / 540)
    assert found.by_chance == pytest.approx(1 / 3)
    assert found.taus.loc["a", "c"] == pytest.approx(-1)
