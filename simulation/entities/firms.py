"""Very small firms: an owner with a life project, and nought to nine collaborators.

Shapes: F rows (firms or free slots), K skills, V values, 2 coordinates.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numba import njit

import simulation.compiled  # noqa: F401  (before any loop is made)
from simulation.declarations import (
    Bytes,
    Flags,
    Floats,
    Identities,
    Integers,
    Shorts,
    column,
    parameter,
    parameters,
)
from simulation.table import Table


class Stage(IntEnum):
    """Where a firm stands in its life cycle (S18)."""

    PROJECT = 0
    CREATION = 1
    GROWTH = 2
    MATURITY = 3
    TRANSMISSION = 4
    CLOSED = 5


class Exit(IntEnum):
    """Why a firm closed."""

    NONE = 0
    INSOLVENCY = 1
    CHOICE = 2
    RETIREMENT = 3


MONTHS_IN_ID = 10_000
MOST_COLLABORATORS = 9


class Firms(Table):
    """Very small firms and the free slots where new ones may be born."""

    id: Identities = column("int64", unit="identity", fill=-1, doc="Slot and founding step: never reused.")
    alive: Flags = column("bool", unit="yes or no", doc="Whether a firm lives in this row.")
    founded: Integers = column("int32", unit="month", doc="Month of founding; negative before the story.")
    product: Shorts = column("int16", unit="index", low=0, doc="What it makes or serves (S01).")
    technology: Shorts = column("int16", unit="index", low=0, doc="How it makes it (S01).")
    market: Shorts = column("int16", unit="index", low=0, doc="Whom it sells to (S01).")
    skills: Floats = column("float64", shape=("skill",), unit="level", low=0, high=1, doc="What its people can do, by domain.")
    collaborators: Shorts = column("int16", unit="persons", low=0, high=MOST_COLLABORATORS, doc="People beside the owner.")
    internal_dialogue: Floats = column("float64", unit="share", low=0, high=1, doc="How much of what the owner learns becomes practice (S63).")
    age: Floats = column("float64", unit="years", low=18, high=100, fill=40, doc="Age of the owner.")
    openness: Floats = column("float64", unit="share", low=0, high=1, doc="Readiness of the owner for the new and the foreign.")
    life_project: Floats = column("float64", unit="share", low=0, high=1, doc="Weight of satisfactions other than money (S02).")
    successor: Bytes = column("int8", unit="yes or no", low=0, high=1, doc="Whether somebody is ready to take over.")
    capital: Floats = column("float64", unit="month's wages", doc="What it has put aside, or owes.")
    formality: Floats = column("float64", unit="share", low=0, high=1, fill=1, doc="Share of its activity that is declared (S36).")
    stage: Bytes = column("int8", unit="stage", low=0, high=5, fill=5, doc="Stage of the life cycle (S18).")
    stage_since: Integers = column("int32", unit="month", doc="Month in which the stage or the activity last changed (S19).")
    habits: Floats = column("float64", unit="share", low=0, high=1, doc="Strength of its routines.")
    confidence: Floats = column("float64", unit="share", low=0, high=1, doc="Belief that what is tried will work (S58).")
    awareness: Floats = column("float64", unit="share", low=0, high=1, doc="How much of a coming change it sees (S53).")
    alarm: Floats = column("float64", unit="share", low=0, high=1, doc="Belief in a decline that is not coming: a false alarm.")
    worry: Floats = column("float64", unit="share", low=0, high=1, doc="Unease about the future: seeks help (S24).")
    principles: Floats = column("float64", shape=("value",), unit="position", low=0, high=1, doc="What it holds to (S15).")
    language: Floats = column("float64", shape=("value",), unit="position", low=0, high=1, doc="How it speaks of its trade (S04).")
    place: Floats = column("float64", shape=("axis",), unit="share of the side", low=0, high=1, doc="Where it is: enters nothing but the chance of meeting (S43).")
    outside: Floats = column("float64", unit="share", low=0, high=1, doc="Strength of its contacts outside the territory.")
    quality: Floats = column("float64", unit="log points", low=0, high=3, doc="Lead that its innovations give it, until others catch up.")
    dip: Floats = column("float64", unit="share", low=0, high=1, doc="Performance lost while a new routine is learned (S59).")
    fortune: Floats = column("float64", unit="log points", doc="Good or bad luck with customers, which lasts for a while.")
    match: Floats = column("float64", unit="level", low=0, high=1, doc="How well its skills fit what its segment asks.")
    attraction: Floats = column("float64", unit="weight", low=0, doc="Pull on customers this month.")
    revenue: Floats = column("float64", unit="month's wages", low=0, doc="Sales of this month.")
    profit: Floats = column("float64", unit="month's wages", doc="Profit, smoothed over about half a year.")
    sent: Shorts = column("int16", unit="messages", low=0, doc="Useful messages given this month (S08).")
    received: Shorts = column("int16", unit="messages", low=0, doc="Useful messages taken this month (S08).")
    gained: Floats = column("float64", unit="level", low=0, doc="Skill learned from others this month.")
    fresh: Floats = column("float32", shape=("skill",), unit="level", low=0, high=1, doc="Part of its skills that was taught and is not yet practice (facts 4.4).")
    lent: Floats = column("float32", shape=("skill",), unit="level", low=0, high=1, doc="Part of its skills that is somebody else's hand: a mentor's; it goes when he goes.")
    reflection: Floats = column("float64", unit="share", low=0, high=1, doc="Habit of thinking over what it does: makes what was taught stay (S57, S73).")
    motivation: Floats = column("float64", unit="share", low=0, high=1, fill=0.5, doc="Readiness to take part in what is offered (S66).")
    support: Floats = column("float64", unit="share", low=0, high=1, fill=0.3, doc="Credit it gives to those who accompany: legitimacy (S24, S36).")
    vision: Floats = column("float32", shape=("value",), unit="position", low=0, high=1, fill=0.5, doc="Where it wants the territory to go (S76, S87).")
    network: Integers = column("int32", unit="row of networks", low=-1, fill=-1, doc="The innovative network it mainly belongs to, or -1.")
    founder_of: Integers = column("int32", unit="identity of a network", low=-1, fill=-1, doc="The last network that it helped to found.")
    projects: Bytes = column("int8", unit="projects", low=0, doc="Joint projects it takes part in.")


@parameters
class Activity:
    """What every firm's accounts share."""

    wage: float = parameter(
        1.0, unit="month's wages", low=0.1, high=10, source="assumption",
        doc="Monthly cost of one person, and the living of an owner: the unit of money.",
    )
    fixed_cost: float = parameter(
        0.4, unit="month's wages", low=0, high=5, source="assumption",
        doc="Monthly cost of being in business, whatever the sales.",
    )
    match_weight: float = parameter(
        3.0, unit="log points per level", low=0, high=10, source="assumption",
        doc="How strongly fitting skills attract customers (kappa).",
    )
    size_elasticity: float = parameter(
        0.75, unit="exponent", low=0, high=1, source="assumption",
        doc="How attraction grows with the number of people at work; below 1 keeps firms small.",
    )
    reach_without_contacts: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="How much of distant markets a firm reaches without contacts outside.",
    )


@njit(cache=True)
def pull_of_sizes(size_elasticity: float) -> Floats:
    """Return the pull on customers of a firm with nought, one ... collaborators."""
    pull = np.empty(MOST_COLLABORATORS + 1)
    for collaborators in range(len(pull)):
        pull[collaborators] = (1.0 + collaborators) ** size_elasticity
    return pull


def identity(row: int, step: int) -> int:
    """Return the identity of the tenant that moved into a row in a step; at the start: step -1.

    Steps, not months: in the warm-up, too, every founding needs a number of its own.
    """
    return row * MONTHS_IN_ID + step + 1
