"""A programme as it is run: who does what with whom, when, how often, until what holds.

Reading files is in `read_programme.py`, what must hold between values in
`programme_consistency.py`; this file says what may stand in a programme, and is the source of its
JSON schema.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from simulation.placed import Placed

Share = Annotated[float, Field(ge=0, le=1)]
Hours = Annotated[float, Field(ge=0, le=100_000)]
Months = Annotated[int, Field(ge=0, le=1200)]
Text = str | dict[str, str]

Actor = Literal[
    "facilitator", "chamber", "public_authority", "social_partner", "trainer",
    "research_institute", "development_agency", "consultancy",
]


class Part(BaseModel):
    """A part of a programme: no unknown keys, no change after checking."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Condition(Part):
    """What must hold: bounds on one thing that can be observed."""

    at_least: float | None = None
    at_most: float | None = None


class Gate(Part):
    """Conditions on metrics or on what the programme keeps (coverage, attendance, ...)."""

    needs: dict[str, Condition] = Field(
        default={}, description="Observed quantity (a metric, or what sessions keep): condition."
    )
    patience: Months = Field(default=24, description="Months to wait before giving up.")
    return_to: str | None = Field(default=None, description="Action to go back to when it fails.")
    returns: Annotated[int, Field(ge=0, le=20)] = Field(
        default=1, description="How often one may go back."
    )


class Participants(Part):
    """Who is invited."""

    who: Literal["firms", "bodies", "both"] = "firms"
    choose: Literal[
        "random", "volunteers", "worried", "central", "isolated", "weakest", "strongest",
        "oldest", "mixed",
    ] = "volunteers"
    count: Annotated[int, Field(ge=0, le=1_000_000)] = 8
    products: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    kinds: tuple[Actor, ...] = Field(default=(), description="Kinds of bodies invited.")
    age_from: Annotated[float, Field(ge=18, le=100)] | None = None
    informal: bool = Field(default=True, description="Whether undeclared firms are invited.")
    stable: bool = Field(default=True, description="The same people each time.")


class Action(Part):
    """One action: a method, an actor, people, and a rhythm."""

    name: str
    method: str = Field(description="A method, or `adaptive`: chosen by what the circle lacks.")
    choices: tuple[str, ...] = Field(default=(), description="Methods an adaptive action may use.")
    actor: Actor = "facilitator"
    level: Literal[1, 2, 3] = 1
    phase: str = ""
    exclusive: bool = Field(
        default=False, description="Its phase bears no other exclusive phase at the same time."
    )
    participants: Participants = Participants()
    start: Months = Field(default=0, description="Months after the programme's start.")
    after: tuple[str, ...] = Field(default=(), description="Actions that must be over.")
    every: Annotated[int, Field(ge=1, le=120)] = Field(default=1, description="Months between.")
    sessions: Annotated[int, Field(ge=0, le=1200)] = 12
    hours: Hours = Field(default=8, description="Dose: hours of the actor in each session.")
    money: Annotated[float, Field(ge=0, le=1e9)] = Field(
        default=0, description="Money a session takes beside the hours, in month's wages."
    )
    enter: Gate = Gate()
    leave: Gate = Gate()
    continues: bool = Field(
        default=False, description="Whether the circle may go on by itself afterwards."
    )
    settings: dict[str, float | str | tuple[str, ...]] = {}


class FacilitatorProfile(Part):
    """Who facilitates."""

    capabilities: dict[str, Share] = Field(default={}, description="C1 to C6; 0.7 if not said.")
    theory: Share = 0.7
    reactivity: Share = 0.7
    mastery: Share = 0.7
    stance: Share = Field(default=1.0, description="0: expert adviser, 1: adviser of processes.")
    hours: Hours = Field(default=100, description="Working time in a month.")
    count: Annotated[int, Field(ge=0, le=50)] = 1
    leaves: Months | None = Field(default=None, description="Months after the start.")
    builds_on: Literal["deficits", "strengths"] = Field(
        default="deficits",
        description="Adaptive choices go by what is lacking alone, or by what there is as well.",
    )
    random: bool = Field(default=False, description="Choices by lot instead of by diagnosis.")


class Budget(Part):
    """What a programme may cost."""

    money: Annotated[float, Field(ge=0, le=1e9)] = Field(
        default=600.0, description="In month's wages, hours included."
    )
    rate: Annotated[float, Field(ge=0, le=100)] = Field(
        default=0.01, description="Cost of an hour of work, in month's wages."
    )


class Programme(Part):
    """Who does what with whom, when, in what order and rhythm, at what cost."""

    name: str = ""
    title: Text = ""
    description: Text = ""
    start: Annotated[int, Field(ge=-1200, le=6000)] = Field(
        default=24, description="Month of the story in which it starts."
    )
    dose: Annotated[float, Field(ge=0, le=10)] = Field(
        default=1.0, description="Multiplies the hours of every action; 0: nothing happens."
    )
    facilitator: FacilitatorProfile = FacilitatorProfile()
    budget: Budget = Budget()
    actions: tuple[Action, ...] = ()
    sources: dict[str, str] = {}
    initial: dict[str, float | bool | str] = Field(
        default={}, description="Starting states of the territory that go with the plan, by path."
    )
    assumed: tuple[str, ...] = Field(
        default=(), description="What the plan takes for granted: paths, or fields of the plan."
    )
    _given: Placed | None = PrivateAttr(default=None)
    _doubts: tuple[str, ...] = PrivateAttr(default=())

    @property
    def given(self) -> Placed | None:
        """What the file said, with the line of every value; None for one made by a program."""
        return self._given

    @property
    def exit_month(self) -> int | None:
        """The month of the story in which the facilitator leaves, if that is planned."""
        leaves = self.facilitator.leaves
        if leaves is None or self.facilitator.count == 0 or not self.actions:
            return None
        return self.start + leaves

    @property
    def begins(self) -> int | None:
        """The month of the story before which none of its actions starts; None without actions."""
        return min((self.start + action.start for action in self.actions), default=None)

    @property
    def observed(self) -> set[str]:
        """What its gates ask for, by name."""
        gates = [gate for action in self.actions for gate in (action.enter, action.leave)]
        return {name for gate in gates for name in gate.needs}

    @property
    def warnings(self) -> tuple[str, ...]:
        """What looks odd but can be carried out, in words."""
        return self._doubts

    def read_from(self, given: Placed, doubts: tuple[str, ...]) -> Programme:
        """Return the programme knowing where it was written, and what is odd about it."""
        known = self.model_copy()
        known._given, known._doubts = given, doubts
        return known
