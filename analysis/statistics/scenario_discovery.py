"""Under which assumptions does something happen: a box of ranges that holds many such cases.

PRIM (friedman1999, bryant2010) peels ranges off until what is left is dense in cases of interest.
Of the boxes on its way we take the one whose coverage times density is greatest. Coverage: share
of all cases of interest that lie in the box; density: share of the box that is of interest. Both
are measured on the very points that chose the box, and so flatter it (even in noise a box may look
dense); `unseen` has them on points without a say: each third is left out once, and tried in the box
that the same search finds on the others.
A range that could as well come by chance (quasi p of 5 % or more) is marked.
Shapes: N points, D factors, numbers or names; of which third a point is, is keyed.
"""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

LEAST_CASES = 10
SURE = 0.05
THIRDS, KEY = 3, 1
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
class Unseen:
    """How well boxes found on two thirds of the points tell cases of the third left out."""

    coverage: float
    density: float


@dataclass(frozen=True)
class Box:
    """A box, and how well it tells the cases of interest among the points that chose it."""

    ranges: tuple[Range, ...]
    coverage: float
    density: float
    base_rate: float
    inside: int
    cases: int
    points: int
    unseen: Unseen | None = None


def discover_box(
    points: pd.DataFrame, interesting: npt.NDArray[np.bool_], together: pd.Series[int] | None = None
) -> Box | None:
    """Return the box where most cases of interest (N,) are; None below ten of a kind.

    `together` (N,): rows of the same number are left out together, as those of one set of
    assumptions in several contexts: one would give the other away.
    """
    box = _peeled(points, interesting)
    if box is None:
        return None
    groups = np.arange(len(points)) if together is None else np.asarray(together, dtype=np.int64)
    return replace(box, unseen=_on_unseen(points, interesting, groups))


def _on_unseen(
    points: pd.DataFrame, interesting: npt.NDArray[np.bool_], groups: npt.NDArray[np.int64]
) -> Unseen | None:
    """Return coverage and density over the thirds left out; None where two are too few to ask."""
    names, of = np.unique(groups, return_inverse=True)
    third = (np.random.Generator(np.random.Philox(key=KEY)).permutation(len(names)) % THIRDS)[of]
    inside = np.zeros(len(points), dtype=bool)
    for each in range(THIRDS):
        out = third == each
        box = _peeled(points[~out], interesting[~out])
        if box is None:
            return None
        inside[out] = _holds(box, points[out])
    caught = int((inside & interesting).sum())
    return Unseen(caught / int(interesting.sum()), caught / max(1, int(inside.sum())))


def _holds(box: Box, points: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say which points lie in the box."""
    here = np.ones(len(points), dtype=bool)
    for each in box.ranges:
        values = points[each.factor]
        if each.names:
            here &= values.astype(str).isin(each.names).to_numpy()
        if each.at_least is not None:
            here &= (values >= each.at_least).to_numpy()
        if each.at_most is not None:
            here &= (values <= each.at_most).to_numpy()
    return here


def _peeled(points: pd.DataFrame, interesting: npt.NDArray[np.bool_]) -> Box | None:
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
