"""What the model is made of, declared once: columns, parameters, submodels, metrics.

A declaration sits beside the thing it describes and feeds everything that is generated from it:
validation, the scenario schema, the ODD's tables, the labels of figures, the contract tests.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform, get_type_hints

import numpy as np
import numpy.typing as npt

import simulation.compiled  # noqa: F401  (before any loop is made)
from simulation.in_loops import numbers_of, readable

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int32]
Shorts = npt.NDArray[np.int16]
Bytes = npt.NDArray[np.int8]
Identities = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One state variable of an entity: its type, its other dimensions, unit, bounds, meaning."""

    dtype: str
    shape: tuple[str, ...]
    unit: str
    low: float
    high: float
    fill: float
    doc: str


def column(
    dtype: str,
    *,
    unit: str,
    doc: str,
    shape: tuple[str, ...] = (),
    low: float = -np.inf,
    high: float = np.inf,
    fill: float = 0,
) -> Any:
    """Declare a state variable; `shape` names dimensions beside the row, `fill` an empty row."""
    return Column(dtype, shape, unit, low, high, fill, doc)


@dataclasses.dataclass(frozen=True, slots=True)
class Parameter:
    """A number that holds for a whole run: default, unit, bounds, source, meaning."""

    default: Any
    unit: str
    low: float
    high: float
    source: str
    doc: str
    thesis: str = ""

    @property
    def is_ablation(self) -> bool:
        """Whether this is a switch that removes a mechanism behind a thesis of the text."""
        return bool(self.thesis)


def parameter(default: float, *, unit: str, low: float, high: float, source: str, doc: str) -> Any:
    """Declare a parameter; `source` is a key of references.bib, `facts 2.1`, or `assumption`."""
    declared = Parameter(default, unit, low, high, source, doc)
    return dataclasses.field(default=default, metadata={"parameter": declared})


def switch(default: bool, *, thesis: str, doc: str) -> Any:
    """Declare an ablation: a mechanism behind the named theses that a scenario can turn off."""
    declared = Parameter(default, "on or off", 0, 1, "assumption", doc, thesis)
    return dataclasses.field(default=default, metadata={"parameter": declared})


@dataclasses.dataclass(frozen=True, slots=True)
class Submodel:
    """One process of the month: a function, what it may write, whether it compiles as a whole."""

    name: str
    function: Callable[..., None]
    writes: tuple[str, ...]
    doc: str
    compiled: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Metric:
    """One observed quantity; `better` says which sign counts as a gain (0: neither)."""

    name: str
    function: Callable[..., float]
    label: str
    unit: str
    doc: str
    better: int
    every: int


@dataclasses.dataclass(frozen=True, slots=True)
class Method:
    """One way of accompanying: what a session does, at which levels it can work.

    `capability` names what a facilitator needs for it (C1-C6), `remedies` the deficit that it is
    meant for: an adaptive facilitator chooses by it.
    """

    name: str
    function: Callable[..., None]
    levels: tuple[int, ...]
    capability: str
    remedies: str
    doc: str


PARAMETERS: dict[str, type[Any]] = {}
SUBMODELS: dict[str, Submodel] = {}
METRICS: dict[str, Metric] = {}
METHODS: dict[str, Method] = {}
_DECLARED: dict[type[Any], Mapping[str, Parameter]] = {}


def only_one(known: T | None, new: T, name: str) -> None:
    """See that a name stands for one thing. Raises ValueError if another has it already.

    The same thing declared again, as when its file is loaded once more, is no other.
    """
    if known is not None and _origin(known) != _origin(new):
        raise ValueError(f"{name} is declared twice: in {_origin(known)} and in {_origin(new)}")


def _declared_in(
    registry: Mapping[str, Submodel] | Mapping[str, Metric] | Mapping[str, Method], name: str
) -> Callable[..., Any] | None:
    known = registry.get(name)
    return known.function if known is not None else None


def _origin(thing: Any) -> str:
    return f"{thing.__module__}.{thing.__qualname__}"


@dataclass_transform(frozen_default=True)
def parameters(cls: type[T]) -> type[T]:
    """Register a frozen class of parameters under its name in snake case."""
    made = dataclasses.dataclass(frozen=True)(cls)
    readable(made, dict(numbers_of(made)))
    name = snake(cls.__name__)
    only_one(PARAMETERS.get(name), made, f"the group of parameters {name}")
    PARAMETERS[name] = made
    return made


def submodel(
    *, writes: tuple[str, ...], compiled: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a process; `writes` lists the columns it may change, as `table.column`.

    `compiled` says that it may be compiled as a whole (see `compiled_rules.py`).
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        name = function.__name__
        only_one(_declared_in(SUBMODELS, name), function, f"the process {name}")
        SUBMODELS[name] = Submodel(name, function, writes, first_line(function), compiled)
        return function

    return register


def metric(
    *, label: str, unit: str, better: int = 0, every: int = 1
) -> Callable[[Callable[..., float]], Callable[..., float]]:
    """Register an observed quantity, taken every `every` months (between, the last value stays)."""

    def register(function: Callable[..., float]) -> Callable[..., float]:
        name = function.__name__
        only_one(_declared_in(METRICS, name), function, f"the metric {name}")
        METRICS[name] = Metric(name, function, label, unit, first_line(function), better, every)
        return function

    return register


def method(
    *, levels: tuple[int, ...], capability: str, remedies: str = ""
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a method of accompaniment (see `Method`)."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        name = function.__name__
        only_one(_declared_in(METHODS, name), function, f"the method {name}")
        METHODS[name] = Method(name, function, levels, capability, remedies, first_line(function))
        return function

    return register


def declared_parameters(group: type[Any]) -> Mapping[str, Parameter]:
    """Return the declarations of a parameter class, by name."""
    if group not in _DECLARED:
        fields = dataclasses.fields(group)
        _DECLARED[group] = MappingProxyType({it.name: it.metadata["parameter"] for it in fields})
    return _DECLARED[group]


@lru_cache(maxsize=1)
def discover() -> None:
    """Import every file that may declare something, so that the registries are complete."""
    for package in (
        "entities",
        "initialization",
        "accompaniment",
        "accompaniment.methods",
        "accompaniment.services",
        "submodels",
        "metrics",
    ):
        module = importlib.import_module(f"simulation.{package}")
        for found in sorted(pkgutil.iter_modules(module.__path__), key=lambda item: item.name):
            importlib.import_module(f"{module.__name__}.{found.name}")


@cache
def needed(function: Callable[..., Any]) -> Mapping[str, type[Any]]:
    """Return what a process, a metric or a tally's constructor asks for: the types it names."""
    hints = get_type_hints(function)
    return {name: hints[name] for name in inspect.signature(function).parameters if name in hints}


def first_line(thing: object) -> str:
    """Return the sentence at the head of a docstring."""
    return (inspect.getdoc(thing) or "").split("\n", 1)[0]


def snake(name: str) -> str:
    """Return a class name as scenarios write it: ExchangeKnowledge, exchange_knowledge."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
