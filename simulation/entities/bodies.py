"""Bodies that serve firms, and facilitators who accompany them: few, each with a role and hours.

Shapes: B bodies, A facilitators, F firms, K skills, V values.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

import numpy as np

from simulation.declarations import Bytes, Flags, Floats, Integers, column
from simulation.in_loops import array_of
from simulation.table import Table


class BodyKind(IntEnum):
    """What a body is (S55)."""

    CHAMBER = 0
    PUBLIC_AUTHORITY = 1
    SOCIAL_PARTNER = 2
    TRAINER = 3
    RESEARCH_INSTITUTE = 4
    DEVELOPMENT_AGENCY = 5
    CONSULTANCY = 6


class Scale(IntEnum):
    """How far a body's remit reaches."""

    LOCAL = 0
    REGIONAL = 1
    NATIONAL = 2


class Bodies(Table):
    """Chambers, authorities, social partners, trainers, institutes, agencies, consultancies."""

    kind: Bytes = column("int8", unit="kind", low=0, high=6, doc="What the body is.")
    scale: Bytes = column("int8", unit="scale", low=0, high=2, doc="Local, regional or national.")
    hours: Floats = column("float64", unit="hours per month", low=0, doc="Work it can do for firms.")
    used: Floats = column("float64", unit="hours", low=0, doc="Hours used this month.")
    served: Integers = column("int32", unit="firms", low=0, doc="Firms served this month.")
    mission: Floats = column("float64", shape=("skill",), unit="share", low=0, high=1, doc="Which needs its mission covers (S62).")
    language: Floats = column("float64", shape=("value",), unit="position", low=0, high=1, doc="How it speaks.")
    vision: Floats = column("float64", shape=("value",), unit="position", low=0, high=1, doc="Where it wants the territory to go.")
    pledged: Floats = column("float64", unit="share of hours", low=0, high=1, doc="What it has promised to the common work (S54).")
    delivered: Floats = column("float64", unit="share of hours", low=0, high=1, doc="What it has given of late.")
    engagement: Floats = column("float64", unit="share", low=0, high=1, doc="How far it keeps its promises: grows with what it takes part in (S53, S54).")
    pacts: Integers = column("int32", unit="pacts", low=0, doc="Standing agreements with bodies of other scales (S60).")

    beside = MappingProxyType({
        "legitimacy": array_of("float32", 2), "pact_with": array_of("bool", 2),
    })

    def __init__(self, rows: int, dimensions: Mapping[str, int]) -> None:
        """Make the bodies; `legitimacy` (B, F) is how far each firm accepts each body."""
        super().__init__(rows, dimensions)
        self.names: tuple[str, ...] = ()
        self.legitimacy: Floats = np.zeros((rows, dimensions["firm"]), dtype=np.float32)
        self.pact_with: Flags = np.zeros((rows, rows), dtype=np.bool_)


CAPABILITIES = ("diagnosis", "relations", "strengths", "structure", "upkeep", "accompaniment")
"""C1 to C6 of the text (S97 to S102)."""


class Facilitators(Table):
    """Third parties who accompany: advisers in a trade, or in a process."""

    present: Flags = column("bool", unit="yes or no", doc="Whether the facilitator works here now.")
    capability: Floats = column("float64", shape=("capability",), unit="share", low=0, high=1, doc="C1 to C6.")
    theory: Floats = column("float64", unit="share", low=0, high=1, doc="Choosing well (S105).")
    reactivity: Floats = column("float64", unit="share", low=0, high=1, doc="Acting without delay (S105).")
    mastery: Floats = column("float64", unit="share", low=0, high=1, doc="Handling the tools (S105).")
    process: Floats = column("float64", unit="share", low=0, high=1, fill=1, doc="Stance: 0 expert adviser, 1 adviser of processes (S56).")
    hours: Floats = column("float64", unit="hours per month", low=0, doc="Working time.")
    used: Floats = column("float64", unit="hours", low=0, doc="Hours asked for this month.")

    def hire(self, count: int) -> None:
        """Have so many facilitators, all of them new."""
        self.allocate(count, {"capability": len(CAPABILITIES)})
