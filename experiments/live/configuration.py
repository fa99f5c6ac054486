"""Everything a visitor can set, in one frozen value: what is computed, and how it is shown.

A configuration is a preset (a context, its programme) plus differences: only these go into an
address; the whole goes into a JSON file. `scenario` and `plan` say what it means for the model:
what concerns the territory, its threats and the assumptions holds in both worlds, the plan in one.

Raises: pydantic's ValidationError for a value out of bounds; InputError for a context, programme
or path that the model does not know.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from experiments.live.names import programme_named, territory_named
from simulation.accompaniment.programme import Programme
from simulation.clock import Clock
from simulation.read_programme import read_programme, with_initial_states
from simulation.read_scenario import overlaid, read_scenario
from simulation.scenario import Scenario

Share = Annotated[float, Field(ge=0, le=1)]
FIRST_TERRITORY = "mono_product"
FIRST_PROGRAMME = "facilitated"
LEAST_FIRMS, MOST_FIRMS = 40, 2_000
FIRMS_AT_FIRST = 120


class Configuration(BaseModel):
    """One state of the page: a territory, a threat, an accompaniment, assumptions, a view."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    territory: str = Field(default=FIRST_TERRITORY, description="Name of a context.")
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    firms: Annotated[int, Field(ge=LEAST_FIRMS, le=MOST_FIRMS)] = FIRMS_AT_FIRST
    common: Share | None = Field(
        default=None, description="How far its circles share a language; None: as the context says."
    )
    strength: Annotated[float, Field(ge=0, le=2)] = Field(
        default=1.0, description="Multiplies what the threats do; 0: they do nothing."
    )
    delay: Annotated[int, Field(ge=-60, le=60)] = Field(
        default=0, description="Months by which the threats come later (or earlier)."
    )
    programme: str = Field(default=FIRST_PROGRAMME, description="Name of a programme.")
    start: Annotated[int, Field(ge=0, le=180)] | None = Field(
        default=None, description="Month in which the programme starts; None: as it says."
    )
    leaves: Annotated[int, Field(ge=0, le=600)] | None = Field(
        default=None, description="Month of the story in which the facilitators are sent away."
    )
    against: str = Field(default="none", description="Programme of the other world.")
    own_plan: dict[str, Any] | None = Field(
        default=None, description="A programme given whole, instead of one by name."
    )
    initial: dict[str, float | bool | str] = Field(
        default={}, description="Starting states measured in the room, by path: in both worlds."
    )
    assumptions: dict[str, float] = Field(
        default={}, description="Declared parameters changed, by path: in both worlds."
    )
    language: Literal["fr", "it", "en"] = "fr"
    projector: bool = False

    @property
    def preset(self) -> Configuration:
        """What the differences are counted from: the same territory, nothing else touched."""
        return Configuration(territory=self.territory)

    def differences(self) -> dict[str, Any]:
        """Return what differs from the preset, the territory itself first."""
        plain, base = self.model_dump(), self.preset.model_dump()
        return {
            "territory": self.territory,
            **{name: value for name, value in plain.items() if value != base[name]},
        }

    def changed(self, **values: Any) -> Configuration:
        """Return the configuration with some values changed, checked anew."""
        return Configuration.model_validate({**self.model_dump(), **values})

    @property
    def computed(self) -> Configuration:
        """The part on which the numbers depend: two that agree in it have the same result."""
        return self.model_copy(update={"language": "fr", "projector": False})

    def scenario(self) -> Scenario:
        """Return the checked scenario of both worlds."""
        scenario = read_scenario(territory_named(self.territory))
        changes: dict[str, Any] = dict(self.assumptions)
        if scenario.register_file is None:
            changes["firms"] = self.firms
        if self.common is not None:
            changes["culture.common"] = self.common
        if scenario.threats and (self.strength != 1 or self.delay):
            changes["threats"] = _threats(scenario, self.strength, self.delay)
        scenario = overlaid(scenario, changes)
        given = Programme(initial=self.initial)
        return with_initial_states(with_initial_states(scenario, self._asked()), given)

    def plan(self) -> Programme:
        """Return the programme of the accompanied world: its start and its end as set here."""
        programme = self._asked()
        values = programme.model_dump()
        if self.start is not None:
            values["start"] = self.start
        if self.leaves is not None and values["facilitator"]["count"]:
            values["facilitator"]["leaves"] = max(0, self.leaves - values["start"])
        values["initial"] = {}
        same = values == programme.model_dump()
        return programme if same else read_programme(Programme.model_validate(values))

    def other_plan(self) -> Programme:
        """Return the programme of the world that it is compared with."""
        return read_programme(programme_named(self.against))

    def _asked(self) -> Programme:
        """Return the programme as it was chosen, or brought along."""
        if self.own_plan is not None:
            return read_programme(Programme.model_validate(self.own_plan))
        return read_programme(programme_named(self.programme))


def _threats(scenario: Scenario, strength: float, delay: int) -> list[dict[str, Any]]:
    """Return the calendar of threats, stronger or weaker, later or earlier."""
    clock = Clock(scenario.months, scenario.warm_up, scenario.start)
    changed = []
    for threat in scenario.threats:
        values = threat.model_dump()
        values["onset"] = max(1, threat.month_of(clock) + delay)
        for name in ("nuisance", "obsolescence"):
            values[name] = min(1.0, strength * values[name])
        for name in ("demand", "exodus"):
            values[name] = max(-1.0, strength * values[name])
        changed.append(values)
    return changed
