"""How the territory answers a signal: who decides, who acts, who remembers. Quarterly.

Detecting is awareness. Deciding: those aware who are in a joint project or learn a new routine.
Acting: firms that lived when the first signal came and now do something else. Remembering: the
awareness left after the signals have ceased, as a share of its peak. Undefined before a signal.

Shapes: F firms. Source: concepts S41 (detect, decide, act, remember), S37.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Integers
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.tallies.economy import EconomyTally
from simulation.tallies.owners import NOTICED, OwnerTally
from simulation.tally import Tally

LEARNING = 0.02
"""Dip from which a firm is taken to be learning a new routine."""


class ResponseTally(Tally):
    """The answer to the signals seen so far."""

    def __init__(
        self,
        firms: Firms,
        surroundings: Surroundings,
        economy: EconomyTally,
        owners: OwnerTally,
    ) -> None:
        """Wait for the first signal."""
        self._firms, self._surroundings = firms, surroundings
        self._economy, self._owners = economy, owners
        self._did: Integers = np.zeros(0, dtype=np.int32)
        self._founded: Integers = np.zeros(0, dtype=np.int32)
        self._peak = 0.0
        self.decided = self.acted = self.remembered = np.nan

    def take(self) -> None:
        """See who answers."""
        firms = self._firms
        signal = float(self._surroundings.signal[0])
        if not len(self._did):
            if signal == 0.0:
                return
            self._did = self._economy.activity.copy()
            self._founded = np.where(firms.alive, firms.founded, -(2**30)).astype(np.int32)
        self.decided, self.acted = _answer(firms, self._economy.activity, self._founded, self._did)
        aware = self._owners.awareness
        if signal > 0.0:
            self._peak = max(self._peak, aware)
            self.remembered = np.nan
        elif self._peak > 0.0:
            self.remembered = aware / self._peak


@njit(cache=True)
def _answer(
    firms: Firms, does: Integers, founded_then: Integers, did: Integers
) -> tuple[float, float]:
    aware, deciding, stayed, changed = 0, 0, 0, 0
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        if firms.awareness[i] >= NOTICED:
            aware += 1
            deciding += firms.projects[i] > 0 or firms.dip[i] >= LEARNING
        if firms.founded[i] == founded_then[i]:
            stayed += 1
            changed += does[i] != did[i]
    return deciding / aware if aware else 0.0, changed / stayed if stayed else np.nan
