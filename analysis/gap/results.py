"""A diagnosis as files in a folder: tables, JSON, pictures and the page."""

from __future__ import annotations

from pathlib import Path

from analysis.gap.figures import (
    category_dots,
    disagreement_map,
    importance_performance_map,
    priority_grid,
    rank_stability,
    stacked_answers,
)
from analysis.gap.page import page
from analysis.gap.panel import png
from analysis.gap.plan import plan_file
from analysis.gap.tables import as_csv, as_json, result_tables
from experiments.run_folder import prepare, replace
from simulation.instruments.diagnosis import Diagnosis

FIGURES = {
    "priority_grid": priority_grid.draw,
    "category_dots": category_dots.draw,
    "disagreement_map": disagreement_map.draw,
    "stacked_answers": stacked_answers.draw,
    "importance_performance_map": importance_performance_map.draw,
    "rank_stability": rank_stability.draw,
}


def pictures(diagnosis: Diagnosis, lang: str) -> dict[str, bytes]:
    """Name -> PNG of every figure that has something to show."""
    drawn = {name: png(draw, diagnosis, lang) for name, draw in FIGURES.items()}
    return {name: picture for name, picture in drawn.items() if picture is not None}


def write_results(diagnosis: Diagnosis, folder: Path, lang: str) -> list[Path]:
    """Write everything into a folder and return the files. Raises InputError if it cannot."""
    drawn = pictures(diagnosis, lang)
    tables = result_tables(diagnosis, lang)
    files: dict[str, bytes] = {"plan.yaml": plan_file(diagnosis, lang).encode()}
    files["results.json"] = as_json(tables, diagnosis).encode()
    files |= {f"{table.name}.csv": as_csv(table) for table in tables}
    files |= {f"{name}.png": picture for name, picture in drawn.items()}
    files["page.html"] = page(diagnosis, drawn, lang).encode()
    prepare(folder)
    for name, content in files.items():
        replace(folder / name, content)
    return [folder / name for name in files]
