"""The curves of the page: which quantities, in which order, how they are read and written.

A share is shown in per cent wherever it stands: curve, axis, spoken text, bet.

Shapes: P pairs, M months of the story.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import Any

from analysis.comparison.differences import year_up_to
from analysis.comparison.words import amount, widest
from analysis.statistics.paired_difference import PairedDifference
from experiments.live.arms import Arms
from experiments.live.languages import in_all, translated
from experiments.live.pair import Pair
from simulation.declarations import METRICS, Floats
from simulation.language import date_of, msg, ntranslate, number, percent, translate

PER_CENT = 100.0


@dataclass(frozen=True)
class Chart:
    """One curve: the metric, its decimals, its short name and how it is read."""

    metric: str
    digits: int
    name: str
    reading: str
    share: bool = False

    @property
    def title(self) -> str:
        """The name in the language in force, with the sign of what is shown in per cent."""
        return f"{translate(self.name)} (%)" if self.share else translate(self.name)

    @property
    def unit(self) -> str:
        """The unit in the language in force."""
        return "%" if self.share else translate(METRICS[self.metric].unit)

    def shown(self, values: Any) -> list[float | None]:
        """Return values as they are drawn: shares in per cent."""
        return numbers([PER_CENT * each for each in values] if self.share else values)

    def written(self, value: float) -> str:
        """Return one value in the language in force."""
        return percent(value, self.digits) if self.share else number(value, self.digits)

    def at_the_end(self, values: Floats) -> Floats:
        """Return each pair's end (P,) of values (P, M), as `tessuto compare` takes it."""
        return year_up_to(values, values.shape[1] - 1)

    def difference(self, found: PairedDifference) -> str:
        """Return by how much the worlds differ, and how sure that is, in the language in force."""
        scale = PER_CENT if self.share else 1.0
        spread = scale * widest(found)
        told = [amount(scale * each, spread) for each in (found.mean, found.low, found.high)]
        said = (
            translate("Difference on average, in points: {difference}", difference=told[0])
            if self.share
            else translate("Difference on average: {difference}", difference=told[0])
        )
        if not math.isfinite(found.low):
            return f"{said}."
        return said + translate(" (95 % interval: {low} to {high}).", low=told[1], high=told[2])

    def unmeasured(self, pairs: int) -> str:
        """Return why so many pairs are not counted, in the language in force."""
        if self.metric == "network_identity":
            return ntranslate(
                "In {n} pair more there is no network to measure in one world at least.",
                "In {n} pairs more there is no network to measure in one world at least.",
                pairs,
            )
        return ntranslate(
            "In {n} pair more there is nothing to measure in one world at least.",
            "In {n} pairs more there is nothing to measure in one world at least.",
            pairs,
        )


CHARTS = (
    Chart("jobs", 0, msg("Jobs"), msg("How many people work in the territory's small firms, owners included.")),
    Chart("mean_skill", 2, msg("Learning"), msg("The mean level of eight skills over all firms, from 0 to 1.")),
    Chart("firms", 0, msg("Firms"), msg("How many firms are alive.")),
    Chart("networks", 0, msg("Networks"), msg("How many innovative networks are recognised in the relations of trust and joint work.")),
    Chart("network_identity", 2, msg("Identity"), msg("How far today's networks agree with what they were at their founding, from 0 to 1.")),
    Chart("know_how_lost", 0, msg("Know-how lost"), msg("How many crafts of the start nobody here holds any more.")),
    Chart("acceptability", 0, msg("Consensus"), msg("How acceptable a common vision is on average, once a year."), share=True),
)  # fmt: skip
HEADLINE = ("jobs", "firms", "mean_skill", "networks")


def curves(pair: Pair) -> list[dict[str, Any]]:
    """Return every curve in both worlds, with its name, unit and reading in all languages."""
    return [
        {
            "metric": chart.metric,
            "digits": chart.digits,
            "better": METRICS[chart.metric].better,
            "name": in_all(partial(_title, chart)),
            "unit": in_all(partial(_unit, chart)),
            "reading": translated(chart.reading),
            "without": chart.shown(pair.without.values[chart.metric]),
            "with": chart.shown(pair.accompanied.values[chart.metric]),
        }
        for chart in CHARTS
    ]


def _title(chart: Chart) -> str:
    return chart.title


def _unit(chart: Chart) -> str:
    return chart.unit


def numbers(values: Any) -> list[float | None]:
    """Return values as a browser can read them: none where nothing was measured."""
    return [round(float(v), 5) if math.isfinite(v) else None for v in values]


def sentence(pair: Pair) -> dict[str, str]:
    """Return the one sentence above everything: what the end looks like, in both worlds."""
    last = pair.scenario.months - 1
    there, here = pair.without.values.iloc[-1], pair.accompanied.values.iloc[-1]
    return in_all(lambda: _sentence(pair.arms, date_of(pair.when(last)), here, there))


def _sentence(named: Arms, date: str, here: Any, there: Any) -> str:
    values = {
        "date": date,
        "jobs": ntranslate("{n} job", "{n} jobs", round(here["jobs"])),
        "firms": ntranslate("{n} firm", "{n} firms", round(here["firms"])),
        "other_jobs": number(there["jobs"]),
        "other_firms": number(there["firms"]),
    }
    if named.same:
        return translate(
            "Both worlds are the same: nothing is done in one that is not done in the other. In "
            "{date}, the territory has {jobs} in {firms}.",
            **values,
        )
    if named.against_nothing:
        return translate(
            "In {date}, the accompanied territory has {jobs} in {firms}; left to "
            "itself, it would have {other_jobs} in {other_firms}.",
            **values,
        )
    return translate(
        "In {date}, the territory has {jobs} in {firms} {here}; {there}, it would have "
        "{other_jobs} in {other_firms}.",
        here=named.here.said,
        there=named.there.said,
        **values,
    )
