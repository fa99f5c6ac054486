"""Comparison of programmes: paired differences by hand, many runs that lose none, what is told."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.comparison.budgets import spending
from analysis.comparison.differences import END, Difference, differences, moments
from analysis.comparison.figure import _caption, _told
from analysis.comparison.words import comparison_words, difference_sentence
from analysis.statistics.interval import mean_interval
from analysis.statistics.paired_difference import paired_difference
from analysis.style import _ends, _fitting, sheet
from experiments.command.app import call
from experiments.comparison import Arm, Comparison
from experiments.live.room.screen_plan import cost_row
from experiments.many.arms import arms
from experiments.many.run_all import run_all
from experiments.run_folder import Described
from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.language import LANGUAGES, speaking
from simulation.read_programme import read_programme
from simulation.read_scenario import read_scenario


def test_differences_by_hand() -> None:
    arm, other = np.array([3.0, 5.0, 4.0, 7.0, 2.0]), np.array([1.0, 5.0, 5.0, 4.0, 1.0])
    found = paired_difference(arm, other)
    assert found.mean == pytest.approx(1.0)  # (2 + 0 - 1 + 3 + 1) / 5
    assert (found.pairs, found.better, found.worse, found.ties) == (5, 3, 1, 1)
    fewer = paired_difference(arm, other, sign=-1)
    assert (fewer.better, fewer.worse, fewer.ties) == (1, 3, 1)
    assert found.low < 1.0 < found.high


def test_a_constant_difference_has_no_width_and_a_clear_sign() -> None:
    found = paired_difference(np.arange(6.0) + 2.0, np.arange(6.0))
    assert (found.low, found.mean, found.high) == (2.0, 2.0, 2.0)
    assert found.clear == 1
    assert paired_difference(np.arange(6.0), np.arange(6.0) + 2.0).clear == -1
    assert paired_difference(np.arange(6.0), np.arange(6.0)).clear == 0


def test_missing_runs_leave_pairs_out_and_few_pairs_give_no_interval() -> None:
    found = paired_difference(np.array([1.0, np.nan, 3.0]), np.array([0.0, 1.0, np.nan]))
    assert (found.pairs, found.mean, found.better) == (1, 1.0, 1)
    assert np.isnan(found.low)
    assert paired_difference(np.array([np.nan]), np.array([1.0])).pairs == 0


def test_the_interval_is_keyed_and_covers_what_it_should() -> None:
    rng = np.random.default_rng(3)
    assert mean_interval(np.arange(9.0)) == mean_interval(np.arange(9.0))
    covered = 0
    for draw in range(200):
        low, high = mean_interval(rng.normal(1.0, 1.0, 30), draws=400, key=draw)
        covered += low <= 1.0 <= high
    assert 175 <= covered <= 200


def _lived(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    if number == 5:
        os._exit(9)
    return number * number


@pytest.mark.parametrize("workers", [2, 3])
def test_what_fails_or_dies_costs_itself_only(workers: int) -> None:
    done = {each.job: each for each in run_all(list(range(8)), _lived, workers)}
    assert {n: each.result for n, each in done.items() if not each.failure} == {
        n: n * n for n in range(8) if n not in (3, 5)
    }
    assert done[3].failure == "ValueError: three"
    assert "exit code 9" in done[5].failure


def test_alone_a_failure_is_reported_too() -> None:
    assert [each.failure for each in run_all([2, 3], _lived, 1)] == ["", "ValueError: three"]


def _made_up() -> Comparison:
    """Two arms, six seeds, 60 months: the second loses jobs, and spends a tenth less."""
    values = np.zeros((3, 6, 60, 1))
    values[0] = 100.0 + np.arange(6)[:, None, None]
    values[1] = values[0] - 2.0
    values[2] = values[0] + 1.0
    done = {
        (arm, seed): {"budget": 10.0, "money": money, "hours": 5.0, "sessions": 3, "attended": 9,
                      "coverage": 0.5}
        for arm, money in ((0, 0.0), (1, 9.0), (2, 10.0)) for seed in range(6)
    }  # fmt: skip
    acts = {"actions": [{"start": 0}]}
    start = read_scenario("baseline").start
    return Comparison(
        context="made_up", start=start, months=60, firms=10, version="0", code="0",
        arms=(
            Arm("none", "", 0, None), Arm("bad", "", 0, 24, acts), Arm("good", "", 0, None, acts),
        ),
        seeds=tuple(range(6)), outcomes={"jobs": Described("Jobs", "persons", "", 1)},
        values=values, done=done,
    )  # fmt: skip


def test_harm_is_a_surprise_and_unequal_spending_is_flagged() -> None:
    made_up = _made_up()
    found = {(each.arm, each.moment): each for each in differences(made_up)}
    assert moments(made_up, 1) == {"end": 59, "exit": 24, "exit_24": 48}
    assert moments(made_up, 2) == moments(made_up, 1)
    assert found[1, "end"].harm
    assert found[1, "end"].paired.worse == 6
    assert not found[2, "exit"].harm
    assert found[2, "exit"].gain
    assert [each.flagged for each in spending(made_up)] == [False, True, False]


def _told_of(made_up: Comparison) -> str:
    found = differences(made_up)
    return "\n".join(comparison_words(made_up, found, spending(made_up)))


def test_nobody_leaves_where_there_is_no_facilitator() -> None:
    with speaking("en"):
        told = _told_of(_made_up())
    bad, _, good = told.partition("\ngood\n")
    assert "When the facilitator leaves" in bad.partition("\nbad\n")[2]
    assert "facilitator" not in good.partition("What it cost")[0]


def test_a_programme_that_begins_too_late_is_told_in_a_comparison() -> None:
    late = replace(_made_up().arms[1], start=60)
    made_up = replace(_made_up(), arms=(_made_up().arms[0], late, _made_up().arms[2]))
    with speaking("en"):
        assert "bad begins in month 60, when the story of made_up is over" in _told_of(made_up)
        assert "begins in month" not in _told_of(_made_up())


def test_a_picture_has_the_numbers_of_the_summary_and_explains_only_what_it_draws() -> None:
    with speaking("en"):
        end = next(each for each in differences(_made_up()) if each.moment == END)
        spent = replace(end, mean_of_first=0.0, better=0,
                        paired=paired_difference(np.full(6, 61.0), np.zeros(6)))  # fmt: skip
        assert _told(spent) == "+61 [+61; +61], more 6/6"
        lost = replace(end, paired=paired_difference(np.array([-3e-4, -1e-4] * 3), np.zeros(6)))
        assert re.fullmatch(r"−0\.00020 \[−0\.000\d+; −0\.000\d+\], better 0/6", _told(lost))
        jobs = _made_up().outcomes["jobs"]
        caption = _caption(_made_up(), jobs)
        assert "orange: worse" in caption
        assert "Dashed" not in caption
        struck = replace(_made_up(), threats=(("flood", 30), ("later", 90)))
        assert "Dashed: a shock." in _caption(struck, jobs)
        assert "Dashed" not in _caption(replace(struck, threats=(("later", 90),)), jobs)
        assert "Green" not in _caption(_made_up(), replace(jobs, better=0))


@pytest.mark.parametrize("letter", ["W", "é"])
def test_a_title_ends_before_the_right_edge(letter: str) -> None:
    figure, _ = sheet()
    lines = _fitting(figure, " ".join([letter * 9] * 12))
    assert len(lines) > 1
    assert all(_ends(figure, line) < 1 for line in lines)


def test_the_room_s_comparison_says_what_each_plan_cost() -> None:
    with speaking("fr"):
        row = cost_row(_made_up())
    assert re.findall(r">([^<>]+)</t[hd]>", row) == ["Coût, mois de salaire", "9,0", "10,0"]


def test_a_run_has_one_identity() -> None:
    scenario = read_scenario("baseline", {"firms": 12, "months": 3})
    chosen = [read_programme(name) for name in ("none", "cash")]
    first = [job.identity for job in arms(scenario, chosen, (1, 2), ("jobs",)).jobs()]
    again = [job.identity for job in arms(scenario, chosen, (1, 2), ("jobs",)).jobs()]
    assert first == again
    assert len(set(first)) == 4


def test_arms_that_cannot_be_compared_are_refused() -> None:
    scenario = read_scenario("baseline", {"firms": 12, "months": 3})
    none = read_programme("none")
    with pytest.raises(InputError, match="stands twice"):
        arms(scenario, [none, none], (1,), ("jobs",))
    with pytest.raises(InputError, match="two programmes at least"):
        arms(scenario, [none], (1,), ("jobs",))
    states = [Programme(name=str(v), initial={"skills.level": v}) for v in (0.3, 0.5)]
    with pytest.raises(InputError, match="set differently"):
        arms(scenario, states, (1,), ("jobs",))


def test_compare_writes_tables_words_and_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["compare", "baseline", "--programmes", "none,cash", "--seeds", "2", "--months", "30",
             "--firms", "20", "--set", "warm_up=2", "--outcomes", "jobs,mean_trust", "--out",
             str(tmp_path), "--workers", "1", "--json"]  # fmt: skip
    assert call(words) == 0
    said = json.loads(capsys.readouterr().out)
    assert [arm["name"] for arm in said["arms"]] == ["none", "cash"]
    assert {each["outcome"] for each in said["differences"]} == {"jobs", "mean_trust"}
    for name in ("differences.csv", "differences.parquet", "runs.parquet", "jobs.png",
                 "summary.txt", "comparison.json"):  # fmt: skip
        assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--programmes", "none,nothing"], "no programme is called 'nothing'; known: agenda21"),
        (["--programmes", "none"], "two programmes at least are compared"),
        (["--programmes", "none,cash", "--outcomes", "job"], "no metric is called 'job'"),
    ],
)
def test_bad_words_are_refused_in_one_line(
    more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["compare", "baseline", *more]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_one_pair_of_histories_is_said_in_the_singular() -> None:
    once = np.array([1.0, *[-1.0] * 9])
    found = paired_difference(once, np.zeros(10))
    each = Difference(1, "jobs", END, 0, 0.0, 0.0, found, 1)
    said = {}
    for lang in LANGUAGES:
        with speaking(lang):
            said[lang] = difference_sentence(each, Described("Jobs", "persons"))
    assert "better in 1 of 10" in said["en"]
    assert "mieux dans 1 histoire sur 10" in said["fr"]
    assert "meglio in 1 storia su 10" in said["it"]
