"""The curves of the page: which quantities, in which order, how they are read.

Shapes: M months of the story.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from experiments.live.arms import Arms
from experiments.live.languages import in_all, translated
from experiments.live.pair import Pair
from simulation.declarations import METRICS
from simulation.language import date_of, msg, number, translate


@dataclass(frozen=True)
class Chart:
    """One curve: the metric, its decimals, its short name and how it is read."""

    metric: str
    digits: int
    name: str
    reading: str
    share: bool = False


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
            "share": chart.share,
            "better": METRICS[chart.metric].better,
            "name": translated(chart.name),
            "unit": translated(METRICS[chart.metric].unit),
            "reading": translated(chart.reading),
            "without": numbers(pair.without.values[chart.metric]),
            "with": numbers(pair.accompanied.values[chart.metric]),
        }
        for chart in CHARTS
    ]


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
        "jobs": number(here["jobs"]),
        "firms": number(here["firms"]),
        "other_jobs": number(there["jobs"]),
        "other_firms": number(there["firms"]),
    }
    if named.against_nothing:
        return translate(
            "In {date}, the accompanied territory has {jobs} jobs in {firms} firms; left to "
            "itself, it would have {other_jobs} in {other_firms}.",
            **values,
        )
    return translate(
        "In {date}, the territory has {jobs} jobs in {firms} firms {here}; {there}, it would have "
        "{other_jobs} in {other_firms}.",
        here=named.here.said,
        there=named.there.said,
        **values,
    )
