"""From the arms that came back to a comparison in plain values, with labels and units."""

from __future__ import annotations

from importlib.metadata import version

from experiments.comparison import Arm, Comparison
from experiments.many.arms import Arms
from experiments.one_run import code_hash
from experiments.run_folder import Described
from simulation.clock import Clock
from simulation.declarations import METRICS


def compared(design: Arms, *, interrupted: bool) -> Comparison:
    """Return what came back, with labels and units, in plain values."""
    scenario = design.scenario
    clock = Clock(scenario.months, scenario.warm_up, scenario.start)
    return Comparison(
        context=scenario.name,
        start=scenario.start,
        months=scenario.months,
        firms=scenario.firms,
        version=version("tessuto"),
        code=code_hash(),
        arms=tuple(
            Arm(
                name=each.name,
                title=each.title,
                start=each.start,
                exit=each.exit_month,
                programme=each.model_dump(mode="json"),
            )
            for each in design.programmes
        ),
        seeds=design.seeds,
        outcomes={
            name: Described(
                METRICS[name].label, METRICS[name].unit, METRICS[name].doc, METRICS[name].better
            )
            for name in design.outcomes
        },
        values=design.values,
        done=design.done,
        failures=tuple(design.failures),
        threats=tuple((each.name, each.month_of(clock)) for each in scenario.threats),
        interrupted=interrupted,
        initial={k: v for each in design.programmes for k, v in each.initial.items()},
        assumed=tuple(dict.fromkeys(path for each in design.programmes for path in each.assumed)),
    )
