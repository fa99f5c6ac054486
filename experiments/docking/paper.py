"""A published rule as it is docked: its settings, what is swept, how it lives, what it aims at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from experiments.docking.targets import Target
from simulation.declarations import Integers
from simulation.errors import InputError
from simulation.language import translate

Sweep = Mapping[str, Any]
"""Settings, each with a value or several; every combination is lived."""

Live = Callable[[Any, "Integers | None", np.uint64], Iterable[Mapping[str, float]]]
"""One run: settings, a network in place of the paper's own (or None), the key of all its draws."""


def nothing_more(asked: Any, graph_given: bool) -> None:
    """Accept all settings that are within their bounds."""


@dataclass(frozen=True)
class Picture:
    """The paper's figure: outcomes, a panel each, along `x`; a curve per value of `lines`.

    `root`: the axis is stretched at its lower end, where much happens.
    """

    x: str
    panels: tuple[str, ...]
    lines: str = ""
    root: bool = False


@dataclass(frozen=True)
class Paper:
    """What a docking file declares.

    `sweeps`: the paper's own first, then the conditions under which its finding should change.
    `runs`: how many at each size. `with_graph`: what changes in the sweep when a network is given.
    `outcomes`: what is measured, in words. `check`: settings that do not go together.
    """

    name: str
    title: str
    settings: type[Any]
    live: Live
    sweeps: tuple[Sweep, ...]
    runs: Mapping[str, int]
    targets: tuple[Target, ...]
    outcomes: Mapping[str, str]
    picture: Picture
    with_graph: Sweep = field(default_factory=dict)
    check: Callable[[Any, bool], None] = nothing_more


def ring_is_possible(neighbours: int, n: int, place: str) -> None:
    """Raise InputError unless n agents on a ring can have so many neighbours each."""
    if neighbours % 2:
        said = translate("{value} was given; an even number was expected: as many on each side",
                         value=neighbours)  # fmt: skip
        raise InputError(said, place=place)
    if neighbours >= n:
        said = translate("{value} was given; of {n} agents each has {others} others at most",
                         value=neighbours, n=n, others=n - 1)  # fmt: skip
        raise InputError(said, place=place)
