"""Two arms of an experiment that share every draw but for one difference, over many seeds."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import t as student

from simulation.model import Territory

SEEDS = tuple(range(1, 31))


@dataclass(frozen=True)
class Difference:
    """What a change did: mean of the paired differences, 95 % interval, how often above nought."""

    mean: float
    half_width: float
    above: float
    usual: float
    changed: float
    pairs: int

    @property
    def low(self) -> float:
        return self.mean - self.half_width

    @property
    def high(self) -> float:
        return self.mean + self.half_width

    def __str__(self) -> str:
        return (
            f"{self.mean:+.3g} [{self.low:+.3g}, {self.high:+.3g}], above 0 in {self.above:.0%} "
            f"of {self.pairs} pairs ({self.usual:.3g} against {self.changed:.3g})"
        )


def lived(context: str, seed: int, *, firms: int, months: int, **changes: Any) -> Territory:
    """A territory after its story; kept, so that tests share arms."""
    return _lived(context, seed, firms, months, json.dumps(changes, sort_keys=True))


@functools.lru_cache(maxsize=160)
def _lived(context: str, seed: int, firms: int, months: int, changes: str) -> Territory:
    return Territory(
        context, seed, n_firms=firms, months=months, events="life", **json.loads(changes)
    ).run()


def contrast(
    measure: Callable[[Territory], float],
    context: str,
    usual: dict[str, Any],
    changed: dict[str, Any],
    *,
    seeds: Iterable[int] = SEEDS,
    firms: int = 120,
    months: int = 96,
) -> Difference:
    """The measure in the usual arm minus the changed one, pair by pair."""
    arms = in_both_arms(measure, context, usual, changed, seeds=seeds, firms=firms, months=months)
    return difference(*arms)


def in_both_arms(
    measure: Callable[[Territory], float],
    context: str,
    usual: dict[str, Any],
    changed: dict[str, Any],
    *,
    seeds: Iterable[int],
    firms: int = 120,
    months: int = 96,
) -> np.ndarray:
    """The measure in the usual and in the changed arm (2, pairs)."""
    seeds = tuple(seeds)
    return np.array(
        [
            [measure(lived(context, seed, firms=firms, months=months, **arm)) for seed in seeds]
            for arm in (usual, changed)
        ]
    )


def difference(usual: np.ndarray, changed: np.ndarray) -> Difference:
    """The paired difference of two arms, one value a seed."""
    apart = usual - changed
    half = student.ppf(0.975, len(apart) - 1) * apart.std(ddof=1) / np.sqrt(len(apart))
    return Difference(
        float(apart.mean()),
        float(half),
        float((apart > 0).mean()),
        float(usual.mean()),
        float(changed.mean()),
        len(apart),
    )


def observed(territory: Territory) -> Any:
    """The story's observations, month by month."""
    return territory.observations.frame(territory.clock.warm_up)


def last(name: str, months: int = 12) -> Callable[[Territory], float]:
    """Measure: the mean of a metric over the last months."""
    return lambda territory: float(np.nanmean(observed(territory)[name].iloc[-months:]))


def count(*kinds: str) -> Callable[[Territory], float]:
    """Measure: how many events of these kinds the story has seen, per firm and year."""

    def measure(territory: Territory) -> float:
        events = territory.events.frame()
        happened = events["kind"].isin(kinds) & (events["month"] >= 0)
        firms = observed(territory)["firms"].loc[0:].mean()
        return float(happened.sum()) / firms / territory.clock.months * 12

    return measure
