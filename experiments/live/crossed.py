"""Several territories side by side under one programme, with visits between them (S51).

Raises: InputError for territories that cannot be lived together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from experiments.live.charts import CHARTS
from experiments.live.configuration import Configuration
from experiments.live.languages import titled
from experiments.live.recording import OBSERVED
from simulation.accompaniment.programme import Programme
from simulation.territories import SideBySide

USUAL = ("alpine_valley", "textile_district", "riviera_tourism")


def crossed(
    configuration: Configuration,
    territories: Sequence[str] = USUAL,
    wanted: Callable[[], bool] = lambda: True,
) -> list[dict[str, Any]] | None:
    """Return every curve of each territory in both worlds; nothing when it is wanted no more."""
    scenarios = [
        configuration.changed(territory=name, common=None, initial={}, own_plan=None).scenario()
        for name in territories
    ]
    frames = []
    for programme in (configuration.other_plan(), configuration.plan()):
        lived = _lived(scenarios, programme, configuration.seed, wanted)
        if lived is None:
            return None
        frames.append(lived)
    return [
        {
            "territory": titled(scenario.title, scenario.name),
            "months": scenario.months,
            "start": [scenario.start.year, scenario.start.month],
            "curves": {
                chart.metric: {
                    "without": chart.shown(frames[0][place][chart.metric]),
                    "with": chart.shown(frames[1][place][chart.metric]),
                }
                for chart in CHARTS
            },
        }
        for place, scenario in enumerate(scenarios)
    ]


def _lived(
    scenarios: Sequence[Any], programme: Programme, seed: int, wanted: Callable[[], bool]
) -> list[Any] | None:
    """Return what was observed of each territory, or nothing when it is wanted no more."""
    side = SideBySide(scenarios, programme=programme, seed=seed, metrics=OBSERVED, events="none")
    while side.running:
        if not wanted():
            return None
        side.step()
    return [each.observations.frame(each.clock.warm_up).loc[0:] for each in side.territories]
