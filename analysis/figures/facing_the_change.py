"""What is coming, who sees it, who decides, who acts."""

from __future__ import annotations

from analysis.panels import draw_panels
from experiments.run_folder import Run
from simulation.language import translate

NEEDS = ("signal",)
SHOWN = (
    "signal",
    "awareness",
    "aware_firms",
    "response_decide",
    "response_act",
    "worry",
)


def draw(run: Run) -> bytes | None:
    """One panel per measure."""
    return draw_panels(run, SHOWN, translate("A change is coming: who sees it, who acts?"))
