"""Goals for students: what to reach with the levers, measured in the pair on the page.

A goal is a puzzle, not a promise: some cannot be reached in every territory.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from experiments.live.languages import in_all, translated
from experiments.live.pair import Pair
from simulation.language import msg, ntranslate, number, percent, translate

FIVE_YEARS = 60


@dataclass(frozen=True)
class Goal:
    """What to reach: a sentence, what is measured, and from (or up to) where it counts."""

    name: str
    say: str
    measure: Callable[[Pair], float]
    target: float
    at_most: bool = False
    share: bool = False
    unit: Callable[[float], str] | None = None
    at_cost: float = math.inf
    """Months' wages above which it does not count, however much is reached."""

    def told(self, pair: Pair) -> dict[str, Any]:
        """Return the goal and how far the pair reaches it, ready for JSON."""
        value = self.measure(pair)
        known = not math.isnan(value)
        money = float(pair.accompanied.values["money_spent"].iloc[-1])
        enough = known and (value <= self.target if self.at_most else value >= self.target)
        reached = enough and money <= self.at_cost
        return {
            "name": self.name,
            "say": translated(self.say),
            "reached": reached,
            "value": in_all(lambda: self._said(value, enough, money)),
            "target": in_all(lambda: self._written(self.target)),
            "at_most": self.at_most,
        }

    def _said(self, value: float, enough: bool, money: float) -> str:
        if math.isnan(value):
            return translate("not measured")
        said = self.unit(value) if self.unit is not None else self._written(value)
        if money <= self.at_cost:
            return said
        spent, most = number(money), number(self.at_cost)
        if enough:
            return translate(
                "{value} reached, but too dear ({spent} months' wages; at most {most})",
                value=said, spent=spent, most=most,
            )  # fmt: skip
        return translate(
            "{value}, and too dear ({spent} months' wages; at most {most})",
            value=said, spent=spent, most=most,
        )  # fmt: skip

    def _written(self, value: float) -> str:
        return percent(value) if self.share else number(value, 0 if value == round(value) else 2)


def _jobs_kept(pair: Pair) -> float:
    jobs = pair.accompanied.values["jobs"]
    return float(jobs.iloc[-1] / jobs.iloc[0])


def _jobs_gained(pair: Pair) -> float:
    jobs = [world.values["jobs"].iloc[-1] for world in (pair.accompanied, pair.without)]
    return float(jobs[0] / max(1.0, jobs[1]) - 1)


def _own_meetings(pair: Pair) -> float:
    if pair.exit_month is None:
        return math.nan
    log = pair.accompanied.events
    own = log[(log["kind"] == "own_session") & (log["month"] >= pair.exit_month + FIVE_YEARS)]
    return float(own["month"].nunique())


def _crafts_lost(pair: Pair) -> float:
    return float(pair.accompanied.values["know_how_lost"].iloc[-1])


def _months(value: float) -> str:
    return ntranslate("{n} month with a meeting", "{n} months with a meeting", round(value))


def _crafts(value: float) -> str:
    return ntranslate("{n} craft lost", "{n} crafts lost", round(value))


def _consensus(pair: Pair) -> float:
    return float(pair.accompanied.values["acceptability"].iloc[-1])


GOALS = (
    Goal("jobs", msg("Keep eight jobs of ten from the first month to the last."), _jobs_kept, 0.8, share=True),
    Goal("money", msg("Gain a tenth of the jobs over the other world, for at most 60 months' wages."), _jobs_gained, 0.1, share=True, at_cost=60),
    Goal("autonomy", msg("Five years after the facilitators left, circles still meet by themselves, in a dozen months at least."), _own_meetings, 12, unit=_months),
    Goal("crafts", msg("Let no craft of the start be lost."), _crafts_lost, 0, at_most=True, unit=_crafts),
    Goal("consensus", msg("End with a common vision acceptable to more than half."), _consensus, 0.5, share=True),
)  # fmt: skip


def goals(pair: Pair) -> list[dict[str, Any]]:
    """Return every goal as the pair stands to it."""
    return [goal.told(pair) for goal in GOALS]
