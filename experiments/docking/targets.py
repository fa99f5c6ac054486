"""What a docked rule should reproduce: a number, a ratio, an order, the place of an optimum.

Numbers and ratios: two one-sided tests with margins stated beforehand; `quick` is the wider margin
of the reduced size. Orders: a one-sided test on pairs of runs that share their draws. The place of
an optimum: reproduced when at least 95 % of resamplings of the runs put it in the stated range,
missed when at most 5 % do.

Each says where it comes from: few are the paper's own words (STATED), some a replicator's data
(REPLICATED), most the numbers of another implementation, written for this project apart from this
code (REBUILT: the weakest, so it is the default). Where a paper states an order or a place, the
amount (`by`) and the range that it is tested with are REBUILT all the same.

Source: schuirmann1987 (two one-sided tests); resampling after Efron and Tibshirani (1993).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from analysis.statistics.equivalence import (
    MISSED,
    ONE_SIDED,
    REPRODUCED,
    UNDECIDED,
    above,
    equivalent,
    interval_of_mean,
    interval_of_share,
)
from experiments.docking.runs import Cell, Runs, plain, told
from simulation.language import translate

RESAMPLINGS = 2000
QUICK, FULL = "quick", "full"
STATED, REPLICATED, REBUILT = "paper", "replicator", "re-run"
ORIGINS = (STATED, REPLICATED, REBUILT)


@dataclass(frozen=True)
class Verdict:
    """A target and its origin, what came of it (with its 90 % interval), what the test says."""

    claim: str
    target: str
    found: float
    low: float
    high: float
    runs: int
    verdict: str
    origin: str


class Target(Protocol):
    """Anything that a table of runs can be held against."""

    @property
    def origin(self) -> str:
        """Who says so: one of ORIGINS."""

    def judged(self, runs: Runs, size: str) -> Verdict | None:
        """Return the verdict, or None where the table does not hold the settings it is about."""


@dataclass(frozen=True)
class Level:
    """The mean of an outcome is a number; `error` is the standard error of the number itself.

    `share`: the outcome is 0 or 1 in each run.
    """

    outcome: str
    where: Cell
    value: float
    margin: float
    quick: float
    error: float = 0.0
    share: bool = False
    origin: str = REBUILT

    def judged(self, runs: Runs, size: str) -> Verdict | None:
        """Judge by two one-sided tests."""
        found = runs.cell(self.outcome, self.where)
        if found is None:
            return None
        margin = self.quick if size == QUICK else self.margin
        of = interval_of_share if self.share else interval_of_mean
        low, high = of(np.asarray(found, dtype=np.float64), self.error)
        verdict = equivalent(low, high, self.value - margin, self.value + margin)
        return Verdict(
            runs.named(self.outcome, self.where), f"{plain(self.value)} ± {plain(margin)}",
            float(found.mean()), low, high, len(found), verdict, self.origin,
        )  # fmt: skip


@dataclass(frozen=True)
class Ratio:
    """The mean of an outcome in one cell over that in another is a number."""

    outcome: str
    where: Cell
    over: Cell
    value: float
    margin: float
    quick: float
    origin: str = REBUILT

    def judged(self, runs: Runs, size: str) -> Verdict | None:
        """Judge by two one-sided tests, the interval from the linear form of the ratio."""
        found = runs.pair(self.outcome, self.where, self.over)
        if found is None:
            return None
        one, other = found
        margin = self.quick if size == QUICK else self.margin
        ratio = float(one.mean() / other.mean())
        left, right = interval_of_mean(one - ratio * other)
        low, high = ratio + left / other.mean(), ratio + right / other.mean()
        verdict = equivalent(low, high, self.value - margin, self.value + margin)
        this = runs.named(self.outcome, self.where)
        claim = translate("{this} over {that}", this=this, that=told(self.over))
        return Verdict(claim, f"{plain(self.value)} ± {plain(margin)}", ratio, low, high,
                       len(one), verdict, self.origin)  # fmt: skip


@dataclass(frozen=True)
class Above:
    """An outcome is higher in one cell than in another, by more than `by`."""

    outcome: str
    where: Cell
    than: Cell
    by: float = 0.0
    origin: str = REBUILT

    def judged(self, runs: Runs, size: str) -> Verdict | None:
        """Judge by a one-sided test on the differences within pairs of runs."""
        found = runs.pair(self.outcome, self.where, self.than)
        if found is None:
            return None
        gain = found[0] - found[1]
        low, high = interval_of_mean(gain)
        this = runs.named(self.outcome, self.where)
        claim = translate("{this} minus {that}", this=this, that=told(self.than))
        return Verdict(claim, f"> {plain(self.by)}", float(gain.mean()), low, high, len(gain),
                       above(low, high, self.by), self.origin)  # fmt: skip


@dataclass(frozen=True)
class Peak:
    """An outcome is at its highest (or lowest) where a setting lies within a range."""

    outcome: str
    setting: str
    low: float
    high: float
    where: Cell = field(default_factory=dict)
    lowest: bool = False
    origin: str = REBUILT

    def judged(self, runs: Runs, size: str) -> Verdict | None:
        """Judge by drawing the runs again, with replacement, all cells of a run together."""
        found = runs.along(self.outcome, self.setting, self.where)
        if found is None or found.shape[1] < 3 or len(found) < 2:
            return None
        at = found.columns.to_numpy(dtype=float)
        within = (at >= self.low) & (at <= self.high)
        if within.all() or not within.any():  # then no run could say otherwise
            return None
        values = found.to_numpy() * (-1.0 if self.lowest else 1.0)
        chance = np.random.Generator(np.random.Philox(key=1))
        drawn = chance.integers(0, len(values), size=(RESAMPLINGS, len(values)))
        places = at[[int(values[rows].mean(axis=0).argmax()) for rows in drawn]]
        share = float(((places >= self.low) & (places <= self.high)).mean())
        verdict = UNDECIDED
        if share >= 1 - ONE_SIDED or share <= ONE_SIDED:
            verdict = REPRODUCED if share >= 1 - ONE_SIDED else MISSED
        outcome = runs.named(self.outcome, self.where)
        if self.lowest:
            claim = translate("{setting} where it is lowest: {outcome}",
                              setting=self.setting, outcome=outcome)  # fmt: skip
        else:
            claim = translate("{setting} where it is highest: {outcome}",
                              setting=self.setting, outcome=outcome)  # fmt: skip
        low, high = np.quantile(places, [ONE_SIDED, 1 - ONE_SIDED])
        best = float(at[int(values.mean(axis=0).argmax())])
        return Verdict(claim, f"{plain(self.low)} .. {plain(self.high)}", best, float(low),
                       float(high), len(values), verdict, self.origin)  # fmt: skip
