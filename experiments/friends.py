"""A study in the words of its neighbours: SALib and the EMA workbench.

`problem, X = salib_problem(kept), salib_sample(store, kept)` and any of SALib's analyses follow;
`ema_model(study)` is a model that `ema_workbench.perform_experiments` takes as it is.

Shapes: SALib's sample (points, factors) in the unit cube; outcomes of EMA are means over the
study's histories.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.run_study import Settings, evaluate
from experiments.store.kept_study import UNIT, KeptStudy
from experiments.store.store import Store
from experiments.study.factors import bounds, chosen_from
from experiments.study.points import unit_problem
from experiments.study.read_study import read_study
from experiments.study.study import Factor, Study


def salib_problem(study: Study | KeptStudy) -> dict[str, Any]:
    """Return the study's factors as SALib's problem, each from 0 to 1: its place in its range."""
    return unit_problem(list(study.factors))


def salib_sample(store: Store, study: str | KeptStudy) -> npt.NDArray[np.float64]:
    """Return the study's points in the order in which SALib drew them."""
    points = store.points(study)
    return points[[name for name in points if str(name).startswith(UNIT)]].to_numpy(dtype=float)


def salib_outcome(
    store: Store, study: str | KeptStudy, outcome: str, context: str = "", programme: str = ""
) -> npt.NDArray[np.float64]:
    """Return an outcome at each point, the mean of its histories, in SALib's order."""
    table = store.table(study, [outcome])
    kept = store.study(study)
    table = table[table["context"] == (context or kept.contexts[0])]
    table = table[table["programme"] == (programme or kept.programmes[-1])]
    means = table.groupby("point")[outcome].mean().reindex(range(kept.points))
    return means.to_numpy(dtype=float)


def ema_model(
    study: Study | str | Path, store: Store | str | Path = "results/store", programme: str = ""
) -> Any:
    """Return the study as a model of the EMA workbench, every evaluation kept in the store."""
    from ema_workbench import Model, ScalarOutcome

    asked = study if isinstance(study, Study) else read_study(study)
    arm = programme or list(asked.programmes)[-1]
    names = {path: _name(path) for path in asked.factors}

    def lived(**values: Any) -> Mapping[str, float]:
        import pandas as pd

        point = pd.DataFrame([{path: values[name] for path, name in names.items()}])
        table = evaluate(asked, point, store, Settings(workers=1))
        table = table[table["programme"] == arm]
        return {_name(each): float(table[each].mean()) for each in asked.outcomes}

    model = Model("".join(c for c in asked.name.title() if c.isalnum()) or "Study", lived)
    model.uncertainties = [_ema(names[p], f) for p, f in asked.uncertainties.items()]
    model.levers = [_ema(names[p], f) for p, f in asked.levers.items()]
    model.outcomes = [ScalarOutcome(_name(each)) for each in asked.outcomes]
    return model


def _ema(name: str, factor: Factor) -> Any:
    from ema_workbench import CategoricalParameter, IntegerParameter, RealParameter

    if factor.kind == "choices":
        return CategoricalParameter(name, list(chosen_from(factor)))
    low, high = bounds(factor)
    if factor.kind == "integers":
        return IntegerParameter(name, int(low), int(high))
    return RealParameter(name, low, high)


def _name(path: str) -> str:
    """Return a path as a name that Python takes for an argument."""
    return "".join(c if c.isalnum() else "_" for c in path)
