"""Section 10 of the instrument's specification: what must not be said, and what must."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import wilcoxon

from simulation.instruments.agreement import order_agreement
from simulation.instruments.consensus import agreement_a, answer_counts
from simulation.instruments.coverage import coverage
from simulation.instruments.diagnosis import Diagnosis, diagnose
from simulation.instruments.groups import shown_categories
from simulation.instruments.importance_performance import importance_performance
from simulation.instruments.opinion_groups import opinion_groups
from simulation.instruments.ranking import ranking, ranks_of
from simulation.instruments.significance import exact_p, holm, signed_rank_tests
from simulation.instruments.simulated_answers import simulated_survey
from simulation.instruments.survey import FloatArray, Item, Survey

DRAWS = 50


def survey_of(answers: FloatArray, categories: list[str] | None = None, **item: object) -> Survey:
    n_respondents, n_items = answers.shape[1:]
    items = tuple(Item(f"i{j}", **item) for j in range(n_items))  # type: ignore[arg-type]
    return simulated_survey(answers, categories or ["x"] * n_respondents, items)


def diagnosed(answers: FloatArray, categories: list[str] | None = None) -> Diagnosis:
    return diagnose(survey_of(answers, categories), draws=DRAWS, camp_shuffles=2)


def test_the_fourth_item_is_a_conflict_not_a_need() -> None:
    importance = np.full((20, 3), 4.0)
    current = np.column_stack([np.repeat([1.0, 5.0], 10), np.full(20, 3.5), np.full(20, 4.0)])
    found = diagnosed(np.array([importance, current]))
    first = found.priorities[0]
    assert (first.item, first.verdict) == (0, "negotiate")
    assert found.gaps.ranked_discrepancy[0] == 0


@settings(deadline=None, max_examples=20)
@given(st.integers(3, 20), st.integers(3, 20), st.sampled_from([0, 1, 2]))
def test_extremes_are_never_called_consensus(low: int, high: int, question: int) -> None:
    share = low / (low + high)
    answers = np.full((3, low + high, 2), 4.0)
    answers[1] = 2.0
    answers[question, :, 0] = np.repeat([1.0, 5.0], [low, high])
    verdict = next(p.verdict for p in diagnosed(answers).priorities if p.item == 0)
    if 0.25 <= share <= 0.75:
        assert verdict in {"negotiate", "watch"}


def test_missing_is_never_filled_and_shown_per_item() -> None:
    answers = np.array([[[5.0, np.nan]] * 3 + [[5.0, 3.0]], [[2.0, np.nan]] * 3 + [[2.0, 2.0]]])
    found = diagnosed(answers)
    assert found.gaps.respondents.tolist() == [4, 1]
    assert found.gaps.gap.tolist() == [3, 1]


def test_less_than_half_answered_counts_for_items_not_for_w() -> None:
    ratings = np.array([[1.0, 2, 3, 4]] * 3 + [[4, np.nan, np.nan, np.nan]])
    order = order_agreement(ratings)
    assert order.few_answers.tolist() == [False] * 3 + [True]
    assert order.all_raters.w == pytest.approx(1)


def test_one_two_and_all_constant_respondents() -> None:
    one = diagnosed(np.array([[[5.0, 3, 1]], [[2.0, 2, 2]]]))
    assert one.order.status == "one_respondent"
    assert np.isnan(one.order.all_raters.w)
    assert np.isnan(one.gaps.gap_interval.low).all()
    assert {p.verdict for p in one.priorities} == {"too_few"}
    two = order_agreement(np.array([[1.0, 2, 3], [1, 3, 2]]))
    assert two.chance_mean == pytest.approx(0.5, abs=0.02)
    flat = order_agreement(np.full((4, 3), 4.0))
    assert flat.status == "no_order"
    assert np.isnan(flat.all_raters.w)


def test_two_items_give_a_share() -> None:
    order = order_agreement(np.array([[5.0, 1], [4, 2], [1, 5], [3, 3]]))
    assert (order.status, order.share_first) == ("two_items", pytest.approx(2 / 3))


def test_small_or_single_categories_are_not_shown() -> None:
    assert shown_categories(["a"] * 20) == ()
    assert shown_categories(["a"] * 20 + ["b"] * 4) == ()
    assert shown_categories(["a"] * 5 + ["b"] * 5 + ["c"] * 4) == ("a", "b")


def test_below_six_nothing_is_significant() -> None:
    assert np.isnan(signed_rank_tests(np.full((5, 1), 4.0)).p).all()
    assert not signed_rank_tests(np.full((5, 1), 4.0)).significant.any()
    assert signed_rank_tests(np.arange(1.0, 9)[:, None]).significant.all()
    assert signed_rank_tests(np.zeros((8, 1))).p.tolist() == [1.0]


def test_holm_by_hand() -> None:
    found = holm(np.array([0.01, 0.04, np.nan, 0.03]))
    np.testing.assert_allclose(found, [0.03, 0.06, np.nan, 0.06])


def test_too_much_is_legal_and_named() -> None:
    answers = np.array([[[4.0]] * 6, [[5.0]] * 6, [[2.0]] * 6])
    found = diagnosed(answers)
    assert found.gaps.gap[0] == -3
    assert found.priorities[0].excess
    assert found.priorities[0].verdict == "wait"


def test_ceiling_and_straight_lines_are_flagged() -> None:
    rng = np.random.default_rng(3)
    answers = rng.integers(1, 5, (3, 8, 6)).astype(float)
    answers[2, :, 0] = 5
    answers[:, 7, :] = 4
    seen = coverage(survey_of(answers))
    assert seen.straight_liners == ("s0008",)
    answers[2, :, 0] = 5
    assert coverage(survey_of(answers)).ceiling.tolist() == [True] + [False] * 5


def test_three_cross_hairs_and_near_points() -> None:
    importance = np.array([[5.0, 4, 2], [5, 4, 2]])
    current = np.array([[2.0, 4, 2], [2, 5, 3]])
    found = importance_performance(importance, current, 3.0)
    assert found.cells["midpoint"] == ("concentrate_here", "keep_up", "low_priority")
    # Below the diagonal and better than the mean: over-done only where it matters little.
    assert found.cells["diagonal"] == ("concentrate_here", "keep_up", "low_priority")
    assert found.near_line.tolist() == [False, False, True]


def test_borda_and_condorcet_can_differ() -> None:
    # Three prefer a > b > c, two prefer b > c > a: a beats all, b has more points.
    scores = np.array([[3.0, 2, 1]] * 3 + [[1, 3, 2]] * 2)
    found = ranking(scores, np.ones((DRAWS, 5)))
    assert (found.borda_winner, found.condorcet_winner) == (1, 0)
    assert ranks_of(np.array([[5.0, np.nan, np.nan, 1]])).tolist() == [[1, 3.5, 3.5, 2]]


def test_camps_are_found_when_there_and_not_in_noise() -> None:
    rng = np.random.default_rng(8)
    side = np.repeat([0, 1], 20)
    centre = np.where(side[:, None] == 1, [5, 5, 1, 1, 3, 3], [1, 1, 5, 5, 3, 3])
    camps = opinion_groups(np.clip(np.rint(centre + rng.normal(0, 0.6, (40, 6))), 1, 5))
    assert camps.found == 2
    assert len(set(camps.labels[side == 0])) == 1
    assert camps.labels[0] != camps.labels[-1]
    noise = [opinion_groups(rng.integers(1, 6, (30, 8)).astype(float), seed=k) for k in range(12)]
    assert sum(found.found > 0 for found in noise) <= 3  # 1 in 20 is expected


@given(st.lists(st.integers(0, 30), min_size=5, max_size=5).filter(any))
def test_a_is_bounded_symmetric_and_blind_to_size(counts: list[int]) -> None:
    spread = np.array(counts, float)
    value = float(agreement_a(spread))
    assert -1 - 1e-9 <= value <= 1 + 1e-9
    assert value == pytest.approx(float(agreement_a(spread[::-1])))
    assert value == pytest.approx(float(agreement_a(spread * 3)))


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 12), st.integers(1, 5), st.integers(0, 2**32 - 1), st.floats(0, 0.9))
def test_any_survey_gets_a_diagnosis(people: int, items: int, seed: int, hole: float) -> None:
    rng = np.random.default_rng(seed)
    answers = rng.integers(1, 6, (3, people, items)).astype(float)
    answers[rng.random(answers.shape) < hole] = np.nan
    categories = [("a", "b")[i % 2] for i in range(people)]
    found = diagnose(survey_of(answers, categories), draws=10, camp_shuffles=2)
    assert sorted(p.item for p in found.priorities) == list(range(items))
    w = found.order.all_raters.w
    assert np.isnan(w) or -1e-9 <= w <= 1 + 1e-9


def test_counts_are_a_partition() -> None:
    answers = np.array([[1.0, 5], [3.5, np.nan]])
    assert answer_counts(answers, 1, 5).tolist() == [[1, 0, 0, 1, 0], [0, 0, 0, 0, 1]]


@pytest.mark.parametrize("seed", range(6))
def test_the_exact_test_is_that_of_all_signs(seed: int) -> None:
    """The same number as trying all 2^n signs, ties and zeros included."""
    gaps = np.random.default_rng(seed).integers(-2, 5, 7).astype(float)
    gaps[0] = 3.0
    assert exact_p(gaps) == pytest.approx(wilcoxon(gaps, zero_method="pratt").pvalue, abs=1e-12)
