"""The register and the relations that a scenario names, read once for the check and the run.

Raises: InputError with file and line.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from simulation.register.firms import Register, read_register
from simulation.register.relations import Relations, read_relations
from simulation.scenario import Scenario

Pairs = tuple[tuple[str, str | None], ...]


def register_of(scenario: Scenario) -> Register | None:
    """Return the firms of the scenario's register, or None if it names none."""
    named = scenario.register_file
    if named is None:
        return None
    columns = tuple((ours, theirs) for ours, theirs in named.columns.items())
    start = scenario.start.year * 12 + scenario.start.month - 1
    return _register(
        named.file,
        _stamp(named.file),
        named.layout,
        columns,
        tuple(named.products.items()),
        tuple(scenario.economy.products),
        start,
    )


def relations_of(scenario: Scenario, register: Register) -> Relations | None:
    """Return the ties of the scenario's file of relations, or None if it names none."""
    named = scenario.relations_file
    if named is None:
        return None
    return read_relations(Path(named.file), dict(named.columns), register, scenario.most_ties)


@lru_cache(maxsize=2)
def _register(
    file: str,
    stamp: tuple[int, int],  # noqa: ARG001  (a file written again is another)
    layout: str,
    columns: tuple[tuple[str, str], ...],
    products: Pairs,
    names: tuple[str, ...],
    start: int,
) -> Register:
    return read_register(Path(file), layout, dict(columns), dict(products), names, start)


def _stamp(file: str) -> tuple[int, int]:
    """Return what changes when a file is written again."""
    try:
        found = Path(file).stat()
    except (OSError, ValueError):
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
