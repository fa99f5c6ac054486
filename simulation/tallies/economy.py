"""Firms, people at work, sales, comings and goings: one pass over the firms.

A birth is a firm founded this month; a death, a firm that lived last month and is gone or has left
its row to another. So firms now = firms before + births - deaths, whatever the log keeps.

Shapes: F firms, P products. Units: persons, month's wages, years.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Flags, Floats, Integers, Shorts
from simulation.entities.firms import Firms, Stage
from simulation.entities.markets import MARKETS, TECHNOLOGIES, Markets
from simulation.tally import Tally

YEAR = 12


class EconomyTally(Tally):
    """What the firms' rows add up to, and what has changed in them since last month."""

    def __init__(self, firms: Firms, markets: Markets, clock: Clock) -> None:
        """Keep who lives and what they do, to see next month who is new and what changed."""
        self._table, self._clock = firms, clock
        self._lived: Flags = firms.alive.copy()
        self.activity: Integers = _activity(firms.product, firms.technology, firms.market)
        self.jobs_by_product: Floats = np.zeros(markets.rows)
        self.sales_by_product: Floats = np.zeros(markets.rows)
        self.firms = self.jobs = self.sales = 0.0
        self.births = self.deaths = self.transmissions = self.conversions = 0.0
        self.owner_age = self.formality = self.undeclared = self.in_networks = 0.0
        self.born_in_year = self.died_in_year = self._firm_months = 0.0
        self._year: deque[tuple[float, float, float]] = deque()

    def take(self) -> None:
        """Count the firms of this month."""
        firms = self._table
        (
            self.firms,
            self.jobs,
            self.sales,
            self.births,
            self.deaths,
            self.transmissions,
            self.conversions,
            self.owner_age,
            self.formality,
            self.undeclared,
            self.in_networks,
        ) = _count(
            firms,
            self._clock.month,
            self._lived,
            self.activity,
            self.jobs_by_product,
            self.sales_by_product,
        )
        self._year.append((self.births, self.deaths, self.firms))
        gone = self._year.popleft() if len(self._year) > YEAR else (0.0, 0.0, 0.0)
        self.born_in_year += self.births - gone[0]
        self.died_in_year += self.deaths - gone[1]
        self._firm_months += self.firms - gone[2]

    def yearly(self, count: float) -> float:
        """Return what was counted in the last twelve months as a rate per firm and year."""
        return YEAR * count / self._firm_months if self._firm_months else np.nan


def _activity(product: Shorts, technology: Shorts, market: Shorts) -> Integers:
    code = product.astype(np.int32) * len(TECHNOLOGIES) + technology
    return np.asarray(code * len(MARKETS) + market, dtype=np.int32)


N_TECHNOLOGIES, N_MARKETS = len(TECHNOLOGIES), len(MARKETS)


@njit(cache=True)
def _count(
    firms: Firms,
    month: int,
    lived: Flags,
    did: Integers,
    jobs_by_product: Floats,
    sales_by_product: Floats,
) -> tuple[float, ...]:
    living, births, deaths, transmissions, conversions, networked = 0, 0, 0, 0, 0, 0
    jobs, sales, declared, years, declaring = 0.0, 0.0, 0.0, 0.0, 0.0
    jobs_by_product[:] = 0.0
    sales_by_product[:] = 0.0
    for i in range(firms.rows):
        if not firms.alive[i]:
            deaths += lived[i]
            lived[i] = False
            continue
        p = firms.product[i]
        doing = (np.int32(p) * N_TECHNOLOGIES + firms.technology[i]) * N_MARKETS + firms.market[i]
        if firms.founded[i] == month:
            births += 1
            deaths += lived[i]
        elif doing != did[i]:
            conversions += 1
        elif firms.stage[i] == Stage.TRANSMISSION and firms.stage_since[i] == month:
            # A conversion soon after a hand-over moves `stage_since` too: it is no hand-over.
            transmissions += 1
        lived[i] = True
        did[i] = doing
        living += 1
        networked += firms.network[i] >= 0
        at_work = 1.0 + firms.collaborators[i]
        jobs += at_work
        sales += firms.revenue[i]
        declared += firms.revenue[i] * firms.formality[i]
        declaring += firms.formality[i]
        years += firms.age[i]
        jobs_by_product[p] += at_work
        sales_by_product[p] += firms.revenue[i]
    n = max(1, living)
    return (
        float(living),
        jobs,
        sales,
        float(births),
        float(deaths),
        float(transmissions),
        float(conversions),
        years / n,
        declaring / n,
        1.0 - declared / sales if sales > 0.0 else 0.0,
        networked / n,
    )
