"""Innovative networks: how many, whom they hold, and whether they stay themselves."""

from __future__ import annotations

from analysis.panels import draw_panels
from experiments.run_folder import Run
from simulation.language import translate

NEEDS = ("networks",)
SHOWN = (
    "networks",
    "networked_firms",
    "network_size",
    "network_identity",
    "network_turnover",
    "network_age",
)


def draw(run: Run) -> bytes | None:
    """One panel per measure."""
    return draw_panels(run, SHOWN, translate("Do networks form, and do they stay themselves?"))
