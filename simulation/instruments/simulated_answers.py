"""Answers of simulated respondents: what is true, as their category sees it, with error and gaps.

So that the instrument can be tried where the truth is known. Shapes: Q questions, R respondents,
J items, C categories. In: truth (Q, J), bias (C, Q, J), all in points of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulation.instruments.survey import QUESTIONS, BoolArray, FloatArray, Item, Survey


def simulated_answers(
    truth: FloatArray,
    bias: FloatArray,
    category_of: Sequence[int],
    noise: float,
    non_response: float,
    rng: np.random.Generator,
    scale: tuple[float, float] = (1.0, 5.0),
) -> FloatArray:
    """Whole points on the scale, NaN for no response, (Q, R, J).

    noise: standard deviation in points; non_response: share of cells left empty.
    """
    seen = truth[:, None, :] + bias[np.asarray(category_of)].transpose(1, 0, 2)
    felt = seen + noise * rng.standard_normal(seen.shape)
    answers = np.clip(np.rint(felt), *scale)
    return np.where(rng.random(answers.shape) < non_response, np.nan, answers)


def simulated_survey(
    answers: FloatArray,
    categories: Sequence[str],
    items: tuple[Item, ...],
    round_number: int = 1,
    levels: Sequence[int] | None = None,
    no_opinion: BoolArray | None = None,
    territory: str = "simulated",
) -> Survey:
    """Answers (up to Q questions, R, J) as a survey like any other."""
    full = np.full((len(QUESTIONS), *answers.shape[1:]), np.nan)
    full[: len(answers)] = answers
    n_respondents = answers.shape[1]
    return Survey(
        territory=territory,
        round=round_number,
        scale_min=items[0].scale_min,
        scale_max=items[0].scale_max,
        items=items,
        respondents=tuple(f"s{i + 1:04d}" for i in range(n_respondents)),
        categories=tuple(categories),
        levels=tuple(levels) if levels is not None else (0,) * n_respondents,
        scales=("",) * n_respondents,
        seconds=np.full(n_respondents, np.nan),
        answers=full,
        no_opinion=np.zeros(full.shape, dtype=bool) if no_opinion is None else no_opinion,
    )
