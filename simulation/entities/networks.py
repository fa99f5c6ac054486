"""Innovative networks: recognised in the relations, never declared; each keeps its identity.

Shapes: N rows, V values. Months count from the start of the run (steps).
"""

from __future__ import annotations

from simulation.declarations import (
    Bytes,
    Flags,
    Floats,
    Identities,
    Integers,
    column,
)
from simulation.table import Table


class Networks(Table):
    """Groups of firms held together by trusted ties and joint work."""

    alive: Flags = column("bool", unit="yes or no", doc="Whether the network is recognised now.")
    id: Integers = column("int32", unit="identity", fill=-1, doc="Order of first recognition: never reused.")
    born: Integers = column("int32", unit="step", doc="Step of first recognition.")
    seen: Integers = column("int32", unit="step", doc="Step of last recognition.")
    members: Integers = column("int32", unit="firms", low=0, doc="Firms that belong to it now.")
    founders: Integers = column("int32", unit="firms", low=0, doc="Firms that belonged to it when it was first recognised.")
    staying: Integers = column("int32", unit="firms", low=0, doc="Founding firms that still belong to it.")
    interlocks: Integers = column("int32", unit="firms", low=0, doc="Members that belong to another network too (S40).")
    principles: Floats = column("float64", shape=("value",), unit="position", low=0, high=1, doc="Mean principles of its members (S15).")
    first_principles: Floats = column("float64", shape=("value",), unit="position", low=0, high=1, doc="The same at its founding.")
    norms: Floats = column("float64", shape=("norm",), unit="share", low=0, high=1, doc="Reciprocity, sharing, closure of its relations (S16).")
    first_norms: Floats = column("float64", shape=("norm",), unit="share", low=0, high=1, doc="The same at its founding.")
    technical_quality: Floats = column("float64", unit="share", low=0, high=1, doc="Success of its innovations, smoothed (S17).")
    first_quality: Floats = column("float64", unit="share", low=0, high=1, doc="The same at its founding.")
    language: Floats = column("float64", shape=("value",), unit="position", low=0, high=1, doc="Mean language of its members.")
    history: Floats = column("float64", unit="months", low=0, doc="Mean months of exchange on its ties (S11).")
    stock: Floats = column("float64", unit="level", low=0, high=1, doc="Knowledge that belongs to no member; lost when it dissolves (S06).")
    identity: Floats = column("float64", unit="share", low=0, high=1, doc="Agreement with the founding principles, norms and quality (S14).")


class Projects(Table):
    """Joint innovations under way, one row per project."""

    alive: Flags = column("bool", unit="yes or no", doc="Whether it is under way.")
    members: Integers = column("int32", shape=("member",), unit="row of firms", low=-1, fill=-1, doc="Who takes part; the first leads.")
    identities: Identities = column("int64", shape=("member",), unit="identity", fill=-1, doc="Identity of each: a closed firm's next tenant is no member.")
    joined: Bytes = column("int8", unit="firms", low=0, doc="Members at the start; 1: an owner alone.")
    started: Integers = column("int32", unit="step", doc="Step in which it began.")
    deadline: Integers = column("int32", unit="step", doc="Step in which it must be finished.")
    progress: Floats = column("float64", unit="share", low=0, high=1, doc="How far it is.")
    structure: Floats = column("float64", unit="share", low=0, high=1, doc="How well tasks, budget and milestones are set (S100).")
    novelty: Floats = column("float64", unit="share", low=0, high=1, doc="What the partners can combine that none has alone (S07).")
    outcome: Bytes = column("int8", unit="kind", low=0, high=2, doc="Under way 0, success 1, failure 2 (this month).")
