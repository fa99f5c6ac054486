"""Worlds lived for the page, the last few kept: the same question is never computed twice.

A world depends on nothing but the configuration, so visitors may share it: nobody changes it, and
nobody learns from it who else looked.

Raises: InputError for a configuration that cannot be run.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np

from experiments.live.beside import Asked, beside
from experiments.live.configuration import Configuration
from experiments.live.recording import World, lived
from experiments.live.seats import seats
from simulation.accompaniment.programme import Programme
from simulation.declarations import Floats
from simulation.scenario import Scenario

T = TypeVar("T")
MOST_KEPT = 24


class Kept:
    """What was computed last, the oldest forgotten first; safe to be used from any thread."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Keep at most so many results."""
        self._lock = threading.Lock()
        self._busy: dict[Hashable, threading.Lock] = {}
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._most = most

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what belongs to the key; make it if it is not there, once for all who ask."""
        with self._lock:
            mine = self._busy.setdefault(key, threading.Lock())
        with mine:
            try:
                with self._lock:
                    if key in self._kept:
                        self._kept.move_to_end(key)
                        found: T = self._kept[key]
                        return found
                made = make()
                self.keep(key, made)
                return made
            finally:
                with self._lock:
                    self._busy.pop(key, None)

    def keep(self, key: Hashable, made: object) -> None:
        """Keep what belongs to the key, and forget what is too much."""
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def find(self, key: Hashable) -> Any:
        """Return what belongs to the key, or None when it is not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def __contains__(self, key: Hashable) -> bool:
        """Whether the result is there already."""
        return key in self._kept

    def __len__(self) -> int:
        """How many results are kept."""
        return len(self._kept)


_worlds = Kept()
_maps = Kept()


def both(scenario: Scenario, other: Programme, plan: Programme, seed: int) -> tuple[World, World]:
    """Return two worlds lived to their end: the first by the process beside this one, if it can."""
    there, here = (scenario, other, seed), (scenario, plan, seed)
    key, mine = key_of(there), key_of(here)
    if key in _worlds or key == mine:
        return _worlds.get(key, lambda: lived(*there)), _worlds.get(mine, lambda: lived(*here))
    with ThreadPoolExecutor(1) as aside:
        coming = aside.submit(beside.live, there)
        found = _worlds.get(mine, lambda: lived(*here))
        return _worlds.get(key, lambda: coming.result() or lived(*there)), found


def key_of(asked: Asked) -> str:
    """Return what two worlds have in common that are the same to the last bit."""
    scenario, programme, seed = asked
    told = [scenario.model_dump(mode="json"), programme.model_dump(mode="json"), seed]
    return json.dumps(told, sort_keys=True)


def places(configuration: Configuration) -> Floats:
    """Return the map (rows, 2): that of the territory as it is, whatever is tried on it."""
    plain = Configuration(
        territory=configuration.territory, firms=configuration.firms, seed=configuration.seed
    )
    return _maps.get(plain.model_dump_json(), lambda: _drawn(plain))


def _drawn(plain: Configuration) -> Floats:
    scenario = plain.scenario()
    worlds = both(scenario, plain.other_plan(), plain.plan(), plain.seed)
    return seats(np.concatenate([each.ties for each in worlds]), worlds[0].state.shape[1])
