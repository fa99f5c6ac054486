"""Under which assumptions does something happen: a box of ranges that holds many such cases.

PRIM (friedman1999, bryant2010) peels ranges off until what is left is dense in cases of interest.
Of the boxes on its way we take the one whose coverage times density is greatest. Coverage: share
of all cases of interest that lie in the box; density: share of the box that is of interest.
A range that could as well come by chance (quasi p of 5 % or more) is marked.
Shapes: N points, D factors, numbers or names.
"""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

LEAST_CASES = 10
SURE = 0.05
_ALL = 1e-9


@dataclass(frozen=True)
class Range:
    """What a box asks of one factor: at least, at most (None: no bound), or one of some names."""

    factor: str
    at_least: float | None
    at_most: float | None
    names: tuple[str, ...] = ()
    by_chance: bool = False


@dataclass(frozen=True)
class Box:
    """A box, and how well it tells the cases of interest from the others."""

    ranges: tuple[Range, ...]
    coverage: float
    density: float
    base_rate: float
    inside: int
    cases: int
    points: int


def discover_box(points: pd.DataFrame, interesting: npt.NDArray[np.bool_]) -> Box | None:
    """Return the box where most cases of interest (N,) are; None below ten of a kind."""
    cases = int(interesting.sum())
    if min(cases, len(points) - cases) < LEAST_CASES:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger("ema_workbench").setLevel(logging.ERROR)
        from ema_workbench.analysis.prim import Prim

        asked = points.reset_index(drop=True).copy()
        for name in asked.columns[[not pd.api.types.is_numeric_dtype(t) for t in asked.dtypes]]:
            asked[name] = pd.Categorical(asked[name].astype(str))
        search = Prim(asked, np.asarray(interesting, dtype=bool), threshold=0.1, peel_alpha=0.05)
        box = search.find_box()
        way = box.peeling_trajectory
        best = int((way["coverage"] * way["density"]).to_numpy().argmax())
        limits, chance = box.box_lims[best], box.qp[best]
    whole = search.box_init
    ranges = tuple(
        _range(name, limits[name], whole[name], chance.get(name, [0.0]))
        for name in asked.columns
        if _differs(limits[name], whole[name])
    )
    row = way.iloc[best]
    return Box(ranges, float(row["coverage"]), float(row["density"]), cases / len(points),
               int(row["n"]), cases, len(points))  # fmt: skip


def _differs(limits: Any, whole: Any) -> bool:
    if isinstance(whole.iloc[0], set):
        return bool(limits.iloc[0] != whole.iloc[0])
    return bool((limits != whole).any())


def _range(name: str, limits: Any, whole: Any, chance: Any) -> Range:
    ps = [p for p in np.atleast_1d(np.asarray(chance, dtype=float)) if p >= 0]
    doubtful = bool(ps) and min(ps) >= SURE
    if isinstance(whole.iloc[0], set):
        return Range(name, None, None, tuple(sorted(limits.iloc[0])), doubtful)
    low, high = float(limits.iloc[0]), float(limits.iloc[1])
    return Range(
        name,
        low if low > float(whole.iloc[0]) + _ALL else None,
        high if high < float(whole.iloc[1]) - _ALL else None,
        by_chance=doubtful,
    )
