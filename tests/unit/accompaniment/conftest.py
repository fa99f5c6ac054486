"""A session held by hand: one method, some people in a room, and what it changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from simulation.accompaniment.session import Circle, Session
from simulation.declarations import METHODS, needed
from simulation.model import Territory
from simulation.table import Table


def columns_of(territory: Territory) -> dict[str, np.ndarray]:
    """Every array of every table, copied, and what was arranged for the month's meetings."""
    found = {
        f"{type(part).__name__.lower()}.{name}": value.copy()
        for part in vars(territory).values()
        if isinstance(part, Table)
        for name, value in part.arrays().items()
    }
    arranged = [np.concatenate([a, b]) for a, b, *_ in territory.meetings._invited]
    found["meetings"] = np.concatenate(arranged) if arranged else np.zeros(0)
    return found


@pytest.fixture
def changed() -> Callable[[Territory, Callable[[], Any]], set[str]]:
    """Do something to a territory and return which columns it changed."""

    def compare(territory: Territory, do: Callable[[], Any]) -> set[str]:
        before = columns_of(territory)
        do()
        after = columns_of(territory)
        return {name for name in after if not np.array_equal(before[name], after[name])}

    return compare


@pytest.fixture
def place() -> Callable[..., Territory]:
    """Make a small territory that has lived a few months."""

    def make(context: str = "baseline", lived: int = 3, **changes: Any) -> Territory:
        given: dict[str, Any] = {"seed": 4, "n_firms": 80, "months": 60, "warm_up": 0, **changes}
        return Territory(context, **given).run(lived)

    return make


@pytest.fixture
def hold() -> Callable[..., Session]:
    """Hold one session of a method with the people named, and return it."""

    def session_of(
        territory: Territory,
        method: str,
        rows: Any = (),
        *,
        bodies: Any = (),
        hours: float = 16.0,
        quality: float = 1.0,
        process: float = 1.0,
        number: int = 0,
        key: int = 77,
        circle: Circle | None = None,
        settings: dict[str, Any] | None = None,
    ) -> Session:
        present = np.asarray(rows, dtype=np.int32)
        clock = territory.clock
        circle = circle or Circle(present, territory.firms.id[present].copy(), 2)
        session = Session(
            action="a",
            rows=present,
            bodies=np.asarray(bodies, dtype=np.int32),
            hours=hours,
            quality=quality,
            process=process,
            number=number,
            month=clock.month,
            step=clock.step,
            setting=2,
            key=np.uint64(key),
            actor=0,
            circle=circle,
            settings=settings or {},
        )
        function = METHODS[method].function
        given = {**territory._offered(), **territory.steering._offered, Session: session}
        function(*(given[kind] for kind in needed(function).values()))
        return session

    return session_of
