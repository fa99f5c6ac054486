"""Pairs behind the one on the page: how far they spread, and how often it goes that way.

They are lived by processes of their own, one band at a time for all visitors, and arrive little by
little; the last few are kept, for a room that opens one address together. Every pair has its own
seed, and the same draws in both worlds.

Shapes: P pairs, M months, Q quantities; values (2 worlds, P, M, Q), NaN where a pair has not come.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import quantile

from analysis.statistics.paired_difference import PairedDifference, paired_difference
from experiments.live import beside
from experiments.live.arms import AGAINST_NOTHING, Arms, arms
from experiments.live.charts import CHARTS
from experiments.live.configuration import Configuration
from experiments.live.languages import in_all
from experiments.live.served import what_is_served
from experiments.live.worlds import Kept, key_of
from experiments.many.arms import jobs_of
from simulation.accompaniment.programme import Programme
from simulation.declarations import METRICS, Floats
from simulation.language import ntranslate, number, translate
from simulation.scenario import Scenario

EACH = 3
TENTHS = np.array([[0.1], [0.9]])
QUANTITIES = tuple(chart.metric for chart in CHARTS)
LOOK_EVERY = 0.2
MOST_KEPT = 4
_one_at_a_time = threading.Semaphore(1)
_lately = Kept(MOST_KEPT)


@dataclass(frozen=True)
class Bands:
    """What has come so far."""

    pairs: int
    values: Floats
    arms: Arms = AGAINST_NOTHING
    seed: int = 1
    """That of the first pair, which is the one on the page; every further pair has the next."""

    @property
    def of(self) -> int:
        """How many are to come."""
        return len(self.values[0])

    def spread(self, world: int, quantity: int) -> tuple[Floats, Floats]:
        """Return the values, month by month, below and above which a tenth of the pairs lie."""
        come = self.values[world, :, :, quantity]
        low, high = quantile(come, TENTHS, axis=0, nan_policy="omit")  # numpy's goes month by month
        return low, high

    def difference(self, quantity: int) -> PairedDifference:
        """Return with minus without over the last year, as `tessuto compare` reads the end."""
        chart = CHARTS[quantity]
        without, accompanied = (chart.at_the_end(each) for each in self.values[..., quantity])
        return paired_difference(
            accompanied, without, METRICS[chart.metric].better, key=1 + quantity
        )

    def told(self) -> dict[str, Any]:
        """Return the bands as the browser shows them."""
        curves = []
        for quantity in range(len(QUANTITIES)):
            without, accompanied = self.spread(0, quantity), self.spread(1, quantity)
            shown = CHARTS[quantity].shown
            curves.append(
                {
                    "without_low": shown(without[0]),
                    "without_high": shown(without[1]),
                    "with_low": shown(accompanied[0]),
                    "with_high": shown(accompanied[1]),
                    "sentence": self.in_words(quantity),
                }
            )
        return {"pairs": self.pairs, "of": self.of, "curves": curves}

    def in_words(self, quantity: int) -> dict[str, str]:
        """Return how often the accompanied world ends better, by how much, in plain words."""
        found = self.difference(quantity)
        if self.arms.same:
            return in_all(lambda: translate("Both worlds are the same in every pair."))
        if found.pairs == 0:
            return in_all(lambda: translate("No pair has this at the end."))
        return in_all(lambda: " ".join(self._said(quantity, found)))

    def _said(self, quantity: int, found: PairedDifference) -> Iterator[str]:
        chart = CHARTS[quantity]
        yield translate(
            "{better}; {worse}, {equal}.",
            better=ntranslate(
                "{n} time out of {pairs} the last year is better {here} than {there}",
                "{n} times out of {pairs} the last year is better {here} than {there}",
                found.better, pairs=number(found.pairs),
                here=self.arms.here.said, there=self.arms.there.said,
            ),
            worse=ntranslate("{n} time worse", "{n} times worse", found.worse),
            equal=ntranslate("{n} time exactly the same", "{n} times exactly the same", found.ties),
        )  # fmt: skip
        if self.pairs > found.pairs:
            yield chart.unmeasured(self.pairs - found.pairs)
        yield chart.difference(found)


def bands(configuration: Configuration, wanted: Callable[[], bool]) -> Iterator[Bands]:
    """Yield the bands as they fill, or those lived lately; end when they are wanted no more."""
    asked = _Asked.by(configuration)
    if (kept := _lately.find(asked.key)) is not None:
        yield kept
        return
    if not _has_its_turn(wanted):
        return
    try:
        yield from _lived(asked, wanted)
    finally:
        _one_at_a_time.release()


@dataclass(frozen=True)
class _Asked:
    """A pair of plans, the first seed, how many; `key` is the same where all the numbers are."""

    scenario: Scenario
    plans: tuple[Programme, Programme]
    seed: int
    pairs: int

    @classmethod
    def by(cls, configuration: Configuration) -> _Asked:
        plans = configuration.other_plan(), configuration.plan()
        return cls(configuration.scenario(), plans, configuration.seed, what_is_served().pairs)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(key_of((self.scenario, plan, self.seed)) for plan in self.plans)


def _has_its_turn(wanted: Callable[[], bool]) -> bool:
    """Wait for the turn; false, and nothing kept waiting, once nobody wants the bands any more."""
    while wanted():
        if _one_at_a_time.acquire(timeout=LOOK_EVERY):
            return True
    return False


def _lived(asked: _Asked, wanted: Callable[[], bool]) -> Iterator[Bands]:
    if (kept := _lately.find(asked.key)) is not None:  # lived while this one waited
        yield kept
        return
    scenario, plans = asked.scenario, asked.plans
    named = arms(plans[1], plans[0])
    seeds = [asked.seed + n for n in range(asked.pairs)]
    jobs = jobs_of(scenario, plans, seeds, QUANTITIES)
    values = np.full((2, asked.pairs, scenario.months, len(QUANTITIES)), np.nan)
    come: dict[int, int] = {}
    for each in beside.many(jobs):
        if not wanted():
            return
        if each.result is None:
            continue
        seed, world = seeds.index(each.job.seed), int(each.job.programme is not plans[0])
        values[world, seed] = each.result.values
        come[seed] = come.get(seed, 0) + 1
        pairs = sum(n == 2 for n in come.values())
        if come[seed] == 2 and (pairs % EACH == 0 or pairs == asked.pairs):
            filled = Bands(pairs, _whole(values, come), named, asked.seed)
            if pairs == asked.pairs:
                _lately.keep(asked.key, filled)
            yield filled


def _whole(values: Floats, come: dict[int, int]) -> Floats:
    """Return a copy in which a pair of which half has come is left out."""
    kept = values.copy()
    half = [seed for seed, n in come.items() if n < 2]
    kept[:, half] = np.nan
    return kept
