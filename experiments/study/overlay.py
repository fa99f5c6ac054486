"""Lay many values over a checked scenario, fast: what a sweep does thousands of times.

What is wrong with a value is explained by the slow, thorough way of `read_scenario.overlaid`.

Raises: InputError with the path of the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from simulation.consistency import problems
from simulation.declarations import PARAMETERS
from simulation.read_scenario import overlaid
from simulation.scenario import Scenario, scenario_model


def laid_over(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return the checked scenario with values laid over it, the same as `overlaid` returns."""
    if not values:
        return scenario
    plain = all(isinstance(value, str | int | float | bool) for value in values.values())
    if scenario.register_file is not None or not plain:
        return overlaid(scenario, values)
    told = scenario.model_dump()
    if not all(_put(told, path, value) for path, value in values.items()):
        return overlaid(scenario, values)
    try:
        made = scenario_model().model_validate(told)
    except ValidationError:
        return overlaid(scenario, values)
    if any(True for _ in problems(made)):
        return overlaid(scenario, values)
    return made


def _put(told: dict[str, Any], path: str, value: Any) -> bool:
    """Put a value where one stands already; False where the path is not that simple.

    A group of parameters may be named like a part of the scenario (`relations`): what the part does
    not have is looked for in the group.
    """
    head, *_ = way = path.split(".")
    return _put_at(told, way, value) or (
        head in PARAMETERS and _put_at(told, ["parameters", *way], value)
    )


def _put_at(told: dict[str, Any], path: list[str], value: Any) -> bool:
    *way, last = path
    here: Any = told
    for part in way:
        here = here.get(part) if isinstance(here, dict) else None
    if not isinstance(here, dict) or last not in here or isinstance(here[last], dict):
        return False
    here[last] = value
    return True
