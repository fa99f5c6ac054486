"""The whole instrument in one call: a survey in, everything that can be said about it out.

Shapes: R respondents, J items, C categories, B bootstrap draws, K steps of the scale.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.instruments.agreement import OrderAgreement, order_agreement
from simulation.instruments.bootstrap import DRAWS, Interval, interval, resample, resampled_means
from simulation.instruments.consensus import agreement_a, answer_counts
from simulation.instruments.coverage import Coverage, coverage
from simulation.instruments.gaps import (
    mean_of_categories,
    mean_weighted_discrepancy,
    needs_index,
    ranked_discrepancy,
    respondents_per_item,
)
from simulation.instruments.groups import (
    SMALLEST_CATEGORY,
    CategoryView,
    acceptability,
    category_view,
    most_opposed,
)
from simulation.instruments.importance_performance import (
    CrossHair,
    ImportancePerformance,
    importance_performance,
)
from simulation.instruments.linked_parameters import LinkedParameter, linked_parameters
from simulation.instruments.openings import Opening, openings
from simulation.instruments.opinion_groups import OpinionGroups, opinion_groups
from simulation.instruments.priorities import STRONG, Priority, priorities
from simulation.instruments.ranking import Ranking, rank_interval, ranking, top_share
from simulation.instruments.significance import SignedRankTests, signed_rank_tests
from simulation.instruments.survey import BoolArray, FloatArray, Survey, mean_of_answers
from simulation.instruments.training_needs import HOURS_PER_POINT, TrainingNeed, training_needs


@dataclass(frozen=True, eq=False)
class ItemGaps:
    """The gap of each item in its several forms, (J,) each."""

    respondents: FloatArray
    importance: FloatArray
    current: FloatArray
    desired: FloatArray
    gap: FloatArray  # wanted - current, every person equal
    gap_interval: Interval
    gap_by_category: FloatArray  # every category equal
    importance_gap: FloatArray
    weighted_discrepancy: FloatArray
    ranked_discrepancy: FloatArray
    needs_index: FloatArray
    tests: SignedRankTests


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """Everything said about one survey; tables, figures and pages only show it."""

    survey: Survey
    gaps: ItemGaps
    score: FloatArray  # (J,) importance x gap
    score_interval: Interval
    place_interval: Interval  # between which places the item falls
    top_three: FloatArray  # (J,) share of draws among the first three
    consensus: FloatArray  # (J,) smallest A over the questions asked
    counts: FloatArray  # (Q, J, K) answers to each question
    priorities: tuple[Priority, ...]  # in order
    importance_performance: ImportancePerformance
    order: OrderAgreement
    ranking: Ranking
    categories: CategoryView  # of the gap
    acceptability: FloatArray  # (J,)
    camps: OpinionGroups
    training: tuple[TrainingNeed, ...]
    hours_per_point: float
    openings: tuple[Opening, ...]
    coverage: Coverage
    linked: tuple[LinkedParameter, ...]


def diagnose(
    survey: Survey,
    draws: int = DRAWS,
    seed: int = 1,
    cross_hair: CrossHair = "midpoint",
    hours_per_point: float = HOURS_PER_POINT,
    camp_shuffles: int = 59,
) -> Diagnosis:
    """Everything that can be said about a survey; same seed, same intervals."""
    times = resample(survey.categories, draws, seed)
    midpoint = (survey.scale_min + survey.scale_max) / 2
    gaps = survey.wanted - survey.current
    answered = respondents_per_item(gaps)
    drawn_score = resampled_means(times, survey.importance) * resampled_means(times, gaps)
    score = mean_of_answers(survey.importance) * mean_of_answers(gaps)
    ends = interval(drawn_score, answered)
    counts = np.array([answer_counts(a, survey.scale_min, survey.steps) for a in survey.answers])
    consensus = smallest_agreement(survey, np.ones(len(survey.respondents), dtype=bool))
    view = category_view(gaps, survey.categories, times)
    ordered = priorities(
        score,
        (ends.low, ends.high),
        consensus,
        answered,
        _agreed_in(survey, view),
        tuple(most_opposed(view, j) for j in range(len(survey.items))),
    )
    split = np.zeros(len(survey.items), dtype=bool)
    split[[p.item for p in ordered if p.verdict in {"negotiate", "watch"}]] = True
    return Diagnosis(
        survey=survey,
        gaps=_item_gaps(survey, gaps, interval(resampled_means(times, gaps), answered)),
        score=score,
        score_interval=ends,
        place_interval=rank_interval(drawn_score),
        top_three=top_share(drawn_score),
        consensus=consensus,
        counts=counts,
        priorities=ordered,
        importance_performance=importance_performance(
            survey.importance, survey.current, midpoint, cross_hair
        ),
        order=order_agreement(survey.importance),
        ranking=ranking(survey.importance, times),
        categories=view,
        acceptability=acceptability(survey.importance, survey.categories, midpoint),
        camps=opinion_groups(survey.importance, seed, camp_shuffles),
        training=training_needs(survey, split, hours_per_point),
        hours_per_point=hours_per_point,
        openings=openings(survey),
        coverage=coverage(survey),
        linked=linked_parameters(survey, times),
    )


def smallest_agreement(survey: Survey, members: BoolArray) -> FloatArray:
    """Van der Eijk's A of each item in the question least agreed upon, (J,)."""
    values = np.array(
        [
            agreement_a(answer_counts(survey.answers[q][members], survey.scale_min, survey.steps))
            for q in survey.main_questions
        ]
    )
    return np.where(np.isfinite(values).any(axis=0), np.nan_to_num(values, nan=2.0).min(axis=0),
                    np.nan)  # fmt: skip


def _agreed_in(survey: Survey, view: CategoryView) -> tuple[tuple[str, ...], ...]:
    """For each item, the shown categories whose members strongly agree."""
    labels = np.array(survey.categories)
    inside = {name: smallest_agreement(survey, labels == name) for name in view.names}
    return tuple(
        tuple(name for c, name in enumerate(view.names)
              if view.respondents[c, j] >= SMALLEST_CATEGORY and inside[name][j] >= STRONG)
        for j in range(len(survey.items))
    )  # fmt: skip


def _item_gaps(survey: Survey, gaps: FloatArray, ends: Interval) -> ItemGaps:
    return ItemGaps(
        respondents=respondents_per_item(gaps),
        importance=mean_of_answers(survey.importance),
        current=mean_of_answers(survey.current),
        desired=mean_of_answers(survey.desired),
        gap=mean_of_answers(gaps),
        gap_interval=ends,
        gap_by_category=mean_of_categories(gaps, survey.categories),
        importance_gap=mean_of_answers(survey.importance - survey.current),
        weighted_discrepancy=mean_weighted_discrepancy(survey.importance, survey.current),
        ranked_discrepancy=ranked_discrepancy(survey.importance, survey.current),
        needs_index=needs_index(survey.wanted, survey.current),
        tests=signed_rank_tests(gaps),
    )
