"""The territory as a whole: people, environment, heritage, and what happens to them."""

from __future__ import annotations

from simulation.declarations import Bytes, Floats, Integers, column
from simulation.table import Table

YOUNG, ADULT, SENIOR, OLD = range(4)
AGE_GROUPS = ("0-19", "20-39", "40-64", "65+")


class Population(Table):
    """Residents by age group, one row per group."""

    people: Floats = column("float64", unit="persons", low=0, doc="Residents of the group.")
    at_start: Floats = column("float64", unit="persons", low=0, doc="Residents of the group when the run began.")


class Surroundings(Table):
    """What all firms of the territory share: a single row."""

    environment: Floats = column("float64", unit="share", low=0, high=1, fill=0.7, doc="Quality of the environment.")
    heritage: Floats = column("float64", unit="share", low=0, high=1, fill=0.5, doc="Places and works that carry the common history (S11).")
    heritage_at_start: Floats = column("float64", unit="share", low=0, high=1, fill=0.5, doc="The same when the run began.")
    nuisance: Floats = column("float64", unit="share", low=0, high=1, doc="Disturbance by works this month (S26).")
    influx: Floats = column("float64", unit="share", low=0, high=1, doc="How far people from elsewhere are about for a while: crews of works (S23).")
    incomes: Floats = column("float64", unit="month's wages", low=0, doc="Wages and livings earned in local firms.")
    incomes_at_start: Floats = column("float64", unit="month's wages", low=0, doc="The same when the run began.")
    unemployed: Floats = column("float64", unit="persons", low=0, doc="People who lost a job here and have not found another.")
    signal: Floats = column("float64", unit="share", low=0, high=1, doc="Strength of the signals of a coming change.")


class Routines(Table):
    """Common ways of working, one row per product: each technology stands on a rung (S72)."""

    rung: Bytes = column("int8", shape=("technology",), unit="rung", low=0, high=3, doc="Habit 0, norm 1, tradition 2, law or rule 3.")
    since: Integers = column("int32", shape=("technology",), unit="step", doc="Step in which it reached its rung.")
    spread: Floats = column("float64", shape=("technology",), unit="share", low=0, high=1, doc="Share of the product's firms that work so by firm habit.")


RUNGS = ("habit", "norm", "tradition", "law")
