"""A study as a file says it: contexts x programmes x uncertainties x levers x replications.

Reading files is in `read_study.py`, what values a factor takes in `factors.py`; this file says what
may stand in a study, and is the source of its JSON schema.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

Text = str | dict[str, str]
_SPOKEN = {"type": "object", "additionalProperties": {"type": "string"}}
Title = Annotated[Any, WithJsonSchema({"anyOf": [{"type": "string"}, _SPOKEN]})]
Count = Annotated[int, Field(ge=1, le=10_000_000)]
Number = Annotated[float, BeforeValidator(lambda v: float(v) if type(v) is int else v)]
Bounds = Annotated[tuple[Number, Number], Field(min_length=2, max_length=2)]


class Part(BaseModel):
    """A part of a study: no unknown keys, no guessing of types, no change after checking."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


class Normal(Part):
    """A normal distribution, cut off at both ends."""

    mean: Number
    sd: Annotated[float, Field(gt=0)]
    low: Number
    high: Number


class Factor(Part):
    """What one thing varies over: one kind of range or distribution, or a list of choices."""

    uniform: Bounds | None = Field(default=None, description="From, to: all alike.")
    log_uniform: Bounds | None = Field(default=None, description="From, to: orders of size alike.")
    integers: Bounds | None = Field(default=None, description="From, to: whole numbers.")
    normal: Normal | None = Field(default=None, description="Mean and sd, cut at low and high.")
    choices: tuple[Any, ...] | dict[str, Any] | None = Field(
        default=None, description="A list of values, or names with the value that each stands for."
    )
    titles: dict[str, Title] | None = Field(
        default=None,
        description="What reports call the choices, by their names, or by the values of a list.",
    )
    around: Annotated[float, Field(gt=0, le=1)] | None = Field(
        default=None,
        description="A parameter's declared value give or take this share of it, all alike.",
    )
    levels: Annotated[int, Field(ge=2, le=1000)] | None = Field(
        default=None, description="How many values of a range a full factorial design takes."
    )

    @property
    def kind(self) -> str:
        """Which kind of factor this is; empty where none or several are said."""
        said = [name for name in KINDS if getattr(self, name) is not None]
        return said[0] if len(said) == 1 else ""


KINDS = ("uniform", "log_uniform", "integers", "normal", "around", "choices")


class Context(Part):
    """A context of the study: one that has a name, changed by path."""

    of: str = Field(description="Name of a context, or a file beside the study.")
    set: dict[str, Any] = Field(
        default={},
        description="Values of the scenario, by path; `title`: what reports call it, or what they "
        "put behind the bar of a name such as `alpine_valley | no meetings`.",
    )


class Arm(Part):
    """A programme of the study: one that has a name, changed by path."""

    of: str = Field(description="Name of a programme, or a file beside the study.")
    set: dict[str, Any] = Field(default={}, description="Fields of the programme, by path.")


class LatinHypercube(Part):
    """Points spread evenly over all factors at once."""

    points: Count
    seed: Annotated[int, Field(ge=0)] = 1


class Sobol(Part):
    """Points for Sobol's indices: n x (factors + 2), or n x (2 factors + 2) with second order."""

    n: Count = Field(description="Base sample, best a power of 2.")
    second_order: bool = False
    seed: Annotated[int, Field(ge=0)] = 1


class Morris(Part):
    """Points for Morris' elementary effects: trajectories x (factors + 1)."""

    trajectories: Count = 10
    levels: Annotated[int, Field(ge=2, le=100)] = 4
    seed: Annotated[int, Field(ge=0)] = 1


class Design(Part):
    """How points are laid in the space of the factors: one of these."""

    factorial: bool = Field(default=False, description="Every combination.")
    latin_hypercube: LatinHypercube | None = None
    sobol: Sobol | None = None
    morris: Morris | None = None
    table: str | None = Field(
        default=None, description="A CSV file beside the study: a row per point, a column a factor."
    )

    @property
    def kind(self) -> str:
        """Which design is meant; empty where none or several are said."""
        said = [name for name in DESIGNS if getattr(self, name) not in (None, False)]
        return said[0] if len(said) == 1 else ""


DESIGNS = ("factorial", "latin_hypercube", "sobol", "morris", "table")


class Replications(Part):
    """How many histories each arm of each point lives, all arms the same ones."""

    seeds: Count = Field(default=30, description="How many, or with `until`, with how many first.")
    first: Annotated[int, Field(ge=0)] = 1
    until: dict[str, Annotated[float, Field(gt=0)]] = Field(
        default={}, description="Outcome: half-width of the paired interval that is asked for."
    )
    batch: Count = Field(default=10, description="How many more at a time.")
    most: Count = Field(default=200, description="Where it stops at the latest.")


class Study(Part):
    """One study: everything that says which runs are wanted, and what is asked of them."""

    name: str = ""
    title: Text = ""
    description: Text = ""
    contexts: dict[str, Context] = Field(
        min_length=1, description="Names of contexts, or our own names for contexts changed."
    )
    programmes: dict[str, Arm] = Field(
        default={"none": Arm(of="none")},
        min_length=1,
        description="The same for programmes; the others are compared with the first.",
    )
    set: dict[str, Any] = Field(default={}, description="Values of every scenario, by path.")
    months: Count | None = Field(default=None, description="Months of every run.")
    firms: Count | None = Field(default=None, description="Firms at the start of every run.")
    uncertainties: dict[str, Factor] = Field(
        default={},
        description="Values of the scenario that vary, by path; `parameters.*`: all.",
    )
    levers: dict[str, Factor] = Field(
        default={},
        description="Fields of the programmes that vary, by path; `order` and `rhythm` too.",
    )
    design: Design = Design(factorial=True)
    replications: Replications = Replications()
    outcomes: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        description="What is read off a run: jobs@end, jobs@36, jobs@24-35, loss:jobs."
    )
    metrics: tuple[str, ...] = Field(
        default=(), description="What is kept month by month beside what the outcomes need."
    )

    @property
    def factors(self) -> dict[str, Factor]:
        """Uncertainties and levers, by path."""
        return {**self.uncertainties, **self.levers}


def study_schema() -> dict[str, Any]:
    """Return the JSON schema of study files, for editors, short forms included."""
    schema = Study.model_json_schema()
    properties, parts = schema["properties"], schema["$defs"]
    names = {"type": "array", "items": {"type": "string"}}
    for key in ("contexts", "programmes"):
        short = {"type": "string"}
        given = properties[key]
        given["additionalProperties"] = {"anyOf": [given["additionalProperties"], short]}
        properties[key] = {"description": given["description"], "anyOf": [given, names]}
    for key in ("uncertainties", "levers"):
        given = properties[key]["additionalProperties"]
        properties[key]["additionalProperties"] = {"anyOf": [given, {"type": "array"}]}
    properties["replications"] = {"anyOf": [properties["replications"], {"type": "integer"}]}
    properties["design"] = {"anyOf": [properties["design"], {"const": "factorial"}]}
    for part in (schema, *parts.values()):
        part.pop("default", None)
    schema["title"] = "A tessuto study"
    schema.pop("required", None)  # what `extends` gives may be absent
    extends = {
        "type": "string",
        "description": "Name of a study, or a file beside this one, that this one changes.",
    }
    schema["properties"] = {"extends": extends, **properties}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
