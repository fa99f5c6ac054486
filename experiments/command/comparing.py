"""From the runs of a comparison to what is kept of it: tables, JSON, words and figures."""

from __future__ import annotations

from pathlib import Path

from analysis.comparison.budgets import spending
from analysis.comparison.differences import differences
from analysis.comparison.figure import draw_arms
from analysis.comparison.tables import arm_table, as_json, difference_table
from analysis.comparison.words import comparison_words
from analysis.exports import parquet
from experiments.comparison import Comparison, keep
from experiments.run_folder import SUMMARY
from experiments.spreadsheet import csv_of

FIGURES_AT_MOST = 12


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
