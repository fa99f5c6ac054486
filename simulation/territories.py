"""Territories side by side under one programme, with visits between them (S51).

Each lives its own month; visits go round: the firms of one see those of the next as they were at
the end of last month, so that the order in which territories live changes nothing. Hosts learn from
their guests when all have lived.

Raises: InputError for fewer than two territories, or for bridges that do not fit them.
Source: concepts S51 (the project Regards Croisés).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulation.accompaniment.methods.peer_visits import PeerVisits, lesson
from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.model import Territory


class SideBySide:
    """Territories that live the same months under the same programme."""

    def __init__(
        self,
        scenarios: Sequence[Any],
        *,
        programme: str | Path | Programme = "none",
        seed: int = 1,
        bridge: float | Sequence[float] = 0.5,
        **changes: Any,
    ) -> None:
        """Set up one territory for each scenario; seeds count up from `seed`.

        `bridge` is how far firms understand those of the next territory, one for all or one each.
        """
        if len(scenarios) < 2:
            raise InputError("territories side by side are at least two", place="scenarios")
        bridges = [bridge] * len(scenarios) if isinstance(bridge, int | float) else list(bridge)
        if len(bridges) != len(scenarios) or not all(0 <= each <= 1 for each in bridges):
            raise InputError("expected a share from 0 to 1 for each territory", place="bridge")
        self.bridges = [float(each) for each in bridges]
        self.territories = [
            Territory(scenario, seed + n, programme=programme, **changes)
            for n, scenario in enumerate(scenarios)
        ]

    @property
    def running(self) -> bool:
        """Whether every territory's story still goes on."""
        return all(each.running for each in self.territories)

    def step(self) -> None:
        """Live one month everywhere, visits included."""
        places = self.territories
        for here, there, bridge in zip(places, places[1:] + places[:1], self.bridges, strict=True):
            firms = there.firms
            here.elsewhere.open(
                np.flatnonzero(firms.alive).astype(np.int32),
                firms.skills,
                firms.language,
                firms.openness,
                bridge,
            )
        for each in places:
            each.step()
        for here, there in zip(places, places[1:] + places[:1], strict=True):
            _receive(here, there)

    def run(self, months: int | None = None) -> SideBySide:
        """Live until the first story ends, or for so many months."""
        lived = 0
        while self.running and lived != months:
            self.step()
            lived += 1
        return self

    def frame(self) -> pd.DataFrame:
        """Return what was observed: one row per territory and month, by the scenario's name."""
        frames = [
            each.observations.frame(each.clock.warm_up).assign(
                territory=f"{n} {each.scenario.name}"
            )
            for n, each in enumerate(self.territories)
        ]
        return pd.concat(frames)


def _receive(here: Territory, there: Territory) -> None:
    """Let the hosts who are still there learn from the guests of this month."""
    for guest in here.elsewhere.take_guests():
        if there.firms.alive[guest.host]:
            visits: PeerVisits = there.scenario.parameters.peer_visits
            there.firms.skills[guest.host] += lesson(
                there.firms.skills[guest.host],
                guest.skills,
                float(there.firms.internal_dialogue[guest.host]),
                guest.strength,
                visits,
            )
