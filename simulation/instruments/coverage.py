"""Who answered, who is missing, and whose answers deserve a second look. Nothing is deleted.

Shapes: Q questions, R respondents, J items, C categories.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.instruments.survey import BoolArray, FloatArray, Survey

QUICK_SECONDS = 30.0
CEILING_SHARE = 0.9


@dataclass(frozen=True, eq=False)
class Coverage:
    """Response by category and the respondents and items to be flagged."""

    categories: tuple[str, ...]
    respondents: FloatArray  # (C,)
    answered: FloatArray  # (C,) share of cells with a number
    no_opinion: FloatArray  # (C,) share of cells with "no opinion"
    no_opinion_by_item: FloatArray  # (J,) share of respondents, over the questions asked
    few_answers: tuple[str, ...]  # answered less than half
    straight_liners: tuple[str, ...]  # one value for every item, in every main question
    quick: tuple[str, ...]  # finished within thirty seconds
    ceiling: BoolArray  # (J,) desired at the top for nearly all: the gap says only how it is


def coverage(survey: Survey) -> Coverage:
    """Response coverage of the questions that were asked at all."""
    asked = list(survey.main_questions)
    given = np.isfinite(survey.answers[asked])
    unsure = survey.no_opinion[asked]
    names = tuple(sorted(set(survey.categories)))
    labels = np.array(survey.categories)
    inside = [labels == name for name in names]
    own_share = given.mean(axis=(0, 2))
    return Coverage(
        categories=names,
        respondents=np.array([member.sum() for member in inside], float),
        answered=np.array([given[:, member].mean() for member in inside]),
        no_opinion=np.array([unsure[:, member].mean() for member in inside]),
        no_opinion_by_item=np.asarray(unsure.mean(axis=(0, 1))),
        few_answers=_named(survey, own_share < 0.5),
        straight_liners=_named(survey, straight_lines(_as_written(survey)[asked])),
        quick=_named(survey, np.nan_to_num(survey.seconds, nan=np.inf) <= QUICK_SECONDS),
        ceiling=_ceiling(survey),
    )


def straight_lines(answers: FloatArray, least: int = 5) -> BoolArray:
    """Respondents who gave one value throughout in every question, (Q, R, J) -> (R,)."""
    flags = np.zeros(answers.shape[1], dtype=bool)
    for i in range(answers.shape[1]):
        rows = [row[np.isfinite(row)] for row in answers[:, i]]
        flags[i] = all(row.size >= least and np.ptp(row) == 0 for row in rows)
    return flags


def _as_written(survey: Survey) -> FloatArray:
    """Answers before items worded backwards were turned round, so that a straight line shows."""
    written = survey.answers.copy()
    turned = np.array([item.reverse for item in survey.items])
    written[1:3, :, turned] = survey.scale_min + survey.scale_max - written[1:3, :, turned]
    return written


def _ceiling(survey: Survey) -> BoolArray:
    if not survey.asked("desired"):
        return np.zeros(len(survey.items), dtype=bool)
    count = np.isfinite(survey.desired).sum(axis=0)
    top = (survey.desired == survey.scale_max).sum(axis=0)
    return np.asarray((count > 1) & (top >= CEILING_SHARE * count))


def _named(survey: Survey, flags: BoolArray) -> tuple[str, ...]:
    return tuple(survey.respondents[i] for i in np.flatnonzero(flags))
