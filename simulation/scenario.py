"""A scenario as it is run: checked, complete, frozen. Everything a run depends on but the seed.

Reading files, `extends` and overrides is in `read_scenario.py`, what must hold between values in
`consistency.py`; this file says what may stand in a scenario, with units and bounds, and is the
source of the JSON schema.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from simulation.declarations import PARAMETERS, declared_parameters, discover
from simulation.scenario_economy import Economy
from simulation.scenario_threats import Threat
from simulation.scenario_values import (
    AgeGroup,
    Date,
    Months,
    Part,
    Share,
    Skill,
    SkillWeights,
    Technology,
    Text,
    whole,
)

__all__ = ["Economy", "Scenario", "parameter_values", "scenario_model", "scenario_schema"]


class Trait(Part):
    """A trait of owners, a share: mean and spread (standard deviation) at the start."""

    mean: Share
    spread: Share = 0.0


class Age(Part):
    """Age of owners in years: mean and spread (standard deviation) at the start."""

    mean: Annotated[float, Field(ge=18, le=100)]
    spread: Annotated[float, Field(ge=0, le=50)] = 0.0


class Owners(Part):
    """Owners and firms at the start."""

    age: Age = Age(mean=47, spread=11)
    openness: Trait = Trait(mean=0.5, spread=0.15)
    life_project: Trait = Trait(mean=0.4, spread=0.15)
    internal_dialogue: Trait = Trait(mean=0.55, spread=0.15)
    formality: Trait = Trait(mean=0.9, spread=0.08)
    confidence: Trait = Trait(mean=0.5, spread=0.12)
    outside: Trait = Trait(mean=0.15, spread=0.12)
    habits: Trait = Trait(mean=0.35, spread=0.15)
    collaborators: Annotated[float, Field(ge=0, le=9)] = Field(
        default=1.6, description="Mean number of people beside the owner."
    )


class Skills(Part):
    """Skills at the start, as levels between 0 and 1."""

    level: Share = 0.45
    own_trade: Share = Field(default=0.12, description="Advantage in what the trade asks most.")
    spread: Share = 0.1
    by_skill: dict[Skill, Annotated[float, Field(ge=-1, le=1)]] = {}


class Culture(Part):
    """Language and principles at the start."""

    groups: Annotated[int, Field(ge=1, le=1000), whole] = Field(
        default=6, description="Circles of firms that have a way of speaking of their own."
    )
    common: Share = Field(default=0.6, description="How much the circles share; 1: one community.")
    spread: Share = Field(default=0.08, description="Differences inside a circle.")
    trades: Share = Field(
        default=0.6, description="How far the trades' ways of speaking lie apart."
    )
    interests: Share = Field(
        default=0.7, description="How far what trades want for the territory lies apart (S76)."
    )


class Relations(Part):
    """Ties at the start."""

    ties: Annotated[float, Field(ge=0, le=20)] = Field(default=4, description="Ties a firm has.")
    near: Share = Field(default=0.4, description="Share made with neighbours.")
    same_trade: Share = Field(default=0.3, description="Share made in the same trade.")
    through_partners: Share = Field(default=0.2, description="Share made through partners.")
    trust: Share = 0.35
    trust_spread: Share = 0.25
    history: Months = Field(default=48, description="Most months of exchange behind a tie.")


class Community(Part):
    """People and surroundings at the start."""

    residents_per_firm: Annotated[float, Field(gt=0, le=1000)] = 14
    ages: dict[AgeGroup, Share] = {
        "0-19": 0.18,
        "20-39": 0.22,
        "40-64": 0.37,
        "65+": 0.23,
    }
    unemployed: Share = 0.06
    environment: Share = 0.7
    heritage: Share = 0.5
    routines: dict[str, dict[Technology, Annotated[int, Field(ge=0, le=3)]]] = Field(
        default={}, description="Rung of routines of long standing: norm 1, tradition 2, rule 3."
    )


class Body(Part):
    """A body that serves firms (S55, S62)."""

    kind: Literal[
        "chamber",
        "public_authority",
        "social_partner",
        "trainer",
        "research_institute",
        "development_agency",
        "consultancy",
    ]
    scale: Literal["local", "regional", "national"] = "local"
    hours: Annotated[float, Field(ge=0, le=1000)] = Field(
        default=0.1, description="Hours a month it has for each firm of the start."
    )
    mission: SkillWeights = Field(
        default={"organising": 1}, description="Needs that its mission covers, by weight."
    )
    legitimacy: Share = Field(default=0.4, description="How far firms accept it, on average.")
    pledged: Share = Field(default=0.3, description="Share of its hours promised to programmes.")
    engagement: Share = Field(default=0.5, description="How far it keeps its promises.")


class ScheduleChange(Part):
    """Changes to the order of the month."""

    without: tuple[str, ...] = ()
    insert: dict[str, str] = Field(default={}, description="New process: the one it follows.")
    replace: dict[str, str] = Field(default={}, description="Process: the one in its place.")


class RegisterFile(Part):
    """A register of firms in CSV."""

    file: str
    layout: Literal["simple", "sirene"] = "simple"
    columns: dict[str, str] = Field(default={}, description="Our name: theirs.")
    products: dict[str, str | None] = Field(
        default={},
        description="Activity code or its beginning: product, or nothing to leave such firms out.",
    )


class RelationsFile(Part):
    """Relations between registered firms in CSV."""

    file: str
    columns: dict[str, str] = {}


class Scenario(Part):
    """Everything a run depends on, but the seed."""

    name: str = ""
    title: Text = ""
    description: Text = ""
    start: Date = Field(default=datetime.date(2000, 1, 1), description="Date of month 0.")
    months: Annotated[int, Field(ge=1, le=6000), whole] = 240
    warm_up: Months = 60
    firms: Annotated[int, Field(ge=1, le=2_000_000), whole] = 300
    slots: Annotated[float, Field(ge=1, le=5)] = Field(
        default=1.33, description="Rows of the table per firm of the start: room for new firms."
    )
    most_ties: Annotated[int, Field(ge=4, le=64), whole] = Field(
        default=16, description="Ties that a firm can keep up at most."
    )
    economy: Economy
    owners: Owners = Owners()
    skills: Skills = Skills()
    culture: Culture = Culture()
    relations: Relations = Relations()
    community: Community = Community()
    bodies: dict[str, Body] = Field(default={}, description="Bodies that serve firms, by name.")
    without_bodies: tuple[str, ...] = Field(
        default=(), description="Bodies left out, by name or by kind; all others stay as they are."
    )
    threats: tuple[Threat, ...] = ()
    parameters: Any = None
    ablate: tuple[str, ...] = Field(default=(), description="Switches turned off.")
    schedule: ScheduleChange = ScheduleChange()
    register_file: RegisterFile | None = None
    relations_file: RelationsFile | None = None
    sources: dict[str, str] = Field(default={}, description="Where numbers come from, by path.")

    @property
    def seated_bodies(self) -> dict[str, tuple[int, Body]]:
        """The bodies that are there, by name: their place in the list and what they are."""
        return {
            name: (place, body)
            for place, (name, body) in enumerate(self.bodies.items())
            if name not in self.without_bodies and body.kind not in self.without_bodies
        }

    def __bool__(self) -> bool:
        """Say no: Mesa 3.5's page puts an empty scenario of its own for any that counts as true."""
        return False

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as plain values: the complete class is made at run time."""
        return _arrived, (self.model_dump(),)


def _arrived(values: dict[str, Any]) -> Scenario:
    return scenario_model().model_validate(values)


@lru_cache(maxsize=1)
def scenario_model() -> type[Scenario]:
    """Return the scenario class with every declared parameter as a typed, bounded field."""
    discover()
    groups: dict[str, Any] = {}
    for group, declaring in sorted(PARAMETERS.items()):
        fields: dict[str, Any] = {}
        for name, declared in declared_parameters(declaring).items():
            kind = bool if declared.is_ablation else float
            bounds: dict[str, Any] = {}
            if not declared.is_ablation:
                bounds = {"ge": declared.low, "le": declared.high}
            fields[name] = (
                kind,
                Field(
                    default=declared.default,
                    description=declared.doc,
                    json_schema_extra={"unit": declared.unit, "source": declared.source},
                    **bounds,
                ),
            )
        made = create_model(declaring.__name__, __base__=Part, **fields)
        groups[group] = (made, made())
    all_parameters = create_model("Parameters", __base__=Part, **groups)
    return create_model(
        "CompleteScenario", __base__=Scenario, parameters=(all_parameters, all_parameters())
    )


def part_defaults() -> dict[str, Any]:
    """Return what stands in the parts of a scenario if nothing is said: files merge with it."""
    parts = (Owners, Skills, Culture, Relations, Community)
    return {part.__name__.lower(): part().model_dump() for part in parts}


def parameter_values(scenario: Scenario) -> dict[type[Any], Any]:
    """Return every parameter class with the scenario's values, the ablated switches off."""
    values: dict[type[Any], Any] = {}
    off = frozenset(scenario.ablate)
    for group, declaring in PARAMETERS.items():
        given = dict(vars(getattr(scenario.parameters, group)))
        for name, declared in declared_parameters(declaring).items():
            if declared.is_ablation and not off.isdisjoint((name, f"{group}.{name}")):
                given[name] = False
        values[declaring] = declaring(**given)
    return values


def scenario_schema() -> dict[str, Any]:
    """Return the JSON schema of scenario files, for editors: what `extends` gives may be absent."""
    schema = scenario_model().model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        part.pop("required", None)
    schema["title"] = "A tessuto scenario"
    schema["properties"] = {
        "extends": {
            "type": "string",
            "description": "Name of a context, or a file beside this one, that this one changes.",
        },
        **schema["properties"],
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
