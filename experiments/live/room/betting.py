"""Between a stage and the phones: what they bet on before the stage shows it, and how they bet.

While bets are open the stage is told how many there are, never which. The stage that opened a bet
ends it: by showing the result, by another result, or by going away.
"""

from __future__ import annotations

from typing import Any

from experiments.live.bets import Bet, settled
from experiments.live.charts import CHARTS
from experiments.live.languages import in_all
from experiments.live.pair import Pair
from experiments.live.room.people import GUESSES, Guess
from experiments.live.room.room import Room
from simulation.language import date_of, translate


class PhoneBets:
    """One stage's bets by phone; without a room, nothing happens."""

    def __init__(self, room: Room | None) -> None:
        """Nothing is open yet."""
        self.room = room
        self._number = 0
        self._metric = ""

    @property
    def is_open(self) -> bool:
        """Whether a bet of this stage is under way."""
        return self._number > 0

    def open(self, metric: object, pair: Pair) -> None:
        """Let the phones bet on a quantity at the end of this pair."""
        chart = next((each for each in CHARTS if each.metric == metric), None)
        if self.room is None or chart is None:
            return
        end = pair.when(pair.scenario.months - 1)
        question = in_all(
            lambda: translate(
                "Your bet on {name} in {date}: higher or lower {here} than {there}?",
                name=chart.title,
                date=date_of(end),
                here=pair.arms.here.said,
                there=pair.arms.there.said,
            )
        )
        self._metric, self._number = chart.metric, self.room.open_bet(chart.metric, question)

    def told(self) -> dict[str, Any] | None:
        """What the stage may know now: how many are there, how many have bet."""
        if self.room is None:
            return None
        now = self.room.progress()
        count = now.bets if self.is_open and self._is_last() else 0
        return {
            "open": self.is_open,
            "metric": self._metric,
            "bets": count,
            "present": now.lately,
        }

    def reveal(self, pair: Pair, shown: Bet | None = None) -> Bet | None:
        """End the bet as its result is shown; return it with the phones' counts, if anybody bet.

        `shown` is the answer of a show of hands; without one, that of most phones is the room's.
        """
        if self.room is None or not self.is_open:
            return shown
        phones = self.room.guesses(self._number)
        bet = shown or Bet(self._metric, most(phones))
        came = settled(Bet(self._metric, None), pair).came
        self.room.end_bet(self._number, came)
        self._number = 0
        if not sum(phones) and shown is None:
            return None
        return Bet(self._metric, bet.guess, bet.hands, phones)

    def drop(self) -> None:
        """End the bet without a result: there is another one to bet on, or nobody to show it."""
        if self.room is not None and self.is_open:
            self.room.end_bet(self._number)
        self._number = 0

    def _is_last(self) -> bool:
        wager = self.room.wager if self.room is not None else None
        return wager is not None and wager.number == self._number


def most(counts: tuple[int, int, int]) -> Guess | None:
    """What most bet; nothing when nobody did, or as many bet otherwise."""
    top = max(counts)
    leading = [guess for guess, n in zip(GUESSES, counts, strict=True) if n == top]
    return leading[0] if top and len(leading) == 1 else None
