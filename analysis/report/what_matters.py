"""Which assumptions an answer hangs on, by the study's own design, and where an arm fails.

Sobol and Morris designs by their own indices, other samples by the share of variance explained.
The answer is an outcome (mean over seeds at each point), or with arms what the second arm changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.report.arms import PROGRAMME, Arms, paired
from analysis.report.titles import better_sign
from analysis.statistics.interval import Floats
from analysis.statistics.morris_effects import STRENGTH, morris_effects
from analysis.statistics.sampled_points import Indices, problem
from analysis.statistics.scenario_discovery import Box, discover_box
from analysis.statistics.sobol_indices import IN_ALL, sobol_indices
from analysis.statistics.strongest_assumption import strongest_assumption
from experiments.outcomes import read_outcome
from experiments.store.kept_study import UNIT, KeptStudy
from simulation.errors import InputError
from simulation.language import translate

KINDS = {"sobol": IN_ALL, "morris": STRENGTH}
GIVEN = "S1"


@dataclass(frozen=True)
class Matters:
    """What an answer hangs on in one context."""

    context: str
    outcome: str
    arm: str
    """Whose effect is explained; empty: the outcome itself."""
    kind: str
    indices: Indices | None
    problem: str = ""


def what_matters(
    kept: KeptStudy, table: pd.DataFrame, points: pd.DataFrame, arms: Arms | None, outcome: str,
    context: str,
) -> list[Matters]:  # fmt: skip
    """Return what the outcome hangs on, and what each arm's effect on it does."""
    factors = [name for name in kept.factors if name in points]
    if not factors or len(points) < 2 or (arms is not None and arms.column != PROGRAMME):
        return []
    asked = [("", _at_points(table, arms, outcome, context, points))]
    if arms is not None:
        asked += [
            (arm, _effect_at_points(table, arms, outcome, arm, context, points))
            for arm in arms.others
        ]
    found = [
        _matters(kept, points, factors, answers, (context, outcome, arm)) for arm, answers in asked
    ]
    return [each for each in found if each.indices is not None or each.problem]


def where_it_fails(
    kept: KeptStudy, table: pd.DataFrame, points: pd.DataFrame, arms: Arms, outcome: str, arm: str
) -> Box | None:
    """Return the box of contexts and assumptions where an arm does worse than the first."""
    sign = better_sign(kept, outcome) or 1
    factors = [name for name in kept.factors if name in points and points[name].nunique() > 1]
    one, other, shared = paired(table, arms, outcome, arm)
    apart = shared.assign(apart=(one - other) * sign).dropna(subset=["apart"])
    cells = apart.groupby(["context", "point"], sort=False)["apart"].mean().reset_index()
    known = cells.join(points[factors], on="point")
    columns = [*factors, *(["context"] if known["context"].nunique() > 1 else [])]
    if not columns or not factors:
        return None
    return discover_box(known[columns], (known["apart"] < 0).to_numpy(), together=known["point"])


def _matters(
    kept: KeptStudy, points: pd.DataFrame, factors: list[str], answers: Floats,
    where: tuple[str, str, str],
) -> Matters:  # fmt: skip
    design = kept.design
    kind = str(design.get("kind"))
    if read_outcome(where[1]).needs_twin and not np.isfinite(answers).any():
        said = translate("No threat strikes within the months lived here: there is no loss to "
                         "explain.")  # fmt: skip
        return Matters(*where, KINDS.get(kind, GIVEN), None, said)
    try:
        if kind == "sobol":
            settings = _settings(design, kind)
            found: Indices | None = sobol_indices(
                _unit_problem(factors), answers, second_order=bool(settings.get("second_order"))
            )
        elif kind == "morris":
            units = points[[f"{UNIT}{name}" for name in factors]].to_numpy(dtype=float)
            levels = int(_settings(design, kind).get("levels", 4))
            found = morris_effects(_unit_problem(factors), units, answers, levels=levels)
        else:
            found = strongest_assumption(_numbers(points[factors]), answers)
    except InputError as error:
        return Matters(*where, KINDS.get(kind, GIVEN), None, error.message)
    return Matters(*where, KINDS.get(kind, GIVEN), found)


def _settings(design: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    given = design.get(kind)
    return given if isinstance(given, Mapping) else {}


def _unit_problem(factors: list[str]) -> dict[str, Any]:
    return problem(factors, [[0.0, 1.0]] * len(factors))


def _numbers(points: pd.DataFrame) -> pd.DataFrame:
    """Names as numbers, in the order in which they come."""
    numbers = {
        name: column if pd.api.types.is_numeric_dtype(column)
        else pd.Series(pd.factorize(column.astype(str))[0], index=column.index)
        for name, column in points.items()
    }  # fmt: skip
    return pd.DataFrame(numbers)


def _at_points(
    table: pd.DataFrame, arms: Arms | None, outcome: str, context: str, points: pd.DataFrame
) -> Floats:
    own = table[table["context"] == context]
    if arms is not None and arms.column == PROGRAMME:
        own = own[own["programme"] == arms.first]
    values = own.assign(value=own[outcome].where(np.isfinite(own[outcome].astype(float))))
    return values.groupby("point")["value"].mean().reindex(points.index).to_numpy(dtype=float)


def _effect_at_points(
    table: pd.DataFrame, arms: Arms, outcome: str, arm: str, context: str, points: pd.DataFrame
) -> Floats:
    one, other, shared = paired(table, arms, outcome, arm, context)
    apart = shared.assign(apart=one - other)
    return apart.groupby("point")["apart"].mean().reindex(points.index).to_numpy(dtype=float)
