"""Whether the place changes what it lives on."""

from __future__ import annotations

from analysis.panels import draw_panels
from experiments.run_folder import Run
from simulation.language import translate

NEEDS = ("product_concentration",)
SHOWN = (
    "product_concentration",
    "reorientation",
    "new_output",
    "related_variety",
    "birth_rate",
    "death_rate",
)


def draw(run: Run) -> bytes | None:
    """One panel per measure."""
    return draw_panels(run, SHOWN, translate("Does the place renew what it lives on?"))
