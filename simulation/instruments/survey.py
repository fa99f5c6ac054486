"""What people answered: respondents x items, five questions each, as frozen arrays.

Shapes: Q questions, R respondents, J items. A missing answer is NaN; "no opinion" is NaN as well
and marked in a mask of its own, because not knowing is an answer and silence is not.
Source: Martilla & James 1977 for importance and performance; Hennessy & Hicks for the two
questions on training and re-organising (the method, not the items).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.instruments.remark import Remark

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

QUESTIONS = ("importance", "current", "desired", "by_training", "by_reorganising")
KINDS = ("need", "skill", "resource", "threat")


@dataclass(frozen=True)
class Item:
    """One line of the questionnaire and how its answers are to be read."""

    item_id: str
    label_fr: str = ""
    label_it: str = ""
    label_en: str = ""
    axis: str = ""
    kind: str = "need"
    scale_min: float = 1.0
    scale_max: float = 5.0
    reverse: bool = False
    linked_parameter: str = ""
    transform: str = ""

    def label(self, lang: str) -> str:
        """The item in a language, else in another one, else its identifier."""
        wished = {"fr": self.label_fr, "it": self.label_it, "en": self.label_en}.get(lang, "")
        return wished or self.label_fr or self.label_it or self.label_en or self.item_id


@dataclass(frozen=True, eq=False)
class Survey:
    """One round in one territory; all answers on one scale, higher is always more."""

    territory: str
    round: int
    scale_min: float
    scale_max: float
    items: tuple[Item, ...]
    respondents: tuple[str, ...]
    categories: tuple[str, ...]  # of each respondent
    levels: tuple[int, ...]  # 1 actors, 2 services, 3 inside the firm; 0 not given
    scales: tuple[str, ...]  # local, regional, national; of each respondent
    seconds: FloatArray  # (R,) time taken, NaN when not recorded
    answers: FloatArray  # (Q, R, J)
    no_opinion: BoolArray  # (Q, R, J)
    remarks: tuple[Remark, ...] = ()

    @property
    def importance(self) -> FloatArray:
        """How much it matters for the territory, (R, J)."""
        return self._to(0)

    @property
    def current(self) -> FloatArray:
        """How it is today, (R, J)."""
        return self._to(1)

    @property
    def desired(self) -> FloatArray:
        """What level is wanted in five years, (R, J)."""
        return self._to(2)

    @property
    def by_training(self) -> FloatArray:
        """How well training would solve it, (R, J)."""
        return self._to(3)

    @property
    def by_reorganising(self) -> FloatArray:
        """How well re-organising would solve it, (R, J)."""
        return self._to(4)

    @property
    def main_questions(self) -> tuple[int, ...]:
        """Importance and current, and desired where it was asked."""
        return (0, 1, 2) if self.asked("desired") else (0, 1)

    def _to(self, question: int) -> FloatArray:
        answers: FloatArray = self.answers[question]
        return answers

    @property
    def steps(self) -> int:
        """Ordered categories of the scale: 5 for 1-5."""
        return round(self.scale_max - self.scale_min) + 1

    @property
    def wanted(self) -> FloatArray:
        """What today is compared with: the desired level where it was asked, else importance."""
        return self.desired if self.asked("desired") else self.importance

    def asked(self, question: str) -> bool:
        """Whether anybody answered this question at all."""
        return bool(np.isfinite(self.answers[QUESTIONS.index(question)]).any())


def mean_of_answers(answers: FloatArray, axis: int = 0) -> FloatArray:
    """Mean over the answered cells only; NaN where nobody answered. Never fills."""
    given = np.isfinite(answers)
    count = given.sum(axis=axis)
    total = np.where(given, answers, 0.0).sum(axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def standard_error(answers: FloatArray) -> FloatArray:
    """Standard error of each item's mean, (R, J) -> (J,); NaN below two answers."""
    given = np.isfinite(answers)
    count = given.sum(axis=0)
    deviation = np.where(given, answers - mean_of_answers(answers), 0.0)
    variance = (deviation**2).sum(axis=0) / np.maximum(count - 1, 1)
    return np.where(count > 1, np.sqrt(variance / np.maximum(count, 1)), np.nan)
