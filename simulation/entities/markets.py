"""Market segments (product x market): what they ask, what they spend, who competes elsewhere.

Shapes: P products, T technologies, M markets, K skills.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numba import njit

from simulation.declarations import Floats, Integers, column
from simulation.in_loops import array_of
from simulation.table import Table

RESIDENTS, VISITORS, NATIONAL, EXPORT = range(4)
MARKETS = ("residents", "visitors", "national", "export")
TECHNOLOGIES = ("manual", "mechanised", "digital")
SKILLS = (
    "craft",
    "technical",
    "digital",
    "commercial",
    "organising",
    "hospitality",
    "environment",
    "cooperation",
)


LISTED = 0.05
"""How widely an opening for new firms must be known to count as listed (S85)."""


@njit(cache=True, inline="always")
def reach(market: int, formality: float, contacts: float, without_contacts: float) -> float:
    """Return the share of a market's customers whom a firm of these contacts can sell to.

    Distant customers ask for declared work and for contacts (S36, S98).
    """
    if market < NATIONAL:
        return 1.0
    return formality * (without_contacts + (1.0 - without_contacts) * contacts)


class Markets(Table):
    """Market segments, one row per product."""

    demand: Floats = column("float64", shape=("market",), unit="month's wages", low=0, doc="What customers spend this month, here and elsewhere.")
    usual: Floats = column("float64", shape=("market",), unit="month's wages", low=0, doc="What they would spend without shocks, at the incomes of the start.")
    outside: Floats = column("float64", shape=("market",), unit="weight", low=0, doc="Pull of competitors outside the territory.")
    coming: Floats = column("float64", shape=("market",), unit="log points", doc="Change of demand that the signals of this month announce.")
    local: Floats = column("float64", shape=("market",), unit="weight", low=0, doc="Pull of all local firms together.")
    supply: Floats = column("float64", unit="share", low=0, high=1, fill=1, doc="How far the local chain of trades still delivers what the product needs (S28).")
    workers: Floats = column("float64", unit="persons", low=0, doc="People at work on the product here.")
    workers_at_start: Floats = column("float64", unit="persons", low=0, doc="The same when the run began.")
    tradition: Floats = column("float64", unit="level", low=0, high=1, doc="Best craft skill of a living holder: what can be taught here (S31).")
    holders: Integers = column("int32", unit="firms", low=0, doc="Firms that master the craft of the product.")
    listed: Floats = column("float64", shape=("market",), unit="share", low=0, high=1, doc="How widely it is known that there is room for new firms here (S85).")
    family: Integers = column("int32", unit="index", low=0, doc="Trade to which the product belongs.")

    beside = MappingProxyType({
        "need": array_of("float64", 4), "need_at_start": array_of("float64", 4),
        "digital_need": array_of("float64", 1), "related": array_of("int32", 2),
        "jargon": array_of("float64", 2), "frontier": array_of("float64", 1),
        "chain": array_of("float64", 2),
    })

    def __init__(self, rows: int, dimensions: Mapping[str, int]) -> None:
        """Make the segments; `need` and `related` are laid by the initialization."""
        super().__init__(rows, dimensions)
        technologies, markets = dimensions["technology"], dimensions["market"]
        self.need: Floats = np.zeros((rows, technologies, markets, dimensions["skill"]))
        self.need_at_start: Floats = self.need.copy()
        self.digital_need: Floats = np.zeros(dimensions["skill"])
        self.related: Integers = np.zeros((rows, rows - 1), dtype=np.int32)
        self.jargon: Floats = np.zeros((rows, dimensions["value"]))
        self.frontier: Floats = np.zeros(dimensions["skill"])
        self.chain: Floats = np.zeros((rows, rows))
        self.names: tuple[str, ...] = ()
        self.families: tuple[str, ...] = ()
