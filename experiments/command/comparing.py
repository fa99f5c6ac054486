"""From the runs of a comparison to what is kept of it: tables, JSON, words and figures."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from analysis.comparison.budgets import spending
from analysis.comparison.differences import differences
from analysis.comparison.figure import draw_arms
from analysis.comparison.tables import arm_table, as_json, difference_table, parquet
from analysis.comparison.words import comparison_words
from experiments.comparison import Arm, Comparison, keep
from experiments.many.arms import Arms
from experiments.one_run import code_hash
from experiments.run_folder import SUMMARY, Described
from experiments.spreadsheet import csv_of
from simulation.clock import Clock
from simulation.declarations import METRICS

FIGURES_AT_MOST = 12


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


def written(result: Comparison, folder: Path) -> tuple[list[str], str, list[Path]]:
    """Keep everything in a folder; return the words, the JSON and the files."""
    found, spent = differences(result), spending(result)
    words = comparison_words(result, found, spent)
    text = as_json(result, found, spent, words)
    table = difference_table(result, found)
    files = {
        "differences.csv": csv_of(table),
        "differences.parquet": parquet(table),
        "arms.csv": csv_of(arm_table(spent)),
        "runs.parquet": parquet(result.runs()),
        "comparison.json": text.encode(),
        SUMMARY: ("\n".join(words) + "\n").encode(),
    }
    if result.months > 1:
        for outcome in list(result.outcomes)[:FIGURES_AT_MOST]:
            files[f"{outcome}.png"] = draw_arms(result, found, outcome)
    return words, text, keep(folder, files)
