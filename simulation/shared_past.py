"""The months before a programme starts belong to every programme that could start then.

Nothing in a territory depends on a programme that has not begun, so a territory may take up another
one, with the same draws, and be to the bit what it would have been. Arms of a comparison need not
live their common past once each: it is remembered, and each goes on from it.

Raises: InputError where the past would have been another one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulation.accompaniment.programme import Programme
from simulation.declarations import METRICS
from simulation.errors import InputError
from simulation.language import translate
from simulation.remembered import Remembered
from simulation.scenario import Scenario

if TYPE_CHECKING:
    from simulation.model import Territory


class Past:
    """Where a territory stood: it can go back there, and on from there another way."""

    def __init__(self, territory: Territory) -> None:
        """Remember where a territory stands now; it may live on."""
        self.territory = territory
        self.month = territory.clock.month
        self._then = Remembered(territory)

    def bring_back(self) -> Territory:
        """Return the territory, as it was then; agents made before are no longer its own."""
        self.territory.remove_all_agents()
        self._then.bring_back()
        self.territory.remove_all_agents()
        return self.territory

    def under(self, programme: str | Path | Programme) -> Territory:
        """Return the territory, as it was then, under another programme (see `take_up`)."""
        territory = self.bring_back()
        take_up(territory, programme)
        return territory


def take_up(territory: Territory, programme: str | Path | Programme) -> None:
    """Have a territory follow another programme, as if it had been this one from the beginning."""
    plan, scenario = territory.suited(programme)
    why = _would_differ(territory, plan, scenario)
    if why:
        raise InputError(why, place=plan.name or "programme")
    territory.programme = plan
    territory.facilitators.hire(plan.facilitator.count)
    territory.steering.take_up(plan)
    territory.remove_all_agents()


def _would_differ(territory: Territory, plan: Programme, scenario: Scenario) -> str:
    """Say why the past would have been another one under this programme; empty where it is one."""
    month = territory.clock.month
    if territory.steering.begins_before(month):
        return translate("the programme that is followed here has begun")
    if plan.actions and plan.start < month:
        return translate(
            "it starts in month {start}, and month {month} is about to be lived",
            start=plan.start, month=month,
        )  # fmt: skip
    if plan.actions and not territory.programme.actions:
        return translate(
            "who met whom was not followed here: only a past under a programme with actions serves "
            "another that has some"
        )
    if scenario is not territory.scenario and scenario != territory.scenario:
        return translate("its starting states are not those that this territory began with")
    missing = sorted((plan.observed & METRICS.keys()) - territory.observations.observed)
    if missing:
        return translate("its gates ask for what is not observed here: {names}",
                         names=", ".join(missing))  # fmt: skip
    return ""
