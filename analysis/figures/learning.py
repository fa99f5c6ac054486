"""What firms can do, what passes between them, and what is lost."""

from __future__ import annotations

from analysis.panels import draw_panels
from experiments.run_folder import Run
from simulation.language import translate

NEEDS = ("mean_skill",)
SHOWN = (
    "mean_skill",
    "learned_from_others",
    "skill_inequality",
    "capabilities",
    "holders_lost",
    "collective_stock",
)


def draw(run: Run) -> bytes | None:
    """One panel per measure."""
    return draw_panels(run, SHOWN, translate("What do firms learn, and what is lost?"))
