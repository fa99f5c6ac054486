"""Dated changes from outside, with their early signals: shocks, works, chances."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulation.clock import Clock
from simulation.scenario_values import (
    MarketName,
    Months,
    Onset,
    Part,
    Share,
    whole,
    year_and_month,
)


class Threat(Part):
    """A dated change from outside, with its early signals."""

    name: str
    onset: Onset = Field(description="Month of the story, or YYYY-MM.")
    lead: Months = Field(default=0, description="Months before, from which signals can be seen.")
    ramp: Annotated[int, Field(ge=1, le=1200), whole] = Field(
        default=1, description="Months to full size."
    )
    lasting: Months = Field(default=0, description="Months at full size; 0: for ever.")
    fade: Annotated[int, Field(ge=1, le=1200), whole] = 12
    scar: Share = Field(default=0.0, description="Share that stays after it has faded.")
    visibility: Share = Field(default=0.5, description="How clear the signals are.")
    demand: Annotated[float, Field(ge=-1, le=10)] = Field(
        default=0.0, description="Change of demand at full size, as a share."
    )
    products: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    markets: tuple[MarketName, ...] = ()
    nuisance: Share = Field(default=0.0, description="Disturbance of the surroundings.")
    influx: Share = Field(default=0.0, description="How far it brings people from elsewhere.")
    exodus: Annotated[float, Field(ge=-1, le=1)] = Field(
        default=0.0, description="Share of people of 20 to 39 driven away a year."
    )
    obsolescence: Share = Field(default=0.0, description="Shift of what is asked to digital work.")

    def month_of(self, clock: Clock) -> int:
        """Return the month of the story in which it strikes."""
        if isinstance(self.onset, int):
            return self.onset
        year, month = year_and_month(self.onset)
        return (year - clock.start.year) * 12 + month - clock.start.month
