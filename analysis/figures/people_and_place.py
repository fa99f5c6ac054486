"""The people and the surroundings of the firms."""

from __future__ import annotations

from analysis.panels import draw_panels
from experiments.run_folder import Run
from simulation.language import translate

NEEDS = ("population",)
SHOWN = (
    "population",
    "youth",
    "unemployed",
    "owner_age",
    "environment",
    "formality",
)


def draw(run: Run) -> bytes | None:
    """One panel per measure."""
    return draw_panels(run, SHOWN, translate("What becomes of people and place?"))
