"""Who is tied to whom, and how."""

from __future__ import annotations

from analysis.panels import draw_panels
from experiments.run_folder import Run
from simulation.language import translate

NEEDS = ("mean_ties",)
SHOWN = (
    "mean_ties",
    "mean_trust",
    "reciprocity",
    "strong_ties",
    "outside_contacts",
    "giant_component",
)


def draw(run: Run) -> bytes | None:
    """One panel per measure."""
    return draw_panels(run, SHOWN, translate("Who relies on whom?"))
