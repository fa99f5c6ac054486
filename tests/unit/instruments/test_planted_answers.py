"""The instrument finds again what was put into simulated answers (S77, S78, S79)."""

import numpy as np
from scipy.stats import kendalltau

from simulation.instruments.diagnosis import Diagnosis, diagnose
from simulation.instruments.drift import drift
from simulation.instruments.gaps import mean_gaps
from simulation.instruments.simulated_answers import simulated_answers, simulated_survey
from simulation.instruments.survey import FloatArray, Item, mean_of_answers

N_ITEMS = 8
ITEMS = tuple(Item(f"i{j}") for j in range(N_ITEMS))
IMPORTANCE = np.array([4.2, 4.0, 3.8, 3.6, 3.4, 3.2, 3.0, 2.8])
CURRENT = np.array([1.8, 2.2, 2.4, 2.6, 2.7, 2.8, 2.9, 3.0])
DESIRED = np.array([4.3, 4.1, 3.9, 3.7, 3.5, 3.4, 3.3, 3.2])
TRUTH = np.array([IMPORTANCE, CURRENT, DESIRED])
NAMES = ("crafts", "elected")


def answers_of(
    people: int, seed: int, bias: FloatArray | None = None, truth: FloatArray = TRUTH
) -> FloatArray:
    shift = np.zeros((2, 3, N_ITEMS)) if bias is None else bias
    rng = np.random.default_rng(seed)
    return simulated_answers(truth, shift, [i % 2 for i in range(people)], 0.8, 0.1, rng)


def diagnosed(people: int, seed: int, bias: FloatArray | None = None) -> Diagnosis:
    categories = [NAMES[i % 2] for i in range(people)]
    survey = simulated_survey(answers_of(people, seed, bias), categories, ITEMS)
    return diagnose(survey, draws=300, seed=seed, camp_shuffles=2)


def test_planted_gaps_are_inside_their_intervals() -> None:
    inside = []
    for seed in range(12):
        found = diagnosed(80, seed).gaps
        planted = DESIRED - CURRENT
        inside.append((found.gap_interval.low <= planted) & (planted <= found.gap_interval.high))
        assert np.abs(found.gap - planted).max() < 0.6
    assert np.mean(inside) > 0.85  # of 96 intervals meant to hold 95 times in 100


def test_a_planted_split_is_named_with_its_camps() -> None:
    bias = np.zeros((2, 3, N_ITEMS))
    bias[0, 1, 2], bias[1, 1, 2] = -1.2, 1.6
    found = diagnosed(60, 5, bias)
    split = next(p for p in found.priorities if p.item == 2)
    assert split.opposed == ("crafts", "elected")
    assert split.verdict in {"negotiate", "watch"}
    assert [p.item for p in found.priorities if p.opposed] == [2]


def test_the_order_is_recovered_better_with_more_respondents() -> None:
    planted = IMPORTANCE * (DESIRED - CURRENT)
    recovered = []
    for n in (6, 24, 120):
        found = []
        for seed in range(12):
            importance, current, desired = answers_of(n, seed)
            score = mean_of_answers(importance) * mean_gaps(desired, current)
            found.append(kendalltau(planted, score).statistic)
        recovered.append(np.mean(found))
    assert recovered[0] < recovered[1] < recovered[2]
    assert recovered[2] > 0.95


def test_the_interval_of_places_narrows_with_more_respondents() -> None:
    widths = []
    for n in (10, 160):
        ends = diagnosed(n, 3).place_interval
        widths.append((ends.high - ends.low).mean())
    assert widths[1] < widths[0] / 2


def waves(people: int, seed: int, step: float, n_waves: int = 4) -> FloatArray:
    """Alarms (wave, item) when item 0 moves by a step a wave."""
    surveys = []
    for t in range(n_waves):
        truth = TRUTH.copy()
        truth[1, 0] += step * t
        answers = answers_of(people, 100 * seed + t, truth=truth)
        surveys.append(simulated_survey(answers, ["x"] * people, ITEMS, round_number=t + 1))
    return drift(surveys).alarm.astype(float)


def test_a_planted_drift_is_seen_within_three_waves_and_nothing_else() -> None:
    alarms = np.array([waves(40, seed, 0.5) for seed in range(15)])
    assert alarms[:, -1, 0].mean() > 0.9
    assert alarms[:, :, 1:].mean() < 0.02


def test_no_alarm_without_drift() -> None:
    alarms = np.array([waves(40, seed, 0.0) for seed in range(20)])
    assert alarms.any(axis=(1, 2)).mean() <= 0.15  # families of tests at 5 %


def test_drift_also_between_different_people() -> None:
    first, later = answers_of(40, 1), answers_of(40, 2)
    later[1, :, 0] = np.clip(later[1, :, 0] + 2, 1, 5)
    one = simulated_survey(first, ["x"] * 40, ITEMS)
    two = simulated_survey(later, ["x"] * 40, ITEMS, round_number=2)
    object.__setattr__(two, "respondents", tuple(f"t{i}" for i in range(40)))
    found = drift([one, two])
    assert found.alarm[0].tolist() == [True] + [False] * (N_ITEMS - 1)
    assert np.isnan(found.moved).all()
