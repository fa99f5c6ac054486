"""A territory's twin without its threats, and the pair measured together.

Shapes: frames of observations, a row a month, indexed by months of the story.
Raises: InputError for a quantity or an onset that was not observed.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from simulation.errors import InputError
from simulation.instruments.resilience import anticipation, resilience
from simulation.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


def twin_without_threats(scenario: Scenario) -> Scenario:
    """Return the same scenario with an empty calendar of threats: run it under the same seed."""
    return scenario.model_copy(update={"threats": ()})


def compare_with_twin(
    with_shock: pd.DataFrame,
    spared: pd.DataFrame,
    onset: int,
    quantities: tuple[str, ...] = ("jobs", "firms", "revenue"),
    window: int = 24,
) -> pd.DataFrame:
    """Return resistance, recovery, loss, renewal and anticipation, a row per quantity.

    Both frames come from `territory.observations.frame(warm_up)`; `onset` is a month of the story.
    """
    import pandas as pd

    for name in quantities:
        if name not in with_shock or name not in spared:
            raise InputError(f"{name!r} was not observed in both runs")
    months = with_shock.index.tolist()
    if onset not in months:
        raise InputError(f"the onset, month {onset}, is not among the months observed")
    place = months.index(onset)
    rows = {
        name: asdict(
            resilience(with_shock[name].to_numpy(), spared[name].to_numpy(), place, window)
        )
        for name in quantities
    }
    measured = pd.DataFrame.from_dict(rows, orient="index")
    measured["anticipation"] = float("nan")
    if "conversions" in with_shock and "conversions" in spared:
        begins = months.index(0) if 0 in months else 0
        measured["anticipation"] = anticipation(
            with_shock["conversions"].to_numpy()[begins:],
            place - begins,
            spared["conversions"].to_numpy()[begins:],
        )
    return measured
