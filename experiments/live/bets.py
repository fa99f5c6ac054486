"""Your bet before the reveal: more, alike or less at the end; kept, and compared with what came."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from experiments.live.arms import Arms
from experiments.live.charts import CHARTS, Chart
from experiments.live.languages import in_all
from experiments.live.pair import Pair
from experiments.live.room.people import GUESSES, Guess
from simulation.language import percent, translate

ALIKE_WITHIN = 0.02
MOST_HANDS = 10_000


@dataclass(frozen=True)
class Bet:
    """What was guessed of one quantity: by one person, a show of hands, or phones.

    No guess: as many said one thing as another. `hands` and `phones`: more, alike, less.
    """

    metric: str
    guess: Guess | None
    hands: tuple[int, int, int] = (0, 0, 0)
    phones: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True)
class Settled:
    """A bet and what came: right or not, and in words."""

    bet: Bet
    came: Guess
    say: dict[str, str]

    @property
    def right(self) -> bool:
        """Whether it came as guessed."""
        return self.bet.guess == self.came

    def plain(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "metric": self.bet.metric,
            "guess": self.bet.guess,
            "came": self.came,
            "right": self.right,
            "hands": list(self.bet.hands),
            "phones": list(self.bet.phones),
            "say": self.say,
        }


def read_bet(told: dict[str, Any]) -> Bet | None:
    """Return the bet in a message, or nothing if it is none."""
    metric, guess = told.get("metric"), told.get("guess")
    hands = told.get("hands")
    given = hands if isinstance(hands, list) and len(hands) == len(GUESSES) else [0, 0, 0]
    counted = [min(MOST_HANDS, max(0, each)) if isinstance(each, int) else 0 for each in given]
    if guess not in GUESSES or metric not in {chart.metric for chart in CHARTS}:
        return None
    return Bet(str(metric), guess, (counted[0], counted[1], counted[2]))


def settled(bet: Bet, pair: Pair) -> Settled:
    """Return how a bet came out in a pair; alike, to a bet, is a difference below two per cent."""
    here = float(pair.accompanied.values[bet.metric].iloc[-1])
    there = float(pair.without.values[bet.metric].iloc[-1])
    here, there = (0.0 if math.isnan(each) else each for each in (here, there))
    came = outcome(here, there)
    chart = next(chart for chart in CHARTS if chart.metric == bet.metric)
    say = in_all(lambda: _said(chart, pair.arms, here, there))
    return Settled(bet, came, say)


def _said(chart: Chart, named: Arms, here: float, there: float) -> str:
    if named.same:
        return translate("{n}, the same in both worlds.", n=chart.written(here))
    return translate(
        "{n} {here}, {other} {there}; a difference below {limit} counts as similar.",
        n=chart.written(here),
        here=named.here.said,
        other=chart.written(there),
        there=named.there.said,
        limit=percent(ALIKE_WITHIN),
    )


def outcome(here: float, there: float) -> Guess:
    """Return whether a quantity ends higher, alike or lower with accompaniment."""
    if abs(here - there) <= ALIKE_WITHIN * max(abs(there), 1e-9):
        return "alike"
    return "more" if here > there else "less"
