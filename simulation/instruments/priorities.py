"""Priority crossed with consensus: act, negotiate, watch or wait, each with its reasons.

Priority = mean importance x mean gap. High: at or above the mean of all items. Consensus: the
smallest of van der Eijk's A over the questions asked (matters? how is it? how should it be?), so
that a wish everybody shares about a state nobody agrees on is not called agreed; two categories
clearly opposed split an item as well. A mean over two camps is never shown as a need without it.
Shapes: J items, B draws. Source: the grid is the project's own; A after van der Eijk 2001.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulation.instruments.remark import Remark, remark
from simulation.instruments.survey import FloatArray
from simulation.language import msg

Verdict = Literal["act", "negotiate", "watch", "wait", "too_few"]
CONSENSUS_LINE = 0.4  # between moderate spread about one answer (0.5) and two near camps (0.17)
STRONG = 0.6
SMALLEST_SAMPLE = 5


@dataclass(frozen=True)
class Priority:
    """What is said about one item."""

    item: int
    rank: int
    respondents: int
    score: float
    low: float
    high: float
    consensus: float
    verdict: Verdict
    near_line: bool  # the interval of the score crosses the line between high and low
    excess: bool  # there is more of it than wanted
    agreed_in: tuple[str, ...]  # categories strongly agreed within
    opposed: tuple[str, str] | None
    reasons: tuple[Remark, ...]


def priorities(
    score: FloatArray,
    ends: tuple[FloatArray, FloatArray],
    consensus: FloatArray,
    respondents: FloatArray,
    agreed_in: tuple[tuple[str, ...], ...],
    opposed: tuple[tuple[str, str] | None, ...],
) -> tuple[Priority, ...]:
    """The items in order of priority, from per-item values (J,)."""
    line = float(np.nanmean(score)) if np.isfinite(score).any() else 0.0
    order = np.argsort(-np.where(np.isfinite(score), score, -np.inf), kind="stable")
    found = []
    for rank, j in enumerate(order.tolist(), start=1):
        high = bool(score[j] >= line and score[j] > 0)
        split = bool(consensus[j] < CONSENSUS_LINE or opposed[j] is not None)
        near = bool(ends[0][j] <= line <= ends[1][j])
        few = bool(respondents[j] < SMALLEST_SAMPLE or not np.isfinite(score[j]))
        found.append(
            Priority(
                item=j,
                rank=rank,
                respondents=int(respondents[j]),
                score=float(score[j]),
                low=float(ends[0][j]),
                high=float(ends[1][j]),
                consensus=float(consensus[j]) if not few else float("nan"),
                verdict="too_few" if few else verdict(high, split),
                near_line=near,
                excess=bool(score[j] < 0),
                agreed_in=() if few else agreed_in[j],
                opposed=opposed[j],
                reasons=_reasons(high, split, near, few, bool(score[j] < 0), opposed[j]),
            )
        )
    return tuple(found)


def verdict(high: bool, split: bool) -> Verdict:
    """The four cells of the grid."""
    if high:
        return "negotiate" if split else "act"
    return "watch" if split else "wait"


def _reasons(
    high: bool,
    split: bool,
    near: bool,
    few: bool,
    excess: bool,
    opposed: tuple[str, str] | None,
) -> tuple[Remark, ...]:
    if few:
        return (remark(msg("Fewer than five answers: nothing is said about agreement.")),)
    reasons = [
        remark(msg("Importance times gap is at or above the mean of the items."))
        if high
        else remark(msg("Importance times gap is below the mean of the items."))
    ]
    if opposed is not None:
        reasons.append(remark(msg("{first} see a larger gap than {second}."),
                              first=opposed[0], second=opposed[1]))  # fmt: skip
    elif split:
        reasons.append(remark(msg("Answers are spread or fall into camps.")))
    else:
        reasons.append(remark(msg("Answers gather around one value.")))
    if near:
        reasons.append(remark(msg("Near the line: other respondents could have tipped it.")))
    if excess:
        reasons.append(remark(msg("Excess: people want less of it than there is.")))
    return tuple(reasons)
