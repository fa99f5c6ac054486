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
from typing import Any, TypeVar

import numpy as np

from experiments.live.configuration import Configuration
from experiments.live.recording import OBSERVED, World, record
from experiments.live.seats import seats
from experiments.what_was_done import what_was_done
from simulation.accompaniment.programme import Programme
from simulation.declarations import Floats
from simulation.model import Territory
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
                with self._lock:
                    self._kept[key] = made
                    while len(self._kept) > self._most:
                        self._kept.popitem(last=False)
                return made
            finally:
                with self._lock:
                    self._busy.pop(key, None)

    def __len__(self) -> int:
        """How many results are kept."""
        return len(self._kept)


_worlds = Kept()
_maps = Kept()


def world(scenario: Scenario, programme: Programme, seed: int) -> World:
    """Return a world lived to its end."""
    told = [scenario.model_dump(mode="json"), programme.model_dump(mode="json"), seed]
    key = json.dumps(told, sort_keys=True)
    return _worlds.get(key, lambda: _lived(scenario, programme, seed))


def _lived(scenario: Scenario, programme: Programme, seed: int) -> World:
    territory = Territory(scenario, seed, programme=programme, events="life", metrics=OBSERVED)
    return record(territory, what_was_done)


def places(configuration: Configuration) -> Floats:
    """Return the map (rows, 2): that of the territory as it is, whatever is tried on it."""
    plain = Configuration(
        territory=configuration.territory, firms=configuration.firms, seed=configuration.seed
    )
    return _maps.get(plain.model_dump_json(), lambda: _drawn(plain))


def _drawn(plain: Configuration) -> Floats:
    scenario = plain.scenario()
    lived = [world(scenario, plan, plain.seed) for plan in (plain.other_plan(), plain.plan())]
    return seats(np.concatenate([each.ties for each in lived]), lived[0].state.shape[1])
