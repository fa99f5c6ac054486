"""Firms as Mesa sees them: each agent is a thin view of one row, as long as its firm lives.

A firm that has closed keeps its identity, and what the log kept of it; asked for anything else, its
agent raises instead of showing the row's next tenant. Bodies and facilitators are in
`agents_of_bodies.py`.

Raises: Gone for what went with a closed firm; AttributeError for a name that firms do not have;
ValueError for a value outside the bounds of its column.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from simulation.agents_of_bodies import institutions_of
from simulation.entities.firms import MONTHS_IN_ID, Exit, Firms
from simulation.entities.ties import place_of
from simulation.events import Kind
from simulation.mesa_import import NoNumbers, mesa

if TYPE_CHECKING:
    from simulation.agents_of_bodies import Body, Facilitator
    from simulation.model import Territory

KEPT_BY_PROCESSES = frozenset(
    {"id", "alive", "founded", "network", "founder_of", "projects", "stage", "stage_since"}
)
"""Columns that hang together with others: no agent sets them alone."""

SEGMENT = ("product", "technology", "market")


class Gone(LookupError):  # noqa: N818 - what the reader of a traceback should see
    """What was asked for went with a firm that has closed."""


class Firm(mesa.Agent):
    """A very small firm. Its columns are its attributes: numbers, and copies of vectors."""

    _ids = NoNumbers()
    model: Territory
    identity: int

    def __init__(self, model: Territory, identity: int) -> None:
        """Look at the living firm with this identity."""
        row = identity // MONTHS_IN_ID
        founded = int(model.firms.founded[row])
        self.__dict__.update(identity=identity, _row=row, _founded=founded)
        super().__init__(model)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Return the value of a column."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a column of the row, within its bounds; refuse any other name."""
        if name in ("model", "pos"):
            object.__setattr__(self, name, value)
        elif name in Firms.columns:
            self._write(name, value)
        elif name != "unique_id":  # the number that Mesa gives: the identity stands for it
            near = ", ".join(get_close_matches(name, Firms.columns, n=3))
            hint = f"; near: {near}" if near else ""
            raise AttributeError(f"nothing to set is called {name!r} in a firm{hint}")

    def __repr__(self) -> str:
        """Say which firm, and whether it lives."""
        return f"Firm({self.identity}{'' if self.alive else ', closed'})"

    @property
    def unique_id(self) -> int:
        """The identity: stable, never reused, the same in the log and in every version of Mesa."""
        return self.identity

    @property
    def id(self) -> int:
        """The identity, as the column is called."""
        return self.identity

    @property
    def alive(self) -> bool:
        """Whether the firm still lives."""
        return self.model.firms.id.item(self._row) == self.identity

    @property
    def row(self) -> int:
        """Its row in the tables, while it lives."""
        if not self.alive:
            raise Gone(f"firm {self.identity} has closed: its row may be another firm's")
        return int(self._row)

    @property
    def founded(self) -> int:
        """Month of founding; negative before the story. Known of a closed firm, too."""
        return int(self._founded)

    @property
    def closed(self) -> int | None:
        """The month in which it closed, None while it lives."""
        return None if self.alive else int(self._end()["month"])

    @property
    def cause(self) -> Exit:
        """Why it closed; Exit.NONE while it lives."""
        return Exit.NONE if self.alive else Exit(int(self._end()["value"]))

    @property
    def network(self) -> int | None:
        """Identity of the innovative network that it mainly belongs to, None outside any."""
        place = int(self.model.firms.network[self.row])
        return None if place < 0 else int(self.model.networks.id[place])

    @property
    def partners(self) -> Any:
        """The firms that it has ties with, as a set of Mesa's (an AgentSet)."""
        neighbours = self.model.ties.neighbour[self.row]
        return self.model.roster.of_rows(neighbours[neighbours >= 0])

    def trust_in(self, other: Firm) -> float:
        """Return how much it trusts another firm: 0 for one that it has no tie with."""
        return self._feels(self.model.ties.trust, other)

    def respect_for(self, other: Firm) -> float:
        """Return how much it respects another firm: 0 for one that it has no tie with."""
        return self._feels(self.model.ties.respect, other)

    def biography(self) -> pd.DataFrame:
        """Return what the log kept of its life: month, kind, subject, other, value."""
        log = self.model.events.frame()
        mine = (log["subject"] == self.identity) | (log["other"] == self.identity)
        return log[mine].reset_index(drop=True)

    def remove(self) -> None:
        """Refuse: an agent is a view, and firms close by the process `close`."""
        raise TypeError(
            f"firm {self.identity} cannot be removed: it closes in the course of a month"
        )

    def _feels(self, felt: Any, other: Firm) -> float:
        place = place_of(self.model.ties, self.row, other.row)
        return 0.0 if place < 0 else float(felt[self.row, place])

    def _end(self) -> Any:
        log = self.model.events
        if not log.keeps(Kind.CLOSED):
            raise Gone(f"firm {self.identity} has closed; this run kept no log of when and why")
        ended = log.frame()
        return ended[(ended["subject"] == self.identity) & (ended["kind"] == "closed")].iloc[0]

    def _write(self, name: str, value: Any) -> None:
        if name in KEPT_BY_PROCESSES:
            raise AttributeError(f"{name} of a firm is kept by the processes: it cannot be set")
        declared = Firms.columns[name]
        held = getattr(self.model.firms, name)
        high = declared.high
        if name in SEGMENT:
            high = self.model.markets.need.shape[SEGMENT.index(name)] - 1
        given = np.asarray(value, dtype=np.float64)
        if given.shape != held.shape[1:]:
            raise ValueError(f"{name} has the shape {held.shape[1:]}, not {given.shape}")
        inside = np.isfinite(given) & (given >= declared.low) & (given <= high)
        if not inside.all():
            bounds = f"[{declared.low:g}, {high:g}] {declared.unit}"
            raise ValueError(f"{name}: {value} is outside {bounds}")
        if held.dtype.kind == "i":
            span = np.iinfo(held.dtype)
            if ((given != np.floor(given)) | (given < span.min) | (given > span.max)).any():
                raise ValueError(f"{name}: {value} is no whole number that {held.dtype} holds")
        held[self.row] = given


def _column(name: str) -> property:
    one = not Firms.columns[name].shape

    def read(firm: Firm) -> Any:
        firms, row = firm.model.firms, firm._row
        if firms.id.item(row) != firm.identity:
            raise Gone(f"firm {firm.identity} has closed: it has no {name} any more")
        values = getattr(firms, name)
        return values.item(row) if one else values[row].copy()

    return property(read, doc=Firms.columns[name].doc)


for _name in Firms.columns:
    if not hasattr(Firm, _name):
        setattr(Firm, _name, _column(_name))


class Roster:
    """Keeps Mesa's set of agents in step with the table, when somebody looks."""

    def __init__(self, model: Territory) -> None:
        """Begin with nobody: agents are made when they are first looked for."""
        self._model = model
        self._shown = np.full(model.firms.rows, -1, dtype=np.int64)
        self._firms: list[Firm | None] = [None] * model.firms.rows
        self._institutions: list[Body | Facilitator] = []

    def sync(self) -> None:
        """Take leave of closed firms and welcome new ones, in the order of founding.

        Bodies and facilitators come first.

        The order of agents is so the same whenever somebody looked, and however often.
        """
        if not self._institutions:
            self._institutions = institutions_of(self._model)
        now = self._model.firms.id
        changed = np.flatnonzero(now != self._shown)
        if not changed.size:
            return
        for row in changed.tolist():
            self._leave(row)
        new = changed[now[changed] >= 0]
        for row in new[np.argsort(now[new] % MONTHS_IN_ID, kind="stable")]:
            self._firms[row] = Firm(self._model, int(now[row]))
        self._shown[changed] = now[changed]

    def of_rows(self, rows: Any) -> Any:
        """Return the agents of these rows as a set of Mesa's."""
        self.sync()
        return mesa.agent.AgentSet([self._firms[row] for row in rows], random=self._model.random)

    def clear(self) -> None:
        """Forget every agent; who looks again gets new ones."""
        for row in np.flatnonzero(self._shown >= 0).tolist():
            self._leave(row)
        self._shown[:] = -1
        for each in self._institutions:
            mesa.Agent.remove(each)
        self._institutions.clear()

    def _leave(self, row: int) -> None:
        firm = self._firms[row]
        if firm is not None:
            mesa.Agent.remove(firm)
            self._firms[row] = None
