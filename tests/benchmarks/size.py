"""Speed and memory from a thousand firms to a million; two threads beside one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from statistics import median

import numpy as np

from simulation.model import Territory
from simulation.table import Table
from tests.benchmarks.measuring import (
    CONTEXT,
    LONG,
    Measured,
    at_most,
    cpu_time,
    live,
    wall_time,
)


def growth(quick: bool) -> Iterator[Measured]:
    """c: speed and memory from a thousand firms to a million."""
    cost: dict[int, float] = {}
    for firms, months in ((1_000, 240), (10_000, 48), (100_000, 12), (1_000_000, 3)):
        if quick and firms > 100_000:
            continue
        territory = Territory(CONTEXT, seed=1, n_firms=firms, months=LONG).run(3)
        times = []
        for _ in range(3):  # three months each at least: networks are looked for every third
            living = int(territory.firms.alive.sum())
            span = max(3, months // 3 // 3 * 3)
            times.append(cpu_time(partial(live, territory, span)) / span / living)
        cost[firms] = median(times)
        yield Measured("c", f"{firms:,} firms", 1.0 / cost[firms] / 1e6, "million firm-months/s")
        if firms >= 100_000:
            yield from _memory(territory, firms)
        del territory
    for firms in sorted(cost):
        if firms > 10_000:
            what = f"cost of a firm-month at {firms:,} firms beside 10,000"
            times_as_much = cost[firms] / cost[10_000]
            if firms == 1_000_000:
                yield Measured("c", what, **at_most(times_as_much, 3.5, "times"))
            else:
                yield Measured("c", what, times_as_much, "times")


def _memory(territory: Territory, firms: int) -> Iterator[Measured]:
    tables = {name: part.bytes for name, part in vars(territory).items() if isinstance(part, Table)}
    per_row = tables["firms"] / territory.firms.rows
    per_firm = tables["firms"] / firms
    others = sum(size for name, size in tables.items() if name not in ("firms", "ties"))
    yield Measured(
        "c",
        f"memory of a firm at {firms:,} firms",
        **at_most(per_firm, 600, "bytes"),
        note=f"free slots counted in; {per_row:.0f} bytes a row",
    )
    yield Measured("c", f"ties of a firm at {firms:,} firms", tables["ties"] / firms, "bytes")
    yield Measured("c", f"all other tables at {firms:,} firms", others / firms, "bytes")


def threads(quick: bool) -> Iterator[Measured]:
    """d: the same territory on one thread and on two."""
    firms, months = (50_000, 3) if quick else (200_000, 3)
    one = Territory(CONTEXT, seed=1, n_firms=firms, months=LONG, threads=1).run(1)
    two = Territory(CONTEXT, seed=1, n_firms=firms, months=LONG, threads=2).run(1)
    alone, together = [], []
    for _ in range(3):
        alone.append(wall_time(partial(live, one, months)) / months)
        together.append(wall_time(partial(live, two, months)) / months)
    same = all(
        np.array_equal(getattr(part, name), getattr(vars(two)[label], name), equal_nan=True)
        for label, part in vars(one).items()
        if isinstance(part, Table)
        for name in part.columns
        if getattr(part, name).dtype.kind != "O"
    )
    yield Measured("d", f"one thread, {firms:,} firms", 1e3 * median(alone), "ms/month (wall)")
    yield Measured("d", f"two threads, {firms:,} firms", 1e3 * median(together), "ms/month (wall)")
    yield Measured(
        "d",
        "two threads beside one",
        median(alone) / median(together),
        "times as fast",
        note=f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors",
    )
    yield Measured("d", "same bits", float(same), "yes 1, no 0", "1", same)
