"""A name stands for one thing: who takes one that is taken is told, instead of replacing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simulation.accompaniment.serving import SERVICES, service
from simulation.declarations import (
    METHODS,
    METRICS,
    PARAMETERS,
    SUBMODELS,
    discover,
    method,
    metric,
    parameters,
    submodel,
)
from simulation.entities.bodies import BodyKind

discover()

Registry = dict[Any, Any]
TAKEN: dict[str, tuple[Registry, Any, Callable[[Any], Any]]] = {
    "the process trade": (SUBMODELS, "trade", submodel(writes=())),
    "the metric jobs": (METRICS, "jobs", metric(label="Jobs", unit="jobs")),
    "the method mentoring": (METHODS, "mentoring", method(levels=(1,), capability="C1")),
    "the group of parameters trade": (PARAMETERS, "trade", parameters),
    "the service of the kind chamber": (SERVICES, BodyKind.CHAMBER, service(BodyKind.CHAMBER)),
}


def declared_at(registry: Registry, key: Any) -> Any:
    """The function or class behind an entry."""
    return getattr(registry[key], "function", registry[key])


def something(name: str, module: str, qualname: str) -> Any:
    """A class that stands for a function or for parameters: both are called and have a name."""
    return type(name, (), {"__module__": module, "__qualname__": qualname, "__doc__": "Do it."})


@pytest.mark.parametrize("told", TAKEN)
def test_a_name_that_is_taken_is_refused(told: str) -> None:
    registry, key, declare = TAKEN[told]
    before = dict(registry)
    known = declared_at(registry, key)
    theirs = something(known.__name__, "a_plug_in", known.__qualname__)
    with pytest.raises(ValueError, match=rf"^{told} is declared twice: in simulation\..* in a_plu"):
        declare(theirs)
    assert registry == before


@pytest.mark.parametrize("told", TAKEN)
def test_a_file_loaded_again_declares_the_same_again(told: str) -> None:
    registry, key, declare = TAKEN[told]
    before = dict(registry)
    known = declared_at(registry, key)
    again = something(known.__name__, known.__module__, known.__qualname__)
    try:
        declare(again)
        assert list(registry) == list(before)
        assert declared_at(registry, key) is again
    finally:
        registry.update(before)
