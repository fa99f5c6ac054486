"""A plan that a search found, as a programme's file: run, compared, edited like any other."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from experiments.study.levers import with_levers
from simulation.accompaniment.programme import Programme


def plan_file(programme: Programme, plan: Mapping[str, int], head: str) -> str:
    """Return the YAML of the programme with a plan's starts and rhythms; `head` is its comment."""
    moved = with_levers(programme, dict(plan))
    told = moved.model_dump(mode="json", exclude_defaults=True)
    told.pop("name", None)
    told["actions"] = sorted(told["actions"], key=lambda action: action.get("start", 0))
    writer = YAML()
    writer.width = 100
    text = StringIO()
    writer.dump(_plain(told), text)
    comment = "".join(f"# {line}\n" for line in head.splitlines())
    return comment + text.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
