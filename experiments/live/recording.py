"""What the page keeps of one world: each firm each month in two bytes, relations as intervals.

A row of the table is a seat of the territory: it keeps its place on the map, whoever sits there.

Shapes: M months of the story, R rows. `state` (M, R): what a firm is doing, `Doing`, and in the
upper five bits how many relations of mutual trust it has; `group` (M, R): 0, or the innovative
network it belongs to. `ties` (T, 4): two rows, first month, month after the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from numba import njit

import simulation.compiled  # noqa: F401  (before any loop is made)
from experiments.what_was_done import what_was_done
from simulation.accompaniment.programme import Programme
from simulation.declarations import Bytes, Flags, Floats, Integers, Shorts
from simulation.entities.charter import Charter
from simulation.model import Territory
from simulation.scenario import Scenario

Octets = npt.NDArray[np.uint8]
Months = npt.NDArray[np.int64]
AWARE_FROM = 0.4
MOST_RELATIONS = 31
UNNAMED = 255
"""The number of every network after the first 254 of a world: it is drawn without a name."""

OBSERVED = (
    "acceptability", "dependence", "firms", "habits", "holders_lost", "hours_spent", "jobs",
    "know_how_lost", "mean_skill", "money_spent", "network_identity", "network_turnover",
    "networked_firms", "networks", "norms", "own_sessions", "promises_broken", "promises_kept",
    "relational_capital", "rules", "traditions",
)  # fmt: skip


class Doing(IntEnum):
    """What a firm is doing in a month; of several things, the last of this list."""

    ABSENT = 0
    WORKING = 1
    LEARNING = 2
    WATCHING = 3
    TOGETHER = 4
    STRUGGLING = 5


# As compiled loops read them.
ABSENT, WORKING, LEARNING, WATCHING, TOGETHER, STRUGGLING = map(int, Doing)


@dataclass(frozen=True)
class World:
    """One world from beginning to end, as the page needs it; nobody changes it afterwards."""

    territory: str
    programme: str
    values: pd.DataFrame
    state: Octets
    group: Octets
    ties: npt.NDArray[np.uint16]
    tenants: tuple[tuple[int, int, int, int], ...]
    networks: pd.DataFrame
    rungs: npt.NDArray[np.int8]
    events: pd.DataFrame
    charter: Charter
    done: dict[str, Any]
    actions: dict[int, str]

    @cached_property
    def _log(self) -> dict[str, tuple[Months, Floats]]:
        """The months and values of the events, by kind."""
        kinds = self.events["kind"].cat
        codes, months = kinds.codes.to_numpy(), self.events["month"].to_numpy()
        values = self.events["value"].to_numpy(dtype=np.float64)
        places = {str(kind): codes == k for k, kind in enumerate(kinds.categories)}
        return {kind: (months[here], values[here]) for kind, here in places.items()}

    def told(self, kind: str) -> tuple[Months, Floats]:
        """The months and values of the story's events of a kind."""
        months, values = self._log.get(kind, (np.zeros(0, dtype=np.int64), np.zeros(0)))
        return months[months >= 0], values[months >= 0]

    def count(self, kind: str, first: int, last: int) -> int:
        """How many events of a kind are in the log, both months included."""
        months = self._log.get(kind, ((np.zeros(0, dtype=np.int64)), None))[0]
        return int(np.count_nonzero((months >= first) & (months <= last)))


class Recorder:
    """Looks at a territory each month of its story."""

    def __init__(self, territory: Territory) -> None:
        """Make room for the months of the story."""
        months, rows = territory.scenario.months, territory.firms.rows
        self.territory = territory
        self.state: Octets = np.zeros((months, rows), dtype=np.uint8)
        self.group: Octets = np.zeros((months, rows), dtype=np.uint8)
        products, technologies = territory.routines.rung.shape
        self.rungs = np.zeros((months, products, technologies), dtype=np.int8)
        self.tenants: list[tuple[int, int, int, int]] = []
        self.networks: list[tuple[int, int, int, int, int, float]] = []
        self._partner: Integers = np.full(territory.ties.neighbour.shape, -1, dtype=np.int32)
        self._since: Integers = np.zeros(self._partner.shape, dtype=np.int32)
        self._ended: list[npt.NDArray[np.uint16]] = []
        self._who = np.full(rows, -1, dtype=np.int64)
        self._kind = np.full(rows, -1, dtype=np.int16)

    def take(self) -> None:
        """Keep the month that has just been lived, if it belongs to the story."""
        month = self.territory.clock.month - 1
        if month < 0:
            return
        firms, ties = self.territory.firms, self.territory.ties
        trusted_from = self.territory.scenario.parameters.relations.trusted_from
        _do(
            firms.alive, firms.received, firms.awareness, firms.projects, firms.capital,
            firms.profit, self.state[month],
        )  # fmt: skip
        ended = _relate(
            ties.neighbour, ties.mirror, ties.trust, trusted_from, month, self._partner,
            self._since, self.state[month],
        )  # fmt: skip
        if len(ended):
            self._ended.append(ended)
        self._take_networks(month)
        self._take_tenants(month)
        self.rungs[month] = self.territory.routines.rung

    def _take_networks(self, month: int) -> None:
        firms, networks = self.territory.firms, self.territory.networks
        number = np.minimum(networks.id + 1, UNNAMED)
        inside = firms.alive & (firms.network >= 0)
        self.group[month, inside] = number[firms.network[inside]]
        for row in np.flatnonzero(networks.alive).tolist():
            self.networks.append(
                (
                    month,
                    int(networks.id[row]),
                    int(networks.members[row]),
                    int(networks.founders[row]),
                    int(networks.staying[row]),
                    float(networks.identity[row]),
                )
            )

    def _take_tenants(self, month: int) -> None:
        """Keep who moved in where, or changed trade: (row, month, identity, product)."""
        firms = self.territory.firms
        moved = firms.alive & ((firms.id != self._who) | (firms.product != self._kind))
        for row in np.flatnonzero(moved).tolist():
            self.tenants.append((row, month, int(firms.id[row]), int(firms.product[row])))
        self._who[moved], self._kind[moved] = firms.id[moved], firms.product[moved]

    def world(self, done: dict[str, Any]) -> World:
        """Return all that was seen."""
        territory, end = self.territory, self.territory.scenario.months
        row, place = np.nonzero(self._partner >= 0)
        still = np.column_stack(
            (row, self._partner[row, place], self._since[row, place], np.full(len(row), end))
        ).astype(np.uint16)
        ties = np.concatenate([*self._ended, still])
        frame = territory.observations.frame(territory.clock.warm_up)
        columns = ["month", "network", "members", "founders", "staying", "identity"]
        return World(
            territory=territory.scenario.name,
            programme=territory.programme.name,
            values=frame.loc[0:, list(OBSERVED)],
            state=self.state,
            group=self.group,
            ties=ties[np.lexsort(ties.T[::-1])],
            tenants=tuple(self.tenants),
            networks=pd.DataFrame(self.networks, columns=columns),
            rungs=self.rungs,
            events=territory.events.frame(),
            charter=territory.charter,
            done=done,
            actions={each.setting: each.action.name for each in territory.steering.courses},
        )


@njit(cache=True)
def _do(
    alive: Flags, received: Shorts, awareness: Floats, projects: Bytes, capital: Floats,
    profit: Floats, state: Octets,
) -> None:  # fmt: skip
    """Write what each firm is doing."""
    for i in range(len(alive)):
        if not alive[i]:
            state[i] = ABSENT
        elif capital[i] < 0 and profit[i] < 0:
            state[i] = STRUGGLING
        elif projects[i] > 0:
            state[i] = TOGETHER
        elif awareness[i] >= AWARE_FROM:
            state[i] = WATCHING
        else:
            state[i] = LEARNING if received[i] > 0 else WORKING


@njit(cache=True)
def _relate(
    neighbour: Integers, mirror: Bytes, trust: Floats, trusted_from: float, month: int,
    partner: Integers, since: Integers, state: Octets,
) -> npt.NDArray[np.uint16]:  # fmt: skip
    """Follow relations of mutual trust, each at its lower row; add each firm's to its state.

    Return those that have ended: two rows, first month, month after the last.
    """
    rows, places = neighbour.shape
    ended = np.empty((rows * places, 4), dtype=np.uint16)
    n = 0
    now = np.empty(places, dtype=np.int32)
    begun = np.empty(places, dtype=np.int32)
    for i in range(rows):
        relations, k = 0, 0
        for d in range(places):
            j = neighbour[i, d]
            if j < 0 or trust[i, d] < trusted_from or trust[j, mirror[i, d]] < trusted_from:
                continue
            relations += 1
            if j > i:
                now[k], begun[k] = j, month
                k += 1
        state[i] |= min(relations, MOST_RELATIONS) << 3
        for d in range(places):
            if partner[i, d] < 0:
                break
            stays = False
            for e in range(k):
                if now[e] == partner[i, d]:
                    begun[e] = since[i, d]
                    stays = True
            if not stays:
                ended[n, 0], ended[n, 1] = i, partner[i, d]
                ended[n, 2], ended[n, 3] = since[i, d], month
                n += 1
        for d in range(places):
            partner[i, d] = now[d] if d < k else -1
            since[i, d] = begun[d] if d < k else 0
    return ended[:n].copy()


def lived(scenario: Scenario, programme: Programme, seed: int) -> World:
    """Live a territory to its end and return what the page keeps."""
    territory = Territory(scenario, seed, programme=programme, events="life", metrics=OBSERVED)
    recorder = Recorder(territory)
    while territory.running:
        territory.step()
        recorder.take()
    return recorder.world(what_was_done(territory))
