"""Find a scenario, follow `extends`, lay overrides over it, check it, freeze it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from simulation.declarations import PARAMETERS
from simulation.errors import InputError
from simulation.places import scenarios_folder
from simulation.scenario import Scenario, scenario_model


def read_scenario(name: str | Path, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """Return the frozen scenario of a context's name or file, with dotted overrides laid over."""
    data = _load(str(name))
    data.setdefault("name", Path(str(name)).stem)
    return _checked(data, overrides or {})


def overlaid(scenario: Scenario, overrides: Mapping[str, Any]) -> Scenario:
    """Return a checked scenario with dotted overrides laid over it."""
    return _checked(scenario.model_dump(), overrides)


def _checked(data: dict[str, Any], overrides: Mapping[str, Any]) -> Scenario:
    model = scenario_model()
    for path, value in overrides.items():
        place = data
        *parts, last = path.split(".")
        if parts and parts[0] in PARAMETERS:
            parts = ["parameters", *parts]
        for part in parts:
            place = place.setdefault(part, {})
        if isinstance(value, Mapping):
            value = _merge(place.get(last), value)
        place[last] = value
    return model.model_validate(data)


def _load(name: str) -> dict[str, Any]:
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = scenarios_folder() / "contexts" / f"{name}.yaml"
    if not path.exists():
        raise InputError(f"no context is called {name!r}")
    data = YAML(typ="safe").load(path)
    base = data.pop("extends", None)
    return _merge(_load(base), data) if base else data


def _merge(base: Any, change: Any) -> Any:
    if isinstance(base, dict) and isinstance(change, dict):
        return {**base, **{key: _merge(base.get(key), value) for key, value in change.items()}}
    return change
