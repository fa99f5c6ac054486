"""Stop a territory in the middle of a month: process by process, as `Territory.step` lives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from simulation.model import Territory


def month_by_process(territory: Territory) -> Iterator[tuple[str, Callable[[], None]]]:
    """Hand out each process of one month, to be called by whoever looks on; then end the month."""
    territory.begin_month()
    months = zip(territory.month_of_processes, territory.processes, strict=True)
    for name, (process, arguments) in months:
        yield name, lambda process=process, arguments=arguments: process(*arguments)  # type: ignore[misc]
    territory.clock.advance()


def just_before(territory: Territory, name: str) -> Callable[[], None]:
    """Live the processes of the month that come before this one; return it, ready to be called."""
    for here, process in month_by_process(territory):
        if here == name:
            return process
        process()
    raise AssertionError(f"{name} is no process of this territory")


def group(territory: Territory, name: str) -> Any:
    """Return the values of a group of parameters: `trade`, `activity`."""
    return next(
        values
        for declared, values in territory._parameters.items()
        if declared.__name__.lower() == name.replace("_", "")
    )
