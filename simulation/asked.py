"""What a territory is asked to be: a seed, a scenario, and what is to differ from it.

Raises: InputError for what is no seed, and for a scenario that cannot be run.
"""

from __future__ import annotations

import operator
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulation.errors import InputError
from simulation.read_scenario import overlaid, read_scenario
from simulation.scenario import Scenario


def checked_seed(seed: Any) -> int:
    """Return a usable seed, a fresh one for None; a page may hand over a text."""
    if seed is None:
        return secrets.randbits(31)
    try:
        number = operator.index(int(seed) if isinstance(seed, str) else seed)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number < 2**63:
        raise InputError(f"{seed!r} is no seed; expected a whole number from 0", place="seed")
    return number


def as_asked(
    scenario: str | Path | Scenario,
    n_firms: int | None,
    months: int | None,
    chosen: Mapping[str, Any],
) -> Scenario:
    """Return the checked scenario with the arguments laid over it."""
    changes = {**chosen}
    if n_firms is not None:
        changes["firms"] = n_firms
    if months is not None:
        changes["months"] = months
    if isinstance(scenario, Scenario):
        return overlaid(scenario, changes) if changes else scenario
    return read_scenario(scenario, changes)


def paths_of(overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments such as `meet__frequency` as paths of a scenario."""
    return {name.replace("__", "."): value for name, value in overrides.items()}
