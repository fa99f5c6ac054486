"""Draw every figure that a run's metrics allow."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import analysis.figures
from experiments.run_folder import Run


def figures() -> Iterator[tuple[str, ModuleType]]:
    """Every figure there is, by name."""
    found = sorted(pkgutil.iter_modules(analysis.figures.__path__), key=lambda each: each.name)
    for each in found:
        yield each.name, importlib.import_module(f"analysis.figures.{each.name}")


def draw_all(run: Run) -> dict[str, bytes]:
    """File name to PNG, for the figures whose metrics the run has."""
    drawn = {}
    for name, figure in figures():
        if run.has(*figure.NEEDS) and len(run.story) > 1:
            picture = figure.draw(run)
            if picture:
                drawn[f"{name}.png"] = picture
    return drawn
