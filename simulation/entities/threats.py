"""The calendar of threats: dated changes from outside, each with its early signals.

A threat changes demand, people or surroundings for a time; its signals may precede it by months.
Shapes: one row per threat; `effect` is (threat, product, market), in log points of demand.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from simulation.declarations import Floats, Integers, column
from simulation.in_loops import array_of
from simulation.table import Table


class Threats(Table):
    """Dated threats."""

    onset: Integers = column("int32", unit="month", doc="Month in which it strikes.")
    lead: Integers = column("int32", unit="months", low=0, doc="Months before, from which signals can be seen.")
    ramp: Integers = column("int32", unit="months", low=1, fill=1, doc="Months until it has its full size.")
    lasting: Integers = column("int32", unit="months", low=0, doc="Months at full size; 0: for ever.")
    fade: Integers = column("int32", unit="months", low=1, fill=1, doc="Months in which it goes away, if it does.")
    scar: Floats = column("float64", unit="share", low=0, high=1, doc="Share of the effect that stays for ever.")
    visibility: Floats = column("float64", unit="share", low=0, high=1, doc="How clear its signals are.")
    nuisance: Floats = column("float64", unit="share", low=0, high=1, doc="Disturbance of the surroundings at full size.")
    influx: Floats = column("float64", unit="share", low=0, high=1, doc="How far it brings people from elsewhere at full size.")
    exodus: Floats = column("float64", unit="share per year", low=-1, high=1, doc="Young people it drives away at full size.")
    obsolescence: Floats = column("float64", shape=("product",), unit="share", low=0, high=1, doc="How far it moves what each product asks towards digital work (S21).")

    beside = MappingProxyType({"effect": array_of("float64", 3)})

    def __init__(self, rows: int, dimensions: Mapping[str, int]) -> None:
        """Make room for the threats of a scenario; effects are laid by the initialization."""
        super().__init__(rows, dimensions)
        self.effect: Floats = np.zeros((rows, dimensions["product"], dimensions["market"]))
        self.names: tuple[str, ...] = ()
