"""The points of a study: where in the space of its factors it is run.

Shapes: a table (points, factors) of what is shown; the values behind it; places in the unit cube
(points, factors), NaN for points that were not drawn there. Order matters: Sobol's and Morris'
analyses read it.

Raises: InputError for a table that cannot be used.
"""

from __future__ import annotations

import itertools
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from experiments.study.factors import from_table, grid, labels, values_at
from experiments.study.study import Design, Factor, Study
from simulation.errors import InputError
from simulation.language import number, translate
from simulation.near_names import near

if TYPE_CHECKING:
    import pandas as pd


MOST_VALUES = 20_000_000
"""Points times factors that one design may have: about a gigabyte while they are planned."""


@dataclass(frozen=True)
class Points:
    """Values by path, a list per factor, and the places they come from (points, factors)."""

    values: Mapping[str, Sequence[Any]]
    units: npt.NDArray[np.float64]
    factors: Mapping[str, Factor]

    def __len__(self) -> int:
        return len(self.units)

    def at(self, point: int) -> dict[str, Any]:
        """Return the values of one point, by path."""
        return {path: values[point] for path, values in self.values.items()}

    def shown(self) -> dict[str, list[Any]]:
        """Return how each factor stands in a table."""
        return {path: labels(self.factors[path], values) for path, values in self.values.items()}


def points_of(study: Study) -> Points:
    """Return the points that a study's design asks for; one where nothing varies."""
    factors = study.factors
    if study.design.table is not None:
        return from_csv(Path(study.design.table), factors)
    if study.design.kind == "factorial":
        grids = [grid(factor) or [] for factor in factors.values()]
        every = list(itertools.product(*grids))
        values = {path: [each[at] for each in every] for at, path in enumerate(factors)}
        return Points(values, np.full((len(every), len(factors)), np.nan), factors)
    units = _sample(study.design, len(factors))
    values = {path: values_at(f, units[:, at]) for at, (path, f) in enumerate(factors.items())}
    return Points(values, units, factors)


def middle(factors: Mapping[str, Factor]) -> Points:
    """Return one point, every factor in the middle of its range."""
    values = {path: values_at(factor, [0.5]) for path, factor in factors.items()}
    return Points(values, np.full((1, len(factors)), 0.5), factors)


def points_from(frame: pd.DataFrame, factors: Mapping[str, Factor]) -> Points:
    """Return points that a program gives: a column per factor, values or names of choices."""
    _same_columns(list(frame.columns), factors, None)
    values: dict[str, list[Any]] = {}
    for path, factor in factors.items():
        try:
            values[path] = [from_table(factor, cell) for cell in frame[path].tolist()]
        except ValueError as error:
            raise InputError(str(error), place=path) from None
    return Points(values, np.full((len(frame), len(factors)), np.nan), factors)


def from_csv(path: Path, factors: Mapping[str, Factor]) -> Points:
    """Return the points of a CSV file, a row each."""
    import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = file.readlines()
        apart = ";" if lines and ";" in lines[0] and "," not in lines[0] else ","
        rows = [
            (line, row)
            for line, row in enumerate(csv.reader(lines, delimiter=apart), 1)
            if any(row)
        ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        said = translate("cannot be read: {reason}", reason=error)
        raise InputError(said, file=path) from error
    if len(rows) < 2:
        said = translate("a line of names and at least one point were expected")
        raise InputError(said, file=path, line=1)
    head = [name.strip() for name in rows[0][1]]
    _same_columns(head, factors, path)
    values: dict[str, list[Any]] = {name: [] for name in factors}
    for line, row in rows[1:]:
        if len(row) != len(head):
            said = translate("{n} cells; {wanted} were expected", n=len(row), wanted=len(head))
            raise InputError(said, file=path, line=line)
        for name, cell in zip(head, row, strict=True):
            try:
                told = cell.strip()
                if apart == ";" and re.fullmatch(r"[-+]?\d*,\d+", told):  # as many languages write
                    told = told.replace(",", ".")
                values[name].append(from_table(factors[name], told))
            except ValueError as error:
                raise InputError(str(error), file=path, line=line, place=name) from None
    return Points(values, np.full((len(rows) - 1, len(factors)), np.nan), factors)


def count_of(study: Study) -> int:
    """Return how many points a design makes, without making them."""
    k, design = len(study.factors), study.design
    if design.latin_hypercube is not None:
        return design.latin_hypercube.points
    if design.sobol is not None:
        return design.sobol.n * ((2 * k if design.sobol.second_order else k) + 2)
    if design.morris is not None:
        return design.morris.trajectories * (k + 1)
    if design.table is not None:
        return len(points_of(study))
    return int(np.prod([len(grid(factor) or ()) for factor in study.factors.values()], dtype=float))


def too_many(study: Study) -> str:
    """Say that a design is larger than can be held; nothing where it can."""
    if study.design.table is not None:
        return ""
    points, factors = count_of(study), len(study.factors)
    if points * max(1, factors) <= MOST_VALUES:
        return ""
    return translate(
        "{points} points of {factors} factors are more than can be held: at most {most} values, "
        "points times factors, were expected",
        points=number(points), factors=number(factors), most=number(MOST_VALUES),
    )  # fmt: skip


def unit_problem(paths: Sequence[str]) -> dict[str, Any]:
    """Return the problem in SALib's words, every factor from 0 to 1."""
    return {"num_vars": len(paths), "names": list(paths), "bounds": [[0.0, 1.0]] * len(paths)}


def _sample(design: Design, k: int) -> npt.NDArray[np.float64]:
    problem = unit_problem([str(n) for n in range(k)])
    if design.latin_hypercube is not None:
        from scipy.stats import qmc

        drawn = qmc.LatinHypercube(k, rng=np.random.default_rng(design.latin_hypercube.seed))
        return np.asarray(drawn.random(design.latin_hypercube.points), dtype=np.float64)
    if design.sobol is not None:
        from SALib.sample import sobol

        asked = design.sobol
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # what it says of n, the study says too
            found = sobol.sample(
                problem, asked.n, calc_second_order=asked.second_order, seed=asked.seed
            )
        return np.asarray(found, dtype=np.float64)
    assert design.morris is not None
    from SALib.sample import morris

    asked_morris = design.morris
    trajectories = morris.sample(
        problem, asked_morris.trajectories, asked_morris.levels, seed=asked_morris.seed
    )
    return np.asarray(trajectories, dtype=np.float64)


def _same_columns(head: Sequence[str], factors: Mapping[str, Factor], file: Path | None) -> None:
    line = None if file is None else 1
    for name in head:
        if name not in factors:
            said = translate("{name} is no factor of this study", name=repr(name))
            raise InputError(said + near(name, factors), file=file, line=line)
    for name in factors:
        if list(head).count(name) != 1:
            said = translate("there is not one column for the factor {name}", name=repr(name))
            raise InputError(said, file=file, line=line)
