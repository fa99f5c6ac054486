"""One measured number beside its target; thread CPU time and wall time; the table of all numbers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console
from rich.table import Table as Grid

CONTEXT = "baseline"
LONG = 2000


class Living(Protocol):
    """Any model that lives month by month."""

    def step(self) -> None:
        """Live one month."""


@dataclass
class Measured:
    """One number, and what it should be."""

    part: str
    what: str
    value: float
    unit: str
    target: str = ""
    reached: bool | None = None
    note: str = ""


def at_least(value: float, goal: float, unit: str) -> dict[str, object]:
    """Return the target of a number that should be large."""
    return {"value": value, "unit": unit, "target": f">= {goal:g} {unit}", "reached": value >= goal}


def at_most(value: float, goal: float, unit: str) -> dict[str, object]:
    """Return the target of a number that should be small."""
    return {"value": value, "unit": unit, "target": f"<= {goal:g} {unit}", "reached": value <= goal}


def cpu_time(work: Callable[[], object]) -> float:
    """Return the seconds of this thread's CPU that some work takes."""
    begins = time.thread_time()
    work()
    return time.thread_time() - begins


def wall_time(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes on the clock."""
    begins = time.perf_counter()
    work()
    return time.perf_counter() - begins


def live(model: Living, months: int) -> None:
    """Live so many months."""
    for _ in range(months):
        model.step()


def show(results: list[Measured], console: Console) -> None:
    """Print the numbers beside their targets."""
    grid = Grid(title="tessuto: speed and size", title_justify="left")
    for heading in ("", "measured", "value", "unit", "target", "", "remark"):
        grid.add_column(heading, justify="right" if heading == "value" else "left")
    part = ""
    for line in results:
        if part and line.part != part:
            grid.add_section()
        first, part = line.part if line.part != part else "", line.part
        mark = {None: "", True: "[green]reached[/]", False: "[red]missed[/]"}[line.reached]
        grid.add_row(first, line.what, f"{line.value:,.3g}" if line.value < 1000 else
                     f"{line.value:,.0f}", line.unit, line.target, mark, line.note)  # fmt: skip
    console.print(grid)
